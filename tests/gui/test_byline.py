import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from morat.catalogue import Catalogue
from morat.newsroom.article import Author, Dateline, new_article
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.editor.byline import Byline, read_authors, read_date, written_authors, written_date


@pytest.fixture
def words():
    return Catalogue("vi")


@pytest.fixture
def byline(qtbot, words):
    row = Byline(words)
    qtbot.addWidget(row)
    row.show()
    return row


def shown(byline, **fields):
    article = OpenArticle(new_article(**fields), Look(), str)
    byline.show_article(article)
    return article


def put(line, text):
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_what_is_typed_is_the_articles_and_can_be_undone(byline):
    article = shown(byline, dateline=Dateline("Vân Trầm", "2026-11-22"))
    assert byline.date.text() == "22/11/2026"
    put(byline.date, "3/2/2026")
    put(byline.section, "Xa hoi")
    now = article.article()
    assert (now.dateline, now.section) == (Dateline("Vân Trầm", "2026-02-03"), "Xa hoi")
    article.history.stack.undo()
    article.history.stack.undo()
    assert byline.date.text() == "22/11/2026"
    assert article.article().section == ""


def test_what_is_no_date_is_not_taken(byline):
    article = shown(byline, dateline=Dateline("", "2026-11-22"))
    put(byline.date, "31/2/2026")
    assert byline.date.text() == "22/11/2026"
    assert article.article().dateline.date == "2026-11-22"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("23/11/2026", "2026-11-23"),
        ("3-2-26", "2026-02-03"),
        ("", ""),
        ("hôm qua", None),
        ("30/2/2026", None),
    ],
)
def test_dates_are_read_as_they_are_written_here(text, date):
    assert read_date(text) == date
    if date:
        assert read_date(written_date(date)) == date


def test_authors_keep_what_the_line_does_not_show(words):
    known = (Author("Nguyễn Văn An", "Nam An", "photographer", '{"phone":"1"}'), Author("Mai Hương"))
    assert written_authors(known, words) == "Nam An (ảnh); Mai Hương"
    assert read_authors(written_authors(known, words), known, words) == known
    assert read_authors("Mai Hương; Lê Hà (ảnh)", known, words)[1] == Author("Lê Hà", role="photographer")


def test_a_name_that_one_row_would_cut_stands_above(byline, qtbot):
    shown(byline, authors=(Author("Nguyễn Thị Kim Thuỷ"),), dateline=Dateline("Quảng Ninh", "2026-11-22"))

    def is_above():
        return byline.authors.geometry().bottom() < byline.place.geometry().top()

    byline.resize(1000, 60)
    qtbot.waitUntil(lambda: not is_above())
    byline.resize(400, 60)
    qtbot.waitUntil(is_above)
    assert byline.authors.width() > byline.authors.fontMetrics().horizontalAdvance(byline.authors.text()) + 28
    byline.resize(1000, 60)
    qtbot.waitUntil(lambda: not is_above())


def test_a_section_that_two_rows_would_cut_stands_beside_the_authors(byline, qtbot):
    shown(
        byline,
        authors=(Author("Lê Thu An"),),
        dateline=Dateline("Vân Trầm", "2026-11-22"),
        section="Nông nghiệp sạch",
    )

    def is_whole():
        words = byline.section.fontMetrics().horizontalAdvance(byline.section.text())
        return byline.section.width() > words + 8

    byline.resize(640, 60)
    qtbot.waitUntil(lambda: byline.section.y() == byline.authors.y() and is_whole())
    byline.resize(500, 60)
    qtbot.waitUntil(lambda: byline.section.y() == byline.place.y() > byline.authors.y() and is_whole())
    byline.resize(400, 60)
    qtbot.waitUntil(lambda: byline.section.y() == byline.authors.y() < byline.place.y() and is_whole())

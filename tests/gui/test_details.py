"""The fold below the byline: everything that belongs to a piece, typed, undone and offered again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from morat.catalogue import Catalogue
from morat.newsroom.article import Author, Series, new_article
from morat.newsroom.embargo import ends
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.editor.page import Page
from tests.helpers.widgets import nameless
from tests.helpers.window import compose


@pytest.fixture
def page(qtbot, theme):
    made = Page(Catalogue("vi"), theme.tokens, lambda _sha, _width, _edit: None)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    return made


def opened(page, **fields):
    article = OpenArticle(new_article(**fields), Look(), str)
    page.show_article(article)
    page.details.go_to("")
    return article


def put(line, text):
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    line.close_list() if hasattr(line, "close_list") else None
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_every_line_is_the_articles_and_can_be_undone(page):
    article = opened(page)
    form = page.details.form
    before = article.article()
    put(form.tags, "bao,  lu ,bao,")
    put(form.source, "TTXVN")
    put(form.series, "Lang nghe")
    put(form.part, "2")
    put(form.of, "5")
    put(form.embargo, "14:00 24/11/2030")
    form.note.setFocus()
    QTest.keyClicks(form.note, "Doi anh")
    form.people.add()
    put(form.people._rows[0].name, "Nguyen Thi Mai")
    put(form.people._rows[0].pen, "Mai Huong")
    form.related.line.setFocus()
    form.related.offer({"id-1": "Bài một", article.id: "Chính bài này"})
    assert form.related.line.offered() == ["Bài một"]
    QTest.keyClick(form.related.line, Qt.Key.Key_Down)
    QTest.keyClick(form.related.line, Qt.Key.Key_Return)
    now = article.article()
    assert (now.tags, now.source, now.series) == (("bao", "lu"), "TTXVN", Series("Lang nghe", 2, 5))
    assert (now.embargo, now.note, now.related) == ("2030-11-24T14:00+07:00", "Doi anh", ("id-1",))
    assert now.authors == (Author("Nguyen Thi Mai", "Mai Huong"),)
    assert page.byline.authors.text() == "Mai Huong"
    while article.history.stack.can_undo:
        article.history.stack.undo()
    assert article.article() == before
    assert (form.tags.text(), form.source.text(), form.series.text(), form.embargo.text()) == ("",) * 4
    assert form.note.toPlainText() == ""


def test_what_is_shown_is_what_the_piece_has(page):
    opened(
        page,
        tags=("bão", "lũ"),
        series=Series("Làng nghề", 2, 5),
        embargo="2030-11-24T14:00+07:00",
        note="Đợi ảnh.\nGọi lại.",
    )
    form = page.details.form
    assert (form.tags.text(), form.part.text(), form.of.text()) == ("bão, lũ", "2", "5")
    assert form.note.toPlainText() == "Đợi ảnh.\nGọi lại."
    page.details.unfold(now=False)
    told = page.details.summary.text()
    for part in ("14:00 24/11/2030", "Làng nghề, kỳ 2/5", "bão, lũ", "Đợi ảnh. Gọi lại."):
        assert part in told
    opened(page)
    assert (form.tags.text(), form.series.text(), form.part.text()) == ("", "", "")


def test_what_is_no_time_is_not_kept(page):
    article = opened(page, embargo="2030-11-24T14:00+07:00")
    line = page.details.form.embargo
    put(line, "chieu mai")
    assert line.text() == "14:00 24/11/2030"
    put(line, "8h")
    assert ends(str(article.value("embargo"))).hour == 8
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert article.value("embargo") == ""


def test_tags_are_offered_with_and_without_marks(page):
    article = opened(page)
    line = page.details.form.tags
    page.details.show_offers({"tag": ["nông thôn mới", "Uông Bí", "bầu cử", "bão"]})
    line.setFocus()
    QTest.keyClicks(line, "uong")
    assert line.offered() == ["Uông Bí"]
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.hasFocus()
    assert line.text() == "Uông Bí, "
    QTest.keyClicks(line, "ba")
    assert line.offered() == ["bầu cử", "bão"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.is_offering
    assert line.text() == "Uông Bí, ba"
    QTest.keyClicks(line, ", uong")
    assert line.offered() == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert article.value("tags") == ("Uông Bí", "ba", "uong")


def test_an_offer_never_changes_what_is_typed(page):
    opened(page)
    line = page.details.form.source
    page.details.show_offers({"source": ["TTXVN", "Thông tấn"]})
    line.setFocus()
    QTest.keyClicks(line, "t")
    assert line.is_offering
    assert (line.text(), line.selectedText()) == ("t", "")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClicks(line, "th")
    assert line.text() == "th"
    assert line.offered() == ["Thông tấn"]
    page.body.setFocus()
    assert not line.is_offering


def test_an_offer_goes_when_the_page_is_scrolled(page):
    opened(page)
    page.resize(900, 300)
    line = page.details.form.source
    page.details.show_offers({"source": ["TTXVN"]})
    line.setFocus()
    QTest.keyClicks(line, "tt")
    assert line.is_offering
    bar = page.verticalScrollBar()
    bar.setValue(bar.value() + 10)
    assert not line.is_offering


def test_people_keep_what_is_not_shown_and_can_go(page):
    known = (Author("Nguyễn Văn An", "Nam An", "photographer", '{"phone":"1"}'), Author("Mai Hương"))
    article = opened(page, authors=known)
    people = page.details.form.people
    put(people._rows[0].pen, "An Nam")
    assert article.value("authors")[0] == Author("Nguyễn Văn An", "An Nam", "photographer", '{"phone":"1"}')
    people.findChild(QToolButton, "person2Remove").click()
    assert [author.name for author in article.value("authors")] == ["Nguyễn Văn An"]
    article.history.stack.undo()
    assert people.authors == article.value("authors")
    assert len(people.authors) == 2


def test_what_is_typed_is_taken_over_before_a_save(page):
    article = opened(page)
    QTest.keyClicks(page.details.form.tags, "bao")
    page.commit()
    assert article.value("tags") == ("bao",)


def test_every_line_has_a_name_for_a_screen_reader(page):
    opened(page, authors=(Author("Mai Hương"),), related=("id-1",))
    page.details.form.related.show_headlines({"id-1": "Bài một"})
    assert nameless(page.details) == []


def test_an_undone_step_of_the_note_is_shown(page):
    article = opened(page)
    page.details.form.note.setFocus()
    QTest.keyClicks(page.details.form.note, "Doi anh")
    page.details.unfold(now=False)
    page.body.setFocus()
    article.history.stack.undo()
    assert page.details.form.note.isVisible()
    assert page.details.form.note.hasFocus()


def test_letters_that_are_composed_arrive_as_they_are(page):
    article = opened(page)
    line = page.details.form.tags
    page.details.show_offers({"tag": ["Uông Bí", "ướt"]})
    line.setFocus()
    for letter in "Uông":
        compose(line, letter)
    assert line.text() == "Uông"
    assert line.offered() == ["Uông Bí"]
    for letter in " Bì":
        compose(line, letter)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert article.value("tags") == ("Uông Bì",)


def test_tags_outside_the_newsrooms_list_are_told_and_may_stay(page):
    article = opened(page)
    line = page.details.form.tags
    assert not line.property("outside")
    page.details.show_listed({"tag": ["bão", "lũ"]})
    line.setFocus()
    line.setText("bão, ")
    assert line.outside() == []
    QTest.keyClicks(line, "moi")
    assert line.outside() == ["moi"]
    assert line.property("outside")
    assert line.toolTip() == line.accessibleDescription() != ""
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert article.value("tags")[-1] == "moi"
    line.setText("lũ")
    assert not line.property("outside")

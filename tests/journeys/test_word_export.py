"""Export to Word from the window: the page that is chosen, and the question before anything else leaves."""

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.newsroom.review import Comment, Review

ARTICLE = new_article(headline="Chợ phiên", blocks=(Paragraph("a", runs_of("Chợ họp từ sáng sớm.")),))
SAID = Comment(id="00000a01", block="a", field="body", end=3, quoted="Chợ", author="Biên", text="Nào?")


@pytest.fixture
def home(tmp_path):
    """A library with the piece, and a page of the newsroom's own."""
    with Library.open(tmp_path / "home" / "library") as library:
        library.articles.save(ARTICLE)
    folder = tmp_path / "home" / "library" / "house" / "templates"
    folder.mkdir(parents=True)
    docx.Document().save(folder / "báo.docx")
    return tmp_path / "home"


@pytest.fixture
def desk(home, open_desk):
    desk = open_desk(source=ARTICLE.id)
    desk.until(lambda: desk.bench is not None and desk.bench.article is not None)
    return desk


def exported(desk, path, page="newsroom"):
    desk.answer(save=path)
    desk.chooser.page = page
    desk.program.commands.run("export")


def test_the_page_that_was_chosen_comes_first_the_next_time(desk, tmp_path):
    exported(desk, tmp_path / "a.docx", "administrative")
    desk.until(lambda: "a.docx" in desk.notices.text)
    assert desk.chooser.pages == ("newsroom", "administrative", "báo")
    assert round(docx.Document(tmp_path / "a.docx").sections[0].left_margin.mm) == 30
    exported(desk, tmp_path / "b.docx", "báo")
    desk.until(lambda: "b.docx" in desk.notices.text)
    assert desk.chooser.pages == ("administrative", "newsroom", "báo")


def say(home, desk):
    """Let another program say something of the open piece, and the window take notice."""
    with Library.open(home / "library") as library:
        library.reviews.put(ARTICLE.id, Review((SAID,)))
    desk.until(lambda: desk.bench.article.review.now() == Review((SAID,)))


@pytest.mark.parametrize(("button", "comments"), [(0, []), (1, ["Nào?"])])
def test_comments_leave_only_when_that_is_wished(home, desk, tmp_path, button, comments):
    say(home, desk)
    path = tmp_path / "bai.docx"
    exported(desk, path)
    desk.until(lambda: len(desk.notices.buttons) == 2 and "nhận xét" in desk.notices.text)
    assert "đề nghị sửa" not in desk.notices.text
    assert not path.exists()
    QTest.mouseClick(desk.notices.buttons[button], Qt.MouseButton.LeftButton)
    desk.until(lambda: "bai.docx" in desk.notices.text)
    assert [one.text for one in docx.Document(path).comments] == comments
    assert ("chỉ dùng trong tòa soạn" in desk.notices.text) == bool(comments)


def test_other_formats_are_not_asked_about(home, desk, tmp_path):
    say(home, desk)
    exported(desk, tmp_path / "bai.html")
    desk.until(lambda: "bai.html" in desk.notices.text)
    assert "Nào?" not in (tmp_path / "bai.html").read_text("utf-8")

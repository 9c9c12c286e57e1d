"""A piece of its genre, from the template to the next step, as a reporter goes it."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import plain, runs_of
from tests.helpers.widgets import nameless

menus = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


def stocked(home, *articles):
    with Library.open(home / "library") as library:
        for article in articles:
            library.articles.save(article)


def choose_genre(desk, name):
    """Choose a genre in the menu that is open."""
    desk.until(lambda: QApplication.activePopupWidget() is not None)
    (action,) = [one for one in QApplication.activePopupWidget().actions() if one.text() == name]
    action.trigger()
    QApplication.activePopupWidget().close()


@menus
def test_an_interview_begins_with_its_questions(desk):
    desk.click("new_of_genreButton")
    choose_genre(desk, "Phỏng vấn")
    article = desk.bench.article.article()
    assert article.genre == "interview"
    assert [plain(block.runs) for block in article.blocks] == ["PV: ", "– "] * 2
    assert desk.window.focusWidget() is desk.named("headlineEdit")
    desk.until(lambda: desk.named("genreBox").currentText() == "Phỏng vấn")
    desk.program.commands.run("new")
    assert desk.bench.article.article().genre == "interview"


@menus
def test_another_genre_touches_no_text(desk):
    desk.program.commands.run("new_of_genre")
    choose_genre(desk, "Phóng sự ảnh")
    desk.type("Cho phien\n")
    before = desk.bench.article.article()
    assert sum(isinstance(block, Photo) for block in before.blocks) == 3
    desk.bench.article.set_value("genre", "news")
    after = desk.bench.article.article()
    assert (after.headline, after.blocks) == (before.headline, before.blocks)
    desk.until(lambda: desk.named("headlineCounter").text() == "2 / 12 từ")


def test_what_is_missing_is_said_and_leads_to_its_place(desk, tmp_path):
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    desk.type("Cho phien Pa Lau")
    desk.click("nextStepButton")
    steps = desk.program.commands.writing.steps
    told = [row.text() for row in steps.checklist.rows]
    assert told == [
        *("Chưa có sapo.", "Chưa ghi tên tác giả.", "Chưa chọn chuyên mục.", "Chưa có nội dung."),
        "Bài mới có 4 từ, cần ít nhất 80 từ.",
    ]
    assert nameless(steps.checklist) == []
    steps.checklist.rows[1].click()
    assert desk.window.focusWidget() is desk.named("authorsEdit")
    assert desk.bench.article.value("status") == "draft"
    desk.answer(save=tmp_path / "bai.morat")
    desk.click("nextStepButton")
    anyway = steps.checklist.findChild(QPushButton, "stepAnywayButton")
    assert anyway.text() == "Gửi biên tập luôn"
    anyway.click()
    desk.until(lambda: desk.bench.article.value("status") == "submitted")


def test_an_embargo_is_said_before_the_piece_is_published(desk):
    desk.click_card("Xem bài mẫu")
    desk.until(desk.opened)
    desk.bench.article.set_value("embargo", "2040-01-01T08:00+07:00")
    desk.bench.set_status("in-review")
    desk.click("nextStepButton")
    assert desk.bench.article.value("status") == "approved"
    desk.click("nextStepButton")
    steps = desk.program.commands.writing.steps
    assert [row.text() for row in steps.checklist.rows] == ["Chưa được đăng trước 08:00 01/01/2040."]
    assert desk.bench.article.value("status") == "approved"
    steps.checklist.close()


def test_a_whole_piece_goes_on_without_a_question(desk, tmp_path):
    desk.click_card("Xem bài mẫu")
    desk.until(desk.opened)
    assert [lack for lack in desk.program.commands.writing.steps.lacks() if lack.warns] == []
    desk.answer(save=tmp_path / "bai.morat")
    desk.click("nextStepButton")
    desk.until(lambda: desk.bench.article.value("status") == "submitted")


@menus
def test_what_belongs_to_a_piece_is_kept_found_and_never_printed(open_desk, home, tmp_path):
    stocked(
        home,
        new_article(headline="Uông Bí trồng cây", tags=("trồng cây", "nông thôn mới")),
        new_article(headline="Hội xuân Yên Tử"),
    )
    desk = open_desk()
    desk.until(lambda: len(desk.rows()) == 2)
    desk.program.commands.run("new")
    desk.type("Cho phien")
    desk.program.commands.run("details")
    form = desk.page.details.form
    assert desk.window.focusWidget() is form.tags
    desk.until(lambda: bool(form.tags._offers))
    desk.type("nong")
    desk.until(lambda: form.tags.offered() == ["nông thôn mới"])
    desk.keys(Qt.Key.Key_Down)
    desk.keys(Qt.Key.Key_Return)
    desk.keys(Qt.Key.Key_Return)
    form.related.line.setFocus()
    desk.type("uong bi")
    desk.until(lambda: form.related.line.offered() == ["Uông Bí trồng cây"])
    desk.keys(Qt.Key.Key_Down)
    desk.keys(Qt.Key.Key_Return)
    form.note.setFocus()
    desk.type("Goi lai ong Thang")
    form.embargo.setFocus()
    desk.type("08:00 1/1/2040\n")
    desk.until(desk.is_saved)
    desk.until(lambda: len(desk.rows()) == 3)
    with Library.open(home / "library") as library:
        (row,) = library.articles.rows("Cho phien")
        kept = library.articles.get(row.id).article
        assert [one.id for one in library.articles.rows("goi lai ong")] == [row.id]
        assert library.articles.rows('"nong thon moi"')[0].id == row.id
    assert (kept.tags, len(kept.related), kept.note) == (("nông thôn mới",), 1, "Goi lai ong Thang")
    assert row.embargo == kept.embargo == "2040-01-01T08:00+07:00"
    model = desk.window.library.list.model()
    desk.until(lambda: "08:00 01/01/2040" in model.find(row.id).data(Qt.ItemDataRole.AccessibleTextRole))
    desk.answer(save=tmp_path / "bai.html")
    desk.program.commands.run("export")
    desk.until(lambda: "bai.html" in desk.notices.text)
    assert "Chưa được đăng trước 08:00 01/01/2040." in desk.notices.text
    page = (tmp_path / "bai.html").read_text("utf-8")
    assert "nông thôn mới" in page
    for secret in ("Goi lai ong", "2040", kept.related[0]):
        assert secret not in page
    (link,) = [one for one in form.related.findChildren(QPushButton) if one.text() == "Uông Bí trồng cây"]
    link.click()
    desk.until(lambda: desk.text("headlineEdit") == "Uông Bí trồng cây")


def test_a_bundle_carries_all_of_it(desk, tmp_path):
    from morat.newsroom.codec import to_json
    from morat.operations.handoff import receive, send

    piece = new_article(
        headline="Tít", deck="Phụ", tags=("a",), note="Nhắn", embargo="2040-01-01T08:00+07:00", related=("x",)
    )
    with Library.open(tmp_path / "one") as library:
        library.articles.save(piece)
        send(library, piece.id, tmp_path / "bai.morat")
    with Library.open(tmp_path / "two") as library:
        received = receive(library, tmp_path / "bai.morat")
        assert json.dumps(to_json(received.article)) == json.dumps(to_json(piece))
        assert library.articles.rows()[0].embargo == piece.embargo


def test_the_length_of_what_is_chosen_is_said_while_it_is_chosen(desk):
    blocks = (Paragraph("a", runs_of("Một hai ba.")), Photo("ph", None, runs_of("Bốn năm.")))
    desk.bench.open_article(new_article(headline="Tít bài", blocks=blocks))
    length = desk.window.status.length
    desk.until(lambda: length.text().startswith("7 từ"))
    desk.caret_in("bodyEdit")
    desk.keys(Qt.Key.Key_A, control=True)
    desk.until(lambda: length.text() == "Đang chọn 5 từ · 19 ký tự")
    desk.caret_in("headlineEdit")
    desk.until(lambda: length.text().startswith("7 từ"))
    desk.keys(Qt.Key.Key_Home, shift=True)
    desk.until(lambda: length.text() == "Đang chọn 2 từ · 7 ký tự")
    desk.type("x")
    desk.until(lambda: length.text().startswith("6 từ"))


def test_a_piece_that_leaves_the_page_is_indexed(desk, home):
    desk.program.commands.run("new")
    desk.caret_in("bodyEdit")
    desk.type("Mot cau. ")
    desk.program.commands.run("new")
    desk.until(lambda: _waiting(home) == (1, 0))


def _waiting(home):
    """Return how many pieces the library has, and how many of them wait to be indexed."""
    with Library.open(home / "library") as library:
        return library.articles._db.fetch_one(
            "select (select count(*) from articles), (select count(*) from search_waiting)"
        )

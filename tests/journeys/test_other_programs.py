"""Another program writes while the window is open: what is shown goes along, nothing is lost."""

import pytest
from msgspec import structs
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent

from morat.library.articles import Articles
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import plain, runs_of
from morat.newsroom.messages import UserError
from tests.helpers.window import compose


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home" / "library"


@pytest.fixture
def piece():
    return new_article(headline="Cầu mới", blocks=(Paragraph("a", runs_of("Một.")),))


@pytest.fixture
def desk(open_desk, folder, piece):
    with Library.open(folder) as library:
        library.articles.save(piece)
    desk = open_desk(source=piece.id)
    desk.until(desk.opened)
    return desk


def look(desk):
    """Look at once for what others wrote, as the window does every two seconds."""
    from morat.ui.commands.watch_desk import WatchDesk

    desk.bench.findChild(WatchDesk).watcher.look()


def saved_elsewhere(folder, piece, *texts):
    with Library.open(folder) as library:
        blocks = tuple(Paragraph(f"n{number}", runs_of(text)) for number, text in enumerate(texts))
        return library.articles.save(structs.replace(piece, blocks=(*piece.blocks, *blocks))).revision


def versions(folder, piece):
    with Library.open(folder) as library:
        rows = library.revisions.of(piece.id)
        return [(row, library.revisions.get(piece.id, row.sha)) for row in rows]


def text_of(article):
    return "|".join(plain(block.runs) for block in article.blocks)


def test_the_list_shows_what_came_in_from_elsewhere(desk, folder):
    with Library.open(folder) as library:
        library.articles.save(new_article(headline="Bài từ nơi khác"))
    look(desk)
    desk.until(lambda: "Bài từ nơi khác" in desk.rows())


def test_a_newer_text_of_the_open_piece_is_shown_and_can_be_undone(desk, folder, piece):
    revision = saved_elsewhere(folder, piece, "Hai.")
    look(desk)
    desk.until(lambda: "Hai." in desk.text("bodyEdit"))
    assert "nơi khác" in desk.notices.text
    assert not desk.bench.saver.is_dirty
    assert desk.is_saved()
    desk.caret_in("bodyEdit")
    desk.type(" Ba.")
    desk.bench.save()
    desk.until(lambda: not desk.bench.saver.is_dirty)
    (newest, article), *_ = versions(folder, piece)
    assert (newest.parent, text_of(article)) == (revision, "Một.|Hai. Ba.")
    desk.bench.article.history.stack.undo()
    desk.bench.article.history.stack.undo()
    assert desk.text("bodyEdit") == "Một."


def test_what_is_unsaved_here_is_not_touched_and_both_are_in_the_history(desk, folder, piece):
    desk.caret_in("bodyEdit")
    desk.type(" Của tôi.")
    other = saved_elsewhere(folder, piece, "Của người khác.")
    look(desk)
    desk.until(lambda: not desk.bench.saver.is_dirty)
    desk.until(lambda: "nơi khác" in desk.notices.text)
    assert desk.text("bodyEdit") == "Một. Của tôi."
    found = versions(folder, piece)
    assert [text_of(article) for _, article in found] == ["Một. Của tôi.", "Một.|Của người khác.", "Một."]
    first = found[-1][0].sha
    assert [row.parent for row, _ in found] == [first, first, None]
    assert found[1][0].sha == other


def test_a_letter_that_is_being_composed_is_not_disturbed(desk, folder, piece):
    desk.caret_in("bodyEdit")
    body = desk.named("bodyEdit")
    QCoreApplication.sendEvent(body, QInputMethodEvent("â", []))
    assert desk.page.body.is_composing
    saved_elsewhere(folder, piece, "Hai.")
    look(desk)
    desk.bench.desk.finish()
    assert desk.text("bodyEdit") == "Một."
    compose(body, "")
    desk.until(lambda: not desk.page.body.is_composing)
    desk.until(lambda: "Hai." in desk.text("bodyEdit"))


def test_a_piece_that_cannot_be_saved_can_be_written_elsewhere_and_the_window_closed(
    desk, folder, piece, tmp_path, monkeypatch, open_desk
):
    def full(*_args, **_kwargs):
        raise UserError("disk-full", path="library.db")

    desk.caret_in("bodyEdit")
    with monkeypatch.context() as patch:
        patch.setattr(Articles, "save", full)
        desk.type(" Hai.")
        desk.window.close()
        assert desk.window.isVisible()
        bar = desk.program.commands.saving.bar
        first, second = bar.buttons[:2]
        assert (first.text(), second.text()) == ("Lưu ra chỗ khác…", "Cứ đóng")
        desk.answer(save=tmp_path / "usb" / "cau-moi.morat")
        first.click()
        desk.until((tmp_path / "usb" / "cau-moi.morat").is_file)
        desk.until(lambda: "cau-moi.morat" in bar.text)
        desk.window.close()
        second.click()
        desk.until(lambda: not desk.window.isVisible())
    assert [text_of(article) for _, article in versions(folder, piece)] == ["Một."]
    again = open_desk()
    again.until(again.opened)
    assert again.text("bodyEdit") == "Một. Hai."
    again.program.commands.look_at(tmp_path / "usb" / "cau-moi.morat")
    again.until(lambda: "Một." not in again.notices.text and bool(again.notices.text))

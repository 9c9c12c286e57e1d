"""Sending a piece on: what the file holds, and what the piece is afterwards."""

import pytest
from PySide6.QtGui import QTextCursor

from morat.library.articles import Articles
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.find import Edit, Hit, Plan
from morat.newsroom.inline import plain
from morat.newsroom.messages import UserError
from morat.operations.handoff import receive
from morat.services.document import replacing


@pytest.fixture
def piece(desk, tmp_path):
    """A desk with a saved draft on the page, which goes into a file of its own when it is sent."""
    desk.bench.open_article(new_article(headline="Tít"))
    desk.until(desk.page.body.isVisible)
    desk.bench.save()
    desk.until(desk.is_saved)
    desk.answer(save=tmp_path / "bài.morat")
    return desk


def _stored(desk, piece):
    found = []
    desk.bench.desk.ask(lambda library: library.articles.get(piece).article, found.append)
    desk.until(lambda: bool(found))
    return found[0]


def _sent(desk, tmp_path):
    desk.until((tmp_path / "bài.morat").exists)
    desk.until(lambda: "bài.morat" in desk.notices.text)
    desk.until(lambda: desk.bench.saves.is_safe)


def test_what_is_typed_while_it_goes_out_does_not_make_it_a_draft_again(piece, tmp_path):
    sent = piece.bench.article.id
    piece.caret_in("headlineEdit")
    piece.bench.take_step()
    piece.type(" moi")
    piece.bench.save()
    _sent(piece, tmp_path)
    assert piece.bench.article.value("status") == "submitted"
    assert (_stored(piece, sent).status, _stored(piece, sent).headline) == ("submitted", "Tít moi")


def test_a_piece_that_has_left_the_page_unsaved_is_sent_all_the_same(piece, tmp_path):
    sent = piece.bench.article.id
    piece.caret_in("headlineEdit")
    piece.bench.take_step()
    piece.type(" moi")
    piece.bench.open_article(new_article(headline="Bài khác"))
    _sent(piece, tmp_path)
    assert (_stored(piece, sent).status, _stored(piece, sent).headline) == ("submitted", "Tít moi")
    assert piece.bench.article.value("status") == "draft"
    piece.bench.open_piece(sent)
    piece.until(lambda: piece.text("headlineEdit") == "Tít moi")
    assert piece.bench.article.value("status") == "submitted"
    assert piece.window.actions_by_name["undo"].isEnabled()


def test_no_older_text_goes_out_when_it_cannot_be_saved(piece, tmp_path, monkeypatch):
    save, sent = Articles.save, piece.bench.article.id

    def full(self, *args, **kwargs):
        raise UserError("disk-full", path="library.db")

    monkeypatch.setattr(Articles, "save", full)
    piece.caret_in("headlineEdit")
    piece.type(" moi")
    piece.bench.take_step()
    piece.until(lambda: "chưa gửi" in piece.notices.text)
    assert not (tmp_path / "bài.morat").exists()
    assert piece.bench.article.value("status") == "draft"
    monkeypatch.setattr(Articles, "save", save)
    piece.until(lambda: piece.bench.saves.is_safe)
    piece.bench.take_step()
    _sent(piece, tmp_path)
    with Library.open(tmp_path / "elsewhere") as there:
        assert receive(there, tmp_path / "bài.morat").article.headline == "Tít moi"
    assert _stored(piece, sent).status == "submitted"


def test_what_comes_in_behind_the_dialog_goes_along(piece, tmp_path, monkeypatch):
    opened, chooser = piece.bench.article, piece.chooser
    asked = chooser.save_handoff

    def late(name):
        # A paste, a photo: what was on its way when the dialog opened.
        opened.set_value("section", "Thời sự")
        return asked(name)

    monkeypatch.setattr(chooser, "save_handoff", late)
    piece.bench.take_step()
    _sent(piece, tmp_path)
    with Library.open(tmp_path / "elsewhere") as there:
        assert receive(there, tmp_path / "bài.morat").article.section == "Thời sự"


def test_what_is_replaced_in_turns_leaves_whole(piece, tmp_path, monkeypatch):
    monkeypatch.setattr(replacing, "PLACES", 1)
    monkeypatch.setattr("morat.services.turns.TURN", 0)
    opened = piece.bench.article
    QTextCursor(opened.body).insertText(" ".join(["cá"] * 9))
    block = opened.article().blocks[0].id
    edits = [Edit(Hit("body", block, at, at + 2, "cá"), "tôm") for at in range(0, 27, 3)]
    replacer = piece.bench.find.replacer
    replacer.replace(opened, Plan(edits), "replace-all")
    assert replacer.is_busy
    piece.bench.take_step()
    _sent(piece, tmp_path)
    with Library.open(tmp_path / "elsewhere") as there:
        received = receive(there, tmp_path / "bài.morat").article
    assert [plain(one.runs) for one in received.blocks] == [" ".join(["tôm"] * 9)]

"""Sending a piece on: what the file holds, and what the piece is afterwards."""

import pytest

from morat.library.articles import Articles
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.messages import UserError
from morat.operations.handoff import receive


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

"""A live article becomes another state of itself: one step, there and back."""

import pytest
from hypothesis import given, settings

from morat.newsroom.article import Article, tidy_article
from morat.newsroom.blocks import ListBlock, Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.services.document.look import Look
from morat.services.document.read import read
from morat.services.open_article import OpenArticle
from tests.unit.newsroom.test_changes import edited_pairs

pytestmark = pytest.mark.qt


def opened(article):
    return OpenArticle(article, Look(), str)


@given(edited_pairs())
@settings(max_examples=60)
def test_becoming_is_one_step_there_and_back(qapp, pair):
    before = opened(pair[0])
    old = before.article()
    new = opened(pair[1]).article()
    before.become(new, "restore-version")
    assert before.article() == new
    assert read(before.body) == new.blocks
    stack = before.history.stack
    assert stack.count == (0 if old == new else 1)
    stack.undo()
    assert before.article() == old
    stack.redo()
    assert before.article() == new


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "a"), ("a", ""), ("ab", "b"), ("ab", "a"), ("b", "ab"), ("b", "bc"), ("abc", "ac"), ("ac", "abc")],
)
def test_blocks_come_and_go_at_every_place(qapp, before, after):
    def article(names):
        return Article(id="x", blocks=tuple(Paragraph(name, runs_of(name)) for name in names))

    piece = opened(article(before))
    piece.become(article(after), "restore-version")
    assert piece.article() == article(after)
    piece.history.stack.undo()
    assert piece.article() == article(before)


def test_what_is_typed_before_and_after_are_steps_of_their_own(qapp):
    old = tidy_article(Article(id="x", headline="Tít", blocks=(Paragraph("p", runs_of("chữ")),)))
    lists = ListBlock("l", items=(runs_of("một"), runs_of("hai")))
    new = tidy_article(Article(id="x", headline="Khác", status="returned", blocks=(lists, Photo("q"))))
    piece = opened(old)
    piece.caret = None
    cursor = _end_of(piece)
    cursor.insertText("a")
    typed = piece.article()
    piece.become(new, "restore-version")
    _end_of(piece).insertText("b")
    stack = piece.history.stack
    assert [stack.count, stack.undo_text] == [3, "edit-body"]
    stack.undo()
    assert (piece.article(), stack.undo_text) == (new, "restore-version")
    assert piece.value("status") == "returned"
    stack.undo()
    assert (piece.article(), piece.value("status")) == (typed, "draft")
    stack.undo()
    assert piece.article() == old


def _end_of(piece):
    from PySide6.QtGui import QTextCursor

    cursor = QTextCursor(piece.body)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor

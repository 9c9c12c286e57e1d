"""Undo as a word processor has it: the caret goes where something changes, and what was selected is again."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from morat.catalogue import Catalogue
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.services.document import editing
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.editor.page import Page


def _no_picture(_sha, _width, _edit):
    return None


@pytest.fixture
def page(qtbot, theme):
    made = Page(Catalogue("en"), theme.tokens, _no_picture)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    text = "Trời sắp mưa ở xã Yên Tử."
    blocks = tuple(Paragraph(f"p{n}", runs_of(text)) for n in range(80))
    # The page keeps no article alive.
    made.opened = OpenArticle(new_article(headline="Tin mưa", blocks=blocks), Look(), str)
    made.show_article(made.opened)
    made.activateWindow()
    qtbot.waitUntil(made.body.hasFocus)
    return made


def choose(edit, anchor, caret):
    cursor = edit.textCursor()
    cursor.setPosition(anchor)
    cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def chosen(edit):
    return edit.textCursor().anchor(), edit.textCursor().position()


def make_bold(body):
    cursor = body.textCursor()
    editing.toggle_mark(cursor, "bold")
    body.setTextCursor(cursor)


def is_seen(page, edit):
    caret = edit.mapTo(page.viewport(), edit.cursorRect().center())
    return page.viewport().rect().contains(QPoint(page.viewport().rect().center().x(), caret.y()))


@pytest.mark.parametrize("ends", [(5, 8), (8, 5)])
def test_what_is_made_bold_stays_selected_both_ways(page, ends):
    choose(page.body, *ends)
    make_bold(page.body)
    stack = page.opened.history.stack
    stack.undo()
    assert chosen(page.body) == ends
    stack.redo()
    assert chosen(page.body) == ends


@pytest.mark.parametrize(
    ("key", "left"), [(Qt.Key.Key_Delete, 5), (Qt.Key.Key_Backspace, 5), (Qt.Key.Key_A, 6)]
)
def test_what_was_taken_away_is_selected_when_it_is_back(page, key, left):
    choose(page.body, 5, 8)
    QTest.keyClick(page.body, key)
    stack = page.opened.history.stack
    stack.undo()
    assert chosen(page.body) == (5, 8)
    stack.redo()
    assert chosen(page.body) == (left, left)


def test_what_is_cut_over_paragraphs_is_selected_when_it_is_back(page):
    choose(page.body, 5, 40)
    page.body.cut()
    page.opened.history.stack.undo()
    assert chosen(page.body) == (5, 40)


def test_a_selection_in_a_field_comes_back_too(page):
    page.headline.setFocus()
    choose(page.headline, 0, 3)
    QTest.keyClick(page.headline, Qt.Key.Key_Delete)
    page.body.setFocus()
    page.opened.history.stack.undo()
    assert page.headline.hasFocus()
    assert chosen(page.headline) == (0, 3)


def test_a_selection_of_before_says_nothing_of_what_is_typed_later(page):
    choose(page.body, 5, 8)
    page.body.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page.body, "het")
    page.opened.history.stack.undo()
    end = page.body.document().characterCount() - 1
    assert chosen(page.body) == (end, end)


def test_undo_shows_what_changes_wherever_one_has_scrolled(page):
    QTest.keyClicks(page.body, "Mot ")
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not is_seen(page, page.body)
    page.opened.history.stack.undo()
    assert is_seen(page, page.body)


def test_undo_in_a_field_shows_it_from_the_end_of_the_text(page):
    page.headline.setFocus()
    QTest.keyClicks(page.headline, "x")
    page.body.setFocus()
    page.body.moveCursor(QTextCursor.MoveOperation.End)
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not is_seen(page, page.headline)
    page.opened.history.stack.undo()
    assert page.headline.hasFocus()
    assert is_seen(page, page.headline)


def test_words_that_are_dragged_are_selected_where_they_are_let_fall(page):
    choose(page.body, 5, 8)
    page.body.move_selection(13)
    assert page.body.document().firstBlock().text() == "Trời  mưa sắpở xã Yên Tử."
    assert page.body.textCursor().selectedText() == "sắp"
    page.opened.history.stack.undo()
    assert chosen(page.body) == (5, 8)

"""The page is made larger and fills the screen, and everyone finds back to where they were."""

from random import Random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.ui.editor.body import BodyEdit
from tests.helpers.pieces import article

LONG = tuple(Paragraph(f"p{n}", runs_of(f"Đoạn {n}. " + "Bà con xuống chợ từ sớm. " * 12)) for n in range(60))


@pytest.fixture
def piece(desk):
    """A desk with a long piece; the caret stands in its middle."""
    desk.bench.open_article(new_article(headline="Chợ phiên", blocks=LONG))
    desk.until(desk.page.body.isVisible)
    go_to_middle(desk)
    return desk


def go_to_middle(desk):
    """Put the caret into the middle of the piece, which comes into view once it is laid out."""
    body = desk.page.body

    def is_seen():
        body.moveCursor(QTextCursor.MoveOperation.Start)
        cursor = QTextCursor(body.document().findBlockByNumber(body.document().blockCount() // 2))
        cursor.movePosition(QTextCursor.MoveOperation.NextWord)
        body.setTextCursor(cursor)
        is_laid_out = desk.page.widget().height() > body.height() > 3000
        return is_laid_out and 0 < height(desk) < desk.page.viewport().height()

    desk.until(is_seen)


def height(desk):
    """Return how far the caret's line stands below the upper edge of the view."""
    edit = desk.page.view.in_use
    return edit.mapTo(desk.page.viewport(), edit.cursorRect().topLeft()).y()


def size(desk):
    return desk.page.body.document().defaultFont().pointSizeF()


def turn(desk, notches):
    """Turn the wheel over the text with Ctrl held."""
    handle = desk.window.windowHandle()
    at = desk.page.viewport().mapTo(desk.window, desk.page.viewport().rect().center())
    turned, held = QPoint(0, 120 * notches), Qt.KeyboardModifier.ControlModifier
    QTest.wheelEvent(handle, QPointF(at), turned, QPoint(), held)


def test_a_long_text_comes_to_a_page_that_has_its_width(desk, monkeypatch):
    body, show, widths = desk.page.body, BodyEdit.show_document, []

    def note_width(edit, document, history=None):
        widths.append(edit.width())
        show(edit, document, history)

    monkeypatch.setattr(BodyEdit, "show_document", note_width)
    desk.bench.open_article(new_article(headline="Chợ phiên", blocks=LONG))
    faces = [body.document().defaultFont()]
    desk.until(lambda: desk.page.widget().height() > body.height() > 3000)
    assert widths == [body.width()]
    assert faces == [body.document().defaultFont()]


def test_the_page_grows_by_keys_and_wheel_and_says_so(piece):
    zoom, own = piece.named("zoomLabel"), size(piece)
    assert not zoom.isVisible()
    piece.keys(Qt.Key.Key_Equal, control=True)
    assert zoom.isVisible()
    assert zoom.text() == "110 %"
    assert size(piece) == pytest.approx(own * 1.1)
    turn(piece, 2)
    assert zoom.text() == "150 %"
    turn(piece, -1)
    piece.keys(Qt.Key.Key_Minus, control=True)
    assert zoom.text() == "110 %"
    piece.keys(Qt.Key.Key_0, control=True)
    assert size(piece) == own
    assert not zoom.isVisible()
    for _ in range(20):
        piece.keys(Qt.Key.Key_Minus, control=True)
    assert zoom.text() == "50 %"


def test_the_line_of_the_caret_stays_where_it_is(piece):
    before = height(piece)
    piece.keys(Qt.Key.Key_Equal, control=True)
    piece.keys(Qt.Key.Key_Equal, control=True)
    piece.until(lambda: piece.page.view._held is None)
    assert abs(height(piece) - before) <= 2


def test_the_size_is_the_same_at_the_next_start(open_desk):
    first = open_desk()
    first.bench.open_article(new_article(headline="Chợ phiên", blocks=LONG))
    turn(first, 1)
    first.bench.save()
    first.until(first.is_saved)
    first.window.close()
    second = open_desk()
    second.until(second.opened)
    assert second.named("zoomLabel").text() == "110 %"
    assert second.named("zoomLabel").isVisible()


def test_the_caret_is_back_at_the_next_start(open_desk):
    first = open_desk()
    first.bench.open_article(article(0, 4000, Random(4000)))
    first.bench.save()
    first.until(first.is_saved)
    go_to_middle(first)
    bar = first.page.verticalScrollBar()
    bar.setValue(bar.value() - 150)
    where, there = first.page.body.textCursor().position(), height(first)
    first.window.close()
    second = open_desk()
    second.until(second.opened)
    second.until(lambda: second.page.body.textCursor().position() == where)
    second.until(lambda: abs(height(second) - there) <= 2)
    assert second.window.focusWidget() is second.page.body


def test_a_piece_that_is_asked_for_begins_at_its_start(open_desk):
    first = open_desk()
    first.bench.open_article(article(0, 4000, Random(4000)))
    piece = first.bench.article.id
    first.bench.save()
    first.until(first.is_saved)
    go_to_middle(first)
    first.window.close()
    second = open_desk(source=piece)
    second.until(second.opened)
    assert second.page.body.textCursor().position() == 0
    assert second.page.verticalScrollBar().value() == 0


def test_the_caret_is_back_in_each_piece(piece):
    where, there = piece.page.body.textCursor().position(), height(piece)
    first = piece.bench.article.article()
    piece.bench.open_article(new_article(headline="Bài khác", blocks=LONG[:3]))
    piece.caret_in("headlineEdit")
    other = piece.bench.article.article()
    piece.bench.open_article(first)
    piece.until(lambda: abs(height(piece) - there) <= 2)
    assert piece.page.body.textCursor().position() == where
    piece.bench.open_article(other)
    assert piece.window.focusWidget() is piece.named("headlineEdit")
    assert piece.page.headline.textCursor().position() == len("Bài khác")


def test_full_screen_is_the_page_alone_and_escape_leads_back(piece):
    around = (*map(piece.named, ("topBar", "statusLine", "articleList")), piece.window.side)
    piece.keys(Qt.Key.Key_F11)
    piece.until(piece.window.isFullScreen)
    assert not any(widget.isVisible() for widget in around)
    assert piece.page.body.isVisible()
    assert piece.named("passingNote").isVisible()
    assert piece.text("passingNote") == "Esc để về lại cửa sổ"
    assert piece.window.actions_by_name["full_screen"].isChecked()
    # The bar that finds goes first.
    piece.keys(Qt.Key.Key_F, control=True)
    piece.keys(Qt.Key.Key_Escape)
    assert piece.window.isFullScreen()
    piece.keys(Qt.Key.Key_Escape)
    piece.until(lambda: not piece.window.isFullScreen())
    assert all(widget.isVisible() for widget in around)
    assert not piece.named("passingNote").isVisible()
    assert not piece.window.actions_by_name["full_screen"].isChecked()


def test_a_new_piece_wears_the_face_of_the_page(desk):
    desk.click_card("Viết bài mới")
    desk.until(desk.page.body.isVisible)
    assert size(desk) == 12
    assert desk.page.body.font().pointSizeF() == 12


def test_what_was_folded_stays_folded(piece):
    piece.window.actions_by_name["left_side"].trigger()
    piece.keys(Qt.Key.Key_F11)
    piece.keys(Qt.Key.Key_F11)
    assert not piece.named("articleList").isVisible()
    assert piece.window.side.isVisible()
    assert not piece.window.actions_by_name["left_side"].isChecked()


def test_the_line_that_is_written_stands_still_in_full_screen(piece):
    def stands():
        return abs(height(piece) - piece.page.viewport().height() * 0.42) <= 2

    piece.keys(Qt.Key.Key_F11)
    piece.until(piece.window.isFullScreen)
    piece.until(stands)
    for _ in range(3):
        piece.keys(Qt.Key.Key_Down)
        piece.until(stands)
    piece.type("\nĐoạn mới")
    piece.until(stands)
    # The last line of all too.
    piece.keys(Qt.Key.Key_End, control=True)
    piece.until(stands)
    piece.keys(Qt.Key.Key_F11)
    piece.until(lambda: not stands())


def test_a_full_screen_is_not_for_the_next_start(open_desk):
    first = open_desk()
    first.bench.open_article(new_article(headline="Chợ phiên", blocks=LONG))
    first.bench.save()
    first.until(first.is_saved)
    first.keys(Qt.Key.Key_F11)
    first.until(first.window.isFullScreen)
    first.window.close()
    second = open_desk()
    second.until(second.opened)
    assert not second.window.isFullScreen()
    assert second.named("topBar").isVisible()

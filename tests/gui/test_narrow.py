"""A key draws the lines it has changed: all of them, and not the page."""

import random
from math import ceil

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QKeyEvent, QPaintEvent, QRegion, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.catalogue import Catalogue
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Box, ListBlock, Paragraph, Photo, Table, new_id
from morat.newsroom.inline import Run, runs_of
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.editor.page import Page
from tests.helpers.desk import no_picture


class Drawn(QObject):
    """Notes what of a widget is drawn."""

    def __init__(self, watched):
        super().__init__(watched)
        self.region = QRegion()
        watched.installEventFilter(self)

    def wait(self):
        """Let all be drawn that is still to be; then begin anew."""
        QApplication.processEvents()
        while not self.region.isEmpty():
            self.region = QRegion()
            QApplication.processEvents()

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def _paragraph(words, chance):
    text = " ".join("".join(chance.choices("anohmgieu", k=chance.randint(1, 9))) for _ in range(words))
    return Paragraph(id=new_id(), runs=(Run(text),))


@pytest.fixture
def page(qtbot, theme):
    made = Page(Catalogue("vi"), theme.tokens, no_picture)
    qtbot.addWidget(made)
    made.resize(900, 700)
    chance = random.Random(5)
    blocks = [_paragraph(chance.randint(5, 90), chance) for _ in range(60)]
    blocks[7:7] = [
        Photo(id=new_id(), caption=(Run("Chú thích của ảnh"),)),
        ListBlock(id=new_id(), ordered=True, items=((Run("một"),), (Run("hai"),))),
        Box(id=new_id(), kind="info", title="Hộp", blocks=(_paragraph(40, chance),)),
        Table(id=new_id(), rows=((runs_of("Thôn"), runs_of("Số cây")), (runs_of("Vân Trầm " * 30), ()))),
    ]
    made.show_article(OpenArticle(new_article(blocks=tuple(blocks)), Look(), str))
    # The caret blinks as it likes.
    made.body.setCursorWidth(0)
    made.show()
    QTest.qWaitForWindowExposed(made)
    # Qt lays out what is not seen when it has time, or is asked for the size of all.
    made.body.document().documentLayout().documentSize()
    return made


def _seen(page):
    """Return the part of the body that is in the window, and where it begins."""
    viewport = page.body.viewport()
    image = viewport.grab(viewport.visibleRegion().boundingRect()).toImage()
    return image, viewport.visibleRegion().boundingRect().topLeft()


def _different(before, after):
    """Return the rows in which two pictures differ."""
    return [y for y in range(before.height()) if bytes(before.scanLine(y)) != bytes(after.scanLine(y))]


def _press(body, text):
    # QTest knows Latin-1 alone.
    QApplication.sendEvent(
        body, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, text)
    )


def _compose(body, preedit, commit="", replaced=0):
    """Compose; or put text in the place of so many letters before the caret, as UniKey does."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit, -replaced, replaced)
    QApplication.sendEvent(body, event)


def _commit(body, text):
    _compose(body, text)
    _compose(body, "", text)


@pytest.mark.parametrize("number", [0, 3, 7, 8, 9, 10, 11, 13, 14, 15, 16, 30, 66])
def test_all_that_a_key_changes_is_drawn(page, number):
    body, drawn = page.body, Drawn(page.body.viewport())
    chance = random.Random(number)
    block = body.document().findBlockByNumber(number)
    for step in range(24):
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if step % 2 and block.length() > 3:
            cursor.setPosition(block.position() + chance.randrange(2, block.length()))
        body.setTextCursor(cursor)
        QApplication.processEvents()
        before, corner = _seen(page)
        drawn.wait()
        key = chance.choice(["a", "m", " ", "back", "compose", "replace", "Ệ"])
        if key == "back":
            QTest.keyClick(body, Qt.Key.Key_Backspace)
        elif key == "compose":
            _compose(body, "việc")
            _compose(body, "", "việc")
        elif key == "replace":
            _compose(body, "", "việc", replaced=min(2, body.textCursor().positionInBlock()))
        else:
            _press(body, key)
        QApplication.processEvents()
        told = QRegion(drawn.region)
        after, now = _seen(page)
        if now != corner or after.size() != before.size():
            continue
        missed = [y for y in _different(before, after) if not told.contains(QPoint(200, corner.y() + y))]
        assert not missed, (step, key, missed[0])


@pytest.mark.parametrize("number", [0, 6, 7, 8, 9, 10, 11, 12, 14, 15, 30, 66])
def test_keys_in_a_row_draw_all_that_is_there(page, number):
    body, drawn = page.body, Drawn(page.body.viewport())
    chance = random.Random(number)
    cursor = QTextCursor(body.document().findBlockByNumber(number))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    body.setTextCursor(cursor)
    for step in range(60):
        QApplication.processEvents()
        before, corner = _seen(page)
        drawn.wait()
        if chance.random() < 0.2:
            QTest.keyClick(body, Qt.Key.Key_Backspace)
        else:
            _press(body, chance.choice(["a", "m", " ", "Ệ"]))
        QApplication.processEvents()
        told = drawn.region.boundingRect()
        after, now = _seen(page)
        if now != corner or after.size() != before.size():
            continue
        missed = [y for y in _different(before, after) if not told.contains(QPoint(200, corner.y() + y))]
        assert not missed, (step, missed[0])
        part = QImage(told.size(), after.format())
        part.setDevicePixelRatio(after.devicePixelRatio())
        body.viewport().render(part, QPoint(), QRegion(told))
        assert part == after.copy(told.translated(-corner)), step


@pytest.mark.parametrize("left", [2, 120])
def test_a_key_in_a_long_piece_draws_a_few_lines(page, left):
    body, drawn = page.body, Drawn(page.body.viewport())
    heights = []
    for number in range(20, 60):
        cursor = QTextCursor(body.document().findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=left)
        body.setTextCursor(cursor)
        drawn.wait()
        QTest.keyClicks(body, "i")
        QApplication.processEvents()
        heights.append(drawn.region.boundingRect().height())
    line = body.cursorRect().height()
    # Where a word has gone to a new line, all below it has moved.
    assert sum(height <= 4 * line for height in heights) > 30


@pytest.mark.parametrize("number", [12, 13, 18])
@pytest.mark.parametrize("begin", [_press, _commit])
def test_a_line_begun_before_a_table_and_emptied_moves_what_is_below(qtbot, page, number, begin):
    body, layout = page.body, page.body.document().documentLayout()
    body.setTextCursor(QTextCursor(body.document().findBlockByNumber(number)))
    drawn = Drawn(body.viewport())
    drawn.wait()

    def all_below_is_drawn():
        seen = body.viewport().visibleRegion().boundingRect()
        return body.height() == ceil(layout.documentSize().height()) and (
            drawn.region.boundingRect().bottom() == seen.bottom()
        )

    before = body.height()
    begin(body, "v")
    qtbot.waitUntil(lambda: body.height() > before)
    qtbot.waitUntil(all_below_is_drawn)
    drawn.wait()
    higher = body.height()
    QTest.keyClick(body, Qt.Key.Key_Backspace)
    if number == 13:
        qtbot.waitUntil(lambda: body.height() < higher)
    qtbot.waitUntil(all_below_is_drawn)


@pytest.mark.parametrize("zoom", [1.0, 1.3])
def test_a_box_that_comes_where_was_written_keeps_its_panel(page, zoom):
    body, document = page.body, page.body.document()
    cursor = QTextCursor(document.findBlockByNumber(20))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    body.setTextCursor(cursor)
    _press(body, "a")
    if zoom == 1:
        page.resize(420, 700)
    else:
        page.set_zoom(zoom)
    QApplication.processEvents()
    document.documentLayout().documentSize()
    box = body.block_rect(document.findBlockByNumber(11)).toRect()
    whole = body.viewport().grab(box).toImage()
    for y in range(0, box.height() - 20, 5):
        # As when the caret blinks in it.
        line = body.viewport().grab(box.adjusted(0, y, 0, y + 20 - box.height())).toImage()
        assert line == whole.copy(0, y, box.width(), 20), y

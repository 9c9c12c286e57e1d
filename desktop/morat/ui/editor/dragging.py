"""An object of the body in the hand: picked up by its picture, shown where it would go, let fall as one."""

from typing import NamedTuple

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPoint, Slot
from PySide6.QtGui import QDrag, QTextBlock, QTextCursor
from PySide6.QtWidgets import QScrollArea

from morat.services.document.properties import CELLS, WHOLE, Key, Kind, kind_of, text_property
from morat.ui.editor.growing import GrowingEdit
from morat.ui.editor.pictures import reach

BLOCK_MIME = "application/x-morat-block"
"""A block of the body that is dragged: its id."""


class Place(NamedTuple):
    """Between two blocks: beside ``block`` of the article, ``after`` it or before, at ``y`` of the body.

    ``into`` is set where what falls goes into the block itself: an empty frame, a gallery.
    """

    block: str
    position: int
    after: bool
    y: float
    into: bool


def picture_at(edit: GrowingEdit, point: QPoint) -> QTextBlock | None:
    """Return the block whose picture is at ``point``, None for text and captions."""
    cursor = edit.cursorForPosition(point)
    block = cursor.block()
    if kind_of(block) not in WHOLE or cursor.position() > block.position() + 1:
        return None
    over = reach(block.blockFormat())
    rect = edit.document().documentLayout().blockBoundingRect(block).adjusted(-over, 0, over, 0)
    return block if rect.contains(point.toPointF()) else None


def choose(edit: GrowingEdit, block: QTextBlock) -> None:
    """Select the whole of an object."""
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def drag(source: QObject, block_id: str, mime: QMimeData) -> None:
    """Drag a block until it is let fall; who takes it moves it."""
    from PySide6.QtCore import Qt

    mime.setData(BLOCK_MIME, QByteArray(block_id.encode()))
    hand = QDrag(source)
    hand.setMimeData(mime)
    hand.exec(Qt.DropAction.MoveAction)


def place_at(edit: GrowingEdit, point: QPoint, *, filling: bool) -> Place:
    """Return where something let fall at ``point`` goes; ``filling``: a photo may go into a frame there."""
    block = edit.cursorForPosition(point).block()
    layout = edit.document().documentLayout()
    rect = layout.blockBoundingRect(block)
    form = block.blockFormat()
    block_id = text_property(form, Key.ID)
    kind = kind_of(block)
    if filling and (kind == Kind.GALLERY or (kind == Kind.PHOTO and not text_property(form, Key.PHOTO))):
        return Place(block_id, block.position(), after=True, y=rect.bottom(), into=True)
    after = point.y() > rect.center().y()
    first, last = _reach(block)
    y = layout.blockBoundingRect(last).bottom() + 4 if after else layout.blockBoundingRect(first).top() - 4
    if not after and filling and first.previous().isValid():
        # A photo goes below the block at a position.
        return Place(block_id, first.previous().position(), after=False, y=y, into=False)
    return Place(block_id, block.position(), after=after, y=y, into=False)


def _reach(block: QTextBlock) -> tuple[QTextBlock, QTextBlock]:
    """Return the first and last text block of the list or table that ``block`` is a part of."""
    first = last = block
    if kind_of(block) not in (Kind.ITEM, *CELLS):
        return first, last
    block_id = text_property(block.blockFormat(), Key.ID)
    while first.previous().isValid() and text_property(first.previous().blockFormat(), Key.ID) == block_id:
        first = first.previous()
    while last.next().isValid() and text_property(last.next().blockFormat(), Key.ID) == block_id:
        last = last.next()
    return first, last


class EdgeScroller(QObject):
    """Scrolls when something is dragged near the edge of what can be seen of the body."""

    EDGE = 48
    """Pixels from the edge where scrolling begins."""

    def __init__(self, body: GrowingEdit, area: QScrollArea) -> None:
        """Watch what is dragged over ``body``, which ``area`` shows a part of."""
        super().__init__(body)
        self._body = body
        self._area = area
        body.draggedOver.connect(self._on_dragged_over)

    @Slot(object)
    def _on_dragged_over(self, point: QPoint) -> None:
        y = self._body.mapTo(self._area.viewport(), point).y()
        bar = self._area.verticalScrollBar()
        if y < self.EDGE:
            bar.setValue(bar.value() - self.EDGE // 2)
        elif y > self._area.viewport().height() - self.EDGE:
            bar.setValue(bar.value() + self.EDGE // 2)

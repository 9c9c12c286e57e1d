"""The body of the article: text with photo blocks that no edit parts from their captions."""

from functools import partial

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from morat.services.clipboard import clip_of, is_pasteable
from morat.services.document import editing, erasing, tables
from morat.services.document.properties import CELLS, WHOLE, Key, Kind, kind_of, text_property
from morat.ui.editor.clipboard import BLOCKS_MIME, PHOTO_MIME, copied, pasted
from morat.ui.editor.dragging import BLOCK_MIME, Place, choose, drag, picture_at, place_at
from morat.ui.editor.growing import GrowingEdit
from morat.ui.editor.narrow import NarrowDrawing
from morat.ui.editor.panels import (
    paint_drop_line,
    paint_frame,
    paint_hint,
    paint_object,
    paint_panels,
    painter_on,
)
from morat.ui.editor.pictures import Colours, PageObjects, reach
from morat.ui.kit.drops import files_of

_ERASING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class BodyEdit(GrowingEdit):
    """Edits the body's document.

    Signals:
        photoDropped(str, int): a photo of the library (its hash) at a position of the text.
        filesDropped(list, int): picture files at a position of the text.
        clipPasted(object): something from elsewhere (a Clip) shall go where the caret is.
        photoEntered(str): the caret came into a photo block (its id), empty when it left the last one.
        objectChosen(): the caret came into a photo, a gallery, a link, or out of the last one.
        resized(): the body has another size, or what stands in it another place.
        objectOpened(str): a gallery or a link (its id) was double-clicked.
        objectClicked(object): what is chosen was clicked, at a place in it (QPointF).
        blockMoved(str, str, bool): a block was let fall beside another, after it or before (ids).
        rowWanted(): Tab was pressed in the last cell of a table.
    """

    photoDropped = Signal(str, int)
    filesDropped = Signal(list, int)
    clipPasted = Signal(object)
    photoEntered = Signal(str)
    objectChosen = Signal()
    resized = Signal()
    objectOpened = Signal(str)
    objectClicked = Signal(object)
    blockMoved = Signal(str, str, bool)
    rowWanted = Signal()

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        """Begin empty; the page hands in documents."""
        super().__init__(parent)
        self.colours = colours
        self.hint = self.box_hint = ""
        self.objects: PageObjects | None = None
        # It has paper of its own: nothing of what lies under it is drawn again at every key.
        self.viewport().setAutoFillBackground(True)
        self._drawing = NarrowDrawing(self, self._choose)
        self._photo = self._chosen = ""
        self._held: QPoint | None = None
        self._drop: Place | None = None

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Take keys that would part a photo from its caption; move the caret out of pictures first."""
        if self.is_helped(e):
            return
        if _is_text(e):
            self._type(e)
        elif not self.take_key(e):
            if e.key() in _ERASING:
                self._drawing.typing(partial(QTextEdit.keyPressEvent, self, e))
            else:
                QTextEdit.keyPressEvent(self, e)

    def _type(self, key: QKeyEvent) -> None:
        cursor = self.textCursor()
        plain = erasing.is_plain(cursor)
        if not plain and erasing.settle(cursor):
            self.setTextCursor(cursor)
        if plain or erasing.is_simple(cursor):
            self._drawing.typing(partial(QTextEdit.keyPressEvent, self, key))
        else:
            # Qt would join what stands around the selection, or write into a line that is no block.
            editing.insert_text(cursor, key.text())
            self.setTextCursor(cursor)

    def settle(self) -> None:
        """Make room for text that comes: the caret leaves pictures, what Qt would join is taken away."""
        cursor = self.textCursor()
        moved = erasing.settle(cursor)
        if not erasing.is_simple(cursor):
            editing.insert_text(cursor, "")
            moved = True
        if moved:
            self.setTextCursor(cursor)

    def compose(self, event: QInputMethodEvent) -> None:
        """Move the caret out of pictures before composed text arrives; nothing while it is composed."""
        if not event.preeditString() and event.commitString():
            self.settle()
        self._drawing.typing(partial(super().compose, event), max(0, -event.replacementStart()))

    def take_key(self, key: QKeyEvent) -> bool:
        """Act on Enter, Backspace and Delete as the blocks want it."""
        cursor = self.textCursor()
        if key.matches(QKeySequence.StandardKey.Cut):
            self.cut()
            return True
        if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if key.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.settle()
                return False
            editing.split(cursor)
        elif key.matches(QKeySequence.StandardKey.Paste):
            return False
        elif key.key() in _ERASING:
            if not self._erase(cursor, key):
                return super().take_key(key)
        else:
            return super().take_key(key)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _erase(self, cursor: QTextCursor, key: QKeyEvent) -> bool:
        """Do what Backspace and Delete do, alone and with Ctrl; False where Qt's own way is right."""
        back = key.key() == Qt.Key.Key_Backspace
        if erasing.erase_backward(cursor) if back else erasing.erase_forward(cursor):
            return True
        if key.modifiers() & Qt.KeyboardModifier.ControlModifier and not cursor.hasSelection():
            erasing.erase_word(cursor, -1 if back else 1)
            return True
        return False

    def cut(self) -> None:
        """Cut the selection, with whole objects and nothing joined that stood apart."""
        cursor = self.textCursor()
        erasing.take_whole(cursor)
        if not cursor.hasSelection():
            return
        self.setTextCursor(cursor)
        self.copy()
        if not erasing.erase_selection(cursor):
            cursor.removeSelectedText()
        self.setTextCursor(cursor)

    def step(self, *, ahead: bool) -> bool:
        """Go from cell to cell with Tab in a table, else to the next field."""
        cursor = self.textCursor()
        if tables.step(cursor, 1 if ahead else -1):
            self.setTextCursor(cursor)
        elif ahead and kind_of(cursor.block()) in CELLS:
            self.rowWanted.emit()
        else:
            return super().step(ahead=ahead)
        return True

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Tell that what stands in the text has moved."""
        super().resizeEvent(e)
        self._drawing.forget()
        self.resized.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection with whole blocks."""
        return copied(self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Say whether there is something to paste."""
        return source.hasFormat(BLOCKS_MIME) or is_pasteable(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste our blocks as blocks; anything else is read apart, and comes when it is read."""
        if not source.hasFormat(BLOCKS_MIME):
            self.clipPasted.emit(clip_of(source))
            return
        cursor = self.textCursor()
        pasted(cursor, bytes(source.data(BLOCKS_MIME).data()))
        self.setTextCursor(cursor)

    def paste_plain(self) -> None:
        """Paste the text of the clipboard alone."""
        self.clipPasted.emit(clip_of(QGuiApplication.clipboard().mimeData(), is_plain=True))

    def mousePressEvent(self, e: QMouseEvent) -> None:
        """Choose a photo, a gallery, a link as one by its picture; it may be dragged from there."""
        point = e.position().toPoint()
        block = picture_at(self, point) if e.button() == Qt.MouseButton.LeftButton else None
        self._held = None
        if block is None or e.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().mousePressEvent(e)
            return
        self.setFocus()
        choose(self, block)
        self._held = point

    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        """Begin to drag what was taken hold of."""
        if self._held is None:
            super().mouseMoveEvent(e)
            return
        far = (e.position().toPoint() - self._held).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._held = None
            cursor = self.textCursor()
            drag(self, text_property(cursor.block().blockFormat(), Key.ID), copied(cursor))

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        """Let go; what was taken hold of and not dragged was clicked."""
        if self._held is None:
            super().mouseReleaseEvent(e)
            return
        self._held = None
        block = self.textCursor().block()
        line = block.layout().lineAt(0)
        corner = self.block_rect(block).topLeft() + line.position()
        self.objectClicked.emit(e.position() - corner)

    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        """Open what an object holds: the photos of a gallery, the address of a link."""
        block = picture_at(self, e.position().toPoint())
        if block is None:
            super().mouseDoubleClickEvent(e)
        # A first click on a caption of a gallery has led elsewhere.
        elif kind_of(block) in (Kind.GALLERY, Kind.EMBED) and self.hasFocus():
            self.objectOpened.emit(text_property(block.blockFormat(), Key.ID))

    def dragEnterEvent(self, e: QDragEnterEvent) -> None:
        """Take blocks, photos and files."""
        if _is_for_blocks(e.mimeData()):
            e.acceptProposedAction()
        else:
            super().dragEnterEvent(e)

    def dragMoveEvent(self, e: QDragMoveEvent) -> None:
        """Show where a block or a photo would go."""
        if not _is_for_blocks(e.mimeData()):
            # The base class shows where the text would go.
            super().dragMoveEvent(e)
            return
        self._show_drop(self._place(e))
        self.draggedOver.emit(e.position().toPoint())
        e.acceptProposedAction()

    def dragLeaveEvent(self, e: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._show_drop(None)
        super().dragLeaveEvent(e)

    def dropEvent(self, e: QDropEvent) -> None:
        """Hand on blocks, photos and files; move text of this page."""
        mime = e.mimeData()
        position = self.cursorForPosition(e.position().toPoint()).position()
        if mime.hasFormat(BLOCK_MIME):
            place = self._place(e)
            block = bytes(mime.data(BLOCK_MIME).data()).decode("ascii", "ignore")
            self.blockMoved.emit(block, place.block, place.after)
        elif mime.hasFormat(PHOTO_MIME):
            hashes = bytes(mime.data(PHOTO_MIME).data()).decode("ascii", "ignore").split()
            # Each goes below the block at the position: the last one first keeps their order.
            for sha in reversed(hashes):
                self.photoDropped.emit(sha, self._place(e).position)
        elif files_of(mime):
            self.filesDropped.emit(files_of(mime), self._place(e).position)
        elif mime.hasFormat(BLOCKS_MIME) and e.source() in (self, self.viewport()):
            self.move_selection(position)
        else:
            super().dropEvent(e)
            return
        # Whoever began the drag takes nothing away: what was moved is moved.
        e.setDropAction(Qt.DropAction.CopyAction)
        e.accept()
        self._show_drop(None)
        self._end_drag()

    def move_selection(self, position: int) -> None:
        """Move the selected text to where it was let fall, as one step; words stay selected there."""
        cursor = self.textCursor()
        erasing.take_whole(cursor)
        if cursor.selectionStart() <= position <= cursor.selectionEnd():
            return
        data = bytes(copied(cursor).data(BLOCKS_MIME).data())
        target = QTextCursor(self.document())
        target.setPosition(position)
        start = QTextCursor(target)
        start.setKeepPositionOnInsert(True)
        cursor.beginEditBlock()
        if not erasing.erase_selection(cursor):
            cursor.removeSelectedText()
        pasted(target, data)
        end = target.position()
        cursor.endEditBlock()
        if start.block() == target.block():
            target.setPosition(start.position())
            target.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(target)

    def _place(self, e: QDropEvent) -> Place:
        return place_at(self, e.position().toPoint(), filling=not e.mimeData().hasFormat(BLOCK_MIME))

    def _show_drop(self, place: Place | None) -> None:
        if place != self._drop:
            self._drop = place
            self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint the panels of boxes, the text over them, the frame of a chosen object, the line of a drop."""
        seen = e.rect()
        # At most keys it is a line of the paragraph that is written in; to look for it takes as long as it.
        if self._drop is None and not self._chosen and self._drawing.is_all_of(seen):
            QTextEdit.paintEvent(self, e)
            return
        first = self.cursorForPosition(seen.topLeft()).block()
        paint_panels(self.viewport(), first, QRectF(seen), self.colours, self.box_hint)
        QTextEdit.paintEvent(self, e)
        block = self.textCursor().block()
        if self.document().isEmpty() and not self.is_composing:
            paint_hint(self.viewport(), self.document(), self.colours, self.hint)
        chosen = block if kind_of(block) in WHOLE and self.hasFocus() else None
        if chosen is not None or self._drop is not None:
            self._paint_over(chosen)

    def _paint_over(self, chosen: QTextBlock | None) -> None:
        painter, drop = painter_on(self.viewport()), self._drop
        if chosen is not None:
            cursor = self.textCursor()
            if self.objects and cursor.hasSelection() and cursor.selectionStart() <= chosen.position():
                paint_object(painter, chosen, self.objects)
            paint_frame(painter, self.object_rect(chosen), self.colours.accent)
        if drop is not None and drop.into:
            block = self.document().findBlock(drop.position)
            paint_frame(painter, self.object_rect(block), self.colours.accent)
        elif drop is not None:
            paint_drop_line(painter, drop.y, self.document(), self.colours.accent)
        painter.end()

    def block_rect(self, block: QTextBlock) -> QRectF:
        """Return where ``block`` stands, in the coordinates of this widget."""
        return self.document().documentLayout().blockBoundingRect(block)

    def object_rect(self, block: QTextBlock) -> QRectF:
        """Return where an object is seen: one of half the width in the middle, a wide one beyond the text."""
        rect = self.block_rect(block)
        if text_property(block.blockFormat(), Key.SIZE) == "half":
            rect.adjust(rect.width() / 4, 0, -rect.width() / 4, 0)
        over = reach(block.blockFormat())
        return rect.adjusted(-over, 0, over, 0)

    def _end_drag(self) -> None:
        # QTextEdit draws a second caret while something is dragged over it and takes it away only in
        # its own drop: an empty leave event does the same.
        QTextEdit.dragLeaveEvent(self, QDragLeaveEvent())

    @Slot()
    def _on_caret(self) -> None:
        super()._on_caret()
        if not self._drawing.is_typing:
            self._choose()

    def _choose(self) -> None:
        """See which object the caret is in."""
        block = self.textCursor().block()
        kind = kind_of(block)
        chosen = text_property(block.blockFormat(), Key.ID) if kind in WHOLE else ""
        if chosen != self._chosen:
            self._chosen = chosen
            self.objectChosen.emit()
            self.viewport().update()
        photo = chosen if kind == Kind.PHOTO else ""
        if photo != self._photo:
            self._photo = photo
            self.photoEntered.emit(photo)


def _is_for_blocks(mime: QMimeData) -> bool:
    """Say whether what is dragged goes between blocks and not into text."""
    return mime.hasFormat(BLOCK_MIME) or mime.hasFormat(PHOTO_MIME) or bool(files_of(mime))


def _is_text(key: QKeyEvent) -> bool:
    """Say whether a key writes something; AltGr is Ctrl and Alt at once."""
    text = key.text()
    if not text or not text.isprintable():
        return False
    held = key.modifiers()
    # Sums of modifiers are slow in Python, and this is asked at every key.
    return (
        held in _PLAIN
        or not held & Qt.KeyboardModifier.ControlModifier
        or bool(held & Qt.KeyboardModifier.AltModifier)
    )

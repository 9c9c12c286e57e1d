"""The body of the article: text with photo blocks that no edit parts from their captions."""

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from morat.services.clipboard import clip_of, is_pasteable
from morat.services.document import editing
from morat.services.document.properties import Key, Kind, kind_of, text_property
from morat.ui.editor.clipboard import BLOCKS_MIME, PHOTO_MIME, copied, pasted
from morat.ui.editor.growing import GrowingEdit
from morat.ui.editor.pictures import Colours


class BodyEdit(GrowingEdit):
    """Edits the body's document.

    Signals:
        photoDropped(str, int): a photo of the library (its hash) at a position of the text.
        filesDropped(list, int): picture files at a position of the text.
        clipPasted(object): something from elsewhere (a Clip) shall go where the caret is.
        photoEntered(str): the caret came into a photo block (its id), empty when it left the last one.
    """

    photoDropped = Signal(str, int)
    filesDropped = Signal(list, int)
    clipPasted = Signal(object)
    photoEntered = Signal(str)

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        """Begin empty; the page hands in documents."""
        super().__init__(parent)
        self.colours = colours
        self._photo = ""
        self.cursorPositionChanged.connect(self._on_caret)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Take keys that would part a photo from its caption; move the caret out of pictures first."""
        if self.take_key(e):
            return
        self.settle()
        super().keyPressEvent(e)

    def settle(self) -> None:
        """Move the caret out of pictures."""
        cursor = self.textCursor()
        if editing.settle(cursor):
            self.setTextCursor(cursor)

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        """Move the caret out of pictures before composed text arrives; nothing while it is composed."""
        if not e.preeditString() and e.commitString():
            self.settle()
        super().inputMethodEvent(e)

    def take_key(self, key: QKeyEvent) -> bool:
        """Act on Enter, Backspace and Delete as the blocks want it."""
        cursor = self.textCursor()
        if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if key.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            editing.split(cursor)
        elif key.matches(QKeySequence.StandardKey.Paste):
            return False
        elif key.key() == Qt.Key.Key_Backspace:
            if not editing.erase_backward(cursor):
                return super().take_key(key)
        elif key.matches(QKeySequence.StandardKey.Delete):
            if not editing.erase_forward(cursor):
                return super().take_key(key)
        else:
            return super().take_key(key)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

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

    def dragEnterEvent(self, e: QDragEnterEvent) -> None:
        """Take photos and files."""
        if e.mimeData().hasFormat(PHOTO_MIME) or e.mimeData().hasUrls():
            e.acceptProposedAction()
        else:
            super().dragEnterEvent(e)

    def dragMoveEvent(self, e: QDragMoveEvent) -> None:
        """Show where a photo would go."""
        # The base class shows where the text would go.
        super().dragMoveEvent(e)
        if e.mimeData().hasFormat(PHOTO_MIME) or e.mimeData().hasUrls():
            e.acceptProposedAction()

    def dropEvent(self, e: QDropEvent) -> None:
        """Hand on photos and files; text is moved by Qt."""
        mime = e.mimeData()
        position = self.cursorForPosition(e.position().toPoint()).position()
        if mime.hasFormat(PHOTO_MIME):
            hashes = bytes(mime.data(PHOTO_MIME).data()).decode("ascii", "ignore").split()
            # Each goes below the block at the position: the last one first keeps their order.
            for sha in reversed(hashes):
                self.photoDropped.emit(sha, position)
        elif mime.hasUrls():
            self.filesDropped.emit([url.toLocalFile() for url in mime.urls() if url.isLocalFile()], position)
        else:
            super().dropEvent(e)
            return
        e.acceptProposedAction()
        self._end_drag()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint, and frame the photo the caret is in."""
        super().paintEvent(e)
        block = self.textCursor().block()
        if kind_of(block) in (Kind.PHOTO, Kind.HELD) and self.hasFocus():
            self._frame(self.block_rect(block))

    def block_rect(self, block: QTextBlock) -> QRectF:
        """Return where ``block`` stands, in the coordinates of this widget."""
        return self.document().documentLayout().blockBoundingRect(block)

    def caret_point(self) -> QPoint:
        """Return the middle of the caret, in the coordinates of this widget."""
        return self.cursorRect().center()

    def _frame(self, rect: QRectF) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colours.accent, 2))
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), 6, 6)
        painter.end()

    def _end_drag(self) -> None:
        # QTextEdit draws a second caret while something is dragged over it and takes it away only in
        # its own drop: an empty leave event does the same.
        from PySide6.QtGui import QDragLeaveEvent

        QTextEdit.dragLeaveEvent(self, QDragLeaveEvent())

    def _on_caret(self) -> None:
        block = self.textCursor().block()
        photo = text_property(block.blockFormat(), Key.ID) if kind_of(block) == Kind.PHOTO else ""
        if photo != self._photo:
            self._photo = photo
            self.photoEntered.emit(photo)
            self.viewport().update()

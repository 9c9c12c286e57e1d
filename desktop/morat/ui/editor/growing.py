"""A text edit as high as its text: the page scrolls, not the field."""

from typing import Protocol

from PySide6.QtCore import QMimeData, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from morat.services.clipboard import clip_of
from morat.services.document.look import Look
from morat.services.history import History
from morat.services.steps import Place
from morat.ui.editor.clipboard import copied_line
from morat.ui.kit.drops import files_of

EDGE = round(Look().edge)


class KeyHelp(Protocol):
    """Whoever helps with typing in the field that has the keys; see ``ui.typing.keys``.

    A field asks, so that nobody has to look at every event of it.
    """

    def take_key(self, key: QKeyEvent) -> bool:
        """Act on a key before the field does; say whether that was all."""
        ...

    def take_tab(self, *, back: bool) -> bool:
        """Act on Tab before it leads into the next field; say whether that was all."""
        ...

    def take_composed(self, event: QInputMethodEvent) -> bool:
        """Act on what an input method writes before the field does; say whether that was all."""
        ...

    def caret_moved(self) -> None:
        """Know that the caret is somewhere else."""
        ...


class GrowingEdit(QTextEdit):
    """Shows a document whole, however long it is.

    Signals:
        undoWanted(), redoWanted(): the history of the article is asked, not the document's own.
        left(int): the caret goes out over the top (-1) or the bottom (1) of the field.
        caretMoved(): the caret is somewhere else; the page brings it into view.
        focused(), unfocused(): the caret came into this field, or went out of it.
        menuWanted(int, object): the right button or the menu key at a position of the text, and where on
            the screen (a QPoint).
        draggedOver(object): something that goes between blocks is dragged at a QPoint of the field.
        pageKey(int, bool): Page up (-1) or down (1) was pressed, True with Shift.
    """

    undoWanted = Signal()
    redoWanted = Signal()
    left = Signal(int)
    caretMoved = Signal()
    focused = Signal()
    unfocused = Signal()
    menuWanted = Signal(int, object)
    draggedOver = Signal(object)
    pageKey = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty document and no frame."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.viewport().setAutoFillBackground(False)
        self.help: KeyHelp | None = None
        self.cursorPositionChanged.connect(self._on_caret)
        self._watched: QTextDocument | None = None
        self.history: History | None = None
        self.cursorPositionChanged.connect(self.caretMoved)
        self.selectionChanged.connect(self._on_selection)
        self.show_document(self.document())

    def show_document(self, document: QTextDocument, history: History | None = None) -> None:
        """Show ``document``, which takes part in ``history``, instead of the one before."""
        self.history = history
        if self._watched is not None:
            self._watched.documentLayout().documentSizeChanged.disconnect(self._on_size_changed)
        # In the face of the one before, while nobody shows it: a long text is laid out once.
        put_face(document, self.document().defaultFont())
        self.setDocument(document)
        self._on_selection()
        self._watched = document
        document.documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._on_size_changed(document.size())

    def settle(self) -> None:
        """Move the caret to where text may be typed, if it is somewhere else."""

    @property
    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a letter: the text must not change under it."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def sizeHint(self) -> QSize:
        """Return the height of the text."""
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few words."""
        return QSize(80, 20)

    def focusInEvent(self, e: QFocusEvent) -> None:
        """Tell that the keys go here now."""
        self.focused.emit()
        super().focusInEvent(e)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        """Tell that the keys go elsewhere now."""
        super().focusOutEvent(e)
        self.unfocused.emit()

    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        e.ignore()

    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        """Ask for the menu of the window: Qt's own would undo past the history of the article."""
        if e.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.cursorForPosition(e.pos())
            selection = self.textCursor()
            if not selection.selectionStart() <= at.position() <= selection.selectionEnd():
                self.setTextCursor(at)
            self.menuWanted.emit(at.position(), e.globalPos())
        else:
            place = self.mapToGlobal(self.cursorRect().bottomLeft())
            self.menuWanted.emit(self.textCursor().position(), place)

    def paste_plain(self) -> None:
        """Paste the text of the clipboard alone, which is all that fields ever take."""
        self.paste()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Take keys that mean something else here, leave the others to Qt."""
        if not self.is_helped(e) and not self.take_key(e):
            super().keyPressEvent(e)

    def is_helped(self, key: QKeyEvent) -> bool:
        """Ask whoever helps with typing first; say whether there is nothing left to do."""
        return self.help is not None and self.help.take_key(key)

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        """Let whoever helps with typing see what is composed first."""
        if self.help is None or not self.help.take_composed(e):
            self.compose(e)

    def compose(self, event: QInputMethodEvent) -> None:
        """Take what an input method has written."""
        QTextEdit.inputMethodEvent(self, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own signature
        """Go to the next field with Tab, unless it means something else here."""
        return (self.help is not None and self.help.take_tab(back=not next)) or self.step(ahead=next)

    def step(self, *, ahead: bool) -> bool:
        """Go to the next field or to the one before; False where there is none."""
        return super().focusNextPrevChild(ahead)

    def keyReleaseEvent(self, e: QKeyEvent) -> None:
        """Keep it: nobody around waits for it, and it would be shown to all of them at every key."""
        e.accept()

    def take_key(self, key: QKeyEvent) -> bool:
        """Act on keys that mean something else here than in a plain text edit; say whether it was one."""
        if key.matches(QKeySequence.StandardKey.Undo):
            self.undoWanted.emit()
        elif key.matches(QKeySequence.StandardKey.Redo):
            self.redoWanted.emit()
        elif key.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not (
            key.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            shift = bool(key.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pageKey.emit(-1 if key.key() == Qt.Key.Key_PageUp else 1, shift)
        elif key.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not key.modifiers():
            return self._leave(-1 if key.key() == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    @Slot()
    def _on_caret(self) -> None:
        if self.help is not None:
            self.help.caret_moved()

    def _leave(self, way: int) -> bool:
        """Go to the next field when there is no line that way in this one."""
        probe = QTextCursor(self.textCursor())
        operation = QTextCursor.MoveOperation.Up if way < 0 else QTextCursor.MoveOperation.Down
        if probe.movePosition(operation):
            return False
        self.left.emit(way)
        return True

    def place(self, place: Place) -> None:
        """Put the caret where a step was undone or repeated, and select what was selected."""
        end = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(place.anchor, end))
        cursor.setPosition(min(place.caret, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    @Slot()
    def _on_selection(self) -> None:
        if self.history is not None:
            cursor = self.textCursor()
            chosen = Place(cursor.anchor(), cursor.position()) if cursor.hasSelection() else None
            self.history.select(self.document(), chosen)

    @Slot(QSizeF)
    def _on_size_changed(self, size: QSizeF) -> None:
        height = max(int(size.height() + 0.999), self.fontMetrics().lineSpacing())
        if height != self.height():
            self.setFixedHeight(height)


class FieldEdit(GrowingEdit):
    """A field of the piece above the body: headline, kicker, standfirst. Plain text, Enter goes on.

    Signals:
        done(): Enter was pressed.
    """

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty field."""
        super().__init__(parent)
        self.setAcceptRichText(False)

    def dragEnterEvent(self, e: QDragEnterEvent) -> None:
        """Leave files to the window: their paths are no headline."""
        if files_of(e.mimeData()):
            e.ignore()
        else:
            super().dragEnterEvent(e)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected text without its font."""
        return copied_line(self.textCursor())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste one line of clean text, whatever it was."""
        from morat.operations.pasting import line

        text = line(clip_of(source, is_plain=True))
        if text:
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def dropEvent(self, e: QDropEvent) -> None:
        """Take text that is dragged here from another field as a copy: that field would join what is left."""
        super().dropEvent(e)
        if e.source() not in (self, self.viewport()):
            e.setDropAction(Qt.DropAction.CopyAction)

    def take_key(self, key: QKeyEvent) -> bool:
        """Go on with Enter."""
        if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
            return True
        return super().take_key(key)


def put_face(document: QTextDocument, face: QFont) -> None:
    """Set the default font of a document; where it has it already Qt would lay all of it out again."""
    if document.defaultFont() != face:
        document.setDefaultFont(face)

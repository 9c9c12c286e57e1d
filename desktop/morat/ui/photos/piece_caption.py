"""The caption that the open piece gives a photo: the text under the picture, typed beside it."""

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.text import clean
from morat.ui import theme
from morat.ui.photos.fields import NoteEdit
from morat.ui.theme import XS

LINES = 3


class PieceCaption(QWidget):
    """A field that is shown while the piece shows the photo; what is typed is in the text at once.

    Signals:
        edited(str): the caption in the piece shall be this.
    """

    edited = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin out of sight."""
        super().__init__(parent)
        name = words.text("Caption in this piece")
        label = QLabel(name)
        label.setFont(theme.face(theme.SMALL_PX))
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.edit = _SharedEdit("pieceCaptionEdit", name, LINES)
        label.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(label)
        column.addWidget(self.edit)
        self._showing = False
        self.edit.textChanged.connect(self._on_text_changed)
        self.hide()

    def show_text(self, text: str | None) -> None:
        """Show what the piece says, None where it does not show the photo; the caret stays where it is."""
        self.setVisible(text is not None)
        # The piece tidies its spaces; the one that was just typed stays here.
        if text is not None and text.split() != self._text().split():
            self._showing = True
            at = self.edit.textCursor().position()
            self.edit.setPlainText(text)
            cursor = self.edit.textCursor()
            cursor.setPosition(min(at, self.edit.document().characterCount() - 1))
            self.edit.setTextCursor(cursor)
            self._showing = False

    def _text(self) -> str:
        # Not toPlainText, which turns the no-break spaces of a caption into plain ones.
        return self.edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._showing:
            self.edited.emit(clean(self._text()))


class _SharedEdit(NoteEdit):
    """A field whose text is the piece's: undo and redo are the piece's too."""

    def __init__(self, name: str, label: str, lines: int) -> None:
        super().__init__(name, label, lines)
        self.setUndoRedoEnabled(False)

    def event(self, e: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if (
            e.type() == QEvent.Type.ShortcutOverride
            and isinstance(e, QKeyEvent)
            and (e.matches(QKeySequence.StandardKey.Undo) or e.matches(QKeySequence.StandardKey.Redo))
        ):
            e.ignore()
            return False
        return super().event(e)

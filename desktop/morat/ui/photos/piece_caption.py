"""The caption that the open piece gives a photo: the text under the picture, typed beside it."""

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.text import clean
from morat.ui.kit import theme
from morat.ui.kit.theme import XS, M
from morat.ui.photos.fields import NoteEdit

LINES = 3


class PieceCaption(QWidget):
    """A field that is shown while the piece shows the photo; what is typed is in the text at once.

    Where piece and library say different things, each can take over what the other says.

    Signals:
        edited(str): the caption in the piece shall be this.
        keepWanted(str): the library shall have this caption, that of the piece.
    """

    edited = Signal(str)
    keepWanted = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin out of sight."""
        super().__init__(parent)
        name = words.text("Caption in this piece")
        label = QLabel(name)
        label.setFont(theme.face(theme.SMALL_PX))
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.edit = _SharedEdit("pieceCaptionEdit", name, LINES)
        label.setBuddy(self.edit)
        self.keep = _link(
            "keepPieceCaption",
            words.text("Keep for the photo"),
            words.text("The photo has this caption from now on, for other pieces too"),
        )
        self.bring = _link(
            "bringPhotoCaption",
            words.text("Take that of the photo"),
            words.text("The piece says what is said of the photo"),
        )
        self._library = ""
        self._both = QWidget()
        beside = QHBoxLayout(self._both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(M)
        beside.addWidget(self.keep)
        beside.addWidget(self.bring)
        beside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(label)
        column.addWidget(self.edit)
        column.addWidget(self._both)
        self._showing = False
        self.keep.clicked.connect(self._on_keep)
        self.bring.clicked.connect(self._on_bring)
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
        self._compare()

    def show_library(self, caption: str) -> None:
        """Know what is said of the photo in the library."""
        self._library = caption
        self._compare()

    def _compare(self) -> None:
        self._both.setVisible(self._text().split() != self._library.split())
        self.keep.setEnabled(bool(self._text().strip()))
        self.bring.setEnabled(bool(self._library.strip()))

    def _text(self) -> str:
        # Not toPlainText, which turns the no-break spaces of a caption into plain ones.
        return self.edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._showing:
            self.edited.emit(clean(self._text()))
            self._compare()

    @Slot()
    def _on_keep(self) -> None:
        self.keepWanted.emit(clean(self._text()))
        self.edit.setFocus()

    @Slot()
    def _on_bring(self) -> None:
        # As if it had been typed.
        self.edit.setPlainText(self._library)
        self.edit.setFocus()


def _link(name: str, text: str, told: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(told)
    theme.set_kind(button, "link")
    return button


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

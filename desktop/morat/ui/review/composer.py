"""Where a new comment is written, above those that are there."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.theme import XS, M, S

_LINES = 4
"""Lines of a new comment that are seen at once."""


class Composer(QFrame):
    """Where a new comment is written.

    Signals:
        said(str): what it says.
        dropped(): it is put aside; what was written is in ``text`` still.
    """

    said = Signal(str)
    dropped = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._quoted = QLabel()
        self._quoted.setTextFormat(Qt.TextFormat.PlainText)
        self._quoted.setWordWrap(True)
        self._quoted.setFont(theme.face(theme.SMALL_PX))
        self._quoted.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.edit = _Lines(words)
        self.edit.sent.connect(self._on_sent)
        self.edit.left.connect(self.dropped)
        send = QPushButton(words.text("Comment"))
        send.setObjectName("sendComment")
        send.setToolTip("Ctrl+Enter")
        theme.set_kind(send, "primary")
        send.clicked.connect(self._on_sent)
        cancel = QPushButton(words.text("Cancel"))
        theme.set_kind(cancel, "quiet")
        cancel.clicked.connect(self.dropped)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(send)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, XS, M, M)
        column.setSpacing(S)
        column.addWidget(self._quoted)
        column.addWidget(self.edit)
        column.addLayout(buttons)

    @property
    def text(self) -> str:
        """What is written."""
        return self.edit.toPlainText()

    def begin(self, quoted: str, text: str) -> None:
        """Let a comment on ``quoted`` be written; ``text`` was written of it before."""
        shown = " ".join(quoted.split())
        self._quoted.setText(f"“{shown[:120]}{'…' if len(shown) > 120 else ''}”")
        self._quoted.setVisible(bool(shown))
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.show()

    @Slot()
    def _on_sent(self) -> None:
        text = self.text.strip()
        if text:
            self.said.emit(text)


class _Lines(QPlainTextEdit):
    """Some lines of text: Ctrl+Enter sends them, Escape leaves."""

    sent = Signal()
    left = Signal()

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self.setObjectName("commentEdit")
        self.setAccessibleName(words.text("New comment"))
        self.setPlaceholderText(words.text("What is to be said?"))
        self.setTabChangesFocus(True)
        self.setFont(theme.face())
        theme.set_kind(self, "field")
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 2 * M)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send or leave, or take the key."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

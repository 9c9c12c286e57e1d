"""What a list shows while it is empty: one sentence and, where there is something to do, one button."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from morat.ui.kit import icons
from morat.ui.kit.theme import L, M, S

PICTURE = 32


class EmptyState(QWidget):
    """A quiet sign in the place of a list.

    Signals:
        wanted(): the button was pressed.
    """

    wanted = Signal()

    def __init__(self, icon: str, sentence: str, button: str = "", parent: QWidget | None = None) -> None:
        """Show a Tabler icon above ``sentence``; without the words of a button there is none."""
        super().__init__(parent)
        self._icon = icon
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._button = QPushButton()
        # In a dialog Enter is for the field that has the keys.
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        column.addStretch(2)
        column.addSpacing(PICTURE)
        column.addWidget(self._sentence)
        column.addSpacing(M - S)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(sentence, button)

    def say(self, sentence: str, button: str = "") -> None:
        """Show another sentence and button."""
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the icon in the room above the sentence."""
        corner = QPoint((self.width() - PICTURE) // 2, self._sentence.y() - S - PICTURE)
        icons.draw(QPainter(self), self._icon, "muted", corner, self, PICTURE)

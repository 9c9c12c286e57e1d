"""What was brought back after a crash, above the page: it stays until each piece has been looked at."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import icons, theme
from morat.ui.kit.theme import ICON, L, M, S

MOST = 4
"""Pieces that are shown at once; the others come as these are put away."""


class RecoveredRow(NamedTuple):
    """A piece in words: what was brought back, and whether there is a version from before it."""

    piece: str
    text: str
    has_stored: bool


class RecoveryBar(QWidget):
    """One line a piece, each with its buttons.

    Signals:
        lookWanted(str): the piece shall be shown, with what is different from before.
        backWanted(str): the version from before shall be the piece again.
        keepWanted(str): the piece stays as it was brought back.
    """

    lookWanted = Signal(str)
    backWanted = Signal(str)
    keepWanted = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin hidden, with nothing to show."""
        super().__init__(parent)
        self._words = words
        self._lines: list[_Line] = []
        self.setObjectName("recoveryBar")
        self.setAccessibleName(words.text("Recovered text"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(L + ICON + M, S, M, S)
        self._column.setSpacing(S // 2)
        self._more = QLabel()
        self._more.setEnabled(False)
        self._column.addWidget(self._more)
        self.hide()

    def show_rows(self, rows: list[RecoveredRow]) -> None:
        """Show these pieces instead of those before; without any the bar goes away."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_Line(row, self._words, self) for row in rows[:MOST]]
        for place, line in enumerate(self._lines):
            self._column.insertWidget(place, line)
        left = len(rows) - len(self._lines)
        self._more.setVisible(left > 0)
        self._more.setText(self._words.plural("and {n} more piece", "and {n} more pieces", left))
        self.setVisible(bool(rows))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground, a hairline below, and the sign."""
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.paper))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(colours.hairline))
        painter.fillRect(QRectF(0, 0, 3, self.height()), QColor(colours.success))
        first = self._lines[0].geometry() if self._lines else self.rect()
        sign = QPoint(L, first.top() + (first.height() - ICON) // 2)
        icons.draw(painter, "history", "success", sign, self)


class _Line(QWidget):
    """A piece with what can be done."""

    def __init__(self, row: RecoveredRow, words: Catalogue, bar: RecoveryBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._piece = row.piece
        label = QLabel(row.text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        look = words.text("See the difference") if row.has_stored else words.text("Open the piece")
        self._look = self._button(look)
        self._back = self._button(words.text("Back to the stored text"))
        self._back.setVisible(row.has_stored)
        self._keep = self._button(words.text("Keep this"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(S)
        line.addWidget(label, 1)
        for button in (self._look, self._back, self._keep):
            line.addWidget(button)
        self._look.clicked.connect(self._on_look)
        self._back.clicked.connect(self._on_back)
        self._keep.clicked.connect(self._on_keep)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        theme.set_kind(button, "quiet")
        return button

    @Slot()
    def _on_look(self) -> None:
        self._bar.lookWanted.emit(self._piece)

    @Slot()
    def _on_back(self) -> None:
        self._bar.backWanted.emit(self._piece)

    @Slot()
    def _on_keep(self) -> None:
        self._bar.keepWanted.emit(self._piece)

"""An open row of a list: all of it, drawn as one card with its sign and its words below each other."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from morat.ui.kit import icons, theme
from morat.ui.kit.theme import ICON, XS, M, S

LEFT = M + XS + ICON + S + 2
"""Where the words of a row begin: right of its sign."""


class Card(QWidget):
    """An open row. ``focused`` says whether the keys of the list go to it."""

    def __init__(self, sign: tuple[str, str]) -> None:
        """Begin empty, without the keys; ``sign`` is the name of an icon and its tone."""
        super().__init__()
        self.focused = False
        self._sign = sign
        self._small = theme.face(theme.SMALL_PX)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(LEFT, S + 1, M + S, M)
        self._column.setSpacing(XS + 2)

    def height_at(self, width: int) -> int:
        """Return how high the card is when it is ``width`` pixels wide."""
        self.setFixedWidth(width)
        self._column.activate()
        return self._column.totalHeightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground of the row one has come to, and its sign."""
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.accent) if self.focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.selection))
        frame = QRectF(self.rect().adjusted(S, 1, -S, -2)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        icons.draw(painter, *self._sign, QPoint(M + XS, S + 2), self)

    def _make_link(self, button: QPushButton) -> None:
        """Draw ``button`` as words. The keys of the list do what it does: the focus stays there."""
        theme.set_kind(button, "link")
        button.setFont(self._small)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _label(self, words: str, font: QFont, *, muted: bool = False, wraps: bool = True) -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(font)
        label.setWordWrap(wraps)
        if muted:
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return label

"""A line over the page that goes by itself: what one may want to know now and not again."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from morat.ui.kit import theme
from morat.ui.kit.theme import L, M, S

SHOWN = 4000
"""Milliseconds it stays."""


class PassingNote(QLabel):
    """Stands at the upper edge of a widget, in its middle; the pointer goes through it."""

    def __init__(self, over: QWidget) -> None:
        """Begin hidden over ``over``."""
        super().__init__(over)
        self._over = over
        self.setObjectName("passingNote")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(L, S, L, S)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def tell(self, text: str) -> None:
        """Show ``text`` for a while."""
        self.setText(text)
        self.setAccessibleName(text)
        self.adjustSize()
        self._stand()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground below the words."""
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.hairline))
        painter.setBrush(QColor(colours.tint))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()
        super().paintEvent(event)

    def _stand(self) -> None:
        self.move((self._over.width() - self.width()) // 2, M)

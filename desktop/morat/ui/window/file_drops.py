"""Files that fall into the window where nothing else takes them: pieces open, pictures go to the photos."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from morat.ui.kit import theme
from morat.ui.kit.drops import files_of
from morat.ui.kit.theme import XL, L, M


class FileDrops(QObject):
    """Takes files that fall where nothing else takes them, and shows before that they may.

    Signals:
        dropped(list): paths of files and folders.
    """

    dropped = Signal(list)

    def __init__(self, window: QWidget, told: str) -> None:
        """Watch ``window``; ``told`` is shown while files hang over it."""
        super().__init__(window)
        self._window = window
        self._told = told
        self.hint: DropHint | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            files = files_of(event.mimeData())
            self._show(over=False)
            if files:
                event.acceptProposedAction()
                self.dropped.emit(files)
                return True
        elif isinstance(event, QDragEnterEvent):
            if files_of(event.mimeData()):
                event.acceptProposedAction()
                self._show(over=True)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._show(over=False)
        return super().eventFilter(watched, event)

    def _show(self, *, over: bool) -> None:
        if over and self.hint is None:
            self.hint = DropHint(self._told, self._window)
        if self.hint is not None:
            self.hint.setGeometry(self._window.rect())
            self.hint.setVisible(over)
            self.hint.raise_()


class DropHint(QWidget):
    """A frame over the whole window with one line; the pointer goes through it."""

    def __init__(self, told: str, parent: QWidget) -> None:
        """Say ``told``."""
        super().__init__(parent)
        self._told = told
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(told)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the frame, and the line at its lower edge."""
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(M, M, -M, -M)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        words = QRectF(self.fontMetrics().boundingRect(self._told)).adjusted(-L, -M, L, M)
        words.moveCenter(frame.center())
        words.moveBottom(frame.bottom() - XL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.button))
        painter.drawRoundedRect(words, theme.RADIUS, theme.RADIUS)
        painter.setPen(QColor(colours.on_button))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._told)

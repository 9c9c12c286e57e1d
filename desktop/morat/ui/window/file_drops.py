"""Files that fall into the window where nothing else takes them: pieces open, pictures go to the photos."""

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from morat.ui.kit import theme
from morat.ui.kit.drops import files_of
from morat.ui.kit.theme import XL, L, M
from morat.ui.window.main_window import MainWindow


class FileDrops(QObject):
    """Takes files that fall where nothing else takes them, and shows before that they may.

    Signals:
        dropped(list): paths of files and folders.
    """

    dropped = Signal(list)

    def __init__(self, window: MainWindow, told: str) -> None:
        """Watch ``window``; ``told`` is shown while files hang over it."""
        super().__init__(window)
        self._window = window
        self._told = told
        self.hint: DropHint | None = None
        window.setAcceptDrops(True)
        window.dragEntered.connect(self._on_entered)
        window.dragLeft.connect(self._on_left)
        window.dropFell.connect(self._on_fell)

    @Slot(object)
    def _on_entered(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()
            self._show(over=True)

    @Slot()
    def _on_left(self) -> None:
        self._show(over=False)

    @Slot(object)
    def _on_fell(self, event: QDropEvent) -> None:
        self._show(over=False)
        files = files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)

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

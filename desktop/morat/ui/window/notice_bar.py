"""One line above the page that says what became of something, with what can be done about it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import icons, theme
from morat.ui.kit.theme import ICON, L, M, S

_LOOKS = {
    "info": ("info-circle", "accent"),
    "success": ("circle-check", "success"),
    "warning": ("alert-triangle", "warning"),
    "error": ("alert-circle", "error"),
}


class NoticeBar(QWidget):
    """A message in the window instead of a box in front of it. The next one takes its place.

    Signals:
        actionTaken(int): the first (0) or second (1) button was pressed.
        closed(): the message was put away.
        left(): it goes, or offers something else, while it has the keys: they belong elsewhere now.
    """

    actionTaken = Signal(int)
    closed = Signal()
    left = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._words = words
        self._kind = "info"
        self._file: Path | None = None
        self.setObjectName("noticeBar")
        self.label = QLabel()
        self.label.setObjectName("noticeText")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Who clicks here goes on writing where they were.
        self.label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons = (QPushButton(), QPushButton())
        self._close = QToolButton()
        self._close.setIcon(icons.icon("x", "muted"))
        self._close.setIconSize(QSize(ICON, ICON))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(words.text("Close this message"))
        self._close.setToolTip(words.text("Close this message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(L + ICON + M, S, S, S)
        row.setSpacing(S)
        row.addWidget(self.label, 1)
        for button in self.buttons:
            theme.set_kind(button, "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addWidget(self._close)
        self.buttons[0].clicked.connect(self._on_first)
        self.buttons[1].clicked.connect(self._on_second)
        self._close.clicked.connect(self._on_close)
        self.hide()

    def show_message(self, kind: str, text: str, actions: tuple[str, ...] = ()) -> None:
        """Show ``text`` as ``info``, ``success``, ``warning`` or ``error``, with up to two buttons."""
        self._show(kind, text, actions)

    def show_file(self, kind: str, text: str, path: Path) -> None:
        """Show ``text`` about a file that was written; it can be shown in its folder, and copied."""
        self._show(kind, text, (self._words.text("Open the folder"), self._words.text("Copy the file")))
        self._file = path

    @property
    def text(self) -> str:
        """What is said now."""
        return self.label.text()

    def take_keys(self) -> None:
        """Let keys go to the first button: what is offered, else the one that puts the message away."""
        (self.buttons[0] if self.buttons[0].isVisible() else self._close).setFocus()

    def has_keys(self) -> bool:
        """Say whether keys go to one of the buttons."""
        return any(one.hasFocus() for one in (*self.buttons, self._close))

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own signature
        """Come or go; the keys do not go along."""
        if not visible and self.has_keys():
            self.left.emit()
        super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the message away with Esc; Enter presses the button that has the keys."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in (*self.buttons, self._close):
                if button.hasFocus():
                    button.click()
                    return
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground, a hairline below, and the sign of the kind."""
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.paper))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(colours.hairline))
        name, tone = _LOOKS[self._kind]
        painter.fillRect(QRectF(0, 0, 3, self.height()), QColor(getattr(colours, tone)))
        icons.draw(painter, name, tone, QPoint(L, (self.height() - ICON) // 2), self)

    def _show(self, kind: str, text: str, actions: tuple[str, ...]) -> None:
        offered = tuple(button.text() for button in self.buttons if button.isVisible())
        if self.has_keys() and actions != offered:
            # A key that was meant for what was offered before answers nothing else.
            self.left.emit()
        self._kind = kind if kind in _LOOKS else "info"
        self._file = None
        self.label.setText(text)
        self.setAccessibleName(text)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(actions))
            button.setText(actions[place] if place < len(actions) else "")
        self.show()
        self.update()

    @Slot()
    def _on_first(self) -> None:
        if self._file is not None:
            show_in_folder(self._file)
        self.actionTaken.emit(0)

    @Slot()
    def _on_second(self) -> None:
        if self._file is not None:
            copy_file(self._file)
            self.buttons[1].setText(self._words.text("Copied"))
        self.actionTaken.emit(1)

    @Slot()
    def _on_close(self) -> None:
        self.closed.emit()
        self.hide()


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the system's file manager, on Windows with the file marked."""
    from PySide6.QtCore import QDir, QProcess, QSysInfo

    if QSysInfo.productType() == "windows":
        QProcess.startDetached("explorer.exe", ["/select,", QDir.toNativeSeparators(str(path))])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def copy_file(path: Path) -> None:
    """Put a file on the clipboard, so that it can be pasted into a chat, a mail or a folder."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(data)

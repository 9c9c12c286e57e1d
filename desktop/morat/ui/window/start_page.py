"""What an empty library shows: the name, one sentence, four ways to begin."""

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit import icons, theme
from morat.ui.kit.drops import files_of
from morat.ui.kit.theme import XL, XXL, L, M, S

CARD = QSize(336, 88)
CARD_ICON = 28


class StartPage(QFrame):
    """The first thing a newcomer sees; files may be dropped anywhere on it.

    Signals:
        sampleWanted(), newWanted(), fileWanted(), photosWanted(): a card was chosen.
        filesDropped(list[str]): paths of files and folders.
    """

    sampleWanted = Signal()
    newWanted = Signal()
    fileWanted = Signal()
    photosWanted = Signal()
    filesDropped = Signal(list)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Lay the page out in the language of ``words``."""
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAcceptDrops(True)
        self._dragged_over = False
        self._shown: list[Card] = []
        name = QLabel("Mo-rát")
        font = theme.article_face(theme.HEADLINE_PX * 1.25)
        font.setWeight(QFont.Weight.Bold)
        name.setFont(font)
        promise = _muted(words.text("Write, proofread and hand over pieces with their photos, also offline."))
        promise.setFont(theme.face(15))
        hint = _muted(words.text("Or drop files anywhere on this page."))
        hint.setFont(theme.face(theme.SMALL_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(0)
        column.addStretch(2)
        column.addLayout(_centred(name))
        column.addSpacing(S)
        column.addLayout(_centred(promise))
        column.addSpacing(XXL)
        column.addLayout(self._cards(words))
        column.addSpacing(XL)
        column.addLayout(_centred(hint))
        column.addStretch(3)

    def _cards(self, words: Catalogue) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(L)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        choices = (
            (
                "news",
                words.text("Look at the sample piece"),
                words.text("A news piece with photos, to try things on."),
                self.sampleWanted,
            ),
            (
                "file-plus",
                words.text("Write a new piece"),
                words.text("A blank sheet: headline, standfirst, text."),
                self.newWanted,
            ),
            (
                "file-text",
                words.text("Bring in a Word file"),
                words.text("With its photos and captions. HTML and .morat too."),
                self.fileWanted,
            ),
            (
                "photo-plus",
                words.text("Bring in a folder of photos"),
                words.text("With their captions, credits and dates."),
                self.photosWanted,
            ),
        )
        for place, (icon, title, line, chosen) in enumerate(choices):
            card = Card(icon, title, line)
            self._shown.append(card)
            card.clicked.connect(chosen)
            grid.addWidget(card, place // 2, 1 + place % 2)
            if place == 0:
                self.setFocusProxy(card)
        return grid

    def show_colours(self) -> None:
        """Draw the icons in the colours of another theme."""
        for card in self._shown:
            card.show_colours()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus on the first card: Enter is a good beginning."""
        super().showEvent(event)
        self.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the page while files hang over it."""
        super().paintEvent(event)
        if self._dragged_over:
            colours = theme.tokens(self.palette())
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.accent), 2, QtCore.Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(M, M, -M, -M), theme.RADIUS, theme.RADIUS)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and show that they may fall here."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()
            self._show_drag(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the frame go."""
        self._show_drag(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what fell."""
        self._show_drag(over=False)
        event.acceptProposedAction()
        self.filesDropped.emit(files_of(event.mimeData()))

    def _show_drag(self, *, over: bool) -> None:
        self._dragged_over = over
        self.update()


class Card(QPushButton):
    """A large choice: icon, title and one line. Enter, Space or a click takes it.

    Labels on a button: painting it by hand would name colours and text flags of the Qt namespace, which
    costs 35 ms to build before the first paint.
    """

    def __init__(self, icon: str, title: str, line: str, parent: QWidget | None = None) -> None:
        """Show ``title`` above ``line``, beside a Tabler icon."""
        super().__init__(parent)
        theme.set_kind(self, "card")
        # No setText: an ampersand in a title is no shortcut here.
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.setAutoDefault(True)
        self.setMinimumHeight(CARD.height())
        # A button would not become smaller than it likes to be.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        sign = QLabel(self)
        sign.setPixmap(icons.icon(icon, "accent").pixmap(CARD_ICON, CARD_ICON))
        self._sign, self._icon = sign, icon
        name = QLabel(title, self)
        name.setFont(theme.face(14, QFont.Weight.DemiBold))
        told = _muted(line)
        told.setFont(theme.face(theme.SMALL_PX))
        told.setWordWrap(True)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(L, M, L, M)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(theme.XS)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(3, 1)
        grid.addWidget(sign, 1, 0, 2, 1)
        grid.addWidget(name, 1, 1)
        grid.addWidget(told, 2, 1)

    def sizeHint(self) -> QSize:
        """Return room for the title and two lines."""
        return QSize(CARD.width(), max(CARD.height(), self._grid.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """Return two thirds of the width: the line then breaks."""
        return QSize(CARD.width() * 2 // 3, self.sizeHint().height())

    def show_colours(self) -> None:
        """Draw the icon in the colours of another theme."""
        self._sign.setPixmap(icons.icon(self._icon, "accent").pixmap(CARD_ICON, CARD_ICON))


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _centred(label: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label)
    row.addStretch(1)
    return row

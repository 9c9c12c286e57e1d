"""What an empty library shows: the name, one sentence, four ways to begin."""

from PySide6 import QtCore
from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.ui import icons, theme
from morat.ui.drops import files_of
from morat.ui.theme import XL, XXL, L, M, S

CARD = QSize(336, 88)
CARD_ICON = 28
WORD_WRAP = 0x1000
"""Qt's TextFlag.TextWordWrap. The Qt namespace is not named before the first paint: to build it costs 35 ms."""


class StartPage(QWidget):
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
        self.setAcceptDrops(True)
        self._dragged_over = False
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
            card.clicked.connect(chosen)
            grid.addWidget(card, place // 2, 1 + place % 2)
            if place == 0:
                self.setFocusProxy(card)
        return grid

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus on the first card: Enter is a good beginning."""
        super().showEvent(event)
        self.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground; while files hang over the page, frame it."""
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(colours.desk))
        if self._dragged_over:
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


class Card(QAbstractButton):
    """A large choice: icon, title and one line. Enter, Space or a click takes it."""

    def __init__(self, icon: str, title: str, line: str, parent: QWidget | None = None) -> None:
        """Show ``title`` above ``line``, beside a Tabler icon."""
        super().__init__(parent)
        self._icon = icon
        self._line = line
        self._title_font = theme.face(14, QFont.Weight.DemiBold)
        self._line_font = theme.face(theme.SMALL_PX)
        # No setText: an ampersand in a title is no shortcut here.
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)

    def sizeHint(self) -> QSize:
        """Return room for the title and two lines."""
        lines = QFontMetrics(self._title_font).height() + 2 * QFontMetrics(self._line_font).height()
        return QSize(CARD.width(), max(CARD.height(), lines + 2 * L))

    def minimumSizeHint(self) -> QSize:
        """Return two thirds of the width: the line then breaks."""
        return QSize(CARD.width() * 2 // 3, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be taken."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: "QtCore.QEvent") -> None:
        """Be as before."""
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Take the card with Enter too."""
        if e.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(e)

    def paintEvent(self, e: QPaintEvent) -> None:  # noqa: ARG002
        """Draw frame, icon and words."""
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 2 if self.hasFocus() else 1
        marked = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(QColor(colours.accent if marked else colours.hairline), edge))
        painter.setBrush(QColor(colours.tint if self.isDown() else colours.paper))
        inset = edge / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        title, line = QFontMetrics(self._title_font), QFontMetrics(self._line_font)
        left = L + CARD_ICON + L
        width = self.width() - left - L
        told = line.boundingRect(QRect(0, 0, width, 2 * line.height()), WORD_WRAP, self._line).height()
        top = (self.height() - title.height() - theme.XS - told) // 2
        middle = (self.height() - CARD_ICON) // 2
        icons.draw(painter, self._icon, "accent", QRect(L, middle, 0, 0).topLeft(), self.palette(), CARD_ICON)
        painter.setPen(QColor(colours.ink))
        painter.setFont(self._title_font)
        painter.drawText(left, top + title.ascent(), self.accessibleName())
        painter.setPen(QColor(colours.muted))
        painter.setFont(self._line_font)
        painter.drawText(QRect(left, top + title.height() + theme.XS, width, told), WORD_WRAP, self._line)


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

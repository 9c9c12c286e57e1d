"""The preview: the piece as readers will have it, on a desk's screen or on a phone's, in the page's place."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.services.reading_copy import Inks, Measure
from morat.ui.kit import icons, theme
from morat.ui.kit.reading_text import ReadingText
from morat.ui.kit.theme import L, M, S
from morat.ui.kit.tools import tool

DESKTOP, PHONE = "desktop", "phone"
_COLUMN = {DESKTOP: 600, PHONE: 350}
"""CSS pixels of text, as ``article.css`` has them: 40rem with its padding, a phone of 390."""
_MARGIN = {DESKTOP: 44, PHONE: 20}
_HEADLINE = {DESKTOP: 34, PHONE: 27}
BAR = 12
"""Pixels for the scroll bar beside the text."""


class PreviewView(QFrame):
    """Shows a document that somebody else has set to its :meth:`measure`.

    Signals:
        setWanted(): the width or the colours are others now; the piece shall be set again.
        browserWanted(): the real page shall be shown in the browser.
        closed(): back to the page.
    """

    setWanted = Signal()
    browserWanted = Signal()
    closed = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty, at a desk's width."""
        super().__init__(parent)
        self.setObjectName("previewView")
        self.device = DESKTOP
        self._shown_device = ""
        self._build(words)

    def show_device(self, device: str) -> None:
        """Show the width of a ``desktop`` or a ``phone``."""
        self.device = device
        self.desktop.setChecked(device == DESKTOP)
        self.phone.setChecked(device == PHONE)
        self.text.setMaximumWidth(_COLUMN[device] + 2 * _MARGIN[device] + BAR)
        self.setWanted.emit()

    def measure(self) -> Measure:
        """Return what the piece is to be set to: the width there is room for, the colours of the theme."""
        room = self.width() - 2 * L - 2 * _MARGIN[self.device] - BAR
        colours = theme.tokens(self.palette())
        inks = Inks(colours.ink, colours.muted, colours.hairline, colours.accent, colours.side)
        return Measure(
            max(200, min(_COLUMN[self.device], room)),
            18,
            _HEADLINE[self.device],
            unit=self._unit(),
            inks=inks,
        )

    def show_document(self, document: QTextDocument) -> None:
        """Show ``document`` and own it; where one reads stays, the beginning after a change of width."""
        stay = self._shown_device == self.device
        self.text.show_document(document, _MARGIN[self.device], stay=stay)
        self._shown_device = self.device

    def changeEvent(self, event: QEvent) -> None:
        """Ask for the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setWanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.setWanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the page with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _unit(self) -> float:
        # Faces grow with the system's text size, as those of the page do.
        return self.logicalDpiY() / 96

    def _build(self, words: Catalogue) -> None:
        text = words.text
        title = QLabel(text("Preview"))
        title.setFont(theme.face(weight=QFont.Weight.DemiBold))
        self.desktop = self._switch("device-desktop", text("Computer"), "previewDesktop")
        self.phone = self._switch("device-mobile", text("Phone"), "previewPhone")
        self._switches = QButtonGroup(self)
        self._switches.addButton(self.desktop)
        self._switches.addButton(self.phone)
        self.desktop.setChecked(True)
        browser = QPushButton(icons.icon("world"), text("Open in the browser"))
        browser.setObjectName("previewBrowser")
        theme.set_kind(browser, "quiet")
        close = tool("x", text("Back to the page"), keys="Esc", object_name="previewClose")
        self.text = ReadingText()
        self.text.setObjectName("previewText")
        self.text.setAccessibleName(text("Preview"))
        bar = QFrame()
        bar.setObjectName("previewBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(L, S, M, S)
        row.setSpacing(S)
        row.addWidget(title)
        row.addStretch(1)
        for widget in (self.desktop, self.phone, browser, close):
            row.addWidget(widget)
        desk = QHBoxLayout()
        desk.setContentsMargins(L, M, L, 0)
        desk.addStretch(1)
        desk.addWidget(self.text, 100)
        desk.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(desk, 1)
        self._switches.buttonClicked.connect(self._on_switch)
        browser.clicked.connect(self.browserWanted)
        close.clicked.connect(self.closed)

    def _switch(self, icon: str, name: str, object_name: str) -> QPushButton:
        button = QPushButton(icons.icon(icon), name)
        button.setObjectName(object_name)
        button.setCheckable(True)
        theme.set_kind(button, "chip")
        return button

    @Slot()
    def _on_switch(self) -> None:
        self.show_device(DESKTOP if self.desktop.isChecked() else PHONE)

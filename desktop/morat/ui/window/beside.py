"""What lies beside the page to be read: another piece, an earlier version, a source."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.find import Finder, Passage, Wanted
from morat.services.document.places import utf16
from morat.services.reading_copy import Inks, Measure
from morat.ui.kit import theme
from morat.ui.kit.literal import take_literally
from morat.ui.kit.reading_text import ReadingText
from morat.ui.kit.theme import L, M, S
from morat.ui.kit.tools import tool

MARGIN = 24
LEAST = 280
"""Pixels that it is wide at least."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BesideView(QFrame):
    """Shows a document, searches in it; what is selected can be copied.

    Signals:
        setWanted(): the width or the colours are others now; the piece shall be set again.
        otherWanted(): something else shall be shown.
        closed(): it shall go.
    """

    setWanted = Signal()
    otherWanted = Signal()
    closed = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setObjectName("besideView")
        self.setMinimumWidth(LEAST)
        self._words = words
        self._hits: list[QTextCursor] = []
        self._at = -1
        self._name = ""
        self._is_new = True
        self._build()
        self.hide()

    @property
    def hits(self) -> int:
        """How often what is searched for stands in the text."""
        return len(self._hits)

    def measure(self) -> Measure:
        """Return what the piece is to be set to."""
        colours = theme.tokens(self.palette())
        inks = Inks(colours.ink, colours.muted, colours.hairline, colours.accent, colours.side)
        room = self.width() - 2 * MARGIN - 12
        return Measure(max(200, room), 15, 22, unit=self.logicalDpiY() / 96, inks=inks)

    def begin(self, name: str) -> None:
        """Be ready for another piece, called ``name``."""
        self._name = name
        self._is_new = True
        self.title.setToolTip(name)
        self._show_name()

    def show_document(self, document: QTextDocument) -> None:
        """Show ``document`` and own it."""
        self.text.show_document(document, MARGIN, stay=not self._is_new)
        self._is_new = False
        self._find()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of searching from the window while one is in here."""
        if event.type() == QEvent.Type.ShortcutOverride and _searches(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search with the usual keys; Escape leaves the search, then the view."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
            self.search.selectAll()
        elif event.key() == Qt.Key.Key_F3 or (event.key() in _ENTER and self.search.hasFocus()):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            if self.search.text():
                self.search.clear()
                self.text.setFocus()
            else:
                self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setWanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another width."""
        super().resizeEvent(event)
        self._show_name()
        if event.oldSize().width() != event.size().width():
            self.setWanted.emit()

    # How it is put together

    def _build(self) -> None:
        text = self._words.text
        self.title = QLabel()
        self.title.setObjectName("besideTitle")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setFont(theme.face(weight=QFont.Weight.DemiBold))
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        other = tool("switch-horizontal", text("Something else beside the page"), object_name="besideOther")
        close = tool("x", text("Close what lies beside"), keys="F8", object_name="besideClose")
        self.search = QLineEdit()
        self.search.setObjectName("besideSearch")
        take_literally(self.search)
        self.search.setPlaceholderText(text("Find in here"))
        self.search.setAccessibleName(text("Find in here"))
        self.search.setClearButtonEnabled(True)
        theme.set_kind(self.search, "field")
        self.count = QLabel()
        self.count.setObjectName("besideCount")
        self.text = ReadingText()
        self.text.setObjectName("besideText")
        self.text.setAccessibleName(text("Beside the page"))
        bar = QFrame()
        bar.setObjectName("besideBar")
        names = QHBoxLayout()
        names.setSpacing(S)
        names.addWidget(self.title, 1)
        names.addWidget(other)
        names.addWidget(close)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.search, 1)
        row.addWidget(self.count)
        head = QVBoxLayout(bar)
        head.setContentsMargins(L, S, M, S)
        head.setSpacing(S)
        head.addLayout(names)
        head.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.text, 1)
        other.clicked.connect(self.otherWanted)
        close.clicked.connect(self.closed)
        self.search.textChanged.connect(self._on_search)

    def _show_name(self) -> None:
        metrics = self.title.fontMetrics()
        self.title.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, self.title.width()))

    # Searching

    @Slot()
    def _on_search(self) -> None:
        self._find()
        self._go(1)

    def _find(self) -> None:
        self._hits.clear()
        self._at = -1
        wanted = self.search.text().strip()
        document = self.text.document()
        if wanted:
            passages = [
                Passage("body", str(number), 0, document.findBlockByNumber(number).text())
                for number in range(document.blockCount())
            ]
            found = Finder(Wanted(wanted)).search(passages)
            for place in range(len(found)):
                hit = found[place]
                block = document.findBlockByNumber(int(hit.block or 0))
                cursor = QTextCursor(block)
                text = block.text()
                cursor.setPosition(block.position() + utf16(text[: hit.start]))
                end = block.position() + utf16(text[: hit.end])
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self._hits.append(cursor)
        self._mark()

    def _go(self, way: int) -> None:
        if not self._hits:
            return
        self._at = (self._at + way) % len(self._hits) if self._at >= 0 or way > 0 else len(self._hits) - 1
        self.text.setTextCursor(self._hits[self._at])
        self.text.ensureCursorVisible()
        self._mark()

    def _mark(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        ground = QColor(theme.tokens(self.palette()).selection)
        for cursor in self._hits:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(ground)
            marks.append(mark)
        self.text.setExtraSelections(marks)
        if not self.search.text().strip():
            self.count.setText("")
        else:
            self.count.setText(f"{self._at + 1}/{len(self._hits)}")


def _searches(event: QEvent) -> bool:
    """Say whether a key is one of those that search."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Find) or event.key() == Qt.Key.Key_F3
    )

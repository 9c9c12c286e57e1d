"""The quiet bar above the page: what is looked for, how often it is there, what shall take its place."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.find import Wanted
from morat.newsroom.text import clean
from morat.ui.kit import theme
from morat.ui.kit.icons import icon
from morat.ui.kit.literal import take_literally
from morat.ui.kit.theme import L, S, set_state
from morat.ui.kit.tools import tool

LATE = 300
"""Milliseconds of a search after which the bar says that it goes on."""


class FindField(QLineEdit):
    """A line that is typed into; Enter goes on.

    Signals:
        taken(bool, bool): Enter was pressed, with Shift, with Ctrl.
    """

    taken = Signal(bool, bool)

    def __init__(self, name: str, label: str, sign: str) -> None:
        """Begin empty, with an icon called ``sign``."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(label)
        self.addAction(icon(sign, "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme.set_kind(self, "field")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers()
            shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.taken.emit(shift, bool(held & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Two lines, the second for the replacement; it knows no text but what is typed into it.

    Signals:
        wantedChanged(object): something else (a Wanted) is looked for.
        moveWanted(int): go to the next hit (1) or the one before (-1).
        replaceWanted(bool): replace the hit that is shown, or all (True).
        closeWanted(): the bar shall go.
    """

    wantedChanged = Signal(object)
    moveWanted = Signal(int)
    replaceWanted = Signal(bool)
    closeWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        text = words.text
        self.setObjectName("findBar")
        self.setAccessibleName(text("Find and replace"))
        self.sought = FindField("findField", text("Find in the piece"), "search")
        take_literally(self.sought)
        self.by = FindField("replaceField", text("Replace by"), "replace")
        self.count = QLabel()
        self.count.setObjectName("findCount")
        self.count.setAccessibleName(text("Found"))
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble = QLabel()
        self.trouble.setObjectName("findTrouble")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.marks = self._chip(
            "findMarks", text("Marks"), text("Exactly the marks typed: “ma” finds no “má”")
        )
        self.case = self._chip("findCase", text("Aa"), text("Capitals as typed"))
        self.whole = self._chip("findWhole", text("Whole"), text("Whole syllables: “an” finds no “lan”"))
        self.pattern = self._chip("findPattern", text(".*"), text("Regular expression"))
        self.keep_case = self._chip(
            "replaceCase", text("Keep capitals"), text("The replacement takes the capitals of what is found")
        )
        self.before = self._tool("findPrevious", "chevron-up", text("Previous (Shift+F3)"))
        self.after = self._tool("findNext", "chevron-down", text("Next (F3)"))
        self._close = self._tool("findClose", "x", text("Close (Esc)"))
        self.one = QPushButton(text("Replace"))
        self.one.setObjectName("replaceOne")
        self.all = QPushButton(text("Replace all"))
        self.all.setObjectName("replaceAll")
        self.all.setToolTip(text("In the whole piece, as one step (Ctrl+Enter)"))
        for button in (self.one, self.all):
            theme.set_kind(button, "quiet")
            button.setAutoDefault(False)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE)
        self._lay_out()
        self._wire()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(
            clean(self.sought.text()),
            marks=self.marks.isChecked(),
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            pattern=self.pattern.isChecked(),
        )

    @property
    def is_replacing(self) -> bool:
        """Whether the line of the replacement is shown."""
        return self.by.isVisibleTo(self)

    def open(self, text: str, *, replacing: bool) -> None:
        """Show the bar, look for ``text`` where there is some, and take the keys."""
        self.show_lines(replacing=replacing)
        if text:
            self.sought.setText(text)
        self.sought.setFocus()
        self.sought.selectAll()

    def show_lines(self, *, replacing: bool) -> None:
        """Show the bar, with the line of the replacement or without; the keys stay where they are."""
        for widget in (self.by, self.one, self.all, self.keep_case):
            widget.setVisible(replacing)
        self.show()

    def show_count(self, number: int | None, count: int, place: str = "") -> None:
        """Say how many there are, and which of them is shown: its ``number`` from 1, and in which text."""
        if not self.sought.text():
            told = ""
        elif not count:
            told = self._words.text("Not found")
        elif number is None:
            told = self._words.number(count)
        else:
            told = f"{self._words.number(number)} / {self._words.number(count)}"
            told = f"{told} · {place}" if place else told
        self._say(told, "missing" if self.sought.text() and not count else "")
        for widget in (self.before, self.after, self.one, self.all):
            widget.setEnabled(bool(count))

    def show_trouble(self, told: str) -> None:
        """Say why nothing can be found."""
        self._say("", "")
        self.trouble.setText(told)
        self.trouble.setAccessibleName(told)
        self.trouble.show()
        for widget in (self.before, self.after, self.one, self.all):
            widget.setEnabled(False)

    def show_searching(self) -> None:
        """Say, in a moment, that a search goes on."""
        self._late.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and a hairline below."""
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(colours.side))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.hairline))

    def _say(self, told: str, state: str) -> None:
        self._late.stop()
        self.trouble.hide()
        self.count.setText(told)
        self.count.setToolTip(told)
        set_state(self.count, state)

    def _chip(self, name: str, label: str, told: str) -> QPushButton:
        chip = QPushButton(label)
        chip.setObjectName(name)
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setToolTip(told)
        chip.setAccessibleName(told)
        theme.set_kind(chip, "chip")
        return chip

    def _tool(self, name: str, sign: str, told: str) -> QToolButton:
        button = tool(sign, told, object_name=name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        rows = QGridLayout(self)
        rows.setContentsMargins(L, S, S, S + 1)
        rows.setSpacing(S)
        self.sought.setMinimumWidth(120)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        rows.addWidget(self.sought, 0, 0)
        rows.addLayout(_row(self.before, self.after, self.marks, self.case, self.whole, self.pattern), 0, 1)
        rows.addWidget(self.count, 0, 2)
        rows.addWidget(self._close, 0, 3)
        rows.addWidget(self.by, 1, 0)
        rows.addLayout(_row(self.one, self.all, self.keep_case), 1, 1)
        rows.addWidget(self.trouble, 2, 0, 1, 4)
        first = (self.sought, self.by, self.one, self.all, self.keep_case)
        order = [
            *first,
            self.before,
            self.after,
            self.marks,
            self.case,
            self.whole,
            self.pattern,
            self._close,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        rows.setColumnStretch(0, 3)
        rows.setColumnStretch(2, 2)
        self.show_count(None, 0)

    def _wire(self) -> None:
        self.sought.textChanged.connect(self._on_changed)
        for chip in (self.marks, self.case, self.whole, self.pattern):
            chip.toggled.connect(self._on_changed)
        self.sought.taken.connect(self._on_find_taken)
        self.by.taken.connect(self._on_by_taken)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.one.clicked.connect(self._on_one)
        self.all.clicked.connect(self._on_all)
        self._close.clicked.connect(self.closeWanted)
        self._late.timeout.connect(self._on_late)

    @Slot()
    def _on_changed(self) -> None:
        # A pattern says itself which marks it means.
        self.marks.setEnabled(not self.pattern.isChecked())
        self.wantedChanged.emit(self.wanted)

    @Slot(bool, bool)
    def _on_find_taken(self, shift: bool, control: bool) -> None:  # noqa: ARG002, FBT001 - a signal's signature
        self.moveWanted.emit(-1 if shift else 1)

    @Slot(bool, bool)
    def _on_by_taken(self, shift: bool, control: bool) -> None:  # noqa: FBT001 - a signal's signature
        if shift:
            self.moveWanted.emit(-1)
        else:
            self.replaceWanted.emit(control)

    @Slot()
    def _on_before(self) -> None:
        self.moveWanted.emit(-1)

    @Slot()
    def _on_after(self) -> None:
        self.moveWanted.emit(1)

    @Slot()
    def _on_one(self) -> None:
        self.replaceWanted.emit(False)  # noqa: FBT003 - a signal's signature

    @Slot()
    def _on_all(self) -> None:
        self.replaceWanted.emit(True)  # noqa: FBT003 - likewise

    @Slot()
    def _on_late(self) -> None:
        self._say("…", "")


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row

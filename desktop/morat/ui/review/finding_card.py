"""The row one has come to, opened: all suggestions as buttons, the whole reason, the rule on demand."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from morat.catalogue import Catalogue, families
from morat.ui.kit import theme
from morat.ui.kit.theme import XS, M, S
from morat.ui.review.card import LEFT, Card
from morat.ui.review.finding_menu import HEED, IGNORE, TAKE, TAKE_ALL, FindingMenu, escaped
from morat.ui.review.findings_model import Entry, FindingsModel, visible

SIGNS = {
    "error": ("alert-circle", "error"),
    "warning": ("alert-triangle", "warning"),
    "info": ("info-circle", "muted"),
    "ignored": ("eye-off", "muted"),
}
MOST_BUTTONS = 6
EXPLAIN = "explain"


class FindingCard(Card):
    """One finding with everything that can be done about it. Its keys are the list's.

    Signals:
        wanted(str, str): see ``FindingMenu``; ``explain`` shows or hides what the rule is about.
    """

    wanted = Signal(str, str)

    def __init__(
        self, words: Catalogue, model: FindingsModel, entry: Entry, alike: int, *, explained: bool
    ) -> None:
        """Show ``entry``; ``alike`` places may be put right at once."""
        super().__init__(SIGNS[entry.kind])
        self._words = words
        self._entry = entry
        bold = theme.face(weight=QFont.Weight.DemiBold)
        self._column.addWidget(self._label(visible(entry.finding.text), bold))
        self._add_suggestions(entry.finding.suggestions[:MOST_BUTTONS])
        reason = f"{model.reason(entry).removesuffix('.')} · {model.place(entry)}"
        self._column.addWidget(self._label(reason, self._small))
        if explained:
            self._add_explanation()
        self._add_actions(alike, explained=explained)

    def _add_suggestions(self, suggestions: tuple[str, ...]) -> None:
        """Add a button for each suggestion, as many side by side as there is room for."""
        room = theme.RIGHT_WIDTH - LEFT - M - S - 12
        row: QHBoxLayout | None = None
        left = 0
        for number, suggestion in enumerate(suggestions, 1):
            button = _Suggestion(visible(suggestion), "↵" if number == 1 else str(number), self)
            button.setToolTip(self._words.text("Put this in its place"))
            button.what = (TAKE, suggestion)
            button.clicked.connect(self._on_button)
            wide = button.sizeHint().width() + XS
            if row is None or wide > left:
                row = QHBoxLayout()
                row.setSpacing(XS)
                row.addStretch(1)
                self._column.addLayout(row)
                left = room
            row.insertWidget(row.count() - 1, button)
            left -= wide

    def _add_explanation(self) -> None:
        family = families.family_of(self._entry.finding.rule)
        text = self._words.text
        if family.about:
            self._column.addWidget(self._label(f"{text(family.name)}: {text(family.about)}", self._small))
            source = text("Source: {source}", source=text(family.source))
            self._column.addWidget(self._label(source, self._small, muted=True))
        self._column.addWidget(self._label(self._entry.finding.rule, self._small, muted=True))

    def _add_actions(self, alike: int, *, explained: bool) -> None:
        text = self._words.text
        row = QHBoxLayout()
        row.setSpacing(XS)
        if self._entry.ignored is not None:
            row.addWidget(self._tool(text("Show it again"), HEED))
        else:
            if alike > 1:
                row.addWidget(self._tool(text("Fix all {n}", n=alike), TAKE_ALL))
            row.addWidget(self._tool(text("Ignore…"), IGNORE))
        row.addWidget(self._tool(text("Less") if explained else text("Why?"), EXPLAIN))
        row.addStretch(1)
        self._column.addLayout(row)

    def _tool(self, words: str, what: str) -> QPushButton:
        button = _Button(words, self)
        button.what = (what, "")
        self._make_link(button)
        button.clicked.connect(self._on_button)
        return button

    @Slot()
    def _on_button(self) -> None:
        button = self.sender()
        if not isinstance(button, _Button):
            return
        if button.what[0] != IGNORE:
            self.wanted.emit(*button.what)
            return
        menu = FindingMenu(self._words, self)
        menu.add_ignoring(here=self._entry.places == 1)
        menu.add_dictionaries()
        menu.wanted.connect(self.wanted)
        menu.popup_at(button.mapToGlobal(QPoint(0, button.height())))


class _Button(QPushButton):
    """A button that knows what it is for."""

    what: tuple[str, str] = ("", "")


class _Suggestion(_Button):
    """A suggestion with the key that takes it, small beside the words."""

    def __init__(self, words: str, key: str, parent: QWidget) -> None:
        super().__init__(escaped(words), parent)
        theme.set_kind(self, "suggestion")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._key = key
        self._small = theme.face(theme.SMALL_PX - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the key at its right end."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.tokens(self.palette()).muted))
        rect = QRect(self.rect().adjusted(0, 0, -S, 0))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key)

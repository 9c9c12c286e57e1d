"""What the proofreader found: how much of each kind, the list, and nothing to do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.findings import SEVERITIES, Finding
from morat.newsroom.ignoring import Ignored
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.theme import XS, M, S
from morat.ui.kit.tools import tool
from morat.ui.review.finding_card import SIGNS
from morat.ui.review.findings_list import FindingsList
from morat.ui.review.findings_model import IGNORED, KINDS
from morat.ui.review.kind_chips import KindChips


class FindingsPanel(QWidget):
    """The findings by kind; a kind is shown or left out by its chip.

    Signals:
        chosen(object), wanted(object, str, str): see ``FindingsList``.
        settingsWanted(): somebody wants to choose what is looked for.
    """

    chosen = Signal(object)
    wanted = Signal(object, str, str)
    settingsWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with nothing found."""
        super().__init__(parent)
        self._words = words
        self.list = FindingsList(words)
        self.kinds = KindChips(words, {kind: SIGNS[kind] for kind in KINDS}, hidden=(IGNORED,))
        self._empty = EmptyState("circle-check", words.text("No mistakes found so far."))
        self._filtered = EmptyState("filter", words.text("Nothing of this kind."), words.text("Show all"))
        self._stack = QStackedWidget()
        for widget in (self._empty, self._filtered, self.list):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addWidget(self._stack, 1)
        self.list.chosen.connect(self.chosen)
        self.list.wanted.connect(self.wanted)
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self._filtered.wanted.connect(self._on_all_wanted)
        self._show_counts()

    def show_findings(
        self, findings: Sequence[Finding], ignored: Sequence[tuple[Finding, Ignored]] = ()
    ) -> None:
        """Show these findings; the row one has come to keeps its number, for one that was mended is gone."""
        self.list.findings.take(findings, ignored)
        self._show_counts()

    def next(self) -> None:
        """Go to the next finding, after the last to the first again."""
        self.list.next()

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(M, S, S, XS)
        row.setSpacing(XS)
        row.addWidget(self.kinds)
        row.addStretch(1)
        settings = tool("adjustments-horizontal", self._words.text("What is looked for"), tone="muted")
        settings.clicked.connect(self.settingsWanted)
        row.addWidget(settings)
        return row

    def _show_counts(self) -> None:
        counts = self.list.findings.counts()
        self.kinds.show_counts(counts, self.list.findings.kind_name)
        if self.list.findings.rowCount():
            self._stack.setCurrentWidget(self.list)
        elif any(counts[kind] for kind in SEVERITIES):
            self._stack.setCurrentWidget(self._filtered)
        else:
            self._stack.setCurrentWidget(self._empty)

    @Slot()
    def _on_kinds_chosen(self) -> None:
        self.list.findings.choose(self.kinds.shown)
        self._show_counts()

    @Slot()
    def _on_all_wanted(self) -> None:
        self.kinds.show_kinds(SEVERITIES)

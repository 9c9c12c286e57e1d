"""The findings as a list that a view asks row by row: two thousand cost nothing before they are seen."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from morat.catalogue import Catalogue, fields, severities
from morat.newsroom.findings import SEVERITIES, Finding
from morat.newsroom.ignoring import Ignored

ARROW = " → "
MOST_TEXT = 40
"""Characters of the text that are quoted; a whole paragraph can be a finding."""
SPACE = "␣"
_SPACES = re.compile("[ \u00a0]{2,}|^[ \u00a0]|[ \u00a0]$")
IGNORED = "ignored"
"""Beside the severities: the kind of what somebody chose to ignore."""
KINDS = (*SEVERITIES, IGNORED)
_Index = QModelIndex | QPersistentModelIndex


class Entry(NamedTuple):
    """A row: a finding, what makes it ignored, if anything does, and for how many places it stands.

    A row of several places (bác sỹ, twelve times) shows the first; what is done about it is done in all.
    """

    finding: Finding
    ignored: Ignored | None = None
    places: int = 1

    @property
    def kind(self) -> str:
        """Its severity, or :data:`IGNORED`."""
        return self.finding.severity if self.ignored is None else IGNORED


class FindingsModel(QAbstractListModel):
    """Rows by kind, gravest first, each kind in reading order; kinds can be left out."""

    def __init__(self, words: Catalogue) -> None:
        """Begin empty, with everything shown but what is ignored."""
        super().__init__()
        self._words = words
        self._all: dict[str, list[Finding]] = {kind: [] for kind in KINDS}
        self._ignored: list[tuple[Finding, Ignored]] = []
        self._shown: list[Finding] = []
        self._alike: Counter[tuple[str, ...] | None] | None = None
        self.kinds: tuple[str, ...] = SEVERITIES

    def take(self, findings: Sequence[Finding], ignored: Sequence[tuple[Finding, Ignored]]) -> None:
        """Show these instead of those before."""
        for severity in SEVERITIES:
            self._all[severity] = [one for one in findings if one.severity == severity]
        self._all[IGNORED] = [finding for finding, _ in ignored]
        self._ignored = list(ignored)
        self._alike = None
        self._show()

    def choose(self, kinds: Sequence[str]) -> None:
        """Show these kinds alone."""
        self.kinds = tuple(kind for kind in KINDS if kind in kinds)
        self._show()

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind, shown or not, each place for itself."""
        return {kind: len(some) for kind, some in self._all.items()}

    def alike(self, finding: Finding) -> int:
        """Return how many may be put right in the same go as ``finding``, shown or not."""
        if self._alike is None:
            self._alike = Counter(one.likeness for kind in SEVERITIES for one in self._all[kind])
        return self._alike[finding.likeness] if finding.suggestions else 0

    def entry(self, row: int) -> Entry:
        """Return the finding in a row."""
        below = row - len(self._shown) + len(self._ignored)
        if IGNORED in self.kinds and below >= 0:
            return Entry(*self._ignored[below])
        finding = self._shown[row]
        return Entry(finding, places=self.alike(finding) if finding.is_choice else 1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a row, and for screen readers all it says."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self.entry(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return quoted(entry.finding)
        return ", ".join(
            (self.kind_name(entry.kind), quoted(entry.finding), self.reason(entry), self.place(entry))
        )

    def kind_name(self, kind: str) -> str:
        """Return a kind in words."""
        return self._words.text("Ignored") if kind == IGNORED else self._words.text(severities.name_of(kind))

    def reason(self, entry: Entry) -> str:
        """Return why it was marked, in a sentence."""
        return self._words.say(entry.finding.reason)

    def place(self, entry: Entry) -> str:
        """Return the name of its field, of a row of several places their number."""
        if entry.places > 1:
            return self._words.plural("{n} place", "{n} places", entry.places)
        return self._words.text(fields.name_of(entry.finding.field))

    def _show(self) -> None:
        self.beginResetModel()
        waiting = (one for kind in self.kinds if kind != IGNORED for one in self._all[kind])
        self._shown = list(_one_for_each_choice(waiting))
        if IGNORED in self.kinds:
            self._shown += self._all[IGNORED]
        self.endResetModel()


def _one_for_each_choice(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, of those that wait for the same choice only the first."""
    met: set[tuple[str, ...] | None] = set()
    for finding in findings:
        if finding.is_choice:
            if finding.likeness in met:
                continue
            met.add(finding.likeness)
        yield finding


def quoted(finding: Finding) -> str:
    """Return the text of a finding and its suggestion on one line, cut to a readable length."""
    text = visible(finding.text)
    text = f"{text[: MOST_TEXT - 1]}…" if len(text) > MOST_TEXT else text
    return ARROW.join((text, visible(finding.suggestions[0]))) if finding.suggestions else text


def visible(text: str) -> str:
    """Return ``text`` on one line, spaces that are the point of it as signs, nothing as an empty set."""
    signs = _SPACES.sub(lambda spaces: SPACE * len(spaces[0]), text.replace("\n", " "))
    return signs or "∅"

"""Comments and suggestions as a list that a view asks row by row, in the order of the text."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.newsroom.blocks import texts
from morat.newsroom.inline import plain
from morat.newsroom.remarks import Remark
from morat.newsroom.review import ADD, DELETE, INSERT, JOIN, REMOVE, REPLACE, SPLIT, Comment, Suggestion
from morat.ui.kit.moments import day_and_clock

COMMENTS, SUGGESTIONS, RESOLVED = "comments", "suggestions", "resolved"
KINDS = (COMMENTS, SUGGESTIONS, RESOLVED)
SIGNS = {
    COMMENTS: ("message", "warning"),
    SUGGESTIONS: ("pencil", "accent"),
    RESOLVED: ("circle-check", "muted"),
}
NAMES = {COMMENTS: mark("Comments"), SUGGESTIONS: mark("Suggestions"), RESOLVED: mark("Resolved")}
_WHAT = {
    INSERT: mark("Insert “{new}”"),
    DELETE: mark("Delete “{old}”"),
    REPLACE: mark("“{old}” → “{new}”"),
    ADD: mark("New paragraph: “{new}”"),
    REMOVE: mark("Delete the paragraph “{old}”"),
    SPLIT: mark("New paragraph from here"),
    JOIN: mark("Join with the next paragraph"),
}
MOST = 200
"""Characters of a text that are quoted."""
_Index = QModelIndex | QPersistentModelIndex


def kind_of(remark: Remark) -> str:
    """Return one of :data:`KINDS`."""
    if isinstance(remark.said, Suggestion):
        return SUGGESTIONS
    return COMMENTS if remark.is_open else RESOLVED


class RemarksModel(QAbstractListModel):
    """Rows of the kinds that are shown."""

    def __init__(self, words: Catalogue) -> None:
        """Begin empty, with everything shown but what is resolved."""
        super().__init__()
        self._words = words
        self._all: list[Remark] = []
        self._shown: list[Remark] = []
        self.kinds: tuple[str, ...] = (COMMENTS, SUGGESTIONS)

    def take(self, remarks: Sequence[Remark]) -> None:
        """Show these instead of those before; the same ones change nothing."""
        if list(remarks) != self._all:
            self._all = list(remarks)
            self._show()

    def choose(self, kinds: Sequence[str]) -> None:
        """Show these kinds alone."""
        self.kinds = tuple(kind for kind in KINDS if kind in kinds)
        self._show()

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind, shown or not."""
        kinds = [kind_of(one) for one in self._all]
        return {kind: kinds.count(kind) for kind in KINDS}

    def authors(self) -> list[str]:
        """Return who suggests something, each once, in the order of the text."""
        return list(dict.fromkeys(one.said.author for one in self._all if kind_of(one) == SUGGESTIONS))

    def remark(self, row: int) -> Remark:
        """Return what is in a row."""
        return self._shown[row]

    def row_of(self, name: str) -> int:
        """Return the row of what has this id, -1 where it is not shown."""
        return next((row for row, one in enumerate(self._shown) if one.said.id == name), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says, and for screen readers who says it when, of which words."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        remark = self.remark(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.told(remark)
        name = self._words.text(NAMES[kind_of(remark)])
        parts = (name, self.author(remark), self.when(remark), self.quoted(remark), self.told(remark))
        return ", ".join(part for part in parts if part)

    def author(self, remark: Remark) -> str:
        """Return who says it."""
        return remark.said.author or self._words.text("Somebody")

    def when(self, remark: Remark) -> str:
        """Return when it was said, empty where nobody knows."""
        return day_and_clock(self._words, remark.said.at) if remark.said.at else ""

    def quoted(self, remark: Remark) -> str:
        """Return the words a comment is about, on one line: as they are now, as they were where they went."""
        if isinstance(remark.said, Comment):
            return _short(remark.text or remark.said.quoted)
        return "" if remark.fits else self._words.text("The text is another by now.")

    def told(self, remark: Remark) -> str:
        """Return what is said, or what a suggestion would do."""
        said = remark.said
        if isinstance(said, Comment):
            return said.text
        new = plain(said.runs) or " ".join(text for block in said.blocks for _, text in texts(block))
        sentence = _WHAT.get(said.kind, mark("Suggestion"))
        return self._words.text(sentence, old=_short(said.quoted or remark.text), new=_short(new))

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [one for one in self._all if kind_of(one) in self.kinds]
        self.endResetModel()


def _short(text: str) -> str:
    line = " ".join(text.split()) or ("␣" if text else "")
    return f"{line[: MOST - 1]}…" if len(line) > MOST else line

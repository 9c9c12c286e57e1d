"""The keys of the window, and a line in which one is looked for."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.text import fold
from morat.ui.kit import theme
from morat.ui.kit.literal import take_literally
from morat.ui.kit.scrolled import Scrolled
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, L, M, S

HEIGHT = 600
Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Rows of (what it does, keys) by the name of their group."""


class _Row(NamedTuple):
    """The labels of a row, and what is looked for in them."""

    labels: tuple[QLabel, QLabel]
    folded: str


class ShortcutsDialog(QDialog):
    """What can be done by keys, with those keys, as the actions have them."""

    def __init__(self, words: Catalogue, groups: Groups, parent: QWidget | None = None) -> None:
        """Show ``groups``; keys are as ``QKeySequence`` reads them, several parted by ``" / "``."""
        super().__init__(parent)
        self.setWindowTitle(words.text("Keyboard shortcuts"))
        self._groups: list[tuple[QLabel, list[_Row]]] = []
        self.search = QLineEdit()
        take_literally(self.search)
        self.search.setObjectName("shortcutSearch")
        self.search.setPlaceholderText(words.text("What do you want to do?"))
        self.search.setAccessibleName(words.text("Find a shortcut"))
        theme.set_kind(self.search, "field")
        self.search.textChanged.connect(self._on_sought)
        self._nothing = QLabel(words.text("Nothing by this name has keys."))
        self._nothing.hide()
        rows = Scrolled(self._table(groups))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(rows, 1)
        column.addWidget(buttons)
        begin_at(self, self.sizeHint().width(), HEIGHT)

    def _table(self, groups: Groups) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, M, 0)
        grid.setHorizontalSpacing(XL)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(0, 1)
        number = 0
        for name, rows in groups:
            title = QLabel(name)
            title.setFont(theme.face(weight=QFont.Weight.DemiBold))
            title.setContentsMargins(0, M if number else 0, 0, 0)
            grid.addWidget(title, number, 0, 1, 2)
            shown = [_row(text, keys) for text, keys in rows]
            for at, row in enumerate(shown, number + 1):
                grid.addWidget(row.labels[0], at, 0)
                grid.addWidget(row.labels[1], at, 1, Qt.AlignmentFlag.AlignRight)
            self._groups.append((title, shown))
            number += 1 + len(rows)
        grid.setRowStretch(number, 1)
        return grid

    @Slot(str)
    def _on_sought(self, text: str) -> None:
        sought = fold(text).split()
        found = False
        for title, rows in self._groups:
            in_title = fold(title.text())
            kept = [row for row in rows if all(word in f"{in_title} {row.folded}" for word in sought)]
            title.setVisible(bool(kept))
            for row in rows:
                for label in row.labels:
                    label.setVisible(row in kept)
            found = found or bool(kept)
        self._nothing.setVisible(not found)


def _row(text: str, keys: str) -> _Row:
    # The system's own names and signs of the keys.
    shown = "   ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key for key in keys.split(" / ")
    )
    held = QLabel(shown)
    held.setObjectName("keys")
    return _Row((QLabel(text), held), fold(f"{text} {shown}"))

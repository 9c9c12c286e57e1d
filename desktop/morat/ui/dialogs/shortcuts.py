"""The keys of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, L, S

SIZE = (440, 520)


class ShortcutsDialog(QDialog):
    """A table of (what it does, keys), as the actions have them."""

    def __init__(
        self, words: Catalogue, rows: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Show ``rows``; keys are as ``QKeySequence`` reads them, several parted by ``" / "``."""
        super().__init__(parent)
        self.setWindowTitle(words.text("Keyboard shortcuts"))
        begin_at(self, *SIZE)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(L)
        column.addWidget(_scrolled(_table(rows), words.text("Keyboard shortcuts")), 1)
        column.addWidget(buttons)


def _table(rows: Sequence[tuple[str, str]]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(S, 0, S, 0)
    grid.setHorizontalSpacing(XL)
    grid.setVerticalSpacing(S)
    grid.setColumnStretch(0, 1)
    for number, (text, keys) in enumerate(rows):
        # The system's own names and signs of the keys.
        shown = "   ".join(
            QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys.split(" / ")
        )
        held = QLabel(shown)
        held.setObjectName("keys")
        grid.addWidget(QLabel(text), number, 0)
        grid.addWidget(held, number, 1, Qt.AlignmentFlag.AlignRight)
    grid.setRowStretch(len(rows), 1)
    return table


def _scrolled(table: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(name)
    theme.flatten(area)
    area.setWidget(table)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area

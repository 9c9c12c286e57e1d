"""Ask for the size of a new table."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit.theme import L, M

MOST_ROWS, MOST_COLUMNS = 60, 12


class TableDialog(QDialog):
    """Rows, columns, and whether the first row is a heading.

    Signals:
        chosen(int, int, bool): rows, columns, heading.
    """

    chosen = Signal(int, int, bool)

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        """Begin with three rows of three, the first a heading."""
        super().__init__(parent)
        self.setWindowTitle(words.text("Table"))
        self._rows = self._number("rowsBox", words.text("Rows"), MOST_ROWS)
        self._columns = self._number("columnsBox", words.text("Columns"), MOST_COLUMNS)
        self._header = QCheckBox(words.text("First row is a heading"), self)
        self._header.setObjectName("headerBox")
        self._header.setChecked(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setSpacing(M)
        form.addRow(words.text("Rows"), self._rows)
        form.addRow(words.text("Columns"), self._columns)
        form.addRow(self._header)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(L)
        column.addLayout(form)
        column.addWidget(buttons)

    def _number(self, name: str, label: str, most: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setRange(1, most)
        box.setValue(3)
        return box

    @Slot()
    def _on_accepted(self) -> None:
        self.chosen.emit(self._rows.value(), self._columns.value(), self._header.isChecked())
        self.accept()

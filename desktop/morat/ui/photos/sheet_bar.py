"""The row above the contact sheet: what of it is shown, and in which order."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.newsroom import contact_sheet as sheet
from morat.ui.kit import theme
from morat.ui.kit.choices import PassingChoices
from morat.ui.kit.theme import XS

_SHOWS: Mapping[str, str] = {
    sheet.ALL: mark("All photos"),
    sheet.HERE: mark("In this piece"),
    sheet.UNUSED: mark("Unused"),
    sheet.NO_CAPTION: mark("Without caption"),
    sheet.PICKED: mark("Picked"),
    sheet.UNDECIDED: mark("Neither picked nor rejected"),
}
_ORDERS: Mapping[str, str] = {
    sheet.PIECE: mark("As in the piece, then the newest"),
    sheet.TAKEN: mark("By the camera's clock"),
    sheet.STARS: mark("Most stars first"),
    sheet.NAME: mark("By file name"),
}


class SheetBar(QWidget):
    """Two small lists to choose from.

    Signals:
        changed(): something else is to be shown.
    """

    changed = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with all photos, those of the piece first."""
        super().__init__(parent)
        self.show_box = _box("photoShow", words.text("Which photos are shown"), words, _SHOWS)
        self.order_box = _box("photoOrder", words.text("Order of the photos"), words, _ORDERS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        row.addWidget(self.show_box, 1)
        row.addWidget(self.order_box, 1)
        self.show_box.currentIndexChanged.connect(self._on_changed)
        self.order_box.currentIndexChanged.connect(self._on_changed)

    @property
    def show_what(self) -> str:
        """One of ``contact_sheet.SHOWS``."""
        return str(self.show_box.currentData())

    @property
    def order(self) -> str:
        """One of ``contact_sheet.ORDERS``."""
        return str(self.order_box.currentData())

    def show_all(self) -> None:
        """Show every photo again."""
        self.show_box.setCurrentIndex(0)

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()


def _box(name: str, label: str, words: Catalogue, entries: Mapping[str, str]) -> QComboBox:
    box = PassingChoices()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setToolTip(label)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    theme.set_kind(box, "flat")
    for value, english in entries.items():
        box.addItem(words.text(english), value)
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 24)
    return box

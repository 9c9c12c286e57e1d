"""Photos of the piece into a folder: which way they are made."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.export_presets import WEB, Preset, photo_file
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.variables import Shot
from morat.ui.kit.theme import XL, L, M

_WIDTH = 420


class PhotoExportDialog(QDialog):
    """Lists the presets, and says what each makes.

    Signals:
        chosen(str, bool): the preset, and whether pieces that are exported shall take it too.
    """

    chosen = Signal(str, bool)

    def __init__(
        self,
        words: Catalogue,
        presets: Mapping[str, Preset],
        now: str,
        of_pieces: str,
        first: tuple[str, PhotoFacts],
        parent: QWidget | None = None,
    ) -> None:
        """Begin with the preset ``now``; pieces take ``of_pieces``. ``first`` is headline and first photo."""
        super().__init__(parent)
        self._words = words
        self._presets = presets
        self._of_pieces = of_pieces
        self._first = first
        self.setWindowTitle(words.text("Photos of the piece"))
        self.setMinimumWidth(_WIDTH)
        self.list = QListWidget()
        self.list.setObjectName("presetList")
        self.list.setAccessibleName(words.text("How photos are made"))
        for stem, preset in presets.items():
            item = QListWidgetItem(preset.name)
            self.list.addItem(item)
            if stem == now:
                self.list.setCurrentItem(item)
        self.told = QLabel()
        self.told.setObjectName("presetTold")
        self.told.setWordWrap(True)
        self.told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.pieces = QCheckBox(words.text("Exported pieces have their photos so, too"))
        self.pieces.setObjectName("presetPieces")
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        box.button(QDialogButtonBox.StandardButton.Ok).setText(words.text("Choose the folder…"))
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        for widget in (self.list, self.told, self.pieces, box):
            column.addWidget(widget)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self.accept)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._on_row(self.list.currentRow())

    @Slot()
    def accept(self) -> None:
        """Take the preset that is chosen."""
        super().accept()
        self.chosen.emit(self._stem(), self.pieces.isChecked())

    def _stem(self) -> str:
        return [*self._presets, WEB][self.list.currentRow()]

    @Slot(int)
    def _on_row(self, _row: int) -> None:
        stem = self._stem()
        preset = self._presets.get(stem, Preset())
        text, number = self._words.text, self._words.number
        size = text(
            "At most {width} pixels wide, quality {quality}.", width=preset.width, quality=preset.quality
        )
        weight = text("At most {n} kB a photo.", n=number(preset.kilobytes)) if preset.kilobytes else ""
        headline, facts = self._first
        named = text("Files are named {file}.", file=photo_file(preset, Shot(facts), headline, ".jpg"))
        without = text("Caption, credit and copyright go along; place and camera stay at home.")
        self.told.setText(" ".join(filter(None, (size, weight, named, without))))
        self.pieces.setChecked(stem == self._of_pieces)

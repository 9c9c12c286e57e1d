"""The contact sheet as one thing: its pictures, the view on them, and the bar that says which are shown."""

from collections.abc import Iterable, Sequence

from msgspec import structs
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Signal, Slot

from morat.catalogue import Catalogue
from morat.newsroom.contact_sheet import ALL, Sheet, arranged
from morat.newsroom.messages import Message
from morat.newsroom.pictures import PhotoFacts
from morat.ui.photos.grid import PhotoGrid, Photos
from morat.ui.photos.sheet_bar import SheetBar


class ContactSheet(QObject):
    """Shows of a :class:`Sheet` what the bar asks for.

    Signals:
        arranged(): other pictures are shown, or none are.
        currentChanged(object): what is known of the picture that is current now (None for none).
    """

    arranged = Signal()
    currentChanged = Signal(object)

    def __init__(self, words: Catalogue, parent: QObject) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._sheet = Sheet()
        self.photos = Photos(words)
        self.grid = PhotoGrid(self.photos, words)
        self.bar = SheetBar(words)
        self.held = False
        """Whether the current picture stays although the bar would have it go: it is being typed of."""
        self.bar.changed.connect(self._on_bar_changed)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown."""
        return self.photos.rowCount() == 0

    @property
    def has_hidden(self) -> bool:
        """Whether there are pictures that the bar does not show."""
        return self.photos.rowCount() < len(self._sheet.photos)

    def show(self, sheet: Sheet) -> None:
        """Show these pictures; those that are selected stay so where they are still among them."""
        self._sheet = sheet
        self._arrange()

    def show_standing(self, sheet: Sheet) -> None:
        """Say anew where the pictures stand and what is to be seen to; they are the same."""
        self._sheet = structs.replace(sheet, photos=self._sheet.photos)
        self.photos.show_standing(self._sheet)

    def replace(self, facts: Iterable[PhotoFacts]) -> None:
        """Show what is known of pictures now; the bar is asked again at the next look."""
        known = {one.sha256: one for one in facts}
        photos = tuple(known.get(one.sha256, one) for one in self._sheet.photos)
        self._sheet = structs.replace(self._sheet, photos=photos)
        self.photos.replace(known.values())

    def look_again(self) -> None:
        """Ask the bar again, after pictures were marked."""
        if self.bar.show_what != ALL:
            self._arrange()

    def current(self) -> PhotoFacts | None:
        """Return what is known of the current picture."""
        index = self.grid.currentIndex()
        return self.photos.facts(index) if index.isValid() else None

    def selected(self) -> list[PhotoFacts]:
        """Return what is known of the selected pictures, in the order of the sheet."""
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedIndexes())
        return [self.photos.facts(self.photos.index(row)) for row in rows]

    def notes(self) -> Sequence[Message]:
        """Return what is to be seen to in the current picture."""
        current = self.current()
        return self.photos.notes(current) if current is not None else ()

    def select(self, sha: str) -> None:
        """Go to a picture; one that is not shown changes nothing."""
        index = self.photos.find(sha)
        if index.isValid():
            self._select_alone(index)

    def step(self, way: int) -> bool:
        """Go to the next picture (1) or the one before (-1); False where there is none."""
        index = self.photos.index(self.grid.currentIndex().row() + way)
        if self.grid.currentIndex().isValid() and index.isValid():
            self._select_alone(index)
            return True
        return False

    def place(self) -> tuple[int, int]:
        """Return the number of the current picture, from 1, and how many there are."""
        return self.grid.currentIndex().row() + 1, self.photos.rowCount()

    def beside(self) -> list[str]:
        """Return the pictures behind and before the current one, by their hashes."""
        row = self.grid.currentIndex().row()
        indexes = (self.photos.index(row + 1), self.photos.index(row - 1))
        return [self.photos.facts(index).sha256 for index in indexes if index.isValid()]

    def select_all_of(self, shas: Iterable[str]) -> None:
        """Select pictures, those that are shown; the first one on the sheet is the current one."""
        found = sorted(index for index in map(self.photos.find, shas) if index.isValid())
        for number, index in enumerate(found):
            if number == 0:
                self._select_alone(index)
            else:
                self.grid.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def _select_alone(self, index: QModelIndex) -> None:
        # The view itself would toggle it where somebody happens to hold Control.
        self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _arrange(self) -> None:
        current, row = self.current(), self.grid.currentIndex().row()
        sha = current.sha256 if current is not None else ""
        chosen = [sha, *(facts.sha256 for facts in self.selected() if facts.sha256 != sha)]
        kept = sha if self.held else ""
        photos = arranged(self._sheet, self.bar.show_what, self.bar.order, kept)
        self.photos.show_photos(photos, self._sheet)
        if photos and not self.grid.currentIndex().isValid():
            if not self.photos.find(sha).isValid():
                chosen = [photos[max(0, min(row, len(photos) - 1))].sha256]
            self.select_all_of(chosen)
            self._go_to(chosen[0])
        self.arranged.emit()

    def _go_to(self, sha: str) -> None:
        """Make a picture the current one, with the others selected as they are."""
        index = self.photos.find(sha)
        if index.isValid() and index != self.grid.currentIndex():
            self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)

    @Slot()
    def _on_bar_changed(self) -> None:
        self._arrange()

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        self.currentChanged.emit(self.photos.facts(index) if index.isValid() else None)

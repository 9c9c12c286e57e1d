"""The photos tab: the contact sheet above, what is known of the selected picture below."""

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui import theme
from morat.ui.drops import files_of
from morat.ui.empty import EmptyState
from morat.ui.photos.fields import PhotoFields
from morat.ui.photos.grid import CELL, THUMB, PhotoGrid, Photos
from morat.ui.theme import L, M, S

SIDE = L - (CELL.width() - THUMB.width()) // 2
"""Room beside the sheet, so that its pictures stand above the edges of the fields."""


class PhotoPanel(QWidget):
    """Pictures of the piece and of the library.

    Signals:
        thumbnailWanted(str): the picture with this hash is seen and not here yet.
        photoEdited(str, str, str): hash, field of ``PhotoFacts`` and new value; the library's own.
        insertWanted(str): the picture with this hash shall stand in the text.
        filesDropped(list[str]): paths of pictures to bring in.
        filesWanted(): the button of the empty panel was pressed.
    """

    thumbnailWanted = Signal(str)
    photoEdited = Signal(str, str, str)
    insertWanted = Signal(str)
    filesDropped = Signal(list)
    filesWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without pictures."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._photos = Photos(words, self)
        self.grid = PhotoGrid(self._photos, words)
        self.fields = PhotoFields(words)
        self.insert_button = QPushButton(words.text("Put into the text"))
        self._empty = EmptyState("photo-plus", words.text("Drop photos here"), words.text("Choose photos"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._sheet())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._empty.wanted.connect(self.filesWanted)
        self._photos.thumbnailWanted.connect(self.thumbnailWanted)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)
        self.grid.doubleClicked.connect(self._on_double_clicked)
        self.insert_button.clicked.connect(self._on_insert)
        self.fields.edited.connect(self._on_edited)

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, 0, 0, 0)
        row.addWidget(self.grid)
        below = QVBoxLayout()
        below.setContentsMargins(L, 0, L, L)
        below.setSpacing(M)
        below.addWidget(self.insert_button)
        below.addWidget(self.fields)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(S)
        column.addLayout(row)
        column.addLayout(below)
        column.addStretch(1)
        return sheet

    def show_photos(self, photos: Sequence[PhotoFacts]) -> None:
        """Show these pictures; the selected one stays so where it is still among them."""
        current = self.grid.currentIndex()
        sha = self._photos.facts(current).sha256 if current.isValid() else ""
        self.fields.settle()
        self._photos.show_photos(photos)
        self._stack.setCurrentIndex(1 if photos else 0)
        self._fit()
        if photos:
            index = self._photos.find(sha)
            self.grid.setCurrentIndex(index if index.isValid() else self._photos.index(0))
        else:
            self.fields.show_facts(None)

    def set_used(self, used: set[str]) -> None:
        """Say which pictures stand in the text."""
        self._photos.set_used(used)

    def set_thumbnail(self, sha: str, image: QImage) -> None:
        """Show a picture that was asked for."""
        self._photos.set_thumbnail(sha, image, self.devicePixelRatioF())

    def select(self, sha: str) -> None:
        """Go to a picture; one that is not shown changes nothing."""
        index = self._photos.find(sha)
        if index.isValid():
            self.grid.setCurrentIndex(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sheet the rows there is room for."""
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what fell."""
        event.acceptProposedAction()
        self.filesDropped.emit(files_of(event.mimeData()))

    def _fit(self) -> None:
        """Let the sheet be as high as its rows, at most half of the panel."""
        most = max(1, self.height() // 2 // CELL.height())
        rows = self.grid.rows_of(max(self.width(), theme.RIGHT_WIDTH - SIDE) - SIDE)
        self.grid.setFixedHeight(max(1, min(rows, most)) * CELL.height())

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        self.fields.settle()
        self.fields.show_facts(self._photos.facts(index) if index.isValid() else None)
        self.insert_button.setEnabled(index.isValid())

    @Slot(str, str, str)
    def _on_edited(self, sha: str, field: str, value: str) -> None:
        index = self._photos.find(sha)
        if index.isValid():
            self._photos.replace(structs.replace(self._photos.facts(index), **{field: value}))
        self.photoEdited.emit(sha, field, value)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.insertWanted.emit(self._photos.facts(index).sha256)

    @Slot()
    def _on_insert(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid():
            self.insertWanted.emit(self._photos.facts(index).sha256)

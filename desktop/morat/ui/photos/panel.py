"""The photos tab: the contact sheet above, what is known of the selected picture below."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.photo_edits import with_text
from morat.newsroom.pictures import PhotoFacts
from morat.ui import theme
from morat.ui.clearing import ClearAction
from morat.ui.drops import files_of
from morat.ui.empty import EmptyState
from morat.ui.icons import icon
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
        searchChanged(str): what is searched for among the photos of the library, empty for nothing.
        chosen(str): the picture with this hash is the current one.
        trashWanted(str): the picture with this hash shall go into the trash.
        takeBackWanted(str): the picture with this hash shall come out of the trash.
        trashShown(bool): the trash is to be shown instead of the library, or no longer.
    """

    thumbnailWanted = Signal(str)
    photoEdited = Signal(str, str, str)
    insertWanted = Signal(str)
    filesDropped = Signal(list)
    filesWanted = Signal()
    searchChanged = Signal(str)
    chosen = Signal(str)
    trashWanted = Signal(str)
    takeBackWanted = Signal(str)
    trashShown = Signal(bool)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without pictures."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._words = words
        self._photos = Photos(words, self)
        self.grid = PhotoGrid(self._photos, words)
        self.fields = PhotoFields(words)
        self.insert_button = QPushButton(words.text("Put into the text"))
        self.search = PhotoSearch(words)
        self.used_in = QLabel()
        self.used_in.setObjectName("usedIn")
        self.used_in.setTextFormat(Qt.TextFormat.PlainText)
        self.used_in.setWordWrap(True)
        self.used_in.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._empty = EmptyState("photo-plus", words.text("Drop photos here"), words.text("Choose photos"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._sheet())
        above = QHBoxLayout()
        above.setContentsMargins(L, S, L, 0)
        above.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._stack)
        self._empty.wanted.connect(self._on_empty_wanted)
        self.search.textChanged.connect(self.searchChanged)
        self.search.trash.toggled.connect(self._on_trash_shown)
        self.grid.trashWanted.connect(self._on_trash_wanted)
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
        below = QWidget()
        told = QVBoxLayout(below)
        told.setContentsMargins(L, 0, L, L)
        told.setSpacing(M)
        told.addWidget(self.insert_button)
        told.addWidget(self.used_in)
        told.addWidget(self.fields)
        told.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.flatten(scrolled)
        scrolled.setWidget(below)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(S)
        column.addLayout(row)
        column.addWidget(scrolled, 1)
        return sheet

    def show_photos(self, photos: Sequence[PhotoFacts]) -> None:
        """Show these pictures; the selected one stays so where it is still among them."""
        current = self.grid.currentIndex()
        sha = self._photos.facts(current).sha256 if current.isValid() else ""
        self.fields.settle()
        self._photos.show_photos(photos)
        self._stack.setCurrentIndex(1 if photos else 0)
        if not photos:
            self._say_why_empty()
        self._fit()
        if photos:
            index = self._photos.find(sha)
            self.grid.setCurrentIndex(index if index.isValid() else self._photos.index(0))
        else:
            self.fields.show_facts(None)

    def show_used_in(self, headlines: Sequence[str]) -> None:
        """Say which pieces show the current picture."""
        told = [headline or self._words.text("No headline yet") for headline in headlines]
        self.used_in.setText(self._words.text("Used in: {pieces}", pieces=" · ".join(told)) if told else "")
        self.used_in.setVisible(bool(told))

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

    def selected(self) -> list[PhotoFacts]:
        """Return what is known of the selected pictures, in the order of the sheet."""
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedIndexes())
        return [self._photos.facts(self._photos.index(row)) for row in rows]

    def show_edited(self, facts: Sequence[PhotoFacts]) -> None:
        """Show what is known of these pictures now."""
        for one in facts:
            self._photos.replace(one)
        current = self.grid.currentIndex()
        if current.isValid() and self._photos.facts(current) in facts:
            self.fields.show_facts(self._photos.facts(current))

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

    def _say_why_empty(self) -> None:
        text = self.search.text().strip()
        if text:
            told = self._words.text("Nothing was found for “{text}”.", text=text)
            self._empty.say(told, self._words.text("Clear the search"))
        elif self.search.trash.isChecked():
            self._empty.say(self._words.text("The trash is empty."), self._words.text("Show all photos"))
        else:
            self._empty.say(self._words.text("Drop photos here"), self._words.text("Choose photos"))

    def _fit(self) -> None:
        """Let the sheet be as high as its rows, at most half of the panel."""
        most = max(1, self.height() // 2 // CELL.height())
        rows = self.grid.rows_of(max(self.width(), theme.RIGHT_WIDTH - SIDE) - SIDE)
        self.grid.setFixedHeight(max(1, min(rows, most)) * CELL.height())

    @Slot()
    def _on_empty_wanted(self) -> None:
        if self.search.text().strip():
            self.search.clear()
        elif self.search.trash.isChecked():
            self.search.trash.setChecked(False)
        else:
            self.filesWanted.emit()

    @Slot(bool)
    def _on_trash_shown(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        there, here = self._words.text("Take back"), self._words.text("Put into the text")
        self.insert_button.setText(there if shown else here)
        self.trashShown.emit(shown)

    @Slot(str)
    def _on_trash_wanted(self, sha: str) -> None:
        if not self.search.trash.isChecked():
            self.trashWanted.emit(sha)

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        self.fields.settle()
        self.fields.show_facts(self._photos.facts(index) if index.isValid() else None)
        self.insert_button.setEnabled(index.isValid())
        self.show_used_in(())
        if index.isValid():
            self.chosen.emit(self._photos.facts(index).sha256)

    @Slot(str, str, str)
    def _on_edited(self, sha: str, field: str, value: str) -> None:
        index = self._photos.find(sha)
        if index.isValid():
            self._photos.replace(with_text(self._photos.facts(index), field, value))
        self.photoEdited.emit(sha, field, value)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._take(index)

    @Slot()
    def _on_insert(self) -> None:
        self._take(self.grid.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        sha = self._photos.facts(index).sha256
        if self.search.trash.isChecked():
            self.takeBackWanted.emit(sha)
        else:
            self.insertWanted.emit(sha)


class PhotoSearch(QLineEdit):
    """Where one types which photos of the library to show; its ``trash`` shows those thrown away instead."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty, with the photos of the library."""
        super().__init__(parent)
        self.setObjectName("photoSearch")
        self.setAccessibleName(words.text("Search photos"))
        self.setPlaceholderText(words.text("Search photos…"))
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.trash = self.addAction(icon("trash", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self.trash.setCheckable(True)
        self.trash.setText(words.text("Trash"))
        self.trash.setToolTip(words.text("Show the photos in the trash"))
        self.trash.toggled.connect(self._on_toggled)
        ClearAction(self, words)
        theme.set_kind(self, "field")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.trash.setIcon(icon("trash", "accent" if checked else "muted"))

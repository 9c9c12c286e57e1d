"""The left panel: find a piece and open it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.icons import icon
from morat.ui.kit.theme import M
from morat.ui.library.pieces import PieceList, Pieces
from morat.ui.library.queues import ALL, TRASH, Queues
from morat.ui.library.search_field import SearchField

if TYPE_CHECKING:
    from morat.operations.pieces import Row

LIST_HEIGHT = 152
"""Two rows stay in view when the window is low."""


class LibraryPanel(QWidget):
    """Search, queues and the list of pieces.

    Signals:
        opened(str): the piece with this id was taken.
        searchChanged(str): what is searched for now, empty for nothing; as typed, not folded.
        queueChosen(str): a status, empty for all, or the trash; the search stands beside it.
        newWanted(): the button of the empty list was pressed.
        thumbnailWanted(str, str): a row that is seen waits for the picture of this photo, with this recipe.
        moreWanted(): the end of the list is near; there may be more.
        earlierWanted(): its beginning is near; there may be rows that were let go.
        besideWanted(str): the piece with this id shall lie beside the page.
        trashWanted(str): the piece with this id shall go into the trash.
        takeBackWanted(str): the piece with this id shall come out of the trash.
    """

    opened = Signal(str)
    searchChanged = Signal(str)
    queueChosen = Signal(str)
    newWanted = Signal()
    thumbnailWanted = Signal(str, str)
    moreWanted = Signal()
    earlierWanted = Signal()
    besideWanted = Signal(str)
    trashWanted = Signal(str)
    takeBackWanted = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with no rows."""
        super().__init__(parent)
        self._words = words
        self._empty: EmptyState | None = None
        self.menu: QMenu | None = None
        self.search = SearchField(words)
        self.queues = Queues(words)
        self._pieces = Pieces(words, self)
        self.list = PieceList(self._pieces, words)
        self.list.setObjectName("articleList")
        self.list.setAccessibleName(words.text("Pieces"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.setMinimumHeight(LIST_HEIGHT)
        self._lay_out()
        self.search.textChanged.connect(self._on_search_changed)
        self.search.leftDown.connect(self._on_left_search)
        self.search.returnPressed.connect(self._on_search_taken)
        self.queues.chosen.connect(self.queueChosen)
        self.list.taken.connect(self.opened)
        self.list.trashWanted.connect(self._on_trash_wanted)
        self.list.menuWanted.connect(self._on_menu_wanted)
        self._pieces.thumbnailWanted.connect(self.thumbnailWanted)
        self._pieces.moreWanted.connect(self.moreWanted)
        self._pieces.earlierWanted.connect(self.earlierWanted)

    def _lay_out(self) -> None:
        hairline = QFrame()
        hairline.setFrameShape(QFrame.Shape.HLine)
        hairline.setFrameShadow(QFrame.Shadow.Plain)
        hairline.setForegroundRole(theme.HAIRLINE_ROLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, M, 0, 0)
        column.setSpacing(0)
        for widget in (self.search, hairline):
            row = QVBoxLayout()
            row.setContentsMargins(M, 0, M, M)
            row.addWidget(widget)
            column.addLayout(row)
            if widget is self.search:
                column.addWidget(self.queues)
                column.addSpacing(M)
        column.addWidget(self._stack, 1)

    def show_rows(self, rows: Sequence["Row"]) -> None:
        """Show these pieces; the one that was selected stays so where it is still among them."""
        selected = self.list.currentIndex()
        piece = self._pieces.row(selected).id if selected.isValid() else ""
        self._pieces.show_rows(rows, self.search.text())
        self.select(piece)
        if rows:
            self._stack.setCurrentWidget(self.list)
        else:
            self._show_empty()

    def add_rows(self, rows: Sequence["Row"], drop: int = 0) -> None:
        """Show these pieces below those that are shown, and the first ``drop`` no longer."""
        self.list.let_go(0, drop - 1)
        self._pieces.add_rows(rows, drop)
        self.list.shift(-drop)

    def add_rows_above(self, rows: Sequence["Row"], drop: int = 0) -> None:
        """Show these pieces above those that are shown, and the last ``drop`` no longer."""
        count = self._pieces.rowCount()
        self.list.let_go(count - drop, count - 1)
        self._pieces.add_rows_above(rows, drop)
        self.list.shift(len(rows))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many pieces stand in each queue and lie in the trash."""
        self.queues.show_counts(counts)

    def select(self, piece: str) -> None:
        """Mark the piece with this id as the open one; nothing is marked when it is not shown."""
        index = self._pieces.find(piece)
        self.list.setCurrentIndex(index)
        if not index.isValid():
            self.list.clearSelection()

    def set_thumbnail(self, address: str, image: QImage) -> None:
        """Show a picture that was asked for, by its address (``recipe.address``)."""
        self._pieces.set_thumbnail(address, image, self.devicePixelRatioF())

    def _show_empty(self) -> None:
        if self._empty is None:
            self._empty = EmptyState("news", "")
            self._empty.wanted.connect(self._on_empty_wanted)
            self._stack.addWidget(self._empty)
        text = self.search.text().strip()
        if text:
            told = self._words.text("Nothing was found for “{text}”.", text=text)
            self._empty.say(told, self._words.text("Clear the search"))
        elif self.queues.current == TRASH:
            self._empty.say(self._words.text("The trash is empty."), self._words.text("Show all pieces"))
        elif self.queues.current != ALL:
            self._empty.say(self._words.text("No pieces here."), self._words.text("Show all pieces"))
        else:
            self._empty.say(self._words.text("No pieces yet."), self._words.text("Write a new piece"))
        self._stack.setCurrentWidget(self._empty)

    @Slot()
    def _on_empty_wanted(self) -> None:
        if self.search.text().strip():
            self.search.clear()
            self.search.setFocus()
        elif self.queues.current != ALL:
            self.queues.setCurrentRow(0)
        else:
            self.newWanted.emit()

    @Slot(str)
    def _on_search_changed(self, text: str) -> None:
        # A space at the end says that the last word is whole.
        self.searchChanged.emit(text if text.strip() else "")

    @Slot()
    def _on_left_search(self) -> None:
        if self._pieces.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._pieces.index(0))

    @Slot()
    def _on_search_taken(self) -> None:
        if self._pieces.rowCount():
            self.opened.emit(self._pieces.row(self._pieces.index(0)).id)

    @Slot(str)
    def _on_trash_wanted(self, piece: str) -> None:
        if self.queues.current != TRASH:
            self.trashWanted.emit(piece)

    @Slot(str, QPoint)
    def _on_menu_wanted(self, piece: str, place: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu = QMenu(self)
        menu.triggered.connect(self._on_menu_chosen)
        menu.addAction(self._words.text("Open")).setObjectName("open")
        menu.addAction(icon("columns-2"), self._words.text("Read beside the page")).setObjectName("beside")
        if self.queues.current == TRASH:
            menu.addAction(icon("arrow-back-up"), self._words.text("Take back")).setObjectName("take_back")
        else:
            away = menu.addAction(icon("trash"), self._words.text("Put into the trash"))
            away.setObjectName("trash")
            away.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        for action in menu.actions():
            action.setData(piece)
        menu.popup(place)

    @Slot(QAction)
    def _on_menu_chosen(self, action: QAction) -> None:
        piece = str(action.data())
        match action.objectName():
            case "open":
                self.opened.emit(piece)
            case "beside":
                self.besideWanted.emit(piece)
            case "take_back":
                self.takeBackWanted.emit(piece)
            case _:
                self.trashWanted.emit(piece)

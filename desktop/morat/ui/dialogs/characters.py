"""Pick a special character: type what it is called, or walk the grid; Enter inserts it."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.text import fold
from morat.ui.kit import theme
from morat.ui.kit.characters import BLANK
from morat.ui.kit.literal import take_literally
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import L, M, S

CELL = 44
SIZE = (CELL * 10 + 2 * L + 12, 460)
_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CharactersDialog(QDialog):
    """A search field over a grid of characters.

    Signals:
        picked(str): this character shall be inserted.
    """

    picked = Signal(str)

    def __init__(
        self, words: Catalogue, characters: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Offer ``characters`` with their English names, in this order."""
        super().__init__(parent)
        self.setObjectName("charactersDialog")
        self.setWindowTitle(words.text("Special characters"))
        begin_at(self, *SIZE)
        self.search = QLineEdit()
        take_literally(self.search)
        self.search.setObjectName("characterSearch")
        self.search.setPlaceholderText(words.text("What it is called: dash, squared, euro"))
        self.search.setAccessibleName(words.text("Find a character"))
        self.search.setClearButtonEnabled(True)
        theme.set_kind(self.search, "field")
        self.grid = QListWidget()
        self.grid.setObjectName("characterGrid")
        self.grid.setAccessibleName(words.text("Special characters"))
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setResizeMode(QListView.ResizeMode.Adjust)
        self.grid.setGridSize(QSize(CELL, CELL))
        self.grid.setUniformItemSizes(True)
        self.grid.setFont(theme.article_face(20))
        theme.flatten(self.grid)
        self.name = QLabel()
        self.name.setObjectName("characterName")
        hint = QLabel(words.text("Enter inserts; Ctrl+Enter inserts and stays open"))
        theme.set_kind(hint, "hint")
        for character, english in characters:
            self._add(character, words.text(english), english)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, M)
        column.setSpacing(S)
        for widget in (self.search, self.grid, self.name, hint):
            column.addWidget(widget)
        self.search.textChanged.connect(self._on_search)
        self.search.installEventFilter(self)
        self.grid.installEventFilter(self)
        self.grid.currentItemChanged.connect(self._on_current)
        self.grid.itemDoubleClicked.connect(self._on_double_clicked)
        self.grid.setCurrentRow(0)
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk from the search into the grid, letters in the grid search, Enter insert."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self._pick(stay=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
            if watched is self.search and event.key() in _ARROWS:
                self.grid.setFocus()
                return event.key() == Qt.Key.Key_Up
            if watched is self.grid and event.text().isprintable() and event.text().strip():
                self.search.setFocus()
                self.search.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def _add(self, character: str, name: str, english: str) -> None:
        item = QListWidgetItem(BLANK.get(character, character))
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        item.setSizeHint(QSize(CELL, CELL))
        item.setToolTip(name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        item.setData(Qt.ItemDataRole.UserRole, character)
        item.setData(
            Qt.ItemDataRole.UserRole + 1, fold(f"{name} {english} {character} U+{ord(character):04X}")
        )
        self.grid.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.grid.item(row) for row in range(self.grid.count())]

    def _pick(self, *, stay: bool) -> None:
        # Qt's stub forgets that there may be none.
        item = cast("QListWidgetItem | None", self.grid.currentItem())
        if item is None or item.isHidden():
            return
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
        if not stay:
            self.accept()

    @Slot(str)
    def _on_search(self, text: str) -> None:
        asked = fold(text).split()
        first = None
        for item in self._items():
            found = str(item.data(Qt.ItemDataRole.UserRole + 1))
            item.setHidden(not all(word in found for word in asked))
            if first is None and not item.isHidden():
                first = item
        if first is not None:
            self.grid.setCurrentItem(first)
        self._on_current(first)

    @Slot(QListWidgetItem)
    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is None:
            self.name.setText("")
            return
        character = str(item.data(Qt.ItemDataRole.UserRole))
        self.name.setText(f"{item.toolTip()} · U+{ord(character):04X}")

    @Slot(QListWidgetItem)
    def _on_double_clicked(self, _item: QListWidgetItem) -> None:
        self._pick(stay=False)

"""Where one types what to find, with the searches that were saved."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.clearing import ClearAction
from morat.ui.kit.icons import icon
from morat.ui.kit.literal import take_literally

_LONGEST = 48
"""Letters of a search that a menu shows."""


class SearchField(QLineEdit):
    """Escape empties it, Down goes to what was found, Alt+Down shows the saved searches.

    Signals:
        leftDown(): the caret goes to the list.
        menuWanted(): the saved searches are wanted; :meth:`show_menu` shows them.
        saveWanted(str): this search shall be saved.
        removeWanted(str): this search shall no longer be saved.
    """

    leftDown = Signal()
    menuWanted = Signal()
    saveWanted = Signal(str)
    removeWanted = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty, with a magnifying glass."""
        super().__init__(parent)
        self._words = words
        self.menu: QMenu | None = None
        self.setObjectName("searchField")
        take_literally(self)
        self.setAccessibleName(words.text("Search pieces, photos, people"))
        self.setPlaceholderText(words.text("Search pieces, photos, people…"))
        self.setToolTip(
            words.text(
                "Narrow with author:Mai section:Sports tag:rain status:draft date:11/2026; “words in quotes”."
            )
        )
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        saved = self.addAction(icon("bookmark", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        saved.setText(words.text("Saved searches"))
        saved.setToolTip(words.text("Saved searches"))
        saved.triggered.connect(self.menuWanted)
        ClearAction(self, words)
        theme.set_kind(self, "field")

    def show_menu(self, searches: Sequence[str]) -> None:
        """Show ``searches`` to choose from; the one in the field can be saved, or removed."""
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu = QMenu(self)
        menu.triggered.connect(self._on_chosen)
        for search in searches:
            self._add(menu, _short(search), "choose", search)
        current = " ".join(self.text().split())
        if searches:
            menu.addSeparator()
        if current in searches:
            self._add(menu, self._words.text("Remove this search"), "remove", current)
        else:
            self._add(menu, self._words.text("Save this search"), "save", current).setEnabled(bool(current))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field, show the saved searches, or go to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.menuWanted.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.leftDown.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, menu: QMenu, label: str, what: str, search: str) -> QAction:
        action = menu.addAction(label.replace("&", "&&"))
        action.setObjectName(what)
        action.setData(search)
        return action

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        search = str(action.data())
        match action.objectName():
            case "save":
                self.saveWanted.emit(search)
            case "remove":
                self.removeWanted.emit(search)
            case _:
                self.setText(search)


def _short(search: str) -> str:
    return search if len(search) <= _LONGEST else f"{search[: _LONGEST - 1]}…"

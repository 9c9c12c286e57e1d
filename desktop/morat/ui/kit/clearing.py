"""The sign in a search field that empties it.

Qt's own would ask the desktop for its icon: on Linux that loads the whole icon theme, 40 ms before the first
paint, and looks like no other icon here.
"""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from morat.catalogue import Catalogue
from morat.ui.kit.icons import icon


class ClearAction(QAction):
    """A cross at the end of a field, there while the field has text."""

    def __init__(self, field: QLineEdit, words: Catalogue) -> None:
        """Stand in ``field``."""
        super().__init__(icon("x", "muted"), words.text("Clear the search"), field)
        self.setToolTip(self.text())
        field.addAction(self, QLineEdit.ActionPosition.TrailingPosition)
        # Only now: the field makes a button of it that can be seen.
        self.setVisible(bool(field.text()))
        self.triggered.connect(field.clear)
        field.textChanged.connect(self._on_text_changed)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.setVisible(bool(text))

"""The field that finds photos of the library, with the way into their trash."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.clearing import ClearAction
from morat.ui.kit.icons import icon
from morat.ui.kit.literal import take_literally


class PhotoSearch(QLineEdit):
    """Where one types which photos of the library to show; its ``trash`` shows those thrown away instead."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty, with the photos of the library."""
        super().__init__(parent)
        self.setObjectName("photoSearch")
        take_literally(self)
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

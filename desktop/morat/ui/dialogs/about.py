"""What this program is, whose, and which version."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.operations.versions import versions
from morat.ui.kit import theme
from morat.ui.kit.theme import XL, S


class AboutDialog(QDialog):
    """Name, promise, licence and versions; the versions can be copied into a report."""

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Fill the page in the language of ``words``."""
        super().__init__(parent)
        self.setWindowTitle(words.text("About Mo-rát"))
        self._versions = "\n".join(f"{name} {number}" for name, number in versions())
        self._words = words
        name = QLabel("Mo-rát")
        font = theme.article_face(theme.HEADLINE_PX)
        font.setWeight(QFont.Weight.Bold)
        name.setFont(font)
        promise = QLabel(
            words.text(
                "An editorial assistant for Vietnamese newsrooms, named after the last proof before print."
            )
        )
        licence = QLabel(
            words.text("Free software under the GNU General Public License, version 3 or later. No warranty.")
        )
        numbers = QLabel(self._versions)
        numbers.setObjectName("versions")
        numbers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (licence, numbers):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(S)
        for widget in (name, promise, licence, numbers):
            widget.setWordWrap(True)
            widget.setMinimumWidth(400)
            column.addWidget(widget)
        column.addSpacing(S)
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy = QPushButton(self._words.text("Copy the versions"))
        self._copy.setAutoDefault(False)
        box.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.clicked.connect(self._on_copy)
        box.rejected.connect(self.reject)
        return box

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._versions)
        self._copy.setText(self._words.text("Copied"))

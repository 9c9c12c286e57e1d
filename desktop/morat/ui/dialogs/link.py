"""Ask for the address of a link."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.ui.kit.literal import take_literally
from morat.ui.kit.theme import set_kind

_SCHEMES = ("http://", "https://", "mailto:", "tel:")


class LinkDialog(QDialog):
    """Asks for an address; an empty one takes the link away.

    Signals:
        chosen(str): the address, with a scheme.
    """

    chosen = Signal(str)

    def __init__(self, words: Catalogue, address: str, parent: QWidget) -> None:
        """Begin with the ``address`` that is there."""
        super().__init__(parent)
        self.setWindowTitle(self._title(words))
        self._line = QLineEdit(address, self)
        take_literally(self._line)
        self._line.setObjectName("linkEdit")
        self._line.setAccessibleName(words.text("Address"))
        self._line.setMinimumWidth(420)
        set_kind(self._line, "field")
        label = QLabel(self._label(words), self)
        label.setBuddy(self._line)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for widget in (label, self._line, buttons):
            column.addWidget(widget)

    def _title(self, words: Catalogue) -> str:
        return words.text("Link")

    def _label(self, words: Catalogue) -> str:
        return words.text("Address (leave empty to remove the link)")

    @Slot()
    def _on_accepted(self) -> None:
        address = self._line.text().strip()
        if address and not address.lower().startswith(_SCHEMES):
            address = f"mailto:{address}" if "@" in address and "/" not in address else f"https://{address}"
        self.chosen.emit(address)
        self.accept()


class VideoDialog(LinkDialog):
    """Asks for the address of a video or a post that the page shows as a frame."""

    def _title(self, words: Catalogue) -> str:
        return words.text("Video or post")

    def _label(self, words: Catalogue) -> str:
        return words.text("Address of the video or post (YouTube, Facebook, TikTok…)")

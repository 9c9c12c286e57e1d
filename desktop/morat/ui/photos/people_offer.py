"""A button that offers to name among the people in a photo whom its caption names."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy

from morat.catalogue import Catalogue
from morat.ui.kit import theme


class PeopleOffer(QPushButton):
    """Seen while there is somebody to name; nobody is named unasked.

    Signals:
        taken(list): these people shall be named.
    """

    taken = Signal(list)

    def __init__(self, words: Catalogue) -> None:
        """Begin out of sight."""
        super().__init__()
        self._words = words
        self._names: list[str] = []
        self.setObjectName("peopleOffer")
        theme.set_kind(self, "chip")
        # Its words never make the panel wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def offer(self, names: Sequence[str]) -> None:
        """Offer these people; none hides the button."""
        self._names = list(names)
        told = self._words.text("Add: {names}", names="; ".join(names))
        self.setText(told.replace("&", "&&"))
        self.setToolTip(self._words.text("The caption names them; put them among the people in the photo"))
        self.setAccessibleName(told)
        self.setVisible(bool(names))

    @Slot()
    def _on_clicked(self) -> None:
        self.taken.emit(self._names)

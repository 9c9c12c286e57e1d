"""Whom the selected pictures show: a child, a victim, a witness; whether they may be used all the same."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.messages import Message
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.protection import FLAGS
from morat.ui.kit.theme import XS, set_kind


class ProtectionBar(QWidget):
    """Three chips, and a box once one of them is set.

    Signals:
        protected(object): the selected pictures show these (a tuple of ``protection.FLAGS``).
        permitted(bool): somebody says that they may be used, or no longer.
    """

    protected = Signal(object)
    permitted = Signal(bool)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with no picture."""
        super().__init__(parent)
        self.setObjectName("photoProtection")
        row = QHBoxLayout()
        row.setSpacing(XS)
        self._chips: dict[str, QPushButton] = {}
        for flag in FLAGS:
            chip = self._chips[flag] = QPushButton(words.say(Message(f"protects-{flag}")))
            chip.setObjectName(f"{flag}Chip")
            chip.setCheckable(True)
            chip.setToolTip(words.text("Is in the picture: asked about before it leaves with the face seen"))
            set_kind(chip, "chip")
            chip.clicked.connect(self._on_chip)
            row.addWidget(chip)
        row.addStretch(1)
        self.allowed = QCheckBox(words.text("May be used with the face seen"))
        self.allowed.setObjectName("permittedBox")
        self.allowed.clicked.connect(self.permitted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(row)
        column.addWidget(self.allowed)
        self.show_facts(None)

    def show_facts(self, facts: PhotoFacts | None) -> None:
        """Show the marks of a picture, none and disabled for None."""
        self.setEnabled(facts is not None)
        flags = facts.protects if facts is not None else ()
        for flag, chip in self._chips.items():
            chip.setChecked(flag in flags)
        self.allowed.setVisible(bool(flags))
        self.allowed.setChecked(bool(facts is not None and facts.permitted))
        self.allowed.setToolTip(facts.permitted if facts is not None else "")

    @Slot()
    def _on_chip(self) -> None:
        self.protected.emit(tuple(flag for flag, chip in self._chips.items() if chip.isChecked()))

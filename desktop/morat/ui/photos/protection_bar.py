"""Whom the selected pictures show: a child, a victim, a witness; whether they may be used all the same."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.messages import Message
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.protection import FLAGS
from morat.ui.kit import theme
from morat.ui.kit.icons import icon
from morat.ui.kit.moments import day_and_clock
from morat.ui.kit.theme import XS, set_kind

SIGN = 12
"""Pixels of the sign on what is set: colour alone would not tell it."""


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
        self._words = words
        self._set = icon("check", "accent")
        self.setObjectName("photoProtection")
        row = QHBoxLayout()
        row.setSpacing(XS)
        self._chips: dict[str, QPushButton] = {}
        for flag in FLAGS:
            chip = self._chips[flag] = QPushButton(words.say(Message(f"protects-{flag}")))
            chip.setObjectName(f"{flag}Chip")
            chip.setCheckable(True)
            chip.setIconSize(QSize(SIGN, SIGN))
            chip.setToolTip(words.text("Is in the picture: asked about before it leaves with the face seen"))
            set_kind(chip, "chip")
            chip.clicked.connect(self._on_chip)
            row.addWidget(chip)
        row.addStretch(1)
        self.allowed = QCheckBox(words.text("May be used with the face seen"))
        self.allowed.setObjectName("permittedBox")
        self.allowed.clicked.connect(self.permitted)
        self.permission = QLabel()
        self.permission.setObjectName("permittedBy")
        self.permission.setWordWrap(True)
        self.permission.setFont(theme.face(theme.SMALL_PX))
        self.permission.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(row)
        column.addWidget(self.allowed)
        column.addWidget(self.permission)
        self.show_facts(None)

    def show_facts(self, facts: PhotoFacts | None) -> None:
        """Show the marks of a picture, none and disabled for None."""
        self.setEnabled(facts is not None)
        flags = facts.protects if facts is not None else ()
        for flag, chip in self._chips.items():
            chip.setChecked(flag in flags)
            chip.setIcon(self._set if flag in flags else QIcon())
        permitted = facts.permitted if facts is not None else ""
        self.allowed.setVisible(bool(flags))
        self.allowed.setChecked(bool(permitted))
        self.permission.setText(self._told(permitted))
        self.permission.setVisible(bool(flags and permitted))

    def _told(self, permitted: str) -> str:
        """Return in words who has said when that a picture may be used."""
        moment, _, who = permitted.partition(" ")
        if not permitted:
            return ""
        day = day_and_clock(self._words, moment)
        if not who:
            return self._words.text("Permitted {day}", day=day)
        return self._words.text("Permitted by {who}, {day}", day=day, who=who)

    @Slot()
    def _on_chip(self) -> None:
        self.protected.emit(tuple(flag for flag, chip in self._chips.items() if chip.isChecked()))

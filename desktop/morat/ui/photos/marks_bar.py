"""Stars, picked, rejected: what the keys of the contact sheet do, for the mouse."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QToolButton, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.contact_sheet import MOST_STARS, PICK, REJECT
from morat.newsroom.pictures import PhotoFacts
from morat.ui.kit.icons import icon

SIGN = 16
_PICKS = (PICK, REJECT)
"""By their ids in the group: to Qt an id of -1 means none."""


class MarksBar(QWidget):
    """Five stars and two choices; pressed again, one is taken back.

    Signals:
        marked(str, int): ``rating`` or ``pick`` of the selected pictures shall be this.
    """

    marked = Signal(str, int)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with no picture."""
        super().__init__(parent)
        self.setObjectName("photoMarks")
        self._facts: PhotoFacts | None = None
        self._stars = QButtonGroup(self)
        self._picks = QButtonGroup(self)
        for group in (self._stars, self._picks):
            group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for stars in range(1, MOST_STARS + 1):
            told = words.plural("{n} star", "{n} stars", stars)
            row.addWidget(self._button(self._stars, stars, f"{told} ({stars})"))
        row.addStretch(1)
        row.addWidget(self._button(self._picks, 0, words.text("Pick ({key})", key="P")))
        row.addWidget(self._button(self._picks, 1, words.text("Reject ({key})", key="X")))
        self._stars.idClicked.connect(self._on_star)
        self._picks.idClicked.connect(self._on_pick)
        self.show_facts(None)

    def show_facts(self, facts: PhotoFacts | None) -> None:
        """Show the marks of a picture, none and disabled for None."""
        self._facts = facts
        self.setEnabled(facts is not None)
        rating, pick = (facts.rating, facts.pick) if facts is not None else (0, 0)
        for stars in range(1, MOST_STARS + 1):
            self._show(self._stars.button(stars), ("star", "star"), "accent", on=stars <= rating)
        self._show(self._picks.button(0), ("check", "circle-check"), "success", on=pick == PICK)
        self._show(self._picks.button(1), ("x", "circle-x"), "error", on=pick == REJECT)

    def _button(self, group: QButtonGroup, number: int, told: str) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(SIGN, SIGN))
        button.setAutoRaise(True)
        button.setToolTip(told)
        button.setAccessibleName(told)
        # The keyboard has the same on the sheet itself.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        group.addButton(button, number)
        return button

    @staticmethod
    def _show(button: QAbstractButton, signs: tuple[str, str], tone: str, *, on: bool) -> None:
        """Show that a button is ``on`` by the second of two signs, filled where both are one."""
        if button.icon().isNull() or button.property("on") != on:
            button.setProperty("on", on)
            solid = on and signs[0] == signs[1]
            button.setIcon(icon(signs[on], tone if on else "muted", solid=solid))

    @Slot(int)
    def _on_star(self, stars: int) -> None:
        if self._facts is not None:
            self.marked.emit("rating", 0 if self._facts.rating == stars else stars)

    @Slot(int)
    def _on_pick(self, number: int) -> None:
        pick = _PICKS[number]
        if self._facts is not None:
            self.marked.emit("pick", 0 if self._facts.pick == pick else pick)

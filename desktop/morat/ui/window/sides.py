"""The two sides of the window: which of them are wanted, and which give way where there is no room."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSplitter, QWidget

from morat.ui.window.actions import Actions

LEFT, RIGHT = "left_side", "right_side"
"""The sides, by the names of the actions that fold them."""
COMFORT = 100
"""Pixels above its least width that the page keeps, unless somebody asked for a side."""


class Sides(QObject):
    """Shows the sides that are wanted as far as the page keeps its room.

    Where there is room for one alone it is the one that was asked for last, even if the page becomes tight,
    else the right one: what is said of the piece is nearer to it than the list of the others. A side that
    gave way comes back with the room.
    """

    def __init__(self, splitter: QSplitter, actions: Actions) -> None:
        """Look after the sides in ``splitter``; ``actions`` show which are seen."""
        super().__init__(splitter)
        self._splitter = splitter
        self._actions = actions
        self._sides: dict[str, QWidget] = {}
        self._wanted: set[str] = set()
        self._asked = ""
        self._is_alone = False
        splitter.installEventFilter(self)

    def put(self, name: str, side: QWidget) -> None:
        """Look after ``side``, which is in the splitter already."""
        self._sides[name] = side
        self.settle()

    def want(self, *names: str, asked: str = "") -> None:
        """Show these sides from now on; one of them because somebody ``asked`` for it."""
        self._wanted = set(names)
        self._asked = asked
        self.settle()

    def show(self, name: str) -> None:
        """Show a side that somebody asked for."""
        self.want(*self._wanted, name, asked=name)

    def fold(self, name: str) -> None:
        """Show or fold a side as its action says."""
        if self._actions[name].isChecked():
            self.show(name)
        else:
            self.want(*self._wanted - {name})

    def is_wanted(self, name: str) -> bool:
        """Say whether a side is shown where there is room for it."""
        return name in self._wanted

    def leave_alone(self, *, alone: bool) -> None:
        """Show no side while the page stands alone on the screen; afterwards those that are wanted again."""
        self._is_alone = alone
        if alone:
            self._show(frozenset())
        else:
            self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Settle when the room is another."""
        if event.type() == QEvent.Type.Resize and not self._is_alone:
            self.settle()
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Show what is wanted and has room beside all that is no side."""
        room = self._splitter.width() - sum(_least(one) for one in self._others())
        shown = set[str]()
        # Before the window is seen nobody knows how much room there will be.
        is_seen = self._splitter.isVisible()
        for name in sorted(self._wanted & self._sides.keys(), key=self._rank):
            left = room - _least(self._sides[name])
            if left >= (0 if name == self._asked else COMFORT) or not is_seen:
                shown.add(name)
                room = left
        self._show(shown)

    def _rank(self, name: str) -> tuple[bool, bool]:
        return name != self._asked, name != RIGHT

    def _show(self, names: set[str] | frozenset[str]) -> None:
        for name, side in self._sides.items():
            side.setVisible(name in names)
            self._actions[name].setChecked(name in names)

    def _others(self) -> list[QWidget]:
        widgets = (self._splitter.widget(place) for place in range(self._splitter.count()))
        sides = self._sides.values()
        return [one for one in widgets if one is not None and one not in sides and not one.isHidden()]


def _least(widget: QWidget) -> int:
    return max(widget.minimumWidth(), widget.minimumSizeHint().width()) + 1

"""Help while typing, joined to the settings and to the newsroom's codes."""

from PySide6.QtCore import QObject, Slot

from morat.newsroom.codes import Codes
from morat.newsroom.typography import KINDS
from morat.operations.preferences import OFF, ON, Preferences
from morat.ui.commands.people_desk import PeopleDesk
from morat.ui.desks.workbench import Workbench
from morat.ui.typing.keys import TypingKeys

METHODS = {"telex": "Telex", "vni": "VNI"}
"""The built-in input methods, by their setting, with their names."""


class TypingDesk(QObject):
    """What helps in the text fields, as it is set."""

    def __init__(self, bench: Workbench, preferences: Preferences, people: PeopleDesk) -> None:
        """Help in the window of ``bench`` as ``preferences`` say, with the codes that ``people`` knows."""
        super().__init__(bench)
        self._window = bench.window
        self._preferences = preferences
        self._method = "telex"
        self.keys = TypingKeys(bench.window.words, self._kinds, self)
        people.codesChanged.connect(self._on_codes)
        self.show_aid()

    def typing_aid(self) -> None:
        """Switch the built-in input method off, or the one on that was used last."""
        now = self._preferences.get("typing_aid")
        self._preferences.set("typing_aid", self._method if now == OFF else OFF)
        self.show_aid()

    def show_aid(self) -> None:
        """Do as the setting says, and say so below the page and in the menu."""
        method = self._preferences.get("typing_aid")
        if method in METHODS:
            self._method = method
        self.keys.aid.method = method if method in METHODS else ""
        self._window.status.show_typing(METHODS.get(method, ""))
        self._window.actions_by_name["typing_aid"].setChecked(method in METHODS)

    @Slot(object)
    def _on_codes(self, codes: Codes) -> None:
        self.keys.codes = codes

    def _kinds(self) -> list[str]:
        return [kind for kind in KINDS if self._preferences.get(f"type_{kind}") == ON]

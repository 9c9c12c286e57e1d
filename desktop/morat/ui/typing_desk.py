"""Help while typing, joined to the settings and to the newsroom's codes."""

from PySide6.QtCore import QObject

from morat.newsroom.typography import KINDS
from morat.operations.preferences import ON, Preferences
from morat.ui.typing.keys import TypingKeys
from morat.ui.workbench import Workbench


class TypingDesk(QObject):
    """What helps in the text fields, as it is set."""

    def __init__(self, bench: Workbench, preferences: Preferences) -> None:
        """Help in the window of ``bench`` as ``preferences`` say."""
        super().__init__(bench)
        self._preferences = preferences
        self.keys = TypingKeys(bench.window.words, self._kinds, self)

    def _kinds(self) -> list[str]:
        return [kind for kind in KINDS if self._preferences.get(f"type_{kind}") == ON]

"""What the proofreader looks for, chosen in a dialog and written into the newsroom's house style."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from morat.operations.preferences import Preferences
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.operations.house import House
    from morat.ui.dialogs.proofing import ProofingDialog


class ProofCommands(QObject):
    """Opens the dialog and does what is chosen there."""

    def __init__(self, bench: Workbench, preferences: Preferences) -> None:
        """Change the house style that ``bench`` reads in; keep its name in ``preferences``."""
        super().__init__(bench)
        self._bench = bench
        self._house = bench.proof.house
        self._preferences = preferences
        self._dialog: ProofingDialog | None = None
        bench.proof.panel.settingsWanted.connect(self.choose)

    @Slot()
    def choose(self) -> None:
        """Show what is looked for."""
        self._house.ask(_titles, self._on_titles)

    def _on_titles(self, titles: dict[str, str]) -> None:
        from morat.ui.dialogs.proofing import ProofingDialog

        dialog = ProofingDialog(self._bench.window.words, titles, self._house.name, self._bench.window)
        dialog.styleChosen.connect(self._on_style)
        dialog.levelChosen.connect(self._on_level)
        dialog.folderWanted.connect(self._on_folder_wanted)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        self._ask_levels()
        dialog.open()

    def _ask_levels(self) -> None:
        self._house.ask(partial(_levels, self._house.name), self._on_levels)

    def _on_levels(self, levels: Mapping[str, str]) -> None:
        if self._dialog is not None:
            self._dialog.show_levels(levels)

    @Slot(str)
    def _on_style(self, name: str) -> None:
        self._preferences.set("style", name)
        self._house.choose(name)
        self._ask_levels()

    @Slot(str, str)
    def _on_level(self, family: str, level: str) -> None:
        self._house.do(partial(_set_level, self._house.name, family, level))

    @Slot()
    def _on_folder_wanted(self) -> None:
        self._house.ask(_folder, _show)

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _titles(house: "House") -> dict[str, str]:
    return house.titles()


def _levels(name: str, house: "House") -> Mapping[str, str]:
    return house.style(name).style.levels


def _set_level(name: str, family: str, level: str, house: "House") -> None:
    house.set_level(name, family, level or None)


def _folder(house: "House") -> str:
    house.newsroom.mkdir(parents=True, exist_ok=True)
    return str(house.newsroom)


def _show(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

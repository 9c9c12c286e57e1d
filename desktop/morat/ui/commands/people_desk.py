"""The register of people and the codes: their dialogs, and what the library does for them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.codes import Codes
from morat.newsroom.people import Person
from morat.services.library_desk import message_of
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.files import FileChooser

if TYPE_CHECKING:
    from morat.operations.people import ImportedPeople
    from morat.services.library_desk import Library
    from morat.ui.dialogs.codes import CodesDialog
    from morat.ui.dialogs.people import PeopleDialog


class PeopleDesk(QObject):
    """Opens the register and the list of codes, and knows all codes there are.

    Signals:
        codesChanged(object): the Codes that can be typed now.
    """

    codesChanged = Signal(object)

    def __init__(self, bench: Workbench, chooser: Callable[[], FileChooser]) -> None:
        """Work on the library of ``bench``; ask for files through what ``chooser`` gives."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._chooser = chooser
        self._dialog: PeopleDialog | None = None
        self._codes: CodesDialog | None = None
        bench.opened.connect(self._on_opened)

    def people(self) -> None:
        """Open the register."""
        from morat.ui.dialogs.people import PeopleDialog

        dialog = PeopleDialog(self._words, self._bench.window)
        dialog.saved.connect(self._on_saved)
        dialog.removed.connect(self._on_removed)
        dialog.importWanted.connect(self._on_import)
        dialog.exportWanted.connect(self._on_export)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        self._list("")
        dialog.open()

    def codes(self) -> None:
        """Open the newsroom's list of codes."""
        self._ask(_own_codes, self._on_own_codes)

    def refresh(self) -> None:
        """Ask for all codes anew."""
        self._ask(_all_codes, self._on_codes)

    def _ask(self, work: Callable[["Library"], object], done: Callable[..., object]) -> None:
        self._bench.desk.ask(work, done, failed=self._on_failed)

    def _list(self, chosen: str) -> None:
        self._ask(_list, partial(self._on_listed, chosen))

    def _on_failed(self, error: Exception) -> None:
        message = message_of(error)
        if self._dialog is not None:
            self._dialog.say(self._words.say(message))
        elif self._codes is not None:
            self._codes.show_failed(self._words.say(message))
        else:
            self._bench.failed.emit(message)

    def _on_codes(self, codes: Codes) -> None:
        self.codesChanged.emit(codes)

    def _on_listed(self, chosen: str, people: list[Person]) -> None:
        if self._dialog is not None:
            self._dialog.show_people(people, chosen)

    @Slot(str)
    def _on_opened(self, piece: str) -> None:
        if piece:
            self.refresh()

    @Slot(object)
    def _on_saved(self, person: Person) -> None:
        self._ask(partial(_put, person), self._on_kept)

    @Slot(str)
    def _on_removed(self, person: str) -> None:
        self._ask(partial(_remove, person), self._on_kept)

    def _on_kept(self, people: list[Person]) -> None:
        self._on_listed("", people)
        self.refresh()

    @Slot()
    def _on_import(self) -> None:
        paths = self._chooser().open_people()
        if paths:
            self._ask(partial(_import, Path(paths[0])), self._on_imported)

    def _on_imported(self, imported: "ImportedPeople") -> None:
        added = self._words.plural("{n} person was added.", "{n} people were added.", len(imported.added))
        said = " ".join((added, *map(self._words.say, imported.warnings)))
        if self._dialog is not None:
            self._dialog.say(said)
        self._list(imported.added[0].id if imported.added else "")
        self.refresh()

    @Slot()
    def _on_export(self) -> None:
        path = self._chooser().save_people(self._words.text("Register of people") + ".csv")
        if path is not None:
            self._ask(partial(_export, path), partial(self._on_exported, path))

    def _on_exported(self, path: Path, count: int) -> None:
        said = self._words.plural(
            "{n} person was written to {file}.", "{n} people were written to {file}.", count, file=path.name
        )
        if self._dialog is not None:
            self._dialog.say(said)

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _on_own_codes(self, text: str) -> None:
        from morat.ui.dialogs.codes import CodesDialog

        dialog = CodesDialog(self._words, text, self._bench.window)
        dialog.chosen.connect(self._on_codes_chosen)
        dialog.finished.connect(self._on_codes_closed)
        self._codes = dialog
        dialog.open()

    @Slot(str)
    def _on_codes_chosen(self, text: str) -> None:
        self._ask(partial(_write_codes, text), self._on_codes_written)

    def _on_codes_written(self, _entries: object) -> None:
        if self._codes is not None:
            self._codes.accept()
        self.refresh()

    @Slot()
    def _on_codes_closed(self) -> None:
        if self._codes is not None:
            self._codes.deleteLater()
            self._codes = None


def _list(library: "Library") -> list[Person]:
    from morat.operations.people import list_people

    return list_people(library)


def _put(person: Person, library: "Library") -> list[Person]:
    library.people.put([person])
    return _list(library)


def _remove(person: str, library: "Library") -> list[Person]:
    library.people.remove([person])
    return _list(library)


def _import(path: Path, library: "Library") -> "ImportedPeople":
    from morat.operations.people import import_people

    return import_people(library, path)


def _export(path: Path, library: "Library") -> int:
    from morat.operations.people import export_people

    return export_people(library, path)


def _all_codes(library: "Library") -> Codes:
    from morat.operations import places
    from morat.operations.people import all_codes

    return all_codes(library, places.home())


def _own_codes(library: "Library") -> str:
    from morat.operations.people import own_codes

    return own_codes(library.folder)


def _write_codes(text: str, library: "Library") -> object:
    from morat.operations.people import write_own_codes

    return write_own_codes(library.folder, text)

"""Libraries from the window's side: another one, this one elsewhere, a copy of it, a place in danger."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFile, QObject, Signal, Slot

from morat.newsroom.messages import Message
from morat.operations import library_places
from morat.operations.preferences import Preferences
from morat.operations.watching import Watch
from morat.services.jobs import Jobs
from morat.services.library_desk import message_of
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.files import FileChooser

if TYPE_CHECKING:
    from morat.services.library_desk import Library
    from morat.ui.dialogs.library_places import MoveLibraryDialog, OtherLibraryDialog

Ask = Callable[[str, str, Mapping[str, Callable[[], None]]], None]
"""Says something of a kind, with buttons and what each does."""


class LibraryCommands(QObject):
    """Moves the library, opens others, and says when it lies where it is in danger.

    Signals:
        switchWanted(object, object): the window shall show the library of this folder (a Path); it was
            moved there from the second one (a Path, else None).
        lookWanted(object): the window shall show the copy in this folder, as a copy.
    """

    switchWanted = Signal(object, object)
    lookWanted = Signal(object)
    _progressed = Signal(object, object)

    def __init__(
        self, bench: Workbench, ask: Ask, chooser: Callable[[], FileChooser], preferences: Preferences
    ) -> None:
        """Act on the library of ``bench``; ``ask`` says things with buttons, ``chooser`` asks for folders."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._ask = ask
        self._chooser = chooser
        self._preferences = preferences
        self._jobs = Jobs(self)
        self._watch = Watch()
        self._target: Path | None = None
        self.move_dialog: MoveLibraryDialog | None = None
        self.other_dialog: OtherLibraryDialog | None = None
        self._progressed.connect(self._on_progressed)

    @property
    def folder(self) -> Path:
        """The folder of the library that is open."""
        return self._bench.desk.folder

    def begin(self) -> None:
        """Say what is to be said of the place of the library that was just opened."""
        origin = library_places.origin_of(self.folder)
        if origin is not None:
            self._say_copy(origin)
            return
        library_places.remember(self._preferences, self.folder, as_own=False)
        self._jobs.run(partial(library_places.risk_of, self.folder), self._on_risk, failed=_nothing)

    def stop(self) -> None:
        """Take no more work."""
        self._watch.cancel()
        self._jobs.stop()

    # Another library

    def other_library(self) -> None:
        """Ask for another library and open it."""
        from morat.ui.dialogs.library_places import OtherLibraryDialog

        recent = library_places.recent(self._preferences)
        dialog = OtherLibraryDialog(self._words, self.folder, recent, self._bench.window)
        dialog.chosen.connect(self._on_other)
        dialog.folderWanted.connect(self._on_other_folder)
        self.other_dialog = dialog
        dialog.open()

    @Slot()
    def _on_other_folder(self) -> None:
        folder = self._chooser().library_folder(self._words.text("Folder of a library"))
        if folder is not None:
            self._on_other(folder)

    @Slot(object)
    def _on_other(self, folder: Path) -> None:
        if self.other_dialog is not None:
            self.other_dialog.accept()
        if folder != self.folder:
            self.switchWanted.emit(folder, None)

    # Moving

    def move_library(self) -> None:
        """Ask where the library shall be and move or copy it."""
        from morat.ui.dialogs.library_places import MoveLibraryDialog

        dialog = MoveLibraryDialog(self._words, self.folder, self._bench.window)
        dialog.folderWanted.connect(self._on_move_folder)
        dialog.moveWanted.connect(self._on_move)
        dialog.cancelled.connect(self._on_cancelled)
        self.move_dialog = dialog
        self._target = None
        dialog.open()

    @Slot()
    def _on_move_folder(self) -> None:
        folder = self._chooser().library_folder(self._words.text("Where the library shall be"))
        if folder is not None and self.move_dialog is not None:
            self._target = library_places.target_in(folder)
            self.move_dialog.show_target(self._target)

    @Slot(bool)
    def _on_move(self, moves: bool) -> None:  # noqa: FBT001 - a slot's signature is its signal's
        if self._target is None:
            return
        # Nothing is typed behind the dialog: once this is saved, the copy is the whole of it.
        self._bench.settle()
        self._watch = Watch(self._progressed.emit)
        self._bench.desk.ask(
            partial(_move, self._target, self._watch),
            partial(self._on_moved, moves),
            failed=self._on_move_failed,
        )

    @Slot(object, object)
    def _on_progressed(self, done: int, total: int) -> None:
        if self.move_dialog is not None:
            self.move_dialog.show_progress(done, total)

    def _on_moved(self, moves: bool, made: library_places.Copied) -> None:  # noqa: FBT001 - bound by partial
        self._close_move_dialog()
        if moves:
            self.switchWanted.emit(made.folder, self.folder)
        else:
            path = QDir.toNativeSeparators(str(made.folder))
            told = self._words.text(
                "The library was copied to {path} ({size}). On the new computer choose “Another library…”.",
                path=path,
                size=self._words.size(made.bytes),
            )
            self._ask("success", told, {})

    def _on_move_failed(self, error: Exception) -> None:
        message = message_of(error)
        if self.move_dialog is None:
            return
        if message.code == "cancelled":
            self._close_move_dialog()
        else:
            self.move_dialog.show_failed(self._words.say(message))

    @Slot()
    def _on_cancelled(self) -> None:
        dialog = self.move_dialog
        if dialog is not None and dialog.bar.isVisible():
            self._watch.cancel()
        else:
            self._close_move_dialog()

    def _close_move_dialog(self) -> None:
        if self.move_dialog is not None:
            self.move_dialog.done(0)
            self.move_dialog = None

    def say_moved(self, old: Path) -> None:
        """Say that the library was moved here from ``old``, once it could be opened."""
        self._bench.desk.ask(_nothing, partial(self._on_opened_here, old), failed=self._bench.failed_with)

    def _on_opened_here(self, old: Path, _: None) -> None:
        told = self._words.text(
            "The library is in {new} now. The old one is still in {old}.",
            new=QDir.toNativeSeparators(str(self.folder)),
            old=QDir.toNativeSeparators(str(old)),
        )
        self._ask("success", told, {self._words.text("Old one to the recycle bin"): partial(self._bin, old)})

    def _bin(self, old: Path) -> None:
        self._jobs.run(partial(_to_trash, old), partial(self._on_binned, old))

    def _on_binned(self, old: Path, done: bool) -> None:  # noqa: FBT001 - bound by partial
        path = QDir.toNativeSeparators(str(old))
        if done:
            self._ask("info", self._words.text("{path} is in the recycle bin.", path=path), {})
        else:
            self._ask(
                "warning", self._words.text("{path} cannot be put into the recycle bin.", path=path), {}
            )

    # Copies to look into, places in danger

    @Slot()
    def open_copy(self) -> None:
        """Copy the library, which cannot be written or is another window's, and show the copy."""
        self._jobs.run(
            partial(library_places.copy_to_look, self.folder),
            self.lookWanted.emit,
            failed=self._bench.failed_with,
        )

    def offer_copy(self, message: Message) -> None:
        """Say why the library cannot be used here, and offer a copy of it."""
        self._ask("warning", self._words.say(message), {self._words.text("Open a copy"): self.open_copy})

    def _say_copy(self, origin: Path) -> None:
        self._bench.window.show_as_copy()
        told = self._words.text(
            "This is a copy of the library in {path}. What you change here does not go back there.",
            path=QDir.toNativeSeparators(str(origin)),
        )
        self._ask("warning", told, {})

    def _on_risk(self, risk: Message | None) -> None:
        if risk is None or self._preferences.get("warned_of") == str(self.folder):
            return
        self._preferences.set("warned_of", str(self.folder))
        self._ask(
            "warning", self._words.say(risk), {self._words.text("Move the library…"): self.move_library}
        )


def _move(target: Path, watch: Watch, library: "Library") -> library_places.Copied:
    return library_places.move(library, target, watch)


def _to_trash(folder: Path) -> bool:
    return bool(QFile(str(folder)).moveToTrash())


def _nothing(_: object) -> None:
    """Nothing is done and nothing said: the library could be opened, or a place could not be looked at."""

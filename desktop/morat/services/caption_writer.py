"""Captions on their way into the files that photos came from, on a thread of its own."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from morat.newsroom.messages import Message, UserError
from morat.services.rounds import Round, Rounds

if TYPE_CHECKING:
    from morat.library.store import Library
    from morat.newsroom.pictures import PhotoFile
    from morat.operations.photo_files import Written
    from morat.operations.watching import Watch

T = TypeVar("T")


class Outcome(Struct, frozen=True):
    """What became of files; ``stopped`` says why not all were gone through."""

    done: tuple["Written", ...] = ()
    stopped: Message | None = None


class CaptionWriter(Rounds):
    """Finds the files of photos, writes into them and puts back what they said. One thing at a time.

    Signals:
        found(object): the Originals.
        progressed(int, int, object): so many of so many, and the seconds that are left (None: unknown).
        written(object): the Outcome of writing, whatever stopped it.
        putBack(object): the Outcome of putting back.
    """

    found = Signal(object)
    progressed = Signal(int, int, object)
    written = Signal(object)
    putBack = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Write what the library of ``folder`` says."""
        super().__init__(parent)
        self._folder = folder

    def find(self, shas: Sequence[str]) -> None:
        """Look where the files of photos are."""
        self.begin(partial(_find, self._folder, tuple(shas)))

    def search(self, shas: Sequence[str], folders: Iterable[str]) -> None:
        """Look for the files of photos in these folders."""
        self.begin(partial(_search, self._folder, tuple(shas), tuple(map(Path, folders))))

    def write(self, files: "Sequence[PhotoFile]") -> None:
        """Write into files what the library says of their photos."""
        self.begin(partial(_write, self._folder, tuple(files)))

    def put_back(self, written: "Sequence[Written]") -> None:
        """Give files what they said before."""
        self.begin(partial(_put_back, self._folder, tuple(written)))


def _find(folder: Path, shas: tuple[str, ...], one: Round) -> None:
    from morat.library.store import Library
    from morat.operations import photo_files

    with Library.open(folder) as library:
        one.tell("found", photo_files.known(library, shas))


def _search(folder: Path, shas: tuple[str, ...], folders: tuple[Path, ...], one: Round) -> None:
    from morat.library.store import Library
    from morat.operations import photo_files

    with Library.open(folder) as library:
        try:
            found = photo_files.search(library, shas, folders, one.watch)
        except UserError as error:
            if error.message.code != "cancelled":
                raise
            found = photo_files.known(library, shas)
        one.tell("found", found)


def _write(folder: Path, files: "tuple[PhotoFile, ...]", one: Round) -> None:
    from morat.operations import photo_files

    _go_through(folder, photo_files.write, files, "written", one)


def _put_back(folder: Path, written: "tuple[Written, ...]", one: Round) -> None:
    from morat.operations import photo_files

    _go_through(folder, photo_files.put_back, written, "putBack", one)


def _go_through(
    folder: Path,
    work: "Callable[[Library, Sequence[T], Watch], Iterable[Written]]",
    items: "Sequence[T]",
    told: str,
    one: Round,
) -> None:
    """Do ``work`` with ``items`` and tell of what was done, also where something stopped it."""
    from morat.library.store import Library

    done: list[Written] = []
    stopped: Message | None = None
    try:
        with Library.open(folder) as library:
            # What was done before it was stopped stays in the list.
            done.extend(work(library, items, one.watch))
    except UserError as error:
        stopped = error.message
    one.tell(told, Outcome(tuple(done), stopped))

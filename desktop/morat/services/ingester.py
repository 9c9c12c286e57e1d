"""Pictures on their way in: found, looked at and taken on threads of their own, told in small batches."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QSize, QStorageInfo, Signal
from PySide6.QtGui import QImage

from morat.newsroom.messages import Message, UserError
from morat.services.heap import give_back_large_blocks
from morat.services.jobs import Jobs
from morat.services.rounds import Round, Rounds

if TYPE_CHECKING:
    from morat.operations.ingest import Looked
    from morat.operations.ingest_plan import Wishes

CAMERA = "DCIM"
"""The folder in which every camera keeps its pictures (DCF)."""


class Card(Struct, frozen=True):
    """A memory card or a phone: what it is called, and the folder of its pictures."""

    name: str
    folder: Path


class Intake(Struct, frozen=True):
    """What became of pictures that were to be taken; ``stopped`` says why not all were gone through."""

    done: tuple["Looked", ...] = ()
    stopped: Message | None = None


class Ingester(Rounds):
    """Looks at pictures, takes them in, and decodes the small ones that are seen. One thing at a time.

    Signals:
        cardsFound(list): the Cards that are there.
        scanned(object): the Scan; its files are in the order in which all others tell of them.
        glimpsed(list): pairs of a path and the small JPEG in it.
        looked(list): Looked, one a picture.
        lookingEnded(): every picture was looked at, or it was stopped.
        progressed(int, int, object): so many of so many, and the seconds that are left (None: unknown).
        taken(object): the Intake, whatever stopped it.
        pictured(str, QImage): the picture of this path at the size asked for; an empty one is damaged.
    """

    cardsFound = Signal(list)
    scanned = Signal(object)
    glimpsed = Signal(list)
    looked = Signal(list)
    lookingEnded = Signal()
    progressed = Signal(int, int, object)
    taken = Signal(object)
    pictured = Signal(str, QImage)

    def __init__(self, folder: Path, home: Path, parent: QObject | None = None) -> None:
        """Take into the library of ``folder``; templates of the person are those in ``home``."""
        super().__init__(parent)
        self._folder = folder
        self._home = home
        self._pictures = Jobs(self, threads=2)

    def find_cards(self) -> None:
        """Look for cards; a drive that does not answer keeps nobody waiting."""
        self._pictures.run(_cards, self.cardsFound.emit, failed=_leave)

    def look(self, paths: Iterable[str]) -> None:
        """Find the pictures below ``paths`` and look at them; what was looked at before is forgotten."""
        self.begin(partial(_look, [Path(path) for path in paths], self._folder))

    def begin(self, work: "Callable[[Round], None]") -> None:
        """Have ``work`` done, with the memory that the one before it needed given back."""
        give_back_large_blocks()
        super().begin(work)

    def take(self, items: "Sequence[Path | Looked]", wishes: "Wishes") -> None:
        """Take pictures into the library as ``wishes`` say; looking at others ends."""
        self.begin(partial(_take, tuple(items), wishes, self._folder, self._home))

    def picture(self, path: str, data: bytes, size: QSize) -> None:
        """Have a picture decoded to fit ``size`` (device pixels), from ``data`` or else its file."""
        work = partial(_fitted, path, data, size.width(), size.height())
        self._pictures.run(work, partial(self.pictured.emit, path), failed=partial(self._on_unseen, path))

    def stop(self) -> None:
        """End everything and take no more."""
        super().stop()
        self._pictures.stop()

    def _on_unseen(self, path: str, _error: Exception) -> None:
        self.pictured.emit(path, QImage())


def _look(paths: Sequence[Path], folder: Path, one: Round) -> None:
    from morat.library.store import Library
    from morat.operations import ingest

    try:
        found = ingest.scan(paths, one.watch)
        one.tell("scanned", found)
        # Said at once and without being counted: this is over before anybody has read a number.
        one.in_batches("glimpsed", ingest.glimpses(found.files, one.watch.quietly()))
        one.anew()
        with Library.open(folder) as library:
            one.in_batches("looked", ingest.look(library, found.files, one.watch))
    finally:
        one.tell("lookingEnded")


def _take(items: "tuple[Path | Looked, ...]", wishes: "Wishes", folder: Path, home: Path, one: Round) -> None:
    from morat.library.store import Library
    from morat.operations import ingest
    from morat.operations.ingest_plan import plan_of

    done: list[Looked] = []
    stopped: Message | None = None
    one.anew()
    try:
        with Library.open(folder) as library:
            plan = plan_of(library, home, wishes, len(items))
            # What came before it was stopped stays in the list.
            done.extend(ingest.take(library, items, plan, one.watch))
    except UserError as error:
        stopped = error.message
    one.tell("taken", Intake(tuple(done), stopped))


def _cards() -> list[Card]:
    found: list[Card] = []
    for volume in QStorageInfo.mountedVolumes():
        folder = Path(volume.rootPath()) / CAMERA
        if volume.isValid() and volume.isReady() and folder.is_dir():
            found.append(Card(volume.displayName() or str(folder.parent), folder))
    return found


def _fitted(path: str, data: bytes, width: int, height: int) -> QImage:
    from morat.photos.decode import scaled

    return scaled(data or Path(path).read_bytes(), width, height, Path(path).name)


def _leave(_error: Exception) -> None:
    """Say nothing."""

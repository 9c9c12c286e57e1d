"""Pictures on their way in: found, looked at and taken on threads of their own, told in small batches."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QSize, QStorageInfo, Signal, Slot
from PySide6.QtGui import QImage

from morat.newsroom.messages import Message, UserError
from morat.services.heap import give_back_large_blocks
from morat.services.jobs import Jobs
from morat.services.library_desk import message_of

if TYPE_CHECKING:
    from morat.operations.ingest import Looked
    from morat.operations.ingest_plan import Wishes

BATCH, PAUSE = 32, 0.08
"""Pictures told of at a time, and seconds after which those that are there are told of in any case."""
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


class Ingester(QObject):
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
        failed(object): a Message.
    """

    cardsFound = Signal(list)
    scanned = Signal(object)
    glimpsed = Signal(list)
    looked = Signal(list)
    lookingEnded = Signal()
    progressed = Signal(int, int, object)
    taken = Signal(object)
    pictured = Signal(str, QImage)
    failed = Signal(object)
    _told = Signal(int, str, tuple)

    def __init__(self, folder: Path, home: Path, parent: QObject | None = None) -> None:
        """Take into the library of ``folder``; templates of the person are those in ``home``."""
        super().__init__(parent)
        self._folder = folder
        self._home = home
        self._jobs = Jobs(self)
        self._pictures = Jobs(self, threads=2)
        self._round: _Round | None = None
        self._number = 0
        self._told.connect(self._on_told)

    def find_cards(self) -> None:
        """Look for cards; a drive that does not answer keeps nobody waiting."""
        self._pictures.run(_cards, self.cardsFound.emit, failed=_leave)

    def look(self, paths: Iterable[str]) -> None:
        """Find the pictures below ``paths`` and look at them; what was looked at before is forgotten."""
        self._begin(partial(_look, [Path(path) for path in paths], self._folder))

    def take(self, items: "Sequence[Path | Looked]", wishes: "Wishes") -> None:
        """Take pictures into the library as ``wishes`` say; looking at others ends."""
        self._begin(partial(_take, tuple(items), wishes, self._folder, self._home))

    def cancel(self) -> None:
        """End what is under way: what was taken whole is in the library, nothing else is."""
        if self._round is not None:
            self._round.watch.cancel()

    def picture(self, path: str, data: bytes, size: QSize) -> None:
        """Have a picture decoded to fit ``size`` (device pixels), from ``data`` or else its file."""
        work = partial(_fitted, path, data, size.width(), size.height())
        self._pictures.run(work, partial(self.pictured.emit, path), failed=partial(self._on_unseen, path))

    def stop(self) -> None:
        """End everything and take no more."""
        self.cancel()
        self._jobs.stop()
        self._pictures.stop()

    def _begin(self, work: "Callable[[_Round], None]") -> None:
        give_back_large_blocks()
        self.cancel()
        self._number += 1
        self._round = _Round(partial(self._told.emit, self._number))
        self._jobs.run(partial(work, self._round), failed=partial(self._on_failed, self._number))

    def _on_unseen(self, path: str, _error: Exception) -> None:
        self.pictured.emit(path, QImage())

    def _on_failed(self, number: int, error: Exception) -> None:
        if number == self._number and not _is_cancelled(error):
            self.failed.emit(message_of(error))

    @Slot(int, str, tuple)
    def _on_told(self, number: int, what: str, values: tuple[object, ...]) -> None:
        # What an earlier round was still saying is of no use.
        if number == self._number:
            getattr(self, what).emit(*values)


class _Round:
    """One thing that is under way, on its thread."""

    def __init__(self, tell: Callable[[str, tuple[object, ...]], None]) -> None:
        from morat.operations.ingest import Pace
        from morat.operations.watching import Watch

        self._tell = tell
        self._pace = Pace()
        self._told = 0.0
        self.watch = Watch(self._at)

    def tell(self, what: str, *values: object) -> None:
        """Say something on the thread of the window."""
        self._tell(what, values)

    def in_batches(self, what: str, items: "Iterable[object]") -> None:
        """Tell of items, a few at a time."""
        waiting: list[object] = []
        since = monotonic()
        try:
            for item in items:
                waiting.append(item)
                if len(waiting) >= BATCH or monotonic() - since > PAUSE:
                    self.tell(what, waiting)
                    waiting, since = [], monotonic()
        finally:
            if waiting:
                self.tell(what, waiting)

    def anew(self) -> None:
        """Begin to count the time."""
        from morat.operations.ingest import Pace

        self._pace = Pace()

    def _at(self, done: int, total: int) -> None:
        now = monotonic()
        if total and (now - self._told > PAUSE or done == total):
            self._told = now
            self.tell("progressed", done, total, self._pace.seconds_left(done, total))


def _look(paths: Sequence[Path], folder: Path, one: _Round) -> None:
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


def _take(
    items: "tuple[Path | Looked, ...]", wishes: "Wishes", folder: Path, home: Path, one: _Round
) -> None:
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


def _is_cancelled(error: Exception) -> bool:
    return isinstance(error, UserError) and error.message.code == "cancelled"


def _leave(_error: Exception) -> None:
    """Say nothing."""

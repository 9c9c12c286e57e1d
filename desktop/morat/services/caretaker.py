"""Looks after the library while the window is open, on its own thread: damage, index, copies, backups."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.newsroom.blocks import Photo
from morat.newsroom.messages import Message, UserError
from morat.operations import care
from morat.operations.watching import Watch
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk, message_of

T = TypeVar("T")

QUIET = 8_000
"""Milliseconds after the start until what is due is done: whoever opens a piece comes first."""
AFTER_SAVES = 10_000
"""Milliseconds after something was asked of the library until its plain copies are brought up to date."""
AFTER_PHOTOS = 1_500
"""Milliseconds after a photo was put into a piece, or edited, until it is drawn for the first export."""
EVERY = 15 * 60_000
"""Milliseconds between two looks at what is due."""
AT_CLOSE = 20
"""Plain copies that may still be written when the window closes; the others are written at the next start."""


class Caretaker(QObject):
    """One for each window.

    Its connection to the database is its own, so that neither saves nor lists wait for it.

    Signals:
        damaged(object): a Message; the library is damaged; it is left alone until a backup is put back.
        told(object): a Message about something that did not go as it should; each once.
        progressed(int, int): how much of how much of an operation that somebody waits for is done.
        indexed(): a search finds more than before.
        rested(): what was asked for is done.
    """

    damaged = Signal(object)
    told = Signal(object)
    progressed = Signal(int, int)
    indexed = Signal()
    rested = Signal()

    def __init__(self, desk: LibraryDesk, place: Callable[[], str], parent: QObject | None = None) -> None:
        """Look after the library of ``desk``; ``place`` names the second place for backups, or is empty."""
        super().__init__(parent)
        self._desk = desk
        self._folder = desk.folder
        self._place = place
        self._jobs = Jobs(self)
        self._jobs.failed.connect(self._on_failed)
        self._watch = Watch()
        self._sound = True
        self._noted = Event()
        self._said: set[str] = set()
        self._shown: tuple[Photo, ...] = ()
        self._quiet = self._timer(QUIET, self.look_after)
        self._saves = self._timer(AFTER_SAVES, self._on_saves)
        self._photos = self._timer(AFTER_PHOTOS, self._on_photos)
        self._every = self._timer(EVERY, self.look_after)
        desk.used.connect(self._on_used)

    def start(self) -> None:
        """Begin once the library is open and this window's; nobody looks after one that is another's."""
        self._desk.ask(_nothing, self._on_open, failed=_ignore)

    @Slot()
    def look_after(self) -> None:
        """Do what is due."""
        self._every.start()
        if self._sound:
            work = partial(care.look_after, self._folder, self._place(), self._watch)
            self._jobs.run(work, self._on_report, topic="care")
            self._find_out()

    def _find_out(self) -> None:
        self._jobs.run(partial(_find_out, self._folder, self._watch), self._on_found_out, failed=_ignore)

    def _on_found_out(self, waiting: int) -> None:
        # A step at a time: a backup or a copy that is due meanwhile comes between.
        if waiting and self._sound:
            self._find_out()

    @Slot(list)
    def draw(self, photos: list[Photo]) -> None:
        """Have the photos of the piece drawn as they leave, in a while: the first export then finds them."""
        self._shown = tuple(photos)
        if self._shown:
            self._photos.start()

    @Slot()
    def _on_photos(self) -> None:
        if self._sound:
            work = partial(_draw, self._folder, self._shown, self._watch)
            self._jobs.run(work, failed=_ignore)

    def note_damage(self) -> None:
        """Stop looking after a library that was found damaged elsewhere."""
        self._sound = False

    def ask(
        self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> None:
        """Run something that looks at the library or its backups, after what is under way."""
        self._jobs.run(work, done, failed=failed)

    def replace(
        self,
        work: Callable[[Watch], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> Watch:
        """Run something that puts another database in place of the library, which is closed meanwhile.

        Returns what it can be called off with.
        """
        watch = Watch(self.progressed.emit)
        self._pause()
        self._desk.apart(
            partial(work, watch), partial(self._on_replaced, done), failed=partial(self._on_kept, failed)
        )
        return watch

    def stop(self) -> None:
        """Stop what is under way and note that the library is closed; the desk has closed it already."""
        self._pause()
        if self._sound:
            self._jobs.run(partial(_close, self._folder, self._noted), failed=_ignore)
        self._jobs.stop()

    def _pause(self) -> None:
        for timer in (self._quiet, self._saves, self._photos, self._every):
            timer.stop()
        self._watch.cancel()
        self._watch = Watch()

    def _on_open(self, _nothing: None) -> None:
        """Note that the library is open, and read it at once where it was not closed properly."""
        self._begin()
        self._quiet.start()
        self._every.start()

    def _begin(self) -> None:
        self._noted.clear()
        self._jobs.run(partial(_open, self._folder, self._watch, self._noted), self._on_report)

    def _on_replaced(self, done: Callable[[T], object], result: T) -> None:
        self._sound = True
        done(result)
        self._begin()
        self.look_after()

    def _on_kept(self, failed: Callable[[Exception], object], error: Exception) -> None:
        self._every.start()
        failed(error)

    def _on_report(self, report: care.Report) -> None:
        for message in report.said:
            self._tell(message)
        if report.damage is not None and self._sound:
            self._sound = False
            self.damaged.emit(report.damage)
        if report.indexed:
            self.indexed.emit()
        self.rested.emit()

    def _tell(self, message: Message) -> None:
        if message.code not in self._said:
            self._said.add(message.code)
            self.told.emit(message)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not (isinstance(error, UserError) and error.message.code == "cancelled"):
            self._tell(message_of(error))
        self.rested.emit()

    @Slot()
    def _on_used(self) -> None:
        if not self._saves.isActive():
            self._saves.start()

    @Slot()
    def _on_saves(self) -> None:
        if self._sound:
            work = partial(care.update_plain_copies, self._folder, self._watch)
            self._jobs.run(work, self._on_copied)
            self._prepare()

    def _prepare(self) -> None:
        work = partial(_prepare, self._folder, self._watch)
        self._jobs.run(work, self._on_prepared, failed=_ignore, topic="web")

    def _on_prepared(self, more: bool) -> None:  # noqa: FBT001 - the answer of a job
        # A step at a time, as with likenesses.
        if more and self._sound:
            self._prepare()

    def _on_copied(self, _count: int) -> None:
        self.rested.emit()

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _nothing(_library: object) -> None:
    """To be asked is enough: the library is opened."""


def _find_out(folder: Path, watch: Watch) -> int:
    from morat.operations import likenesses

    return likenesses.find_out(folder, watch)


def _prepare(folder: Path, watch: Watch) -> bool:
    from morat.operations import web_sizes

    return web_sizes.prepare(folder, watch)


def _draw(folder: Path, photos: tuple[Photo, ...], watch: Watch) -> None:
    from morat.operations import web_sizes

    web_sizes.draw(folder, photos, watch)


def _open(folder: Path, watch: Watch, noted: Event) -> care.Report:
    """Note that the library is open; ``noted`` once it is known to be sound."""
    report = care.note_opened(folder, watch)
    if report.damage is None:
        noted.set()
    return report


def _close(folder: Path, noted: Event) -> None:
    """Bring the plain copies up to date, unless there are many to write; note that the library is closed."""
    if not noted.is_set():
        return

    def tell(done: int, _total: int) -> None:
        if done >= AT_CLOSE:
            watch.cancel()

    watch = Watch(tell)
    try:
        care.update_plain_copies(folder, watch)
    finally:
        care.note_closed(folder)


def _ignore(_error: Exception) -> None:
    """What could not be done at the end is done at the next start."""

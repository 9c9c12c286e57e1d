"""Long work on threads of its own, one thing at a time, told of in small batches while it goes on."""

from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.messages import UserError
from morat.services.jobs import Jobs
from morat.services.library_desk import message_of

BATCH, PAUSE = 32, 0.08
"""Things told of at a time, and seconds after which those that are there are told of in any case."""


class Rounds(QObject):
    """Does one thing at a time: what is begun ends what was under way, and nothing more is heard of that.

    Those who inherit it have the signals that their work tells by, ``progressed`` among them.

    Signals:
        failed(object): a Message.
    """

    failed = Signal(object)
    _told = Signal(int, str, tuple)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing under way."""
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._round: Round | None = None
        self._number = 0
        self._told.connect(self._on_told)

    def begin(self, work: "Callable[[Round], None]") -> None:
        """Have ``work`` done on the thread of its own."""
        self.cancel()
        self._number += 1
        self._round = Round(partial(self._told.emit, self._number))
        self._jobs.run(partial(work, self._round), failed=partial(self._on_failed, self._number))

    def cancel(self) -> None:
        """End what is under way between two things it does: what is done stays done."""
        if self._round is not None:
            self._round.watch.cancel()

    def stop(self) -> None:
        """End everything and take no more."""
        self.cancel()
        self._jobs.stop()

    def _on_failed(self, number: int, error: Exception) -> None:
        if number == self._number and not _is_cancelled(error):
            self.failed.emit(message_of(error))

    @Slot(int, str, tuple)
    def _on_told(self, number: int, what: str, values: tuple[object, ...]) -> None:
        # What an earlier round was still saying is of no use.
        if number == self._number:
            getattr(self, what).emit(*values)


class Round:
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


def _is_cancelled(error: Exception) -> bool:
    return isinstance(error, UserError) and error.message.code == "cancelled"

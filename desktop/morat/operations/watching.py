"""How long work tells how far it is, and learns that it is no longer wanted."""

from collections.abc import Callable
from threading import Event

from morat.newsroom.messages import UserError


class Watch:
    """Passed to a long operation, which calls :meth:`at` between two things it does."""

    def __init__(self, tell: Callable[[int, int], None] | None = None) -> None:
        """``tell`` hears how many of how many are done, on the thread of the operation."""
        self._tell = tell
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the operation to stop; it undoes what it has half done."""
        self._stop.set()

    def at(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` are done.

        Raises:
            UserError: ``cancelled``.
        """
        if self._stop.is_set():
            raise UserError("cancelled")
        if self._tell is not None:
            self._tell(done, total)

    def quietly(self) -> "Watch":
        """Return one for a part of the operation whose steps are not told; called off, both are."""
        part = Watch()
        part._stop = self._stop
        return part

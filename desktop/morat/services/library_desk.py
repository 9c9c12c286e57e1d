"""The library as the window sees it: one writer thread, questions and answers as signals."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.messages import Message, UserError
from morat.operations.places import keep_traceback
from morat.services.jobs import Jobs

if TYPE_CHECKING:
    from morat.library.lock import WindowLock
    from morat.library.store import Library  # noqa: TC004 - the window's modules name it for their types

T = TypeVar("T")

__all__ = ["Library", "LibraryDesk", "message_of"]


class LibraryDesk(QObject):
    """Runs operations on the one thread that holds the library open.

    Signals:
        failed(object): a Message; an operation whose asker gave no ear of its own was refused.
        crashed(object): an exception that is our own mistake.
        used(): something was asked of the library; there may be something new in it.
    """

    failed = Signal(object)
    crashed = Signal(object)
    used = Signal()

    def __init__(
        self, folder: Path, parent: QObject | None = None, *, lock: "WindowLock | None" = None
    ) -> None:
        """Work on the library of ``folder``; it is opened (and made) at the first question.

        ``lock`` makes it this window's; a question while it is another's fails with ``library-in-use``.
        """
        super().__init__(parent)
        self.folder = folder
        self._holder = _Holder(folder, lock)
        self._jobs = Jobs(self)
        self._jobs.failed.connect(self._on_failed)

    def ask(
        self,
        work: Callable[["Library"], T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
        topic: str = "",
    ) -> None:
        """Run ``work`` with the library on its thread; the answer comes to ``done`` on this one."""
        self._jobs.run(partial(self._holder.answer, work), done, failed=failed, topic=topic)
        self.used.emit()

    def drop(self, topic: str) -> None:
        """Forget the answers to questions of ``topic`` that are under way."""
        self._jobs.drop(topic)

    def apart(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run ``work`` on the library's thread while the library is closed; the next question opens it.

        The window's lock is kept meanwhile.
        """
        self._jobs.run(partial(self._holder.apart, work), done, failed=failed)

    def finish(self) -> None:
        """Wait for what is under way and hear its answers."""
        self._jobs.finish()

    def close(self) -> None:
        """Finish what is under way and close the library."""
        self._jobs.run(self._holder.close)
        self._jobs.stop()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failed.emit(error.message)
        else:
            self.crashed.emit(error)


class _Holder:
    """Opens the library on the thread that first asks for it, and closes it there."""

    def __init__(self, folder: Path, lock: "WindowLock | None") -> None:
        self._folder = folder
        self._lock = lock
        self._library: Library | None = None

    def library(self) -> "Library":
        self._hold()
        if self._library is None:
            # What a library is made of costs time to load: here, after the window is painted.
            from morat.library import store

            self._library = store.Library.open(self._folder)
        return self._library

    def answer(self, work: Callable[["Library"], T]) -> T:
        return work(self.library())

    def apart(self, work: Callable[[], T]) -> T:
        self._hold()
        self._let_go()
        return work()

    def close(self) -> None:
        self._let_go()
        if self._lock is not None:
            self._lock.release()

    def _hold(self) -> None:
        if self._lock is not None:
            self._lock.hold()

    def _let_go(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None


def message_of(error: Exception) -> Message:
    """Return what to say of a failure: the user's world in its own words; a bug goes to the log."""
    return error.message if isinstance(error, UserError) else Message("bug", log=keep_traceback(error))

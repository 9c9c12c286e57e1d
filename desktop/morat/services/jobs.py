"""Work off the GUI thread: snapshots in, plain values out, late answers dropped."""

from collections.abc import Callable
from itertools import count
from threading import Condition
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal, Slot

T = TypeVar("T")


class Jobs(QObject):
    """Runs functions on its own threads and hands their results to the thread it lives in.

    With one thread the jobs run in order. A job may name a ``topic``: when a newer job of the
    same topic has been asked for, the answer of the older one is dropped.

    Signals:
        failed(object): the exception of a job that nobody wanted to hear the failure of.
    """

    failed = Signal(object)
    _arrived = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 1) -> None:
        """Take ``threads`` threads, made when first needed and kept (SQLite objects stay on theirs)."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._pool.setExpiryTimeout(-1)
        self._numbers = count(1)
        self._newest: dict[str, int] = {}
        self._waiting: dict[int, _Waiting] = {}
        self._stopped = False
        self._left = 0
        self._done = Condition()
        self._arrived.connect(self._on_arrived)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
        topic: str = "",
    ) -> int:
        """Run ``work`` in the background; call ``done`` with its result, or ``failed`` with its error.

        Returns the job's number. ``work`` must touch no widget and no document. After :meth:`stop`
        nothing is run any more.
        """
        number = next(self._numbers)
        if self._stopped:
            return number
        if topic:
            self._newest[topic] = number
        self._waiting[number] = _Waiting(done, failed, topic)
        with self._done:
            self._left += 1
        self._pool.start(_Task(self, number, work))
        return number

    def drop(self, topic: str) -> None:
        """Forget the answers of jobs of ``topic`` that are under way."""
        self._newest[topic] = 0

    def finish(self) -> None:
        """Wait until every job has run and hand over the answers; the threads stay."""
        # Not waitForDone: it takes the threads out of the pool, and what lives on one (SQLite) with them.
        with self._done:
            self._done.wait_for(self._is_idle)
        QCoreApplication.sendPostedEvents(self)

    def stop(self) -> None:
        """Let every job run to its end and take no more: an answer on its way must not begin new work."""
        self._stopped = True
        self._pool.waitForDone()

    def deliver(self, number: int, result: object, error: Exception | None) -> None:
        """Hand over an answer from any thread; where nobody waits for it, the window is not woken."""
        if error is None and self._waiting[number].done is None:
            del self._waiting[number]
        else:
            self._arrived.emit(number, result, error)
        with self._done:
            self._left -= 1
            self._done.notify_all()

    def _is_idle(self) -> bool:
        return self._left == 0

    @Slot(int, object, object)
    def _on_arrived(self, number: int, result: object, error: Exception | None) -> None:
        waiting = self._waiting.pop(number)
        if waiting.topic and self._newest.get(waiting.topic) != number:
            return
        if error is None:
            if waiting.done is not None:
                waiting.done(result)
        elif waiting.failed is not None:
            waiting.failed(error)
        else:
            self.failed.emit(error)


class _Waiting:
    """Who waits for a job."""

    __slots__ = ("done", "failed", "topic")

    def __init__(
        self, done: Callable[[Any], object] | None, failed: Callable[[Exception], object] | None, topic: str
    ) -> None:
        self.done = done
        self.failed = failed
        self.topic = topic


class _Task:
    """What a thread of the pool calls."""

    __slots__ = ("_jobs", "_number", "_work")

    def __init__(self, jobs: Jobs, number: int, work: Callable[[], object]) -> None:
        self._jobs = jobs
        self._number = number
        self._work = work

    def __call__(self) -> None:
        result: object = None
        problem: Exception | None = None
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - every failure is somebody's to hear, on the other thread
            problem = error
        self._jobs.deliver(self._number, result, problem)

"""Every key reaches the disk within a second: has a thread of its own write what an article tells of.

The article collects keys for less than half of that (``telling.TOLD``); the rest is for a busy machine
and a slow disk.
"""

import errno
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat import __version__
from morat.newsroom.messages import Message
from morat.newsroom.splices import between
from morat.newsroom.system_errors import reason
from morat.operations.places import device
from morat.services.jobs import Jobs
from morat.services.open_article import OpenArticle

if TYPE_CHECKING:
    from morat.newsroom.article import Article
    from morat.newsroom.splices import Splice

AGAIN = 2000
"""Milliseconds until a journal that could not be written is tried again."""


class JournalKeeper(QObject):
    """Keeps the keystroke journal of one open article; ``library.journal`` says what is in it.

    Signals:
        failed(object): a Message; what is typed is in memory alone, and it is being tried again.
        mended(): the journal is written again.
    """

    failed = Signal(object)
    mended = Signal()

    def __init__(
        self,
        article: OpenArticle,
        folder: Path,
        base: str | None,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Write below the library's ``folder`` on the one thread of ``jobs``; ``base`` is the stored version.

        Nothing is written before the first edit.
        """
        super().__init__(parent)
        self._article = article
        self._jobs = jobs
        self._book = _Book(folder, base)
        self._written = article.article()
        self._numbers = 0
        self._is_failing = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._on_again)
        article.changed.connect(self.write)

    @property
    def is_failing(self) -> bool:
        """Whether the last record could not be written."""
        return self._is_failing

    @Slot()
    def write(self) -> None:
        """Write down what has changed."""
        now = self._article.article()
        splice = between(self._written, now)
        self._written = now
        if splice is not None:
            self._put(now, splice)

    def send(self) -> tuple[int, Event]:
        """Write down that the article as it is now goes to the library.

        Returns the number of this sending for :meth:`stored`, and an event that is set once the record
        is on the disk or has failed. A save that overtook it would make the journal look out of date.
        """
        now = self._article.article()
        splice = between(self._written, now)
        self._written = now
        self._numbers += 1
        done = Event()
        self._put(now, splice, self._numbers, done)
        return self._numbers, done

    def stored(self, number: int, revision: str) -> None:
        """Write down that what was sent as ``number`` is this version now."""
        self._jobs.run(partial(self._book.stored, number, revision), self._on_written, failed=self._on_failed)

    def based_on(self, revision: str) -> None:
        """Go on from another version, which the page shows now."""
        self._written = self._article.article()
        self._jobs.run(partial(self._book.begin_anew, revision), failed=self._on_failed)

    def close(self, *, remove: bool) -> None:
        """Write no more; what is stored needs no journal (``remove``), the rest waits for the next start."""
        if not remove:
            self.write()
        self._article.changed.disconnect(self.write)
        self._again.stop()
        self._jobs.run(partial(self._book.close, remove), failed=_nothing)

    def _put(
        self, now: "Article", splice: "Splice | None", number: int = 0, done: Event | None = None
    ) -> None:
        work = partial(self._book.put, now, splice, number, done)
        # As long as all goes well nobody needs to hear of it.
        written = self._on_written if self._is_failing else None
        self._jobs.run(work, written, failed=self._on_failed)

    @Slot()
    def _on_again(self) -> None:
        # Without a splice: whatever the file holds by now, the whole piece is written.
        self._written = self._article.article()
        self._put(self._written, None)

    def _on_written(self, _nothing: None) -> None:
        if self._is_failing:
            self._is_failing = False
            self.mended.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._is_failing = True
        self._again.start()
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        self.failed.emit(
            Message("journal-full") if is_full else Message("journal-unwritten", reason=reason(error))
        )


class _Book:
    """The journal, opened on the thread that writes it."""

    def __init__(self, folder: Path, base: str | None) -> None:
        # Loaded here, on the window's thread: an import that two threads begin at once is a knot.
        from morat.library.journal import Journal, Owner

        self._folder = folder
        self._owner = Owner(device(), os.getpid(), f"morat {__version__}")
        self._journal = Journal(folder, self._owner, base)
        self._make = Journal

    def put(self, now: "Article", splice: "Splice | None", number: int, done: Event | None) -> None:
        try:
            self._journal.put(now, splice, _now(), number)
        finally:
            if done is not None:
                done.set()

    def stored(self, number: int, revision: str) -> None:
        self._journal.saved(number, revision)

    def begin_anew(self, revision: str) -> None:
        self._journal.close(remove=True)
        self._journal = self._make(self._folder, self._owner, revision)

    def close(self, remove: bool) -> None:  # noqa: FBT001 - bound by partial
        self._journal.close(remove=remove)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _nothing(_error: Exception) -> None:
    """A journal that could not be removed goes at the next start, being equal to what is stored."""

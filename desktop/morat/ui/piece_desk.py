"""The list of pieces: the panel at the left, the library behind it, searches and the trash with it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from morat.operations import pieces
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.thumbnails import Thumbnails
from morat.ui.library.panel import LibraryPanel
from morat.ui.library.queues import TRASH

if TYPE_CHECKING:
    from morat.services.library_desk import Library

PAGE = 200
"""Pieces that are asked for at once; the next come when the list is scrolled to their place."""
THUMBNAIL = 192
PURGE_EVERY = 3_600_000
"""Milliseconds between two looks at what has lain in the trash for long; the first is an hour after start."""


class PieceDesk(QObject):
    """Fills the list, finds in it, keeps searches, moves pieces into the trash and out of it.

    Signals:
        failed(object): a Message to show.
    """

    failed = Signal(object)

    def __init__(
        self, panel: LibraryPanel, desk: LibraryDesk, thumbnails: Thumbnails, parent: QObject
    ) -> None:
        """Stand between ``panel`` and the library of ``desk``."""
        super().__init__(parent)
        self._panel = panel
        self._desk = desk
        self._thumbnails = thumbnails
        self._query = ""
        self._queue = ""
        self._open = ""
        self._last: int | None = None
        self._purge = QTimer(self)
        self._purge.setInterval(PURGE_EVERY)
        self._purge.timeout.connect(self.purge)
        self._purge.start()
        panel.thumbnailWanted.connect(self._on_thumbnail)
        panel.moreWanted.connect(self._on_more)
        panel.search.menuWanted.connect(self._on_menu)
        panel.search.saveWanted.connect(self._on_save_search)
        panel.search.removeWanted.connect(self._on_remove_search)

    def refresh(self, query: str | None = None, queue: str | None = None) -> None:
        """Ask the library for its newest pieces: those that ``query`` finds, those of one ``queue``.

        Where neither is given something may have changed, and the queues are counted again too.
        """
        if query is None and queue is None:
            self._desk.ask(_counts, self._panel.show_counts, topic="counts")
        self._query = self._query if query is None else query
        self._queue = self._queue if queue is None else queue
        self._desk.ask(partial(_page, self._query, self._queue, None), self._on_rows, topic="rows")

    def show_open(self, piece: str) -> None:
        """Mark the piece with this id as the open one."""
        self._open = piece
        self._panel.select(piece)

    def put_into_trash(self, piece: str, author: str, done: Callable[[str], object]) -> None:
        """Put a piece into the trash; ``done`` hears its headline."""
        self._desk.ask(
            partial(_put_into_trash, piece, author), partial(self._on_moved, done), failed=self._on_failed
        )

    def take_back(self, piece: str, author: str, done: Callable[[str], object]) -> None:
        """Take a piece out of the trash; ``done`` hears its headline."""
        self._desk.ask(
            partial(_take_back, piece, author), partial(self._on_moved, done), failed=self._on_failed
        )

    @Slot()
    def purge(self) -> None:
        """Remove what has lain in the trash for its whole time."""
        self._desk.ask(pieces.purge_trash, self._on_purged)

    def _on_rows(self, rows: list[pieces.Row]) -> None:
        self._remember(rows)
        self._panel.show_rows(rows)
        if self._open:
            self._panel.select(self._open)

    def _remember(self, rows: list[pieces.Row]) -> None:
        self._last = min(row.seq for row in rows) if len(rows) == PAGE else None

    @Slot()
    def _on_more(self) -> None:
        if self._last is not None:
            before, self._last = self._last, None
            # The topic of the list: an answer that comes after another list was asked for is dropped.
            self._desk.ask(partial(_page, self._query, self._queue, before), self._on_page, topic="rows")

    def _on_page(self, rows: list[pieces.Row]) -> None:
        self._remember(rows)
        self._panel.add_rows(rows)

    def _on_moved(self, done: Callable[[str], object], headline: str) -> None:
        self.refresh()
        done(headline)

    def _on_purged(self, gone: int) -> None:
        if gone:
            self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))

    @Slot()
    def _on_menu(self) -> None:
        self._desk.ask(_searches, self._panel.search.show_menu, topic="searches")

    @Slot(str)
    def _on_save_search(self, words: str) -> None:
        self._desk.ask(partial(_save_search, words))

    @Slot(str)
    def _on_remove_search(self, words: str) -> None:
        self._desk.ask(partial(_remove_search, words))

    @Slot(str)
    def _on_thumbnail(self, sha: str) -> None:
        image = self._thumbnails.image(sha, THUMBNAIL)
        if isinstance(image, QImage):
            self._panel.set_thumbnail(sha, image)


def _counts(library: "Library") -> dict[str, int]:
    return {**library.articles.counts(), TRASH: library.trash.count()}


def _page(query: str, queue: str, before: int | None, library: "Library") -> list[pieces.Row]:
    if queue == TRASH:
        return pieces.list_trash(library, query, PAGE, before)
    return pieces.list_pieces(library, query, queue or None, PAGE, before)


def _put_into_trash(piece: str, author: str, library: "Library") -> str:
    return pieces.put_into_trash(library, piece, author)


def _take_back(piece: str, author: str, library: "Library") -> str:
    return pieces.take_back(library, piece, author)


def _searches(library: "Library") -> list[str]:
    return library.searches.all()


def _save_search(words: str, library: "Library") -> None:
    library.searches.save(words)


def _remove_search(words: str, library: "Library") -> None:
    library.searches.remove(words)

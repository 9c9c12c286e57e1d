"""The list of pieces: the panel at the left, the library behind it, searches and the trash with it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from morat.newsroom.addresses import edited
from morat.operations import pieces
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.thumbnails import Thumbnails
from morat.ui.desks.pages import PAGE, Pages, Span
from morat.ui.library.panel import LibraryPanel
from morat.ui.library.queues import TRASH

if TYPE_CHECKING:
    from morat.services.library_desk import Library

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
        self._pages = Pages()
        self._readings = 0
        self._purge = QTimer(self)
        self._purge.setInterval(PURGE_EVERY)
        self._purge.timeout.connect(self.purge)
        self._purge.start()
        panel.thumbnailWanted.connect(self._on_thumbnail)
        panel.moreWanted.connect(self._on_more)
        panel.earlierWanted.connect(self._on_earlier)
        panel.search.menuWanted.connect(self._on_menu)
        panel.search.saveWanted.connect(self._on_save_search)
        panel.search.removeWanted.connect(self._on_remove_search)

    def refresh(self, query: str | None = None, queue: str | None = None) -> None:
        """Ask the library for its newest pieces: those that ``query`` finds, those of one ``queue``.

        Where neither is given something may have changed: what is shown is read anew where it is, and the
        queues are counted again too.
        """
        if query is None and queue is None:
            self._desk.ask(_counts, self._panel.show_counts, topic="counts")
        else:
            self._pages = Pages()
        self._query = self._query if query is None else query
        self._queue = self._queue if queue is None else queue
        self._readings += 1
        self._ask(self._pages.held(), self._on_rows, "rows")

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

    def _ask(self, spans: list[Span], done: Callable[[list[list[pieces.Row]]], object], topic: str) -> None:
        self._desk.ask(partial(_rows, self._query, self._queue, spans), done, topic=topic)

    def _on_rows(self, pages: list[list[pieces.Row]]) -> None:
        self._readings += 1
        self._pages.show(pages)
        self._panel.show_rows([row for rows in pages for row in rows])
        if self._open:
            self._panel.select(self._open)

    @Slot()
    def _on_more(self) -> None:
        span = self._pages.below()
        if span is not None:
            self._ask([span], partial(self._on_below, self._readings), "page")

    @Slot()
    def _on_earlier(self) -> None:
        span = self._pages.above()
        if span is not None:
            self._ask([span], partial(self._on_above, self._readings), "page")

    def _on_below(self, reading: int, pages: list[list[pieces.Row]]) -> None:
        # A page of a list that was read anew meanwhile is asked for again, if it is still wanted.
        if reading == self._readings:
            self._panel.add_rows(pages[0], self._pages.add_below(pages[0]))

    def _on_above(self, reading: int, pages: list[list[pieces.Row]]) -> None:
        if reading == self._readings:
            self._panel.add_rows_above(pages[0], self._pages.add_above(pages[0]))

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

    @Slot(str, str)
    def _on_thumbnail(self, sha: str, edit: str) -> None:
        image = self._thumbnails.image(sha, THUMBNAIL, edit or None)
        if isinstance(image, QImage):
            self._panel.set_thumbnail(edited(sha, edit or None), image)


def _counts(library: "Library") -> dict[str, int]:
    return {**library.articles.counts(), TRASH: library.trash.count()}


def _rows(query: str, queue: str, spans: list[Span], library: "Library") -> list[list[pieces.Row]]:
    return [_page(query, queue, span, library) for span in spans]


def _page(query: str, queue: str, span: Span, library: "Library") -> list[pieces.Row]:
    if queue == TRASH:
        return pieces.list_trash(library, query, PAGE, span.before, span.last)
    return pieces.list_pieces(library, query, queue or None, PAGE, span.before, span.last)


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

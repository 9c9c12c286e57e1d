"""What other programs write to the library while the window is open: the list and the page go along."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.newsroom.messages import Message
from morat.operations import pieces
from morat.services.library_watcher import LibraryWatcher
from morat.services.saver import Line
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.services.library_desk import Library

SOON = 300
"""Milliseconds until the page is looked at again where something was being typed."""


class WatchDesk(QObject):
    """Refreshes what is shown; shows a newer version of the open piece where nothing of it is unsaved.

    Where something is, nothing is touched: the next save goes beside the newer version, and says so.

    Signals:
        told(object): a Message to show.
    """

    told = Signal(object)

    def __init__(self, bench: Workbench) -> None:
        """Watch the library of ``bench``."""
        super().__init__(bench)
        self._bench = bench
        self.watcher = LibraryWatcher(bench.desk, self)
        self.watcher.written.connect(self._on_written)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._look_at_piece)

    @Slot()
    def _on_written(self) -> None:
        self._bench.refresh_list()
        self._bench.photos.refresh()
        self._bench.versions.refresh()
        self._look_at_piece()

    @Slot()
    def _look_at_piece(self) -> None:
        article, saver = self._bench.article, self._bench.saver
        if article is None or saver is None:
            return
        if saver.is_dirty or self._bench.page.focused().is_composing:
            # Once it is saved the newer one is no longer the newest; where nothing came of it, it is shown.
            self._soon.start()
            return
        work = partial(_newer, article.id, saver.line)
        self._bench.desk.ask(work, self._on_newer, failed=_later, topic="newer")

    def _on_newer(self, newer: pieces.Opened | None) -> None:
        article, saver = self._bench.article, self._bench.saver
        if newer is None or article is None or saver is None or article.id != newer.article.id:
            return
        if saver.is_dirty or self._bench.page.focused().is_composing:
            # A key was faster.
            self._soon.start()
            return
        is_other = newer.article != article.article()
        if is_other:
            article.become(newer.article, "show-newer")
        article.review.begin(newer.review)
        if newer.revision is not None and article.article() == newer.article:
            saver.take_over(newer.revision, newer.updated)
            self._bench.window.status.show_saved(newer.updated)
        if is_other:
            self.told.emit(Message("shown-newer", headline=newer.article.headline))


def _newer(piece: str, line: Line, library: "Library") -> pieces.Opened | None:
    """Return the newest version of a piece, and what is said of it, where the page has others."""
    if line.revision is None or not library.articles.has(piece):
        return None
    opened = pieces.open_piece(library, piece)
    same = opened.revision == line.revision and opened.review == line.review
    return None if same else opened


def _later(_error: Exception) -> None:
    """It is looked at again with the next thing that somebody writes."""

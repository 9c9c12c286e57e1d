"""The history of the open piece: the panel of versions, and the comparison in the page's place."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QInputDialog

from morat.catalogue import Catalogue
from morat.newsroom.article import Article
from morat.newsroom.changes import applied, changes, inverse, of_block
from morat.newsroom.comparison import Passage, compared
from morat.operations.history import Timeline, thin_history, timeline
from morat.operations.watching import Watch
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle
from morat.ui.kit.moments import day_and_clock
from morat.ui.review.comparison import ComparisonView
from morat.ui.review.history import HistoryPanel
from morat.ui.review.timeline import Entry, entries
from morat.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from morat.services.library_desk import Library

THIN_AFTER, THIN_EVERY = 600_000, 86_400_000
"""Milliseconds after which old versions are thinned out for the first time, and then again."""


class _Pair(NamedTuple):
    """What is compared: two versions by their hashes; ``newer`` None is the piece as it is now."""

    older: str
    newer: str | None


class HistoryDesk(QObject):
    """Fills the panel while it is seen, compares off the GUI thread, says which version is wanted back.

    Signals:
        restoreWanted(object): this earlier state (an Article) shall be the piece.
        failed(object): a Message to show.
    """

    restoreWanted = Signal(object)
    failed = Signal(object)

    def __init__(
        self, window: MainWindow, desk: LibraryDesk, commit: Callable[[], None], parent: QObject
    ) -> None:
        """Stand between ``window`` and the library of ``desk``; ``commit`` takes over what is being typed."""
        super().__init__(parent)
        self._words = window.words
        self._window = window
        self._desk = desk
        self._commit = commit
        self._jobs = Jobs(self)
        self.panel = HistoryPanel(self._words, window)
        self.view: ComparisonView | None = None
        self._article: OpenArticle | None = None
        self._timeline = Timeline()
        self._unfolded: set[str] = set()
        self._opened: dict[tuple[str, date], str] = {}
        self._pair: _Pair | None = None
        self._naming = ""
        self.name_dialog: QInputDialog | None = None
        self._old: Article | None = None
        self._is_stale = True
        self._care = Jobs(self)
        self._watch = Watch()
        self._thinning = QTimer(self)
        self._thinning.setInterval(THIN_AFTER)
        self._thinning.timeout.connect(self.thin)
        self._thinning.start()
        self.panel.shown.connect(self._on_shown)
        self.panel.chosen.connect(self.compare)
        self.panel.pairChosen.connect(self.compare)
        self.panel.foldToggled.connect(self._on_fold)
        self.panel.nameWanted.connect(self._on_name_wanted)

    def show_article(self, article: OpenArticle | None) -> None:
        """Show the history of another piece; of none nothing."""
        if self._article is not None:
            self._article.changed.disconnect(self._on_changed)
        self.close()
        self._article = article
        self._unfolded.clear()
        self._timeline = Timeline()
        if article is not None:
            article.changed.connect(self._on_changed)
        self.refresh()

    def opened_at(self, piece: str, revision: str | None) -> None:
        """Remember at which version a piece was first opened today."""
        if revision is not None:
            self._opened.setdefault((piece, _today()), revision)

    @Slot()
    def refresh(self) -> None:
        """Ask the library for the history again, at once or when somebody looks at it."""
        self._is_stale = True
        if self.panel.isVisible():
            self._ask()
        elif self._article is None:
            self.panel.show_entries([])

    @Slot(str)
    @Slot(str, str)
    def compare(self, older: str, newer: str | None = None) -> None:
        """Show what changed between two versions, or from one to the piece as it is now."""
        if self._article is None:
            return
        self._pair = _Pair(older, newer)
        self._old = None
        work = partial(_versions, self._article.id, self._pair)
        self._desk.ask(work, self._on_versions, failed=self._on_failed, topic="versions")

    def restore(self, revision: str) -> None:
        """Make a version the newest."""
        if self._article is not None:
            work = partial(_version, self._article.id, revision)
            self._desk.ask(work, self.restoreWanted.emit, failed=self._on_failed)

    @Slot()
    def close(self) -> None:
        """Put the comparison away: the page is back."""
        self._pair = None
        self._jobs.drop("compare")
        if self.view is not None and self.view.isVisible():
            self._window.back_to_page()

    @Slot()
    def thin(self) -> None:
        """Thin out old versions in the background, if the library is this window's."""
        self._thinning.setInterval(THIN_EVERY)
        self._desk.ask(_nothing, self._on_ours, failed=_nothing)

    def stop(self) -> None:
        """Let what is under way run to its end, the thinning to that of one piece, and take no more."""
        self._watch.cancel()
        self._care.stop()
        self._jobs.stop()

    # The list

    def _ask(self) -> None:
        if self._article is None:
            return
        self._is_stale = False
        piece = self._article.id
        work = partial(
            _history, piece, self._rows_of(self._opened.get((piece, _today())), frozenset(self._unfolded))
        )
        self._desk.ask(work, self._on_history, failed=_nothing, topic="history")

    def _rows_of(self, opened: str | None, unfolded: frozenset[str]) -> Callable[[Timeline], list[Entry]]:
        return partial(_entries, self._words, opened, unfolded)

    def _on_history(self, found: tuple[Timeline, list[Entry]]) -> None:
        self._timeline, rows = found
        self.panel.show_entries(rows)

    @Slot()
    def _on_shown(self) -> None:
        if self._is_stale:
            self._ask()

    @Slot(str)
    def _on_fold(self, name: str) -> None:
        self._unfolded ^= {name}
        self._ask()

    @Slot(str, str)
    def _on_name_wanted(self, revision: str, name: str) -> None:
        """Ask for the name of a version."""
        self._naming = revision
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self._words.text("Name of this version"))
        dialog.setLabelText(self._words.text("A version with a name stands out and is always kept whole."))
        dialog.setTextValue(name)
        dialog.textValueSelected.connect(self._on_name)
        self.name_dialog = dialog
        dialog.open()

    @Slot(str)
    def _on_name(self, name: str) -> None:
        if self._article is not None:
            work = partial(_name, self._article.id, self._naming, name)
            self._desk.ask(work, self._on_named, failed=self._on_failed)

    def _on_named(self, _: None) -> None:
        self.refresh()

    # The comparison

    def _on_versions(self, found: tuple[Article, Article | None]) -> None:
        older, newer = found
        if self._article is None or self._article.id != older.id:
            return
        self._old = older
        if newer is None:
            self._commit()
        self._jobs.run(
            partial(compared, older, newer or self._article.article()),
            self._on_compared,
            failed=self._on_failed,
            topic="compare",
        )

    def _on_compared(self, passages: list[Passage]) -> None:
        if self._pair is None:
            return
        self._shown_view().show_comparison(
            self._title(self._pair), passages, can_restore=self._pair.newer is None
        )

    def _shown_view(self) -> ComparisonView:
        if self.view is None:
            self.view = view = ComparisonView(self._words, self._window)
            view.restoreWanted.connect(self._on_restore)
            view.passageWanted.connect(self._on_passage)
            view.closed.connect(self.close)
        self._window.show_over_page(self.view)
        return self.view

    def _title(self, pair: _Pair) -> str:
        newer = self._moment(pair.newer) if pair.newer else self._words.text("now")
        return f"{self._moment(pair.older)} → {newer}"

    def _moment(self, revision: str) -> str:
        for line in self._timeline.versions:
            if line.row.sha == revision:
                return day_and_clock(self._words, line.row.at)
        return revision[:12]

    @Slot()
    def _on_changed(self) -> None:
        """Compare again when the piece changes under the comparison: by undo, by a passage taken back."""
        if self._pair is not None and self._pair.newer is None and self._old is not None:
            self._on_versions((self._old, None))

    @Slot()
    def _on_restore(self) -> None:
        if self._old is not None:
            old = self._old
            self.close()
            self.restoreWanted.emit(old)

    @Slot(str)
    def _on_passage(self, block: str) -> None:
        if self._old is not None and self._article is not None:
            work = partial(taken_back, self._old, self._article.article(), block or None)
            self._jobs.run(work, self._on_taken_back, failed=self._on_failed, topic="passage")

    def _on_taken_back(self, article: Article) -> None:
        if self._article is not None and self._article.id == article.id:
            self._article.become(article, "restore-passage")

    def _on_ours(self, _: None) -> None:
        self._care.run(
            partial(thin_history, self._desk.folder, self._watch), self._on_thinned, failed=_nothing
        )

    def _on_thinned(self, gone: int) -> None:
        if gone:
            self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))


def taken_back(old: Article, now: Article, block: str | None) -> Article:
    """Return the piece with one block as it was in an earlier version."""
    return applied(now, of_block(inverse(changes(old, now)), block))


def _today() -> date:
    return datetime.now().astimezone().date()


def _entries(words: Catalogue, opened: str | None, unfolded: frozenset[str], found: Timeline) -> list[Entry]:
    return entries(words, found, unfolded, opened)


def _history(
    piece: str, rows: Callable[[Timeline], list[Entry]], library: "Library"
) -> tuple[Timeline, list[Entry]]:
    found = timeline(library, piece)
    return found, rows(found)


def _name(piece: str, revision: str, name: str, library: "Library") -> None:
    library.revisions.name(piece, revision, name)


def _version(piece: str, revision: str, library: "Library") -> Article:
    return library.revisions.get(piece, revision)


def _versions(piece: str, pair: _Pair, library: "Library") -> tuple[Article, Article | None]:
    newer = None if pair.newer is None else _version(piece, pair.newer, library)
    return _version(piece, pair.older, library), newer


def _nothing(_: object) -> None:
    """Do nothing: a piece that is not stored yet has no history, what was not thinned is tried again."""

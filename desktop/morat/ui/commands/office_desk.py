"""Old manuscripts on their way in: LibreOffice reads them in the background, and can be stopped."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.incoming import Incoming
from morat.operations.watching import Watch
from morat.services.jobs import Jobs
from morat.ui.desks.workbench import Workbench
from morat.ui.window.notice_bar import NoticeBar

Offer = Callable[[str, str, Mapping[str, Callable[[], None]]], None]


class Manuscript(NamedTuple):
    """What was read of the file called ``name``.

    ``is_awaited`` says whether the page is as it was when it was asked for: nobody has gone on elsewhere.
    """

    incoming: Incoming
    name: str
    is_awaited: bool


class OfficeDesk(QObject):
    """Has files read that take seconds, one after the other.

    Signals:
        done(object): a file was read: a Manuscript.
        failed(object): it was not: an exception.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Workbench, offer: Offer, notices: NoticeBar) -> None:
        """``offer`` shows a sentence with buttons in ``notices``."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer
        self._notices = notices
        self._jobs = Jobs(self)
        self._watch = Watch()
        self._said = ""
        self._left = 0

    def read(self, path: Path) -> None:
        """Read the manuscript in a file, for the library."""
        self._read(path, self._on_read)

    def show(self, path: Path) -> None:
        """Show the manuscript in a file; it comes into the library at its first edit.

        Where somebody has gone on writing meanwhile, it is read as :meth:`read` does.
        """
        self._read(path, self._on_read_to_show)

    @Slot(object, object)
    def lend(self, path: Path, then: Callable[[str, Incoming], None]) -> None:
        """Read the manuscript in a file for ``then``, which is given its name too: it is only looked at."""
        self._read(path, partial(self._on_lent, then))

    def _read(self, path: Path, to: Callable[[str, Article | None, Incoming], None]) -> None:
        self._left += 1
        self._said = self._words.text("LibreOffice is reading {file}…", file=path.name)
        self._offer("info", self._said, {self._words.text("Stop"): self._cancel})
        done = partial(to, path.name, self._page())
        self._jobs.run(partial(_read, path, self._watch), done, failed=self._on_failed)

    @Slot()
    def stop(self) -> None:
        """Read no more: the program ends."""
        self._cancel()
        self._jobs.stop()

    def _cancel(self) -> None:
        # What is asked for from now on is another matter.
        self._watch.cancel()
        self._watch = Watch()

    def _page(self) -> Article | None:
        """Return what stands on the page; one that has not changed costs nothing to compare."""
        return None if self._bench.article is None else self._bench.article.article()

    def _on_read(self, name: str, page: Article | None, incoming: Incoming) -> None:
        self._hush()
        self.done.emit(Manuscript(incoming, name, self._is_awaited(page)))

    def _on_read_to_show(self, name: str, page: Article | None, incoming: Incoming) -> None:
        if self._is_awaited(page):
            self._hush()
            self._bench.show_file(incoming)
        else:
            self._on_read(name, page, incoming)

    def _on_lent(
        self, then: Callable[[str, Incoming], None], name: str, _page: Article | None, incoming: Incoming
    ) -> None:
        self._hush()
        then(name, incoming)

    def _is_awaited(self, page: Article | None) -> bool:
        return self._page() == page and not self._bench.page.focused().is_composing

    def _on_failed(self, error: Exception) -> None:
        self._hush()
        self.failed.emit(error)

    def _hush(self) -> None:
        self._left -= 1
        if not self._left and self._notices.text == self._said:
            self._notices.hide()


def _read(path: Path, watch: Watch) -> Incoming:
    from morat.operations.reading import read_file

    return read_file(path, watch=watch)

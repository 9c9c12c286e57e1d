"""Old manuscripts on their way in: LibreOffice reads them in the background, and can be stopped."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.incoming import Incoming
from morat.operations.watching import Watch
from morat.services.jobs import Jobs
from morat.ui.desks.workbench import Workbench
from morat.ui.window.notice_bar import NoticeBar

Offer = Callable[[str, str, Mapping[str, Callable[[], None]]], None]


class OfficeDesk(QObject):
    """Has files read that take seconds, one after the other.

    Signals:
        done(object): a file was read: its Incoming.
        failed(object): it was not: an exception.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Workbench, offer: Offer, notices: NoticeBar) -> None:
        """``offer`` shows a sentence with buttons in ``notices``."""
        super().__init__(bench)
        self._words = bench.window.words
        self._offer = offer
        self._notices = notices
        self._jobs = Jobs(self)
        self._watch = Watch()
        self._said = ""
        self._left = 0

    def read(self, path: Path) -> None:
        """Read the manuscript in a file."""
        if not self._left:
            self._watch = Watch()
        self._left += 1
        self._said = self._words.text("LibreOffice is reading {file}…", file=path.name)
        self._offer("info", self._said, {self._words.text("Stop"): self._watch.cancel})
        self._jobs.run(partial(_read, path, self._watch), self._on_read, failed=self._on_failed)

    @Slot()
    def stop(self) -> None:
        """Read no more: the program ends."""
        self._watch.cancel()
        self._jobs.stop()

    def _on_read(self, incoming: Incoming) -> None:
        self._hush()
        self.done.emit(incoming)

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

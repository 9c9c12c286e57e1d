"""Sending the open piece on: its hand-off file, and the status that it has once the file is there."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.services.saver import Line
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.files import FileChooser

if TYPE_CHECKING:
    from pathlib import Path

    from morat.newsroom.article import Article
    from morat.operations.handoff import Sent
    from morat.services.library_desk import Library


class SendDesk(QObject):
    """Writes hand-off files.

    Signals:
        sent(object): a file (a Sent) has been written.
        failed(object): an exception; nothing was sent.
    """

    sent = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Workbench, chooser: Callable[[], FileChooser]) -> None:
        """Send the piece of ``bench``; ask for files through ``chooser``."""
        super().__init__(bench)
        self._bench = bench
        self._chooser = chooser
        bench.sendWanted.connect(self.send)

    @Slot(str)
    def send(self, status: str = "") -> None:
        """Ask for a file and write the piece to it; only then it has its new ``status`` (empty: the old)."""
        bench, saver = self._bench, self._bench.saver
        if bench.article is None or saver is None:
            return
        from morat.newsroom.text import slug

        opened = bench.article
        bench.page.commit()
        path = self._chooser().save_handoff(f"{slug(opened.article().headline)}.morat")
        if path is None:
            return
        if bench.article is opened:
            bench.save()
        # As it is now: what was under way, a paste or a photo, has come in behind the dialog.
        article = opened.article()
        work = partial(_send, article, path, status, bench.author, saver.line)
        bench.desk.ask(work, partial(self._on_sent, article.id, status), failed=self.failed.emit)

    def _on_sent(self, piece: str, status: str, sent: "Sent") -> None:
        if status:
            self._bench.kept.was_sent(piece, status)
        self.sent.emit(sent)


def _send(
    article: "Article", path: "Path", status: str, author: str, line: Line, library: "Library"
) -> "Sent":
    from morat.operations.handoff import must_be_saved, send

    must_be_saved(library, article)
    sent = send(library, article.id, path, status=status or None, sender=author, force=True)
    # What was stored with the file is the page's own, and not from elsewhere.
    line.revision = sent.version
    return sent

"""What becomes of the text: who saves the pieces of the page, and what the status bar says of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.messages import Message
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk
from morat.services.open_article import OpenArticle
from morat.services.saver import Origin, Saver
from morat.ui.window.status_line import StatusLine

if TYPE_CHECKING:
    from morat.services.library_desk import Library


class SaveDesk(QObject):
    """Holds the saver of the piece on the page, and those of pieces that left it before they were stored.

    Signals:
        saved(): the piece on the page is in the library as it stands.
        stored(object): a version (Saved) of the piece on the page came into the library.
        failed(object): a Message; said once for each reason, however often it is tried again.
        mended(): saving works again.
    """

    saved = Signal()
    stored = Signal(object)
    failed = Signal(object)
    mended = Signal()

    def __init__(self, desk: LibraryDesk, status: StatusLine, parent: QObject) -> None:
        """Save into the library of ``desk`` and say so in ``status``."""
        super().__init__(parent)
        self._desk = desk
        self._status = status
        self._journals = Jobs(self)
        self._savers: dict[str, Saver] = {}
        self._told: Message | None = None
        self._say_again = False
        self.current: Saver | None = None

    def unsaved(self, piece: str) -> OpenArticle | None:
        """Return a piece of which more is in memory than in the library, None where there is no more."""
        saver = self._savers.get(piece)
        return saver.article if saver is not None and saver.is_dirty else None

    def holds(self, article: OpenArticle) -> bool:
        """Say whether somebody still saves ``article``."""
        return any(saver.article is article for saver in self._savers.values())

    def watch(self, article: OpenArticle, origin: Origin, author: str) -> None:
        """Save ``article`` from now on: it is on the page. The one before is saved to its end."""
        self.let_go()
        saver = self._savers.get(article.id)
        if saver is None or not saver.is_dirty:
            saver = Saver(article, self._desk, self._journals, author, origin, self)
            saver.failed.connect(self._on_failed)
            saver.stored.connect(self._on_stored)
            saver.finished.connect(self._on_finished)
            saver.journal.failed.connect(self._status.show_journal_failed)
            saver.journal.mended.connect(self._status.show_journal_mended)
            self._savers[article.id] = saver
        saver.stay()
        saver.dirty.connect(self._status.show_unsaved)
        saver.saved.connect(self._on_saved)
        saver.stored.connect(self.stored)
        self.current = saver

    def save(self, kind: str) -> None:
        """Save the piece on the page because somebody wants it: what stands in the way is said anew."""
        self._say_again = True
        if self.current is not None:
            self.current.save(kind)

    def save_piece(self, piece: str) -> None:
        """Save what is unsaved of a piece, on the page or not; nothing where nobody saves it any more."""
        saver = self._savers.get(piece)
        if saver is not None:
            saver.save_if_dirty()

    def let_go(self) -> None:
        """Leave the piece on the page; what is unsaved of it is saved, and tried again until it is stored."""
        saver, self.current = self.current, None
        if saver is not None:
            saver.dirty.disconnect(self._status.show_unsaved)
            saver.saved.disconnect(self._on_saved)
            saver.stored.disconnect(self.stored)
            saver.save_if_dirty()
            saver.let_go()

    @property
    def trouble(self) -> Message | None:
        """Why something could not be saved, None where nothing stands in the way."""
        return self._told

    @property
    def is_safe(self) -> bool:
        """Whether all that was typed in any piece is in the library."""
        return not any(saver.is_dirty for saver in self._savers.values())

    @property
    def is_journaled(self) -> bool:
        """Whether all that was typed is in journals at least: the next start would have it."""
        self._journals.finish()
        return not any(saver.journal.is_failing for saver in self._savers.values())

    def close(self) -> None:
        """Close the journals, at the end: those of what is stored go, the others wait for the next start."""
        for saver in self._savers.values():
            saver.journal.close(remove=not saver.is_dirty)
        self._savers.clear()
        self.current = None
        self._journals.stop()

    @Slot(str)
    def _on_saved(self, at: str) -> None:
        self._status.show_saved(at)
        self.saved.emit()

    @Slot()
    def _on_stored(self) -> None:
        if self._told is not None and self.is_safe:
            self._told = None
            self.mended.emit()

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        if self.current is self.sender():
            self._status.show_failed(message)
        if message != self._told or self._say_again:
            self._told = message
            self._say_again = False
            self.failed.emit(message)

    @Slot()
    def _on_finished(self) -> None:
        saver = self.sender()
        for piece in [piece for piece, one in self._savers.items() if one is saver]:
            del self._savers[piece]
        # A search that comes later finds it indexed; while it is written, that would be most of each save.
        self._desk.ask(_index, failed=_later)


def _index(library: "Library") -> None:
    library.search.catch_up()


def _later(_error: Exception) -> None:
    """A search does the same first, and says what stands in its way."""

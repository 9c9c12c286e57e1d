"""Keep the open article: every key in the journal, a version after a pause, at most five seconds behind."""

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import UserError
from morat.newsroom.review import Review, joined, tidy_review
from morat.operations.places import device
from morat.services.jobs import Jobs
from morat.services.journal_keeper import JournalKeeper
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle

if TYPE_CHECKING:
    from morat.library.articles import Saved  # noqa: TC004 - the window's modules name it for their types
    from morat.library.store import Library

__all__ = ["Line", "Origin", "Saved", "Saver"]

PAUSE = 1000
"""Milliseconds without a key after which the article is saved."""
AT_MOST = 5000
"""Milliseconds that typing without a pause may stay unsaved."""
AGAIN = 3000
"""Milliseconds until a save that failed is tried again."""
JOURNAL_FIRST = 2.0
"""Seconds that a save waits for the journal; a disk that is slower than that must not hold it up."""


class Origin(Struct, frozen=True):
    """Where an article on the page comes from: the version it was read at, and the pictures beside it.

    ``revision`` is None for a piece that is not in the library, ``updated`` when (ISO) it was saved;
    ``pictures`` go there before the text does. ``review`` is what editors say of it.
    """

    revision: str | None = None
    updated: str = ""
    pictures: dict[str, FoundPicture] = {}
    review: Review = Review()


class Saver(QObject):
    """Saves one open article. The text stays in memory until the library has read its hash back.

    Signals:
        dirty(): there is something unsaved.
        saved(str): the time (ISO) of the version that is now in the library, and nothing newer is unsaved.
        stored(object): a Saved; a version came into the library, whether or not there is something newer.
        failed(object): a Message; the text is still here and is tried again.
        finished(): after :meth:`let_go`, all of it is in the library.
    """

    dirty = Signal()
    saved = Signal(str)
    stored = Signal(object)
    failed = Signal(object)
    finished = Signal()

    def __init__(
        self,
        article: OpenArticle,
        desk: LibraryDesk,
        journals: Jobs,
        author: str,
        origin: Origin,
        parent: QObject | None = None,
    ) -> None:
        """Watch ``article`` and keep it in the library of ``desk`` under the name of ``author``.

        ``journals`` has the one thread that writes keystroke journals.
        """
        super().__init__(parent)
        self.article = article
        self._desk = desk
        self.author = author
        self.pictures = origin.pictures
        article.review.begin(origin.review)
        self._line = Line(origin.revision, origin.review)
        self.journal = JournalKeeper(article, desk.folder, origin.revision, journals, self)
        self._known = article.article() if origin.revision else None
        self._said = article.review.now()
        self._at = origin.updated
        self._edits = self._kept = self._under_way = 0
        self._owed = ""
        self._is_leaving = False
        self._pause = self._timer(PAUSE)
        self._latest = self._timer(AT_MOST)
        self._again = self._timer(AGAIN)
        article.edited.connect(self._on_edited)
        article.review.edited.connect(self._on_edited)

    @property
    def is_dirty(self) -> bool:
        """Whether something is not known to be in the library yet; a step that is on its way is not."""
        return self._edits != self._kept or self.article.history.stack.is_busy

    @property
    def known(self) -> Article | None:
        """The article as the library has it, None where it has nothing of it."""
        return self._known

    @property
    def line(self) -> "Line":
        """The version the article has grown out of; to be looked at on the library's thread."""
        return self._line

    @Slot()
    def save(self, kind: str = "auto") -> None:
        """Save now, as a version of this kind; never asks.

        With nothing changed it only says again when the last save was.
        """
        self._stop()
        # A version that was asked for by its kind and failed is still owed.
        self._owed = self._owed if kind == "auto" else kind
        edits = self._edits
        number, written = self.journal.send()
        review = self.article.review.now()
        sending = _Sending(self.article.article(), review, self._owed or "auto", self.author, device())
        work = partial(_save, sending, self._line, self.pictures, written)
        answer = partial(self._on_saved, edits, number, sending)
        self._under_way += 1
        self._desk.ask(work, answer, failed=self._on_failed)

    @Slot()
    def save_if_dirty(self) -> None:
        """Save what is not saved yet; what has come to be as it was stored needs no version."""
        if not self.is_dirty:
            return
        if self._at and not self._owed and not self._under_way and self._is_as_known():
            self._stop()
            self._kept = self._edits
            self.saved.emit(self._at)
            self._finish_if_done()
        else:
            self.save()

    def take_over(self, revision: str, updated: str) -> None:
        """The article shows this version of the library now: there is nothing of its own in it."""
        self._stop()
        self._kept = self._edits
        self._at = updated
        self._known = self.article.article()
        self._said = self.article.review.now()
        # Comes before any save that is asked for from now on.
        self._desk.ask(partial(_go_on_from, self._line, revision, self._said))
        self.journal.based_on(revision)

    def let_go(self) -> None:
        """Go on only until all of it is stored; see ``finished``."""
        self._is_leaving = True
        self._finish_if_done()

    def stay(self) -> None:
        """Keep the article after all, which has come back to the page."""
        self._is_leaving = False

    @Slot()
    def _on_edited(self) -> None:
        if not self._edits and self.pictures:
            # Now, and not after the pause: the journal holds no pictures.
            self._desk.ask(partial(_keep_pictures, self.pictures), failed=_later)
        if self._edits == self._kept:
            self._latest.start()
            self.dirty.emit()
        self._edits += 1
        self._pause.start()

    def _on_saved(self, edits: int, number: int, sending: "_Sending", answer: "_Answer") -> None:
        saved = answer.saved
        self._under_way -= 1
        self._kept = max(self._kept, edits)
        self._known = sending.article
        self._said = answer.review
        if answer.review != sending.review:
            # Somebody else said something meanwhile.
            self.article.review.begin(joined(answer.review, self.article.review.now()))
        self._at = saved.at
        self._owed = ""
        self.journal.stored(number, saved.revision)
        self.stored.emit(saved)
        if not self.is_dirty:
            self.saved.emit(saved.at)
            self._finish_if_done()
        elif not self._latest.isActive():
            self._latest.start()

    def _on_failed(self, error: Exception) -> None:
        self._under_way -= 1
        self._again.start()
        # A save that was asked for with nothing changed has failed too, and is tried again.
        self._kept = min(self._kept, self._edits - 1)
        self.failed.emit(message_of(error))

    def _is_as_known(self) -> bool:
        # Blocks that did not change are the same objects: this costs what did.
        return self._known == self.article.article() and self._said == self.article.review.now()

    def _finish_if_done(self) -> None:
        # An answer that is still to come must find somebody.
        if self._is_leaving and not self.is_dirty and not self._under_way:
            self._stop()
            self.article.edited.disconnect(self._on_edited)
            self.article.review.edited.disconnect(self._on_edited)
            self.journal.close(remove=True)
            self._is_leaving = False
            self.finished.emit()
            self.deleteLater()

    def _stop(self) -> None:
        for timer in (self._pause, self._latest, self._again):
            timer.stop()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save_if_dirty)
        return timer


class Line:
    """The newest version that an article on the page has grown out of, and what was said of it.

    Read and written on the library's thread alone, where saves follow each other in their order.
    """

    __slots__ = ("review", "revision")

    def __init__(self, revision: str | None, review: Review) -> None:
        """Begin at a version, None for a piece that has none."""
        self.revision = revision
        self.review = review


class _Sending(NamedTuple):
    """What goes to the library."""

    article: Article
    review: Review
    kind: str
    author: str
    device: str


class _Answer(NamedTuple):
    """What came of a save: the version, and what the library has of what is said."""

    saved: "Saved"
    review: Review


def _save(
    sending: _Sending,
    line: Line,
    pictures: dict[str, FoundPicture],
    written: Event,
    library: "Library",
) -> _Answer:
    written.wait(JOURNAL_FIRST)
    _keep_pictures(pictures, library)
    article, review, kind, author, machine = sending
    there = library.reviews.of(article.id) if line.revision is not None else line.review
    if there != line.review:
        review = joined(there, review)
    # Before the text: should only this come through, the journal has the text whose places these are.
    library.reviews.put(article.id, review, author=author)
    line.review = tidy_review(review)
    saved = library.articles.save(article, kind=kind, author=author, device=machine, parent=line.revision)
    line.revision = saved.revision
    return _Answer(saved, review)


def _go_on_from(line: Line, revision: str, review: Review, _library: "Library") -> None:
    line.revision, line.review = revision, review


def _keep_pictures(pictures: dict[str, FoundPicture], library: "Library") -> None:
    from morat.operations.photographs import PICTURE_FAULTS, keep_picture

    for sha, found in pictures.items():
        try:
            keep_picture(library, sha, found)
        except UserError as error:
            # A picture that nobody can read must not keep the text from being saved.
            if error.message.code not in PICTURE_FAULTS:
                raise


def _later(_error: Exception) -> None:
    """The save that follows tries the same again, and says so."""

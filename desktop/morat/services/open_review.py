"""What is said of the open piece: it goes along with the text, and its steps are on the undo history."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple, cast

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.anchors import Anchors
from morat.newsroom.article import Article
from morat.newsroom.review import Review, gone_on, settled, tidy_review
from morat.services.history import History


class _Way(NamedTuple):
    """What was said, and what was made of it."""

    before: Review
    after: Review


class OpenReview(QObject):
    """Comments and suggestions of one open article, at the places they have in its text.

    Signals:
        edited(): somebody said something, or took it back: it is to be saved.
        changed(): what is said is another now, or stands elsewhere than when it was asked for last.
    """

    edited = Signal()
    changed = Signal()

    def __init__(self, snapshot: Callable[[], Article], history: History, parent: QObject) -> None:
        """Begin with nothing said of the piece that ``snapshot`` gives; steps go to ``history``."""
        super().__init__(parent)
        self._snapshot = snapshot
        self._history = history
        self._anchors: Anchors | None = None
        self._coming: Review | None = None
        history.stack.moved.connect(self._on_moved)

    def now(self) -> Review:
        """Return what is said, with the places of the text as it stands now; costs what has changed."""
        if self._coming is not None:
            return self._coming
        if self._anchors is None:
            return Review()
        before = self._anchors.review
        review = self._anchors.follow(self._snapshot())
        if review is not before:
            self.changed.emit()
        return review

    def begin(self, review: Review) -> None:
        """Go on with what the library has; its places are those of the text as it is now. No step."""
        if self._anchors is None and review == Review():
            return
        if self._anchors is None or review != self.now():
            self._take(review)
            self.changed.emit()

    def say(self, review: Review, code: str) -> None:
        """Let ``review`` be what is said from now on, as one step named by ``code``; equal is no step.

        Its places are those of the text as it is now.
        """
        before = self.now()
        if review == before:
            return
        at = datetime.now(UTC).isoformat(timespec="seconds")
        after = settled(before, tidy_review(review), at)
        self._history.change(code, self._go, _Way(after, before), _Way(before, after))

    def _go(self, way: object) -> None:
        before, after = cast("_Way", way)
        # With a step of the text the places fit once all of it is undone.
        self._coming = gone_on(before, after, self.now())

    @Slot()
    def _on_moved(self) -> None:
        if self._coming is not None:
            review, self._coming = self._coming, None
            self._take(review)
            self.edited.emit()
            self.changed.emit()

    def _take(self, review: Review) -> None:
        if self._anchors is None:
            self._anchors = Anchors(self._snapshot(), review)
        else:
            self._anchors.put(self._snapshot(), review)

"""Replaces in the open article: a few places at a time, and all of it one step of the history."""

import time
from collections.abc import Iterator
from contextlib import nullcontext

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.find import Plan, edited_beside
from morat.services.document.replacing import Replacing
from morat.services.open_article import OpenArticle
from morat.services.steps import Step
from morat.services.turns import Turns

PATIENCE = 0.3
"""Seconds after which it is told how far a replacement is."""


class Replacer(QObject):
    """One replacement at a time; a new one waits for the one before.

    What a person does meanwhile, wherever, comes behind it: the rest is done at once.

    Signals:
        progressed(int): so many per cent of the text are behind it; one that is done soon says nothing.
        ended(int): it is over; how many places read otherwise now.
    """

    progressed = Signal(int)
    ended = Signal(int)

    def __init__(self, parent: QObject) -> None:
        """Begin with nothing to replace."""
        super().__init__(parent)
        self._now: _Replacement | None = None
        self._begun = 0.0
        self._turns = Turns(self)
        self._turns.turned.connect(self._on_turned)

    @property
    def is_busy(self) -> bool:
        """Whether a replacement is under way."""
        return self._now is not None

    def replace(self, article: OpenArticle, plan: Plan, code: str) -> None:
        """Make what of ``plan`` still stands as one step of ``article``, named by ``code``."""
        self.settle()
        self._begun = time.monotonic()
        self._now = _Replacement(article, plan, code)
        self._turns.begin(_all_of(self._now), self._on_done)

    def cancel(self) -> None:
        """End it and take back what has been replaced already, unless something else was done since."""
        if self._now is not None:
            now, self._now = self._now, None
            self._turns.stop()
            self.ended.emit(0 if now.take_back() else now.taken)

    @Slot()
    def settle(self) -> None:
        """Do the rest at once: the piece is about to leave, in whichever way, or to be typed in."""
        self._turns.settle()

    @Slot()
    def _on_turned(self) -> None:
        if self._now is not None and time.monotonic() - self._begun > PATIENCE:
            self.progressed.emit(self._now.percent)

    def _on_done(self) -> None:
        now, self._now = self._now, None
        if now is not None:
            self.ended.emit(now.taken)


class _Replacement:
    """One replacement on its way."""

    def __init__(self, article: OpenArticle, plan: Plan, code: str) -> None:
        self.article = article
        self._plan = plan
        self._code = code
        self._body = Replacing(article.body, plan.blocks)
        self._beside = 0
        self._is_begun = False
        self._step: Step | None = None
        self._revision = 0

    @property
    def taken(self) -> int:
        """How many places read otherwise now: none where somebody has undone it."""
        is_undone = self._step is not None and not self._stands
        return 0 if is_undone else self._beside + self._body.changed

    @property
    def percent(self) -> int:
        """How much of the text is behind it."""
        return self._body.percent

    @property
    def is_done(self) -> bool:
        """Whether nothing is left; or somebody has undone it meanwhile, which ends it."""
        return self._is_begun and (self._body.is_done or not self._stands)

    def go_on(self) -> None:
        """Replace in the fields and beside the photos, then in one stretch of the body after the other."""
        article = self.article
        if not self._is_begun:
            self._begin()
        elif self._step is not None and article.body.revision() == self._revision:
            with article.history.growing(self._step):
                self._replace(self._body)
        else:
            self._finish_apart()
        self._revision = article.body.revision()

    def _replace(self, work: Replacing) -> None:
        with self.article.history.going_on() if work.joins else nullcontext():
            work.go_on()

    def take_back(self) -> bool:
        """Undo it where nothing was done since; say whether it was."""
        stack = self.article.history.stack
        is_last = self._stands and stack.last is self._step
        if is_last and self.article.body.revision() == self._revision:
            stack.undo()
            return True
        return False

    @property
    def _stands(self) -> bool:
        stack = self.article.history.stack
        return self._step is not None and stack.has(self._step) and not stack.is_busy

    def _begin(self) -> None:
        article, history = self.article, self.article.history
        before = history.stack.last
        name = article.step_name(self._code)
        with article.naming(self._code), history.together(name):
            for field, document in article.fields.items():
                work = Replacing(document, {"": texts} if (texts := self._plan.fields.get(field)) else {})
                while not work.is_done:
                    self._replace(work)
                self._beside += work.changed
            for photo, count in edited_beside(article.article().blocks, self._plan):
                article.change_photo(photo.id, caption=photo.caption, credit=photo.credit, alt=photo.alt)
                self._beside += count
            # Places that say already what they shall make no step.
            while not (self._body.is_done or self._body.changed):
                self._replace(self._body)
        self._is_begun = True
        self._step = None if history.stack.last is before else history.stack.last

    def _finish_apart(self) -> None:
        """Make what is left a step of its own: somebody else has edited the body, and places are others."""
        article, rest = self.article, Replacing(self.article.body, self._body.left)
        self._body.stop()
        with article.naming(self._code), article.history.together(article.step_name(self._code)):
            while not rest.is_done:
                self._replace(rest)
        self._beside += rest.changed


def _all_of(work: _Replacement) -> Iterator[None]:
    """Replace, stretch by stretch; the journal pays for each as it comes."""
    while not work.is_done:
        work.go_on()
        work.article.read_on()
        yield

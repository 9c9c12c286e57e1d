"""Replaces in the open article: a few places at a time, and all of it one step of the history."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from morat.newsroom.find import Plan, edited_beside
from morat.services.document.replacing import Replacing
from morat.services.open_article import OpenArticle

TURN = 0.006
"""Seconds after which the window has its turn."""
PATIENCE = 0.3
"""Seconds after which it is told how far it is."""


class Replacer(QObject):
    """One replacement at a time; a new one waits for the one before.

    What is typed meanwhile comes behind it: a key that the editor is given has the rest done at once.

    Signals:
        progressed(int): so many per cent of the text are behind it; one that is done soon says nothing.
        ended(int): it is over; how many places read otherwise now.
    """

    progressed = Signal(int)
    ended = Signal(int)

    def __init__(self, editor: QObject, parent: QObject) -> None:
        """Replace in what ``editor`` shows."""
        super().__init__(parent)
        self._editor = editor
        self._now: _Replacement | None = None
        self._begun = 0.0
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)

    @property
    def is_busy(self) -> bool:
        """Whether a replacement is under way."""
        return self._now is not None

    def replace(self, article: OpenArticle, plan: Plan, code: str) -> None:
        """Make what of ``plan`` still stands as one step of ``article``, named by ``code``."""
        self.settle()
        self._begun = time.monotonic()
        self._now = _Replacement(article, plan, code)
        self._editor.installEventFilter(self)
        self._on_turn()

    def cancel(self) -> None:
        """End it and take back what has been replaced already, unless something else was done since."""
        if self._now is not None:
            self._now.take_back()
            self._end(self._now.taken)

    @Slot()
    def settle(self) -> None:
        """Do the rest at once: the piece is about to leave, in whichever way, or to be typed in."""
        if self._now is not None:
            while not self._now.is_done:
                self._now.go_on()
            self._end(self._now.taken)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nothing be typed into half of it."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.Drop):
            self.settle()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_turn(self) -> None:
        now = self._now
        if now is None:
            return
        article, until = now.article, time.perf_counter() + TURN
        while not now.is_done:
            now.go_on()
            article.read_on()
            if time.perf_counter() > until:
                break
        if now.is_done:
            self._end(now.taken)
            return
        if time.monotonic() - self._begun > PATIENCE:
            self.progressed.emit(now.percent)
        self._turn.start()

    def _end(self, taken: int) -> None:
        self._now = None
        self._turn.stop()
        self._editor.removeEventFilter(self)
        self.ended.emit(taken)


class _Replacement:
    """One replacement on its way."""

    def __init__(self, article: OpenArticle, plan: Plan, code: str) -> None:
        self.article = article
        self._plan = plan
        self._code = code
        self._body = Replacing(article.body, plan.blocks)
        self._beside = 0
        self._is_begun = False
        self._step: object = None
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
        elif article.body.revision() == self._revision:
            with article.history.going_on():
                self._body.go_on(joined=True)
        else:
            self._finish_apart()
        self._revision = article.body.revision()

    def take_back(self) -> None:
        """Undo it where nothing was done since."""
        stack = self.article.history.stack
        if self._stands and stack.last is self._step and self.article.body.revision() == self._revision:
            stack.undo()

    @property
    def _stands(self) -> bool:
        return self._step is not None and self.article.history.stack.has(self._step)

    def _begin(self) -> None:
        article, history = self.article, self.article.history
        before = history.stack.last
        name = article.step_name(self._code)
        with article.naming(self._code), history.together(name):
            for field, document in article.fields.items():
                work = Replacing(document, {"": texts} if (texts := self._plan.fields.get(field)) else {})
                while not work.is_done:
                    work.go_on(joined=False)
                self._beside += work.changed
            for photo, count in edited_beside(article.article().blocks, self._plan):
                article.change_photo(photo.id, caption=photo.caption, credit=photo.credit, alt=photo.alt)
                self._beside += count
            # Places that say already what they shall make no step: the next ones would join an older one.
            while not (self._body.is_done or self._body.changed):
                self._body.go_on(joined=False)
        self._is_begun = True
        self._step = None if history.stack.last is before else history.stack.last

    def _finish_apart(self) -> None:
        """Make what is left a step of its own: somebody else has edited the body, and places are others."""
        article, rest = self.article, Replacing(self.article.body, self._body.left)
        self._body.stop()
        with article.naming(self._code), article.history.together(article.step_name(self._code)):
            while not rest.is_done:
                rest.go_on(joined=False)
        self._beside += rest.changed

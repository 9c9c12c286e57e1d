"""Proofread the open article in the background, a moment after the last key.

What was edited and what is on the screen is read first and told at once; then the rest, a slice at a time,
so that a newer text has to wait for a slice and not for all of 100,000 words. A paragraph that has been
read is not read again. The families that compare the texts of a piece come last.
"""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.findings import Finding
from morat.newsroom.ignoring import Ignored, Ignoring
from morat.newsroom.messages import Message
from morat.services.house_desk import Loaded
from morat.services.jobs import Jobs
from morat.services.open_article import OpenArticle
from morat.services.pause import Pause

if TYPE_CHECKING:
    from morat.language.passages import Passage
    from morat.language.proofread import Reader

PAUSE = 400
"""Milliseconds without an edit after which the text is read."""
REST = 1600
"""Milliseconds without an edit until the texts of the whole piece are compared with each other."""
SLICE = 2500
"""Code points that are read in one go, some 20 ms of work: then a newer text may have its turn."""
BREATH = 0.0005
"""Seconds of rest after each paragraph: half a second for 100,000 words."""
TOLD_EVERY = 40
"""Slices after which what has been found so far is told."""


class Found(NamedTuple):
    """What was found: ``whole`` when everything was read, else so far.

    ``ignored`` are the findings that somebody does not want to see, with what says so; ``warnings``
    what is to be said of the files of the house style.
    """

    findings: list[Finding]
    ignored: list[tuple[Finding, Ignored]]
    whole: bool
    warnings: tuple[Message, ...] = ()


class Proofreader(QObject):
    """Reads snapshots of one open article.

    Signals:
        found(object): a Found of the newest snapshot; the last one of a snapshot is whole.
    """

    found = Signal(object)

    def __init__(
        self,
        article: OpenArticle,
        jobs: Jobs,
        load: Callable[[], Loaded],
        visible: Callable[[], Iterable[str]],
        parent: QObject | None = None,
    ) -> None:
        """Read ``article`` on a thread of ``jobs`` (one thread), now and after every change.

        ``load`` gives the house style, on that thread; ``visible`` the ids of the blocks on the screen.
        """
        super().__init__(parent)
        self._article = article
        self._jobs = jobs
        self._visible = visible
        self._desk = _Desk(load)
        self._ignoring = Ignoring()
        self._resting: _Read | None = None
        self._pause = Pause(article, PAUSE, self)
        self._pause.begun.connect(self.read)
        self._rest = Pause(article, REST, self)
        self._rest.begun.connect(self._on_rested)

    @Slot()
    def read(self) -> None:
        """Read the article as it is now."""
        self._resting = None
        read = _Read(self._desk, self._article.article(), self._ignoring, frozenset(self._visible()))
        self._go_on(read)

    def ignore(self, ignored: Iterable[Ignored]) -> None:
        """Leave out these findings from now on, and no others."""
        self._ignoring = Ignoring(ignored)
        self.read()

    @Slot()
    def reload(self) -> None:
        """Read everything anew, in the house style as it is now."""
        self._desk = _Desk(self._desk.load)
        self.read()

    def let_go(self) -> None:
        """Read no more; what is being read is heard by nobody."""
        self._pause.stop()
        self._rest.stop()
        self._jobs.drop("proofread")
        self.deleteLater()

    def _go_on(self, read: "_Read") -> None:
        self._jobs.run(read.go_on, partial(self._on_slice, read), topic="proofread")

    def _on_slice(self, read: "_Read", found: Found | None) -> None:
        if found is not None:
            self.found.emit(found)
        if found is not None and found.whole:
            return
        if read.may_rest and not self._rest.is_one:
            self._resting = read
        else:
            self._go_on(read)

    @Slot()
    def _on_rested(self) -> None:
        read, self._resting = self._resting, None
        if read is not None:
            self._go_on(read)


class _Desk:
    """The reader of one style with all it remembers; used on the thread of the jobs alone."""

    def __init__(self, load: Callable[[], Loaded]) -> None:
        self.load = load
        self.warnings: tuple[Message, ...] = ()
        self.has_compared = False
        self._reader: Reader | None = None

    def reader(self) -> "Reader":
        if self._reader is None:
            from morat.language.proofread import Reader

            style, self.warnings = self.load()
            self._reader = Reader(style)
            _leave_alone("the code of the families")
        return self._reader


@lru_cache
def _leave_alone(_what: str) -> None:
    """Tell Python's collector, once for each, that what is there by now stays.

    To look through all of it holds up every thread: 30 to 110 ms in which no key was taken.
    """
    gc.freeze()


class _Read:
    """One snapshot being read, a slice at a time.

    ``may_rest`` once its texts are read, where few of them were new: to compare them may wait.
    """

    def __init__(self, desk: _Desk, article: Article, ignoring: Ignoring, first: frozenset[str]) -> None:
        self._desk = desk
        self._article = article
        self._ignoring = ignoring
        self._first = first
        self.may_rest = False
        self._steps: Iterator[Found | None] | None = None

    def go_on(self) -> Found | None:
        """Read a slice; return what is to be told, None for nothing new."""
        if self._steps is None:
            self._steps = self._all_steps()
        return next(self._steps)

    def _all_steps(self) -> Iterator[Found | None]:
        from morat.language.passages import CONTEXT, passages_of

        reader = self._desk.reader()
        passages = tuple(passages_of(self._article))
        unread = [one for one in passages if one.field not in CONTEXT and not reader.knows(one.text)]
        # Few are unread: those were edited just now. Many: the piece has just been opened.
        few = len(unread) * 2 < len(passages)
        first = [one for one in unread if few or one.block is None or one.block in self._first]
        for _ in _learnt(reader, first):
            yield None
        self.may_rest = few and self._desk.has_compared
        if unread or self.may_rest:
            yield self._told(reader, passages)
        for number, _ in enumerate(_learnt(reader, unread), 1):
            yield None if number % TOLD_EVERY else self._told(reader, passages)
        for _ in reader.compare(passages):
            yield None
        self._desk.has_compared = True
        reader.rest()
        _leave_alone("what they have loaded to read with")
        yield self._told(reader, passages, whole=True)

    def _told(self, reader: "Reader", passages: "Sequence[Passage]", *, whole: bool = False) -> Found:
        return Found(*reader.known(passages, self._ignoring), whole, self._desk.warnings)


def _learnt(reader: "Reader", passages: "Iterable[Passage]") -> Iterator[None]:
    """Have the reader learn ``passages``, yielding after each slice."""
    read = 0
    for passage in passages:
        if reader.knows(passage.text):
            continue
        reader.learn(passage.text)
        # Whoever waits for Python's lock, the keys above all, gets it now and not in some milliseconds.
        time.sleep(BREATH)
        read += len(passage.text) + 1
        if read >= SLICE:
            read = 0
            yield

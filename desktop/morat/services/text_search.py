"""Find words in the open article, off the GUI thread, and work out what shall stand in their places."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.newsroom.blocks import Block
from morat.newsroom.find import Finder, Found, Passage, Plan, Wanted, passages_of
from morat.newsroom.letters import Folding
from morat.newsroom.messages import UserError
from morat.services.jobs import Jobs
from morat.services.open_article import FIELDS, OpenArticle, plain_text

PAUSE = 150
"""Milliseconds without a key after which a text that has changed is searched again."""


class TextSearch(QObject):
    """Searches snapshots of one article after the other for what is wanted, and again as they change.

    Signals:
        found(object): a Found of the newest text.
        planned(object): the Plan of the edits that were asked for.
        failed(object): a Message: a pattern that cannot be read or takes too long.
        refused(object): a Message: the replacement cannot be made.
    """

    found = Signal(object)
    planned = Signal(object)
    failed = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with no article and nothing to look for."""
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._jobs.failed.connect(self._on_crash)
        self._article: OpenArticle | None = None
        self._wanted = Wanted("")
        self._listens = False
        self._desk = _Desk()
        self._numbers = count(1)
        self._newest = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.search)

    def show_article(self, article: OpenArticle | None) -> None:
        """Search ``article`` from now on."""
        self._listen(to_edits=False)
        self._jobs.drop("plan")
        self._article = article
        self._listen(to_edits=bool(self._wanted.text))

    @property
    def is_behind(self) -> bool:
        """Whether the text has changed since it was searched."""
        return self._timer.isActive()

    def look_for(self, wanted: Wanted) -> None:
        """Search for ``wanted``, now and after every change; for nothing where its text is empty."""
        self._wanted = wanted
        self._listen(to_edits=bool(wanted.text))
        self.search()

    @Slot()
    def search(self) -> None:
        """Search the article as it is now."""
        self._timer.stop()
        self._newest = number = next(self._numbers)
        if self._article is None or not self._wanted.text:
            self._jobs.drop("find")
            self.found.emit(Found())
            return
        fields = [(field, plain_text(self._article.fields[field])) for field in FIELDS]
        snapshot = self._article.article().blocks
        work = partial(self._desk.search, self._wanted, fields, snapshot, partial(self._is_newest, number))
        self._jobs.run(work, self.found.emit, failed=self._on_failed, topic="find")

    def plan(self, numbers: Iterable[int] | None, text: str, *, keep_case: bool) -> None:
        """Work out what puts ``text`` in the places of the hits with these numbers, None for all.

        They are those of the last search that has been answered, if none has begun since.
        """
        work = partial(self._desk.plan, numbers, text, keep_case)
        self._jobs.run(work, self.planned.emit, failed=self._on_plan_failed, topic="plan")

    def stop(self) -> None:
        """Begin nothing new: the program ends."""
        self._newest = 0
        self._timer.stop()
        self._jobs.stop()

    def _is_newest(self, number: int) -> bool:
        return number == self._newest

    def _listen(self, *, to_edits: bool) -> None:
        """Hear of edits, or of none: while nothing is looked for no key shall cost anything here."""
        if self._article is not None and to_edits != self._listens:
            self._listens = to_edits
            if to_edits:
                self._article.edited.connect(self._timer.start)
            else:
                self._article.edited.disconnect(self._timer.start)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error.message)

    def _on_plan_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(error.message)

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        raise error


class _Desk:
    """What is remembered from one search to the next; used on the thread of the jobs alone."""

    def __init__(self) -> None:
        self._folding: Folding | None = None
        self._finder: Finder | None = None
        self._found = Found()

    def search(
        self,
        wanted: Wanted,
        fields: Iterable[tuple[str, str]],
        blocks: tuple[Block, ...],
        is_wanted: Callable[[], bool],
    ) -> Found:
        self._found, self._finder = Found(), None
        finder = Finder(wanted, self._folding)
        self._folding = finder.folding
        above = [Passage(field, None, 0, text) for field, text in fields]
        self._found = finder.search([*above, *passages_of(blocks)], is_wanted)
        self._finder = finder
        return self._found

    def plan(self, numbers: Iterable[int] | None, text: str, keep_case: bool) -> Plan:  # noqa: FBT001
        finder, found = self._finder, self._found
        if finder is None:
            return Plan()
        wanted = range(len(found)) if numbers is None else numbers
        edits = (finder.replacement(found, number, text, keep_case=keep_case) for number in wanted)
        return Plan(edit for edit in edits if edit is not None)

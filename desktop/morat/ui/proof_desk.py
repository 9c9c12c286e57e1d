"""Proofreading of the open piece: the reader behind it, the list beside it, the marks in the text."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.catalogue import Catalogue, fields
from morat.newsroom.findings import Finding
from morat.newsroom.ignoring import Ignored
from morat.services.house_desk import HouseDesk
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk
from morat.services.open_article import OpenArticle
from morat.services.proofreader import Found, Proofreader
from morat.ui.editor.page import Page
from morat.ui.review.findings import FindingRow, FindingsPanel

if TYPE_CHECKING:
    from morat.operations.house import House
    from morat.services.library_desk import Library


class ProofDesk(QObject):
    """Reads the open piece and does what is chosen for a finding.

    Signals:
        found(object): a Found; what it says is shown by now.
        counted(int, int): so many errors and so many other findings.
        failed(object): a Message to show.
    """

    found = Signal(object)
    counted = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self, words: Catalogue, desk: LibraryDesk, page: Page, style: str, house: Callable[[], "House"]
    ) -> None:
        """Mark the text of ``page``; read in the house style called ``style`` of ``house``."""
        super().__init__(page)
        self._words = words
        self._desk = desk
        self._page = page
        # One thread: what a reader remembers belongs to it.
        self._jobs = Jobs(self)
        self.house = HouseDesk(house, style, self._jobs, self)
        self.panel = FindingsPanel(words, page.window())
        self._article: OpenArticle | None = None
        self._proofreader: Proofreader | None = None
        self._findings: list[Finding] = []
        self._ignored: list[Ignored] = []
        self._told: tuple[object, ...] = ()
        self._jobs.failed.connect(self._on_crash)
        self.house.changed.connect(self._on_house_changed)
        self.house.failed.connect(self.failed)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.suggestionTaken.connect(self._on_suggestion)

    def show_article(self, article: OpenArticle) -> None:
        """Read ``article`` from now on, and no other."""
        self.let_go()
        self._article = article
        self._proofreader = Proofreader(article, self._jobs, self.house.load, self._page.visible_blocks, self)
        self._proofreader.found.connect(self._on_found)
        self._proofreader.read()
        self._ignored = []
        self._desk.ask(partial(_ignored_in, article.id), self._on_ignored, failed=_nothing, topic="ignored")

    def let_go(self) -> None:
        """Read no article any more."""
        self._findings = []
        self._article = None
        if self._proofreader is not None:
            self._proofreader.let_go()
            self._proofreader = None

    def stop(self) -> None:
        """Let what is being read run to its end and begin nothing new: the program ends."""
        self._jobs.stop()

    def next(self) -> None:
        """Go to the next finding."""
        self.panel.list.setFocus()
        self.panel.next()

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._findings = found.findings
        self._page.show_findings(found.findings)
        self.panel.show_rows([self._row(finding) for finding in found.findings])
        errors = sum(finding.severity == "error" for finding in found.findings)
        self.counted.emit(errors, len(found.findings) - errors)
        if found.warnings != self._told:
            # Once is enough, for each state of the files.
            self._told = found.warnings
            for message in found.warnings:
                self.failed.emit(message)
        self.found.emit(found)

    def _row(self, finding: Finding) -> FindingRow:
        return FindingRow(
            finding.severity,
            finding.text,
            finding.suggestions,
            self._words.say(finding.reason),
            self._words.text(fields.name_of(finding.field)),
        )

    def _on_ignored(self, ignored: list[Ignored]) -> None:
        self._ignored = ignored
        if self._proofreader is not None and ignored:
            self._proofreader.ignore(ignored)

    @Slot()
    def _on_house_changed(self) -> None:
        if self._proofreader is not None:
            self._proofreader.reload()

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        raise error

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        self._page.go_to_finding(self._findings[index])

    @Slot(int, str)
    def _on_suggestion(self, index: int, suggestion: str) -> None:
        if self._article is not None and index < len(self._findings):
            self._article.take_suggestion(self._findings[index], suggestion)


def _ignored_in(piece: str, library: "Library") -> list[Ignored]:
    return library.ignored.of(piece)


def _nothing(_error: Exception) -> None:
    """What is ignored cannot be told: everything is shown."""

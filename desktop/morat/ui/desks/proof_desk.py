"""Proofreading of the open piece: the reader behind it, the list beside it, the marks in the text."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.findings import Finding
from morat.newsroom.ignoring import NEWSROOM, Ignored
from morat.services.house_desk import HouseDesk
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle
from morat.services.proofreader import Found, Proofreader
from morat.ui.desks.block_menu import actions_at
from morat.ui.editor.page import Page
from morat.ui.review.finding_menu import HEED, IGNORE, TAKE, TAKE_ALL, WORD, FindingMenu
from morat.ui.review.findings import FindingsPanel
from morat.ui.review.findings_model import Entry, visible
from morat.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from morat.operations.house import House
    from morat.services.library_desk import Library

EDITING = ("comment", "", "undo", "redo", "", "cut", "copy", "paste", "paste_plain", "select_all")
"""Actions of the window below what is offered for a marked word; an empty name is a line."""


class ProofDesk(QObject):
    """Reads the open piece and does what is chosen for a finding.

    Signals:
        found(object): a Found; what it says is shown by now.
        counted(int, int): so many errors and so many other findings.
        offered(str, str, object): something was done, in words; the words of a button that undoes it, and
            a function that does.
        failed(object): a Message to show.
    """

    found = Signal(object)
    counted = Signal(int, int)
    offered = Signal(str, str, object)
    failed = Signal(object)

    def __init__(
        self, window: MainWindow, desk: LibraryDesk, page: Page, style: str, house: Callable[[], "House"]
    ) -> None:
        """Mark the text of ``page``; read in the house style called ``style`` of ``house``."""
        super().__init__(page)
        self._words = words = window.words
        self._actions = window.actions_by_name
        self._desk = desk
        self._page = page
        # One thread: what a reader remembers belongs to it.
        self._jobs = Jobs(self)
        self.house = HouseDesk(house, style, self._jobs, self)
        self.panel = FindingsPanel(words, window)
        self._article: OpenArticle | None = None
        self._proofreader: Proofreader | None = None
        self._findings: list[Finding] = []
        self._ignored: list[Ignored] = []
        self._told: tuple[object, ...] = ()
        self._menu_of: Finding | None = None
        self._jobs.failed.connect(self._on_crash)
        self.house.changed.connect(self._on_house_changed)
        self.house.failed.connect(self.failed)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.wanted.connect(self._on_wanted)
        self.panel.list.left.connect(self._on_left)
        page.marked.menuWanted.connect(self._on_menu_wanted)

    def show_article(self, article: OpenArticle) -> None:
        """Read ``article`` from now on, and no other."""
        self.let_go()
        self._article = article
        self._proofreader = Proofreader(article, self._jobs, self.house.load, self._page.visible_blocks, self)
        self._proofreader.found.connect(self._on_found)
        self._proofreader.read()
        self._ask_ignored()

    def let_go(self) -> None:
        """Read no article any more."""
        self._findings, self._ignored = [], []
        self._article = None
        self.panel.show_findings(())
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

    # What is done about a finding

    def take_all(self, finding: Finding, suggestion: str = "") -> None:
        """Put all right that may be put right together with ``finding``, as one step.

        By ``suggestion``, or where there is none by the first one of each.
        """
        if self._article is not None and finding.suggestions:
            alike = [one for one in self._findings if one.likeness == finding.likeness]
            if suggestion:
                alike = [replace(one, suggestions=(suggestion,)) for one in alike]
            count = self._article.take_all(alike)
            undo = self._article.history.stack.undo
            told = self._words.plural("{n} place was put right.", "{n} places were put right.", count)
            self.offered.emit(told, self._words.text("Undo"), undo)

    def ignore(self, finding: Finding, scope: str) -> None:
        """Do not show a finding again: in its place, in the piece, in the newsroom."""
        if self._article is None:
            return
        if scope == NEWSROOM:
            heed = partial(self.house.do, partial(_heed, finding))
            self.house.do(partial(_ignore, finding), partial(self._tell_ignored, finding, scope, heed))
        else:
            snapshot = self._article.article()
            self._desk.ask(
                partial(_ignore_in, snapshot, finding, scope),
                partial(self._on_ignored_in, finding, scope),
                failed=self._on_failed,
            )

    def heed(self, finding: Finding, ignored: Ignored) -> None:
        """Show a finding again that was ignored."""
        if ignored.scope == NEWSROOM:
            self.house.do(partial(_heed, finding))
        elif self._article is not None:
            self._desk.ask(
                partial(_heed_in, self._article.id, ignored), self._on_heeded, failed=self._on_failed
            )

    def add_word(self, word: str, *, personal: bool) -> None:
        """Put a word or phrase into the newsroom's dictionary, or into the person's."""
        told = self._words.text("“{word}” stands in the dictionary now.", word=word)
        remove = partial(self.house.do, partial(_remove_word, word, personal))
        offer = partial(self.offered.emit, told, self._words.text("Undo"), remove)
        self.house.do(partial(_add_word, word, personal), offer)

    # What happens

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._findings = found.findings
        self._page.show_findings(found.findings)
        self.panel.show_findings(found.findings, found.ignored)
        errors = self.panel.list.findings.counts()["error"]
        self.counted.emit(errors, len(found.findings) - errors)
        if found.warnings != self._told:
            # Once is enough, for each state of the files.
            self._told = found.warnings
            for message in found.warnings:
                self.failed.emit(message)
        self.found.emit(found)

    def _ask_ignored(self) -> None:
        if self._article is not None:
            self._desk.ask(
                partial(_ignored_in, self._article.id), self._on_ignored, failed=_nothing, topic="ignored"
            )

    def _on_ignored(self, ignored: list[Ignored]) -> None:
        if self._proofreader is not None and ignored != self._ignored:
            self._ignored = ignored
            self._proofreader.ignore(ignored)

    def _on_ignored_in(self, finding: Finding, scope: str, ignored: Ignored) -> None:
        if self._article is not None:
            piece = self._article.id
            heed = partial(self._desk.ask, partial(_heed_in, piece, ignored), self._on_heeded)
            self._tell_ignored(finding, scope, heed)
        self._ask_ignored()

    def _on_heeded(self, _nothing: None) -> None:
        self._ask_ignored()

    def _tell_ignored(self, finding: Finding, scope: str, undo: Callable[[], object]) -> None:
        word = visible(finding.text)
        told = {
            "once": self._words.text("“{word}” is ignored in this place.", word=word),
            "piece": self._words.text("“{word}” is ignored in this piece.", word=word),
        }.get(scope, self._words.text("“{word}” is ignored in the whole newsroom.", word=word))
        self.offered.emit(told, self._words.text("Undo"), undo)

    @Slot()
    def _on_house_changed(self) -> None:
        if self._proofreader is not None:
            self._proofreader.reload()

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        raise error

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))

    @Slot(object)
    def _on_chosen(self, entry: Entry) -> None:
        self._page.go_to_finding(entry.finding)

    @Slot(object)
    def _on_left(self, entry: Entry | None) -> None:
        if entry is None:
            self._page.body.setFocus()
        else:
            self._page.go_to_finding(entry.finding, take_keys=True)

    @Slot(object, str, str)
    def _on_wanted(self, entry: Entry, what: str, how: str) -> None:
        self._do(entry.finding, entry.ignored, what, how)

    def _do(self, finding: Finding, ignored: Ignored | None, what: str, how: str) -> None:
        if what == TAKE and self._article is not None:
            self._article.take_suggestion(finding, how)
        elif what == TAKE_ALL:
            self.take_all(finding, how)
        elif what == IGNORE:
            self.ignore(finding, how)
        elif what == HEED and ignored is not None:
            self.heed(finding, ignored)
        elif what == WORD:
            self.add_word(finding.text, personal=how == "personal")

    @Slot(object, object)
    def _on_menu_wanted(self, finding: Finding | None, place: QPoint) -> None:
        menu = FindingMenu(self._words, self._page, keys=False)
        if finding is not None:
            menu.add_fixes(finding, self.panel.list.findings.alike(finding))
            menu.add_ignoring()
            menu.add_dictionaries()
            menu.addSeparator()
            menu.wanted.connect(self._on_menu_chosen)
        self._menu_of = finding
        for name in (*self._names_at(), *EDITING):
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        menu.popup_at(place)

    def _names_at(self) -> tuple[str, ...]:
        """Return the actions for what the caret is in: a photo's sizes, letters of chosen words."""
        body = self._page.body
        names = actions_at(body.textCursor()) if self._page.focused() is body else ()
        return (*names, "") if names else ()

    @Slot(str, str)
    def _on_menu_chosen(self, what: str, how: str) -> None:
        if self._menu_of is not None:
            self._do(self._menu_of, None, what, how)


def _ignored_in(piece: str, library: "Library") -> list[Ignored]:
    return library.ignored.of(piece)


def _ignore_in(article: Article, finding: Finding, scope: str, library: "Library") -> Ignored:
    from morat.operations.proofing import ignore

    return ignore(library, article, finding, scope)


def _heed_in(piece: str, ignored: Ignored, library: "Library") -> None:
    library.ignored.remove(piece, ignored)


def _ignore(finding: Finding, house: "House") -> None:
    house.ignore(finding.rule, finding.text)


def _heed(finding: Finding, house: "House") -> None:
    house.heed(finding.rule, finding.text)


def _add_word(word: str, personal: bool, house: "House") -> None:  # noqa: FBT001 - bound by partial
    house.add_word(word, personal=personal)


def _remove_word(word: str, personal: bool, house: "House") -> None:  # noqa: FBT001 - likewise
    house.remove_word(word, personal=personal)


def _nothing(_error: Exception) -> None:
    """What is ignored cannot be told: everything is shown."""

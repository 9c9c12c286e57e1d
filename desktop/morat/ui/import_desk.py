"""After a file came in: says what was guessed and what editors said, and takes either back with one click."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from morat.catalogue.marking import mark
from morat.ui.workbench import Workbench

if TYPE_CHECKING:
    from morat.newsroom.incoming import Guess
    from morat.newsroom.review import Review
    from morat.operations.importing import Imported
    from morat.services.library_desk import Library

Offer = Callable[[str, str, Mapping[str, Callable[[], None]]], None]
_SHOWN = 60
_FIELDS = {
    "kicker": mark("Kicker"),
    "headline": mark("Headline"),
    "deck": mark("Deck"),
    "standfirst": mark("Standfirst"),
    "byline": mark("Byline"),
    "caption": mark("Caption"),
    "frame": mark("Caption"),
    "subhead": mark("Subhead"),
}


class ImportDesk(QObject):
    """What came in last; ``menu`` lists what was guessed of it while it is open."""

    def __init__(self, bench: Workbench, offer: Offer) -> None:
        """Act on the piece of ``bench``; ``offer`` shows a sentence with buttons above the page."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer
        self._piece = ""
        self._guesses: tuple[Guess, ...] = ()
        self._left: list[Guess] = []
        self._review: Review | None = None
        self.menu: QMenu | None = None

    def show(self, imported: "Imported") -> None:
        """Say what is to be said of a file that came in and is open now."""
        self._piece, self._review = imported.article.id, imported.review
        self._guesses, self._left = imported.guesses, list(imported.guesses)
        told = [self._words.say(warning) for warning in imported.warnings]
        if self._left:
            told.insert(0, self._guessed())
        if told:
            self._offer("info", " ".join(told), self._offers())

    def _guessed(self) -> str:
        names = [self._words.text(_FIELDS[one.field]) for one in self._guesses]
        counts = {name: names.count(name) for name in dict.fromkeys(names)}
        shown = ", ".join(name if count == 1 else f"{name} ({count})" for name, count in counts.items())
        return self._words.text("Guessed: {fields}.", fields=shown)

    def _offers(self) -> dict[str, Callable[[], None]]:
        offers: dict[str, Callable[[], None]] = {}
        if self._left:
            offers[self._words.text("Guessed wrongly…")] = self._list
        if self._review and self._review.suggestions:
            offers[self._words.text("Take in all changes")] = self._take_in
        return offers

    def _list(self) -> None:
        """Open the list of what was guessed: a click on a line makes a paragraph of it again."""
        # Most sessions bring nothing in: what it needs is loaded, and made, for those that do.
        from morat.newsroom.guesses import text_of

        if self.menu is None:
            self.menu = QMenu(self._bench.window)
            self.menu.setObjectName("guessesMenu")
            self.menu.triggered.connect(self._on_chosen)
        self.menu.clear()
        for number, guess in enumerate(self._left):
            name, text = self._words.text(_FIELDS[guess.field]), text_of(guess)
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            said = self._words.text(
                "Not {field}: “{text}”", field=name.lower(), text=shown.replace("&", "&&")
            )
            self.menu.addAction(said).setData(number)
        self.menu.popup(QCursor.pos())

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        """Take back the guess of a line that was clicked."""
        from morat.newsroom.guesses import undone

        article = self._bench.article
        if article is None or article.id != self._piece:
            return
        self._bench.page.commit()
        guess = self._left.pop(action.data())
        article.become(undone(article.article(), guess, self._guesses), "take-back-guess")
        if self._offers():
            self._offer("info", self._guessed(), self._offers())

    def _take_in(self) -> None:
        """Take in every suggested change; what does not fit any more stays a suggestion."""
        from morat.newsroom.accepting import accept_all

        article = self._bench.article
        if article is None or article.id != self._piece or self._review is None:
            return
        self._bench.page.commit()
        done = accept_all(article.article(), self._review)
        article.become(done.article, "take-in-changes")
        self._review = done.review
        author, piece = self._bench.author, self._piece

        def keep(library: "Library") -> None:
            library.reviews.put(piece, done.review, author=author)

        self._bench.desk.ask(keep, _nothing)
        if self._left:
            self._offer("info", self._guessed(), self._offers())


def _nothing(_answer: object) -> None:
    """Nothing is to be done once it is kept."""

"""After a file came in: says what was guessed and what editors said, and takes either back with one click."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from morat.catalogue.marking import mark
from morat.newsroom.messages import Message
from morat.ui.desks.workbench import Workbench
from morat.ui.window.notice_bar import NoticeBar

if TYPE_CHECKING:
    from morat.newsroom.article import Article
    from morat.newsroom.incoming import Guess, Incoming
    from morat.operations.importing import Imported
    from morat.services.open_article import OpenArticle

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


class _Standing(NamedTuple):
    """What may still be taken back, or in: guesses, and so many changes that editors suggest."""

    guesses: "tuple[Guess, ...]" = ()
    suggestions: int = 0


class ImportDesk(QObject):
    """What came in last; ``menu`` lists what was guessed of it while it is open."""

    def __init__(self, bench: Workbench, offer: Offer, notices: NoticeBar) -> None:
        """Act on the piece of ``bench``; ``offer`` shows a sentence with buttons in ``notices``."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer
        self._notices = notices
        self._told: Sequence[Message] = ()
        self._said = ""
        self._piece = ""
        self._guesses: tuple[Guess, ...] = ()
        self._standing = _Standing()
        self.menu: QMenu | None = None
        bench.opened.connect(self._on_opened)
        bench.fileRead.connect(self._on_file_read)

    def show(self, imported: "Imported") -> None:
        """Say what is to be said of a file that came in and is open now."""
        self._begin(imported.article, imported.guesses, len(imported.review.suggestions))
        self._say(imported.warnings)

    def offer(self, name: str, imported: "Imported") -> None:
        """Offer to open what came in of the file ``name`` while somebody went on writing elsewhere."""
        said = self._words.text("{file} is in the list of pieces now.", file=name)
        self._offer("info", said, {self._words.text("Open"): partial(self._open, imported)})

    def _open(self, imported: "Imported") -> None:
        self._bench.open_piece(imported.article.id)
        self.show(imported)

    @Slot(object)
    def _on_file_read(self, incoming: "Incoming") -> None:
        """Say what is to be said of a file that is open and no piece of the library yet."""
        from morat.operations.importing import kept

        self._begin(incoming.article, incoming.guesses, len(incoming.review.suggestions))
        self._say((*incoming.warnings, *kept(incoming.review)))

    @Slot(str)
    def _on_opened(self, piece: str) -> None:
        """Fall silent of a piece that is no longer the one on the page."""
        if piece != self._piece:
            self._hush()

    def _begin(self, article: "Article", guesses: "tuple[Guess, ...]", suggestions: int) -> None:
        self._piece, self._guesses = article.id, guesses
        self._standing = _Standing(guesses, suggestions)

    def _say(self, told: Sequence[Message]) -> None:
        self._told = told
        said = [self._words.say(message) for message in told]
        if self._standing.guesses:
            said.insert(0, self._guessed())
        if said:
            self._said = " ".join(said)
            self._offer("info", self._said, self._offers())
        else:
            self._hush()

    def _hush(self) -> None:
        if self._said and self._notices.text == self._said:
            self._notices.hide()
        self._said = ""

    def _guessed(self) -> str:
        names = [self._words.text(_FIELDS[one.field]).lower() for one in self._standing.guesses]
        counts = {name: names.count(name) for name in dict.fromkeys(names)}
        shown = ", ".join(name if count == 1 else f"{name} ({count})" for name, count in counts.items())
        return self._words.text("Guessed: {fields}.", fields=shown)

    def _offers(self) -> dict[str, Callable[[], None]]:
        offers: dict[str, Callable[[], None]] = {}
        if self._standing.guesses:
            offers[self._words.text("Guessed wrongly…")] = self._list
        if self._standing.suggestions:
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
        for number, guess in enumerate(self._standing.guesses):
            name, text = self._words.text(_FIELDS[guess.field]), text_of(guess)
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            said = self._words.text(
                "Not {field}: “{text}”", field=name.lower(), text=shown.replace("&", "&&")
            )
            self.menu.addAction(said).setData(number)
        # The bar goes when a button is pressed: whoever chooses nothing may look once more.
        self._say(self._told)
        button = self._notices.buttons[0]
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        """Take back the guess of a line that was clicked."""
        from morat.newsroom.guesses import undone

        article = self._now()
        if article is None:
            return
        guesses = list(self._standing.guesses)
        guess = guesses.pop(action.data())
        self._change(
            article,
            "take-back-guess",
            undone(article.article(), guess, self._guesses),
            self._standing._replace(guesses=tuple(guesses)),
        )

    def _take_in(self) -> None:
        """Take in every suggested change; what does not fit any more stays a suggestion."""
        from morat.newsroom.accepting import accept_all

        article = self._now()
        if article is None:
            return
        done = accept_all(article.article(), article.review.now())
        left = len(done.review.suggestions)
        with article.history.together(article.step_name("take-in-changes")):
            article.review.say(done.review, "take-in-changes")
            standing = self._standing._replace(suggestions=left)
            self._change(article, "take-in-changes", done.article, standing)
        if left:
            self._said = self._words.say(Message("suggestions-unfit", n=left))
            self._offer("warning", self._said, {})

    def _now(self) -> "OpenArticle | None":
        """Return the piece that came in, with all that is typed, if it is the one on the page."""
        article = self._bench.article
        if article is None or article.id != self._piece:
            return None
        self._bench.page.commit()
        return article

    def _change(self, article: "OpenArticle", code: str, new: "Article", standing: _Standing) -> None:
        """Let the piece become ``new`` and this bar stand like that, in one step of the undo history."""
        name = article.step_name(code)
        with article.history.together(name):
            article.become(new, code)
            article.history.change(name, partial(self._stand, self._piece), self._standing, standing)

    def _stand(self, piece: str, standing: object) -> None:
        if piece == self._piece:
            self._standing = cast("_Standing", standing)
            self._say(self._suggested())

    def _suggested(self) -> tuple[Message, ...]:
        count = self._standing.suggestions
        return (Message("suggestions-kept", n=count),) if count else ()

"""Find and replace in the open piece: the bar above the page, the search behind it, the marks in the text."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.catalogue.fields import name_of
from morat.newsroom.blocks import Shown, shown_photos
from morat.newsroom.find import BESIDE, Edit, Found, Hit, Plan, Wanted
from morat.newsroom.messages import Message
from morat.newsroom.text import clean_line
from morat.services.document.places import Point
from morat.services.open_article import OpenArticle
from morat.services.replacer import Replacer
from morat.services.text_search import TextSearch
from morat.ui.editor.find_bar import FindBar
from morat.ui.editor.page import Page

AROUND = 16
"""Letters that are told on either side of a hit that is not seen on the page."""
LONGEST = 200
"""Letters of a selection that become what is looked for; a longer one is a passage and no word."""


class PageColumn(QWidget):
    """The page, with room for a bar above it. Who gives it the keys gives them to the text."""

    def __init__(self, page: Page) -> None:
        """Hold ``page`` alone."""
        super().__init__()
        self._page = page
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(page, 1)

    def put_above(self, bar: QWidget) -> None:
        """Put a bar above the page."""
        self._rows.insertWidget(0, bar)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keys on."""
        super().focusInEvent(event)
        self._page.view.in_use.setFocus()


class FindDesk(QObject):
    """One method an action; the names are those of ``actions.ACTIONS``.

    Signals:
        offered(str, str, object): something was done, in words; the words of a button that undoes it, and
            a function that does.
        photoShown(str): a hit stands in what is said of the photo in this block, and not on the page.
        settled(): what was asked for has been answered (tests wait for it).
    """

    offered = Signal(str, str, object)
    photoShown = Signal(str)
    settled = Signal()

    def __init__(self, words: Catalogue, page: Page, parent: QObject) -> None:
        """Search what is on ``page``; :attr:`column` has the page with room for the bar above it."""
        super().__init__(parent)
        self._words = words
        self._page = page
        self.column = PageColumn(page)
        self._search = TextSearch(self)
        self.replacer = Replacer(self)
        self._article: OpenArticle | None = None
        self._bar: FindBar | None = None
        self._found = Found()
        self._now: int | None = None
        self._from = Point("headline", None, 0)
        self._follows = False
        self._waiting: list[Callable[[], None]] = []
        self._is_searching = False
        self._replaces_all = False
        self._is_going = False
        self._edit: Edit | None = None
        self._search.found.connect(self._on_found)
        self._search.failed.connect(self._on_failed)
        self._search.planned.connect(self._on_planned)
        self.replacer.progressed.connect(self._on_progressed)
        self.replacer.ended.connect(self._on_replaced)
        self._search.refused.connect(self._on_refused)
        page.caretMoved.connect(self._on_caret_moved)
        page.committing.connect(self.replacer.settle)

    # The actions

    def find(self) -> None:
        """Open the bar; what is selected is looked for."""
        self._open(replacing=self._bar is not None and self._bar.isVisible() and self._bar.is_replacing)

    def find_replace(self) -> None:
        """Open the bar with the line for the replacement."""
        self._open(replacing=True)

    def find_next(self) -> None:
        """Go to the next hit."""
        self._move(1)

    def find_previous(self) -> None:
        """Go to the hit before."""
        self._move(-1)

    # What the workbench asks for

    def show_article(self, article: OpenArticle | None) -> None:
        """Search ``article`` from now on, None for no piece."""
        self.replacer.settle()
        self._article = article
        self._waiting.clear()
        self._search.show_article(article)
        if self._bar is not None and self._bar.isVisible():
            self._look(follows=False)

    def close(self) -> bool:
        """Close the bar and go on in the text, where the last hit stays selected; say whether it was open."""
        if self._bar is None or not self._bar.isVisible():
            return False
        had_keys = self._has_keys(self._bar)
        self._bar.hide()
        self._waiting.clear()
        self._search.look_for(Wanted(""))
        if had_keys:
            self._page.view.in_use.setFocus()
        return True

    def stop(self) -> None:
        """Begin nothing new: the program ends."""
        self.replacer.settle()
        self._search.stop()

    # How it is done

    @property
    def bar(self) -> FindBar:
        """The bar, made when it is first wanted."""
        if self._bar is None:
            self._bar = FindBar(self._words, self.column)
            self._bar.hide()
            self.column.put_above(self._bar)
            self._bar.wantedChanged.connect(self._on_wanted)
            self._bar.moveWanted.connect(self._move)
            self._bar.replaceWanted.connect(self._on_replace_wanted)
            self._bar.closeWanted.connect(self.close)
        return self._bar

    def _open(self, *, replacing: bool) -> None:
        was_open = self.bar.isVisible()
        selected = self._selected()
        self._from = self._page.view.point(at_end=False)
        before = self.bar.wanted
        self.bar.open(selected, replacing=replacing)
        if not was_open and self.bar.wanted == before:
            self._look(follows=True)

    def _selected(self) -> str:
        """Return the words that are selected, unless they are a passage."""
        text = self._page.view.in_use.textCursor().selection().toPlainText()
        return text if len(text) <= LONGEST and clean_line(text) == text.strip() else ""

    def _look(self, *, follows: bool) -> None:
        """Search; with ``follows`` the first hit from where the caret stood is shown."""
        self._follows = self._follows or follows
        self._is_searching = True
        self.bar.show_searching()
        self._search.look_for(self.bar.wanted)

    @Slot(int)
    def _move(self, way: int) -> None:
        if self._bar is None or not self._bar.isVisible():
            text = self._selected()
            if text:
                self.bar.sought.setText(text)
            if not self.bar.sought.text():
                self.find()
                return
            self.bar.show_lines(replacing=False)
            self._look(follows=False)
        self._do(partial(self._go_on, way))

    def _do(self, step: Callable[[], None]) -> None:
        """Take a step now, or when the search that is under way has been answered."""
        if self._search.is_behind:
            self._look(follows=False)
        if self._is_searching:
            self._waiting.append(step)
        else:
            step()

    def _go_on(self, way: int) -> None:
        if not len(self._found):
            return
        if self._now is not None:
            self._go(self._now + way)
        else:
            first = self._found.first_from(*self._page.view.point(at_end=way > 0))
            self._go(first if way > 0 else first - 1)

    def _go(self, number: int) -> None:
        """Show a hit, counted round and round."""
        self._now = number % len(self._found)
        hit = self._found[self._now]
        self._show(hit)
        self._from = Point(hit.field, hit.block, hit.start)
        self._tell()

    def _show(self, hit: Hit) -> None:
        """Select a hit; the keys go there where they go to the text, and stay in the bar otherwise.

        Of one that does not stand on the page its photo is shown, on the page and beside it.
        """
        photo = self._photo_beside(hit)
        self._is_going = True
        spot = hit if photo is None else Hit("alt", photo.place, 0, 0, "")
        self._page.go_to_finding(spot, take_keys=self._has_keys(self._page))
        self._is_going = False
        if photo is not None:
            self.photoShown.emit(photo.photo.id)

    def _photo_beside(self, hit: Hit) -> Shown | None:
        """Return the photo of a hit that stands in what is said beside the page, None for any other hit."""
        if self._article is None or hit.field not in (*BESIDE, "caption"):
            return None
        shown = shown_photos(self._article.article().blocks)
        photo = next((one for one in shown if one.photo.id == hit.block), None)
        return photo if photo and (hit.field in BESIDE or photo.place != hit.block) else None

    def _has_keys(self, widget: QWidget) -> bool:
        # Qt's stub forgets that nobody may have them.
        keys = cast("QWidget | None", self._page.window().focusWidget())
        return keys is not None and widget.isAncestorOf(keys)

    def _tell(self) -> None:
        place = ""
        if self._now is not None:
            hit = self._found[self._now]
            place = self._words.text(name_of(hit.field))
            if self._photo_beside(hit) is not None:
                place = f"{place}: {_around(*self._found.place(self._now))}"
        self.bar.show_count(None if self._now is None else self._now + 1, len(self._found), place)

    # What happens

    @Slot(object)
    def _on_wanted(self, _wanted: Wanted) -> None:
        self._waiting.clear()
        self._look(follows=True)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self._is_searching = False
        self._found = found
        self._page.show_hits(found)
        follows, self._follows = self._follows, False
        self._now = self._selected_hit()
        if follows and len(found):
            self._go(found.first_from(*self._from))
        self._tell()
        waiting, self._waiting = self._waiting, []
        for step in waiting:
            self._do(step)
        self.settled.emit()

    def _selected_hit(self) -> int | None:
        """Return the number of the hit that is selected, None where none is."""
        if not len(self._found):
            return None
        start, end = self._page.view.point(at_end=False), self._page.view.point(at_end=True)
        number = self._found.first_from(*start)
        hit = self._found[number]
        same = (hit.field, hit.block, hit.start, hit.end) == (*start, end.offset)
        return number if same else None

    @Slot(object)
    def _on_refused(self, message: Message) -> None:
        self._is_searching = False
        self._waiting.clear()
        self.bar.show_trouble(self._words.say(message))
        self.settled.emit()

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._is_searching = False
        self._found, self._now = Found(), None
        self._waiting.clear()
        self._page.show_hits(self._found)
        self.bar.show_trouble(self._words.say(message))
        self.settled.emit()

    @Slot()
    def _on_caret_moved(self) -> None:
        if not self._is_going and self._now is not None:
            self._now = self._selected_hit()

    @Slot(bool)
    def _on_replace_wanted(self, everything: bool) -> None:  # noqa: FBT001 - a signal's signature
        # What is being composed comes into the text first, or it would come after it.
        QGuiApplication.inputMethod().commit()
        self._do(self._replace_all if everything else self._replace)

    def _replace(self) -> None:
        if self._now is None:
            self._go_on(1)
        else:
            self._plan((self._now,))

    def _replace_all(self) -> None:
        if len(self._found):
            self._plan(None)

    def _plan(self, numbers: tuple[int, ...] | None) -> None:
        self._is_searching = True
        self._replaces_all = numbers is None
        self._search.plan(numbers, self.bar.by.text(), keep_case=self.bar.keep_case.isChecked())

    @Slot(object)
    def _on_planned(self, plan: Plan) -> None:
        if self._article is not None:
            # A paste that is half in would lose its other half: nobody may edit between.
            self._page.commit()
            self._edit = plan.first
            self.replacer.replace(self._article, plan, "replace-all" if self._replaces_all else "replace")

    @Slot(int)
    def _on_progressed(self, percent: int) -> None:
        told = self._words.text("Replacing… {percent} %", percent=percent)
        self.offered.emit(told, self._words.text("Cancel"), self.replacer.cancel)

    @Slot(int)
    def _on_replaced(self, count: int) -> None:
        edit, self._edit = self._edit, None
        if self._article is None:
            return
        if self._replaces_all:
            if count:
                told = self._words.plural("{n} place was replaced.", "{n} places were replaced.", count)
                self.offered.emit(told, self._words.text("Undo"), self._article.history.stack.undo)
            else:
                self.offered.emit(self._words.text("Every place reads so already."), "", None)
        elif edit is not None:
            hit, text = edit
            self._from = Point(hit.field, hit.block, hit.start + len(text))
            self._show(Hit(hit.field, hit.block, self._from.offset, self._from.offset, ""))
        self._look(follows=not self._replaces_all)


def _around(text: str, start: int, end: int) -> str:
    """Return a hit with what stands around it, on one line."""
    low = text.rfind(" ", 0, max(0, start - AROUND)) + 1
    high = text.find(" ", end + AROUND)
    high = len(text) if high < 0 else high
    return f"{'…' if low else ''}{clean_line(text[low:high])}{'…' if high < len(text) else ''}"

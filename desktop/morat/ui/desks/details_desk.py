"""What the library knows for the lines around a piece: words that were used before, and related pieces."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.operations import pieces, places
from morat.services.library_desk import LibraryDesk
from morat.ui.editor.details_form import DetailsForm
from morat.ui.editor.page import Page

if TYPE_CHECKING:
    from morat.services.library_desk import Library


class DetailsDesk(QObject):
    """Answers the byline and the details of a page from the library.

    Signals:
        pieceWanted(str): a related piece (its id) shall be opened.
    """

    pieceWanted = Signal(str)

    def __init__(self, page: Page, desk: LibraryDesk, parent: QObject) -> None:
        """Stand between ``page`` and the library of ``desk``."""
        super().__init__(parent)
        self._page = page
        self._desk = desk
        page.byline.offersWanted.connect(self._on_offers_wanted)
        page.details.unfolded.connect(self._on_unfolded)

    @Slot(object)
    def _on_unfolded(self, form: DetailsForm) -> None:
        form.offersWanted.connect(self._on_offers_wanted)
        form.related.searched.connect(self._on_searched)
        form.related.headlinesWanted.connect(self._on_headlines_wanted)
        form.related.pieceWanted.connect(self.pieceWanted)

    @Slot()
    def refresh(self) -> None:
        """Ask for what may be offered, before anybody has begun to type."""
        self._on_offers_wanted()

    @Slot()
    def _on_offers_wanted(self) -> None:
        self._desk.ask(_labels, self._on_labels, topic="labels")

    def _on_labels(self, found: dict[str, pieces.Offers]) -> None:
        listed = {kind: offers.listed for kind, offers in found.items()}
        known = {kind: offers.all() for kind, offers in found.items()}
        for part in (self._page.byline, self._page.details):
            part.show_offers(known)
            part.show_listed(listed)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._desk.ask(partial(_others, words), self._on_found, topic="related")

    def _on_found(self, found: dict[str, str]) -> None:
        if self._page.details.form is not None:
            self._page.details.form.related.offer(found)

    @Slot(object)
    def _on_headlines_wanted(self, wanted: list[str]) -> None:
        self._desk.ask(partial(_headlines, wanted), self._on_headlines)

    def _on_headlines(self, found: dict[str, str]) -> None:
        if self._page.details.form is not None:
            self._page.details.form.related.show_headlines(found)


def _labels(library: "Library") -> dict[str, pieces.Offers]:
    return pieces.known_labels(library, places.home())


def _others(words: str, library: "Library") -> dict[str, str]:
    return pieces.find_others(library, words)


def _headlines(wanted: list[str], library: "Library") -> dict[str, str]:
    return pieces.headlines(library, wanted)

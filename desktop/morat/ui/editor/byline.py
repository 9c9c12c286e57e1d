"""The line below the standfirst: who wrote it, where and when, what kind of piece it is."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import cast

from msgspec import structs
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.article import GENRES, Author, Dateline
from morat.newsroom.genres import Genres
from morat.services.open_article import OpenArticle
from morat.ui.editor.growing import EDGE
from morat.ui.kit.choices import PassingChoices
from morat.ui.kit.icons import icon
from morat.ui.kit.names import genre_name, role_name
from morat.ui.kit.suggesting import SuggestLine
from morat.ui.kit.theme import set_kind

GENRE_EDGES = 36
"""Pixels of the genre's box beside its words: edges and arrow."""
SIGN, MARGINS = 28, 16
"""Pixels of a line beside its words: the sign before them, the margins."""
SECTION_LEAST = 140
"""Pixels that a section keeps at least where its name is longer."""
GAP = 4


class Byline(QWidget):
    """Authors, dateline, genre and section of the open article.

    Signals:
        offersWanted(): place or section has the keys; what was used before is wanted.
    """

    offersWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty; :meth:`show_article` binds it."""
        super().__init__(parent)
        self._words = words
        self._article: OpenArticle | None = None
        self._lines = QHBoxLayout(), QHBoxLayout()
        self._rows: tuple[tuple[QWidget, ...], tuple[QWidget, ...]] = (), ()
        self.authors = self._line(
            "authorsEdit", words.text("Authors"), words.text("Author; Photographer (photo)")
        )
        self.place = SuggestLine(self)
        self._line("placeEdit", words.text("Place"), words.text("Place"), self.place)
        self.date = self._line("dateEdit", words.text("Date"), words.text("Day/month/year"))
        self.section = SuggestLine(self)
        self._line("sectionEdit", words.text("Section"), words.text("Section"), self.section)
        self.genre = PassingChoices(self)
        self.genre.setObjectName("genreBox")
        self.genre.setAccessibleName(words.text("Genre"))
        set_kind(self.genre, "flat")
        for genre in GENRES:
            self.genre.addItem(genre_name(words, genre), genre)
        self._lay_out()
        self.authors.editingFinished.connect(self._on_authors)
        self.place.offersWanted.connect(self.offersWanted)
        self.section.offersWanted.connect(self.offersWanted)
        self.place.editingFinished.connect(self._on_place)
        self.date.editingFinished.connect(self._on_date)
        self.section.editingFinished.connect(self._on_section)
        self.genre.activated.connect(self._on_genre)
        self.genre.currentTextChanged.connect(self._on_genre_shown)

    def show_article(self, article: OpenArticle) -> None:
        """Show and edit the values of ``article``."""
        if self._article is not None:
            self._article.valueChanged.disconnect(self._on_value_changed)
        self._article = article
        article.valueChanged.connect(self._on_value_changed)
        for field in ("authors", "dateline", "section", "genre"):
            self._on_value_changed(field)

    def show_genres(self, genres: Genres) -> None:
        """Offer the genres of the newsroom."""
        chosen = self.genre.currentData()
        self.genre.clear()
        for profile in genres.all():
            self.genre.addItem(profile.name(self._words.language), profile.genre)
        self._show_genre(str(chosen))

    def _show_genre(self, genre: str) -> None:
        """Show a genre; one that nobody has described is offered by its own name."""
        if self.genre.findData(genre) < 0:
            self.genre.addItem(genre_name(self._words, genre), genre)
        self.genre.setCurrentIndex(self.genre.findData(genre))

    def commit(self) -> None:
        """Take over what is being typed (before a save: the line edits tell only when they are left)."""
        for line in (self.authors, self.place, self.date, self.section):
            if line.isModified():
                line.editingFinished.emit()

    def show_offers(self, offers: Mapping[str, Sequence[str]]) -> None:
        """Offer what was used before, by kind (``place``, ``section``)."""
        self.place.show_offers(offers.get("place", ()))
        self.section.show_offers(offers.get("section", ()))

    def show_listed(self, listed: Mapping[str, Sequence[str]]) -> None:
        """Know the newsroom's own lists; what is not in one is told."""
        told = self._words.text("Not in the newsroom's list")
        self.place.show_listed(listed.get("place", ()), told)
        self.section.show_listed(listed.get("section", ()), told)

    def _line(self, name: str, label: str, hint: str, line: QLineEdit | None = None) -> QLineEdit:
        line = line or QLineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.setPlaceholderText(hint)
        line.setFrame(False)
        line.setToolTip(label)
        return line

    def _lay_out(self) -> None:
        for line, sign in ((self.authors, "user"), (self.place, "map-pin"), (self.date, "calendar-event")):
            line.addAction(icon(sign, "muted"), QLineEdit.ActionPosition.LeadingPosition)
        # A date is never cut: room for the sign, ten digits and the margins.
        self.date.setMinimumWidth(self.date.fontMetrics().horizontalAdvance("00/00/0000") + 44)
        self.place.setMinimumWidth(self.place.fontMetrics().horizontalAdvance("Quảng Ninh") + 36)
        self.section.setAlignment(Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, EDGE, 0)
        column.setSpacing(GAP)
        for row in self._lines:
            row.setSpacing(GAP)
            column.addLayout(row)
        self._arrange()

    def _arrange(self) -> None:
        """Stand in one row; in two where that cuts a name, the section above where that cuts it still."""
        below: tuple[QWidget, ...] = (self.place, self.date, self.genre, self.section)
        above: tuple[QWidget, ...] = (self.authors,)
        words = self.section.fontMetrics().horizontalAdvance(self.section.text())
        self.section.setMinimumWidth(min(words + MARGINS, SECTION_LEAST))
        if self._needed(*above, *below) <= self.width():
            above, below = (*above, *below), ()
        elif self._needed(*below) > self.width() >= self._needed(*above, self.section):
            above, below = (*above, self.section), below[:-1]
        if (above, below) == self._rows:
            return
        self._rows = above, below
        shares = {self.authors: 5, self.genre: 0}
        for row, widgets in zip(self._lines, (above, below), strict=True):
            for widget in widgets:
                row.addWidget(widget, shares.get(widget, 3))

    def _needed(self, *widgets: QWidget) -> int:
        """Return the pixels in which these stand in one row uncut."""
        widths: dict[QWidget, int] = {
            self.date: self.date.minimumWidth(),
            self.genre: (self.genre.minimumWidth() or self.genre.sizeHint().width()),
        }
        for line, sign in ((self.authors, SIGN), (self.place, SIGN), (self.section, 0)):
            words = line.text() or line.placeholderText()
            widths[line] = line.fontMetrics().horizontalAdvance(words) + sign + MARGINS
        return sum(max(widths[one], one.minimumWidth()) for one in widgets) + (len(widgets) - 1) * GAP + EDGE

    def minimumSizeHint(self) -> QSize:
        """Return the room that two rows need: what stands in one now must not keep the page wide."""
        least = (
            self.place.minimumWidth()
            + self.date.minimumWidth()
            + (self.genre.minimumWidth() or self.genre.sizeHint().width())
        )
        return QSize(least + 2 * GAP + EDGE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one row or two."""
        super().resizeEvent(event)
        self._arrange()

    @Slot(str)
    def _on_value_changed(self, field: str) -> None:
        if self._article is None:
            return
        value = self._article.value(field)
        if field == "authors":
            self.authors.setText(written_authors(cast("tuple[Author, ...]", value), self._words))
            self.authors.setCursorPosition(0)
        elif field == "dateline" and isinstance(value, Dateline):
            self.place.setText(value.place)
            self.place.setCursorPosition(0)
            self.date.setText(written_date(value.date))
        elif field == "section":
            self.section.setText(str(value))
        elif field == "genre":
            self._show_genre(str(value))
        for line in (self.authors, self.place, self.section):
            if not line.hasFocus():
                # The beginning is what tells; a line shows its end after setText.
                line.setCursorPosition(0)
        self._arrange()

    @Slot()
    def _on_authors(self) -> None:
        self.authors.setModified(False)
        if self._article is not None:
            old = cast("tuple[Author, ...]", self._article.value("authors"))
            self._article.set_value("authors", read_authors(self.authors.text(), old, self._words))

    @Slot()
    def _on_place(self) -> None:
        self.place.setModified(False)
        if self._article is not None:
            old = self._article.value("dateline")
            if isinstance(old, Dateline):
                self._article.set_value("dateline", structs.replace(old, place=self.place.text().strip()))

    @Slot()
    def _on_date(self) -> None:
        self.date.setModified(False)
        if self._article is None:
            return
        old = self._article.value("dateline")
        if not isinstance(old, Dateline):
            return
        date = read_date(self.date.text())
        if date is None:
            # What is no date is not kept; the field shows again what is.
            self.date.setText(written_date(old.date))
        else:
            self._article.set_value("dateline", structs.replace(old, date=date))

    @Slot()
    def _on_section(self) -> None:
        self.section.setModified(False)
        if self._article is not None:
            self._article.set_value("section", self.section.text().strip())

    @Slot(str)
    def _on_genre_shown(self, name: str) -> None:
        """Take the room of this genre's name: that of the longest would be missing in the other fields."""
        self.genre.setFixedWidth(self.genre.fontMetrics().horizontalAdvance(name) + GENRE_EDGES)
        self.genre.view().setMinimumWidth(self.genre.view().sizeHintForColumn(0) + GENRE_EDGES)

    @Slot(int)
    def _on_genre(self, _index: int) -> None:
        if self._article is not None:
            self._article.set_value("genre", str(self.genre.currentData()))


def written_date(date: str) -> str:
    """Return an ISO date as it is written here: ``23/11/2026``; anything else as it stands."""
    try:
        return datetime.date.fromisoformat(date).strftime("%d/%m/%Y")
    except ValueError:
        return date


def read_date(text: str) -> str | None:
    """Return what was typed (``23/11/2026``, ``3-2-26``) as an ISO date; None for what is no date."""
    parts = re.findall(r"\d+", text)
    if not text.strip():
        return ""
    if len(parts) != 3:
        return None
    day, month, year = map(int, parts)
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def written_authors(authors: tuple[Author, ...], words: Catalogue) -> str:
    """Return authors as they are typed: ``Mai Hương; Nam An (photographer)``."""
    parts: list[str] = []
    for author in authors:
        role = "" if author.role == "author" else f" ({role_name(words, author.role)})"
        parts.append(author.printed + role)
    return "; ".join(parts)


def read_authors(text: str, known: tuple[Author, ...], words: Catalogue) -> tuple[Author, ...]:
    """Read what was typed; an author who was there before keeps the fields that are not shown."""
    roles = {
        role_name(words, role).casefold(): role
        for role in ("photographer", "editor", "contributor", "translator")
    }
    found: list[Author] = []
    for part in text.split(";"):
        name, _, rest = part.partition("(")
        printed = " ".join(name.split())
        if not printed:
            continue
        typed = rest.rstrip(") ").strip()
        role = roles.get(typed.casefold(), typed or "author")
        same = next((author for author in known if author.printed == printed), None)
        found.append(structs.replace(same, role=role) if same else Author(printed, role=role))
    return tuple(found)

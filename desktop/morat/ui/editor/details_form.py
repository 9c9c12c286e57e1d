"""The lines for what belongs to a piece and is not read on its page (see ``details``)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from msgspec import structs
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from morat.catalogue import Catalogue
from morat.catalogue.fields import field_name
from morat.newsroom import embargo
from morat.newsroom.article import Author, Series
from morat.newsroom.text import clean_line
from morat.services.open_article import OpenArticle
from morat.ui.editor.growing import EDGE, GrowingEdit
from morat.ui.editor.people import People
from morat.ui.editor.related import Related
from morat.ui.kit.suggesting import SuggestLine
from morat.ui.kit.theme import XS, S, face, set_kind

LONGEST_SERIES = 999


class DetailsForm(QWidget):
    """Tags, source, series, related pieces, embargo, note and people of the open article.

    Signals:
        offersWanted(): one of the lines has the keys; what was used before is wanted.
    """

    offersWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        """Begin empty; :meth:`show_article` binds it."""
        super().__init__(parent)
        self._words = words
        self._article: OpenArticle | None = None
        self.tags = self._suggest("tags", words.text("Commas between tags"), between=",")
        self.source = self._suggest("source", words.text("Agency, press release…"))
        self.series = self._suggest("series", words.text("Name of the series"))
        self.part = self._number("seriesPart", words.text("Part"))
        self.of = self._number("seriesOf", words.text("Number of parts"))
        self.related = Related(words, self)
        self.embargo = self._line("embargo", "14:00 24/11/2026")
        self.note = GrowingEdit(self)
        self.people = People(words, self)
        self._name_note()
        self._lay_out(QGridLayout(self))
        self._wire()

    def show_article(self, article: OpenArticle) -> None:
        """Show and edit what belongs to ``article``."""
        if self._article is not None:
            self._article.valueChanged.disconnect(self._on_value_changed)
        self._article = article
        self.note.show_document(article.fields["note"])
        self.set_fonts()
        article.valueChanged.connect(self._on_value_changed)
        for field in ("tags", "source", "series", "related", "embargo", "authors"):
            self._on_value_changed(field)

    def show_offers(self, offers: Mapping[str, Sequence[str]]) -> None:
        """Offer what was used before, by kind (``tag``, ``source``, ``series``)."""
        for kind, line in (("tag", self.tags), ("source", self.source), ("series", self.series)):
            line.show_offers(offers.get(kind, ()))

    def show_listed(self, listed: Mapping[str, Sequence[str]]) -> None:
        """Know the newsroom's own lists; what is not in one is told."""
        told = self._words.text("Not in the newsroom's list")
        for kind, line in (("tag", self.tags), ("source", self.source), ("series", self.series)):
            line.show_listed(listed.get(kind, ()), told)

    def commit(self) -> None:
        """Take over what is being typed (line edits tell only when they are left)."""
        for line in (self.tags, self.source, self.series, self.part, self.of, self.embargo):
            if line.isModified():
                line.editingFinished.emit()
        self.people.commit()

    def go_to(self, field: str) -> None:
        """Put the caret into the line of ``field``, into the first one for a field that has none here."""
        lines = {"source": self.source, "series": self.series, "embargo": self.embargo, "note": self.note}
        lines.get(field, self.tags).setFocus()

    def set_fonts(self) -> None:
        """Give the note the interface's face: it is never printed."""
        self.note.setFont(face())
        self.note.document().setDefaultFont(face())

    # How it is put together

    def _line(self, field: str, hint: str, line: QLineEdit | None = None) -> QLineEdit:
        line = line or QLineEdit(self)
        line.setObjectName(f"{field}Edit")
        line.setAccessibleName(self._words.text(field_name(field)))
        line.setPlaceholderText(hint)
        set_kind(line, "line")
        return line

    def _suggest(self, field: str, hint: str, between: str = "") -> SuggestLine:
        line = SuggestLine(self, between=between)
        self._line(field, hint, line)
        line.offersWanted.connect(self.offersWanted)
        return line

    def _number(self, name: str, label: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(f"{name}Edit")
        line.setAccessibleName(label)
        line.setToolTip(label)
        line.setValidator(QIntValidator(1, LONGEST_SERIES, line))
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.setFixedWidth(36)
        set_kind(line, "line")
        return line

    def _name_note(self) -> None:
        self.note.setObjectName("noteEdit")
        self.note.setAccessibleName(self._words.text(field_name("note")))
        self.note.setPlaceholderText(self._words.text("For colleagues alone, never printed"))
        self.note.setAcceptRichText(False)
        set_kind(self.note, "line")

    def _lay_out(self, grid: QGridLayout) -> None:
        grid.setContentsMargins(EDGE, 0, EDGE, S)
        grid.setHorizontalSpacing(S * 2)
        grid.setVerticalSpacing(S)
        series = QHBoxLayout()
        series.setSpacing(XS)
        series.addWidget(self.series, 1)
        series.addWidget(QLabel(self._words.text("part")))
        series.addWidget(self.part)
        series.addWidget(QLabel("/"))
        series.addWidget(self.of)
        for field, widget in (
            ("tags", self.tags),
            ("source", self.source),
            ("series", series),
            ("related", self.related),
            ("embargo", self.embargo),
            ("note", self.note),
            ("authors", self.people),
        ):
            row = grid.rowCount()
            label = QLabel(self._words.text(field_name(field)), self)
            set_kind(label, "counter")
            label.setContentsMargins(0, XS, 0, 0)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(widget, QHBoxLayout):
                grid.addLayout(widget, row, 1)
            else:
                grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)

    def _wire(self) -> None:
        self.tags.editingFinished.connect(self._on_tags)
        self.source.editingFinished.connect(self._on_source)
        self.series.editingFinished.connect(self._on_series)
        self.part.editingFinished.connect(self._on_series)
        self.of.editingFinished.connect(self._on_series)
        self.embargo.editingFinished.connect(self._on_embargo)
        self.people.changed.connect(self._on_people)
        self.related.changed.connect(self._on_related)

    # What happens

    @Slot()
    def _on_tags(self) -> None:
        self.tags.setModified(False)
        typed = (clean_line(tag) for tag in self.tags.text().split(","))
        self._set("tags", tuple(dict.fromkeys(tag for tag in typed if tag)))

    @Slot()
    def _on_source(self) -> None:
        self.source.setModified(False)
        self._set("source", clean_line(self.source.text()))

    @Slot()
    def _on_series(self) -> None:
        for line in (self.series, self.part, self.of):
            line.setModified(False)
        name = clean_line(self.series.text())
        part, of = (int(line.text() or 1) for line in (self.part, self.of))
        old = self._article.value("series") if self._article is not None else None
        whole = Series(name, part, max(part, of))
        if isinstance(old, Series):
            whole = structs.replace(old, name=name, part=whole.part, of=whole.of)
        self._set("series", whole if name else None)

    @Slot()
    def _on_embargo(self) -> None:
        self.embargo.setModified(False)
        until = embargo.read(self.embargo.text(), datetime.now(UTC))
        if until is not None:
            self._set("embargo", until)
        # What is no time is not kept; the line shows again what is.
        self._on_value_changed("embargo")

    @Slot()
    def _on_people(self) -> None:
        self._set("authors", self.people.authors)

    @Slot()
    def _on_related(self) -> None:
        self._set("related", self.related.pieces)

    def _set(self, field: str, value: object) -> None:
        if self._article is not None:
            self._article.set_value(field, value)

    @Slot(str)
    def _on_value_changed(self, field: str) -> None:
        if self._article is None:
            return
        value = self._article.value(field)
        if field == "tags":
            self.tags.setText(", ".join(cast("tuple[str, ...]", value)))
        elif field == "source":
            self.source.setText(str(value))
        elif field == "embargo":
            self.embargo.setText(embargo.written(str(value)))
        elif field == "series":
            self._show_series(value if isinstance(value, Series) else Series(""))
        elif field == "authors":
            self.people.show_authors(cast("tuple[Author, ...]", value))
        elif field == "related":
            self.related.show_pieces(self._article.id, cast("tuple[str, ...]", value))
        for line in (self.tags, self.source, self.series):
            if not line.hasFocus():
                line.setCursorPosition(0)

    def _show_series(self, series: Series) -> None:
        self.series.setText(series.name)
        self.part.setText(str(series.part) if series.name else "")
        self.of.setText(str(series.of) if series.name else "")

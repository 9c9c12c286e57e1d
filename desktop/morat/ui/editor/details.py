"""What belongs to a piece and is not read on its page: a fold below the byline, a quiet line while closed."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom import embargo
from morat.newsroom.article import Series
from morat.services.open_article import OpenArticle, one_line
from morat.services.steps import Place
from morat.ui.editor.details_form import DetailsForm
from morat.ui.editor.growing import EDGE
from morat.ui.kit.icons import icon
from morat.ui.kit.short_label import ShortLabel
from morat.ui.kit.theme import XS, S, set_kind


class Details(QWidget):
    """Tags, source, series, related pieces, embargo, note and people of the open article.

    The lines themselves are made when the fold is first opened.

    Signals:
        unfolded(object): the DetailsForm has been made.
        noteMade(str, object): the name of the note's field, and its edit.
    """

    unfolded = Signal(object)
    noteMade = Signal(str, object)

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        """Begin folded; :meth:`show_article` binds it."""
        super().__init__(parent)
        self._words = words
        self._article: OpenArticle | None = None
        self.form: DetailsForm | None = None
        self.fold = QToolButton(self)
        self.summary = ShortLabel(self)
        self._lay_out()
        self.fold.clicked.connect(self._on_fold)
        self.unfold(now=False)

    def show_article(self, article: OpenArticle) -> None:
        """Show and edit what belongs to ``article``."""
        if self._article is not None:
            self._article.valueChanged.disconnect(self._on_value_changed)
            self._article.history.stack.placed.disconnect(self._on_placed)
            self._article.fields["note"].contentsChanged.disconnect(self._sum_up)
        self._article = article
        article.valueChanged.connect(self._on_value_changed)
        article.history.stack.placed.connect(self._on_placed)
        article.fields["note"].contentsChanged.connect(self._sum_up)
        if self.form is not None:
            self.form.show_article(article)
        self._sum_up()

    def show_offers(self, offers: Mapping[str, Sequence[str]]) -> None:
        """Offer what was used before, by kind."""
        if self.form is not None:
            self.form.show_offers(offers)

    def show_listed(self, listed: Mapping[str, Sequence[str]]) -> None:
        """Know the newsroom's own lists, by kind."""
        if self.form is not None:
            self.form.show_listed(listed)

    def commit(self) -> None:
        """Take over what is being typed."""
        if self.form is not None:
            self.form.commit()

    def go_to(self, field: str) -> None:
        """Unfold it, the caret in the line of ``field`` (empty: the first one)."""
        self.unfold(now=True)
        if self.form is not None:
            self.form.go_to(field)

    def unfold(self, *, now: bool) -> None:
        """Unfold it, or fold it to a line."""
        if now and self.form is None and self._article is not None:
            self.form = DetailsForm(self._words, self)
            self._column.addWidget(self.form)
            self.form.note.undoWanted.connect(self._on_undo)
            self.form.note.redoWanted.connect(self._on_redo)
            self.noteMade.emit("note", self.form.note)
            self.unfolded.emit(self.form)
            self.form.show_article(self._article)
        if self.form is not None:
            self.form.setVisible(now)
            # The stylesheet takes the face of an edit away that is seen for the first time.
            self.form.set_fonts()
        self.fold.setChecked(now)
        self.fold.setIcon(icon("chevron-down" if now else "chevron-right", "muted"))
        self._sum_up()

    def holds_focus(self) -> bool:
        """Say whether the caret is in one of the lines."""
        return self.form is not None and any(one.hasFocus() for one in self.form.findChildren(QWidget))

    def set_fonts(self) -> None:
        """Set the faces anew: another stylesheet has taken them."""
        if self.form is not None:
            self.form.set_fonts()

    def _lay_out(self) -> None:
        name = self._words.text("About the piece")
        self.setObjectName("details")
        self.fold.setObjectName("detailsButton")
        self.fold.setText(name)
        self.fold.setToolTip(f"{name} (Ctrl+Shift+I)")
        self.fold.setAccessibleName(name)
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setIconSize(QSize(14, 14))
        set_kind(self.fold, "fold")
        self.summary.setObjectName("detailsSummary")
        set_kind(self.summary, "counter")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, EDGE, 0)
        head.setSpacing(S)
        head.addWidget(self.fold)
        head.addWidget(self.summary, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(XS)
        self._column.addLayout(head)

    @Slot(bool)
    def _on_fold(self, checked: bool) -> None:  # noqa: FBT001 - a slot's signature is its signal's
        self.unfold(now=checked)

    @Slot()
    def _on_undo(self) -> None:
        if self._article is not None:
            self._article.history.stack.undo()

    @Slot()
    def _on_redo(self) -> None:
        if self._article is not None:
            self._article.history.stack.redo()

    @Slot(object, object)
    def _on_placed(self, document: QTextDocument, _place: Place) -> None:
        """Show the note where a step of it was undone."""
        if self._article is not None and document is self._article.fields["note"]:
            self.go_to("note")

    @Slot(str)
    def _on_value_changed(self, _field: str) -> None:
        self._sum_up()

    @Slot()
    def _sum_up(self) -> None:
        """Say in the line of the fold what is inside, while it is closed."""
        parts: Sequence[str] = ()
        if self._article is not None and not self.fold.isChecked():
            parts = self._told(self._article)
        self.summary.setText(" · ".join(parts))
        self.summary.setToolTip(self.summary.text())

    def _told(self, article: OpenArticle) -> Sequence[str]:
        text = self._words.text
        held, series = str(article.value("embargo")), article.value("series")
        related = len(cast("tuple[str, ...]", article.value("related")))
        told = [
            text("not before {time}", time=embargo.written(held)) if held else "",
            text("{name}, part {part} of {of}", name=series.name, part=series.part, of=series.of)
            if isinstance(series, Series)
            else "",
            ", ".join(cast("tuple[str, ...]", article.value("tags"))),
            str(article.value("source")),
            self._words.plural("{n} related piece", "{n} related pieces", related) if related else "",
            text("note: {note}", note=note) if (note := one_line(article.fields["note"])) else "",
        ]
        return [part for part in told if part]

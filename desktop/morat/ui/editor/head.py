"""The head of a piece on the page: kicker, headline, deck and standfirst, each with its count."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QFocusEvent, QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.catalogue.fields import field_name
from morat.newsroom.genres import Genres
from morat.services.open_article import FIELDS, OpenArticle
from morat.ui.editor.counters import FieldCounter, MarginCounter
from morat.ui.editor.growing import FieldEdit
from morat.ui.kit.theme import HEADLINE_PX, STANDFIRST_PX, article_face, face

DECK_PX = 19
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Head(QWidget):
    """The fields above the byline. The deck (tít phụ) is there when it is used or asked for."""

    def __init__(self, words: Catalogue, sheet: QWidget) -> None:
        """Begin empty, in the column of ``sheet``; counts that are seldom seen stand in its margin."""
        super().__init__(sheet)
        self.edits = {field: FieldEdit(self) for field in FIELDS}
        self.deck = self.edits["deck"]
        self._article: OpenArticle | None = None
        self.genres = Genres()
        self._is_asked_for = False
        self._zoom = 1.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.counters: dict[str, FieldCounter] = {}
        for field, edit in self.edits.items():
            label = words.text(field_name(field))
            edit.setObjectName(f"{field}Edit")
            edit.setAccessibleName(label)
            edit.setPlaceholderText(label)
            column.addWidget(edit)
            if field == "headline":
                self.counters[field] = FieldCounter(words, edit, self)
                column.addWidget(self.counters[field])
            else:
                self.counters[field] = MarginCounter(words, edit, sheet)
        self.deck.hide()
        self.deck.installEventFilter(self)

    def show_article(self, article: OpenArticle) -> None:
        """Show and edit the fields of ``article``."""
        if self._article is not None:
            self._article.valueChanged.disconnect(self._on_value_changed)
            self._article.fields["deck"].contentsChanged.disconnect(self._on_deck_changed)
        self._article = article
        self._is_asked_for = False
        for field, edit in self.edits.items():
            edit.show_document(article.fields[field], article.history)
            self.counters[field].show_document(article.fields[field])
        article.valueChanged.connect(self._on_value_changed)
        article.fields["deck"].contentsChanged.connect(self._on_deck_changed)
        self._on_deck_changed()
        self._on_value_changed("genre")

    def show_genres(self, genres: Genres) -> None:
        """Hold the fields against the limits of ``genres``."""
        self.genres = genres
        self._on_value_changed("genre")

    def show_deck(self) -> None:
        """Show the deck, empty or not, with the caret in it."""
        self._is_asked_for = True
        self._on_deck_changed()
        self.deck.setFocus()

    def order(self) -> list[FieldEdit]:
        """Return the fields that are there, in reading order."""
        return [edit for edit in self.edits.values() if not edit.isHidden()]

    def set_fonts(self, zoom: float) -> None:
        """Set the faces, ``zoom`` times their size."""
        self._zoom = zoom
        for field, pixels, weight in (
            ("kicker", 12.5, QFont.Weight.DemiBold),
            ("headline", HEADLINE_PX, QFont.Weight.Bold),
            ("deck", DECK_PX, QFont.Weight.Normal),
            ("standfirst", STANDFIRST_PX, QFont.Weight.DemiBold),
        ):
            font = face(pixels * zoom) if field == "kicker" else article_face(pixels * zoom)
            font.setWeight(weight)
            if field == "kicker":
                font.setCapitalization(QFont.Capitalization.AllUppercase)
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
            edit = self.edits[field]
            edit.setFont(font)
            # In which Qt writes the name of an empty field: as large as its text, and no text.
            hint = QFont(font)
            hint.setWeight(QFont.Weight.Normal)
            edit.viewport().setFont(hint)
            edit.document().setDefaultFont(font)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take an empty deck away when it is left."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING:
            self._is_asked_for = False
            self._on_deck_changed()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_deck_changed(self) -> None:
        wanted = self._is_asked_for or not self.deck.document().isEmpty()
        if self.deck.isHidden() == wanted:
            self.deck.setVisible(wanted)
            # The stylesheet takes the face of an edit away that is seen for the first time.
            self.set_fonts(self._zoom)

    @Slot(str)
    def _on_value_changed(self, field: str) -> None:
        if field == "genre" and self._article is not None:
            profile = self.genres.profile(str(self._article.value("genre")))
            for name, counter in self.counters.items():
                counter.show_limit(profile.limit(name))

"""The pieces that belong to this one: found in the library by a word, opened with a click."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.catalogue.fields import field_name
from morat.ui.kit.icons import icon
from morat.ui.kit.suggesting import SuggestLine
from morat.ui.kit.theme import XS, set_kind


class Related(QWidget):
    """Edits which pieces are related; what they are called, and which there are, others say.

    Signals:
        changed(): :attr:`pieces` are others now.
        searched(str): pieces with these words are wanted, see :meth:`offer`.
        headlinesWanted(object): the headlines of these ids are wanted, see :meth:`show_headlines`.
        pieceWanted(str): the piece with this id shall be opened.
    """

    changed = Signal()
    searched = Signal(str)
    headlinesWanted = Signal(object)
    pieceWanted = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._words = words
        self._own = ""
        self.pieces: tuple[str, ...] = ()
        self._headlines: dict[str, str] = {}
        self._rows: list[QWidget] = []
        self.line = SuggestLine(self)
        self.line.setObjectName("relatedEdit")
        self.line.setAccessibleName(words.text(field_name("related")))
        self.line.setPlaceholderText(words.text("Find a piece by its words"))
        set_kind(self.line, "line")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(XS)
        self._column.addWidget(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.taken.connect(self._on_taken)

    def show_pieces(self, own: str, pieces: tuple[str, ...]) -> None:
        """Show these pieces, by id, of the piece ``own``."""
        self._own, self.pieces = own, pieces
        self._show_rows()
        unknown = [piece for piece in pieces if piece not in self._headlines]
        if unknown:
            self.headlinesWanted.emit(unknown)

    def show_headlines(self, headlines: Mapping[str, str]) -> None:
        """Take in what pieces are called; one that has no headline is no longer there."""
        self._headlines.update(headlines)
        self._show_rows()

    def offer(self, found: Mapping[str, str]) -> None:
        """Offer the pieces that were found: headlines by id."""
        self._headlines.update(found)
        left_out = {self._own, *self.pieces}
        self.line.offer([(head, piece) for piece, head in found.items() if piece not in left_out])

    def _show_rows(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(piece) for piece in self.pieces]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)

    def _row(self, piece: str) -> QWidget:
        row = QWidget(self)
        headline = self._headlines.get(piece, "") or self._words.text("A piece that is not in this library")
        link = QPushButton(headline, row)
        link.setEnabled(bool(self._headlines.get(piece)))
        link.setProperty("piece", piece)
        set_kind(link, "link")
        away = QToolButton(row)
        away.setIcon(icon("x", "muted"))
        away.setProperty("piece", piece)
        away.setToolTip(self._words.text("Take out"))
        away.setAccessibleName(self._words.text("Take out “{headline}”", headline=headline))
        link.clicked.connect(self._on_link)
        away.clicked.connect(self._on_away)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(link)
        line.addStretch(1)
        line.addWidget(away)
        return row

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if text.strip():
            self.searched.emit(text)
        else:
            self.line.close_list()

    @Slot(object)
    def _on_taken(self, piece: object) -> None:
        self.line.clear()
        self.pieces = (*self.pieces, str(piece))
        self.changed.emit()

    @Slot()
    def _on_link(self) -> None:
        self.pieceWanted.emit(str(self.sender().property("piece")))

    @Slot()
    def _on_away(self) -> None:
        gone = str(self.sender().property("piece"))
        self.pieces = tuple(piece for piece in self.pieces if piece != gone)
        self.line.setFocus()
        self.changed.emit()

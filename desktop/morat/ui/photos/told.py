"""What is told of the current photo: what is to be seen to, and where else it ran."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.messages import Message
from morat.newsroom.pictures import Run
from morat.ui.kit import theme
from morat.ui.kit.moments import clock_or_day
from morat.ui.kit.theme import XS

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
"""What text is in a label's HTML. (The module html brings a table of 2,000 names, half a megabyte.)"""
_SHORT = 80
"""Letters of a caption that are told; the whole one is in the tool tip."""


class PhotoTold(QWidget):
    """Lines under the contact sheet; where a photo ran, a link leads to the piece.

    Signals:
        pieceWanted(str): the piece with this id shall open.
    """

    pieceWanted = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with nothing to tell."""
        super().__init__(parent)
        self._words = words
        self.notes = _label("photoNotes", words.text("What is to be seen to in the photo"))
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.runs = _label("usedIn", words.text("Where the photo was used"))
        self.runs.setTextFormat(Qt.TextFormat.RichText)
        flags = Qt.TextInteractionFlag
        self.runs.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)
        self.runs.linkActivated.connect(self._on_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(self.notes)
        column.addWidget(self.runs)
        self.show_notes(())
        self.show_runs(())

    def show_notes(self, notes: Sequence[Message]) -> None:
        """Say what is to be seen to, one line each."""
        self.notes.setText("\n".join(f"• {self._words.say(note)}" for note in notes))
        self._settle(self.notes)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Say which pieces show the photo, when, and with which caption (all of it in the tool tip)."""
        self.runs.setText("<br>".join(self._line(run) for run in runs))
        captions = (f"<p>{_escape(run.headline)}: {_escape(run.caption)}</p>" for run in runs if run.caption)
        self.runs.setToolTip("".join(captions))
        self._settle(self.runs)

    def _line(self, run: Run) -> str:
        headline = _escape(run.headline or self._words.text("No headline yet"))
        link = f'<a href="{_escape(run.article)}">{headline}</a>'
        if not run.public:
            return self._words.text("Also in: {piece}", piece=link)
        told = self._words.text("Ran {day}: {piece}", day=clock_or_day(self._words, run.at), piece=link)
        caption = run.caption if len(run.caption) <= _SHORT else run.caption[:_SHORT].rstrip() + "…"
        return f"{told} “{_escape(caption)}”" if caption else told

    def _settle(self, label: QLabel) -> None:
        label.setVisible(bool(label.text()))
        self.setVisible(bool(self.notes.text() or self.runs.text()))

    @Slot(str)
    def _on_link(self, piece: str) -> None:
        self.pieceWanted.emit(piece)


def _label(name: str, told: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setAccessibleName(told)
    label.setWordWrap(True)
    label.setFont(theme.face(theme.SMALL_PX))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _escape(text: str) -> str:
    return text.translate(_ESCAPED)

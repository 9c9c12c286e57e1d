"""What the library knows of one picture, to be read and put right."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean, clean_line
from morat.ui import theme
from morat.ui.moments import day_and_clock
from morat.ui.theme import XS, L, S

PAUSE = 1200
"""Milliseconds without a key until what was typed is kept."""


class PhotoFields(QWidget):
    """Caption, credit, date, alt text and people of a picture.

    Signals:
        edited(str, str, str): hash, field and new value, when the field is left or after a pause.
    """

    edited = Signal(str, str, str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with no picture, disabled."""
        super().__init__(parent)
        self._words = words
        self._facts: PhotoFacts | None = None
        self._kept: dict[str, str] = {}
        self.caption = NoteEdit("captionEdit", words.text("Photo caption"), 3)
        self.credit = QLineEdit()
        self.taken = QLineEdit()
        self.alt = NoteEdit("altTextEdit", words.text("Alt text"), 3)
        self.people = QLabel()
        self._people_label = _label(words.text("People in the photo"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._name(words)
        self._lay_out(words)
        self._pause.timeout.connect(self.settle)
        self.caption.textChanged.connect(self._on_typed)
        self.alt.textChanged.connect(self._on_typed)
        self.credit.textEdited.connect(self._on_typed)
        self.caption.left.connect(self.settle)
        self.alt.left.connect(self.settle)
        self.credit.editingFinished.connect(self.settle)
        self.show_facts(None)

    def show_facts(self, facts: PhotoFacts | None) -> None:
        """Show a picture's fields, empty and disabled for None; nothing counts as edited by it."""
        self._pause.stop()
        self._facts = None
        self.caption.setPlainText(facts.caption if facts else "")
        self.credit.setText(facts.credit if facts else "")
        self.alt.setPlainText(facts.alt if facts else "")
        self.taken.setText(day_and_clock(self._words, facts.taken) if facts and facts.taken else "")
        self.people.setText(", ".join(facts.people) if facts else "")
        for widget in (self.people, self._people_label):
            widget.setVisible(bool(facts and facts.people))
        self.setEnabled(facts is not None)
        self._facts = facts
        # As the fields give it back: what they cannot show is nobody's edit.
        self._kept = self._values()

    @Slot()
    def settle(self) -> None:
        """Hand on at once what has been typed."""
        self._pause.stop()
        if self._facts is None:
            return
        for field, value in self._values().items():
            if value != self._kept[field]:
                self._kept[field] = value
                self.edited.emit(self._facts.sha256, field, value)

    def _values(self) -> dict[str, str]:
        # Not toPlainText, which turns the no-break spaces of a caption into plain ones.
        return {
            "caption": clean(self.caption.document().toRawText()).strip(),
            "credit": clean_line(self.credit.text()),
            "alt": clean_line(self.alt.document().toRawText()),
        }

    def _name(self, words: Catalogue) -> None:
        self.credit.setObjectName("creditEdit")
        self.credit.setAccessibleName(words.text("Credit"))
        self.taken.setObjectName("takenEdit")
        self.taken.setAccessibleName(words.text("Date taken"))
        self.taken.setReadOnly(True)
        self.people.setTextFormat(Qt.TextFormat.PlainText)
        self.people.setWordWrap(True)
        for widget in (self.credit, self.taken):
            theme.set_kind(widget, "field")

    def _lay_out(self, words: Catalogue) -> None:
        row = QGridLayout()
        row.setHorizontalSpacing(S)
        row.setVerticalSpacing(XS)
        for place, (text, widget) in enumerate(
            ((words.text("Credit"), self.credit), (words.text("Date taken"), self.taken))
        ):
            row.addWidget(_label(text), 0, place)
            row.addWidget(widget, 1, place)
            row.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(_label(words.text("Photo caption")))
        column.addWidget(self.caption)
        column.addSpacing(XS)
        column.addLayout(row)
        column.addSpacing(XS)
        column.addWidget(_label(words.text("Alt text")))
        column.addWidget(self.alt)
        column.addSpacing(XS)
        column.addWidget(self._people_label)
        column.addWidget(self.people)

    @Slot()
    def _on_typed(self) -> None:
        # While a picture is being shown there is none to edit.
        if self._facts is not None:
            self._pause.start()


class NoteEdit(QPlainTextEdit):
    """A field of a few lines. Tab goes on, Enter too: a caption is one paragraph.

    Signals:
        left(): the focus went elsewhere.
    """

    left = Signal()

    def __init__(self, name: str, label: str, lines: int, parent: QWidget | None = None) -> None:
        """Be ``lines`` high."""
        super().__init__(parent)
        self._lines = lines
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        theme.set_kind(self, "field")
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Return room for the lines and the frame."""
        return QSize(theme.RIGHT_WIDTH - 2 * L, self._lines * self.fontMetrics().lineSpacing() + L)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        """Say that the field was left; a menu over it does not count."""
        super().focusOutEvent(e)
        if e.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.face(theme.SMALL_PX))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label

"""What the library knows of one picture, to be read and put right."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.fields import photo_field_name
from morat.newsroom.codes import NO_CODES, Codes
from morat.newsroom.photo_edits import FIELDS, LISTS, moment_of, text_of, with_text
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean, clean_line, fold
from morat.ui.kit import theme
from morat.ui.kit.icons import icon
from morat.ui.kit.suggesting import SuggestLine
from morat.ui.kit.theme import XS, L, S
from morat.ui.photos.people_offer import PeopleOffer

PAUSE = 1200
"""Milliseconds without a key until what was typed is kept."""
FIRST = (("caption",), ("credit", "creator"), ("alt",), ("people",))
"""The rows that every picture needs."""
MORE = (
    *(("headline",), ("description",), ("location", "city"), ("province", "country")),
    *(("event", "taken"), ("source", "copyright"), ("keywords",), ("instructions",)),
)
"""The rows that are shown when they are asked for."""
_LINES = {"caption": 3, "alt": 2, "description": 3, "instructions": 2}
_NAMES = {"alt": "altTextEdit"}
"""Object names that are not the field's own with Edit after it."""
_SHORT = 60
"""Letters of a text in a menu."""


class PhotoFields(QWidget):
    """Every field of a picture; where the blocks of its file disagree, a button offers what each says.

    Signals:
        edited(str, str, str): hash, field and new text, when the field is left or after a pause.
        offersWanted(): a field has the keys; what each may offer is wanted.
    """

    edited = Signal(str, str, str)
    offersWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with no picture, disabled."""
        super().__init__(parent)
        self._words = words
        self._facts: PhotoFacts | None = None
        self._kept: dict[str, str] = {}
        self._edits: dict[str, QLineEdit | NoteEdit] = {}
        self._labels: dict[str, QLabel] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.settle)
        self.choices = ChoicesButton(words)
        self.choices.chosen.connect(self.put)
        self.choices.menu().aboutToShow.connect(self._on_choices_opened)
        self._codes = NO_CODES
        self._offers: dict[str, list[str]] = {}
        self._listed: dict[str, Sequence[str]] = {}
        self._not_listed = words.text("Not in the newsroom's list")
        self.people_offer = PeopleOffer(words)
        self.people_offer.taken.connect(self._on_people_taken)
        self.more = QPushButton(words.text("More fields"))
        self.more.setObjectName("moreFieldsButton")
        self.more.setCheckable(True)
        theme.set_kind(self.more, "link")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(XS)
        self._column.addWidget(self.choices)
        self._first = QVBoxLayout()
        self._first.setSpacing(XS)
        self._column.addLayout(self._first)
        self._column.addWidget(self.people_offer)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.toggled.connect(self._on_more)
        self.show_facts(None)

    @property
    def caption(self) -> "NoteEdit":
        """The field of the caption."""
        return self._note("caption")

    @property
    def alt(self) -> "NoteEdit":
        """The field of the alt text."""
        return self._note("alt")

    @property
    def credit(self) -> QLineEdit:
        """The field of the credit."""
        return self.line("credit")

    def line(self, field: str) -> QLineEdit:
        """Return the one-line field of this name; those that are not shown yet are made."""
        self._want(field)
        return cast("QLineEdit", self._edits[field])

    def show_facts(self, facts: PhotoFacts | None) -> None:
        """Show a picture's fields, empty and disabled for None; nothing counts as edited by it."""
        self._pause.stop()
        self._facts = None
        if facts is not None:
            self._make(FIRST, self._first)
        self.choices.offer({}, {})
        for field in self._edits:
            self._fill(field, text_of(facts, field) if facts else "")
        self.setEnabled(facts is not None)
        self._facts = facts
        self._note_kept(self._edits)
        self._offer_people()

    def show_offers(self, field: str, listed: Sequence[str], used: Sequence[str]) -> None:
        """Offer what the newsroom's list has, then what was written before; what is not listed is told."""
        self._offers[field], self._listed[field] = [*listed, *used], listed
        line = self._edits.get(field)
        if isinstance(line, SuggestLine):
            line.show_offers(self._offers[field])
            line.show_listed(listed, self._not_listed)
            self._look_over(field)

    def show_people(self, codes: Codes) -> None:
        """Know whom captions may name."""
        self._codes = codes
        self.show_offers("people", (), codes.people)
        self._offer_people()

    def show_choices(self, choices: Mapping[str, Mapping[str, str]]) -> None:
        """Offer what the picture's file says: by field, who says it (a block, a character set) and what."""
        if self._facts is not None:
            said = {field: text_of(self._facts, field) for field in choices}
            self.choices.offer(choices, said)

    @Slot(str, str)
    def put(self, field: str, text: str) -> None:
        """Put a text into a field, as if it had been typed."""
        self._want(field)
        if self._facts is None:
            return
        shown = text_of(with_text(PhotoFacts(sha256=""), field, text), field)
        self._fill(field, shown)
        self.settle()

    @Slot()
    def settle(self) -> None:
        """Hand on at once what has been typed; a date that cannot be read waits until it can."""
        self._pause.stop()
        if self._facts is None:
            return
        for field in self._edits:
            value = self._value(field)
            wrong = field == "taken" and bool(value) and not moment_of(value)
            if value != self._kept[field] and not wrong:
                self._kept[field] = value
                self.edited.emit(self._facts.sha256, field, value)
            self._look_over(field)
        self._offer_people()

    def showEvent(self, event: QShowEvent) -> None:
        """Have the rows that every picture needs."""
        self._make(FIRST, self._first)
        super().showEvent(event)

    def _want(self, field: str) -> None:
        """Make the rows that a field is among, unless they are there."""
        if field in self._edits:
            return
        if any(field in row for row in FIRST):
            self._make(FIRST, self._first)
        else:
            self.more.setChecked(True)

    def _make(self, rows: Sequence[tuple[str, ...]], column: QVBoxLayout) -> None:
        """Make rows when they are first wanted: the window is painted, and a text written, without them."""
        fresh = [row for row in rows if row[0] not in self._edits]
        facts, self._facts = self._facts, None
        for row in fresh:
            self._add_row(row, column)
            for field in row:
                self._fill(field, text_of(facts, field) if facts else "")
            self._note_kept(row)
        self._facts = facts

    def _add_row(self, row: tuple[str, ...], column: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(XS)
        for place, field in enumerate(row):
            label, edit = _label(self._words.text(photo_field_name(field))), self._made(field)
            label.setBuddy(edit)
            grid.addWidget(label, 0, place)
            grid.addWidget(edit, 1, place)
            grid.setColumnStretch(place, 1)
            self._labels[field], self._edits[field] = label, edit
        column.addLayout(grid)
        column.addSpacing(XS)

    def _made(self, field: str) -> "QLineEdit | NoteEdit":
        name, label = _NAMES.get(field, f"{field}Edit"), self._words.text(photo_field_name(field))
        if field in _LINES:
            note = NoteEdit(name, label, _LINES[field])
            note.textChanged.connect(self._on_typed)
            note.left.connect(self.settle)
            return note
        line = SuggestLine(self, between=";" if field in LISTS else "")
        line.offersWanted.connect(self.offersWanted)
        line.show_offers(self._offers.get(field, ()))
        line.show_listed(self._listed.get(field, ()), self._not_listed)
        line.setObjectName(name)
        line.setAccessibleName(label)
        theme.set_kind(line, "field")
        if field in LISTS:
            line.setPlaceholderText(self._words.text("separated by ;"))
        if field == "taken":
            line.setPlaceholderText("23/11/2026 08:30")
        line.textEdited.connect(self._on_typed)
        line.editingFinished.connect(self.settle)
        return line

    def _note(self, field: str) -> "NoteEdit":
        self._want(field)
        return cast("NoteEdit", self._edits[field])

    def _fill(self, field: str, text: str) -> None:
        edit = self._edits[field]
        if isinstance(edit, NoteEdit):
            edit.setPlainText(text)
        else:
            edit.setText(text)

    def _value(self, field: str) -> str:
        edit = self._edits[field]
        if isinstance(edit, QLineEdit):
            return clean_line(edit.text())
        # Not toPlainText, which turns the no-break spaces of a caption into plain ones.
        text = edit.document().toRawText()
        return clean(text).strip() if field == "caption" else clean_line(text)

    def _note_kept(self, fields: Iterable[str]) -> None:
        # As the fields give it back: what they cannot show is nobody's edit.
        for field in fields:
            self._kept[field] = self._value(field)
            self._look_over(field)

    def _look_over(self, field: str) -> None:
        """Say above a field what is wrong with it: no date, or nothing of the newsroom's list."""
        value, name = self._value(field), self._words.text(photo_field_name(field))
        edit = self._edits[field]
        if field == "taken" and value != self._kept[field] and value and not moment_of(value):
            told = self._words.text("Not a date: 23/11/2026 08:30")
        elif isinstance(edit, SuggestLine) and edit.outside():
            told = self._words.text("{field}: not in the list", field=name)
        else:
            told = name
        label = self._labels[field]
        if label.text() != told:
            label.setText(told)
            theme.set_kind(label, "" if told == name else "warned")
            # The grey of a label would shine through.
            roles = QPalette.ColorRole
            label.setForegroundRole(roles.PlaceholderText if told == name else roles.WindowText)
            label.style().unpolish(label)
            label.style().polish(label)

    def _offer_people(self) -> None:
        """Offer to name whom the caption names and who is not named yet."""
        named: list[str] = []
        if self._facts is not None:
            there = {fold(name.strip()) for name in self._value("people").split(";")}
            named = [
                name for name in self._codes.people_in(self._value("caption")) if fold(name) not in there
            ]
        self.people_offer.offer(named)

    @Slot(list)
    def _on_people_taken(self, names: list[str]) -> None:
        there = self._value("people")
        self.put("people", "; ".join((there, *names) if there else names))
        self._edits["people"].setFocus()

    @Slot()
    def _on_choices_opened(self) -> None:
        if self._facts is not None:
            facts, edits = self._facts, self._edits
            said = {one: self._value(one) if one in edits else text_of(facts, one) for one in FIELDS}
            self.choices.tick(said)

    @Slot(bool)
    def _on_more(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.more.setText(self._words.text("Fewer fields") if shown else self._words.text("More fields"))
        self._make(MORE, self._column)
        for row in MORE:
            for field in row:
                self._labels[field].setVisible(shown)
                self._edits[field].setVisible(shown)

    @Slot()
    def _on_typed(self) -> None:
        # While a picture is being shown there is none to edit.
        if self._facts is not None:
            self._pause.start()


class ChoicesButton(QPushButton):
    """Says that a picture's file contradicts itself, and lets one of its answers be picked from a menu.

    Signals:
        chosen(str, str): a field, and the text it shall have.
    """

    chosen = Signal(str, str)

    def __init__(self, words: Catalogue) -> None:
        """Begin hidden: nothing to pick."""
        super().__init__()
        self._words = words
        self.setObjectName("photoChoices")
        theme.set_kind(self, "chip")
        self.setIcon(icon("alert-triangle", "warning"))
        # Its words never make the panel wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMenu(QMenu(self))
        self.menu().triggered.connect(self._on_triggered)
        self.hide()

    def offer(self, choices: Mapping[str, Mapping[str, str]], said: Mapping[str, str]) -> None:
        """Offer answers: by field, who says it and what; none hides the button.

        Those who say the same stand together. A field whose one answer is what is ``said`` of the photo is
        left out.
        """
        menu = self.menu()
        menu.clear()
        fields = 0
        for field, answers in choices.items():
            # By their words: blanks and breaks are seen in no menu.
            told: dict[str, tuple[str, list[str]]] = {}
            for source, text in answers.items():
                told.setdefault(" ".join(text.split()), (text, []))[1].append(source)
            if set(told) == {" ".join(said.get(field, "").split())}:
                continue
            fields += 1
            menu.addSeparator()
            # Not a section: the style draws its line and leaves its words out.
            menu.addAction(self._words.text(photo_field_name(field))).setEnabled(False)
            for line, (text, sources) in told.items():
                short = line if len(line) <= _SHORT else line[:_SHORT].rstrip() + "…"
                action = menu.addAction(f"{', '.join(sources)}: {short}".replace("&", "&&"))
                action.setData((field, text))
                action.setCheckable(True)
        told_count = self._words.plural(
            "The file contradicts itself: {n} field", "The file contradicts itself: {n} fields", fields
        )
        self.setText(told_count)
        self.setAccessibleName(told_count)
        self.setVisible(bool(fields))

    def tick(self, said: Mapping[str, str]) -> None:
        """Tick the answers that are ``said`` of the photo now, by field."""
        for action in self.menu().actions():
            if action.data():
                field, text = action.data()
                action.setChecked(text.split() == said.get(field, "").split())

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        field, text = action.data()
        self.chosen.emit(field, text)


class NoteEdit(QPlainTextEdit):
    """A field of a few lines. Tab goes on, Enter too: a caption is one paragraph. Page keys are others'.

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

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Leave the keys to others that turn pages: a few lines have none."""
        if e.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            e.ignore()
        else:
            super().keyPressEvent(e)

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

"""The register of people (sổ tên): a list that can be searched, and everything about one of them."""

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.newsroom.people import Person, matches, new_person, tidy_person
from morat.ui.kit import theme
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.literal import take_literally
from morat.ui.kit.scrolled import Scrolled
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, XS, L, S

_LABELS = {
    "name": mark("Full name"),
    "title": mark("Title"),
    "unit": mark("Unit"),
    "codes": mark("Codes"),
    "pen_names": mark("Pen names"),
    "spellings": mark("Other spellings"),
    "note": mark("Note"),
}
_HINTS = {
    "name": mark("As the person writes it"),
    "codes": mark("ctth; hanh"),
    "pen_names": mark("Several with a semicolon between them"),
    "spellings": mark("Several with a semicolon between them"),
}
_LISTS = ("codes", "pen_names", "spellings")
_COLUMNS = ("name", "title", "unit", "codes")
_ID = Qt.ItemDataRole.UserRole
SIZE = (920, 600)
FIELD_WIDTH = 280


class PeopleDialog(QDialog):
    """Every change counts at once; what was removed can be had back.

    Signals:
        saved(object): a Person is new or another.
        removed(str): the person with this id shall go.
        importWanted(), exportWanted(): a file shall be asked for.
    """

    saved = Signal(object)
    removed = Signal(str)
    importWanted = Signal()
    exportWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with nobody; :meth:`show_people` brings them."""
        super().__init__(parent)
        self._words = words
        self._people: dict[str, Person] = {}
        self._open: Person | None = None
        self._gone: Person | None = None
        self.setObjectName("peopleDialog")
        self.setWindowTitle(words.text("Register of people"))
        begin_at(self, *SIZE)
        self.search = QLineEdit()
        take_literally(self.search)
        self.search.setObjectName("peopleSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(words.text("Find a person, with or without marks"))
        self.search.setAccessibleName(words.text("Find a person"))
        theme.set_kind(self.search, "field")
        self.list = QTreeWidget()
        self.empty = EmptyState("address-book", "")
        self.empty.wanted.connect(self._on_add)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.fields = {field: self._field(field) for field in _LABELS}
        self.told = QLabel()
        self.told.setObjectName("peopleTold")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.take_back = self._button("takePersonBack", words.text("Undo"), "link", self._on_take_back)
        self._set_up_list()
        self._lay_out()
        self.search.textChanged.connect(self._on_search)
        self.list.currentItemChanged.connect(self._on_row)
        self.say("")
        self._show(None)

    # What the window asks for

    def show_people(self, people: Sequence[Person], chosen: str = "") -> None:
        """Show these people, in their order; the one with the id ``chosen`` is opened."""
        wanted = chosen or (self._open.id if self._open is not None else "")
        self._people = {person.id: person for person in people}
        self._fill(wanted)

    def say(self, text: str, *, can_undo: bool = False) -> None:
        """Say what became of something, with a way back or without."""
        self.told.setText(text)
        self.take_back.setVisible(can_undo)
        if not can_undo:
            self._gone = None

    def done(self, result: int) -> None:
        """Take over what is being typed, then close."""
        self._settle()
        super().done(result)

    # How it is put together

    def _field(self, field: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"person_{field}")
        line.setAccessibleName(self._words.text(_LABELS[field]))
        if field in _HINTS:
            line.setPlaceholderText(self._words.text(_HINTS[field]))
        line.setMinimumWidth(FIELD_WIDTH)
        theme.set_kind(line, "field")
        line.editingFinished.connect(self._on_edited)
        return line

    def _button(self, name: str, text: str, kind: str, do: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        theme.set_kind(button, kind)
        button.clicked.connect(do)
        return button

    def _set_up_list(self) -> None:
        words = self._words
        self.list.setObjectName("peopleList")
        self.list.setAccessibleName(words.text("Register of people"))
        self.list.setHeaderLabels([words.text(_LABELS[column]) for column in _COLUMNS])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setIndentation(0)
        self.list.setAllColumnsShowFocus(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in enumerate((170, 140, 120, 80)):
            self.list.setColumnWidth(column, width)

    def _lay_out(self) -> None:
        text = self._words.text
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, S, 0)
        right.setSpacing(XS)
        for field, line in self.fields.items():
            right.addWidget(_small(text(_LABELS[field])))
            right.addWidget(line)
            right.addSpacing(XS)
        right.addWidget(
            _small(
                text(
                    "Typed between equals signs, a code becomes title and name; #2 is the name, #3 the title."
                )
            )
        )
        right.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(S)
        left.addWidget(self.search)
        left.addWidget(self._stack, 1)
        both = QHBoxLayout()
        both.setSpacing(XL)
        both.addLayout(left, 1)
        both.addWidget(Scrolled(right))
        told = QHBoxLayout()
        told.setSpacing(S)
        told.addWidget(self.told, 1)
        told.addWidget(self.take_back)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        self.add_button = self._button("addPerson", text("Add a person"), "primary", self._on_add)
        self.remove_button = self._button("removePerson", text("Delete"), "quiet", self._on_remove)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        for button in (
            self._button("importPeople", text("Import a table…"), "quiet", self._on_import),
            self._button("exportPeople", text("Export as CSV…"), "quiet", self._on_export),
            self._button("closePeople", text("Close"), "quiet", self.accept),
        ):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(L)
        column.addLayout(both, 1)
        column.addLayout(told)
        column.addLayout(buttons)

    # What happens

    def _fill(self, wanted: str) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for person in self._people.values():
                if matches(person, self.search.text()):
                    item = QTreeWidgetItem([_written(person, column) for column in _COLUMNS])
                    item.setData(0, _ID, person.id)
                    self.list.addTopLevelItem(item)
                    if person.id == wanted:
                        self.list.setCurrentItem(item)
        self._show_emptiness()
        if wanted in self._people:
            self._show(self._people[wanted])
        elif self._open is not None and self._open.id not in self._people and self._open.name:
            self._show(None)

    def _show_emptiness(self) -> None:
        """Say in the place of the list why nobody is in it."""
        text = self._words.text
        if self._people:
            self.empty.say(text("Nobody is found by “{query}”.", query=self.search.text().strip()))
        else:
            self.empty.say(
                text("Enter whom you write of often: a code becomes title and name."), text("Add a person")
            )
        self._stack.setCurrentWidget(self.list if self.list.topLevelItemCount() else self.empty)

    def _show(self, person: Person | None) -> None:
        self._open = person
        for field, line in self.fields.items():
            if not line.hasFocus() or person is None or not line.isModified():
                line.setText("" if person is None else _written(person, field))
            line.setEnabled(person is not None)
        self.remove_button.setEnabled(person is not None)

    def _settle(self) -> None:
        if self._open is None:
            return
        texts = {field: line.text() for field, line in self.fields.items()}
        values = {field: tuple(text.split(";")) if field in _LISTS else text for field, text in texts.items()}
        person = tidy_person(structs.replace(self._open, **values))
        for line in self.fields.values():
            line.setModified(False)
        if person.name and person != self._open:
            self._open = person
            self._people[person.id] = person
            self.saved.emit(person)

    @Slot()
    def _on_edited(self) -> None:
        self._settle()

    @Slot(str)
    def _on_search(self, _text: str) -> None:
        self._fill(self._open.id if self._open is not None else "")

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_row(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._settle()
            self._show(self._people.get(str(item.data(0, _ID))))

    @Slot()
    def _on_add(self) -> None:
        self._settle()
        self.list.setCurrentIndex(QModelIndex())
        self.say("")
        self._show(new_person())
        self.fields["name"].setFocus()

    @Slot()
    def _on_remove(self) -> None:
        person = self._open
        if person is None:
            return
        self._show(None)
        if person.id in self._people:
            del self._people[person.id]
            self._fill("")
            self.removed.emit(person.id)
            self.say(self._words.text("{name} was deleted.", name=person.name), can_undo=True)
            self._gone = person

    @Slot()
    def _on_take_back(self) -> None:
        person = self._gone
        self.say("")
        if person is not None:
            self._people[person.id] = person
            self.saved.emit(person)
            self._fill(person.id)

    @Slot()
    def _on_import(self) -> None:
        self._settle()
        self.importWanted.emit()

    @Slot()
    def _on_export(self) -> None:
        self._settle()
        self.exportWanted.emit()


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.face(theme.SMALL_PX))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(True)
    return label


def _written(person: Person, field: str) -> str:
    value: object = getattr(person, field)
    return value if isinstance(value, str) else "; ".join(getattr(person, field))

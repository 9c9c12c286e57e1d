"""The fields of photos, each with a tick, its text and how that goes with what is there."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.fields import photo_field_name
from morat.catalogue.marking import mark
from morat.newsroom.caption_templates import Line
from morat.newsroom.photo_edits import FIELDS, HOWS
from morat.newsroom.variables import VARIABLES, Shot
from morat.ui.kit import theme
from morat.ui.kit.choices import Choices
from morat.ui.kit.stops import keep_variables
from morat.ui.kit.theme import S

NARROWEST = 150
"""Pixels of a field that still shows what is typed."""
BAR = 16
"""Pixels of the scroll bar beside the rows."""
_HOWS = dict(
    zip(HOWS, (mark("replace"), mark("where empty"), mark("put before"), mark("put after")), strict=True)
)


class FieldRows(QScrollArea):
    """A row a field, in the order in which they are filled in.

    Signals:
        changed(): what a row says is different.
    """

    changed = Signal()

    def __init__(self, words: Catalogue) -> None:
        """Begin without a tick."""
        super().__init__()
        self._rows = {field: FieldRow(words, field) for field in FIELDS}
        self._last = self._rows[FIELDS[0]].edit
        grid = QGridLayout()
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(1, 1)
        for at, row in enumerate(self._rows.values()):
            for place, widget in enumerate((row.tick, row.edit, row.how)):
                grid.addWidget(widget, at, place)
            row.changed.connect(self.changed)
            row.edit.installEventFilter(self)
        grid.setRowStretch(len(self._rows), 1)
        form = QWidget()
        form.setLayout(grid)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.flatten(self)
        self.setWidget(form)
        # In a narrow window the list beside it gives way, not the fields that are typed into.
        self.setMinimumWidth(form.minimumSizeHint().width() + BAR)

    def row(self, field: str) -> "FieldRow":
        """Return the row of a field."""
        return self._rows[field]

    def lines(self) -> tuple[Line, ...]:
        """Return the rows that say something, or are ticked to say nothing."""
        lines = (row.line() for row in self._rows.values())
        return tuple(line for line in lines if line.text or line.ticked)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show these lines, and nothing in the other rows; :attr:`changed` says so once."""
        told = {line.field: line for line in lines}
        with QSignalBlocker(self):
            for field, row in self._rows.items():
                row.show_line(told.get(field, Line(field, "", ticked=False)))
        self.changed.emit()

    @Slot(str)
    def insert(self, text: str) -> None:
        """Put a text at the caret of the row that had the keys last."""
        self._last.insert(text)
        self._last.setFocus()
        self._last.textEdited.emit(self._last.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note which row has the keys."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._last = watched
            self.ensureWidgetVisible(watched)
        return False


class FieldRow(QObject):
    """The widgets of one field: its tick, its text and how that goes with what is there. Typing ticks.

    Signals:
        changed(): what the row says is different.
    """

    changed = Signal()

    def __init__(self, words: Catalogue, field: str) -> None:
        """Begin without a tick."""
        super().__init__()
        self._field = field
        self._told = ""
        name = words.text(photo_field_name(field))
        self.tick = QCheckBox(name)
        self.tick.setObjectName(f"{field}Tick")
        self.edit = QLineEdit()
        self.edit.setMinimumWidth(NARROWEST)
        self.edit.setObjectName(f"{field}Batch")
        self.edit.setAccessibleName(name)
        keep_variables(self.edit)
        theme.set_kind(self.edit, "field")
        self.how = Choices()
        self.how.setAccessibleName(words.text("{field}: how", field=name))
        for how, english in _HOWS.items():
            self.how.addItem(words.text(english), how)
        self.tick.toggled.connect(self.changed)
        self.edit.textEdited.connect(self._on_typed)
        self.how.activated.connect(self.changed)

    def show_line(self, line: Line) -> None:
        """Show a line of a template."""
        self._told = line.text
        self.edit.setText(_flat(line.text))
        self.edit.setCursorPosition(0)
        self.how.setCurrentIndex(HOWS.index(line.how))
        self.tick.setChecked(line.ticked)

    def line(self) -> Line:
        """Return what the row asks for."""
        # A line shows no breaks: what was not changed keeps its own.
        text = self._told if self.edit.text() == _flat(self._told) else self.edit.text()
        return Line(self._field, text, str(self.how.currentData()), self.tick.isChecked())

    @Slot()
    def _on_typed(self) -> None:
        if self.tick.isChecked():
            self.changed.emit()
        else:
            self.tick.setChecked(True)


def _flat(text: str) -> str:
    return text.replace("\n", " ")


class VariablesButton(QPushButton):
    """Offers the variables with what a picture says for them.

    Signals:
        chosen(str): a variable between its braces.
    """

    chosen = Signal(str)

    def __init__(self, words: Catalogue, shot: Shot | None) -> None:
        """Show what ``shot`` says, where there is one."""
        super().__init__()
        self.setObjectName("variablesButton")
        self.setText(words.text("Variables"))
        self.setToolTip(words.text("Put in what each picture says for itself"))
        self.setAutoDefault(False)
        theme.set_kind(self, "quiet")
        menu = QMenu(self)
        for variable in VARIABLES:
            name = f"{{{variable.name}}}"
            value = variable.value(shot) if shot is not None else ""
            action = menu.addAction(f"{name}\t{value[:40]}".replace("&", "&&") if value else name)
            action.setData(name)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())

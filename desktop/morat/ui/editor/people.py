"""The people of a piece, one line each: name as printed in full, pen name, what they did."""

from msgspec import structs
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.article import ROLES, Author
from morat.newsroom.text import clean_line
from morat.ui.kit.choices import Choices
from morat.ui.kit.icons import icon
from morat.ui.kit.names import role_name
from morat.ui.kit.theme import S, set_kind


class People(QWidget):
    """Edits the authors of a piece.

    Signals:
        changed(): :attr:`authors` are others now.
    """

    changed = Signal()

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        """Begin with nobody."""
        super().__init__(parent)
        self._words = words
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.add_button = QPushButton(words.text("Add a person"), self)
        self.add_button.setObjectName("addPersonButton")
        set_kind(self.add_button, "link")
        self.add_button.clicked.connect(self.add)
        below = QHBoxLayout()
        below.addWidget(self.add_button)
        below.addStretch(1)
        self._column.addLayout(below)

    @property
    def authors(self) -> tuple[Author, ...]:
        """The people as they stand in the lines; those without a name are nobody."""
        return tuple(author for author in (row.author() for row in self._rows) if author.printed)

    def show_authors(self, authors: tuple[Author, ...]) -> None:
        """Show these people; lines that stay keep the keys."""
        while len(self._rows) > len(authors):
            self._remove(self._rows[-1])
        while len(self._rows) < len(authors):
            self._append()
        for row, author in zip(self._rows, authors, strict=True):
            row.show_author(author)

    def commit(self) -> None:
        """Take over what is being typed."""
        if any(row.is_modified() for row in self._rows):
            self._on_edited()

    @Slot()
    def add(self) -> None:
        """Begin a line for one more."""
        self._append().name.setFocus()

    def _append(self) -> "_Row":
        row = _Row(self._words, len(self._rows) + 1, self)
        row.edited.connect(self._on_edited)
        row.removeWanted.connect(self._on_remove)
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        return row

    def _remove(self, row: "_Row") -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _on_edited(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_remove(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self._remove(row)
            self.add_button.setFocus()
            self.changed.emit()


class _Row(QWidget):
    """One person."""

    edited = Signal()
    removeWanted = Signal()

    def __init__(self, words: Catalogue, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._author = Author("")
        self._words = words
        text = words.text
        self.name = self._line(f"person{number}Name", text("Name"), text("Full name of person {n}", n=number))
        self.pen = self._line(
            f"person{number}Pen", text("Pen name"), text("Pen name of person {n}", n=number)
        )
        self.role = Choices(self)
        set_kind(self.role, "flat")
        self.role.setObjectName(f"person{number}Role")
        self.role.setAccessibleName(text("Role of person {n}", n=number))
        for role in ROLES:
            self.role.addItem(role_name(words, role), role)
        away = QToolButton(self)
        away.setObjectName(f"person{number}Remove")
        away.setIcon(icon("x", "muted"))
        away.setToolTip(text("Take out"))
        away.setAccessibleName(text("Take out person {n}", n=number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self.name, 3)
        row.addWidget(self.pen, 2)
        row.addWidget(self.role)
        row.addWidget(away)
        for line in (self.name, self.pen):
            line.editingFinished.connect(self._on_finished)
        self.role.activated.connect(self.edited)
        away.clicked.connect(self.removeWanted)

    def show_author(self, author: Author) -> None:
        """Show a person."""
        self._author = author
        for line, text in ((self.name, author.name), (self.pen, author.pen_name)):
            if line.text() != text:
                line.setText(text)
            line.setModified(False)
        if self.role.findData(author.role) < 0:
            self.role.addItem(role_name(self._words, author.role), author.role)
        self.role.setCurrentIndex(self.role.findData(author.role))

    def author(self) -> Author:
        """Return the person; what is not shown stays."""
        return structs.replace(
            self._author,
            name=clean_line(self.name.text()),
            pen_name=clean_line(self.pen.text()),
            role=str(self.role.currentData()),
        )

    def is_modified(self) -> bool:
        """Say whether something was typed that nobody has heard of."""
        return self.name.isModified() or self.pen.isModified()

    def _line(self, name: str, hint: str, label: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        line.setAccessibleName(label)
        set_kind(line, "line")
        return line

    @Slot()
    def _on_finished(self) -> None:
        if self.is_modified():
            self.name.setModified(False)
            self.pen.setModified(False)
            self.edited.emit()

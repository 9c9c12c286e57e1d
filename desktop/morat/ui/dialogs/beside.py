"""Choose what is laid beside the page: a piece of the library, an earlier version, a file."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit import icons, theme
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.literal import take_literally
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import L, S

SIZE = (480, 520)
_WALK = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Choice(NamedTuple):
    """Something that can be read: a ``piece``, with a ``version`` where it is not the newest."""

    title: str
    detail: str
    piece: str
    version: str = ""


class BesideDialog(QDialog):
    """A search over a list; what is in the list somebody else knows.

    Signals:
        searched(str): the list shall be of what fits these words.
        chosen(object): this Choice shall be shown.
        fileWanted(): a file shall be shown.
    """

    searched = Signal(str)
    chosen = Signal(object)
    fileWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with an empty list."""
        super().__init__(parent)
        text = words.text
        self.setObjectName("besideDialog")
        self.setWindowTitle(text("Beside the page"))
        begin_at(self, *SIZE)
        self._choices: tuple[Choice, ...] = ()
        self.search = QLineEdit()
        take_literally(self.search)
        self.search.setObjectName("besideDialogSearch")
        self.search.setPlaceholderText(text("Find a piece"))
        self.search.setAccessibleName(text("Find a piece"))
        self.search.setClearButtonEnabled(True)
        theme.set_kind(self.search, "field")
        self.list = QListWidget()
        self.list.setObjectName("besideDialogList")
        self.list.setAccessibleName(text("Pieces and versions"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        theme.flatten(self.list)
        self._words = words
        self._none = EmptyState("columns-2", "")
        self._shown = QStackedWidget()
        self._shown.addWidget(self.list)
        self._shown.addWidget(self._none)
        file = QPushButton(icons.icon("file-import"), text("A file: Word, HTML, text…"))
        file.setObjectName("besideDialogFile")
        file.setAutoDefault(False)
        self.show_button = QPushButton(text("Show beside the page"))
        self.show_button.setObjectName("besideDialogShow")
        self.show_button.setDefault(True)
        theme.set_kind(self.show_button, "primary")
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(file)
        row.addStretch(1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        column.addWidget(self.search)
        column.addWidget(self._shown, 1)
        column.addLayout(row)
        self.search.textChanged.connect(self.searched)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self._on_taken)
        self.show_button.clicked.connect(self._on_taken)
        file.clicked.connect(self._on_file)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Fill the list; its first row is chosen."""
        self._choices = tuple(choices)
        self.list.clear()
        for choice in self._choices:
            self.list.addItem(QListWidgetItem(f"{choice.title}\n{choice.detail}"))
        self.list.setCurrentRow(0)
        self.show_button.setEnabled(bool(self._choices))
        if not self._choices:
            self._none.say(self._nothing())
        self._shown.setCurrentWidget(self.list if self._choices else self._none)

    def _nothing(self) -> str:
        text, sought = self._words.text, self.search.text().strip()
        if sought:
            return text("Nothing was found for “{text}”.", text=sought)
        return text("There is no other piece and no earlier version yet. A file can stand there too.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _WALK:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5}.get(
                Qt.Key(event.key()), -5
            )
            row = self.list.currentRow() + step
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_taken(self) -> None:
        item = cast("QListWidgetItem | None", self.list.currentItem())
        if item is not None:
            self.chosen.emit(self._choices[self.list.row(item)])
            self.accept()

    @Slot()
    def _on_file(self) -> None:
        self.fileWanted.emit()
        self.accept()

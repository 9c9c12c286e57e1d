"""Two questions about libraries: where to move this one, and which other one to open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.theme import XL, XS, L, M, S

WIDTH = 560
_PATH = Qt.ItemDataRole.UserRole


class MoveLibraryDialog(QDialog):
    """Asks where the library goes and whether it is moved or copied; shows how far that is.

    Signals:
        folderWanted(): a folder shall be chosen.
        moveWanted(bool): go on; True to move, False to copy.
        cancelled(): stop, or do not begin.
    """

    folderWanted = Signal()
    moveWanted = Signal(bool)
    cancelled = Signal()

    def __init__(self, words: Catalogue, folder: Path, parent: QWidget | None = None) -> None:
        """Ask about the library of ``folder``."""
        super().__init__(parent)
        self._words = words
        self._is_busy = False
        self.setObjectName("moveLibraryDialog")
        self.setWindowTitle(words.text("Move the library"))
        self.setMinimumWidth(WIDTH)
        self.target = _path_label(words.text("no folder chosen yet"))
        self.choose = QPushButton(words.text("Choose a folder…"))
        self.move_choice = QRadioButton(words.text("Move: from now on the library in the new place is used"))
        self.copy_choice = QRadioButton(words.text("Copy only, to carry it to a new computer"))
        self.move_choice.setChecked(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words.text("Progress"))
        self.told = QLabel()
        self.told.setObjectName("moveLibraryTold")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.go = QPushButton(words.text("Move"))
        theme.set_kind(self.go, "primary")
        self.stop = QPushButton(words.text("Cancel"))
        for button in (self.choose, self.stop):
            # Enter goes on, it does not stop.
            button.setAutoDefault(False)
        self.bar.setFixedHeight(S)
        self._lay_out(folder)
        self.go.setEnabled(False)
        self.bar.hide()
        self.told.setText(
            words.text(
                "Every file is read back and compared. The library here stays until the new one was opened."
            )
        )
        self.choose.clicked.connect(self.folderWanted)
        self.move_choice.toggled.connect(self._on_choice)
        self.go.clicked.connect(self._on_go)
        self.stop.clicked.connect(self.cancelled)
        self.choose.setFocus()

    def show_target(self, folder: Path) -> None:
        """Show where the library will be."""
        self.target.setText(QDir.toNativeSeparators(str(folder)))
        self.go.setEnabled(True)
        self.go.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many of how many bytes are done."""
        self._set_busy(busy=True)
        self.bar.setRange(0, 1000)
        self.bar.setValue(0 if not total else 1000 * done // total)
        self.told.setText(
            self._words.text("{done} of {total}", done=self._words.size(done), total=self._words.size(total))
        )

    def show_failed(self, text: str) -> None:
        """Say why it could not be done; another folder may be chosen."""
        self._set_busy(busy=False)
        self.told.setText(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way instead of leaving it alone."""
        if self._is_busy:
            event.ignore()
        self.cancelled.emit()

    def reject(self) -> None:
        """Take Escape for the button that stops."""
        self.cancelled.emit()

    def _lay_out(self, folder: Path) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        grid.setColumnStretch(1, 1)
        grid.addWidget(QLabel(self._words.text("Here now:")), 0, 0)
        grid.addWidget(_path_label(QDir.toNativeSeparators(str(folder))), 0, 1, 1, 2)
        grid.addWidget(QLabel(self._words.text("To:")), 1, 0)
        grid.addWidget(self.target, 1, 1)
        grid.addWidget(self.choose, 1, 2)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addLayout(grid)
        column.addWidget(self.move_choice)
        column.addWidget(self.copy_choice)
        column.addWidget(self.bar)
        column.addWidget(self.told)
        column.addLayout(buttons)

    def _set_busy(self, *, busy: bool) -> None:
        if busy != self._is_busy:
            self._is_busy = busy
            self.bar.setVisible(busy)
            for widget in (self.choose, self.move_choice, self.copy_choice, self.go):
                widget.setEnabled(not busy)

    @Slot(bool)
    def _on_choice(self, moves: bool) -> None:  # noqa: FBT001 - a slot's signature is its signal's
        self.go.setText(self._words.text("Move") if moves else self._words.text("Copy"))

    @Slot()
    def _on_go(self) -> None:
        self.moveWanted.emit(self.move_choice.isChecked())


class OtherLibraryDialog(QDialog):
    """The libraries that were open lately, and a folder of one's own choice.

    Signals:
        chosen(object): the library of this folder (a Path) shall be opened.
        folderWanted(): another folder shall be chosen; a library is made in one that has none.
    """

    chosen = Signal(object)
    folderWanted = Signal()

    def __init__(
        self, words: Catalogue, here: Path, recent: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        """Show the ``recent`` ones; the one that is open is ``here``."""
        super().__init__(parent)
        self.setObjectName("otherLibraryDialog")
        self.setWindowTitle(words.text("Another library"))
        self.setMinimumWidth(WIDTH)
        told = QLabel(
            words.text("Each library has its own pieces, photos and history. This window shows one.")
        )
        told.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("libraryList")
        self.list.setAccessibleName(words.text("Libraries"))
        for folder in recent:
            name = QDir.toNativeSeparators(str(folder))
            item = QListWidgetItem(words.text("{path} (open here)", path=name) if folder == here else name)
            item.setData(_PATH, str(folder))
            item.setToolTip(name)
            if folder == here:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        choose = QPushButton(words.text("Choose a folder…"))
        choose.setObjectName("chooseLibrary")
        self.open_button = QPushButton(words.text("Open"))
        self.open_button.setEnabled(False)
        theme.set_kind(self.open_button, "primary")
        stop = QPushButton(words.text("Cancel"))
        for button in (choose, stop):
            button.setAutoDefault(False)
        theme.set_kind(self.list, "field")
        self.list.setSpacing(XS)
        buttons = QHBoxLayout()
        buttons.addWidget(choose)
        buttons.addStretch(1)
        buttons.addWidget(stop)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addWidget(told)
        column.addWidget(self.list)
        column.addLayout(buttons)
        self.list.itemActivated.connect(self._on_open)
        self.list.currentItemChanged.connect(self._on_current)
        self.open_button.clicked.connect(self._on_open)
        choose.clicked.connect(self.folderWanted)
        stop.clicked.connect(self.reject)

    @Slot()
    def _on_current(self) -> None:
        self.open_button.setEnabled(self.list.currentRow() >= 0)

    @Slot()
    def _on_open(self) -> None:
        if self.list.currentRow() < 0:
            return
        item = self.list.currentItem()
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.chosen.emit(Path(str(item.data(_PATH))))


def _path_label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

"""Captions into the files that photos came from: which files, asked for before anything is written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, L, M, S

if TYPE_CHECKING:
    from morat.newsroom.pictures import PhotoFile
    from morat.operations.photo_files import Folder, Originals

_WIDTH, _HEIGHT = 560, 340
_MINUTE = 60
_ROWS = 4


class PhotoFilesDialog(QDialog):
    """Lists the folders with a tick each, says what will be written, and shows how far it is.

    It is no wall: whoever writes goes on writing beside it.

    Signals:
        writeWanted(object): into these files (a list of PhotoFile).
        searchWanted(): the files of some photos shall be looked for in a folder.
        cancelWanted(): what is under way shall end.
    """

    writeWanted = Signal(object)
    searchWanted = Signal()
    cancelWanted = Signal()

    def __init__(self, words: Catalogue, photos: int, parent: QWidget | None) -> None:
        """Begin to wait for where the files of so many photos are."""
        super().__init__(parent)
        self._words = words
        self._photos = photos
        self._folders: tuple[Folder, ...] = ()
        self._lost = 0
        self._is_busy = False
        self.setObjectName("photoFilesDialog")
        self.setWindowTitle(words.text("Write captions into the photos’ files"))
        self.told = QLabel(
            words.text(
                "Caption, credit and everything else that the library says of the photos goes into the files "
                "they came from, as IPTC, XMP and EXIF. Pixels stay as they are. For RAW files and HEIC it "
                "goes into a file .xmp beside them."
            )
        )
        self.list = QListWidget()
        self.lost = QLabel()
        self.search_button = QPushButton(words.text("Look in a folder…"))
        self.progress = QProgressBar()
        self.left = QLabel()
        self.stop_button = QPushButton(words.text("Stop"))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Close)
        self.write_button = box.button(QDialogButtonBox.StandardButton.Ok)
        self.close_button = box.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setText(words.text("Close"))
        self._dress()
        self._lay_out(box)
        begin_at(self, _WIDTH, _HEIGHT)
        self.list.itemChanged.connect(self._on_ticked)
        self.search_button.clicked.connect(self.searchWanted)
        self.stop_button.clicked.connect(self.cancelWanted)
        self.write_button.clicked.connect(self._on_write)
        box.rejected.connect(self.reject)
        self._show_state()

    def show_found(self, found: "Originals") -> None:
        """Show where files are; those of a card are left alone unless they are ticked."""
        self._folders = found.folders
        self._lost = len(found.lost)
        self.list.clear()
        for folder in found.folders:
            many = self._words.plural("{n} file", "{n} files", len(folder.files))
            card = [self._words.text("a camera’s card")] if folder.is_card else []
            item = QListWidgetItem(" · ".join((str(folder.path), many, *card)))
            item.setToolTip(str(folder.path))
            item.setCheckState(Qt.CheckState.Unchecked if folder.is_card else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.show_progress(0, 0, None)
        (self.write_button if self.chosen() else self.search_button).setFocus()

    def show_progress(self, done: int, total: int, seconds: float | None) -> None:
        """Show how far it is; with nothing to do (0 of 0) it can be begun anew."""
        self._is_busy = done < total
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)
        told = self._words.text("{done} of {total} files", done=done, total=total)
        self.left.setText(" · ".join((told, *self._time_left(seconds))))
        self._show_state()

    def chosen(self) -> "list[PhotoFile]":
        """Return the files of the ticked folders."""
        ticked = (
            folder
            for row, folder in enumerate(self._folders)
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        )
        return [one for folder in ticked for one in folder.files]

    @Slot()
    def reject(self) -> None:
        """Close; what is under way ends, what is written stays."""
        self.cancelWanted.emit()
        super().reject()

    def _time_left(self, seconds: float | None) -> list[str]:
        if seconds is None:
            return []
        if seconds < _MINUTE:
            return [self._words.plural("{n} second left", "{n} seconds left", max(1, round(seconds)))]
        return [self._words.plural("{n} minute left", "{n} minutes left", round(seconds / _MINUTE))]

    def _show_state(self) -> None:
        many = len(self.chosen())
        text, plural = self._words.text, self._words.plural
        self.write_button.setText(
            plural("Write into {n} file", "Write into {n} files", many) if many else text("Write")
        )
        self.write_button.setEnabled(bool(many) and not self._is_busy)
        for widget in (self.progress, self.left, self.stop_button):
            widget.setVisible(self._is_busy)
        self.list.setEnabled(not self._is_busy)
        self.lost.setText(
            plural(
                "Nobody knows where the file of {n} photo is now.",
                "Nobody knows where the files of {n} photos are now.",
                self._lost,
            )
        )
        for widget in (self.lost, self.search_button):
            widget.setVisible(bool(self._lost) and not self._is_busy)

    def _dress(self) -> None:
        text = self._words.text
        for label in (self.told, self.lost, self.left):
            label.setWordWrap(label is not self.left)
        self.told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.left.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setMinimumHeight(_ROWS * self.list.fontMetrics().lineSpacing())
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        theme.set_kind(self.write_button, "primary")
        for widget, name, told in (
            (self.list, "photoFolders", text("Folders of the files")),
            (self.progress, "photoFilesProgress", text("How far it is")),
            (
                self.search_button,
                "photoFilesSearch",
                text("Look for the files in a folder and those below it"),
            ),
            (self.stop_button, "photoFilesStop", text("Stop; what is written stays")),
            (self.write_button, "photoFilesWrite", text("Write into the files of the ticked folders")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(told)
            widget.setToolTip(told)

    def _lay_out(self, box: QDialogButtonBox) -> None:
        missing = QHBoxLayout()
        missing.setSpacing(M)
        missing.addWidget(self.lost, 1)
        missing.addWidget(self.search_button)
        going = QHBoxLayout()
        going.setSpacing(M)
        going.addWidget(self.left, 1)
        going.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addLayout(missing)
        column.addWidget(self.progress)
        column.addLayout(going)
        column.addSpacing(S)
        column.addWidget(box)

    @Slot(QListWidgetItem)
    def _on_ticked(self, _item: QListWidgetItem) -> None:
        self._show_state()

    @Slot()
    def _on_write(self) -> None:
        self.writeWanted.emit(self.chosen())

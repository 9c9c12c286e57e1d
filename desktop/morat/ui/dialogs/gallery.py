"""The photos of a gallery: their order, and which leave it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.blocks import Photo
from morat.newsroom.inline import plain
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import L, M, S

_THUMBNAIL = 192
"""Pixels across, the size of the contact sheet: those pictures are there already."""


class GalleryDialog(QDialog):
    """Lists the photos; buttons and keys change their order, take one out or away.

    Signals:
        chosen(object, object): the photos of the gallery in their order, and those that were taken out of it.
    """

    chosen = Signal(object, object)

    def __init__(
        self,
        words: Catalogue,
        photos: tuple[Photo, ...],
        image: Callable[[str, int, str | None], QImage | None],
        parent: QWidget | None,
    ) -> None:
        """Begin with ``photos``; ``image(sha, width, edit)`` gives pictures that are there already."""
        super().__init__(parent)
        self._words = words
        self._photos = list(photos)
        self._out: list[Photo] = []
        self.setWindowTitle(words.text("Photos of the gallery"))
        self.list = QListWidget(self)
        self.list.setObjectName("galleryList")
        self.list.setAccessibleName(self.windowTitle())
        self.list.setIconSize(QSize(72, 54))
        self.list.setMinimumSize(420, 240)
        # A caption goes on in a second line rather than out of sight.
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for photo in photos:
            self.list.addItem(self._item(photo, image))
        self.list.setCurrentRow(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addWidget(self.list, 1)
        row.addLayout(self._buttons())
        column.addLayout(row)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        begin_at(self, 680, 440)

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(S)
        for name, label, slot, keys in (
            ("photoUpButton", self._words.text("Move up"), self._on_up, "Alt+Up"),
            ("photoDownButton", self._words.text("Move down"), self._on_down, "Alt+Down"),
            ("photoOutButton", self._words.text("Take out of the gallery"), self._on_out, ""),
            ("photoAwayButton", self._words.text("Remove"), self._on_away, "Del"),
        ):
            button = QPushButton(label, self)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            if keys:
                # As blocks are moved on the page. A button's own key would press it for a tenth of a second.
                QShortcut(QKeySequence(keys), self).activated.connect(slot)
                button.setToolTip(f"{label} ({keys})")
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _item(self, photo: Photo, image: Callable[[str, int, str | None], QImage | None]) -> QListWidgetItem:
        without = " · ".join(filter(None, (self._words.text("Photo without a caption"), photo.credit)))
        label = plain(photo.caption) or without
        item = QListWidgetItem(label)
        picture = image(photo.photo, _THUMBNAIL, photo.edit) if photo.photo else None
        if picture is not None:
            item.setIcon(QIcon(QPixmap.fromImage(picture)))
        return item

    def _shift(self, way: int) -> None:
        at = self.list.currentRow()
        to = at + way
        if at < 0 or not 0 <= to < len(self._photos):
            return
        self._photos.insert(to, self._photos.pop(at))
        self.list.insertItem(to, self.list.takeItem(at))
        self.list.setCurrentRow(to)

    def _take(self) -> Photo | None:
        at = self.list.currentRow()
        if at < 0:
            return None
        self.list.takeItem(at)
        return self._photos.pop(at)

    @Slot()
    def _on_up(self) -> None:
        self._shift(-1)

    @Slot()
    def _on_down(self) -> None:
        self._shift(1)

    @Slot()
    def _on_out(self) -> None:
        photo = self._take()
        if photo is not None:
            self._out.append(photo)

    @Slot()
    def _on_away(self) -> None:
        self._take()

    @Slot()
    def _on_accepted(self) -> None:
        self.chosen.emit(tuple(self._photos), tuple(self._out))
        self.accept()

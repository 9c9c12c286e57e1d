"""The small bar on a chosen photo: how wide it is shown, its edits, and into a gallery."""

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from morat.catalogue import Catalogue
from morat.services.document.properties import Key, Kind, kind_of, text_property
from morat.ui.editor.body import BodyEdit
from morat.ui.kit.icons import icon
from morat.ui.kit.theme import set_kind

SIZES = ("half", "full", "wide")
_ICONS = {"half": "square-half", "full": "photo", "wide": "arrow-autofit-width"}


class PhotoBar(QFrame):
    """Buttons over the upper right corner of a photo. The keyboard has the same in the menus.

    Signals:
        sizeChosen(str): ``half``, ``full`` or ``wide`` was pressed.
        galleryWanted(): the photo shall go into a gallery.
        editWanted(): the picture shall be cropped, straightened, blurred.
    """

    sizeChosen = Signal(str)
    galleryWanted = Signal()
    editWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        """Begin out of sight."""
        super().__init__(parent)
        self.setObjectName("photoBar")
        self.setAutoFillBackground(True)
        set_kind(self, "float")
        self._sizes = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        labels = {
            "half": words.text("Half the width"),
            "full": words.text("As wide as the text"),
            "wide": words.text("As wide as the page"),
        }
        for number, size in enumerate(SIZES):
            button = self._button(size, labels[size], _ICONS[size])
            button.setCheckable(True)
            self._sizes.addButton(button, number)
            row.addWidget(button)
        edit = self._button("edit", words.text("Edit the picture"), "crop")
        edit.clicked.connect(self.editWanted)
        row.addWidget(edit)
        gallery = self._button("gallery", words.text("Into a gallery"), "library-photo")
        gallery.clicked.connect(self.galleryWanted)
        row.addWidget(gallery)
        self._sizes.idClicked.connect(self._on_size)
        self.hide()

    def show_size(self, size: str) -> None:
        """Show which size the photo has."""
        self._sizes.button(SIZES.index(size) if size in SIZES else 1).setChecked(True)

    def _button(self, name: str, label: str, sign: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"{name}SizeButton")
        button.setIcon(icon(sign))
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        button.setToolTip(label)
        button.setAccessibleName(label)
        # The caret stays in the text.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    @Slot(int)
    def _on_size(self, number: int) -> None:
        self.sizeChosen.emit(SIZES[number])


class BarKeeper(QObject):
    """Shows the bar on the photo the caret is in, made when the first one is chosen.

    Signals:
        sizeChosen(str), galleryWanted(), editWanted(): see PhotoBar.
    """

    sizeChosen = Signal(str)
    galleryWanted = Signal()
    editWanted = Signal()

    def __init__(self, words: Catalogue, body: BodyEdit) -> None:
        """Watch where the caret of ``body`` is."""
        super().__init__(body)
        self._words = words
        self._body = body
        self.bar: PhotoBar | None = None
        body.objectChosen.connect(self.settle)
        body.resized.connect(self.settle)
        for turned in (body.focused, body.unfocused):
            turned.connect(self._on_focus_turned)

    @Slot()
    def _on_focus_turned(self) -> None:
        """Go with the frame of the photo when the keys go elsewhere, and come back with it."""
        if self.bar is not None:
            self.settle()

    @Slot()
    def settle(self) -> None:
        """Put the bar where the chosen photo is, or out of sight."""
        block = self._body.textCursor().block()
        form = block.blockFormat()
        if kind_of(block) != Kind.PHOTO or not self._body.hasFocus():
            if self.bar is not None:
                self.bar.hide()
            return
        bar = self.bar = self.bar or self._made()
        bar.show_size(text_property(form, Key.SIZE))
        bar.adjustSize()
        rect = self._body.object_rect(block)
        bar.move(round(rect.right()) - bar.width() - 10, round(rect.top()) + 10)
        bar.show()

    def _made(self) -> PhotoBar:
        bar = PhotoBar(self._words, self._body)
        bar.sizeChosen.connect(self.sizeChosen)
        bar.galleryWanted.connect(self.galleryWanted)
        bar.editWanted.connect(self.editWanted)
        return bar

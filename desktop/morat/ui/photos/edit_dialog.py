"""Editing one picture: the canvas, and beside it what hand and keys do on it."""

from collections.abc import Sequence

from msgspec import structs
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom import cropping
from morat.newsroom.recipe import BLUR, MOST_DEGREES, MOST_TONE, NOTHING, PIXELATE, RATIOS, Recipe
from morat.ui.kit.choices import Choices
from morat.ui.kit.icons import icon
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XS, L, S, flatten
from morat.ui.kit.tools import tool
from morat.ui.photos.edit_canvas import EditCanvas
from morat.ui.photos.edit_sight import COVER, CROP, LEVEL, TOOLS
from morat.ui.photos.slider import Slider

SIDE = 260
TENTHS = 10
"""Steps of the straightening in a degree."""


class PhotoEditDialog(QDialog):
    """Shows one picture under its recipe.

    Signals:
        chosen(object): the Recipe that the person settled on.
        dropped(object): the person left without it: the recipe that was there at first and those that were
            made of it, the last one last (a tuple), to go on from.
    """

    chosen = Signal(object)
    dropped = Signal(object)

    def __init__(self, words: Catalogue, past: Sequence[Recipe], parent: QWidget | None = None) -> None:
        """Begin with a picture's recipe, the last of ``past``, which can be undone to the first.

        The picture itself comes with :meth:`show_picture`.
        """
        super().__init__(parent)
        self._words = words
        self._past: list[Recipe] = list(past)
        self._undone: list[Recipe] = []
        self._base = self._past[-1]
        self._keys: dict[str, QToolButton] = {}
        self.setObjectName("photoEditDialog")
        self.setWindowTitle(words.text("Edit the picture"))
        self.canvas = EditCanvas(words)
        self.canvas.edited.connect(self._on_edited)
        self.canvas.settled.connect(self._on_settled)
        self._build()
        self._show(self._base)
        self._tell_keys(CROP)
        self.canvas.setFocus()
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
        ):
            for sequence in QKeySequence.keyBindings(keys):
                QShortcut(sequence, self).activated.connect(slot)
        begin_at(self, 1080, 720)

    def show_picture(self, image: QImage) -> None:
        """Show this picture, upright and unedited."""
        self.canvas.show_picture(image)
        self._side.setEnabled(True)
        self._save.setEnabled(True)

    def tell(self, text: str) -> None:
        """Say why there is no picture to edit."""
        self.canvas.tell(text)

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        if len(self._past) > 1:
            self._undone.append(self._past.pop())
            self._show(self._past[-1])

    @Slot()
    def redo(self) -> None:
        """Do what was taken back once more."""
        if self._undone:
            self._past.append(self._undone.pop())
            self._show(self._past[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button whose letter was typed."""
        button = self._keys.get(event.text().upper())
        if button is not None and button.isEnabled():
            button.click()
        else:
            super().keyPressEvent(event)

    @Slot()
    def accept(self) -> None:
        """Keep what was done."""
        self.chosen.emit(self.canvas.recipe)
        super().accept()

    @Slot()
    def reject(self) -> None:
        """Leave the picture as it is in the piece; what was done is handed over, not lost."""
        self._note()
        if self._past[-1] != self._past[0]:
            self.dropped.emit(tuple(self._past))
        super().reject()

    # Building

    def _build(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(S)
        side.addLayout(self._tools())
        self._add_choices(side)
        side.addSpacing(S)
        side.addLayout(self._turns())
        self._add_sliders(side)
        side.addSpacing(S)
        side.addLayout(self._views())
        side.addStretch(1)
        self.keys = QLabel()
        self.keys.setObjectName("editKeys")
        self.keys.setWordWrap(True)
        self.keys.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        side.addWidget(self.keys)
        self._side = QWidget()
        self._side.setLayout(side)
        self._side.setEnabled(False)
        right = QVBoxLayout()
        right.setContentsMargins(0, L, L, L)
        right.addWidget(_scrolled(self._side), 1)
        right.addWidget(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addWidget(self.canvas, 1)
        row.addLayout(right)

    def _add_choices(self, side: QVBoxLayout) -> None:
        text = self._words.text
        self.ratio = Choices()
        self.ratio.setObjectName("ratioBox")
        for ratio in RATIOS:
            self.ratio.addItem(text("Free") if ratio == "free" else ratio, ratio)
        self.ratio.activated.connect(self._on_ratio)
        self.way = Choices()
        self.way.setObjectName("coverBox")
        for way, said in ((BLUR, text("Blurred")), (PIXELATE, text("Pixelated"))):
            self.way.addItem(said, way)
        self.way.activated.connect(self._on_way)
        for said, box in ((text("Width to height"), self.ratio), (text("Hidden by"), self.way)):
            box.setAccessibleName(said)
            label = QLabel(said)
            label.setBuddy(box)
            side.addWidget(label)
            side.addWidget(box)
        self.remove = QPushButton(icon("trash"), text("Uncover"))
        self.remove.setObjectName("removeCoverButton")
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self.canvas.remove_cover)
        side.addWidget(self.remove)

    def _add_sliders(self, side: QVBoxLayout) -> None:
        text = self._words.text
        tenths = round(MOST_DEGREES * TENTHS)
        self.straighten = Slider("straighten", text("Straighten"), tenths, self._degrees)
        self.brightness = Slider("brightness", text("Brightness"), round(MOST_TONE), self._tone)
        self.contrast = Slider("contrast", text("Contrast"), round(MOST_TONE), self._tone)
        for slider in (self.straighten, self.brightness, self.contrast):
            slider.moved.connect(self._on_slider)
            slider.settled.connect(self._on_settled)
            side.addWidget(slider)

    def _tools(self) -> QVBoxLayout:
        text = self._words.text
        self.tools = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(XS)
        for number, (kind, said, sign, key) in enumerate(
            (
                (CROP, text("Crop"), "crop", "C"),
                (COVER, text("Hide a face or a plate"), "mood-off", "H"),
                (LEVEL, text("Draw what is level"), "ruler-2", "L"),
            )
        ):
            button = self._tool(f"{kind}Tool", said, sign, key)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setText(said)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setCheckable(True)
            button.setChecked(kind == CROP)
            self.tools.addButton(button, number)
            column.addWidget(button)
        self.tools.idClicked.connect(self._on_tool)
        return column

    def _degrees(self, value: int) -> str:
        return _signed(value, self._words.number(abs(value) / TENTHS, 1) + "°")

    def _tone(self, value: int) -> str:
        return _signed(value, self._words.number(abs(value)))

    def _turns(self) -> QHBoxLayout:
        text = self._words.text
        row = QHBoxLayout()
        row.setSpacing(S)
        for name, said, sign, key, slot in (
            ("turnButton", text("Turn right"), "rotate-clockwise", "R", self._on_turn),
            ("mirrorButton", text("Mirror"), "flip-vertical", "F", self._on_mirror),
        ):
            button = self._tool(name, said, sign, key)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _views(self) -> QHBoxLayout:
        text = self._words.text
        row = QHBoxLayout()
        row.setSpacing(S)
        self.before = self._tool("beforeButton", text("As it was"), "eye", "B")
        self.before.setCheckable(True)
        self.before.toggled.connect(self._on_before)
        self.reset = QPushButton(text("Start again"))
        self.reset.setObjectName("resetButton")
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self._on_reset)
        self.back = self._tool("undoEditButton", text("Undo (Ctrl+Z)"), "arrow-back-up", "")
        self.back.clicked.connect(self.undo)
        row.addWidget(self.before)
        row.addWidget(self.back)
        row.addWidget(self.reset)
        row.addStretch(1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kinds.Save | kinds.Cancel)
        self._save = box.button(kinds.Save)
        self._save.setText(self._words.text("Use in the piece"))
        self._save.setEnabled(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _tool(self, name: str, said: str, sign: str, key: str) -> QToolButton:
        button = tool(sign, said, keys=key, object_name=name)
        if key:
            self._keys[key] = button
        return button

    # What is done

    def _show(self, recipe: Recipe) -> None:
        self._base = recipe
        self.canvas.show_recipe(recipe)
        self.ratio.setCurrentIndex(RATIOS.index(recipe.ratio))
        self.straighten.show_value(round(recipe.straighten * TENTHS))
        self.brightness.show_value(round(recipe.brightness))
        self.contrast.show_value(round(recipe.contrast))
        self.remove.setEnabled(bool(recipe.blur))
        self.back.setEnabled(len(self._past) > 1)
        self.reset.setEnabled(recipe != structs.replace(NOTHING, extra=recipe.extra))

    def _do(self, recipe: Recipe) -> None:
        """Show another recipe as one change."""
        self._show(recipe)
        self._on_settled()

    @Slot(object)
    def _on_edited(self, recipe: Recipe) -> None:
        self.remove.setEnabled(bool(recipe.blur))

    @Slot()
    def _on_settled(self) -> None:
        if self._note():
            self._show(self.canvas.recipe)

    def _note(self) -> bool:
        """Keep what is shown as a step that can be undone; False where it is none."""
        if self.canvas.recipe == self._past[-1]:
            return False
        self._past.append(self.canvas.recipe)
        self._undone.clear()
        return True

    @Slot()
    def _on_slider(self) -> None:
        size, now = self.canvas.pixels, self.canvas.recipe
        if size is None:
            return
        tones = {"brightness": float(self.brightness.value), "contrast": float(self.contrast.value)}
        degrees = self.straighten.value / TENTHS
        if degrees != round(now.straighten * TENTHS) / TENTHS:
            # From the crop before the slide: fitted again and again it would shrink.
            crop = cropping.straightened(self._base, degrees, size)
            now = structs.replace(now, straighten=degrees, crop=crop.crop)
        self.canvas.show_recipe(structs.replace(now, **tones))

    @Slot(int)
    def _on_tool(self, number: int) -> None:
        self.canvas.take_tool(TOOLS[number], str(self.way.currentData()))
        self.canvas.setFocus()
        self._tell_keys(TOOLS[number])

    def _tell_keys(self, tool: str) -> None:
        text = self._words.text
        told = {
            CROP: text("Arrow keys move the crop, with Ctrl they resize it; Shift for small steps."),
            COVER: text("Draw over a face, or press N. Arrow keys move, Ctrl resizes, M next, Del uncovers."),
            LEVEL: text("Draw along what should be level or upright: the horizon, a wall."),
        }
        self.keys.setText(told[tool])

    @Slot(int)
    def _on_way(self, number: int) -> None:
        way, at = str(self.way.itemData(number)), self.canvas.chosen_cover
        self.tools.button(TOOLS.index(COVER)).setChecked(True)
        self.canvas.take_tool(COVER, way)
        if at >= 0:
            covers = list(self.canvas.recipe.blur)
            covers[at] = structs.replace(covers[at], way=way)
            self._do(structs.replace(self.canvas.recipe, blur=tuple(covers)))

    @Slot(int)
    def _on_ratio(self, number: int) -> None:
        size = self.canvas.pixels
        if size is not None:
            self._do(cropping.with_ratio(self.canvas.recipe, str(self.ratio.itemData(number)), size))

    @Slot()
    def _on_turn(self) -> None:
        self._do(cropping.turned(self.canvas.recipe))

    @Slot()
    def _on_mirror(self) -> None:
        self._do(cropping.mirrored(self.canvas.recipe))

    @Slot()
    def _on_reset(self) -> None:
        self._do(structs.replace(NOTHING, extra=self.canvas.recipe.extra))

    @Slot(bool)
    def _on_before(self, before: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.canvas.show_before(before=before)


def _scrolled(side: QWidget) -> QScrollArea:
    """Return what holds the side where a low screen has no room for all of it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFixedWidth(SIDE)
    flatten(area)
    area.setWidget(side)
    return area


def _signed(value: int, size: str) -> str:
    return f"{'+' if value > 0 else '−'}{size}" if value else "0"

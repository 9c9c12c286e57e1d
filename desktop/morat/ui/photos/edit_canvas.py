"""The picture that is being edited: hand and keys crop it, cover faces in it, make it level."""

from typing import NamedTuple

from msgspec import structs
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from morat.catalogue import Catalogue
from morat.newsroom import cropping
from morat.newsroom.recipe import BLUR, NOTHING, Recipe, Rect
from morat.services.retouching import Proof
from morat.ui.kit import theme
from morat.ui.kit.theme import L
from morat.ui.photos import edit_painting as draw
from morat.ui.photos.edit_sight import COVER, CROP, LEVEL, Sight, Taken

_STEP, _FINE = 0.02, 0.004
"""Of the picture: how far an arrow key goes, and with Shift."""
_SMALLEST = 8.0
"""Pixels that a new cover or a line must be dragged to count."""
_CURSORS = {
    **dict.fromkeys(("nw", "se"), Qt.CursorShape.SizeFDiagCursor),
    **dict.fromkeys(("ne", "sw"), Qt.CursorShape.SizeBDiagCursor),
    **dict.fromkeys(("n", "s"), Qt.CursorShape.SizeVerCursor),
    **dict.fromkeys(("e", "w"), Qt.CursorShape.SizeHorCursor),
    "": Qt.CursorShape.SizeAllCursor,
}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class _Grip(NamedTuple):
    """What the mouse holds: the recipe as it was, where it was taken, and what (None: nothing, a new one)."""

    recipe: Recipe
    start: QPointF
    taken: Taken | None


class EditCanvas(QWidget):
    """Shows a picture under a recipe and lets hand and keys change it.

    Signals:
        edited(object): the Recipe is this now, many times in a drag.
        settled(): a drag or a key has come to its end.
    """

    edited = Signal(object)
    settled = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without a picture."""
        super().__init__(parent)
        self._proof: Proof | None = None
        self._told = words.text("The picture is coming…")
        self._recipe = NOTHING
        self._tool, self._way = CROP, BLUR
        self._before = False
        self._chosen = -1
        self._grip: _Grip | None = None
        self._line = (QPointF(), QPointF())
        self.setObjectName("editCanvas")
        self.setAccessibleName(words.text("Picture that is edited"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(480, 360)

    @property
    def recipe(self) -> Recipe:
        """What is done to the picture."""
        return self._recipe

    @property
    def pixels(self) -> tuple[float, float] | None:
        """Width and height of the picture as it is drawn, before it is turned; None without one."""
        sight = self.sight()
        return None if sight is None else sight.pixels

    @property
    def chosen_cover(self) -> int:
        """The number of the cover that is chosen, -1 for none."""
        return self._chosen if self._chosen < len(self._recipe.blur) else -1

    def show_picture(self, image: QImage) -> None:
        """Show this picture, upright and unedited."""
        self._proof = Proof(image)
        self._fit()
        self.update()

    def tell(self, text: str) -> None:
        """Say why there is no picture."""
        self._told = text
        self.update()

    def show_recipe(self, recipe: Recipe) -> None:
        """Show the picture under this recipe."""
        lies = recipe.turn % 2 != self._recipe.turn % 2
        self._recipe = recipe
        if lies:
            self._fit()
        self.update()

    def take_tool(self, tool: str, way: str) -> None:
        """Let the mouse crop, cover (in this ``way``) or draw what is to be level."""
        self._tool, self._way = tool, way
        self.update()

    def show_before(self, *, before: bool) -> None:
        """Show the picture as it was, or as it is."""
        self._before = before
        self.update()

    def remove_cover(self) -> None:
        """Take the chosen cover away, else the newest one."""
        if self._recipe.blur:
            number = self.chosen_cover if self.chosen_cover >= 0 else len(self._recipe.blur) - 1
            self._chosen = -1
            self._change(cropping.without_cover(self._recipe, number))
            self.settled.emit()

    def sight(self) -> Sight | None:
        """Return where things are, None without a picture."""
        if self._proof is None:
            return None
        return Sight(self._proof, self._recipe, QRectF(self.rect()), self.devicePixelRatioF())

    # Hand and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle, the crop or a cover, or begin a new cover or a line."""
        sight = self.sight()
        if sight is None or event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position()
        taken = sight.at(place, self._tool)
        self._line = (place, place)
        if self._tool == COVER:
            self._chosen = taken.cover if taken is not None else -1
        if taken is not None or self._tool != CROP:
            self._grip = _Grip(self._recipe, place, taken)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull at what is held, or show what could be taken."""
        sight, place, grip = self.sight(), event.position(), self._grip
        if sight is None:
            return
        if grip is None:
            found = sight.at(place, self._tool)
            free = Qt.CursorShape.ArrowCursor if self._tool == CROP else Qt.CursorShape.CrossCursor
            self.setCursor(_CURSORS[found.handle] if found is not None else free)
        elif grip.taken is not None:
            way = sight.along(grip.start, place, original=self._tool == COVER)
            self._pull(grip.recipe, grip.taken, way)
        else:
            self._line = (grip.start, place)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: a new cover stands, the picture is level."""
        sight, grip, self._grip = self.sight(), self._grip, None
        if sight is None or grip is None:
            return
        way = event.position() - grip.start
        if self._tool == LEVEL and way.manhattanLength() > _SMALLEST:
            degrees = cropping.level(way.x(), way.y(), self._recipe.straighten)
            self._change(cropping.straightened(self._recipe, degrees, sight.pixels))
        elif grip.taken is None and min(abs(way.x()), abs(way.y())) > _SMALLEST:
            self._cover(sight, QRectF(grip.start, event.position()).normalized())
        self.settled.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, with Ctrl make larger; N a cover, M the next one, Del takes it away."""
        sight, key = self.sight(), Qt.Key(event.key())
        if sight is not None and key in _ARROWS:
            self._nudge(_ARROWS[key], event.modifiers())
        elif sight is None or self._tool != COVER:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_N:
            crop = sight.crop
            edge = min(crop.width(), crop.height()) / 4
            self._cover(sight, QRectF(crop.center() - QPointF(edge / 2, edge / 2), QSizeF(edge, edge)))
            self.settled.emit()
        elif key == Qt.Key.Key_M and self._recipe.blur:
            self._chosen = (self.chosen_cover + 1) % len(self._recipe.blur)
            self.update()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_cover()
        else:
            super().keyPressEvent(event)

    def _nudge(self, arrow: tuple[int, int], keys: Qt.KeyboardModifier) -> None:
        step = _FINE if keys & Qt.KeyboardModifier.ShiftModifier else _STEP
        handle = "se" if keys & Qt.KeyboardModifier.ControlModifier else ""
        taken = Taken(handle, self.chosen_cover if self._tool == COVER else -1)
        if self._tool == CROP or taken.cover >= 0:
            self._pull(self._recipe, taken, (arrow[0] * step, arrow[1] * step))
            self.settled.emit()

    def _pull(self, before: Recipe, taken: Taken, way: tuple[float, float]) -> None:
        """Move or pull at what was taken of the recipe as it was ``before``."""
        sight = self.sight()
        if sight is None:
            return
        old = before.crop if taken.cover < 0 else before.blur[taken.cover].at
        shape = sight.shape if taken.cover < 0 else 0.0
        made = cropping.pulled(old, taken.handle, *way, shape) if taken.handle else cropping.moved(old, *way)
        if taken.cover < 0:
            self._change(structs.replace(self._recipe, crop=made))
        else:
            self._change(cropping.with_cover(self._recipe, taken.cover, made))

    def _cover(self, sight: Sight, place: QRectF) -> None:
        seen: Rect = sight.in_frame(place)
        if min(seen.width, seen.height) > 0:
            self._change(cropping.covered(self._recipe, seen, sight.pixels, self._way))
            self._chosen = len(self._recipe.blur) - 1

    def _change(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self.edited.emit(recipe)
        self.update()

    # What is seen

    def _fit(self) -> None:
        if self._proof is not None:
            ratio = self.devicePixelRatioF()
            width, height = self.width() - 2 * L, self.height() - 2 * L
            self._proof.fit(max(1, round(width * ratio)), max(1, round(height * ratio)), self._recipe)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the picture, and what is done to it."""
        tokens, sight = theme.tokens(self.palette()), self.sight()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.desk))
        if sight is None:
            painter.setPen(QColor(tokens.muted))
            middle = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(L, L, -L, -L), middle, self._told)
        elif self._before:
            draw.picture(painter, sight._replace(recipe=NOTHING), sight.proof.original())
        else:
            draw.picture(painter, sight, sight.proof.picture(self._recipe))
            draw.shade(painter, sight)
            self._draw_tool(painter, sight, QColor(tokens.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _draw_tool(self, painter: QPainter, sight: Sight, accent: QColor) -> None:
        if self._tool == COVER:
            draw.covers(painter, sight, self.chosen_cover, accent)
        else:
            draw.crop_frame(painter, sight, self._tool, accent)
        if self._grip is None or self._grip.taken is not None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2))
        if self._tool == LEVEL:
            painter.drawLine(*self._line)
        else:
            painter.drawRect(QRectF(*self._line).normalized())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the picture to the room there is now."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys come here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they go elsewhere."""
        super().focusOutEvent(event)
        self.update()

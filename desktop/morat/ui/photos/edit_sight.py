"""Where things are in the picture that is edited: frame, crop, covers, and what a hand would take."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPolygonF, QTransform

from morat.newsroom.recipe import Recipe, Rect
from morat.services.retouching import Proof

CROP, COVER, LEVEL = "crop", "cover", "level"
TOOLS = (CROP, COVER, LEVEL)
"""What a hand does: it pulls at the crop, covers a face, draws a line that is to be level."""
HANDLES = {
    "nw": (0.0, 0.0),
    "n": (0.5, 0.0),
    "ne": (1.0, 0.0),
    "e": (1.0, 0.5),
    "se": (1.0, 1.0),
    "s": (0.5, 1.0),
    "sw": (0.0, 1.0),
    "w": (0.0, 0.5),
}
"""Where on a rectangle each handle is."""
CORNERS = ("nw", "ne", "se", "sw")
_REACH = 12.0
"""Pixels around a handle in which it is taken."""


class Taken(NamedTuple):
    """What a hand would take: a handle, all of it (no handle); the number of a cover, -1 for the crop."""

    handle: str = ""
    cover: int = -1


class Sight(NamedTuple):
    """A picture under a recipe in the middle of a widget, whose pixels are ``ratio`` of the screen's."""

    proof: Proof
    recipe: Recipe
    room: QRectF
    ratio: float

    @property
    def pixels(self) -> tuple[float, float]:
        """Width and height of the picture as it is drawn, before it is turned."""
        return self.proof.size.width(), self.proof.size.height()

    @property
    def frame(self) -> QRectF:
        """Where the frame of the picture is."""
        across, down = self.recipe.frame(*self.pixels)
        size = QSizeF(across, down) / self.ratio
        return QRectF(self.room.center() - QPointF(size.width() / 2, size.height() / 2), size)

    @property
    def crop(self) -> QRectF:
        """Where the crop is."""
        frame, crop = self.frame, self.recipe.crop
        return QRectF(
            frame.left() + crop.left * frame.width(),
            frame.top() + crop.top * frame.height(),
            crop.width * frame.width(),
            crop.height * frame.height(),
        )

    @property
    def shape(self) -> float:
        """The width to height that the crop is held to, in fractions of the frame; 0 for none."""
        across, _, down = self.recipe.ratio.partition(":")
        frame = self.frame
        return int(across) / int(down) * frame.height() / frame.width() if down else 0.0

    def onto(self) -> QTransform:
        """Return the way from pixels of the picture to the widget."""
        corner, smaller = self.frame.topLeft(), 1 / self.ratio
        shown = self.proof.turning(self.recipe) * QTransform.fromScale(smaller, smaller)
        return shown * QTransform.fromTranslate(corner.x(), corner.y())

    def outline(self, at: Rect) -> QPolygonF:
        """Return the corners of a cover, clockwise from its upper left in the original."""
        width, height = self.pixels
        place = QRectF(at.left * width, at.top * height, at.width * width, at.height * height)
        corners = (place.topLeft(), place.topRight(), place.bottomRight(), place.bottomLeft())
        return QPolygonF([self.onto().map(corner) for corner in corners])

    def in_frame(self, place: QRectF) -> Rect:
        """Return what of a rectangle of the widget lies in the frame, in fractions of that."""
        frame = self.frame
        place = place.intersected(frame)
        return Rect(
            (place.left() - frame.left()) / frame.width(),
            (place.top() - frame.top()) / frame.height(),
            place.width() / frame.width(),
            place.height() / frame.height(),
        )

    def along(self, start: QPointF, place: QPointF, *, original: bool) -> tuple[float, float]:
        """Return how far it is between two places, in fractions of the original or of the frame."""
        if original:
            back, _ = self.onto().inverted()
            way, (width, height) = back.map(place) - back.map(start), self.pixels
            return way.x() / width, way.y() / height
        way, frame = place - start, self.frame
        return way.x() / frame.width(), way.y() / frame.height()

    def at(self, place: QPointF, tool: str) -> Taken | None:
        """Return what would be taken at a place, None where there is nothing for this tool."""
        if tool == CROP:
            crop = self.crop
            for handle, (x, y) in HANDLES.items():
                if _near(place, QPointF(crop.left() + x * crop.width(), crop.top() + y * crop.height())):
                    return Taken(handle)
            return Taken() if crop.contains(place) else None
        covers = enumerate(self.recipe.blur) if tool == COVER else ()
        for number, cover in reversed(list(covers)):
            outline = self.outline(cover.at)
            for handle, corner in zip(CORNERS, outline.toList(), strict=True):
                if _near(place, corner):
                    return Taken(handle, number)
            if outline.containsPoint(place, Qt.FillRule.OddEvenFill):
                return Taken("", number)
        return None


def _near(place: QPointF, other: QPointF) -> bool:
    return (place - other).manhattanLength() <= _REACH

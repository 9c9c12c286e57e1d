"""Edits of a picture as a recipe: the original stays, what is shown and leaves is made from it anew.

A recipe is the JSON under ``edit`` of a photo; what it does not say is left as it is::

    {"turn": 1, "flip": true, "straighten": -1.5, "crop": [0.1, 0.05, 0.8, 0.9], "ratio": "3:2",
     "brightness": 10, "contrast": -5, "blur": [{"at": [0.4, 0.2, 0.1, 0.15], "way": "pixelate"}]}

The order in which it is applied is part of what it means:

1. ``blur``: what is hidden, in the original as EXIF holds it upright, so that no later step moves it;
2. ``brightness`` and ``contrast``;
3. ``turn`` by quarters clockwise, then ``flip`` left to right, then ``straighten`` by degrees clockwise;
   of a straightened picture the largest upright rectangle without an empty corner stays;
4. ``crop``, in what stage 3 has left.

Rectangles are left, top, width and height as fractions of the picture they lie in.
"""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import msgspec
from msgspec import Struct

from morat.newsroom import addresses
from morat.newsroom.blocks import Photo
from morat.newsroom.messages import UserError

RATIOS = ("free", "3:2", "4:3", "16:9", "1:1", "2:3")
"""Width to height that a crop may be held to; ``free`` holds it to none."""
BLUR, PIXELATE = "blur", "pixelate"
WAYS = (BLUR, PIXELATE)
MOST_DEGREES = 45.0
MOST_TONE = 100.0
MOST_COVERS = 200
"""Rectangles that one picture may hide; more are a mistake or an attack."""
SMALLEST = 0.001
"""Of the picture's width and height: a rectangle is no smaller."""
_DIGITS = 5

Matrix = tuple[float, float, float, float, float, float]
"""``x' = m[0] x + m[2] y + m[4]``, ``y' = m[1] x + m[3] y + m[5]``: Qt's order."""


class Rect(NamedTuple):
    """A rectangle, in fractions of a picture."""

    left: float
    top: float
    width: float
    height: float


WHOLE = Rect(0.0, 0.0, 1.0, 1.0)


class Cover(Struct, frozen=True):
    """Something that is made unknowable (che mờ): a face, a plate. ``at`` lies in the upright original."""

    at: Rect
    way: str = BLUR


class Recipe(Struct, frozen=True, kw_only=True):
    """What is done to a picture. ``turn`` is 0 to 3 quarters, ``straighten`` degrees, both clockwise.

    ``brightness`` and ``contrast`` go from -100 to 100. ``extra`` are keys of a later version as JSON text:
    they are kept, but a picture they belong to cannot be made here.
    """

    turn: int = 0
    flip: bool = False
    straighten: float = 0.0
    crop: Rect = WHOLE
    ratio: str = "free"
    brightness: float = 0.0
    contrast: float = 0.0
    blur: tuple[Cover, ...] = ()
    extra: str = ""

    def frame(self, width: float, height: float) -> tuple[float, float]:
        """Return the size of an upright original of this size after turning and straightening."""
        if self.turn % 2:
            width, height = height, width
        return _inner(width, height, math.radians(abs(self.straighten)))

    def size(self, width: float, height: float) -> tuple[float, float]:
        """Return the size of the whole result."""
        across, down = self.frame(width, height)
        return across * self.crop.width, down * self.crop.height

    def matrix(self, width: float, height: float) -> Matrix:
        """Return how places in the upright original become places in the frame, both in pixels."""
        angle = math.radians(self.straighten)
        quarter = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))[self.turn]
        mirror = -1 if self.flip else 1
        across, down = self.frame(width, height)

        def turned(x: float, y: float) -> tuple[float, float]:
            x, y = quarter[0] * x + quarter[2] * y, quarter[1] * x + quarter[3] * y
            x *= mirror
            return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)

        (a, b), (c, d) = turned(1, 0), turned(0, 1)
        x, y = turned(-width / 2, -height / 2)
        return a, b, c, d, x + across / 2, y + down / 2


NOTHING = Recipe()


def read(edit: str | None) -> Recipe:
    """Return the recipe that ``edit`` of a photo holds; None is one that does nothing.

    Raises:
        UserError: ``photo-edit-unclear`` for what no recipe can mean: a number that is none or out of
            bounds, a rectangle outside of the picture, a way to hide that is unknown here.
    """
    if edit is None:
        return NOTHING
    try:
        return _read(edit)
    except (ValueError, TypeError, OverflowError, msgspec.DecodeError) as error:
        raise UserError("photo-edit-unclear", reason=str(error)) from error


def written(recipe: Recipe) -> str | None:
    """Return ``recipe`` as the text of ``edit``, None where it does nothing; equal ones give equal texts."""
    tree: dict[str, Any] = msgspec.json.decode(recipe.extra) if recipe.extra else {}
    for name in ("turn", "flip", "straighten", "ratio", "brightness", "contrast"):
        value = getattr(recipe, name)
        if value != getattr(NOTHING, name):
            tree[name] = round(value, _DIGITS) if isinstance(value, float) else value
    if recipe.crop != WHOLE:
        tree["crop"] = _numbers(recipe.crop)
    if recipe.blur:
        tree["blur"] = [{"at": _numbers(cover.at), "way": cover.way} for cover in recipe.blur]
    return msgspec.json.encode(tree, order="deterministic").decode() if tree else None


def address(photo: Photo) -> str | None:
    """Return by what a picture is known as the photo shows it; see ``addresses.edited``."""
    return None if photo.photo is None else addresses.edited(photo.photo, photo.edit)


def is_whole(recipe: Recipe) -> bool:
    """Say whether this version knows all that the recipe asks for."""
    return not recipe.extra


def is_known(photo: Photo) -> bool:
    """Say whether a photo's recipe can be followed here; a photo without one has nothing to follow."""
    try:
        return is_whole(read(photo.edit))
    except UserError:
        return False


def held_to(rect: Rect, ratio: str, width: float, height: float) -> Rect:
    """Return the largest rectangle of ``ratio`` in the middle of ``rect``; the frame's size is in pixels."""
    if ratio == "free":
        return rect
    across, down = map(float, ratio.split(":"))
    wanted = across / down * height / width
    w, h = rect.width, rect.height
    w, h = (h * wanted, h) if w > h * wanted else (w, w / wanted)
    return Rect(rect.left + (rect.width - w) / 2, rect.top + (rect.height - h) / 2, w, h)


def _inner(width: float, height: float, angle: float) -> tuple[float, float]:
    """Return the largest upright rectangle in one of this size that was turned by ``angle`` (radians)."""
    if not angle:
        return width, height
    sin, cos = math.sin(angle), math.cos(angle)
    longer, shorter = max(width, height), min(width, height)
    if shorter <= 2 * sin * cos * longer or abs(sin - cos) < 1e-9:
        # Two corners lie on the longer sides, the others on the line in the middle.
        half = shorter / 2
        return (half / sin, half / cos) if width >= height else (half / cos, half / sin)
    both = cos * cos - sin * sin
    return (width * cos - height * sin) / both, (height * cos - width * sin) / both


def _read(edit: str) -> Recipe:
    tree = msgspec.json.decode(edit)
    if not isinstance(tree, dict):
        raise TypeError("not an object")
    told = dict(cast("dict[str, Any]", tree))
    turn = _number(told.pop("turn", 0), 0, 3)
    flip = told.pop("flip", False)
    ratio = told.pop("ratio", "free")
    if turn != int(turn) or not isinstance(flip, bool) or ratio not in RATIOS:
        raise ValueError("turn, flip or ratio")
    covers = _values(told.pop("blur", []))
    if len(covers) > MOST_COVERS:
        raise ValueError("blur")
    return Recipe(
        turn=int(turn),
        flip=flip,
        ratio=ratio,
        straighten=_number(told.pop("straighten", 0.0), -MOST_DEGREES, MOST_DEGREES),
        crop=_rect(told.pop("crop", WHOLE)),
        brightness=_number(told.pop("brightness", 0.0), -MOST_TONE, MOST_TONE),
        contrast=_number(told.pop("contrast", 0.0), -MOST_TONE, MOST_TONE),
        blur=tuple(map(_cover, covers)),
        extra=msgspec.json.encode(told, order="deterministic").decode() if told else "",
    )


def _cover(value: Any) -> Cover:
    if not isinstance(value, Mapping):
        raise TypeError("blur")
    told = cast("Mapping[str, Any]", value)
    way = told.get("way", BLUR)
    if way not in WAYS or set(told) - {"at", "way"}:
        raise ValueError("blur")
    return Cover(_rect(told.get("at")), way)


def _rect(value: Any) -> Rect:
    left, top, width, height = (_number(one, 0.0, 1.0) for one in _values(value))
    if min(width, height) < SMALLEST or max(left + width, top + height) > 1 + SMALLEST:
        raise ValueError("rectangle")
    return Rect(left, top, width, height)


def _values(value: object) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError("no list")
    return list(cast("list[Any]", value))


def _number(value: Any, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError("number")
    return float(value)


def _numbers(rect: Rect) -> list[float]:
    return [round(one, _DIGITS) for one in rect]

"""What a hand does to a recipe: turns and mirrors what is seen, pulls at a crop, covers a face."""

import math

from msgspec import structs

from morat.newsroom.recipe import MOST_DEGREES, RATIOS, SMALLEST, WHOLE, Cover, Recipe, Rect, held_to

LEAST = 0.01
"""Of the frame: a crop that is pulled at grows no smaller, so that its handles can be taken again."""
HANDLES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
"""The places at which a rectangle is taken, by the points of the compass."""
Size = tuple[float, float]


def turned(recipe: Recipe) -> Recipe:
    """Return ``recipe`` with what is seen turned a quarter clockwise, the crop with it."""
    left, top, width, height = recipe.crop
    # A mirror reverses the way of what was turned before it.
    turn = (recipe.turn + (-1 if recipe.flip else 1)) % 4
    across, down = recipe.ratio.partition(":")[::2]
    ratio = f"{down}:{across}" if f"{down}:{across}" in RATIOS else "free"
    return structs.replace(recipe, turn=turn, ratio=ratio, crop=Rect(1 - top - height, left, height, width))


def mirrored(recipe: Recipe) -> Recipe:
    """Return ``recipe`` with what is seen mirrored left to right, the crop with it."""
    left, top, width, height = recipe.crop
    crop = Rect(1 - left - width, top, width, height)
    return structs.replace(recipe, flip=not recipe.flip, straighten=-recipe.straighten, crop=crop)


def straightened(recipe: Recipe, degrees: float, size: Size) -> Recipe:
    """Return ``recipe`` straightened by ``degrees``; a crop with a ratio keeps it in the new frame."""
    degrees = min(MOST_DEGREES, max(-MOST_DEGREES, degrees))
    changed = structs.replace(recipe, straighten=degrees)
    return structs.replace(changed, crop=held_to(recipe.crop, recipe.ratio, *changed.frame(*size)))


def with_ratio(recipe: Recipe, ratio: str, size: Size) -> Recipe:
    """Return ``recipe`` with a crop of ``ratio``, as large as may be, about the old one's middle."""
    if ratio == "free":
        return structs.replace(recipe, ratio=ratio)
    best = held_to(WHOLE, ratio, *recipe.frame(*size))
    middle_x, middle_y = recipe.crop.left + recipe.crop.width / 2, recipe.crop.top + recipe.crop.height / 2
    crop = inside(Rect(middle_x - best.width / 2, middle_y - best.height / 2, best.width, best.height))
    return structs.replace(recipe, ratio=ratio, crop=crop)


def inside(rect: Rect) -> Rect:
    """Return ``rect`` moved into the picture, and no larger than it."""
    width, height = min(1.0, rect.width), min(1.0, rect.height)
    return Rect(min(max(rect.left, 0.0), 1 - width), min(max(rect.top, 0.0), 1 - height), width, height)


def moved(rect: Rect, dx: float, dy: float) -> Rect:
    """Return ``rect`` elsewhere; it stays inside of the picture."""
    return inside(Rect(rect.left + dx, rect.top + dy, rect.width, rect.height))


def pulled(rect: Rect, handle: str, dx: float, dy: float, shape: float = 0.0) -> Rect:
    """Return ``rect`` pulled at one of its :data:`HANDLES` by fractions of the picture.

    ``shape`` is the width to height, both as fractions, that it is held to; 0 for none. The side across
    from the handle stays where it is; of a handle in the middle of a side that is its middle too.
    """
    left, top = rect.left, rect.top
    right, bottom = left + rect.width, top + rect.height
    least_x, least_y = min(LEAST, rect.width), min(LEAST, rect.height)
    if "w" in handle:
        left = min(max(0.0, left + dx), right - least_x)
    if "e" in handle:
        right = max(min(1.0, right + dx), left + least_x)
    if "n" in handle:
        top = min(max(0.0, top + dy), bottom - least_y)
    if "s" in handle:
        bottom = max(min(1.0, bottom + dy), top + least_y)
    made = Rect(left, top, right - left, bottom - top)
    return _shaped(made, rect, handle, shape) if shape else made


def covered(recipe: Recipe, seen: Rect, size: Size, way: str) -> Recipe:
    """Return ``recipe`` with a cover more: over all of the rectangle ``seen`` of the frame."""
    return structs.replace(recipe, blur=(*recipe.blur, Cover(in_original(recipe, seen, size), way)))


def in_original(recipe: Recipe, seen: Rect, size: Size) -> Rect:
    """Return the upright rectangle of the original that holds all of a rectangle of the frame."""
    width, height = size
    across, down = recipe.frame(width, height)
    a, b, c, d, e, f = recipe.matrix(width, height)
    det = a * d - b * c
    places: list[tuple[float, float]] = []
    for x in (seen.left, seen.left + seen.width):
        for y in (seen.top, seen.top + seen.height):
            dx, dy = x * across - e, y * down - f
            places.append(((d * dx - c * dy) / det / width, (a * dy - b * dx) / det / height))
    left, top = (max(0.0, min(place[axis] for place in places)) for axis in (0, 1))
    right, bottom = (min(1.0, max(place[axis] for place in places)) for axis in (0, 1))
    return inside(Rect(left, top, max(SMALLEST, right - left), max(SMALLEST, bottom - top)))


def with_cover(recipe: Recipe, number: int, at: Rect) -> Recipe:
    """Return ``recipe`` with one of its covers elsewhere."""
    covers = list(recipe.blur)
    covers[number] = structs.replace(covers[number], at=at)
    return structs.replace(recipe, blur=tuple(covers))


def without_cover(recipe: Recipe, number: int) -> Recipe:
    """Return ``recipe`` without one of its covers."""
    return structs.replace(recipe, blur=recipe.blur[:number] + recipe.blur[number + 1 :])


def level(dx: float, dy: float, degrees: float) -> float:
    """Return the straightening that makes a line level or upright, whichever is nearer.

    It was drawn ``dx`` across and ``dy`` down on a picture that is straightened by ``degrees``.
    """
    angle = math.degrees(math.atan2(dy, dx))
    off = (angle + 45) % 90 - 45
    return min(MOST_DEGREES, max(-MOST_DEGREES, degrees - off))


def _shaped(made: Rect, old: Rect, handle: str, shape: float) -> Rect:
    """Return ``made`` with the width to height ``shape``, as large as it was meant and the picture allows."""
    width, height = made.width, made.height
    if handle in ("n", "s"):
        width = height * shape
    elif handle in ("e", "w") or width > height * shape:
        height = width / shape
    else:
        width = height * shape
    # What stands still: the far corner, or the middle of the far side.
    x = old.left + old.width if "w" in handle else old.left
    y = old.top + old.height if "n" in handle else old.top
    room_x = x if "w" in handle else 1 - x
    room_y = y if "n" in handle else 1 - y
    if handle in ("n", "s"):
        x = old.left + old.width / 2
        room_x = 2 * min(x, 1 - x)
    elif handle in ("e", "w"):
        y = old.top + old.height / 2
        room_y = 2 * min(y, 1 - y)
    scale = min(1.0, room_x / width, room_y / height)
    width, height = width * scale, height * scale
    left = x - width / 2 if handle in ("n", "s") else x - width if "w" in handle else x
    top = y - height / 2 if handle in ("e", "w") else y - height if "n" in handle else y
    return inside(Rect(left, top, width, height))

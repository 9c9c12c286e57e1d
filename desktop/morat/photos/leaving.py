"""The picture that leaves the house: made anew, and told again what may be known of it.

Place, serial numbers, makers' notes and small pictures inside stay at home, because nothing of the original's
metadata goes along; what does go is written into the new file by the fields' names.
"""

from collections.abc import Mapping

from msgspec import structs

from morat.newsroom.export_presets import Preset
from morat.newsroom.messages import UserError
from morat.newsroom.pictures import Picture
from morat.newsroom.recipe import NOTHING, Recipe
from morat.photos import writing
from morat.photos.render import Prepared, narrower, packed, prepared

LABELS = ("caption", "alt", "creator", "credit", "copyright")
"""The fields that go along."""

LEAST_QUALITY = 46
"""JPEG below this shows its blocks: before, the picture grows narrower."""
_SMALLER = 0.8
_NARROWEST = 320


def leaving(
    data: bytes,
    labels: Mapping[str, str],
    preset: Preset = Preset(),  # noqa: B008
    name: str = "",
    recipe: Recipe = NOTHING,
) -> Picture:
    """Return the picture after ``recipe``, in sRGB, as ``preset`` wants it; its only metadata are ``labels``.

    A limit in kilobytes is kept with the best quality that does, not below :data:`LEAST_QUALITY`, else by
    the width; a picture with transparent parts, which is a PNG, by its width alone.

    Raises:
        UserError: ``photo-unreadable``, ``photo-edit-unclear``.
    """
    image = prepared(data, preset.width, name, recipe)
    while True:
        made = labelled(packed(image, preset.quality), labels)
        limit = preset.kilobytes * 1000
        if not limit or len(made.data) <= limit:
            return made
        if made.mime == "image/jpeg" and preset.quality > LEAST_QUALITY:
            smaller = _within(image, labels, preset.quality - 1, limit)
            if smaller is not None:
                return smaller
        if made.width <= _NARROWEST:
            return labelled(packed(image, min(preset.quality, LEAST_QUALITY)), labels)
        image = narrower(image, max(_NARROWEST, round(made.width * _SMALLER)))


def _within(image: Prepared, labels: Mapping[str, str], most: int, limit: int) -> Picture | None:
    """Return the picture at the best quality up to ``most`` at which it is small enough, None for none."""
    least, best = LEAST_QUALITY, None
    while least <= most:
        quality = (least + most + 1) // 2 if best is not None else least
        made = labelled(packed(image, quality), labels)
        if len(made.data) <= limit:
            best, least = made, quality + 1
        elif best is None:
            return None
        else:
            most = quality - 1
    return best


def labelled(picture: Picture, labels: Mapping[str, str]) -> Picture:
    """Return the picture with ``labels`` (names of ``LABELS``) in IPTC, XMP and EXIF.

    A text that is longer than a file can hold stays out: the piece itself carries it.
    """
    told = {field: labels[field] for field in LABELS if labels.get(field)}
    if not told:
        return picture
    try:
        return structs.replace(picture, data=writing.write(picture.data, told))
    except UserError:
        return picture

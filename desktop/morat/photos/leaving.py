"""The picture that leaves the house: made anew, and told again what may be known of it.

Place, serial numbers, makers' notes and small pictures inside stay at home, because nothing of the original's
metadata goes along; what does go is written into the new file by the fields' names.
"""

from collections.abc import Mapping

from msgspec import Struct, structs

from morat.newsroom.messages import UserError
from morat.newsroom.pictures import Picture
from morat.newsroom.recipe import NOTHING, Recipe
from morat.photos import writing
from morat.photos.render import web

LABELS = ("caption", "alt", "creator", "credit", "copyright")
"""The fields that go along."""

_STEPS = (85, 78, 70, 62, 54, 46)
_SMALLER = 0.8
_NARROWEST = 320


class Preset(Struct, frozen=True):
    """How pictures leave: pixels of width, JPEG quality, kilobytes at most (0: as many as it takes)."""

    width: int = 1600
    quality: int = 85
    kilobytes: int = 0


def leaving(
    data: bytes,
    labels: Mapping[str, str],
    preset: Preset = Preset(),  # noqa: B008
    name: str = "",
    recipe: Recipe = NOTHING,
) -> Picture:
    """Return the picture after ``recipe``, in sRGB, as ``preset`` wants it; its only metadata are ``labels``.

    A limit in kilobytes is kept by lowering the quality, then the width; a picture with transparent parts,
    which is a PNG, by its width alone.

    Raises:
        UserError: ``photo-unreadable``, ``photo-edit-unclear``.
    """
    width, quality = preset.width, preset.quality
    while True:
        made = labelled(web(data, width, quality, name, recipe), labels)
        if not preset.kilobytes or len(made.data) <= preset.kilobytes * 1000:
            return made
        lower = next((one for one in _STEPS if one < quality), 0)
        if lower and made.mime == "image/jpeg":
            quality = lower
        elif made.width <= _NARROWEST:
            return made
        else:
            # A narrower picture may have its quality back.
            width, quality = max(_NARROWEST, round(made.width * _SMALLER)), preset.quality


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

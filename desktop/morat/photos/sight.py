"""What is found out of a picture that comes in: its facts, a thumbnail and its likeness, decoded once."""

from typing import NamedTuple

from morat.newsroom.pictures import PhotoFacts
from morat.photos.decode import dhash, scaled
from morat.photos.facts import facts
from morat.photos.render import encoded

QUALITY = 85
_TALL = 4


class Sight(NamedTuple):
    """What a picture is: facts, the file of a thumbnail (a PNG where it has an alpha channel), dHash."""

    facts: PhotoFacts
    thumbnail: bytes
    dhash: int


def sight(data: bytes, file: str, sha: str, width: int) -> Sight:
    """Look at a picture with the SHA-256 ``sha`` that came as ``file``; the thumbnail has ``width`` pixels.

    Raises:
        UserError: as ``decode.scaled``.
    """
    found = facts(data, file, sha)
    image = scaled(data, width, width * _TALL, file)
    kind = "png" if image.hasAlphaChannel() else "jpeg"
    return Sight(found, encoded(image, kind, QUALITY), dhash(image))

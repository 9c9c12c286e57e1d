"""What is found out of a picture that comes in: its facts, a thumbnail and its likeness, decoded once."""

from typing import NamedTuple

from morat.newsroom.pictures import PhotoFacts
from morat.photos.decode import damaged, decoded, dhash
from morat.photos.facts import measured
from morat.photos.render import encoded

QUALITY = 85
_TALL = 4


class Sight(NamedTuple):
    """What a picture is: facts, the file of a thumbnail (a PNG where it has an alpha channel), dHash."""

    facts: PhotoFacts
    thumbnail: bytes
    dhash: int


def sight(data: bytes, file: str, sha: str, width: int, sidecar: bytes = b"") -> Sight:
    """Look at a picture with the SHA-256 ``sha`` that came as ``file``; the thumbnail has ``width`` pixels.

    The packet of a ``sidecar`` stands for the one in the file.

    Raises:
        UserError: as ``decode.scaled``; ``picture-damaged`` too where the decoder painted over what is lost.
    """
    found = decoded(data, width, width * _TALL, file)
    if found.flawed:
        raise damaged(file)
    image = found.image
    kind = "png" if image.hasAlphaChannel() else "jpeg"
    facts = measured(data, file, sha, (found.width, found.height, found.mime), sidecar)
    return Sight(facts, encoded(image, kind, QUALITY, small=False), dhash(image))

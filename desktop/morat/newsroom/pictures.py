"""A picture on its way between rooms: bytes with their measure, and what is known of a photo."""

from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from morat.newsroom.text import slug

STEM = 40
"""Letters of the headline in the name of a photo's file."""


class Picture(Struct, frozen=True):
    """A picture's file: ``data``, its ``mime`` type (``image/jpeg``) and size in pixels, upright."""

    data: bytes
    mime: str
    width: int
    height: int

    @property
    def suffix(self) -> str:
        """The usual file name ending, with its dot."""
        return {"image/png": ".png", "image/webp": ".webp"}.get(self.mime, ".jpg")


def photo_name(number: int, headline: str, suffix: str) -> str:
    """Return the usual name of a photo's file, without marks: ``01-ten-bai.jpg``."""
    return f"{number:02}-{slug(headline, STEM)}{suffix}"


class PhotoFacts(Struct, frozen=True, kw_only=True):
    """What is known of a photo in the library; ``sha256`` of the original file is its address.

    ``caption``, ``headline``, ``credit``, ``alt``, ``creator`` and the like are the library's own
    (IPTC names); a piece may carry a different caption. ``taken`` is ISO date and time or empty; ``location``
    is what the standard calls the sublocation, ``province`` its province or state. ``rating`` is 0 (none) to
    5 stars; ``pick`` says what was chosen from the take: 1 picked (chọn), -1 rejected (loại), 0 undecided.
    ``protects`` and ``permitted`` are of :mod:`morat.newsroom.protection`.
    """

    sha256: str
    file: str = ""
    mime: str = "image/jpeg"
    width: int = 0
    height: int = 0
    bytes: int = 0
    caption: str = ""
    headline: str = ""
    alt: str = ""
    description: str = ""
    credit: str = ""
    creator: str = ""
    copyright: str = ""
    people: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    taken: str = ""
    gps: str = ""
    source: str = ""
    location: str = ""
    province: str = ""
    event: str = ""
    keywords: tuple[str, ...] = ()
    instructions: str = ""
    rating: int = 0
    pick: int = 0
    protects: tuple[str, ...] = ()
    permitted: str = ""


class Run(Struct, frozen=True):
    """A piece that shows a photo: its id and headline, and the ``caption`` it gives the photo.

    ``public``: it has appeared. ``at`` is ISO date and time: when it did, else when it was last saved.
    """

    article: str
    headline: str
    public: bool
    at: str
    caption: str = ""


class PhotoFile(NamedTuple):
    """A file of the user's that a photo came from, as it was when it came or was written here last.

    ``digest`` is its SHA-256 and ``size`` its bytes; ``beside`` the SHA-256 of its sidecar, empty for none.
    """

    sha256: str
    path: Path
    digest: str
    size: int
    beside: str = ""

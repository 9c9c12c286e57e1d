"""A JPEG as its segments: what comes before the picture can be changed, the rest stays byte by byte."""

from collections.abc import Mapping
from typing import NamedTuple

Kind = tuple[int, bytes]
"""A kind of segment: its code, and how it begins."""
EXIF: Kind = (0xE1, b"Exif\0\0")
XMP: Kind = (0xE1, b"http://ns.adobe.com/xap/1.0/\0")
PHOTOSHOP: Kind = (0xED, b"Photoshop 3.0\0")
MOST = 65_533
"""Bytes that a segment holds at most."""

_START = b"\xff\xd8"
_SCAN = 0xDA
_FIRST = 0xE0
_ALONE = frozenset((0x00, 0x01, *range(0xD0, 0xDA), 0xFF))


class Segment(NamedTuple):
    """A segment before the picture: its code and what it holds."""

    code: int
    body: bytes

    def is_of(self, kind: Kind) -> bool:
        """Say whether this is a segment of ``kind``, one of the three above."""
        return self.code == kind[0] and self.body.startswith(kind[1])


def split(data: bytes) -> tuple[list[Segment], int]:
    """Return the segments before the picture, and where that begins.

    Raises:
        ValueError: this is no JPEG, or it is damaged before the picture begins.
    """
    found: list[Segment] = []
    if not data.startswith(_START):
        raise ValueError("no JPEG")
    at = len(_START)
    while at + 4 <= len(data) and data[at] == 0xFF:
        code = data[at + 1]
        if code == _SCAN:
            return found, at
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if code in _ALONE or size < 2 or at + 2 + size > len(data):
            break
        found.append(Segment(code, data[at + 4 : at + 2 + size]))
        at += 2 + size
    raise ValueError("a JPEG without a picture")


def joined(segments: list[Segment], rest: bytes) -> bytes:
    """Return the file made of ``segments`` and the ``rest``, the picture and whatever follows."""
    parts = [_START]
    for code, body in segments:
        parts += (bytes((0xFF, code)), (len(body) + 2).to_bytes(2, "big"), body)
    return b"".join((*parts, rest))


def held(segments: list[Segment], kind: Kind) -> bytes:
    """Return what the segments of ``kind`` hold, one after the other."""
    return b"".join(one.body[len(kind[1]) :] for one in segments if one.is_of(kind))


def replaced(segments: list[Segment], contents: Mapping[Kind, bytes]) -> list[Segment]:
    """Return ``segments`` with other contents for each kind, at the front; empty ones go.

    They stand before everything but JFIF's own segment: pictures that follow in the same file are found by
    their distance from a segment behind these.

    Raises:
        ValueError: EXIF or XMP are too long for the one segment they may have.
    """
    others = [one for one in segments if not any(one.is_of(kind) for kind in contents)]
    front = 0
    while front < len(others) and others[front].code == _FIRST:
        front += 1
    fresh: list[Segment] = []
    for (code, mark), content in contents.items():
        room = MOST - len(mark)
        if len(content) > room and (code, mark) != PHOTOSHOP:
            raise ValueError("more than a segment holds")
        fresh += [Segment(code, mark + content[at : at + room]) for at in range(0, len(content), room)]
    return [*others[:front], *fresh, *others[front:]]

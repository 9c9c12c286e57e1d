"""Pictures without a word about who made them where: the parts that draw them are kept, nothing else is.

For pictures that leave as they are, those of a letterhead: place, camera, owner, comments, small pictures of
earlier states and whatever hangs behind the end stay at home. What keeps the colours right is kept.
"""

import re
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_DRAWING = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"tRNS",
        b"IDAT",
        b"IEND",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"iCCP",
    )
)
_SOI, _EOI, _SOS, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_JFIF, _PROFILE, _ADOBE = b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF_LENGTH = 16
"""Bytes of a JFIF segment without a small picture in it."""
_BEHIND_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION, _LOOP = 0xF9, 0xFF, b"\x0bNETSCAPE2.0"


def bare(data: bytes) -> bytes:
    """Return a JPEG, PNG or GIF with what draws it alone.

    Raises:
        ValueError: it is of another kind, or damaged.
    """
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(_png(data))
        if data.startswith(bytes((0xFF, _SOI))):
            return data[:2] + b"".join(_jpeg(data))
        if data.startswith((b"GIF87a", b"GIF89a")):
            return b"".join(_gif(data))
    except IndexError as error:
        raise ValueError("the picture ends too soon") from error
    raise ValueError("no JPEG, PNG or GIF")


def _png(data: bytes) -> Iterator[bytes]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        _within(data, end)
        if kind in _DRAWING:
            yield data[at:end]
        at = end


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no segment where one should be")
        while data[at + 1] == 0xFF:
            at += 1
        kind = data[at + 1]
        if kind == _EOI:
            yield data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        _within(data, end)
        if kind == _SOS:
            found = _BEHIND_SCAN.search(data, end)
            if found is None:
                raise ValueError("the picture has no end")
            end = found.start()
        yield _segment(kind, data[at:end])
        at = end


def _segment(kind: int, segment: bytes) -> bytes:
    """Return what is kept of a segment of a JPEG."""
    said = segment[4:]
    if kind == _COMMENT or (kind in _APPLICATIONS and not said.startswith((_JFIF, _PROFILE, _ADOBE))):
        return b""
    if said.startswith(_JFIF):
        return segment[:2] + _JFIF_LENGTH.to_bytes(2, "big") + said[: _JFIF_LENGTH - 4] + b"\0\0"
    return segment


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colours(data[10])
    yield data[:at]
    while data[at] != _TRAILER:
        kind, start = data[at], at
        if kind == _EXTENSION:
            label, at = data[at + 1], _blocks_end(data, at + 2)
            keeps = label == _CONTROL or (label == _APPLICATION and data[start + 2 :].startswith(_LOOP))
        elif kind == _IMAGE:
            at, keeps = _blocks_end(data, at + 11 + _colours(data[at + 9])), True
        else:
            raise ValueError("no block where one should be")
        if keeps:
            yield data[start:at]
    yield data[at : at + 1]


def _colours(flags: int) -> int:
    """Return how many bytes the table of colours has that follows."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while size := data[at]:
        at += size + 1
    return at + 1


def _within(data: bytes, end: int) -> None:
    if end > len(data):
        raise IndexError(end)

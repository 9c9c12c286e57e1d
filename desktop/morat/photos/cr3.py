"""Canon's CR3, as far as it shows itself: boxes (ISO 14496-12), JPEGs in three sizes in them, an EXIF block.

The smallest stands among the camera's own boxes (THMB), one of some two megapixels in a box behind the film's
(PRVW), the whole picture in the first track, as if it were a film of one frame.
"""

from collections.abc import Iterator
from mmap import mmap
from typing import NamedTuple

from morat.photos.directories import ORIENTATION, Directories

MIME = "image/x-canon-cr3"
_BRAND = b"ftypcrx "
_CAMERA = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_PREVIEW = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16")
_ID = 16
_TRACK = (b"trak", b"mdia", b"minf", b"stbl")
_JPEG = b"\xff\xd8\xff"
_WIDE = 8
"""Bytes of a size, or of a place, that does not fit into four."""
_NEAR = 64
"""Bytes of a box in which its JPEG begins: what stands before it differs between cameras."""
_MOST = 256
"""Boxes of a level that are read."""


class _Box(NamedTuple):
    kind: bytes
    at: int
    end: int


def is_cr3(data: bytes | mmap) -> bool:
    """Say whether a file is a CR3 by its first twelve bytes."""
    return data[4:12] == _BRAND


def is_whole(data: bytes | mmap) -> bool:
    """Say whether a file reaches its end: what the sensor saw is its last box."""
    return any(box.kind == b"mdat" for box in _boxes(data, 0, len(data)))


def pictures(data: bytes | mmap) -> Iterator[bytes]:
    """Yield the JPEGs of a file, those of boxes that are cut short left out."""
    for box in _boxes(data, 0, len(data)):
        if box.kind == b"moov":
            yield from (_jpeg(data, one) for one in _camera(data, box) if one.kind == b"THMB")
            yield from (_frame(data, one) for one in _boxes(data, box.at, box.end) if one.kind == b"trak")
        elif box.kind == b"uuid" and data[box.at : box.at + _ID] == _PREVIEW:
            inside = _boxes(data, box.at + _ID + _WIDE, box.end)
            yield from (_jpeg(data, one) for one in inside if one.kind == b"PRVW")


def orientation(data: bytes | mmap) -> int:
    """Return how the camera was held (1 to 8, as EXIF counts)."""
    for film in _boxes(data, 0, len(data)):
        for box in _camera(data, film) if film.kind == b"moov" else ():
            if box.kind == b"CMT1":
                try:
                    directories = Directories(bytes(data[box.at : box.end]))
                except ValueError:
                    return 1
                first = directories.all()[:1]
                return directories.number(first[0], ORIENTATION, 1) if first else 1
    return 1


def _boxes(data: bytes | mmap, at: int, end: int) -> Iterator[_Box]:
    """Yield the boxes between two places; one that ends outside of it is the end."""
    for _ in range(_MOST):
        size, head = _number(data, at, 4), 8
        if size == 1:
            size, head = _number(data, at + 8, _WIDE), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            return
        yield _Box(bytes(data[at + 4 : at + 8]), at + head, at + size)
        at += size


def _camera(data: bytes | mmap, film: _Box) -> Iterator[_Box]:
    """Yield the camera's own boxes."""
    for box in _boxes(data, film.at, film.end):
        if box.kind == b"uuid" and data[box.at : box.at + _ID] == _CAMERA:
            yield from _boxes(data, box.at + _ID, box.end)


def _jpeg(data: bytes | mmap, box: _Box) -> bytes:
    begin = data.find(_JPEG, box.at, min(box.end, box.at + _NEAR))
    return bytes(data[begin : box.end]) if begin >= 0 else b""


def _frame(data: bytes | mmap, track: _Box) -> bytes:
    """Return the first frame of a track where it is a JPEG."""
    place = size = 0
    levels = [track]
    while levels:
        level = levels.pop()
        for box in _boxes(data, level.at, level.end):
            if box.kind in _TRACK:
                levels.append(box)
            elif box.kind == b"stsz":
                # One size for all frames, or 0 and a size for each.
                size = _number(data, box.at + 4, 4) or _number(data, box.at + 12, 4)
            elif box.kind in (b"co64", b"stco"):
                place = _number(data, box.at + 8, _WIDE if box.kind == b"co64" else 4)
    found = bytes(data[place : place + size]) if place > 0 and place + size <= len(data) else b""
    return found if found.startswith(_JPEG) else b""


def _number(data: bytes | mmap, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")

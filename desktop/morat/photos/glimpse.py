"""The small picture that a camera leaves in its file, found in the first bytes and shown at once."""

from morat.photos import jpeg, tiff
from morat.photos.directories import Directories

HEAD = 80_000
"""Bytes of a JPEG that are read for it: EXIF has one segment at its beginning."""

_ORIENTATION = 0x0112
_SHORT = 3
_EXIF = 0xE1
_FIRST_THUMBNAIL = 1


def glimpse(head: bytes) -> bytes:
    """Return the small JPEG in the EXIF block of a JPEG that begins with ``head``, told how to lie.

    Empty where there is none.
    """
    try:
        directories = Directories(_exif_of(head))
        found = directories.all()
        if len(found) <= _FIRST_THUMBNAIL:
            return b""
        small = directories.jpeg(found[_FIRST_THUMBNAIL])
        return upright(small, directories.number(found[0], _ORIENTATION, 1)) if small else b""
    except ValueError:
        return b""


def upright(data: bytes, orientation: int) -> bytes:
    """Return a JPEG whose EXIF says ``orientation`` (1 to 8) and nothing else.

    Raises:
        ValueError: it is none, or damaged before its picture begins.
    """
    segments, at = jpeg.split(data)
    block = tiff.Block(tiff.EMPTY)
    if 1 < orientation <= 8:
        # A block for Intel's order of bytes.
        block.put(tiff.MAIN, {_ORIENTATION: tiff.Value(_SHORT, orientation.to_bytes(2, "little"))})
    return jpeg.joined(jpeg.replaced(segments, {jpeg.EXIF: bytes(block.data)}), data[at:])


def _exif_of(head: bytes) -> bytes:
    """Return the EXIF block of a JPEG, of which the end may be lacking; empty where there is none."""
    at = 2
    while head[at : at + 1] == b"\xff" and at + 4 <= len(head):
        size = int.from_bytes(head[at + 2 : at + 4], "big")
        body = head[at + 4 : at + 2 + size]
        if head[at + 1] == _EXIF and body.startswith(jpeg.EXIF[1]):
            return body[len(jpeg.EXIF[1]) :]
        at += 2 + max(2, size)
    return b""

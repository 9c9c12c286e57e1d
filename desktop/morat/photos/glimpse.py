"""The small picture that a camera leaves in its file, found without reading all of it."""

from mmap import ACCESS_READ, mmap
from typing import BinaryIO

from morat.photos import jpeg, raw
from morat.photos.directories import ORIENTATION, Directories
from morat.photos.lying import lying

HEAD = 80_000
"""Bytes of a JPEG that are read for it: EXIF has one segment at its beginning."""

_EXIF = 0xE1


def glimpse_in(file: BinaryIO) -> bytes:
    """Return the small JPEG in a JPEG or a RAW file, told how to lie; empty where there is none.

    Raises:
        OSError: the file cannot be read.
    """
    head = file.read(HEAD)
    try:
        if head.startswith(b"\xff\xd8"):
            return glimpse(head)
        if not raw.may_be(head):
            return b""
        with mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
            return raw.glimpse(whole) if raw.mime_of(whole) else b""
    except ValueError:
        return b""


def glimpse(head: bytes) -> bytes:
    """Return the small JPEG in the EXIF block of a JPEG that begins with ``head``, empty for none.

    Raises:
        ValueError: the block is damaged.
    """
    directories = Directories(_exif_of(head))
    found = directories.all()
    small = directories.jpeg(found[1]) if len(found) > 1 else b""
    return lying(small, directories.number(found[0], ORIENTATION, 1)) if small else b""


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

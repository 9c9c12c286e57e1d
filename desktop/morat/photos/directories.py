"""The directories of a TIFF file or an EXIF block, read and never changed, however large or damaged it is.

RAW files are TIFF files too: the pictures they show of themselves stand in one of their directories.
"""

from collections.abc import Mapping
from mmap import mmap
from typing import NamedTuple

SUB = 0x014A
"""The tag that points to directories inside a directory."""
ORIENTATION = 0x0112
"""The tag that says how the camera was held."""

_ORDERS = {b"II": "little", b"MM": "big"}
_SIZES = {1: 1, 3: 2, 4: 4, 7: 1, 13: 4}
_ENTRY = 12
_MOST = 64
"""Directories that are read, entries of pointers too: a file that goes in circles ends here."""
_JPEG, _JPEG_SIZE = 0x0201, 0x0202
_STRIPS, _STRIP_SIZES = 0x0111, 0x0117
_COMPRESSION = 0x0103
_JPEG_KINDS = (6, 7)


class Entry(NamedTuple):
    """A value of a directory: type, how many of it, and where its bytes stand."""

    type: int
    length: int
    at: int


Directory = Mapping[int, Entry]


class Directories:
    """The directories of a block, in their order, each followed by those inside it."""

    def __init__(self, data: bytes | mmap) -> None:
        """Read ``data``, which begins with the mark of the order of its bytes.

        Raises:
            ValueError: it does not.
        """
        order = _ORDERS.get(bytes(data[:2]))
        if order is None or len(data) < 8:
            raise ValueError("no TIFF")
        self._data = data
        self._little = order == "little"

    def all(self) -> list[Directory]:
        """Return the directories; what is damaged ends the list."""
        found: list[Directory] = []
        places = [self._number(4, 4)]
        seen: set[int] = set()
        while places and len(found) < _MOST:
            at = places.pop(0)
            if at in seen or not 8 <= at <= len(self._data) - 2:
                continue
            seen.add(at)
            directory, following = self._directory(at)
            found.append(directory)
            inside = self.numbers(directory, SUB)[:_MOST]
            places = [*inside, *([following] if following else []), *places]
        return found

    def numbers(self, directory: Directory, tag: int) -> list[int]:
        """Return a value that is whole numbers, empty where there is none."""
        entry = directory.get(tag)
        if entry is None or entry.type not in _SIZES:
            return []
        size = _SIZES[entry.type]
        if entry.at + entry.length * size > len(self._data):
            return []
        return [self._number(entry.at + place * size, size) for place in range(min(entry.length, 4096))]

    def number(self, directory: Directory, tag: int, default: int = 0) -> int:
        """Return the first number of a value, ``default`` where there is none."""
        return next(iter(self.numbers(directory, tag)), default)

    def text(self, directory: Directory, tag: int) -> str:
        """Return a value that is a text of ASCII letters."""
        return self.held(directory, tag).decode("latin-1").strip("\0 ")

    def held(self, directory: Directory, tag: int) -> bytes:
        """Return a value that is bytes of any kind, empty where there is none."""
        entry = directory.get(tag)
        return b"" if entry is None else self._slice(entry.at, entry.length * _SIZES.get(entry.type, 1))

    def jpeg(self, directory: Directory) -> bytes:
        """Return the JPEG that a directory points to, empty where it points to none."""
        at, size = self.number(directory, _JPEG), self.number(directory, _JPEG_SIZE)
        if not size and self.number(directory, _COMPRESSION) in _JPEG_KINDS:
            strips = self.numbers(directory, _STRIPS)
            if len(strips) == 1:
                at, size = strips[0], self.number(directory, _STRIP_SIZES)
        found = self._slice(at, size)
        return found if found.startswith(b"\xff\xd8\xff") else b""

    def _directory(self, at: int) -> tuple[dict[int, Entry], int]:
        found: dict[int, Entry] = {}
        count = self._number(at, 2)
        if at + 2 + count * _ENTRY > len(self._data):
            return found, 0
        for number in range(count):
            place = at + 2 + number * _ENTRY
            kind, length = self._number(place + 2, 2), self._number(place + 4, 4)
            # A short value stands in the entry itself.
            short = _SIZES.get(kind, 1) * length <= 4
            found[self._number(place, 2)] = Entry(
                kind, length, place + 8 if short else self._number(place + 8, 4)
            )
        return found, self._number(at + 2 + count * _ENTRY, 4)

    def _number(self, at: int, size: int) -> int:
        """Return a number, 0 where the block has ended."""
        return int.from_bytes(self._slice(at, size), "little" if self._little else "big")

    def _slice(self, at: int, size: int) -> bytes:
        return bytes(self._data[at : at + size]) if at + size <= len(self._data) else b""

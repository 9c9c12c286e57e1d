"""Put values into an EXIF block or a TIFF file and move nothing else.

Makers' notes and previews are found by their distance from the start of the block, and who writes the block
anew must know every one of them. So what is there stays where it is: a value goes into the room of the one
before it, else to the end; a directory that grows goes to the end too.
"""

from collections.abc import Mapping
from typing import NamedTuple

MAIN = 0
PHOTO = 0x8769
"""The directories that can be written to: the first one, and EXIF's own by the tag that points to it."""
ASCII, BYTE, UNDEFINED = 2, 1, 7
EMPTY = b"II*\0\x08\0\0\0\0\0\0\0\0\0"
"""A block without a value."""

_LONG = 4
_ORDERS = {b"II*\0": "little", b"MM\0*": "big"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_ENTRY = 12
_INLINE = 4


class Entry(NamedTuple):
    """A value of a directory: type, how many of it, and the four bytes that are the value or its place."""

    type: int
    length: int
    raw: bytes


class Value(NamedTuple):
    """What shall stand in a directory: its type and its bytes."""

    type: int
    data: bytes


class Block:
    """An EXIF block that is being edited. Everything raises ValueError where the block is damaged."""

    def __init__(self, data: bytes) -> None:
        """Begin with the block as it is."""
        self.data = bytearray(data)
        order = _ORDERS.get(data[:4])
        if order is None:
            raise ValueError("no TIFF")
        self._little = order == "little"

    def value(self, directory: int, tag: int) -> bytes:
        """Return the bytes of a value, empty where there is none."""
        at = self._start(directory)
        entry = self._entries(at).get(tag) if at else None
        if entry is None:
            return b""
        size = entry.length * _SIZES.get(entry.type, 1)
        return entry.raw[:size] if size <= _INLINE else self._slice(self._number(entry.raw), size)

    def numbers(self, directory: int, tag: int) -> list[int]:
        """Return a value that is a list of whole numbers of two or four bytes."""
        at = self._start(directory)
        entry = self._entries(at).get(tag) if at else None
        if entry is None:
            return []
        raw, size = self.value(directory, tag), _SIZES.get(entry.type, 1)
        return [self._number(raw[place : place + size]) for place in range(0, len(raw), size)]

    def put(self, directory: int, values: Mapping[int, Value | None]) -> None:
        """Put ``values`` by their tags into a directory; None takes a value away."""
        at = self._start(directory)
        if not at and not any(values.values()):
            return
        entries = self._entries(at) if at else {}
        room = len(entries)
        for tag, value in values.items():
            if value is None:
                entries.pop(tag, None)
            else:
                entries[tag] = self._placed(value, entries.get(tag))
        following = self._slice(at + 2 + _ENTRY * room, 4) if at else bytes(4)
        written = self._directory(entries, following)
        if at and len(entries) <= room:
            self.data[at : at + len(written)] = written
            return
        moved = self._append(written)
        if directory == MAIN:
            self.data[4:8] = self._bytes(moved, 4)
        else:
            self.put(MAIN, {directory: Value(_LONG, self._bytes(moved, 4))})

    def _start(self, directory: int) -> int:
        if directory == MAIN:
            return self._number(self._slice(4, 4))
        pointer = self.value(MAIN, directory)
        return self._number(pointer) if pointer else 0

    def _entries(self, at: int) -> dict[int, Entry]:
        count = self._number(self._slice(at, 2))
        found: dict[int, Entry] = {}
        for number in range(count):
            raw = self._slice(at + 2 + number * _ENTRY, _ENTRY)
            tag = self._number(raw[:2])
            if tag in found:
                raise ValueError("a tag that stands twice in its directory")
            found[tag] = Entry(self._number(raw[2:4]), self._number(raw[4:8]), raw[8:])
        return found

    def _placed(self, value: Value, old: Entry | None) -> Entry:
        """Put the bytes of ``value`` somewhere; return the entry that points to them."""
        data, count = value.data, len(value.data) // _SIZES[value.type]
        if len(data) <= _INLINE:
            return Entry(value.type, count, data.ljust(_INLINE, b"\0"))
        if old is not None:
            room = old.length * _SIZES.get(old.type, 1)
            at = self._number(old.raw)
            if room > _INLINE and at + room == len(self.data):
                # At the end it grows and shrinks where it is: a caption that is edited often fills no block.
                self.data[at:] = data
                return Entry(value.type, count, old.raw)
            if max(len(data), _INLINE + 1) <= room:
                self._slice(at, room)
                self.data[at : at + room] = data.ljust(room, b"\0")
                return Entry(value.type, count, old.raw)
        return Entry(value.type, count, self._bytes(self._append(data), 4))

    def _directory(self, entries: Mapping[int, Entry], following: bytes) -> bytes:
        rows = [
            self._bytes(tag, 2) + self._bytes(one.type, 2) + self._bytes(one.length, 4) + one.raw
            for tag, one in sorted(entries.items())
        ]
        return self._bytes(len(entries), 2) + b"".join(rows) + following

    def _append(self, data: bytes) -> int:
        """Put ``data`` at the end, on an even place; return where it stands."""
        self.data += b"\0" * (len(self.data) % 2)
        at = len(self.data)
        self.data += data
        return at

    def _slice(self, at: int, size: int) -> bytes:
        if at + size > len(self.data):
            raise ValueError("a value outside of its block")
        return bytes(self.data[at : at + size])

    def _number(self, raw: bytes) -> int:
        return int.from_bytes(raw, "little" if self._little else "big")

    def _bytes(self, number: int, size: int) -> bytes:
        return number.to_bytes(size, "little" if self._little else "big")

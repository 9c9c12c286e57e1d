"""The second IIM that FotoStation leaves behind the end of a JPEG, where other programs forget it.

What it appends is a row of records, each with its bytes first and then ten more: its kind, its length with
these ten, and a mark. They are read from the end of the file backwards.
"""

from typing import NamedTuple

_IIM = 1
_MARK = b"\xa1\xb2\xc3\xd4"
_FOOT = 10


class Trailer(NamedTuple):
    """Where a record with IIM stands: its bytes, where they begin in the file and where its foot ends."""

    block: bytes
    start: int
    end: int

    def replaced(self, data: bytes, block: bytes) -> bytes:
        """Return the end of the file, from ``start`` on, with another ``block``; an empty one leaves none."""
        foot = _IIM.to_bytes(2, "big") + (len(block) + _FOOT).to_bytes(4, "big") + _MARK
        return (block + foot if block else b"") + data[self.end :]


def find(data: bytes) -> Trailer | None:
    """Return the record with IIM at the end of a file, None where there is none."""
    end = len(data)
    while data[end - 4 : end] == _MARK and end >= _FOOT:
        size = int.from_bytes(data[end - 8 : end - 4], "big")
        if size < _FOOT or size > end:
            return None
        if int.from_bytes(data[end - _FOOT : end - 8], "big") == _IIM:
            return Trailer(data[end - size : end - _FOOT], end - size, end)
        end -= size
    return None

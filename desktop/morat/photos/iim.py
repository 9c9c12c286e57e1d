"""IPTC-IIM: its datasets, their character sets and their lengths in bytes.

Read is what dataset 1:90 declares, else strict UTF-8, else cp1252. Written is always UTF-8, declared, for
the whole block: to declare it alone would spoil the strings that are there.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from morat.newsroom import legacy
from morat.newsroom.text import clean

UTF8 = b"\x1b%G"
"""What dataset 1:90 holds where the strings of the block are UTF-8 (ISO 2022)."""
CHARSET = (1, 90)
CHARSETS = ("cp1252", "cp1258", "TCVN3")
"""What the strings of a block may be written in where it does not say so and they are no UTF-8."""

_LATIN1 = (b"\x1b.A", b"\x1b-A")
_MARK = 0x1C
_VERSION = (2, 0)
# Record 2 is text but for its version, the picture of a caption and the preview; the others are not ours.
_BINARY = frozenset((0, 125, 200, 201, 202))
_LONG = 0x8000


class DataSet(NamedTuple):
    """One dataset: the numbers of its record and its own, and its bytes."""

    record: int
    number: int
    data: bytes

    @property
    def key(self) -> tuple[int, int]:
        """The two numbers."""
        return self.record, self.number


def parse(block: bytes) -> list[DataSet]:
    """Return the datasets of a block; zeros after the last one are padding.

    Raises:
        ValueError: the block is damaged.
    """
    found: list[DataSet] = []
    at = 0
    while at + 5 <= len(block) and block[at] == _MARK:
        record, number = block[at + 1], block[at + 2]
        size, start = int.from_bytes(block[at + 3 : at + 5], "big"), at + 5
        if size & _LONG:
            start += size & ~_LONG
            size = int.from_bytes(block[at + 5 : start], "big")
        at = start + size
        if at > len(block):
            raise ValueError("a dataset that is longer than its block")
        found.append(DataSet(record, number, block[start:at]))
    if block[at:].strip(b"\0"):
        raise ValueError("bytes that are no dataset")
    return found


def packed(datasets: Sequence[DataSet]) -> bytes:
    """Return the block that holds ``datasets``."""
    parts: list[bytes] = []
    for record, number, data in datasets:
        size = len(data).to_bytes(2, "big")
        if len(data) >= _LONG:
            size = (_LONG | 4).to_bytes(2, "big") + len(data).to_bytes(4, "big")
        parts.append(bytes((_MARK, record, number)) + size + data)
    return b"".join(parts)


def edited(block: bytes, changes: Mapping[tuple[int, int], Sequence[str]], charset: str = "") -> bytes:
    """Return ``block`` with the datasets of ``changes`` instead of those with these numbers, all in UTF-8.

    A dataset without values goes; a block that holds no text any more is empty. ``charset`` is one of
    ``CHARSETS``: what the strings that are there are written in, where the block leaves that open.

    Raises:
        ValueError: the block is damaged.
    """
    there = parse(block)
    declared = declared_charset(there)
    kept = [
        _in_utf8(one, declared, charset) for one in there if one.key not in changes and one.key != CHARSET
    ]
    fresh = [
        DataSet(*key, value.encode("utf-8")) for key, values in changes.items() for value in values if value
    ]
    if not fresh and all(one.key == _VERSION for one in kept):
        return b""
    if not any(one.key == _VERSION for one in kept):
        kept.insert(0, DataSet(*_VERSION, (4).to_bytes(2, "big")))
    # Records come in their order; within record 2 each dataset stays where it was.
    return packed(sorted((DataSet(*CHARSET, UTF8), *kept, *fresh), key=lambda one: one.record))


def declared_charset(datasets: Sequence[DataSet]) -> bytes:
    """Return the value of dataset 1:90, empty where there is none."""
    return next((one.data for one in datasets if one.key == CHARSET), b"")


def decode(data: bytes, declared: bytes = b"", charset: str = "") -> str:
    """Return the text of an IIM or EXIF string; ``declared`` is the value of dataset 1:90.

    A block that declares UTF-8 and holds something else is read as ``charset``, one of ``CHARSETS``,
    cp1252 unless said: the set of the programs that forgot to declare theirs. cp1252 also reads declared
    Latin-1: it has all of it.
    """
    data = data.split(b"\x00", 1)[0]
    if declared not in _LATIN1:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _READERS[charset or "cp1252"](data)


def readings(data: bytes, declared: bytes = b"") -> dict[str, str]:
    """Return how a string reads in each of ``CHARSETS``; nothing where its character set is certain."""
    data = data.split(b"\x00", 1)[0]
    if declared in _LATIN1 or _is_utf8(data):
        return {}
    return {name: clean(_READERS[name](data)) for name in CHARSETS}


def cut(text: str, limit: int) -> str:
    """Return as much of ``text`` as fits into ``limit`` bytes of UTF-8, cut between characters."""
    return text.encode("utf-8")[:limit].decode("utf-8", "ignore")


def _in_utf8(one: DataSet, declared: bytes, charset: str) -> DataSet:
    if declared == UTF8 or one.record != _VERSION[0] or one.number in _BINARY or one.data.isascii():
        return one
    return DataSet(*one.key, decode(one.data, declared, charset).encode("utf-8"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _cp1252(data: bytes) -> str:
    """Decode cp1252; bytes without a meaning become the controls of their number, so that none is lost."""
    return "".join(bytes((one,)).decode("cp1252", "ignore") or chr(one) for one in data)


def _cp1258(data: bytes) -> str:
    """Decode cp1258, whose tones stand apart; bytes without a meaning as in cp1252."""
    return clean("".join(bytes((one,)).decode("cp1258", "ignore") or chr(one) for one in data))


def _tcvn3(data: bytes) -> str:
    try:
        return legacy.tcvn3(data)
    except ValueError:
        return _cp1252(data)


_READERS = {"cp1252": _cp1252, "cp1258": _cp1258, "TCVN3": _tcvn3}

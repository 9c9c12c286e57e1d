"""How often words stand beside each other in Vietnamese: the counts of a large corpus, read where they lie.

``resources/lexicon/counts.bin`` is mapped into memory, never unpacked: sorted rows that the bisection of
the standard library, written in C, searches in less than a microsecond. ``packaging/counts.py`` makes the
file; :data:`SECTIONS` is its format. Numbers are little-endian, as on every machine Mo-rát runs on.
"""

import mmap
import re
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, overload

from morat.language.tokens import FIRST_WORD

MAGIC = b"MORAT-N1"
SECTIONS: tuple[tuple[str, Literal["B", "H", "I"]], ...] = (
    ("words", "B"),
    ("word_counts", "I"),
    ("others", "B"),
    ("other_counts", "H"),
    ("pair_rows", "I"),
    ("pair_ids", "H"),
    ("pair_values", "B"),
    ("triple_rows", "I"),
    ("triple_ids", "H"),
    ("triple_values", "B"),
    ("skip_rows", "I"),
    ("skip_ids", "H"),
    ("skip_values", "B"),
    ("single_rows", "I"),
    ("single_ids", "H"),
)
"""Names and types of the sections, in order; a header of the size of each in bytes comes before them.

``words`` are those with an id (:data:`tokens.FIRST_WORD` and up) in UTF-8, a line each; ``word_counts``
begin with the signs. ``others`` are words without an id, in order, with how often they were read.

Pairs: the second words of those that begin with word ``a`` are ``pair_ids[pair_rows[a]:pair_rows[a + 1]]``,
sorted; their values stand at the same places. Triples: the third words after the pair at place ``p`` are
``triple_ids[triple_rows[p]:triple_rows[p + 1]]``. Skips are pairs with one word between, laid out as pairs;
singles are pairs read only once.

A value is the index of a count in :data:`LEVELS`, and two flags: see :data:`LEADS_AFTER`.
"""
LEADS_AFTER, LEADS_BEFORE = 64, 128
"""Flags of a pair: no word that may be mistaken for its second one is frequent after the first; and the
other way round. On a triple LEADS_AFTER says so of the word in its middle."""
LEVEL = 63
"""The bits of a value that are the index of its count."""


def _levels() -> tuple[int, ...]:
    levels = [1]
    while len(levels) <= LEVEL:
        levels.append(max(levels[-1] + 1, levels[-1] * 6 // 5))
    return tuple(levels)


LEVELS = _levels()
"""The counts that are told apart: each exact up to ten, then a fifth apart; the last for all above."""


_KNOWN = 20_000
"""Words whose ids are remembered; a long piece has a few thousand."""


class Words(Sequence[str]):
    """Words that lie in the order of their letters, a line each: read where they are, never unpacked."""

    def __init__(self, lines: "memoryview[int]") -> None:
        """Find where each line of UTF-8 ends."""
        self._lines = lines
        ends = re.finditer(rb"\n|.\Z", lines, re.DOTALL)
        self._ends = array("I", (end.end() for end in ends))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        return self._at(range(len(self))[place]).decode()

    def __iter__(self) -> Iterator[str]:
        """Yield all words: unpacked for the while, in a tenth of the time that one after the other takes."""
        return iter(self._lines.tobytes().decode().split())

    def place(self, word: str) -> int:
        """Return the place of ``word``, -1 where it is not there."""
        wanted = word.encode("utf-8", "surrogatepass")
        place = bisect_left(range(len(self._ends)), wanted, key=self._at)
        return place if place < len(self._ends) and self._at(place) == wanted else -1

    def _at(self, place: int) -> bytes:
        start = self._ends[place - 1] if place else 0
        return self._lines[start : self._ends[place]].tobytes().rstrip(b"\n")


class Counts:
    """The counts in a file.

    The memory views are open for the inner loops of ``context``; everybody else asks by the methods.
    Safe for several threads: nothing changes after it is made but what is remembered of it.
    """

    def __init__(self, path: Path) -> None:
        """Map ``path``.

        Raises:
            FileNotFoundError: there is no such file.
            ValueError: it is none of ours, or damaged.
        """
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.Struct(f"<8s{len(SECTIONS)}I")
        if len(self._map) < header.size:
            raise ValueError(path)
        magic, *sizes = header.unpack_from(self._map)
        if magic != MAGIC or header.size + sum(sizes) != len(self._map):
            raise ValueError(path)
        views: dict[str, memoryview[int]] = {}
        at = header.size
        for (name, kind), size in zip(SECTIONS, sizes, strict=True):
            views[name] = memoryview(self._map)[at : at + size].cast(kind)
            at += size
        self.word_counts = views["word_counts"]
        self.pair_rows, self.pair_ids = views["pair_rows"], views["pair_ids"]
        self.pair_values = views["pair_values"]
        self.triple_rows, self.triple_ids = views["triple_rows"], views["triple_ids"]
        self.triple_values = views["triple_values"]
        self.skip_rows, self.skip_ids = views["skip_rows"], views["skip_ids"]
        self.skip_values = views["skip_values"]
        self.single_rows, self.single_ids = views["single_rows"], views["single_ids"]
        self.words = Words(views["words"])
        self._others, self._other_counts = Words(views["others"]), views["other_counts"]
        if len(self._others) != len(self._other_counts):
            raise ValueError(path)
        self._numbers: dict[str, int | None] = {}
        self.total = sum(self.word_counts)

    def rest(self) -> None:
        """Hand back the pages that were read (10 MiB); the system has them at hand when they are asked for.

        Windows, which has no such call, takes them when it needs them.
        """
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def word(self, word: str) -> int:
        """Return how often a word (as ``tokens.spelling`` writes it) was read; few times count as none."""
        number = self.number(word)
        return self.other(word) if number is None else self.word_counts[number]

    def number(self, word: str) -> int | None:
        """Return the id of a word, None for one that has none."""
        try:
            return self._numbers[word]
        except KeyError:
            place = self.words.place(word)
        if len(self._numbers) >= _KNOWN:
            self._numbers.clear()
        number = self._numbers[word] = None if place < 0 else place + FIRST_WORD
        return number

    def other(self, word: str) -> int:
        """Return how often a word that has no id was read; few times count as none.

        Asked seldom: its 21,000 words stay where they lie, in the order of their letters.
        """
        place = self._others.place(word)
        return self._other_counts[place] if place >= 0 else 0

    def pair_place(self, first: int, second: int) -> int:
        """Return where a pair stands, -1 where it was not read at least twice."""
        end = self.pair_rows[first + 1]
        place = bisect_left(self.pair_ids, second, self.pair_rows[first], end)
        return place if place < end and self.pair_ids[place] == second else -1

    def pair(self, first: int, second: int) -> int:
        """Return how often two words stood side by side, to the nearest of :data:`LEVELS` below."""
        place = self.pair_place(first, second)
        if place >= 0:
            return LEVELS[self.pair_values[place] & LEVEL]
        return int(_holds(self.single_ids, second, self.single_rows[first], self.single_rows[first + 1]) >= 0)

    def triple(self, first: int, second: int, third: int) -> int:
        """Return how often three words stood side by side; once counts as never."""
        pair = self.pair_place(first, second)
        if pair < 0:
            return 0
        place = _holds(self.triple_ids, third, self.triple_rows[pair], self.triple_rows[pair + 1])
        return LEVELS[self.triple_values[place] & LEVEL] if place >= 0 else 0

    def skip(self, first: int, third: int) -> int:
        """Return how often two words stood with one between them; once counts as never."""
        place = _holds(self.skip_ids, third, self.skip_rows[first], self.skip_rows[first + 1])
        return LEVELS[self.skip_values[place] & LEVEL] if place >= 0 else 0

    def pairs(self, first: int) -> Iterator[tuple[int, int]]:
        """Yield the words read at least twice after ``first``, with how often."""
        for place in range(self.pair_rows[first], self.pair_rows[first + 1]):
            yield self.pair_ids[place], LEVELS[self.pair_values[place] & LEVEL]


def _holds(row: "memoryview[int]", number: int, start: int, end: int) -> int:
    """Return the place of ``number`` in a sorted stretch of ``row``, -1 where it is not there."""
    place = bisect_left(row, number, start, end)
    return place if place < end and row[place] == number else -1

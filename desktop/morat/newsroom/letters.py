"""Text folded letter by letter, with the way back: which letters of the text a stretch of it was made of.

``text.fold`` says what words are alike; whoever marks or replaces what was found must know where it
stands. Nearly all Vietnamese text folds letter for letter, and then places are the same on both sides.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from morat.newsroom.text import fold

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
"""Spaces that do not break or are narrow: nobody types them into a search."""


class Folded(NamedTuple):
    """A folded text; ``places`` are the starts of its letters in the text, None where all are the same."""

    text: str
    places: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the text, at least one letter, that a stretch of the folded text stands for.

        Letters are taken whole, with the marks that follow them as characters of their own.
        """
        if self.places is None:
            return start, end
        last = self.places[end - 1]
        return self.places[start], self.places[bisect_right(self.places, last, end - 1)]


class Folding:
    """One way of folding: without marks or with them, without capitals or with them.

    It remembers the texts of this turn and of the one before: nearly all of a piece is the same at the
    next key of a search.
    """

    def __init__(self, *, marks: bool, case: bool) -> None:
        """Keep ``marks`` and ``case`` apart, or not."""
        self.marks = marks
        self.case = case
        self._table = _Table(marks=marks, case=case)
        self._now: dict[str, Folded] = {}
        self._before: dict[str, Folded] = {}

    def begin_turn(self) -> None:
        """Forget what was not folded in the turn that ends."""
        self._now, self._before = {}, self._now

    def fold(self, text: str) -> Folded:
        """Return ``text`` folded."""
        folded = self._now.get(text) or self._before.get(text) or self._folded(text)
        self._now[text] = folded
        return folded

    def _folded(self, text: str) -> Folded:
        if self.marks and self.case:
            return Folded(text)
        folded = text.translate(self._table)
        if not self._table.odd or self._table.odd.isdisjoint(text):
            return Folded(folded)
        places: list[int] = []
        for place, letter in enumerate(text):
            places += [place] * len(self._table[ord(letter)])
        places.append(len(text))
        return Folded(folded, places)


class _Table(dict[int, str]):
    """What each letter becomes, learnt at its first use; ``odd`` are those that become none or several."""

    def __init__(self, *, marks: bool, case: bool) -> None:
        super().__init__()
        self.odd: set[str] = set()
        self._marks = marks
        self._case = case

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = self[code] = self._folded(letter)
        if len(folded) != 1:
            self.odd.add(letter)
        return folded

    def _folded(self, letter: str) -> str:
        if self._marks:
            return letter.casefold()
        if not self._case:
            return fold(letter.translate(_SPACES))
        bare = "".join(ch for ch in unicodedata.normalize("NFD", letter) if not unicodedata.combining(ch))
        return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("Đ", "D")).translate(_SPACES)

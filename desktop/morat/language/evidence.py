"""Words of a text that stand where another word is usual, and what speaks for each of the two.

A first pass asks two or three counts of a word and leaves it alone where no word that may be mistaken for
it is frequent in its place. A second puts its neighbours there and goes by pairs alone: three words in four
are left alone by then. For the others the counts around word and neighbours become the numbers that ``judge``
weighs.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import exp, log, log1p
from typing import NamedTuple

from morat.language import syllables, tokens
from morat.language.counts import LEADS_AFTER, LEADS_BEFORE, LEVEL, LEVELS, Counts
from morat.language.neighbours import COSTS, KINDS, LIKELIHOODS, Neighbours
from morat.language.syllables import is_syllable
from morat.language.tokens import BREAK, FIRST_WORD, NUMBER, OTHER

_PAIR_WEIGHT, _TRIPLE_WEIGHT = 20.0, 10.0
"""How many readings the chance of the shorter context is worth (smoothing after MacKay and Peto, 1995)."""
_RARE = 0.05
"""How often a word counts as read that never was."""
_LOWEST = -2.0
"""Neighbours are weighed from this logarithm of their odds."""
_ADMITTED = exp(-4)
"""The odds by pairs alone, the chance of the slip among them, from which a neighbour is weighed at all."""
_WEIGHED = 8
_REMEMBERED = 64
"""Places of a text of which the last are remembered: one that says the same for ever is read in no time."""
_REMEMBERED_RIVALS = 20_000
_LONGEST = 9
_NEAR = 8
"""How many words to either side are near."""
_LONG_ROW = 600
"""Of a word that so many words were read after (there are 134) these are laid out, a byte for each word there
is: bisection would take longer than all the rest."""
_COUNTED = (0, *LEVELS)
_VOWELS = frozenset("aeiouy")
_KIND_PLACES = {kind: place for place, kind in enumerate(KINDS)}
COUNT_NAMES = ("alone", "after", "before", "after two", "between", "before two", "skip after", "skip before")
NAMES = (
    *(f"wrote {name}" for name in COUNT_NAMES),
    *(f"meant {name}" for name in COUNT_NAMES),
    "odds after", "odds between", "odds before", "odds",
    "break before", "break after", "word before", "word after",
    "capital", "syllable", "marked", "known", "length", "capital before", "capital after",
    "other before", "other after",
    *KINDS,
)  # fmt: skip
"""What the numbers of a :class:`Meant` are. Counts and odds are natural logarithms."""


class Meant(NamedTuple):
    """A word that may have been meant, with the kind of slip and the numbers of :data:`NAMES`."""

    word: str
    kind: str
    numbers: list[float]


class Suspect(NamedTuple):
    """A word of the text, the words beside it, and what may have been meant, the likeliest first.

    ``near`` are the ids of the words around it but those beside it.
    """

    match: re.Match[str]
    before: str
    after: str
    meant: list[Meant]
    near: list[int]


class _Place(NamedTuple):
    """The ids of two words before and two after, and the places of the outer two pairs in the counts."""

    before: tuple[int, int]
    after: tuple[int, int]
    pair_before: int
    count_before: int
    count_after: int


class _Beside(NamedTuple):
    """The ids of the words before and after one, and the places of the pairs with them in the counts."""

    before: int
    after: int
    pair_before: int
    pair_after: int


class _Read(NamedTuple):
    """The id of a word, how it was written, and the words beside it."""

    number: int
    wrote: str
    before: str
    after: str


_Counted = tuple[int, int, int, int, int, int]
"""A word, and how often it was read: after the one before, before the one after, and in the three threes."""


class Evidence:
    """Gathers evidence from counts. Safe for several threads, but for the memory of its neighbours."""

    def __init__(self, counts: Counts) -> None:
        """Use ``counts``; the syllables in it are what may be meant."""
        self._counts = counts
        self._alone = counts.word_counts
        self._spread = array("d", (_PAIR_WEIGHT * (count + 0.1) / counts.total for count in self._alone))
        self._syllable = bytes(map(is_syllable, counts.words))
        # Thousands of words that stand in no text yet.
        syllables.forget()
        self._rows: dict[int, bytearray] = {}
        self._rivals: dict[str, dict[int, str]] = {}
        often = zip(self._syllable, self._alone[FIRST_WORD:], strict=True)
        usual = array("d", (known and count + 0.1 for known, count in often))
        self.neighbours = Neighbours(counts.words, usual)

    def suspects(self, text: str) -> Iterator[Suspect]:
        """Yield the words of ``text`` that may stand for another."""
        read = list(tokens.read(text, self._counts.number))
        ids = [BREAK, BREAK, *[number for number, _ in read], BREAK, BREAK]
        pairs = self._pairs(ids)
        values = self._counts.pair_values
        weighed: dict[tuple[str, str, str, tuple[int, ...]], list[Meant]] = {}
        for at, (number, match) in enumerate(read, 2):
            if number < OTHER:
                continue
            left, right = pairs[at - 1], pairs[at]
            if left >= 0 and number != OTHER:
                if right >= 0 and values[left] & LEADS_AFTER and values[right] & LEADS_BEFORE:
                    continue
                if self._leads_between(left, ids[at + 1]):
                    continue
            beside = _Beside(ids[at - 1], ids[at + 1], left, right)
            rivals = self._rivals_here(number, match[0], beside)
            if not rivals:
                continue
            before = read[at - 3][1][0] if at > 2 else ""
            after = read[at - 1][1][0] if at - 1 < len(read) else ""
            key = match[0], before, after, tuple(ids[at - 2 : at + 3])
            meant = weighed.get(key)
            if meant is None:
                if len(weighed) >= _REMEMBERED:
                    weighed.clear()
                read_as = _Read(number, match[0], before, after)
                meant = weighed[key] = self._meant(read_as, rivals, self._place(ids, pairs, at))
            if meant:
                yield Suspect(match, before, after, meant, _near(ids, at))

    def _pairs(self, ids: list[int]) -> list[int]:
        """Return the places of the pairs of a text in the counts, -1 for those that are not there."""
        rows, row = self._counts.pair_rows, self._counts.pair_ids
        found: list[int] = []
        for first, second in pairwise(ids):
            end = rows[first + 1]
            place = bisect_left(row, second, rows[first], end)
            found.append(place if place < end and row[place] == second else -1)
        return found

    def _leads_between(self, pair: int, third: int) -> bool:
        counts = self._counts
        end = counts.triple_rows[pair + 1]
        place = bisect_left(counts.triple_ids, third, counts.triple_rows[pair], end)
        found = place < end and counts.triple_ids[place] == third
        return found and bool(counts.triple_values[place] & LEADS_AFTER)

    def _place(self, ids: list[int], pairs: list[int], at: int) -> _Place:
        left, right = pairs[at - 2], pairs[at + 1]
        values = self._counts.pair_values
        return _Place(
            (ids[at - 2], ids[at - 1]),
            (ids[at + 1], ids[at + 2]),
            left if ids[at - 1] != BREAK else -1,
            LEVELS[values[left] & LEVEL] if left >= 0 else 0,
            LEVELS[values[right] & LEVEL] if right >= 0 else 0,
        )

    def _meant(self, read: _Read, rivals: Iterable[tuple[int, str]], place: _Place) -> list[Meant]:
        number, word = read.number, tokens.spelling(read.wrote)
        known = bool(self._syllable[number - FIRST_WORD]) if number != OTHER else is_syllable(word)
        before_id, after_id = place.before[1], place.after[0]
        own, own_odds = self._weighed(
            number, place, self._pair(before_id, number), self._pair(number, after_id)
        )
        if number == OTHER:
            seldom = (self._counts.other(word) + _RARE) / self._alone[OTHER]
            own_odds = (own_odds[0] + log(seldom), *own_odds[1:])
        strange = not known and not word.isascii()
        found: list[tuple[float, str, _Counted, tuple[float, ...]]] = []
        for other, kind in rivals:
            left, right = self._pair(before_id, other), self._pair(other, after_id)
            counted, odds = self._weighed(other, place, left, right)
            differ = tuple(map(float.__sub__, odds, own_odds))
            total = sum(differ) - COSTS[kind]
            if total > _LOWEST or strange:
                found.append((total, kind, counted, differ))
        if not found:
            return []
        found.sort(key=_odds, reverse=True)
        beside, wrote = self._beside(read, place, known=known), self._numbers(own, place)
        meant: list[Meant] = []
        for total, kind, counted, differ in found[:_WEIGHED]:
            kinds = [0.0] * len(KINDS)
            kinds[_KIND_PLACES[kind]] = 1.0
            numbers = [*wrote, *self._numbers(counted, place), *differ, total, *beside, *kinds]
            meant.append(Meant(self._counts.words[counted[0] - FIRST_WORD], kind, numbers))
        return meant

    def _rivals_of(self, wrote: str) -> dict[int, str]:
        """Return the ids of the neighbours of a word with the kinds of their slips, the likeliest first."""
        found = self._rivals.get(wrote)
        if found is None:
            if len(self._rivals) >= _REMEMBERED_RIVALS:
                self._rivals.clear()
            near = self.neighbours.near(tokens.spelling(wrote))
            found = self._rivals[wrote] = {place + FIRST_WORD: kind for place, kind in near}
        return found

    def _rivals_here(self, number: int, wrote: str, beside: _Beside) -> Iterable[tuple[int, str]]:
        """Return the neighbours of a word that are worth a look between two others."""
        if not _is_read(wrote) or (len(wrote) == 1 and beside.before == NUMBER):
            return ()
        rivals = self._rivals_of(wrote)
        if number == OTHER or not self._syllable[number - FIRST_WORD]:
            return rivals.items()
        return self._read_here(rivals, number, beside)

    def _read_here(self, rivals: dict[int, str], number: int, beside: _Beside) -> list[tuple[int, str]]:
        """Return the neighbours of a known word that its two neighbours in the text do not speak against.

        Weighs pairs alone, which is quick; three words together may still turn it.
        """
        spread, alone = self._spread, self._alone
        rows, row, values = self._counts.pair_rows, self._counts.pair_ids, self._counts.pair_values
        before, after, pair_before, pair_after = beside
        after_spread = spread[after]
        own = _ADMITTED * (self._counted(pair_before, before, number) + spread[number])
        own *= (self._counted(pair_after, number, after) + after_spread) / (alone[number] + _PAIR_WEIGHT)
        # What stands after can make of a chance at most this:
        least = own / max(1.0, after_spread / _PAIR_WEIGHT)
        found: list[tuple[int, str]] = []
        for other, left in self._left_of(rivals, before, least):
            likelihood = LIKELIHOODS[rivals[other]]
            if (left + spread[other]) * likelihood <= least:
                continue
            last = rows[other + 1]
            place = bisect_left(row, after, rows[other], last)
            right = LEVELS[values[place] & LEVEL] if place < last and row[place] == after else 0
            if left or right:
                chance = (left + spread[other]) * (right + after_spread) / (alone[other] + _PAIR_WEIGHT)
                if chance * likelihood > own:
                    found.append((other, rivals[other]))
        return found

    def _left_of(self, rivals: dict[int, str], before: int, least: float) -> Iterator[tuple[int, int]]:
        """Yield neighbours that may reach ``least``, with how often each was read after ``before``.

        Of those never read there, few: the likeliest come first, and the first too unlikely ends them.
        """
        spread, row, values = self._spread, self._counts.pair_ids, self._counts.pair_values
        start, end = self._counts.pair_rows[before], self._counts.pair_rows[before + 1]
        if end - start >= _LONG_ROW:
            read = self._row(before)
            met = {other for other in rivals if read[other]}
            for other in met:
                yield other, _COUNTED[read[other]]
        else:
            met = rivals.keys() & row[start:end]
            for other in met:
                yield other, LEVELS[values[bisect_left(row, other, start, end)] & LEVEL]
        for other, kind in rivals.items():
            if spread[other] * LIKELIHOODS[kind] <= least:
                break
            if other not in met:
                yield other, 0

    def _row(self, before: int) -> bytearray:
        """Return for each word the place in :data:`_COUNTED` of how often it was read after ``before``."""
        read = self._rows.get(before)
        if read is None:
            read = bytearray(len(self._alone))
            start, end = self._counts.pair_rows[before], self._counts.pair_rows[before + 1]
            for word, value in zip(
                self._counts.pair_ids[start:end], self._counts.pair_values[start:end], strict=True
            ):
                read[word] = (value & LEVEL) + 1
            # Only now: another thread takes what is here for whole.
            self._rows[before] = read
        return read

    def _weighed(
        self, word: int, place: _Place, left_pair: tuple[int, int], right_pair: tuple[int, int]
    ) -> tuple[_Counted, tuple[float, float, float]]:
        """Return the counts of ``word`` in a place, and how likely it makes itself and the two after it."""
        alone = self._alone
        before, (after, far_after) = place.before[1], place.after
        (left_place, left), (right_place, right) = left_pair, right_pair
        left_three = self._third(place.pair_before, word)
        between = self._third(left_place, after)
        right_three = self._third(right_place, far_after) if after != BREAK else 0
        chance = (left + self._spread[word]) / (alone[before] + _PAIR_WEIGHT)
        if before != BREAK and place.count_before:
            chance = (left_three + _TRIPLE_WEIGHT * chance) / (place.count_before + _TRIPLE_WEIGHT)
        chance_after = (right + self._spread[after]) / (alone[word] + _PAIR_WEIGHT)
        if left:
            chance_after = (between + _TRIPLE_WEIGHT * chance_after) / (left + _TRIPLE_WEIGHT)
        chance_far = (place.count_after + self._spread[far_after]) / (alone[after] + _PAIR_WEIGHT)
        if after != BREAK and right:
            chance_far = (right_three + _TRIPLE_WEIGHT * chance_far) / (right + _TRIPLE_WEIGHT)
        counted = word, left, right, left_three, between, right_three
        return counted, (log(chance), log(chance_after), log(chance_far))

    def _numbers(self, counted: _Counted, place: _Place) -> tuple[float, ...]:
        """Return the logarithms of the counts of a word, in the order of :data:`COUNT_NAMES`."""
        word, *beside = counted
        skip = self._counts.skip
        return (
            log1p(self._alone[word]) if word >= FIRST_WORD else 0.0,
            *map(log1p, beside),
            log1p(skip(place.before[0], word)),
            log1p(skip(word, place.after[1])),
        )

    def _pair(self, first: int, second: int) -> tuple[int, int]:
        """Return the place of a pair and how often it was read."""
        counts = self._counts
        end = counts.pair_rows[first + 1]
        place = bisect_left(counts.pair_ids, second, counts.pair_rows[first], end)
        if place < end and counts.pair_ids[place] == second:
            return place, LEVELS[counts.pair_values[place] & LEVEL]
        return -1, self._counted(-1, first, second)

    def _counted(self, place: int, first: int, second: int) -> int:
        """Return how often the pair at a place was read; where it has none, 1 or 0."""
        counts = self._counts
        if place >= 0:
            return LEVELS[counts.pair_values[place] & LEVEL]
        end = counts.single_rows[first + 1]
        place = bisect_left(counts.single_ids, second, counts.single_rows[first], end)
        return int(place < end and counts.single_ids[place] == second)

    def _third(self, pair: int, third: int) -> int:
        """Return how often a word was read after the pair at a place."""
        if pair < 0:
            return 0
        counts = self._counts
        end = counts.triple_rows[pair + 1]
        place = bisect_left(counts.triple_ids, third, counts.triple_rows[pair], end)
        if place < end and counts.triple_ids[place] == third:
            return LEVELS[counts.triple_values[place] & LEVEL]
        return 0

    def _beside(self, read: _Read, place: _Place, *, known: bool) -> tuple[float, ...]:
        left, right = place.before[1], place.after[0]
        wrote, word = read.wrote, tokens.spelling(read.wrote)
        return (
            float(left == BREAK),
            float(right == BREAK),
            log1p(self._alone[left]),
            log1p(self._alone[right]),
            float(wrote[0].isupper()),
            float(known),
            float(not word.isascii()),
            -1.0 if known else log1p(self._counts.word(word)),
            float(len(word)),
            float(read.before[:1].isupper()),
            float(read.after[:1].isupper()),
            float(left == OTHER),
            float(right == OTHER),
        )


def _near(ids: list[int], at: int) -> list[int]:
    around = ids[max(0, at - _NEAR) : at - 1] + ids[at + 2 : at + _NEAR + 1]
    return [number for number in around if number >= FIRST_WORD]


def _odds(found: tuple[float, str, _Counted, tuple[float, ...]]) -> float:
    return found[0]


def _is_read(word: str) -> bool:
    """Say whether a word may be judged: letters, no abbreviation, not as long as no syllable is."""
    if not word.isalpha() or len(word) > _LONGEST:
        return False
    return not word.isupper() or (len(word) == 1 and not word.isascii())

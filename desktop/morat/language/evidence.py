"""Words of a text that stand where another word is usual, and what speaks for each of the two.

A first pass asks two or three counts of a word and leaves it alone where no word that may be mistaken for
it is frequent in its place: so it is with nine words in ten. For the others every neighbour is put in their
place, and the counts around it become the numbers that ``judge`` weighs.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import exp, log, log1p
from typing import NamedTuple

from morat.language import tokens
from morat.language.counts import LEADS_AFTER, LEADS_BEFORE, LEVEL, LEVELS, Counts
from morat.language.neighbours import COSTS, KINDS, Neighbours
from morat.language.syllables import is_syllable
from morat.language.tokens import BREAK, FIRST_WORD, NUMBER, OTHER

_PAIR_WEIGHT, _TRIPLE_WEIGHT = 20.0, 10.0
"""How many readings the chance of the shorter context is worth (smoothing after MacKay and Peto, 1995)."""
_RARE = 0.05
"""How often a word counts as read that never was."""
_LOWEST = -2.0
"""Neighbours are weighed from this logarithm of their odds."""
_ADMITTED = {kind: exp(cost - 4) for kind, cost in COSTS.items()}
"""The odds by pairs alone from which a neighbour is weighed at all."""
_WEIGHED = 4
_REMEMBERED = 64
"""Places of a text of which the last are remembered: one that says the same for ever is read in no time."""
_LONGEST = 9
_VOWELS = frozenset("aeiouy")
_KIND_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_COUNT_NAMES = ("alone", "after", "before", "after two", "between", "before two", "skip after", "skip before")
NAMES = (
    *(f"wrote {name}" for name in _COUNT_NAMES),
    *(f"meant {name}" for name in _COUNT_NAMES),
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
    """A word of the text, the words beside it, and what may have been meant, the likeliest first."""

    match: re.Match[str]
    before: str
    after: str
    meant: list[Meant]


class _Place(NamedTuple):
    """The ids of two words before and two after, and the places of the outer two pairs in the counts."""

    before: tuple[int, int]
    after: tuple[int, int]
    pair_before: int
    count_before: int
    count_after: int


class Evidence:
    """Gathers evidence from counts. Safe for several threads, but for the memory of its neighbours."""

    def __init__(self, counts: Counts) -> None:
        """Use ``counts``; the syllables in it are what may be meant."""
        self._counts = counts
        self._alone = list(counts.word_counts)
        self._spread = [_PAIR_WEIGHT * (count + 0.1) / counts.total for count in self._alone]
        self._syllable = [is_syllable(word) for word in counts.words]
        self.neighbours = Neighbours(
            word for word, known in zip(counts.words, self._syllable, strict=True) if known
        )

    def suspects(self, text: str) -> Iterator[Suspect]:
        """Yield the words of ``text`` that may stand for another."""
        read = list(tokens.read(text, self._counts.ids))
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
            if not _is_read(match[0]) or (len(match[0]) == 1 and ids[at - 1] == NUMBER):
                continue
            before = read[at - 3][1][0] if at > 2 else ""
            after = read[at - 1][1][0] if at - 1 < len(read) else ""
            key = match[0], before, after, tuple(ids[at - 2 : at + 3])
            meant = weighed.get(key)
            if meant is None:
                if len(weighed) >= _REMEMBERED:
                    weighed.clear()
                place = self._place(ids, pairs, at)
                meant = weighed[key] = self._meant(number, match[0], before, after, place)
            if meant:
                yield Suspect(match, before, after, meant)

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

    def _meant(self, number: int, wrote: str, before: str, after: str, place: _Place) -> list[Meant]:
        word = tokens.spelling(wrote)
        neighbours: Sequence[tuple[str, str]] = self.neighbours.of(word)
        if not neighbours:
            return []
        known = self._syllable[number - FIRST_WORD] if number != OTHER else is_syllable(word)
        before_id, after_id = place.before[1], place.after[0]
        own, own_odds = self._weigh(
            number, place, self._pair(before_id, number), self._pair(number, after_id)
        )
        if number == OTHER:
            seldom = (self._counts.others.get(word, 0) + _RARE) / self._alone[OTHER]
            own_odds = (own_odds[0] + log(seldom), *own_odds[1:])
        ids = self._counts.ids
        strange = not known and not word.isascii()
        found: list[tuple[float, str, str, tuple[float, ...], tuple[float, ...]]] = []
        if known and number != OTHER:
            neighbours = self._read_here(neighbours, number, before_id, after_id)
        for other, kind in neighbours:
            other_id = ids[other]
            left, right = self._pair(before_id, other_id), self._pair(other_id, after_id)
            counted, odds = self._weigh(other_id, place, left, right)
            differ = tuple(map(float.__sub__, odds, own_odds))
            total = sum(differ) - COSTS[kind]
            if total > _LOWEST or strange:
                found.append((total, other, kind, counted, differ))
        found.sort(key=_odds, reverse=True)
        beside = self._beside(word, wrote, before, after, place, known=known)
        meant: list[Meant] = []
        for total, other, kind, counted, differ in found[:_WEIGHED]:
            kinds = [0.0] * len(KINDS)
            kinds[_KIND_PLACES[kind]] = 1.0
            meant.append(Meant(other, kind, [*own, *counted, *differ, total, *beside, *kinds]))
        return meant

    def _read_here(
        self, neighbours: Iterable[tuple[str, str]], number: int, before: int, after: int
    ) -> list[tuple[str, str]]:
        """Return the neighbours of a known word that its two neighbours in the text do not speak against.

        Weighs pairs alone, which is quick; three words together may still turn it.
        """
        ids, alone, spread = self._counts.ids, self._alone, self._spread
        rows, row, values = self._counts.pair_rows, self._counts.pair_ids, self._counts.pair_values
        start, end = rows[before], rows[before + 1]
        after_spread = spread[after]
        own = (self._pair(before, number)[1] + spread[number]) * (
            (self._pair(number, after)[1] + after_spread) / (alone[number] + _PAIR_WEIGHT)
        )
        most = max(1.0, after_spread / _PAIR_WEIGHT)  # what stands after can make of a chance at most
        found: list[tuple[str, str]] = []
        for neighbour in neighbours:
            other = ids[neighbour[0]]
            needed = own * _ADMITTED[neighbour[1]]
            if (alone[other] + spread[other]) * most <= needed:
                continue
            place = bisect_left(row, other, start, end)
            left = LEVELS[values[place] & LEVEL] if place < end and row[place] == other else 0
            if (left + spread[other]) * most <= needed:
                continue
            last = rows[other + 1]
            place = bisect_left(row, after, rows[other], last)
            right = LEVELS[values[place] & LEVEL] if place < last and row[place] == after else 0
            if left or right:
                chance = (left + spread[other]) * (right + after_spread) / (alone[other] + _PAIR_WEIGHT)
                if chance > needed:
                    found.append(neighbour)
        return found

    def _weigh(
        self, word: int, place: _Place, left_pair: tuple[int, int], right_pair: tuple[int, int]
    ) -> tuple[tuple[float, ...], tuple[float, float, float]]:
        """Return the counts of ``word`` in a place, and how likely it makes itself and the two after it."""
        counts, alone = self._counts, self._alone
        (far_before, before), (after, far_after) = place.before, place.after
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
        numbers = (
            log1p(alone[word]) if word >= FIRST_WORD else 0.0,
            log1p(left),
            log1p(right),
            log1p(left_three),
            log1p(between),
            log1p(right_three),
            log1p(counts.skip(far_before, word)),
            log1p(counts.skip(word, far_after)),
        )
        return numbers, (log(chance), log(chance_after), log(chance_far))

    def _pair(self, first: int, second: int) -> tuple[int, int]:
        """Return the place of a pair and how often it was read."""
        counts = self._counts
        end = counts.pair_rows[first + 1]
        place = bisect_left(counts.pair_ids, second, counts.pair_rows[first], end)
        if place < end and counts.pair_ids[place] == second:
            return place, LEVELS[counts.pair_values[place] & LEVEL]
        end = counts.single_rows[first + 1]
        place = bisect_left(counts.single_ids, second, counts.single_rows[first], end)
        return -1, int(place < end and counts.single_ids[place] == second)

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

    def _beside(
        self, word: str, wrote: str, before: str, after: str, place: _Place, *, known: bool
    ) -> tuple[float, ...]:
        left, right = place.before[1], place.after[0]
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
            float(before[:1].isupper()),
            float(after[:1].isupper()),
            float(left == OTHER),
            float(right == OTHER),
        )


def _odds(found: tuple[float, str, str, tuple[float, ...], tuple[float, ...]]) -> float:
    return found[0]


def _is_read(word: str) -> bool:
    """Say whether a word may be judged: letters, no abbreviation, not as long as no syllable is."""
    if not word.isalpha() or len(word) > _LONGEST:
        return False
    return not word.isupper() or (len(word) == 1 and not word.isascii())

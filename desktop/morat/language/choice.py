"""Choose the word that was meant, where the one that stands is wrong.

A multinomial logistic regression (McFadden 1974) over the words that may be meant. Unlike ``judge`` it need
not ask whether any of them was: it was learned from mistakes alone, and looks wider, at the words around that
Wikipedia has near each of them. Few words are marked, so that this may take its time.
"""

import json
from collections.abc import Sequence
from math import exp, log, log1p
from pathlib import Path

from morat.language.counts import Counts
from morat.language.evidence import COUNT_NAMES, NAMES, Meant
from morat.language.neighbours import KINDS

_OWN = tuple(NAMES.index(f"meant {name}") for name in COUNT_NAMES)
_ODDS = tuple(NAMES.index(name) for name in ("odds after", "odds between", "odds before", "odds"))
_SIDES = tuple(NAMES.index(f"word {side}") for side in ("before", "after"))
_FIRST_KIND = len(NAMES) - len(KINDS)
_SELDOM = 5
"""Readings that are added to those of a word: of one that was hardly read little is known."""
_NEVER = 0.3
"""How often two words count as read near each other that never were."""
_HIGH = 4.0
"""The odds above which more of them says something else."""


def numbers_of(one: Meant, counts: Counts, near: Sequence[int]) -> list[float]:
    """Return the numbers by which a word that may be meant is chosen.

    ``near`` are the ids of the words around the place but those right beside it. Counts and odds are natural
    logarithms; how tightly two words go together is their pointwise mutual information.
    """
    numbers = one.numbers
    own = [numbers[place] for place in _OWN]
    alone, after, before, after_two, between, before_two, skip_after, skip_before = own
    odds = numbers[_ODDS[-1]]
    left, right = (numbers[place] for place in _SIDES)
    bound = after - alone - left, before - alone - right
    number = counts.number(one.word) or 0
    tight = [max(0.0, _together(counts, number, other)) for other in near]
    return [
        *own,
        *(numbers[place] for place in _ODDS),
        *numbers[_FIRST_KIND:],
        max(bound),
        min(bound),
        *(float(count > 0) for count in (after, before, after_two, between, before_two)),
        float(after > 0 and before > 0),
        float(skip_after > 0),
        float(skip_before > 0),
        min(after, before),
        max(after, before),
        max(after_two, between, before_two),
        log1p(counts.pair_rows[number + 1] - counts.pair_rows[number]),
        log1p(counts.single_rows[number + 1] - counts.single_rows[number]),
        sum(tight),
        max(tight, default=0.0),
        sum(tight) / (len(tight) + 1),
        odds * odds,
        max(odds, 0.0),
        max(odds - _HIGH, 0.0),
        alone * alone,
        after * after,
        before * before,
        after * left,
        before * right,
        alone * left,
        alone * right,
    ]


def _together(counts: Counts, one: int, other: int) -> float:
    """Return how much more often two words were read side by side, or with one between, than by chance."""
    often = counts.pair(one, other) + counts.pair(other, one)
    often += counts.skip(one, other) + counts.skip(other, one)
    alone = (counts.word_counts[one] + _SELDOM) * (counts.word_counts[other] + _SELDOM)
    return log((often + _NEVER) * counts.total / alone)


class Choice:
    """The weights of a file, and the counts they are for."""

    def __init__(self, counts: Counts, weights: Sequence[float]) -> None:
        """Take a weight for each number of :func:`numbers_of`."""
        self._counts = counts
        self._weights = weights

    @classmethod
    def read(cls, counts: Counts, path: Path) -> "Choice":
        """Read a file of weights.

        Raises:
            FileNotFoundError: there is none.
        """
        return cls(counts, json.loads(path.read_text(encoding="utf-8"))["right"])

    def order(self, meant: Sequence[Meant], near: Sequence[int]) -> list[tuple[Meant, float]]:
        """Return what may be meant, the likeliest first, with likelihoods that add up to one."""
        scores = [
            sum(map(float.__mul__, self._weights, numbers_of(one, self._counts, near))) for one in meant
        ]
        highest = max(scores)
        shares = [exp(score - highest) for score in scores]
        total = sum(shares)
        order = sorted(range(len(meant)), key=scores.__getitem__, reverse=True)
        return [(meant[place], shares[place] / total) for place in order]

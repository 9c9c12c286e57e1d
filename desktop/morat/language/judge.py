"""Weigh evidence: how likely a word is a mistake, and which word was meant.

The weights were learned from planted mistakes (``packaging/train_context.py``). A multinomial logistic
regression says how likely each word is that may be meant, and how likely none of them (McFadden 1974: the
chances of all add up to one). A sum of small decision trees (gradient boosting, Friedman 2001) says how
likely it is that the word is wrong. Which word was meant then, ``choice`` says.
"""

import json
from math import exp, log
from pathlib import Path

from morat.language.evidence import NAMES, Meant

_TINY = 1e-6
_PLACES = {name: place for place, name in enumerate(NAMES)}
_BOUND = tuple(
    (_PLACES[f"{word} {side}"], _PLACES[f"{word} alone"], _PLACES[f"word {other}"])
    for word in ("wrote", "meant")
    for side, other in (("after", "before"), ("before", "after"))
)
_PAIRED = tuple(
    (_PLACES[f"meant {name}"], _PLACES[f"wrote {name}"])
    for name in ("after", "before", "between", "alone", "after two", "before two")
)
_THREES = tuple(
    tuple(_PLACES[f"{word} {name}"] for name in ("after two", "between", "before two"))
    for word in ("wrote", "meant")
)


def compared(numbers: list[float]) -> list[float]:
    """Return what follows from the numbers of a :class:`Meant` and a small tree would not find by itself.

    How tightly each word is bound to its neighbours (pointwise mutual information, but for a constant),
    what the counts of the one have over those of the other, and the best and worst of these.
    """
    bound = [numbers[pair] - numbers[alone] - numbers[other] for pair, alone, other in _BOUND]
    over = [numbers[meant] - numbers[wrote] for meant, wrote in _PAIRED]
    threes = [sum(numbers[place] for place in places) for places in _THREES]
    return [*bound, *over, *threes, max(bound[:2]), max(bound[2:]), min(over[:2])]


def chances_of(scores: list[float]) -> list[float]:
    """Return the chances of some scores beside one of 0, that of none of them."""
    highest = max(0.0, *scores)
    shares = [exp(score - highest) for score in scores]
    total = sum(shares) + exp(-highest)
    return [share / total for share in shares]


_Node = float | tuple[int, float, "_Node", "_Node"]
"""A value, or the place of a number, its limit, and where to go up to the limit and above it."""


class Judge:
    """The weights of a file (see :func:`Judge.read`)."""

    def __init__(self, bias: float, weights: list[float], wrong: "_Trees") -> None:
        """Take the regression, and the trees that say what is wrong."""
        self._bias = bias
        self._weights = weights
        self._wrong = wrong

    @classmethod
    def read(cls, path: Path) -> "Judge":
        """Read a file of weights.

        Raises:
            FileNotFoundError: there is none.
            ValueError: it weighs other numbers than :data:`evidence.NAMES`.
        """
        data = json.loads(path.read_text(encoding="utf-8"))
        if tuple(data["names"]) != NAMES:
            raise ValueError(path)
        return cls(data["bias"], data["weights"], _Trees(*data["wrong"]))

    def rank(self, meant: list[Meant]) -> tuple[list[Meant], list[float]]:
        """Return what may be meant in order of likelihood, and the likelihoods."""
        weights = self._weights
        chances = chances_of([self._bias + sum(map(float.__mul__, weights, one.numbers)) for one in meant])
        order = sorted(range(len(meant)), key=chances.__getitem__, reverse=True)
        return [meant[place] for place in order], [chances[place] for place in order]

    def confidence(self, best: Meant, chances: list[float]) -> float:
        """Return how sure it is, from 0 to 1, that the word is wrong; ``chances`` are from :meth:`rank`."""
        numbers = [*best.numbers, *compared(best.numbers), log(chances[0] + _TINY), log(sum(chances) + _TINY)]
        return _logistic(self._wrong.sum(numbers))


class _Trees:
    """A sum of decision trees."""

    def __init__(self, base: float, trees: list[list[list[float]]]) -> None:
        """Take trees whose nodes are ``[number, limit, left, right]`` or ``[value]``, and what is added."""
        self._base = base
        self._trees = [_nested(tree, 0) for tree in trees]

    def sum(self, numbers: list[float]) -> float:
        total = self._base
        for node in self._trees:
            while isinstance(node, tuple):
                place, limit, low, high = node
                node = low if numbers[place] <= limit else high  # noqa: PLW2901 - down to a value
            total += node
        return total


def _nested(tree: list[list[float]], at: int) -> _Node:
    """Return a node of a tree as a value or with its branches inside: half the steps of a list of nodes."""
    node = tree[at]
    if len(node) == 1:
        return node[0]
    return int(node[0]), node[1], _nested(tree, int(node[2])), _nested(tree, int(node[3]))


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value)) if value > -50 else 0.0

"""Which words two texts have in common, in the same order: the ground of every comparison.

Words that stand side by side only once in both texts are safe anchors (patience diff, with word
sequences for anchors); what lies between two anchors is looked at again with shorter ones, and a
few words by the longest common subsequence. Linear in long texts, and a rewritten passage is left
whole instead of being held together by the ``của`` and ``và`` that every text has.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

ANCHORS = (4, 2, 1)
"""Words that make an anchor, the safest first."""
SMALL = 400
"""Pairs of words (old times new) up to which every pair is tried where there are no anchors."""
FEW = 64
"""Pairs up to which every pair is tried at once: it is faster than to look for anchors."""


class Match(NamedTuple):
    """``size`` words are the same, from ``old`` on in the old text and from ``new`` on in the new."""

    old: int
    new: int
    size: int


class _Range(NamedTuple):
    """A stretch of both texts that is still to be matched."""

    old: int
    old_end: int
    new: int
    new_end: int


def matches(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Return the stretches of words that both texts share, in order, none empty and no two touching."""
    numbers: dict[str, int] = {}
    one = [numbers.setdefault(word, len(numbers)) for word in old]
    other = [numbers.setdefault(word, len(numbers)) for word in new]
    found = sorted(_matched(one, other))
    return _without_islands(_joined(found), len(old), len(new))


def increasing(values: Sequence[int]) -> list[int]:
    """Return the places of a longest increasing subsequence of ``values``."""
    tails: list[int] = []
    places: list[int] = []
    before = [-1] * len(values)
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        if at == len(tails):
            tails.append(value)
            places.append(place)
        else:
            tails[at] = value
            places[at] = place
        before[place] = places[at - 1] if at else -1
    kept: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        kept.append(place)
        place = before[place]
    return kept[::-1]


def _matched(old: list[int], new: list[int]) -> Iterator[Match]:
    waiting = [_Range(0, len(old), 0, len(new))]
    while waiting:
        stretch = waiting.pop()
        left, right = _ends(old, new, stretch)
        if left:
            yield Match(stretch.old, stretch.new, left)
        if right:
            yield Match(stretch.old_end - right, stretch.new_end - right, right)
        inner = _Range(
            stretch.old + left, stretch.old_end - right, stretch.new + left, stretch.new_end - right
        )
        if inner.old == inner.old_end or inner.new == inner.new_end:
            continue
        pairs = (inner.old_end - inner.old) * (inner.new_end - inner.new)
        anchors = _anchors(old, new, inner) if pairs > FEW else []
        if anchors:
            yield from anchors
            waiting += _between(anchors, inner)
        elif pairs <= SMALL:
            yield from _common(old, new, inner)


def _ends(old: list[int], new: list[int], stretch: _Range) -> tuple[int, int]:
    """Return how many words both begin and end with."""
    start, start_new, end, end_new = stretch.old, stretch.new, stretch.old_end, stretch.new_end
    while start < end and start_new < end_new and old[start] == new[start_new]:
        start += 1
        start_new += 1
    while start < end and start_new < end_new and old[end - 1] == new[end_new - 1]:
        end -= 1
        end_new -= 1
    return start - stretch.old, stretch.old_end - end


def _anchors(old: list[int], new: list[int], stretch: _Range) -> list[Match]:
    for size in ANCHORS:
        here = _single(old, stretch.old, stretch.old_end, size)
        there = _single(new, stretch.new, stretch.new_end, size)
        pairs = sorted((place, there[words]) for words, place in here.items() if words in there)
        if pairs:
            kept = increasing([place for _, place in pairs])
            return _joined([Match(*pairs[at], size) for at in kept])
    return []


def _single(words: list[int], start: int, end: int, size: int) -> dict[object, int]:
    """Return the place of every sequence of ``size`` words that stands there only once."""
    if size == 1:
        sequences: Iterator[object] = iter(words[start:end])
    else:
        sequences = zip(*(words[start + shift : end] for shift in range(size)), strict=False)
    places: dict[object, int] = {}
    twice: set[object] = set()
    for place, sequence in enumerate(sequences, start):
        if sequence in places:
            twice.add(sequence)
        else:
            places[sequence] = place
    for sequence in twice:
        del places[sequence]
    return places


def _joined(found: list[Match]) -> list[Match]:
    """Join anchors that overlap or touch; one that would cross the one before it is left out or cut."""
    done: list[Match] = []
    for match in found:
        if not done:
            done.append(match)
            continue
        last = done[-1]
        over = max(last.old + last.size - match.old, last.new + last.size - match.new, 0)
        if over >= match.size:
            continue
        rest = Match(match.old + over, match.new + over, match.size - over)
        if (rest.old, rest.new) == (last.old + last.size, last.new + last.size):
            done[-1] = Match(last.old, last.new, last.size + rest.size)
        else:
            done.append(rest)
    return done


def _between(anchors: list[Match], stretch: _Range) -> Iterator[_Range]:
    old, new = stretch.old, stretch.new
    for match in anchors:
        if old < match.old and new < match.new:
            yield _Range(old, match.old, new, match.new)
        old, new = match.old + match.size, match.new + match.size
    if old < stretch.old_end and new < stretch.new_end:
        yield _Range(old, stretch.old_end, new, stretch.new_end)


def _common(old: list[int], new: list[int], stretch: _Range) -> Iterator[Match]:
    """Yield the words of a longest common subsequence, one by one."""
    ours, theirs = old[stretch.old : stretch.old_end], new[stretch.new : stretch.new_end]
    if set(ours).isdisjoint(theirs):
        return
    width = len(theirs) + 1
    # best[i][j]: how long a common subsequence of what follows i and j can be.
    best = [[0] * width for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        row, below, word = best[i], best[i + 1], ours[i]
        for j in range(width - 2, -1, -1):
            if word == theirs[j]:
                row[j] = below[j + 1] + 1
            else:
                row[j] = max(below[j], row[j + 1])
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if ours[i] == theirs[j]:
            yield Match(stretch.old + i, stretch.new + j, 1)
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def _without_islands(found: list[Match], old_size: int, new_size: int) -> list[Match]:
    """Leave out words that are the same by chance: fewer than those that changed on both sides of them."""
    kept: list[Match] = []
    ends = [*found, Match(old_size, new_size, 0)][1:]
    for match, after in zip(found, ends, strict=True):
        old, new = (kept[-1].old + kept[-1].size, kept[-1].new + kept[-1].size) if kept else (0, 0)
        changed_before = max(match.old - old, match.new - new)
        changed_after = max(after.old - match.old, after.new - match.new) - match.size
        if match.size >= min(changed_before, changed_after):
            kept.append(match)
    return kept

"""What a rule hands over, and how marks become what a person is shown."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from morat.newsroom.messages import Message

_REACH = 24
"""Letters shown at most on either side of a space or stop, where no space comes first."""


class Mark(NamedTuple):
    """A place in one text: ``text[start:end]`` should be one of ``suggestions``.

    ``start`` may equal ``end``: something is missing there. ``rule`` is ``family/name``.
    """

    start: int
    end: int
    rule: str
    severity: str
    reason: Message
    suggestions: tuple[str, ...] = ()


CODE = "caption/code"
"""The rule about codes, which are silent to every other."""


def settle(text: str, marks: Iterable[Mark], silent: Iterable[tuple[int, int]]) -> Iterator[Mark]:
    """Yield marks in reading order, none over another, none inside a silent span.

    Where two marked words meet, the one that comes first in ``marks`` stays.
    A mark that is only spaces and stops is shown with the words beside it, since “ ,” says
    nothing to a reader and “anh ,” does; marks that share such a word become one, which puts
    all of them right. What is missing beside a marked word has no letter left to be shown with:
    it waits until the word is right.
    """
    quiet = sorted(silent)
    group: list[Mark] = []
    low = high = 0
    heard = [mark for mark in marks if mark.rule == CODE or not _lies_in(mark, quiet)]
    for mark in sorted(_apart(text, heard), key=_place):
        start, end = _seen(text, mark)
        if group and start < high:
            if mark.start < group[-1].end:
                continue
            if not _is_word(text, mark) and not _is_word(text, group[-1]):
                group.append(mark)
                high = max(high, end)
                continue
            # A marked word keeps its own span; the spaces beside it show what is left.
            start, high = (high, high) if _is_word(text, group[-1]) else (start, start)
        if low < high:
            yield _joined(text, group, low, high)
        group, low, high = [mark], start, end
    if low < high:
        yield _joined(text, group, low, high)


def _apart(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield the marks but those of words that lie over an earlier mark's."""
    taken: list[tuple[int, int]] = []
    for mark in marks:
        if _is_word(text, mark):
            at = bisect_left(taken, (mark.start, mark.end))
            if (at and taken[at - 1][1] > mark.start) or (at < len(taken) and taken[at][0] < mark.end):
                continue
            taken.insert(at, (mark.start, mark.end))
        yield mark


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _lies_in(mark: Mark, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether one of the spans, in order and apart, covers part of the mark, or the gap it stands for."""
    at = bisect_left(spans, (mark.end, -1)) - 1
    return at >= 0 and mark.start < spans[at][1]


def _is_word(text: str, mark: Mark) -> bool:
    return any(map(str.isalnum, text[mark.start : mark.end]))


def _seen(text: str, mark: Mark) -> tuple[int, int]:
    """Return the span of a mark with the words beside it, unless it holds words itself."""
    if _is_word(text, mark):
        return mark.start, mark.end
    start, end = mark.start, mark.end
    while start and mark.start - start < _REACH and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - mark.end < _REACH and not text[end].isspace():
        end += 1
    return start, end


def _joined(text: str, group: list[Mark], low: int, high: int) -> Mark:
    """Return one mark over ``text[low:high]``; one that stands alone keeps all its suggestions."""
    first = group[0]
    if len(group) == 1:
        before, after = text[low : first.start], text[first.end : high]
        return first._replace(
            start=low, end=high, suggestions=tuple(before + one + after for one in first.suggestions)
        )
    parts: list[str] = []
    at = low
    for mark in group:
        if mark.suggestions:
            parts += (text[at : mark.start], mark.suggestions[0])
            at = mark.end
    right = "".join((*parts, text[at:high]))
    return first._replace(start=low, end=high, suggestions=(right,) if parts else ())

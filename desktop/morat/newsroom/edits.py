"""What changed in one text, word by word: edits that lead to the new text and back to the old."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from morat.newsroom.inline import Run, Runs, plain, tidy
from morat.newsroom.word_match import matches

_WORD = re.compile(r"\S+")


class Edit(Struct, frozen=True):
    """``old`` stood ``at`` (code points of the old text), ``new`` stands there now; either may be empty."""

    at: int
    old: Runs
    new: Runs

    @property
    def op(self) -> str:
        """``insert``, ``delete``, ``replace``, or ``format``: the same words with other marks or links."""
        old, new = plain(self.old), plain(self.new)
        if old == new:
            return "format"
        return ("replace" if new else "delete") if old else "insert"


def edits(old: Runs, new: Runs) -> tuple[Edit, ...]:
    """Return the edits that lead from one text to another."""
    if old == new:
        return ()
    one, other = _Text(old), _Text(new)
    found: list[Edit] = []
    for start, end, start_new, end_new in _differences(one, other):
        edit = Edit(start, one.cut(start, end), other.cut(start_new, end_new))
        last = found[-1] if found else None
        if last and last.op == edit.op == "format" and last.at + len(plain(last.old)) == start:
            found[-1] = Edit(last.at, joined((*last.old, *edit.old)), joined((*last.new, *edit.new)))
        else:
            found.append(edit)
    return tuple(found)


def edited(text: Runs, made: Iterable[Edit]) -> Runs:
    """Return ``text`` with these edits.

    Raises:
        ValueError: it does not read as they say.
    """
    before = _Text(text)
    done: list[Run] = []
    at = 0
    for edit in made:
        end = edit.at + len(plain(edit.old))
        if before.cut(edit.at, end) != edit.old:
            raise ValueError(f"the text at {edit.at} is another")
        done += (*before.cut(at, edit.at), *edit.new)
        at = end
    return joined((*done, *before.cut(at, len(before.plain))))


def inverted(made: tuple[Edit, ...]) -> Iterator[Edit]:
    """Yield the edits that lead back."""
    shift = 0
    for edit in made:
        yield Edit(edit.at + shift, edit.new, edit.old)
        shift += len(plain(edit.new)) - len(plain(edit.old))


class _Text:
    """A text whose stretches can be cut out fast."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self.plain = plain(runs)
        self._starts = list(accumulate((len(run.text) for run in runs), initial=0))

    def cut(self, start: int, end: int) -> Runs:
        if start >= end:
            return ()
        if len(self._runs) == 1:
            return (with_text(self._runs[0], self.plain[start:end]),)
        kept: list[Run] = []
        for place in range(bisect_right(self._starts, start) - 1, len(self._runs)):
            run, at = self._runs[place], self._starts[place]
            if at >= end:
                break
            text = run.text[max(start - at, 0) : end - at]
            if text:
                kept.append(with_text(run, text))
        return tuple(kept)

    def like(self, start: int, end: int, other: "_Text", start_new: int, end_new: int) -> bool:
        """Say whether two stretches are the same words with the same marks."""
        if self.plain[start:end] != other.plain[start_new:end_new]:
            return False
        return self.cut(start, end) == other.cut(start_new, end_new)


def stretch(text: Runs, start: int, end: int) -> Runs:
    """Return what stands between two positions of a text, as it is: nothing is cleaned."""
    return _Text(text).cut(start, end)


def with_text(run: Run, text: str) -> Run:
    """Return another text with the marks of ``run``."""
    return Run(text, run.marks, run.link, run.extra)


def rewritten(text: Runs, new: str) -> Runs:
    """Return the words ``new`` in the place of ``text``; what both begin and end with keeps its marks."""
    old = plain(text)
    start = common_start(old, new)
    end = common_start(old[start:][::-1], new[start:][::-1])
    look = stretch(text, max(0, start - 1), start) or stretch(text, start, start + 1) or (Run(""),)
    middle = with_text(look[0], new[start : len(new) - end])
    return tidy((*stretch(text, 0, start), middle, *stretch(text, len(old) - end, len(old))))


def common_start(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    same = 0
    for letter, another in zip(one, other, strict=False):
        if letter != another:
            break
        same += 1
    return same


def joined(runs: Iterable[Run]) -> Runs:
    """Join neighbours that carry the same marks. Nothing is cleaned: the parts were clean."""
    done: list[Run] = []
    for run in runs:
        if done and done[-1].like(run):
            done[-1] = with_text(run, done[-1].text + run.text)
        elif run.text:
            done.append(run)
    return tuple(done)


_Span = tuple[int, int, int, int]


def _differences(one: _Text, other: _Text) -> Iterator[_Span]:
    """Yield start and end in both texts of what differs: what stands between words that are the same."""
    spans = [word.span() for word in _WORD.finditer(one.plain)]
    spans_new = [word.span() for word in _WORD.finditer(other.plain)]
    words = [one.plain[start:end] for start, end in spans]
    words_new = [other.plain[start:end] for start, end in spans_new]
    at = at_new = 0
    for match in matches(words, words_new):
        start, start_new = spans[match.old][0], spans_new[match.new][0]
        yield from _gap(one, other, (at, start, at_new, start_new))
        at, at_new = spans[match.old + match.size - 1][1], spans_new[match.new + match.size - 1][1]
        if not one.like(start, at, other, start_new, at_new):
            same = zip(
                spans[match.old : match.old + match.size],
                spans_new[match.new : match.new + match.size],
                strict=True,
            )
            yield from _inside(one, other, list(same))
    yield from _gap(one, other, (at, len(one.plain), at_new, len(other.plain)))


def _inside(one: _Text, other: _Text, same: list[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[_Span]:
    """Yield what differs in a stretch of the same words: their marks, the space between them."""
    at, at_new = same[0][0][0], same[0][1][0]
    for (start, end), (start_new, end_new) in same:
        yield from _gap(one, other, (at, start, at_new, start_new))
        if not one.like(start, end, other, start_new, end_new):
            yield start, end, start_new, end_new
        at, at_new = end, end_new


def _gap(one: _Text, other: _Text, span: _Span) -> Iterator[_Span]:
    """Yield what differs between two words that are the same, without the space that both have."""
    start, end, start_new, end_new = span
    if one.like(start, end, other, start_new, end_new):
        return
    room = min(end - start, end_new - start_new)
    lead = 0
    while lead < room and _same_space(one, start + lead, other, start_new + lead):
        lead += 1
    trail = 0
    while trail < room - lead and _same_space(one, end - trail - 1, other, end_new - trail - 1):
        trail += 1
    yield start + lead, end - trail, start_new + lead, end_new - trail


def _same_space(one: _Text, at: int, other: _Text, at_new: int) -> bool:
    return one.plain[at].isspace() and one.like(at, at + 1, other, at_new, at_new + 1)

"""Where the positions of a text have gone in another one that grew out of it."""

from collections.abc import Sequence
from typing import NamedTuple

from morat.newsroom.edits import common_start, edits
from morat.newsroom.inline import Run, plain


class Shift(NamedTuple):
    """From ``start`` to ``end`` the old text gave way to ``size`` letters, at ``now`` in the new one."""

    start: int
    end: int
    now: int
    size: int


class Stretch(NamedTuple):
    """A stretch of a text. ``shift`` is what swallowed it whole and put nothing in its place, if anything."""

    start: int
    end: int
    shift: Shift | None = None


def shifts(old: str, new: str) -> tuple[Shift, ...]:
    """Return what leads from ``old`` to ``new``: to the letter for one edit, else word by word."""
    lead = common_start(old, new)
    trail = common_start(old[lead:][::-1], new[lead:][::-1])
    gone, come = old[lead : len(old) - trail], new[lead : len(new) - trail]
    if not gone and not come:
        return ()
    if not gone or not come:
        lead -= _back(old if gone else new, lead, len(gone) + len(come))
        return (Shift(lead, lead + len(gone), lead, len(come)),)
    found: list[Shift] = []
    grown = 0
    for edit in edits((Run(gone),), (Run(come),)):
        before, after = plain(edit.old), plain(edit.new)
        same = common_start(before, after)
        rest = common_start(before[same:][::-1], after[same:][::-1])
        start, size = lead + edit.at + same, len(after) - same - rest
        end = start + len(before) - same - rest
        found.append(Shift(start, end, start + grown, size))
        grown += size - (end - start)
    return tuple(found)


def _back(text: str, start: int, size: int) -> int:
    """Return how far back a stretch may begin as well, so that it begins with a word; 0 where it cannot.

    Of "hội nghị họp" without "hội nghị " as much is gone as without "ội nghị h".
    """
    for back in range(start + 1):
        at = start - back
        if at == 0 or text[at - 1].isspace():
            return back
        if text[at - 1] != text[at + size - 1]:
            break
    return 0


def moved(start: int, end: int, made: Sequence[Shift]) -> Stretch:
    """Return where a stretch of the old text (a point where ``end`` is ``start``) is in the new one.

    What comes in at one of its ends stays outside; what takes the place of some of it, and of nothing else,
    or of all of it, belongs to it. A point stays before what comes in there.
    """
    if start == end:
        return _moved_point(start, made)
    low, high = start, end
    for shift in made:
        begins, ends = shift.start, shift.end
        if begins <= start and end <= ends:
            return Stretch(shift.now, shift.now + shift.size, None if shift.size else shift)
        grown = shift.now + shift.size - ends
        if ends <= start:
            low = start + grown
        elif begins < start:
            low = shift.now + shift.size
        elif begins == start:
            low = shift.now
        if ends < end or begins < ends == end:
            high = end + grown
        elif begins < end:
            high = shift.now
    return Stretch(low, max(low, high))


def _moved_point(at: int, made: Sequence[Shift]) -> Stretch:
    now = at
    for shift in made:
        if shift.end < at or (shift.end == at and shift.start < at and shift.size):
            now = at + shift.now + shift.size - shift.end
        elif shift.start < at:
            return Stretch(shift.now, shift.now, None if shift.size else shift)
        elif shift.start == at:
            now = shift.now
    return Stretch(now, now)

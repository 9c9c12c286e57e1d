"""Runs: stretches of text that share their marks and link.

A block's text is a tuple of runs in one normal form (``tidy``): NFC over the joints, no
empty run, no two neighbours that could be one, marks in one order. Two texts that look
the same are then equal.
"""

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from morat.newsroom.text import clean

MARKS = ("bold", "italic", "underline", "strike", "sub", "sup")
"""Known marks in the order they are written. Others are kept and shown as plain text."""

_ORDER = {mark: place for place, mark in enumerate(MARKS)}


class Run(Struct, frozen=True, gc=False):
    r"""A stretch of text with its marks; ``link`` is an address or None. ``\n`` is a soft line break."""

    text: str
    marks: tuple[str, ...] = ()
    link: str | None = None
    extra: str = ""

    def like(self, other: "Run") -> bool:
        """Say whether both carry the same marks, link and unknown fields."""
        return self.marks == other.marks and self.link == other.link and self.extra == other.extra


Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """Return the bare text of ``runs``."""
    return "".join([run.text for run in runs])


def runs_of(text: str) -> Runs:
    """Return ``text`` as runs without marks."""
    return tidy((Run(text),))


def order_marks(marks: Iterable[str]) -> tuple[str, ...]:
    """Return ``marks`` once each in the written order, unknown ones last by name."""
    return tuple(sorted(set(marks), key=lambda mark: (_ORDER.get(mark, len(MARKS)), mark)))


def tidy(runs: Iterable[Run]) -> Runs:
    """Return ``runs`` in their normal form."""
    done: list[Run] = []
    for run in runs:
        text = clean(run.text)
        if done:
            text = _settle_joint(done, text)
        if not text:
            continue
        marks = run.marks if len(run.marks) < 2 else order_marks(run.marks)
        same = text is run.text and marks is run.marks and run.link != ""
        now = run if same else Run(text, marks, run.link or None, run.extra)
        if done and done[-1].like(now):
            done[-1] = Run(done[-1].text + text, marks, now.link, now.extra)
        else:
            done.append(now)
    return tuple(done)


def _settle_joint(done: list[Run], text: str) -> str:
    """Move what composes with the run before it over the joint; return what is left of ``text``."""
    if text[:1].isascii():
        # Nothing composes with what is before it there; that is most joints.
        return text
    before = done[-1].text
    while text and unicodedata.normalize("NFC", before + text) != before + text:
        before = unicodedata.normalize("NFC", before + text[0])
        text = text[1:]
    if before != done[-1].text:
        last = done[-1]
        done[-1] = Run(before, last.marks, last.link, last.extra)
    return text


def cut(runs: Iterable[Run], start: int, end: int) -> Runs:
    """Return the part of ``runs`` between two offsets in code points of its text."""
    kept: list[Run] = []
    at = 0
    for run in runs:
        low, high = max(start - at, 0), min(end - at, len(run.text))
        if low < high:
            kept.append(Run(run.text[low:high], run.marks, run.link, run.extra))
        at += len(run.text)
    return tidy(kept)


def strip(runs: Runs) -> Runs:
    """Return ``runs`` without white space at either end."""
    text = plain(runs)
    if text == text.strip():
        return tidy(runs)
    start = len(text) - len(text.lstrip())
    return cut(runs, start, max(start, len(text.rstrip())))

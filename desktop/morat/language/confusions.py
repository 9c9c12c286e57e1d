"""Wrong phrases that are known by name (VIETNAMESE, rules 5 to 8): xúc tích, sử lý, chia sẽ, sát nhập.

They stand in ``resources/lexicon/confusions.toml`` (never right) and ``terms.toml`` (disputed, or
changed by law). Each is known in both styles of tone marks and in any case; guards keep right
neighbours out: lịch sử | lý luận.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.letters import begins_sentence, word_after, word_before
from morat.language.marks import Mark
from morat.language.phrases import Hit, Phrases, as_written, lowered
from morat.language.silence import quotations, within
from morat.language.style import Style
from morat.language.tone_style import as_in, new_style
from morat.newsroom.messages import Message

_GUARDS = ("not before", "not after", "only before", "only after")
_TERM_LEVELS = {"redundant": "info"}
_LETTERS = re.compile(r"[^\W\d_]+")


class Confusion(NamedTuple):
    """What a list says of a wrong phrase.

    ``rights`` should stand there, ``kind`` is the name of the list, ``meaning`` what is meant or why;
    ``guards`` are the syllables beside it, by one of :data:`_GUARDS`.
    """

    rights: tuple[str, ...]
    kind: str
    meaning: str
    guards: Mapping[str, frozenset[str]]


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield the phrases that are always wrong, as errors."""
    for hit, suggestions in _found(text, _book("confusions")):
        kind, meaning = hit.value.kind, hit.value.meaning
        code = "confusion-meaning" if meaning else f"confusion-{kind}"
        reason = Message(code, right=suggestions[0], meaning=meaning)
        yield Mark(hit.start, hit.end, f"confusion/{kind}", "error", reason, suggestions)


def check_terms(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001
    """Yield the terms that are disputed, changed or say a thing twice; a quotation keeps its words."""
    quoted: list[tuple[int, int]] | None = None
    for hit, suggestions in _found(text, _book("terms")):
        quoted = list(quotations(text)) if quoted is None else quoted
        if within(quoted, hit.start, hit.end):
            continue
        kind = hit.value.kind
        reason = Message(
            f"term-{kind}",
            word=text[hit.start : hit.end],
            right=suggestions[0],
            meaning=hit.value.meaning,
        )
        yield Mark(hit.start, hit.end, f"term/{kind}", _TERM_LEVELS.get(kind, "warning"), reason, suggestions)


def confusions() -> Iterator[tuple[str, Confusion]]:
    """Yield every wrong phrase of both lists, as it is written there."""
    for name in ("confusions", "terms"):
        yield from _book(name)


def _found(text: str, book: "_Book") -> Iterator[tuple[Hit[Confusion], tuple[str, ...]]]:
    """Yield the phrases that stand in ``text`` as words, with what to write in the case and style of it."""
    low = ""
    for hit in book.hits(text):
        low = low or lowered(text)
        found = text[hit.start : hit.end]
        if _is_free(low, hit.value.guards, hit.start, hit.end) and not _is_name(text, hit.start, found):
            yield hit, tuple(as_written(as_in(text, right), found) for right in hit.value.rights)


def _is_free(low: str, guards: Mapping[str, frozenset[str]], start: int, end: int) -> bool:
    """Say whether the words beside a phrase are none that are barred, and those that are asked for."""
    for name, syllables in guards.items():
        after = name.endswith("after")
        beside = word_before(low, start - 1) if after else word_after(low, end + 1)
        if (low[start - 1 : start] if after else low[end : end + 1]) != " ":
            beside = ""
        if (beside in syllables) is name.startswith("not"):
            return False
    return low[end : end + 1] != "_" and low[start - 1 : start] != "_"


def _is_name(text: str, start: int, found: str) -> bool:
    """Say whether capitals make ``found`` a name or a title: sông Gianh giới hạn, Chân Trọng.

    A line in capitals is none, nor is a sentence that begins with the phrase.
    """
    words = _LETTERS.findall(found)
    if all(map(str.isupper, words)):
        return False
    if any(word[0].isupper() for word in words[1:]):
        return True
    return words[0][0].isupper() and not begins_sentence(text, start)


class _Book:
    """The phrases of one list, each in both styles of tone marks; what it says of one is read when it is met.

    The lines stay in one long string: taken apart they hold five times as much.
    """

    def __init__(self, name: str) -> None:
        self._kinds: list[str] = []
        self._starts: list[int] = []
        self._lines = ""
        for kind, lines in lexicon(name).items():
            self._kinds.append(kind)
            self._starts.append(len(self._lines))
            self._lines += lines.rstrip("\n") + "\n"
        self._met: dict[int, Confusion] = {}
        places = [(self._line(start).partition(" -> ")[0], start) for start in self._places()]
        self._phrases = Phrases([*((new_style(wrong), start) for wrong, start in places), *places])

    def hits(self, text: str) -> Iterator[Hit[Confusion]]:
        """Yield the phrases that stand in ``text`` from left to right, none over another."""
        for start, end, place in self._phrases.hits(text):
            known = self._met.get(place)
            if known is None:
                known = self._met[place] = self._said(place)[1]
            yield Hit(start, end, known)

    def __iter__(self) -> Iterator[tuple[str, Confusion]]:
        return map(self._said, self._places())

    def _places(self) -> Iterator[int]:
        """Yield where each line begins that says something."""
        start = 0
        for line in self._lines.splitlines(keepends=True):
            if line != "\n":
                yield start
            start += len(line)

    def _line(self, start: int) -> str:
        return self._lines[start : self._lines.index("\n", start)]

    def _said(self, start: int) -> tuple[str, Confusion]:
        return _read(self._kinds[bisect_right(self._starts, start) - 1], self._line(start))


@lru_cache(maxsize=2)
def _book(name: str) -> _Book:
    return _Book(name)


def _read(kind: str, line: str) -> tuple[str, Confusion]:
    """Read ``wrong -> right / other right = meaning | not after: a, b``."""
    body, *guards = line.split(" | ")
    body, _, meaning = body.partition(" = ")
    wrong, _, rights = body.partition(" -> ")
    return wrong, Confusion(tuple(rights.split(" / ")), kind, meaning, dict(map(_guard, guards)))


def _guard(words: str) -> tuple[str, frozenset[str]]:
    name, _, syllables = words.partition(": ")
    if name not in _GUARDS:
        raise ValueError(words)
    return name, frozenset(syllables.split(", "))

"""Bodies and titles of works that a piece names in two ways (VIETNAMESE, rules 18 and 23).

“Trung tâm Truyền thông và Văn hóa” and “Trung tâm Văn hóa và Truyền thông” are one body; so are the
title of an event that is quoted once and comes again with a word more or less.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.letters import LOWER, UPPER
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.people import one_style
from morat.language.remembering import remembered
from morat.language.style import Style
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

_JOINT = r"(?:, | và | & |\s?[-–]\s?)"
_JOINTS = re.compile(_JOINT)
_QUOTED = re.compile(rf"[“\"](?<![\w.].)(?P<title>[{UPPER}][^“”\"\n]{{24,400}})[”\"](?!\w)")
_WORD = re.compile(r"[^\W_]+")
TITLE_WORDS = range(9, 60)
_OPENING = 4
"""Words with which a title begins both times."""
_ALIKE = 0.75
"""Share of words that two quotations have in common when they are of one title."""
_MOST = 200
_SHOWN = 6


class _Found(NamedTuple):
    number: int
    start: int
    end: int
    text: str


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield the rarer of two forms of one body's name, and of one quoted title."""
    bodies: dict[tuple[str, frozenset[str]], list[_Found]] = {}
    for number, passage in enumerate(passages):
        if passage.field in CONTEXT or passage.text.isupper():
            continue
        for head, parts, found in _named(passage.text):
            bodies.setdefault((head, parts), []).append(found._replace(number=number))
    for group in bodies.values():
        yield from _bodies_told_apart(group)
    yield from _titles(passages)


@remembered
def _named(text: str) -> Iterator[tuple[str, frozenset[str], _Found]]:
    """Yield the bodies of one text: what kind each is, what it has in its charge, where it stands."""
    for match in _bodies().finditer(text):
        parts = frozenset(map(fold, _JOINTS.split(match["parts"])))
        heads = {part.split(" ")[0] for part in parts} & _heads()
        if len(parts) > 1 and not heads:
            yield match["head"].lower(), parts, _Found(0, *match.span(), match[0])


def _bodies_told_apart(group: Sequence[_Found]) -> Iterator[tuple[int, Mark]]:
    """Yield the rarer forms of a body, of two as frequent ones the later; capitals are another rule's."""
    forms: dict[str, list[_Found]] = {}
    for found in group:
        forms.setdefault(one_style(found.text), []).append(found)
    if len(forms) < 2:
        return
    kept = max(forms.values(), key=len)
    for found in group:
        if one_style(found.text) != one_style(kept[0].text):
            reason = Message("name-body", kept=kept[0].text, n=len(kept))
            yield found.number, Mark(found.start, found.end, "name/body", "warning", reason, (kept[0].text,))


def _titles(passages: Sequence[Passage]) -> Iterator[tuple[int, Mark]]:
    """Yield where a title that was quoted comes again, with or without its marks, in other words."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    quoted: dict[tuple[str, ...], str] = {}
    for number, passage in enumerate(passages):
        found = _QUOTED.findall(passage.text)
        if not found and not known:
            continue
        words: list[tuple[str, re.Match[str]]] = []
        if _may_come_again(fold(passage.text), known):
            words = [(fold(word[0]), word) for word in _WORD.finditer(passage.text)]
        folded = tuple(word for word, _ in words)
        for at in range(len(words) - _OPENING):
            title = known.get(folded[at : at + _OPENING])
            again = folded[at : at + len(title)] if title else ()
            if title and again != title and words[at][1][0][0].isupper() and _are_alike(again, title):
                first = next(place for place, word in enumerate(again) if word != title[place])
                last = min(at + first + _SHOWN, at + len(again)) - 1
                reason = Message("name-quoted", title=quoted[title])
                span = words[at + first][1].start(), words[last][1].end()
                yield number, Mark(*span, "name/quoted", "warning", reason)
        for text in found[:_MOST]:
            title = tuple(map(fold, _WORD.findall(text)))
            if len(title) in TITLE_WORDS and len(known) < _MOST:
                known.setdefault(title[:_OPENING], title)
                quoted.setdefault(title, text)


def _may_come_again(folded: str, titles: Iterable[tuple[str, ...]]) -> bool:
    """Say whether a text has the words that one of the titles opens with; to part it into words is dear."""
    for opening in titles:
        if opening[0] in folded and opening[-1] in folded and all(word in folded for word in opening):
            return True
    return False


def _are_alike(words: Sequence[str], title: Sequence[str]) -> bool:
    return len(words) == len(title) and len(set(words) & set(title)) >= _ALIKE * len(set(title))


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Return the first words of bodies: “Bộ Chính trị, Ban Bí thư” are two, each with a head of its own."""
    words: list[str] = lexicon("people")["bodies"]
    return frozenset(fold(word.split(" ")[0]) for word in words)


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    """Read the bodies of resources/lexicon/people.toml: a head and its parts, two syllables each."""
    words: list[str] = lexicon("people")["bodies"]
    heads = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    part = f"[{UPPER}][{LOWER}]+ [{UPPER}{LOWER}][{LOWER}]+"
    return re.compile(rf"\b(?P<head>{heads}) (?P<parts>{part}(?:{_JOINT}{part})+)(?!\w)")

"""Foreign names that a piece spells in two ways (VIETNAMESE, rule 18): Clausewitz and, once, Clasewitz.

One slip apart, what the piece writes more often is held to be right. A name that Wikipedia has is another
name (Marius beside Marcus), and so is one with another first letter or ending (Antonio, Antonia; Toons).
Marks alone make no other spelling: Pelé is Pele to many.
"""

import re
from collections.abc import Iterator, Sequence

from morat.language.context import vietnamese_counts
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.style import Style
from morat.language.syllables import is_syllable
from morat.language.tokens import spelling
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

_WORD = re.compile(r"(?<![\w@/.#'’-])[^\W\d_]{5,}(?![\w@/'’-])")
_TIMES = 2
"""How many times as often as the other a spelling must stand in the piece to be held right."""
_ENDINGS = ({"i", "y"},)
"""Last letters that are a matter of spelling: Zelenski, Zelensky."""


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield the rarer spelling of a name, with the more frequent one."""
    found = _found(passages)
    near: dict[str, list[str]] = {}
    for word, places in found.items():
        if len(places) >= _TIMES:
            for shape in _shapes(word):
                near.setdefault(shape, []).append(word)
    slips = {word: kept for word in found if (kept := _kept(word, found, near))}
    for word, kept in slips.items():
        if kept not in slips:
            reason = Message("name-spelling", found=word, kept=kept, n=len(found[kept]))
            for number, start in found[word]:
                yield number, Mark(start, start + len(word), "name/foreign", "warning", reason, (kept,))


def _found(passages: Sequence[Passage]) -> dict[str, list[tuple[int, int]]]:
    """Return the words that begin with a capital and are no syllable, with passage and place of each."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, passage in enumerate(passages):
        if passage.field not in CONTEXT:
            for match in _WORD.finditer(passage.text):
                if match[0].istitle() and not is_syllable(match[0]):
                    found.setdefault(match[0], []).append((number, match.start()))
    return found


def _kept(word: str, found: dict[str, list[tuple[int, int]]], near: dict[str, list[str]]) -> str:
    """Return the name that a word is a slip of, empty where it is none."""
    often = _TIMES * len(found[word])
    others = {one for shape in _shapes(word) for one in near.get(shape, ()) if len(found[one]) >= often}
    rights = sorted((one for one in others if _is_slip(word, one)), key=lambda one: (-len(found[one]), one))
    return rights[0] if rights and not vietnamese_counts().word(spelling(word)) else ""


def _shapes(word: str) -> list[str]:
    """Return a word whole and with each letter but the first taken out: one slip apart, two share one."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]


def _is_slip(wrote: str, meant: str) -> bool:
    """Say whether one letter is other, missing, too many, or in its neighbour's place, inside the word."""
    differ = [at for at, pair in enumerate(zip(wrote, meant, strict=False)) if pair[0] != pair[1]]
    if not differ or fold(wrote) == fold(meant):
        return False  # an ending, or marks
    first, rest = differ[0], differ[1:]
    if len(wrote) != len(meant):
        longer, shorter = sorted((wrote, meant), key=len, reverse=True)
        return longer[:first] + longer[first + 1 :] == shorter
    if not rest:
        return first < len(wrote) - 1 or {wrote[-1], meant[-1]} in _ENDINGS
    return rest == [first + 1] and (wrote[first], wrote[rest[0]]) == (meant[rest[0]], meant[first])

"""A text as the counts see it: words in one spelling, and four signs for all that is no word of ours.

``packaging/counts.py`` reads the corpus with this and ``context`` the text at hand, so that both mean
the same by a neighbour.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from morat.language.syllables import old_style

BREAK, PAUSE, NUMBER, OTHER = range(4)
"""A stop or an end; a comma or hyphen; a number; a word that the counts do not know."""
FIRST_WORD = 4
"""The first id of a word; those below are the signs."""

TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*%?|\w+(?:[-'’]\w+)*|[^\w\s]+|\n")
"""Numbers; words, those joined by a hyphen or an apostrophe in one; other characters; ends of lines."""
_QUOTES = frozenset("\"“”'‘’«»*")
_PAUSES = frozenset(",-–/&")


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """Return a word as it is counted: lower case, tone marks in the old style, Ð (U+00D0) as Đ."""
    return old_style(word.lower().replace("\u00f0", "đ"))


def read(text: str, number_of: Callable[[str], int | None]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the tokens of ``text`` with their ids; quotation marks are passed over.

    ``number_of`` gives the id of a word as the counts have it, None for one without.
    """
    for match in TOKEN.finditer(text):
        known = number_of(match[0])
        if known is None:
            known = sign(match[0])
            if known is None:
                continue
            if known == OTHER and match[0].isalpha():
                known = number_of(spelling(match[0]))
                known = OTHER if known is None else known
        yield known, match


@lru_cache(maxsize=1 << 12)
def sign(token: str) -> int | None:
    """Return the sign of a token that is no known word, None for quotation marks alone."""
    first = token[0]
    if first.isdigit() and not any(map(str.isalpha, token)):
        return NUMBER
    if first.isalnum() or first == "_":
        return OTHER
    if first == "\n":
        return BREAK
    left = set(token) - _QUOTES
    if not left:
        return None
    return PAUSE if left <= _PAUSES else BREAK

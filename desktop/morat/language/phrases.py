"""Find words and phrases of a list in a text: whole words, any case, the longest first.

One pass over the words of the text, whatever the length of the list; no patterns, so that no list
anybody writes can make it slow.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from morat.newsroom.text import clean_line

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+")


class Hit(NamedTuple, Generic[T]):
    """A phrase of the list at ``text[start:end]``, with what the list says of it."""

    start: int
    end: int
    value: T


class Phrases(Generic[T]):
    """A list of phrases, each with a value; a phrase begins with a letter or digit."""

    def __init__(self, phrases: Iterable[tuple[str, T]] = ()) -> None:
        """Take phrases as a person wrote them; of two that differ in case alone the later one counts."""
        self._values: dict[str, T] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, value in phrases:
            low = lowered(clean_line(phrase))
            word = _WORD.match(low)
            if word is None:
                continue
            lengths.setdefault(word[0], set()).add(len(low))
            self._values[low] = value
        # Most words begin phrases of the same few lengths: one tuple for all of them.
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        longest_first = ((word, tuple(sorted(found, reverse=True))) for word, found in lengths.items())
        self._lengths = {word: shared.setdefault(found, found) for word, found in longest_first}

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, phrase: str) -> bool:
        return lowered(clean_line(phrase)) in self._values

    def hits(self, text: str) -> Iterator[Hit[T]]:
        """Yield the phrases that stand in ``text`` from left to right, none over another."""
        if not self._values:
            return
        low, words = _read(text)
        done = 0
        for start, word in words:
            if start < done or word not in self._lengths:
                continue
            for length in self._lengths[word]:
                end = start + length
                phrase = low[start:end]
                if phrase in self._values and not low[end : end + 1].isalnum():
                    yield Hit(start, end, self._values[phrase])
                    done = end
                    break


@lru_cache(maxsize=2)
def _read(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return a text in lower case and its words with their places: one list after the other asks for them."""
    low = lowered(text)
    return low, tuple((word.start(), word[0]) for word in _WORD.finditer(low))


def lowered(text: str) -> str:
    """Return ``text`` in lower case, letter for letter, its no-break spaces as plain ones."""
    low = text.replace("\u00a0", " ").lower()
    if len(low) == len(text):
        return low
    # A few letters (the Turkish İ) have two in lower case: those stay, for places must not move.
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in text).replace("\u00a0", " ")


def as_written(right: str, found: str) -> str:
    """Return ``right`` with the capitals of ``found``: all of them, the first one, or none."""
    letters = [letter for letter in found if letter.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return right.upper()
    return right[:1].upper() + right[1:] if found[:1].isupper() else right

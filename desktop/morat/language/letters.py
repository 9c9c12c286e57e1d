"""The letters of Vietnamese and the shape of a syllable, for the rules that read them."""

import re
import unicodedata
from collections.abc import Iterator

from morat.newsroom.text import fold

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"
LOWER = "abcdefghijklmnopqrstuvwxyzđ" + "".join(
    letter
    for vowel in _VOWELS
    for tone in _TONES
    if not (letter := unicodedata.normalize("NFC", vowel + tone)).isascii()
)
"""Every lower-case letter of Vietnamese writing, with f, j, w, z for foreign names."""
UPPER = LOWER.upper()
MARKED = frozenset(letter for letter in LOWER + UPPER if not letter.isascii())
"""Letters that carry a mark: a word with one is Vietnamese, not a brand or a model number."""

_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?"
)
_BEFORE_SENTENCE = " \u00a0\t\"'“‘«([•*"
_AFTER_SENTENCE = ".!?:…;\n-–—"
_SIGNED = re.compile(r"\b(?:ảnh|bài|tin|clip|video) ?: ?\Z", re.IGNORECASE)
_LONGEST_LABEL = len("video : ")
_WORDS = re.compile(r"(?<![\w'’])[^\W\d_]+(?![\w'’])")


def is_marked(word: str) -> bool:
    """Say whether ``word`` has a letter that only Vietnamese writes."""
    return not MARKED.isdisjoint(word)


def is_syllable(word: str) -> bool:
    """Say whether ``word`` has the shape of a Vietnamese syllable, whatever its tone and case."""
    return _SYLLABLE.fullmatch(fold(word)) is not None


def word_before(text: str, end: int) -> str:
    """Return the letters and digits that end at ``end``, empty where there are none or no text."""
    start = end = max(end, 0)
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start:end]


def word_after(text: str, start: int) -> str:
    """Return the letters and digits that begin at ``start``, empty where there are none."""
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def begins_sentence(text: str, at: int) -> bool:
    """Say whether a sentence, a quotation or a point of a list begins at ``at``."""
    while at and text[at - 1] in _BEFORE_SENTENCE:
        at -= 1
    return not at or text[at - 1] in _AFTER_SENTENCE


def is_signed(text: str, at: int) -> bool:
    """Say whether a label is right before ``at`` behind which somebody signs: Ảnh: Khanh Hòa."""
    return _SIGNED.search(text, max(0, at - _LONGEST_LABEL), at) is not None


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of ``text``: letters in a row, with no digit, apostrophe or underscore beside them."""
    return _WORDS.finditer(text)


def cased(word: str, right: str) -> str:
    """Return ``right`` (lower case) with the capitals of ``word``."""
    if word.isupper() and len(word) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if word[:1].isupper() else right

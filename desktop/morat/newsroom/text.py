"""Text at the door: NFC, characters that no format can carry, folding, counts, slugs, cuts."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
# Control characters cannot stand in XML; U+FFFC and U+FDD0..U+FDEF mean other things to Qt;
# lone surrogates cannot be written as UTF-8.
_UNCARRIED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffc\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff\ufeff]"
)
# Noncharacters at the end of every plane (U+1FFFE, U+1FFFF, ...).
_PLANE_ENDS = re.compile(
    "[" + "".join(chr(p * 0x10000 + e) for p in range(1, 17) for e in (0xFFFE, 0xFFFF)) + "]"
)
_APART = re.compile(
    rb"(?:[A-Za-z]|[\xc3-\xc6][\x80-\xbf]|\xe1[\xb8-\xbb][\x80-\xbf])\xcc[\x80\x81\x82\x83\x86\x89\x9b\xa3]"
)
"""In UTF-8: a Latin letter, then one of the marks of Vietnamese by itself."""
_WORD = re.compile(r"[^\W_]+(?:[.,'’/-][^\W_]+)*")
_SENTENCE = re.compile(r".*[.!?…](?=\s|$)", re.DOTALL)
_SLUG_BREAK = re.compile(r"[^a-z0-9]+")
READING_SYLLABLES_PER_MINUTE = 240
"""Silent reading of Vietnamese news, syllables a minute; rounded up to whole minutes."""


def clean(text: str) -> str:
    r"""Return ``text`` in NFC, with ``\n`` as the only line break and nothing a file cannot carry."""
    # What prints and is composed is as it should be; U+FFFC is the one of the uncarried that prints.
    if text.isprintable() and unicodedata.is_normalized("NFC", text) and "\ufffc" not in text:
        return text
    text = _NEWLINES.sub("\n", text)
    text = _PLANE_ENDS.sub("", _UNCARRIED.sub("", text))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return ``text`` cleaned and on one line, without space at its ends (for headline, names, credits)."""
    return " ".join(clean(text).split())


def is_apart(utf8: bytes) -> bool:
    """Say whether letters and marks of Vietnamese stand apart in UTF-8 (NFD), as they do from a Mac.

    A mark on a letter that Unicode has no other way to write it on (P̣) stands where it must.
    """
    pairs = (match[0].decode() for match in _APART.finditer(utf8))
    return any(not unicodedata.is_normalized("NFC", pair) for pair in pairs)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return ``text`` for search and comparison: marks stripped, đ to d, case folded.

    SQLite's ``remove_diacritics 2`` never turns đ into d, so the folding is done here and
    nowhere else. The result has as many code points as the NFC input wherever that can be.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("ð", "d"))


def word_count(text: str) -> int:
    """Count words as Vietnamese newsrooms do: by syllable, as they stand between spaces and marks."""
    return len(_WORD.findall(text))


def reading_minutes(words: int) -> int:
    """Return whole minutes a reader needs for ``words`` syllables, at least one when there is text."""
    return -(-words // READING_SYLLABLES_PER_MINUTE)


def shortened(text: str, limit: int, count: Callable[[str], int] = len) -> str:
    """Return ``text`` cut to ``limit`` characters, after a sentence where one ends in the second half.

    ``count`` says how long a text is.
    """
    if count(text) <= limit:
        return text
    head = text[: max(0, limit)]
    while count(head + "…") > limit and head:
        head = head[:-1]
    sentence = _SENTENCE.match(head)
    if sentence and len(sentence[0]) > len(head) // 2:
        return sentence[0]
    cut = head.rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return cut + "…" if cut else ""


def slug(text: str, limit: int = 60) -> str:
    """Return a file name's stem of plain letters and hyphens: ``Uông Bí: họp`` gives ``uong-bi-hop``."""
    words = _SLUG_BREAK.sub("-", fold(text)).strip("-")
    if len(words) <= limit:
        return words or "bai"
    return words[:limit].rsplit("-", 1)[0].strip("-") or words[:limit]

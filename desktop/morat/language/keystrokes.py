"""Telex and VNI: what keys a syllable is typed with, read back into the syllable.

Telex writes aa, ee, oo, dd, aw, ow, uw and the tones s f r x j; VNI has the digits 6 7 8 9 and 1 to 5. The
keys of a mark may stand behind later letters, as typists do it: ``nguoiwf``, ``tie6ng1``.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from morat.language.syllables import TONES, misplaced, write

# The index of a tone is that of syllables.TONES: huyền, sắc, ngã, hỏi, nặng.
_TELEX_TONES = {"f": 1, "s": 2, "x": 3, "r": 4, "j": 5}
_VNI_TONES = {"2": 1, "1": 2, "4": 3, "3": 4, "5": 5}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô"}
_HORNED = {"o": "ơ", "u": "ư"}
_VOWELS = frozenset("aeiouyăâêôơư")


class Typed(NamedTuple):
    """A syllable read out of its keys: in lower case, and how many of the keys are marks."""

    syllable: str
    marks: int


@lru_cache(maxsize=8192)
def read_telex(keys: str) -> Typed | None:
    """Return the syllable that lower-case ``keys`` type in Telex, None where they type none."""
    letters: list[str] = []
    tone = marks = 0
    last = ""
    for key in keys:
        last, before = key, last
        if key in _TELEX_TONES and not _VOWELS.isdisjoint(letters):
            if tone:
                return None
            tone, marks = _TELEX_TONES[key], marks + 1
        elif key == before and key in _DOUBLED:
            letters[-1], marks = _DOUBLED[key], marks + 1
        elif letters == ["d"] and key == "d":
            letters, marks = ["đ"], marks + 1
        elif key == "w":
            if not _horn(letters, breve=True):
                return None
            marks += 1
        elif tone and marks == 1 and key in _VOWELS:
            return None  # mary, hero, rosa: nobody sets a tone before the vowel
        else:
            letters.append(key)
    return _typed("".join(letters), tone, marks)


@lru_cache(maxsize=2048)
def read_vni(keys: str) -> Typed | None:
    """Return the syllable that lower-case ``keys`` type in VNI, None where they type none."""
    letters: list[str] = []
    tone = marks = 0
    for key in keys:
        if not key.isdigit():
            letters.append(key)
            continue
        marks += 1
        if key in _VNI_TONES:
            if tone or _VOWELS.isdisjoint(letters):
                return None
            tone = _VNI_TONES[key]
        elif not _shape(letters, key):
            return None
    return _typed("".join(letters), tone, marks)


def _typed(letters: str, tone: int, marks: int) -> Typed | None:
    """Return the syllable of ``letters`` with a tone, None where the language cannot have it."""
    if not marks:
        return None
    if "uơ" in letters and not letters.endswith("uơ") and not letters.startswith("q"):
        letters = letters.replace("uơ", "ươ")  # duowcj; but thuowr is thuở
    at = next((at for at, letter in enumerate(letters) if letter in _VOWELS), None)
    if at is None:
        return None
    toned = unicodedata.normalize("NFC", letters[: at + 1] + TONES[tone] + letters[at + 1 :])
    syllable = misplaced(toned)
    return None if syllable is None else Typed(write(syllable), marks)


def _shape(letters: list[str], key: str) -> bool:
    """Give the letter that VNI's 6, 7, 8 or 9 belongs to its mark; say whether there is one."""
    if key == "9":
        if "d" not in letters[:1]:
            return False
        letters[0] = "đ"
        return True
    if key == "7":
        return _horn(letters, breve=False)
    table = {"6": _DOUBLED, "8": {"a": "ă"}}.get(key, {})
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in table:
            letters[at] = table[letters[at]]
            return True
    return False


def _horn(letters: list[str], *, breve: bool) -> bool:
    """Give the last a, o or u its horn or breve, both letters of uo theirs; say whether there is one."""
    for at in range(len(letters) - 1, -1, -1):
        letter = letters[at]
        if letter == "a" and breve:
            letters[at] = "ă"
            return True
        if letter in _HORNED:
            letters[at] = _HORNED[letter]
            if letter == "o" and at and letters[at - 1] == "u" and len(letters) > at + 1:
                letters[at - 1] = "ư"  # duocw, nguoiwf: both
            return True
    return False

"""Where the tone mark stands in oa, oe, uy: *kiểu cũ* hòa, khỏe, thủy; *kiểu mới* hoà, khoẻ, thuỷ.

The two ways differ in open syllables with these three rimes alone. quý and quỹ are no such syllables:
qu is a consonant there, and the mark stands on y in both ways.
"""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_RIMES = (("o", "a"), ("o", "e"), ("u", "y"))


def _pairs() -> dict[str, str]:
    """Return the rimes in the old way with the new one, in small and capital letters."""
    pairs: dict[str, str] = {}
    for first, second in _RIMES:
        for one, two in ((first, second), (first.upper(), second), (first.upper(), second.upper())):
            for tone in _TONES:
                pairs[unicodedata.normalize("NFC", one + tone + two)] = unicodedata.normalize(
                    "NFC", one + two + tone
                )
    return pairs


_TO_NEW = _pairs()
_TO_OLD = {new: old for old, new in _TO_NEW.items()}
_ONSET = r"(?<!\w)(?:ngh|[cgknpt]h|ng|tr|[bcdđghklmnrstvx])?"
_OLD = re.compile(f"({_ONSET})({'|'.join(_TO_NEW)})(?!\\w)", re.IGNORECASE)
_NEW = re.compile(f"({_ONSET})({'|'.join(_TO_OLD)})(?!\\w)", re.IGNORECASE)


def old_forms(text: str) -> list[re.Match[str]]:
    """Return the syllables of ``text`` whose mark stands in the old way."""
    return list(_OLD.finditer(text))


def new_forms(text: str) -> list[re.Match[str]]:
    """Return the syllables of ``text`` whose mark stands in the new way."""
    return list(_NEW.finditer(text))


def old_style(text: str) -> str:
    """Return ``text`` with the tone marks of oa, oe, uy in the old way: hoà becomes hòa."""
    return _NEW.sub(lambda match: match[1] + _TO_OLD.get(match[2], match[2]), text)


def new_style(text: str) -> str:
    """Return ``text`` with the tone marks of oa, oe, uy in the new way: hòa becomes hoà."""
    return _OLD.sub(lambda match: match[1] + _TO_NEW.get(match[2], match[2]), text)


def as_in(text: str, words: str) -> str:
    """Return ``words`` (in the old style) in the style that most of ``text`` has."""
    if new_style(words) == words:
        return words
    return new_style(words) if len(new_forms(text)) > len(old_forms(text)) else words

"""Where the tone mark stands in oa, oe, uy (VIETNAMESE, rule 3): one way in a piece, names as they are.

*Kiểu cũ* hòa, khỏe, thủy; *kiểu mới* hoà, khoẻ, thuỷ. The two differ in open syllables with these three
rimes alone. quý and quỹ are no such syllables: qu is a consonant there, and the mark stands on y in both.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from morat.language.letters import begins_sentence, word_after, word_before
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.silence import name_spans
from morat.language.style import MAJORITY, NEW, OLD, Style
from morat.newsroom.messages import Message

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_RIMES = (("o", "a"), ("o", "e"), ("u", "y"))


def _pairs() -> dict[str, str]:
    """Return the rimes in the old way with the new one, in small and capital letters."""
    pairs: dict[str, str] = {}
    for first, second in _RIMES:
        for one, two in ((first, second), (first.upper(), second), (first.upper(), second.upper())):
            for tone in _TONES:
                old, new = one + tone + two, one + two + tone
                pairs[unicodedata.normalize("NFC", old)] = unicodedata.normalize("NFC", new)
    return pairs


_TO_NEW = _pairs()
_TO_OLD = {new: old for old, new in _TO_NEW.items()}
_MARKED = "".join({letter for pair in _TO_NEW for letter in pair if not letter.isascii()})
_MARKED_LAST = "".join({letter for pair in _TO_OLD for letter in pair if not letter.isascii()})
_FORM = re.compile(f"(?:[{_MARKED}][aeyAEY]|[oOuU][{_MARKED_LAST}])(?!\\w)")
_ONSET = re.compile("(?:ngh|[cgknpt]h|gi|ng|tr|[bcdđghklmnprstvx])?", re.IGNORECASE)
# Given names that begin a sentence as any word does; the newsroom cannot tell the two apart.
_NAMES = frozenset(("thủy", "thúy", "thùy", "thụy", "hòa", "hóa", "thỏa", "thọa"))
_BODIES = frozenset(("ủy", "tòa"))


def forms(text: str) -> list[tuple[int, str]]:
    """Return place and rime of every syllable of ``text`` that the two ways write differently."""
    found = ((match.start(), match[0]) for match in _FORM.finditer(text))
    return [
        (at, rime)
        for at, rime in found
        if (rime in _TO_NEW or rime in _TO_OLD) and _ONSET.fullmatch(word_before(text, at))
    ]


def old_style(text: str) -> str:
    """Return ``text`` with the tone marks of oa, oe, uy in the old way: hoà becomes hòa."""
    return _rewritten(text, _TO_OLD)


def new_style(text: str) -> str:
    """Return ``text`` with the tone marks of oa, oe, uy in the new way: hòa becomes hoà."""
    return _rewritten(text, _TO_NEW)


def as_in(text: str, words: str) -> str:
    """Return ``words`` (in the old way) in the way that most of ``text`` has."""
    new = new_style(words)
    return new if new != words and _way_of(text) == NEW else words


@lru_cache(maxsize=8)
def _way_of(text: str) -> str:
    return _majority(rime for _, rime in forms(text))


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:
    """Yield the syllables that are not written as most of the piece, or as the newsroom wants it."""
    places = [
        (number, at, rime)
        for number, passage in enumerate(passages)
        if passage.field not in CONTEXT
        for at, rime in _free_forms(passage.text)
    ]
    wanted = style.tone_style
    if wanted == MAJORITY:
        wanted = _majority(rime for _, _, rime in places)
    wrong = _TO_NEW if wanted == NEW else _TO_OLD
    who = "piece" if style.tone_style == MAJORITY else "house"
    for number, at, rime in places:
        if rime in wrong:
            text = passages[number].text
            start = at - len(word_before(text, at))
            right = text[start:at] + wrong[rime]
            reason = Message(f"tone-style-{who}-{wanted}", right=right)
            yield number, Mark(start, at + 2, f"tone-style/{wanted}", "warning", reason, (right,))


def _rewritten(text: str, table: dict[str, str]) -> str:
    parts: list[str] = []
    done = 0
    for at, rime in forms(text):
        if rime in table:
            parts += (text[done:at], table[rime])
            done = at + 2
    return "".join((*parts, text[done:]))


def _majority(rimes: Iterator[str]) -> str:
    """Return the way of most rimes; the old one, that of nearly all newspapers, where none leads."""
    balance = sum(1 if rime in _TO_NEW else -1 for rime in rimes)
    return OLD if balance >= 0 else NEW


def _free_forms(text: str) -> list[tuple[int, str]]:
    """Return the forms of ``text`` but those of names, which keep their own way."""
    found = forms(text)
    if not any(_is_capital(text, at) for at, _ in found):
        return found
    names = frozenset(chain.from_iterable(range(*span) for span in name_spans(text)))
    return [
        (at, rime)
        for at, rime in found
        if not _is_capital(text, at) or (at not in names and not _may_be_name(text, at))
    ]


def _is_capital(text: str, at: int) -> bool:
    return text[at - len(word_before(text, at))].isupper()


def _may_be_name(text: str, at: int) -> bool:
    """Say whether a syllable with a capital may be a name: bà Thuỷ, xã Hoà Bình, but not Uỷ ban, Toà án."""
    start = at - len(word_before(text, at))
    word = old_style(text[start : at + 2]).lower()
    if text[start : at + 2].isupper():
        return word in _NAMES
    following = word_after(text, at + 3)
    if word in _BODIES and following.islower():
        return False
    return word in _NAMES or not following.islower() or not begins_sentence(text, start)

"""Keys that the typing tool did not turn into letters (VIETNAMESE, rule 9): thif, nguwowif, Vie65t.

Foreign words are many that read as Telex (been, boots, this): ``resources/lexicon/telex.toml`` has them,
and a word with a single key for its mark must stand among Vietnamese ones.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.context import vietnamese_counts
from morat.language.keystrokes import read_telex, read_vni
from morat.language.letters import begins_sentence, cased, is_marked
from morat.language.marks import Mark
from morat.language.style import Style
from morat.language.syllables import is_syllable
from morat.language.tokens import spelling
from morat.language.tone_style import as_in
from morat.newsroom.messages import Message

_TELEX = re.compile(r"(?<![\w'’./@-])[A-Za-z]{3,9}(?![\w'’@/-])")
_VNI = re.compile(r"(?<![\w'’./@-])[A-Za-z]+\d[A-Za-z\d]{0,8}(?![\w'’@/-])(?![.,]\d)")
_PLURAL = re.compile("[A-Z][a-z]*(?:ee|oo|ow)[a-z]?s")
"""Names of other languages: Coos, Toons."""
_LEFT = re.compile(r"([^\W_]+)[ \u00a0]+\Z")
_RIGHT = re.compile(r"[ \u00a0]+([^\W_]+)")
_NEAR = 24
"""Letters looked at on either side for the word beside."""


class _Found(NamedTuple):
    start: int
    end: int
    syllable: str
    sure: bool


def check(text: str, style: Style) -> Iterator[Mark]:  # noqa: ARG001 - every family is asked alike
    """Yield words that are the keys of a Vietnamese syllable, with that syllable."""
    for one in _telex(text):
        if _among_vietnamese(text, one) and (one.sure or not _is_a_key_too_many(text, one)):
            yield _mark(text, one, "telex")
    vni = list(_vni(text))
    if any(one.sure for one in vni):
        for one in vni:
            yield _mark(text, one, "vni")


def _telex(text: str) -> Iterator[_Found]:
    for match in _TELEX.finditer(text):
        word, keys = match[0], match[0].lower()
        typed = read_telex(keys)
        if typed is None or keys in _foreign() or is_syllable(keys):
            continue
        sure = typed.marks > 1 or keys.startswith("dd") or "uw" in keys
        if word.islower() or typed.marks > 2:
            yield _Found(*match.span(), typed.syllable, sure)
        elif _PLURAL.fullmatch(word):
            continue
        elif (word[1:].islower() or word.isupper()) and (sure or begins_sentence(text, match.start())):
            yield _Found(*match.span(), typed.syllable, sure=False)  # a name, as well as not


def _vni(text: str) -> Iterator[_Found]:
    """``Vie65t`` is sure, with letters behind the digits; ``thi2`` alone may be the name of a thing."""
    for match in _VNI.finditer(text):
        keys = match[0].lower()
        typed = read_vni(keys)
        if typed is None:
            continue
        letters = [letter for letter in match[0] if letter.isalpha()]
        plain = all(map(str.islower, letters[1:]))  # Na2O, COP16 are none
        sure = len(letters) > 2 and (keys[-1].isalpha() or typed.marks > 1)
        if len(letters) > 1 and (plain or (match[0].isupper() and len(letters) > 3 and sure)):
            yield _Found(*match.span(), typed.syllable, sure)


def _among_vietnamese(text: str, found: _Found) -> bool:
    """Say whether the words beside are Vietnamese, or keys of it; one foreign word makes it a quotation."""
    left = _LEFT.search(text, max(0, found.start - _NEAR), found.start)
    right = _RIGHT.match(text, found.end, found.end + _NEAR)
    beside = [match[1] for match in (left, right) if match]
    if not all(map(_is_vietnamese, beside)):
        return False
    word = text[found.start : found.end]
    if word.isupper() and not any(len(one) > 1 and one.isupper() for one in beside):
        return False  # DDI, AACS
    if not word.islower() and not found.sure and not begins_sentence(text, found.start):
        beside = [one for one in beside if one[0].isupper()]  # đại bàng Haast, but Nguyeexn Văn
    if found.sure or any(is_marked(one) or read_telex(one.lower()) for one in beside):
        return True
    near = text[max(0, found.start - _NEAR) : found.end + _NEAR]
    return word.islower() and bool(beside) and is_marked(near)  # anh thif em nói


def _is_a_key_too_many(text: str, found: _Found) -> bool:
    """Say whether the words beside go with a word of one letter less (khir huấn luyện: khi), never with this.

    The context has a say then.
    """
    keys = spelling(text[found.start : found.end])
    shorter = {keys[:at] + keys[at + 1 :] for at in range(len(keys))}
    return not _often_here(text, found, found.syllable) and any(
        _often_here(text, found, one) for one in shorter if is_syllable(one)
    )


def _often_here(text: str, found: _Found, word: str) -> int:
    """Return how often ``word`` was read beside the word before and the one after."""
    counts = vietnamese_counts()
    number = counts.number(spelling(word))
    if number is None:
        return 0
    left = _LEFT.search(text, max(0, found.start - _NEAR), found.start)
    right = _RIGHT.match(text, found.end, found.end + _NEAR)
    before = counts.number(spelling(left[1])) if left else None
    after = counts.number(spelling(right[1])) if right else None
    often = 0 if before is None else counts.pair(before, number)
    return often + (0 if after is None else counts.pair(number, after))


def _is_vietnamese(word: str) -> bool:
    low = word.lower()
    return word.isdigit() or is_syllable(low) or (read_telex(low) is not None and low not in _foreign())


def _mark(text: str, found: _Found, name: str) -> Mark:
    word = text[found.start : found.end]
    right = cased(word, as_in(text, found.syllable))
    reason = Message(f"telex-{name}", word=word, right=right)
    return Mark(found.start, found.end, f"telex/{name}", "error", reason, (right,))


@lru_cache(maxsize=1)
def _foreign() -> frozenset[str]:
    words = lexicon("telex")
    return frozenset(words["foreign"].split())

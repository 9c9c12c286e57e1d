"""One word in capitals and in small letters in one piece (VIETNAMESE, rule 17): của Tỉnh, của tỉnh.

The words stand in ``resources/lexicon/capitals.toml``. What most of the piece writes is held to be meant,
of two as frequent forms the first one. Beginnings of sentences say nothing, nor do words inside names.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.letters import UPPER, begins_sentence, word_after, word_before
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.remembering import remembered
from morat.language.style import Style
from morat.newsroom.messages import Message

_LOOK = 24
_NAMED = re.compile(rf" [{UPPER}]")


class _Word(NamedTuple):
    """One of the words in ``passages[number].text[start:end]``."""

    number: int
    start: int
    end: int
    text: str


class _Lexicon(NamedTuple):
    words: re.Pattern[str]
    units: frozenset[str]
    of: tuple[str, ...]
    not_after: frozenset[str]
    not_before: frozenset[str]
    joints: frozenset[str]


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield the rarer form of words that a piece writes both ways."""
    seen: dict[str, list[_Word]] = {}
    for number, passage in enumerate(passages):
        if passage.field not in CONTEXT and not passage.text.isupper():
            for word in _words(passage.text):
                seen.setdefault(word.text.lower(), []).append(word._replace(number=number))
    for words in seen.values():
        forms: dict[str, list[_Word]] = {}
        for word in words:
            forms.setdefault(word.text, []).append(word)
        if len(forms) > 1:
            kept = max(forms, key=lambda form: len(forms[form]))
            for word in words:
                if word.text != kept:
                    reason = Message("capital-mixed", kept=kept, n=len(forms[kept]), found=word.text)
                    yield word.number, Mark(word.start, word.end, "capital/mixed", "warning", reason, (kept,))


@remembered
def _words(text: str) -> Iterator[_Word]:
    """Yield the words of the list that stand by themselves and could have been written either way."""
    words, units, of, not_after, not_before, _ = _lexicon()
    for match in words.finditer(text):
        found = match[0]
        before, after = word_before(text, match.start() - 1), word_after(text, match.end() + 1)
        if found[1:] != found[1:].lower() and not _like_name(found):
            continue
        if begins_sentence(text, match.start()) or _NAMED.match(text, match.end()):
            continue
        if before.lower() in not_after or (
            text[match.end() : match.end() + 1] == " " and after in not_before
        ):
            continue
        if found.lower() in units:
            if not text[max(0, match.start() - _LOOK) : match.start()].lower().endswith(of):
                continue
        elif _is_in_name(text, match.start(), before):
            continue
        yield _Word(0, match.start(), match.end(), found)


def _is_in_name(text: str, start: int, before: str) -> bool:
    """Say whether a word ends a name that begins before it: Quốc hội Nhân dân, Ban Tuyên giáo Đảng ủy."""
    at = start - len(before) - 1
    if _names(text, at, before):
        return True
    second = word_before(text, at - 1)
    return (
        text[start].isupper()
        and before not in _lexicon().joints
        and text[at - 1 : start] == f" {before} "
        and _names(text, at - 1 - len(second), second)
    )


def _names(text: str, at: int, word: str) -> bool:
    """Say whether the word at ``at`` has a capital that no beginning of a sentence gives it."""
    return word[:1].isupper() and not word.isupper() and not begins_sentence(text, at)


def _like_name(found: str) -> bool:
    """Say whether each part of a word is written out: Ban Giám đốc, no BAN GIÁM ĐỐC."""
    return all(part[1:].islower() for part in found.split())


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    """Read what is written in one way of resources/lexicon/capitals.toml."""
    table = lexicon("capitals")["mixed"]
    words = "|".join(sorted((*table["words"], *table["units"]), key=len, reverse=True))
    return _Lexicon(
        words=re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
        units=frozenset(table["units"]),
        of=tuple(f"{word} " for word in table["of"]),
        not_after=frozenset(table["not_after"].split()),
        not_before=frozenset(table["not_before"].split()),
        joints=frozenset(table["joints"].split()),
    )

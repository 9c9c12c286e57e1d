"""Places that are called otherwise since the mergers of 1/7/2025 (rule 18, as a note).

Dated data: ``resources/lexicon/places.toml`` says which name holds from which day on. Only a piece that
says its own day is judged, and a text that speaks of the past, of the merger itself or of both names is not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.days import calendar_of
from morat.language.letters import LOWER, UPPER
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.phrases import lowered
from morat.language.style import Style
from morat.language.syllables import is_syllable, old_style
from morat.newsroom.messages import Message

_SYLLABLE = f"[{UPPER}][{LOWER}]+"
_PROVINCE = re.compile(
    rf"\b[Tt]ỉnh (?P<name>{_SYLLABLE} {_SYLLABLE}(?: [-–] {_SYLLABLE} {_SYLLABLE})?)(?!\w)"
)
_DISTRICT = re.compile(rf"\b(?:huyện|quận|thị xã) (?P<name>{_SYLLABLE}(?: {_SYLLABLE}){{0,2}})(?!\w)")
_YEAR = re.compile(r"\bnăm (?P<year>[12]\d{3})\b", re.IGNORECASE)


class _Lexicon(NamedTuple):
    since: date
    act: str
    now: Mapping[str, str]
    past: re.Pattern[str]


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield provinces that are part of another today, and the first district a piece speaks of."""
    day = calendar_of(passages, ()).day
    if day is None or day < _lexicon().since:
        return
    districts = True
    for number, passage in enumerate(passages):
        text = passage.text
        if passage.field in CONTEXT or _is_past(text):
            continue
        for match in _PROVINCE.finditer(text):
            now = _lexicon().now.get(_plain(match["name"]))
            if now is not None and now not in text:
                yield number, _province(match, now)
        district = _DISTRICT.search(text) if districts else None
        if district is not None and all(map(is_syllable, district["name"].lower().split())):
            districts = False
            reason = Message("name-district", since=_shown(_lexicon().since))
            yield number, Mark(*district.span(), "name/district", "info", reason)


def _province(match: re.Match[str], now: str) -> Mark:
    right = now if " phố " in now else f"{match[0].split()[0]} {now}"
    lex = _lexicon()
    reason = Message("name-province", now=now, since=_shown(lex.since), act=lex.act)
    return Mark(*match.span(), "name/province", "info", reason, (right,))


def _is_past(text: str) -> bool:
    """Say whether a text speaks of the time before, or of the change."""
    lex = _lexicon()
    return lex.past.search(lowered(text)) is not None or any(
        int(match["year"]) < lex.since.year for match in _YEAR.finditer(text)
    )


def _plain(name: str) -> str:
    """Return a name of a province as the table has it: old tone style, a hyphen between."""
    words = (old_style(word.lower()).capitalize() for word in name.split(" "))
    return " ".join(words).replace("–", "-")


def _shown(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    """Read resources/lexicon/places.toml."""
    tables = lexicon("places")
    provinces = tables["provinces"]
    words = "|".join(map(re.escape, tables["past"]["words"]))
    return _Lexicon(provinces["from"], provinces["act"], provinces["now"], re.compile(rf"\b(?:{words})\b"))

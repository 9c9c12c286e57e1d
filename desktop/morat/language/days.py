"""Dates that are written down in a piece: where they stand, which day they name, which year is meant.

Reads ``3/11/2024``, ``03-11-2024``, ``3.11.2024``, ``3/11``, ``sáng 3-11``, ``ngày 3 tháng 11 (năm 2024)``.
What only looks like a date is left out: fractions, scores, numbers of documents and houses, the lunar
calendar.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from morat.assets import lexicon
from morat.language.passages import Passage
from morat.language.remembering import remembered

# Looking back comes after the first digit: a pattern that begins by looking back is tried at every letter.
_DATE = re.compile(
    r"""
    (?P<d>\d(?<![\w/.,:+-]\d)\d?) (?:
        (?P<sep>[/.-]) (?P<m>\d{1,2}) (?P=sep) (?P<y>[12]\d{3}) (?![\w/-]|[.,]\d)
      | (?P<joint>[/-]) (?P<bare>\d{1,2}) (?![\w/-]|[.,]\d)
      | \s tháng \s (?P<word>\d{1,2}) (?![\w/]|[.,-]\d) (?: ,? \s năm \s (?P<after>[12]\d{3}) (?![\w/]) )?
    )
    """,
    re.VERBOSE,
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LUNAR = re.compile(r"[\s,(]*(?:năm [\w ]{2,12} )?[(]?(?:âm lịch|AL\b|ÂL\b|nhuận)", re.IGNORECASE)
_LUNAR_BEFORE = re.compile(r"(?:âm lịch|nhằm|mùng|mồng|rằm)[\s,(]*(?:ngày |là |tức )*$", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"(?<!\d )\b(?:ngày|hôm|nay|qua|sáng|trưa|chiều|tối|đêm|đến hết)[\s,(]*$", re.IGNORECASE
)
_DOCUMENT = re.compile(r"(?:\bsố:?\s\S+|\d[/-][A-ZĐ]\S*),?\s(?:ra\s|ban hành\s|ký\s)?(?:ngày\s)?$")
_LOOK = 24
"""Letters before and after two numbers that say what they are."""


class _Lexicon(NamedTuple):
    """What stands around numbers: see ``resources/lexicon/dates.toml``."""

    ordinal: frozenset[str]
    numbered: re.Pattern[str]
    counted: re.Pattern[str]
    feasts: frozenset[tuple[int, int]]


class Written(NamedTuple):
    """A date as it is written at ``text[start:end]``; ``year`` is None where none is given.

    ``introduced``: a word such as ngày or sáng stands before it. ``of_document``: it belongs to the number
    of a document (Chỉ thị số 30-CT/TW, ngày 25/12/2013), and says nothing of the time of the piece.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None
    introduced: bool
    of_document: bool = False

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day; 29/2 without a year is given the benefit of the doubt."""
        if not 1 <= self.month <= 12 or not 1 <= self.day <= _DAYS[self.month - 1]:
            return False
        return self.year is None or self.in_year(self.year) is not None

    def in_year(self, year: int) -> date | None:
        """Return the day in ``year``, None where that year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


@remembered
def written_dates(text: str) -> Iterator[Written]:
    """Yield the dates of the solar calendar in ``text``, those that do not exist too."""
    for match in _DATE.finditer(text):
        day, month = int(match["d"]), int(match["m"] or match["bare"] or match["word"])
        year = match["y"] or match["after"]
        before = text[max(0, match.start() - _LOOK) : match.start()]
        after = text[match.end() : match.end() + _LOOK]
        introduced = _INTRODUCED.search(before) is not None
        like_day = introduced or (match["joint"] == "/" and _looks_like_day(day, month, before, after))
        if match["bare"] is not None and not like_day:
            continue
        if match["joint"] == "-" and (month > 12 or after.lstrip().startswith("tháng")):
            continue  # các đêm 15-16, ngày 5-9 tháng 11
        if _LUNAR.match(after) or _LUNAR_BEFORE.search(before):
            continue
        if match["y"] is not None and lexicon_of_dates().numbered.search(before):
            continue
        of_document = _DOCUMENT.search(text, max(0, match.start() - 2 * _LOOK), match.start()) is not None
        yield Written(*match.span(), day, month, int(year) if year else None, introduced, of_document)


def _looks_like_day(day: int, month: int, before: str, after: str) -> bool:
    """Say whether ``d/m`` without a word of time is a day: no fraction, no house number, no count."""
    return (
        month in range(1, 13)
        and day in range(1, 32)
        and lexicon_of_dates().numbered.search(before) is None
        and lexicon_of_dates().counted.match(after) is None
    )


class Calendar(NamedTuple):
    """What a piece says about its own time: the ``day`` it is from and the one ``year`` it speaks of."""

    day: date | None
    year: int | None

    def read(self, written: Written) -> date | None:
        """Return the day that is meant, None where the year is not certain or the day does not exist."""
        if written.year is not None:
            return written.in_year(written.year)
        if self.day is not None:
            return _nearest(written, self.day)
        return written.in_year(self.year) if self.year is not None else None


def _nearest(written: Written, to: date) -> date | None:
    """Return the day closest to another: a piece of December speaks of the January to come."""
    around = (written.in_year(to.year + shift) for shift in (-1, 0, 1))
    days = [day for day in around if day is not None]
    return min(days, key=lambda day: abs((day - to).days), default=None)


def calendar_of(passages: Iterable[Passage], dates: Iterable[Written]) -> Calendar:
    """Return the time of a piece: the day of its dateline, else the only year of its full ``dates``."""
    for passage in passages:
        if passage.field == "dateline":
            try:
                return Calendar(date.fromisoformat(passage.text[:10]), None)
            except ValueError:
                break
    years = Counter(one.year for one in dates if one.year is not None and not one.of_document)
    return Calendar(None, next(iter(years)) if len(years) == 1 else None)


@lru_cache(maxsize=1)
def lexicon_of_dates() -> _Lexicon:
    """Read resources/lexicon/dates.toml."""
    tables = lexicon("dates")
    numbered, counted = ("|".join(map(re.escape, tables[name])) for name in ("numbered", "counted"))
    feasts = (day.split("/") for day in tables["feasts"].split())
    return _Lexicon(
        ordinal=frozenset(tables["ordinal"].split()),
        numbered=re.compile(rf"(?:\b(?:{numbered})|[+x×=<>])[ :]*$", re.IGNORECASE),
        counted=re.compile(rf" *(?:{counted})(?!\w)", re.IGNORECASE),
        feasts=frozenset((int(day), int(month)) for day, month in feasts),
    )

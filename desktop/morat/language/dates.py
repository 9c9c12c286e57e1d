"""Dates that exist, agree with their weekday and run forwards (VIETNAMESE, rules 19 and 20)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from morat.language.days import Calendar, Written, calendar_of, lexicon_of_dates, written_dates
from morat.language.marks import Mark
from morat.language.passages import Passage
from morat.language.remembering import remembered
from morat.language.style import Style
from morat.newsroom.messages import Message

_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_NUMBERS = {f"thứ {number}": number - 2 for number in range(2, 8)}
_WEEKDAY = r"(?P<name>thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|ch(?:ủ|úa)\snhật)"
_BEFORE = re.compile(
    rf"(?:(?P<word>\w+)\s)?\b{_WEEKDAY}(?:\s?[,(–-]\s?|\s)(?:tức\s)?(?:ngày\s)?$", re.IGNORECASE
)
_AFTER = re.compile(rf"(?:\s?[,(]\s?){_WEEKDAY}\b", re.IGNORECASE)
_TO = re.compile(r"\s?(?:-|–|—|(?P<word>(?:cho\s)?(?:đến|tới)(?:\shết)?))\s?(?:(?:hết\s)?ngày\s)?")
_FROM = re.compile(r"\btừ\s(?:ngày\s)?$", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"\s?(?:năm\s(?:sau|tới|kế)|của\snăm\ssau)", re.IGNORECASE)
_YEARS = re.compile(
    r"(?:giai\sđoạn|nhiệm\skỳ|niên\skhóa|niên\skhoá|khóa|khoá|từ\snăm|các\snăm)\s"
    r"(?P<span>(?P<low>[12]\d{3})(?P<to>\s?[-–]\s?|\sđến\s(?:năm\s)?)(?P<high>[12]\d{3}))(?![\w/-])",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\btháng\s(?P<span>(?P<month>\d{1,2})/[12]\d{3})(?![\w/-])", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?P<span>(?:sáng|trưa|chiều|tối|đêm|hôm)\s(?P<day>nay|qua))\s?[,(]?\s?(?:ngày\s)?$", re.IGNORECASE
)
_DAY = re.compile(r"\bngày\s$", re.IGNORECASE)
_TOLD = ("standfirst", "body")
_LOOK = 32
_GREGORIAN = 1900
"""Days before this year may be of the calendar of their country: 27/6/1709 was a Sunday in Russia."""
_WRAP = range(5, 12)
"""Months backwards from which a span runs into the next year: từ 20/12 đến 15/1."""


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield days that do not exist, weekdays that are others, spans that run backwards, years left out."""
    found = [written_dates(passage.text) for passage in passages]
    calendar = calendar_of(passages, (one for dates in found for one in dates))
    yearless = True
    for number, (passage, dates) in enumerate(zip(passages, found, strict=True)):
        text = passage.text
        for written in dates:
            for mark in _one(text, written, calendar):
                yield number, mark
            if yearless and passage.field in _TOLD and _lacks_year(text, written):
                yearless = False
                yield number, _year(text, written, calendar)
        for first, second in pairwise(dates):
            for mark in _span(text, first, second):
                yield number, mark
        for mark in _months_and_years(text):
            yield number, mark


def _one(text: str, written: Written, calendar: Calendar) -> Iterator[Mark]:
    """Yield what is wrong with one date."""
    start, end = written.start, written.end
    if not written.exists:
        yield Mark(
            start, end, "date/none", "error", _said("date-none", text[start:end]), _swapped(text, written)
        )
        return
    day = calendar.read(written)
    if day is None:
        return
    yield from _weekday(text, written, day, sure=written.year is not None or calendar.day is not None)
    now = _NOW.search(text, max(0, start - _LOOK), start)
    if now is not None and calendar.day is not None:
        apart = (calendar.day - day).days
        if apart != (1 if now["day"].lower() == "qua" else 0):
            reason = Message("date-today", word=now["span"], date=text[start:end], day=_shown(calendar.day))
            yield Mark(*now.span("span"), "date/today", "info", reason)


def _weekday(text: str, written: Written, day: date, *, sure: bool) -> Iterator[Mark]:
    before = _BEFORE.search(text, max(0, written.start - _LOOK), written.start)
    if before is not None and (before["word"] or "").lower() in lexicon_of_dates().ordinal:
        before = None
    match = before or _AFTER.match(text, written.end)
    if match is None or day.year < _GREGORIAN:
        return
    name = " ".join(match["name"].lower().replace("chúa", "chủ").split())
    said = _NUMBERS[name] if name in _NUMBERS else _WEEKDAYS.index(name)
    if said == day.weekday():
        return
    right = _like(match["name"], day.weekday(), numbered=name in _NUMBERS)
    reason = Message("date-weekday", date=_shown(day), weekday=right, said=match["name"])
    yield Mark(*match.span("name"), "date/weekday", "error" if sure else "warning", reason, (right,))


def _like(pattern: str, weekday: int, *, numbered: bool) -> str:
    """Write a weekday the way another is written: thứ Hai, thứ hai, Thứ Hai, thứ 2."""
    name = _WEEKDAYS[weekday]
    first, second = name.split()
    if numbered and weekday < len(_NUMBERS):
        second = str(weekday + 2)
    head, tail = pattern.split(maxsplit=1)[0], pattern.rsplit(maxsplit=1)[-1]
    if weekday == len(_NUMBERS):  # Chủ nhật has its capital in front
        return f"Chủ {second}" if head[0].isupper() or tail[0].isupper() else name
    return f"{first.capitalize() if head[0].isupper() else first} {_capital(second, tail)}"


def _capital(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def _swapped(text: str, written: Written) -> tuple[str, ...]:
    """Return month and day the other way round where that is a date: 12/25/2013."""
    numbers = re.findall(r"\d+", text[written.start : written.end])
    turned = written._replace(day=written.month, month=written.day)
    if written.month <= 12 or not turned.exists or len(numbers) < 2:
        return ()
    shown = text[written.start : written.end].replace(numbers[0], "\0", 1).replace(numbers[1], numbers[0], 1)
    return (shown.replace("\0", numbers[1]),)


def _lacks_year(text: str, written: Written) -> bool:
    """Say whether “ngày 3/11” of a story has no year: no feast day, no “hằng năm”."""
    if written.year is not None or not written.exists:
        return False
    if not _DAY.search(text, max(0, written.start - _LOOK), written.start):
        return False  # “sáng 3/11” is the day of the news
    after = text[written.end : written.end + _LOOK].lower()
    return (written.day, written.month) not in lexicon_of_dates().feasts and not re.match(
        r"\s?(?:hằng|hàng|mỗi|năm|đến|tới|-|–|và|,\s?\d)", after
    )


def _year(text: str, written: Written, calendar: Calendar) -> Mark:
    shown = text[written.start : written.end]
    day = calendar.read(written) if calendar.day is not None else None
    joint = "/" if "/" in shown else " năm "
    return Mark(
        written.start,
        written.end,
        "date/year",
        "info",
        _said("date-year", shown),
        (f"{shown}{joint}{day.year}",) if day is not None else (),
    )


def _span(text: str, first: Written, second: Written) -> Iterator[Mark]:
    """``từ 20/3 đến 15/3``: the end lies before the start, and not because the year turns."""
    between = _TO.fullmatch(text, first.end, second.start)
    if between is None or not (first.exists and second.exists):
        return
    if between["word"] and not _FROM.search(text, max(0, first.start - _LOOK), first.start):
        return
    if _NEXT_YEAR.match(text, second.end):
        return
    years = first.year or second.year or 0, second.year or first.year or 0
    if (years[0], first.month, first.day) <= (years[1], second.month, second.day):
        return
    if first.year is None and first.month - second.month in _WRAP:
        return
    start, end = first.start, second.end
    low, high = text[first.start : first.end], text[second.start : second.end]
    reason = Message("date-span", first=low, last=high)
    turned = f"{high}{between[0]}{low}" if first.year == second.year else ""
    yield Mark(start, end, "date/span", "info", reason, (turned,) if turned else ())


@remembered
def _months_and_years(text: str) -> Iterator[Mark]:
    for match in _YEARS.finditer(text):
        if match["low"] > match["high"]:
            reason = Message("date-span", first=match["low"], last=match["high"])
            turned = f"{match['high']}{match['to']}{match['low']}"
            yield Mark(*match.span("span"), "date/span", "warning", reason, (turned,))
    for match in _MONTH.finditer(text):
        if not 1 <= int(match["month"]) <= 12:
            yield Mark(*match.span("span"), "date/none", "error", _said("date-none", match["span"]))


def _said(code: str, shown: str) -> Message:
    return Message(code, date=shown)


def _shown(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"

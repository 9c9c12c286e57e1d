"""The embargo (giờ được đăng): until when a piece must not appear. Newsrooms mean the time of Vietnam."""

import re
from datetime import date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""Vietnam has one time zone and no summer time."""
_CLOCK = re.compile(r"(?P<hour>\d{1,2})\s*(?::|h|giờ|g)\s*(?P<minute>\d{2})?(?!\d)", re.IGNORECASE)
_DAY = re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?:\s*[/.-]\s*(?P<year>\d{4}|\d{2}))?")
_FILLING = re.compile(r"ngày|lúc|phút|[,\s]", re.IGNORECASE)


def read(text: str, now: datetime) -> str | None:
    """Return what was typed as ISO date and time with +07:00, empty for nothing, None for what is neither.

    ``14:00 24/11/2026``, ``24/11 14h30``, ``ngày 24/11`` (its first minute), ``14h`` (the next time it is).
    A day without a year is the next of its name, from ``now`` on.
    """
    if not text.strip():
        return ""
    clock, rest = _taken(_CLOCK, text)
    day, rest = _taken(_DAY, rest)
    if _FILLING.sub("", rest) or not (clock or day):
        return None
    today = now.astimezone(VIETNAM)
    try:
        at = time(int(clock["hour"]), int(clock["minute"] or 0)) if clock else time()
        on = _date(day, today.date()) if day else today.date()
    except ValueError:
        return None
    moment = datetime.combine(on, at, VIETNAM)
    if day is None and moment <= today:
        moment += timedelta(days=1)
    return moment.isoformat(timespec="minutes")


def written(embargo: str) -> str:
    """Return an embargo as it is written here, ``14:00 24/11/2026``; what is no time as it stands."""
    moment = ends(embargo)
    return embargo if moment is None else f"{moment:%H:%M %d/%m/%Y}"


def ends(embargo: str) -> datetime | None:
    """Return when an embargo ends, in the time of Vietnam; None for none, or for what is no time."""
    try:
        moment = datetime.fromisoformat(embargo)
        return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return None


def holds(embargo: str, now: datetime) -> bool:
    """Say whether a piece must not appear yet; what cannot be understood holds nothing back."""
    moment = ends(embargo)
    return moment is not None and now < moment


def _taken(what: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    """Return what was found in ``text``, and the text without it."""
    found = what.search(text)
    return found, text if found is None else f"{text[: found.start()]} {text[found.end() :]}"


def _date(day: re.Match[str], today: date) -> date:
    """Return the day that was meant; the next of its name where it has no year.

    Raises:
        ValueError: there is no such day.
    """
    number, month, year = int(day["day"]), int(day["month"]), day["year"]
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    for on in (today.year, today.year + 1):
        # The 29th of February may be years away: it wants its year.
        if date(on, month, number) >= today:
            return date(on, month, number)
    raise ValueError(day[0])

"""Say when something happened, short enough for a row of a list."""

from datetime import datetime

from morat.catalogue import Catalogue


def clock_or_day(words: Catalogue, iso: str, now: datetime | None = None) -> str:
    """Return ``10:42`` for today, the word for yesterday, else the day: ``21/11`` or ``21/11/2025``.

    ``iso`` is date and time, in local time where it names no zone; what cannot be read is shown as it is.
    """
    moment = _local(iso)
    if moment is None:
        return iso
    today = now or datetime.now().astimezone()
    match (today.date() - moment.date()).days:
        case 0:
            return f"{moment:%H:%M}"
        case 1:
            return words.text("yesterday")
        case _:
            return f"{moment:%d/%m}" if moment.year == today.year else f"{moment:%d/%m/%Y}"


def day_and_clock(words: Catalogue, iso: str, now: datetime | None = None) -> str:
    """Return the day and the time: ``today 10:42``, ``yesterday 09:10``, ``21/11/2026 08:00``."""
    moment = _local(iso)
    if moment is None:
        return iso
    today = now or datetime.now().astimezone()
    match (today.date() - moment.date()).days:
        case 0:
            return words.text("today {time}", time=f"{moment:%H:%M}")
        case 1:
            return words.text("yesterday {time}", time=f"{moment:%H:%M}")
        case _:
            return f"{moment:%d/%m/%Y %H:%M}"


def _local(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso).astimezone()
    except (ValueError, OverflowError):
        return None

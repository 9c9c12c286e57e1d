"""When a picture was taken, from the ways cameras and agencies write it, as ISO date and time."""

import re
from datetime import datetime

_OFFSET = re.compile(r"[+-]\d\d:\d\d")


def from_exif(text: str, offset: str = "") -> str:
    """Return ``2026:11:23 10:42:07`` as ``2026-11-23T10:42:07``, with the zone where EXIF names one.

    A clock that was never set (``0000:00:00 00:00:00``) says nothing: empty.
    """
    try:
        moment = datetime.strptime(text.strip(), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - the zone stands apart
    except ValueError:
        return ""
    zone = offset.strip()
    return moment.isoformat() + (zone if _OFFSET.fullmatch(zone) else "")


def from_iso(text: str) -> str:
    """Return a date, or a date and time, as ISO; empty for what is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    return moment.date().isoformat() if len(text.strip()) == len("2026-11-23") else moment.isoformat()


def clock_and_zone(time: str) -> tuple[str, str]:
    """Return the time of an ISO date as ``10:42:07``, and its zone as ``+07:00``; empty where it has none."""
    if not time:
        return "", ""
    told = datetime.fromisoformat(f"2000-01-01T{time}")
    clock = told.strftime("%H:%M:%S")
    zone = told.isoformat(timespec="seconds")[len("2000-01-01T10:42:07") :]
    return clock, zone

"""Which backups may go. Decided by their order and their days, never by how old they are today.

Kept are all of the two newest days, then the newest of each of 12 more days, 10 more weeks and 9 more months.
Only days on which backups were made count, in the order they were made in: a clock that jumps by years adds
days that are strange, and takes a place or two; it cannot make the good backups of before look old.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Protocol, TypeVar

ALL_OF_DAYS = 2
DAYS = 12
WEEKS = 10
MONTHS = 9


class Dated(Protocol):
    """Something that says when it was made: ISO date and time."""

    @property
    def at(self) -> str:
        """ISO date and time."""
        ...


D = TypeVar("D", bound=Dated)


def spare(backups: Sequence[D]) -> list[D]:
    """Return those of ``backups`` (made last first) that are no longer needed; never the first."""
    kept, left = _newest_days(backups)
    for span, count in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        left = _one_of_each(left, span, count, kept)
    return left


def _newest_days(backups: Sequence[D]) -> tuple[list[D], list[D]]:
    days = list(dict.fromkeys(map(_day, backups)))[:ALL_OF_DAYS]
    kept = [one for one in backups if _day(one) in days]
    return kept, [one for one in backups if _day(one) not in days]


def _one_of_each(
    backups: Sequence[D], span: Callable[[Dated], Hashable], count: int, kept: list[D]
) -> list[D]:
    """Move the last of each of ``count`` more spans over to ``kept``; return those that are left."""
    seen = {span(one) for one in kept}
    most = len(seen) + count
    left: list[D] = []
    for backup in backups:
        if span(backup) not in seen and len(seen) < most:
            seen.add(span(backup))
            kept.append(backup)
        else:
            left.append(backup)
    return left


def _day(backup: Dated) -> Hashable:
    return backup.at[:10]


def _week(backup: Dated) -> Hashable:
    year, week, _ = date.fromisoformat(backup.at[:10]).isocalendar()
    return year, week


def _month(backup: Dated) -> Hashable:
    return backup.at[:7]

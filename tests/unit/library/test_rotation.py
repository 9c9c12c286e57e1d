"""Which backups may go: by order and by days, whatever the clock has been through."""

from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from morat.library.rotation import ALL_OF_DAYS, DAYS, MONTHS, WEEKS, spare

MOST_DAYS = DAYS + WEEKS + MONTHS
START = datetime.fromisoformat("2026-11-24T02:00")
FIRST, LAST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2032-01-01")


class Made(NamedTuple):
    number: int
    at: str


def live(moments):
    """Make a backup at each moment and rotate after each, as the program does; return what is left."""
    kept = []
    for number, moment in enumerate(moments):
        kept.insert(0, Made(number, moment.isoformat()))
        gone = spare(kept)
        kept = [one for one in kept if one not in gone]
    return kept


def days(backups):
    return {one.at[:10] for one in backups}


def every_three_hours(count, start=START):
    return [start + timedelta(hours=3 * number) for number in range(count)]


def test_a_year_of_work_leaves_two_days_twelve_days_ten_weeks_and_nine_months():
    moments = every_three_hours(8 * 400)
    kept = live(moments)
    last = moments[-1].date()
    per_day = {day: [one for one in kept if one.at[:10] == day] for day in days(kept)}
    newest = [str(last - timedelta(days=n)) for n in range(ALL_OF_DAYS)]
    assert all(len(per_day[day]) == 8 for day in newest)
    assert all(len(found) == 1 for day, found in per_day.items() if day not in newest)
    assert all(str(last - timedelta(days=n)) in per_day for n in range(ALL_OF_DAYS + DAYS))
    assert len(per_day) == ALL_OF_DAYS + MOST_DAYS
    # The oldest is nearly a year old: two weeks of days, ten of weeks, nine months of months.
    oldest = min(datetime.fromisoformat(day).date() for day in per_day)
    assert 300 < (last - oldest).days < 380
    # Of each day that was thinned its last is there.
    assert all(found[0].at[11:13] == "23" for day, found in per_day.items() if day not in newest)


def test_few_backups_all_stay():
    moments = [START + timedelta(days=n) for n in range(ALL_OF_DAYS + DAYS)]
    assert spare([Made(n, at.isoformat()) for n, at in enumerate(reversed(moments))]) == []
    assert spare([]) == []


def jumping(years):
    """A month of work, a day with the clock wrong by years, and a month again."""
    away = timedelta(days=365 * years)
    month = every_three_hours(8 * 30)
    wrong = every_three_hours(8, month[-1] + away)
    return month, wrong, every_three_hours(8 * 3, month[-1] + timedelta(days=1))


def test_a_clock_that_jumps_by_years_costs_no_good_backup():
    for years in (5, -5):
        before, wrong, after = jumping(years)
        without = live([*before, *after])
        kept = live([*before, *wrong, *after])
        lost = days(without) - days(kept)
        # The strange day takes the place of one day, a week or a month at most; nothing more goes for it.
        assert len(lost) <= 3, years
        # While the clock is wrong the two newest days of before are still there.
        meanwhile = live([*before, *wrong])
        assert len(days(live(before)) - days(meanwhile)) <= 2, years


@given(st.lists(st.datetimes(FIRST, LAST), min_size=1, max_size=120))
def test_whatever_the_clock_does(moments):
    backups = [Made(number, at.isoformat()) for number, at in enumerate(moments)][::-1]
    gone = spare(backups)
    kept = [one for one in backups if one not in gone]
    assert kept[0] == backups[0]
    # As many days as there are, up to the number of places; each with its last backup.
    assert len(days(kept)) >= min(len(days(backups)), ALL_OF_DAYS + DAYS)
    assert len(days(kept)) <= ALL_OF_DAYS + MOST_DAYS
    for day in days(kept):
        assert next(one for one in backups if one.at[:10] == day) in kept
    # A rotation that is done again finds nothing more.
    assert spare(kept) == []
    # A fault to catch: the newest days keep everything.
    for day in list(dict.fromkeys(one.at[:10] for one in backups))[:ALL_OF_DAYS]:
        assert not [one for one in gone if one.at[:10] == day]

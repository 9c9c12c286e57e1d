"""Until when a piece must not appear, as people type it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom import embargo
from morat.newsroom.embargo import VIETNAM

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:00 24/11/2026", "2026-11-24T14:00+07:00"),
        ("24/11/2026 14h30", "2026-11-24T14:30+07:00"),
        ("14 giờ ngày 25/11", "2026-11-25T14:00+07:00"),
        ("lúc 7h05, ngày 3-2-27", "2027-02-03T07:05+07:00"),
        ("25/11", "2026-11-25T00:00+07:00"),
        ("3/2", "2027-02-03T00:00+07:00"),
        ("14h", "2026-11-24T14:00+07:00"),
        ("6g15", "2026-11-25T06:15+07:00"),
        ("", ""),
        ("  ", ""),
        ("chiều mai", None),
        ("25:00 24/11", None),
        ("14:00 31/2/2027", None),
        ("29/2", None),
        ("24/11/2026 và 25/11/2026", None),
        ("14:00 15:00", None),
    ],
)
def test_typed_times_are_understood(typed, meant):
    assert embargo.read(typed, NOW) == meant


def test_the_day_is_that_of_vietnam():
    evening = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    assert embargo.read("8h", evening) == "2026-11-25T08:00+07:00"


@given(st.integers(0, 50_000_000).map(lambda minutes: NOW + timedelta(minutes=minutes)))
def test_what_is_written_is_read_again(moment):
    iso = moment.isoformat(timespec="minutes")
    assert embargo.read(embargo.written(iso), NOW) == iso


@given(st.text())
def test_any_text_is_read_or_not(text):
    typed = embargo.read(text, NOW)
    assert not typed or embargo.ends(typed) is not None


@pytest.mark.parametrize("beyond", ["0001-01-01T00:00+14:00", "9999-12-31T23:00-05:00"])
def test_a_time_that_no_calendar_has_here_is_none(beyond):
    assert embargo.ends(beyond) is None


def test_an_embargo_holds_until_its_minute():
    iso = "2026-11-24T14:00+07:00"
    end = embargo.ends(iso)
    assert embargo.holds(iso, end - timedelta(seconds=1))
    assert not embargo.holds(iso, end)
    assert embargo.holds(iso, datetime(2026, 11, 24, 6, 59, tzinfo=UTC))
    assert embargo.ends("2026-11-24") == datetime(2026, 11, 24, tzinfo=VIETNAM)
    for nothing in ("", "mai"):
        assert not embargo.holds(nothing, NOW)
        assert embargo.written(nothing) == nothing

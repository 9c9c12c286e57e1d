"""When something happened, in as few letters as a row has room for."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics

from morat.catalogue import Catalogue
from morat.ui.kit.lines import broken, tip
from morat.ui.kit.moments import clock_or_day, day_and_clock

WORDS = Catalogue("en")
NOW = datetime(2026, 11, 23, 10, 42).astimezone()


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        (timedelta(minutes=1), "10:41", "today 10:41"),
        (timedelta(hours=11), "yesterday", "yesterday 23:42"),
        (timedelta(days=2), "21/11", "21/11/2026 10:42"),
        (timedelta(days=365), "23/11/2025", "23/11/2025 10:42"),
        (timedelta(days=-1), "24/11", "24/11/2026 10:42"),
    ],
)
def test_moments(before, short, long):
    iso = (NOW - before).isoformat()
    assert clock_or_day(WORDS, iso, NOW) == short
    assert day_and_clock(WORDS, iso, NOW) == long


@given(st.text(max_size=20))
def test_what_is_no_moment_is_shown_as_it_is(text):
    try:
        datetime.fromisoformat(text)
    except ValueError:
        assert clock_or_day(WORDS, text, NOW) == text
        assert day_and_clock(WORDS, text, NOW) == text


@given(moment=st.datetimes(timezones=st.just(NOW.tzinfo)))
@example(moment=datetime.min.replace(tzinfo=timezone(timedelta(hours=7))))
@example(moment=datetime.max.replace(tzinfo=timezone(timedelta(hours=-11))))
def test_every_moment_can_be_said(moment):
    assert clock_or_day(WORDS, moment.isoformat(), NOW)
    assert day_and_clock(WORDS, moment.isoformat(), NOW)


@given(text=st.text(max_size=200), most=st.integers(1, 3))
@example(text="🌳" * 40 + " cây", most=2)
@example(text="x" * 200, most=1)
def test_lines_lose_nothing_unseen(qapp, text, most):
    lines = broken(text, QFont(), 120, most)
    assert len(lines) <= most
    if len(lines) < most:
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_text_without_spaces_stays_inside(qapp):
    lines = broken("x" * 500, QFont(), 120, 3)
    assert len(lines) == 3
    assert max(map(QFontMetrics(QFont()).horizontalAdvance, lines)) <= 120
    assert lines[-1].endswith("…")


def test_a_tool_tip_is_no_markup():
    assert tip("<b> & b") == "<p>&lt;b&gt; &amp; b</p>"
    assert tip("") == ""

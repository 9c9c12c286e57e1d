"""What is said of photos, edited one by one and many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from morat.newsroom.find import Finder, Wanted
from morat.newsroom.messages import UserError
from morat.newsroom.photo_edits import (
    APPEND,
    FIELDS,
    FILL,
    HOWS,
    PREPEND,
    Change,
    changed,
    differences,
    fields_of,
    moment_of,
    replaced,
    text_of,
    with_text,
)
from morat.newsroom.pictures import PhotoFacts
from tests.helpers.strategies import lines

A = PhotoFacts(
    sha256="a" * 64, caption="Bà con trồng cây.", people=("Đào", "Vi"), taken="2026-11-03T08:14:59+07:00"
)
B = PhotoFacts(sha256="b" * 64)


def test_every_field_has_a_text():
    assert fields_of(A) == {"caption": "Bà con trồng cây.", "people": "Đào; Vi", "taken": "03/11/2026 08:14"}
    assert fields_of(B) == {}


def test_a_date_that_is_only_looked_at_keeps_its_seconds_and_zone():
    assert with_text(A, "taken", text_of(A, "taken")) is A


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("23/11/2026", "2026-11-23"),
        ("3.2.2026", "2026-02-03"),
        ("23/11/2026 8:05", "2026-11-23T08:05:00"),
        ("23-11-2026, 18h", "2026-11-23T18:00:00"),
        ("23/11/2026 18h30", "2026-11-23T18:30:00"),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T08:05:00+07:00", "2026-11-23T08:05:00+07:00"),
        ("31/02/2026", ""),
        ("hôm qua", ""),
        ("", ""),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, iso: str):
    assert moment_of(text) == iso


def test_a_date_that_cannot_be_read_changes_nothing_and_an_empty_one_takes_it_away():
    assert with_text(A, "taken", "hôm qua").taken == A.taken
    assert with_text(A, "taken", "").taken == ""


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change("caption", "Ảnh: An"), "Ảnh: An"),
        (Change("caption", "Ảnh: An", APPEND), "Bà con trồng cây. Ảnh: An"),
        (Change("caption", "Uông Bí –", PREPEND), "Uông Bí – Bà con trồng cây."),
        (Change("caption", "Khác", FILL), "Bà con trồng cây."),
        (Change("people", "Vi; Mai", APPEND), "Đào; Vi; Mai"),
        (Change("people", "Mai;;Vi", PREPEND), "Mai; Vi; Đào"),
        (Change("credit", "Báo", FILL), "Báo"),
        (Change("credit", "Báo", APPEND), "Báo"),
        (Change("caption", "", APPEND), "Bà con trồng cây."),
        (Change("caption", ""), ""),
    ],
)
def test_a_text_replaces_fills_stands_before_or_follows(change: Change, text: str):
    assert text_of(changed(A, [change]), change.field) == text


def test_differences_name_photo_and_field():
    before = [A, B]
    after = [changed(one, [Change("credit", "Báo"), Change("caption", "Mới", FILL)]) for one in before]
    assert [tuple(one) for one in differences(before, after)] == [
        (A.sha256, "credit", "", "Báo"),
        (B.sha256, "caption", "", "Mới"),
        (B.sha256, "credit", "", "Báo"),
    ]


changes = st.builds(Change, st.sampled_from(FIELDS), lines, st.sampled_from(HOWS))


@given(st.lists(changes))
def test_whatever_is_done_the_file_and_its_address_stay(those: list[Change]):
    after = changed(A, those)
    assert (after.sha256, after.width, after.gps) == (A.sha256, A.width, A.gps)
    for field in FIELDS:
        if field not in {one.field for one in those}:
            assert getattr(after, field) == getattr(A, field)
    told = list(differences([A], [after]))
    back = structs.replace(after, **{one.field: getattr(A, one.field) for one in told})
    assert back == A


@given(st.sampled_from(FIELDS), lines)
def test_a_text_that_was_put_stays_as_it_is(field: str, text: str):
    once = with_text(B, field, text)
    assert with_text(once, field, text_of(once, field)) == once


@given(st.sampled_from(FIELDS), lines, lines)
def test_replacing_words_is_replacing_them_in_the_text(field: str, text: str, by: str):
    said = with_text(B, field, f"an {text} an")
    (done,) = replaced([said], Finder(Wanted("an", marks=True, case=True)), by, [field])
    if field != "taken":
        expected = with_text(B, field, text_of(said, field).replace("an", by))
        assert getattr(done, field) == getattr(expected, field)
    assert replaced([said], Finder(Wanted("")), by, [field]) == [said]


def test_groups_of_a_pattern_are_put_into_every_field_of_every_photo():
    shots = [
        structs.replace(A, caption="Ngày 2/9 và 19/5", headline="Lễ 2/9"),
        structs.replace(B, caption="Không có ngày"),
    ]
    finder = Finder(Wanted(r"(\d+)/(\d+)", pattern=True))
    done = replaced(shots, finder, r"\2-\1", ["caption", "headline"])
    assert [one.caption for one in done] == ["Ngày 9-2 và 5-19", "Không có ngày"]
    assert done[0].headline == "Lễ 9-2"
    assert done[1] is shots[1]


def test_a_pattern_that_runs_away_is_stopped(monkeypatch):
    monkeypatch.setattr("morat.newsroom.find.SECONDS", 0.05)
    shots = [A, structs.replace(B, caption="ab" * 3000 + "cd")]
    finder = Finder(Wanted("((a|b|ab)*)*c$", pattern=True))
    with pytest.raises(UserError) as error:
        replaced(shots, finder, "", ["caption"])
    assert error.value.message.code == "pattern-too-slow"


def test_who_wants_something_else_by_now_is_given_nothing():
    assert replaced([A], Finder(Wanted("con")), "", ["caption"], is_wanted=lambda: False) == [A]

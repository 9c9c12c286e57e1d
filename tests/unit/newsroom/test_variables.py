"""Variables of captions, and the names of files that are made with them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.renaming import LIMIT, RESERVED, file_name, unfilled
from morat.newsroom.variables import VARIABLES, Shot, fields_read, fill, find, next_place, places

FACTS = PhotoFacts(
    sha256="a" * 64,
    file="DSC_0042.JPG",
    taken="2026-11-23T08:05:09+07:00",
    creator="Quang Minh",
    people=("Trần Thị Hạnh", "Nguyễn Văn An"),
    location="Hội trường lớn",
    city="phường Uông Bí",
    province="Quảng Ninh",
    event="Kỳ họp thứ 12",
)
SHOT = Shot(FACTS, 7, 20)
EMPTY = Shot(PhotoFacts(sha256="b" * 64))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{ngày}", "23/11/2026"),
        ("{date}", "23/11/2026"),
        ("{Thứ}, {buổi} {ngày}", "Thứ Hai, sáng 23/11/2026"),
        ("{giờ} ngày {hôm} tháng {tháng} năm {năm}", "8h05 ngày 23 tháng 11 năm 2026"),
        ("tại {địa điểm}", "tại Hội trường lớn, phường Uông Bí, Quảng Ninh"),
        ("{ai}", "Trần Thị Hạnh, Nguyễn Văn An"),
        ("{khi nào}", "sáng 23/11/2026"),
        ("{tác giả}/{AUTHOR}", "Quang Minh/Quang Minh"),
        ("{ DIA  DIEM }", "Hội trường lớn, phường Uông Bí, Quảng Ninh"),
        ("{số} {số:3} {number: 2}/{tổng số}", "7 007 07/20"),
        ("{tên tệp}: {sự kiện}", "DSC_0042: Kỳ họp thứ 12"),
        ("{} {1} {a{2b} { {ngày", "{} {1} {a{2b} { {ngày"),
    ],
)
def test_a_picture_fills_in_its_variables(text, filled):
    assert fill(text, SHOT) == (filled, (), ())


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_and_marks_may_stand_apart(form):
    assert fill(unicodedata.normalize(form, "{Địa Điểm} {thứ}"), SHOT).text.endswith("Quảng Ninh thứ Hai")


@pytest.mark.parametrize(
    ("day", "weekday"),
    [
        ("2026-11-22", "Chủ nhật"),
        ("2026-11-23", "thứ Hai"),
        ("2024-02-29", "thứ Năm"),
        ("2000-01-01T23:59:59-08:00", "thứ Bảy"),
        ("2026-11-24T00:30:00+07:00", "thứ Ba"),
    ],
)
def test_the_weekday_is_that_of_the_place_where_it_was_taken(day, weekday):
    assert fill("{thứ}", Shot(PhotoFacts(sha256="c" * 64, taken=day))).text == weekday


@pytest.mark.parametrize(
    ("clock", "part"),
    [("04", "rạng sáng"), ("05", "sáng"), ("11", "trưa"), ("13", "chiều"), ("18", "tối"), ("23", "đêm")],
)
def test_parts_of_the_day(clock, part):
    facts = PhotoFacts(sha256="c" * 64, taken=f"2026-11-23T{clock}:00:00")
    assert fill("{buổi}", Shot(facts)).text == part


def test_a_day_without_a_clock_has_no_hour():
    done = fill("{khi nào} {giờ}", Shot(PhotoFacts(sha256="c" * 64, taken="2026-11-03")))
    assert done == ("3/11/2026 {giờ}", (), ("giờ",))


def test_what_cannot_be_filled_in_stays_and_is_told():
    done = fill("{Ai} {làm gì} tại {đâu đó}, {ngày} {đâu đó}", EMPTY)
    assert done.text == "{Ai} {làm gì} tại {đâu đó}, {ngày} {đâu đó}"
    assert done.unknown == ("đâu đó",)
    assert done.open == ("Ai", "làm gì", "ngày")
    assert [done.text[a:b] for a, b in places(done.text)][1] == "{làm gì}"


def test_places_are_gone_through_both_ways():
    text = "{ai} họp {ở đâu}"
    assert next_place(text, 0, 0) == (0, 4)
    assert next_place(text, 0, 4) == (9, 16)
    assert next_place(text, 9, 16) is None
    assert next_place(text, 9, 16, back=True) == (0, 4)
    assert next_place(text, 0, 4, back=True) is None


def test_every_name_leads_to_one_variable():
    names = [name for one in VARIABLES for name in (one.name, *one.aliases)]
    assert len({id(find(name)) for name in names}) == len(VARIABLES)
    assert all(find(name) in VARIABLES for name in names)
    assert [one for one in VARIABLES if find(one.name) is not one] == []
    assert fields_read("{Ở ĐÂU} {tac gia} {nothing}") == {"location", "city", "province", "creator"}


@given(st.text())
def test_any_text_is_filled_in_and_nothing_vanishes(text):
    done = fill(text, EMPTY)
    assert fill(done.text, EMPTY) == done
    assert len(list(places(done.text))) >= len(done.unknown) + len(done.open)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{ngày}-{tác giả}-{số:3}", "2026-11-23-quang-minh-007.jpg"),
        ("{sự kiện} {số}", "ky-hop-thu-12-7.jpg"),
        ("../../etc/{tên tệp}", "etc-dsc_0042.jpg"),
        ("", "anh-007.jpg"),
        ("{nguồn ảnh}", "anh-007.jpg"),
        ("x-{nguồn ảnh}-{oops}-{số}", "x-7.jpg"),
        ("NUL", "anh-nul.jpg"),
        ("com1", "anh-com1.jpg"),
    ],
)
def test_a_file_is_named_by_a_pattern(pattern, name):
    assert file_name(pattern, SHOT) == name


def test_a_name_that_is_taken_gets_a_number():
    taken = {"x.jpg", "x-2.jpg"}
    assert file_name("x", SHOT, taken=taken) == "x-3.jpg"
    full = "y" * LIMIT
    assert file_name(full, SHOT, ".png", taken={f"{full}.png"}) == f"{full[:-2]}-2.png"


def test_the_pattern_says_what_it_cannot_fill_in():
    done = unfilled("{ngày}-{oops}-{nguồn}", SHOT)
    assert (done.unknown, done.open) == (("oops",), ("nguồn",))


@given(st.text(), st.text(), st.text(), st.integers(0, 9999))
def test_any_pattern_gives_a_name_that_every_system_takes(pattern, creator, file, number):
    shot = Shot(PhotoFacts(sha256="a" * 64, file=file, creator=creator, taken="2026-11-23"), number)
    name = file_name(f"{pattern}{{tác giả}}", shot)
    stem = name.partition(".")[0]
    assert stem
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert len(stem) <= LIMIT
    assert stem not in RESERVED
    assert file_name(f"{pattern}{{tác giả}}", shot, taken={name}) != name

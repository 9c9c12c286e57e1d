"""Places that have one spelling, and the names beside them that are somebody's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.assets import lexicon
from morat.language.place_names import check
from morat.language.proofread import proofread_text
from morat.language.style import Style


def _found(text: str) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.suggestions[0]) for mark in check(text, Style())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lãnh đạo thành phố Đà Nẳng họp sáng nay.", [("Đà Nẳng", "Đà Nẵng")]),
        ("Đi Quãng Ngải, qua Quảng Ngãi.", [("Quãng Ngải", "Quảng Ngãi")]),
        ("tại Thành phố Hồ Chi Minh", [("Hồ Chi Minh", "Hồ Chí Minh")]),
        ("Báo Hà Tỉnh đưa tin", [("Hà Tỉnh", "Hà Tĩnh")]),
        ("ven Địa Trung Hãi và Vủng Tàu", [("Địa Trung Hãi", "Địa Trung Hải"), ("Vủng Tàu", "Vũng Tàu")]),
        ("Sáng 3/11 tại Hà Nôi, Bộ họp.", [("Hà Nôi", "Hà Nội")]),
        ("Quan hệ Ân Độ với Nhật Ban", [("Ân Độ", "Ấn Độ"), ("Nhật Ban", "Nhật Bản")]),
        ("tỉnh Thái Binh và tỉnh Đông Nai", [("Thái Binh", "Thái Bình"), ("Đông Nai", "Đồng Nai")]),
        ("Vủng Tàu Hãi Phòng", [("Vủng Tàu", "Vũng Tàu"), ("Hãi Phòng", "Hải Phòng")]),
    ],
)
def test_slips_in_places_are_found(text: str, found: list[tuple[str, str]]):
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Đà Nẵng, Quảng Ngãi, Hà Tĩnh, Khánh Hòa, Khánh Hoà, Thuỵ Sĩ",
        "xã Thanh Hòa, huyện Phù Yên, xã Yên Bài, Da Nang, Ha Noi",
        "xã Thái Binh, sông Đông Nai, Hà Nôi Đông, Bình Thanh, sông Kiến Giang, Ly Sơn, Biển Đồng Châu",
        "ông Hà Nôi, ông Hà Tỉnh, anh Nguyễn Quảng Ngải, bà Hồ Chi Minh",
        "nhà văn Khanh Hòa, cô giáo Khanh Hòa. Ảnh: Khanh Hòa. Tin, ảnh: Khanh Hòa",
        "quảng ngải, www.Hà Tỉnh-x, một quãng nam nữ",
    ],
)
def test_other_places_and_people_stay(text: str):
    assert _found(text) == []


def test_it_is_an_error_in_words():
    (finding,) = proofread_text("Chuyến bay hạ cánh xuống sân bay Đà Nẳng lúc 9 giờ.")
    assert (finding.severity, finding.rule, finding.text) == ("error", "confusion/place", "Đà Nẳng")


def test_every_place_is_right_where_it_stands():
    for line in lexicon("places")["spelling"]["names"].splitlines():
        for name in filter(None, line.split(", ")):
            text = f"Đoàn công tác đến {name} vào sáng nay."
            assert not [one for one in proofread_text(text) if one.severity == "error"], name


@given(st.text(alphabet="Hà TỉnhĐNẳgQuãi.-@", max_size=40))
def test_any_text_is_read(text: str):
    for mark in check(text, Style()):
        assert text[mark.start : mark.end] not in mark.suggestions

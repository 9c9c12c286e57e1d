"""One way of setting tone marks in a piece; i and y as the newsroom has it; names as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.language import iy_style
from morat.language.passages import passages_of_text
from morat.language.style import NEW, OLD, Style
from morat.language.style_file import default_style
from morat.language.syllables import forms as syllables
from morat.language.syllables import read, write
from morat.language.tone_style import as_in, check, new_style, old_style
from tests.helpers.strategies import VIETNAMESE


def _found(text: str, tone_style: str = "majority") -> list[tuple[str, tuple[str, ...]]]:
    passages = list(passages_of_text(text))
    return [
        (passages[number].text[mark.start : mark.end], mark.suggestions)
        for number, mark in check(passages, Style(tone_style=tone_style))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("văn hóa, hòa bình, hoà thuận", [("hoà", ("hòa",))]),
        ("văn hoá, hoà bình, hòa thuận", [("hòa", ("hoà",))]),
        ("thủy lợi\nvăn hóa\nchi uỷ", [("uỷ", ("ủy",))]),
        ("khỏe mạnh, thủy lợi, Uỷ ban và Toà án", [("Uỷ", ("Ủy",)), ("Toà", ("Tòa",))]),
        ("hóa đơn, thủy lợi. Hoả hoạn xảy ra", [("Hoả", ("Hỏa",))]),
        ("hóa, thủy, họa; UỶ BAN TỈNH", [("UỶ", ("ỦY",))]),
        ("một hoà một hòa", [("hoà", ("hòa",))]),
    ],
)
def test_the_majority_of_the_piece_decides(text: str, found: list[tuple[str, tuple[str, ...]]]):
    assert _found(text) == found


def test_the_newsroom_may_decide():
    assert _found("hoà, hoá, thuỷ, hòa", OLD) == [("hoà", ("hòa",)), ("hoá", ("hóa",)), ("thuỷ", ("thủy",))]
    assert _found("hòa, hóa, thủy, hoà", NEW) == [("hòa", ("hoà",)), ("hóa", ("hoá",)), ("thủy", ("thuỷ",))]


@pytest.mark.parametrize(
    "text",
    [
        "Bùi Thị Kim Thuỷ, Chi ủy, văn hóa",
        "văn hóa, hòa bình, bà Thuỷ cho biết. Thuỷ nói",
        "văn hóa, hòa bình ở xã Hoà Bình và Hoà Lạc",
        "quý, quỹ, quỳ, quý vị, thủy, hóa",
        "hoàn, hoạt, khoảng, thuyền, tuyển, huỳnh, hóa, òa",
        "BÙI THỊ KIM THUỶ, VĂN HÓA, hóa",
    ],
)
def test_names_and_other_syllables_stay(text: str):
    assert _found(text) == []


def test_every_syllable_goes_to_the_other_way_and_back():
    for word in syllables():
        syllable = read(word)
        assert syllable is not None
        assert (old_style(word), new_style(word)) == (write(syllable), write(syllable, new=True)), word


@given(st.text(alphabet=st.sampled_from(VIETNAMESE + "OAUYHoauyhÒÓỦỶỳỷòáà  ."), max_size=80))
def test_both_ways_are_at_rest_and_as_long_as_the_text(text: str):
    for way in (old_style, new_style):
        assert way(way(text)) == way(text)
        assert len(way(text)) == len(text)
    assert new_style(old_style(text)) == new_style(text)


def test_a_text_gets_words_in_its_own_way():
    assert as_in("văn hoá, hoà bình", "tòa án") == "toà án"
    assert as_in("văn hóa, hoà bình", "tòa án") == "tòa án"


def _iy(text: str, style: Style | None = None) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (text[mark.start : mark.end], mark.suggestions)
        for mark in iy_style.check(text, style or default_style())
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("vì lí do kĩ thuật", ["lý", "kỹ"]),
        ("bác sỹ, nghệ sỹ", ["sĩ", "sĩ"]),
        ("hi vọng được hai tỉ đồng", ["hy vọng", "tỷ"]),
        ("Lí do là thế kỉ mới", ["Lý", "kỷ"]),
        ("công ti mĩ phẩm", ["công ty", "mỹ"]),
    ],
)
def test_the_newsroom_chooses_between_i_and_y(text: str, right: list[str]):
    assert [one for _, ones in _iy(text) for one in ones] == right


@pytest.mark.parametrize(
    "text",
    [
        "ông Lý Thường Kiệt, Lí Bạch, Mỹ Tho, Mĩ Lộc, ông Sỹ, chị Vi",
        "tỉ mỉ, tỉ tê, lí nhí, ti vi, tỉ thí, mĩ miều, hi hi",
        "lý do, kỹ thuật, bác sĩ, hy vọng, công ty, tỷ đồng, sĩ quan",
        "Sỹ Nguyên về; TRẦN VĂN SỸ",
    ],
)
def test_names_and_words_without_a_choice_stay(text: str):
    assert _iy(text) == []


def test_another_newsroom_chooses_the_other_way():
    assert _iy("lý do và lí do, tỉ mỉ", Style(iy={"lý": "lí"})) == [("lý", ("lí",))]
    assert _iy("lí do", Style()) == []

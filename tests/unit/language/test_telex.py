"""Keys that were not turned into letters: read back; foreign words and codes are none."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.language.keystrokes import read_telex, read_vni
from morat.language.proofread import proofread_text
from morat.language.style import Style
from morat.language.syllables import TONES, forms, read
from morat.language.telex import check
from morat.newsroom.text import fold

_SHAPES = {
    "ă": ("aw", "a8"), "â": ("aa", "a6"), "ê": ("ee", "e6"), "ô": ("oo", "o6"), "ơ": ("ow", "o7"),
    "ư": ("uw", "u7"), "đ": ("dd", "d9"),
}  # fmt: skip
_TONES = ("-", "f2", "s1", "x4", "r3", "j5")
SYLLABLES = sorted(set(forms()))
_FINALS = ("ch", "nh", "ng", "c", "m", "n", "p", "t")


def _found(text: str) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.suggestions[0]) for mark in check(text, Style())]


def _keys(word: str, way: int, *, late: bool) -> str:
    """Type a syllable in Telex (0) or VNI (1), the tone last or before the final consonant."""
    syllable = read(word)
    assert syllable is not None
    keys = "".join(_SHAPES.get(letter, (letter, letter))[way] for letter in syllable.onset + syllable.rime)
    tone = _TONES[syllable.tone][way] if syllable.tone else ""
    final = next((end for end in _FINALS if syllable.rime.endswith(end)), "")
    return keys + tone if late or not final else keys[: -len(final)] + tone + final


@pytest.mark.parametrize("way", [0, 1])
@pytest.mark.parametrize("late", [True, False])
def test_every_syllable_is_read_back_from_its_keys(way: int, late: bool):
    reader = (read_telex, read_vni)[way]
    for word in SYLLABLES:
        if way == 0 and "oo" in fold(word):
            continue  # boong, bôông: two o are ô in Telex
        keys = _keys(word, way, late=late)
        typed = reader(keys)
        if keys != word:
            assert typed is not None, (word, keys)
            assert read(typed.syllable) == read(word)


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [("nguoiwf", "người"), ("duocwj", "dược"), ("duowngf", "dường"), ("thuowr", "thuở"), ("giaf", "già")],
)
def test_marks_may_come_late(keys: str, syllable: str):
    typed = read_telex(keys)
    assert typed is not None
    assert typed.syllable == syllable


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Việc ấy thif dễ", [("thif", "thì")]),
        ("mọi nguwowif đều biết", [("nguwowif", "người")]),
        ("dạy tieengs Anh", [("tieengs", "tiếng")]),
        ("Vie65t Nam", [("Vie65t", "Việt")]),
        (
            "ca1c nguo72i d9a5i bie63u",
            [("ca1c", "các"), ("nguo72i", "người"), ("d9a5i", "đại"), ("bie63u", "biểu")],
        ),
        ("Nguyeexn Văn A", [("Nguyeexn", "Nguyễn")]),
        ("theo anh thif em nên đi", [("thif", "thì")]),
        ("Chúng tooi ddi chợ", [("tooi", "tôi"), ("ddi", "đi")]),
        ("DẠY TIEENGS VIỆT", [("TIEENGS", "TIẾNG")]),
        ("văn hoá, uỷ ban, hoaf bình đẹp", [("hoaf", "hoà")]),
    ],
)
def test_residue_is_found_among_vietnamese_words(text: str, found: list[tuple[str, str]]):
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "for if off of best boots been this his bus taxi gas visa",
        "xe bus số 5, taxi và tour, vé visa, gas tăng giá; bảo hành laptop; show diễn, showroom mới",
        "COVID-19, 5G, iPhone, mp3, H5N1, F0, CO2, Na2O, km2, U17, U23, A18, G20, Q1, COP16, top5 và top10",
        "The Moon is a harsh mistress, tooi said",
        "dự án DDI, chuẩn AACS, tấn công DDoS",
        "ông Boer, bà Coos, hãng Toons, nước Laos, đại bàng Haast.",
        "xem https://x.vn/tieengs và a@tieengs.vn, #tieengs",
        "cho trong theo hay con thi dang hop nhung",
    ],
)
def test_other_words_and_codes_stay(text: str):
    assert [one for one in proofread_text(text) if one.rule.startswith("telex")] == []


def test_the_residue_is_an_error_and_says_what_was_typed():
    (finding,) = proofread_text("mọi nguwowif đều biết")
    assert (finding.rule, finding.severity) == ("telex/telex", "error")
    assert dict(finding.reason.params) == {"word": "nguwowif", "right": "người"}


@given(st.text(alphabet="aeioudwgnhtcfsrxj123456789AW ", max_size=60))
def test_any_keys_are_read_without_stumbling(text: str):
    for mark in check(text, Style()):
        assert text[mark.start : mark.end] not in mark.suggestions
    for word in text.lower().split():
        for typed in chain((read_telex(word),), (read_vni(word),)):
            assert typed is None or read(typed.syllable) is not None


def test_tones_have_one_order():
    assert [name for name in _TONES if name != "-"] == ["f2", "s1", "x4", "r3", "j5"]
    assert len(TONES) == len(_TONES)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Năm 1932, khir huấn luyện viên rời đội", "khi"),
        ("Một khi đã vượt quax những bậc này", "qua"),
        ("Trước bãi đỗ xef có người", "xe"),
        ("Bà nhận quaf tặng của xã", "quà"),
    ],
)
def test_a_key_too_many_is_no_key_of_a_tone_where_the_words_beside_say_so(text: str, right: str):
    (finding,) = [one for one in proofread_text(text) if one.severity != "info"]
    assert finding.suggestions[0] == right

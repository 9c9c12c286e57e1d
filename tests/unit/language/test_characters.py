"""Characters that look right and are not, and what an old font makes of a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.language.characters import check
from morat.language.proofread import proofread_text
from morat.language.style import Style
from morat.newsroom import legacy
from morat.newsroom.text import clean


def _found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(text[mark.start : mark.end], mark.rule, mark.suggestions) for mark in check(text, Style())]


def _in_font(text: str, letters: dict[str, bytes]) -> str:
    return b"".join(letters.get(char) or char.encode("ascii") for char in text).decode("cp1252")


def _tcvn3(text: str) -> str:
    letters = {legacy.tcvn3(bytes([byte])): bytes([byte]) for byte in range(255, 160, -1)}
    return _in_font(text, letters)


def _vni(text: str) -> str:
    bases = [bytes([one]) for one in b"aeiouyAEIOUY"] + ["ô".encode("cp1252"), "ö".encode("cp1252")]
    marks = (*range(0xE0, 0x100), *range(0xC0, 0xE0))
    units = [base + bytes([mark]) for base in bases for mark in marks]
    letters: dict[str, bytes] = {}
    for unit in (*units, *(bytes([byte]) for byte in marks)):
        letter = legacy.vni(unit)
        if len(letter) == 1 and not letter.isascii():
            letters.setdefault(letter, unit)
    return _in_font(text, letters)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ðảng bộ", [("Ðảng", "unicode/lookalike", ("Đảng",))]),
        (
            "HÐND tỉnh, NÐ mới",
            [("HÐND", "unicode/lookalike", ("HĐND",)), ("NÐ", "unicode/lookalike", ("NĐ",))],
        ),
        ("người ðẹp", [("ðẹp", "unicode/lookalike", ("đẹp",))]),
        ("cоng ty", [("cоng", "unicode/lookalike", ("cong",))]),
        ("báo ＶＴＶ đưa", [("ＶＴＶ", "unicode/lookalike", ("VTV",))]),
        ("trư\u200bờng học", [("trư\u200bờng", "unicode/invisible", ("trường",))]),
        ("thu\u00adyền về", [("thu\u00adyền", "unicode/invisible", ("thuyền",))]),
        ("thẳng\u0323 lối", [("thẳng\u0323", "unicode/mark", ("thẳng",))]),
        (clean("hoan\u0300g hôn"), [(clean("hoan\u0300g"), "unicode/mark", ("hoàng",))]),
        (clean("viêt\u0301 bài"), [(clean("viêt\u0301"), "unicode/mark", ("viết",))]),
        ("Vi\ufffdt Nam", [("Vi\ufffdt", "unicode/lost", ())]),
    ],
)
def test_wrong_characters_are_found(text: str, found: list[tuple[str, str, tuple[str, ...]]]):
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Guðmundur Ðorđević, Seyðisfjörður, chữ Ð và ð",
        "thơ Пушкин, а и б, Москва; 北京, 한국, ไทย",
        "β-caroten, µm, Ωm, 5 × 3 · 2, ¼, ½, 25°C, 10 µg, ® © ™",
        "Müller, façade, très déjà été où, señor, København, Łódź, Gdańsk, Dvořák",
        "đỏ \U0001f468\u200d\U0001f469\u200d\U0001f467 và ❤\ufe0f",
        "ايران\u200eشهر, नमस्\u200dते",
        "ä, ö, ü và ß; þ và ð; = 2 · 4 · 6 · 8",
        "[ˈviət˧˨˩]",
    ],
)
def test_letters_of_other_languages_stay(text: str):
    assert _found(clean(text)) == []


SENTENCE = "Thành phố tổ chức hội nghị về phát triển nông nghiệp, đường giao thông và các trường học"


@pytest.mark.parametrize("font", [_tcvn3, _vni])
def test_a_text_in_an_old_font_is_given_back(font):
    text = font(SENTENCE)
    (found,) = _found(text)
    start = text.index(found[0])
    assert text[:start] + found[2][0] + text[start + len(found[0]) :] == SENTENCE
    assert found[1] == "unicode/font"


def test_an_old_font_in_a_text_that_is_right_otherwise():
    text = f"Ông nói: {_tcvn3('Đảng bộ tỉnh Hải Dương đã họp')} hôm qua."
    assert [one.rule for one in proofread_text(text) if one.severity == "error"] == ["unicode/font"]


def test_nfd_is_gone_before_anything_reads():
    text = unicodedata.normalize("NFD", "Trường học ở xã Quảng Yên đẹp")
    assert [one.rule for one in proofread_text(text)] == []


@given(st.text(alphabet="Ðđaоạ\u0323\u0301\u200b\u00adhnờµ¶¸×Þßñø .", max_size=50))
def test_what_is_mended_stays_mended(text: str):
    text = clean(text)
    for mark in check(text, Style()):
        found = text[mark.start : mark.end]
        assert found not in mark.suggestions
        for right in mark.suggestions:
            assert right == clean(right)

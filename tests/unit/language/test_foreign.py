"""English in a Vietnamese text: its slips, and silence of everything else inside foreign quotations."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.language import foreign
from morat.language.foreign import check
from morat.language.proofread import proofread_text
from morat.language.silence import foreign_quotations
from morat.language.style import Style


def _found(text: str) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.end], mark.suggestions[0]) for mark in check(text, Style())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ông nói “the goverment of the people”.", [("goverment", "government")]),
        ("bài “I beleive in freedom of speach” rất hay", [("beleive", "believe"), ("speach", "speech")]),
        ("khẩu hiệu This is our enviroment, and yours", [("enviroment", "environment")]),
    ],
)
def test_slips_in_english_are_found(text: str, found: list[tuple[str, str]]):
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Ông nói “the government of the people” và “gone with the wind”.",
        "The Organisation of the honour and the slideshow of handhelds",
        "hãng Vinfast, VietNamNet of the Goverment, the iPhone and the Samsungg",
        "Carex acutiformis subsp. nova; Le cavalier king charles spanieul; la casa madre casada",
        "anh ta noi rang hom nay trong khong di hoc duoc",
        "một showrom, một goverment",
        "ông goverment của nước ta và enviroment của họ",
    ],
)
def test_other_words_stay(text: str):
    assert _found(text) == []


def test_it_is_a_note():
    (finding,) = [
        one
        for one in proofread_text("Bài “The goverment of the people” hay")
        if one.rule == "foreign/english"
    ]
    assert (finding.severity, finding.text) == ("info", "goverment")


def test_the_list_is_loaded_for_english_alone():
    code = (
        "import sys; from morat.language.proofread import proofread_text as read;"
        "read('Hôm nay showroom mở cửa, taxi đông khách.'); assert 'spellchecker' not in sys.modules;"
        "read('Bài The goverment of the people'); assert 'spellchecker' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_words_are_those_that_the_checker_knows():
    assert foreign._known() == frozenset(foreign._checker())


def test_english_without_a_mistake_asks_no_checker(monkeypatch: pytest.MonkeyPatch):
    def refuse() -> None:
        raise AssertionError

    monkeypatch.setattr(foreign, "_checker", refuse)
    assert _found("Bài “The government of the people” hay") == []


def test_the_rules_of_vietnamese_keep_silent_in_a_foreign_quotation():
    text = "Phim “The the boots of  people” và “các các xã”."
    assert [text[start:end] for start, end in foreign_quotations(text)] == ["The the boots of  people"]
    assert [one.text for one in proofread_text(text)] == ["các các"]


@pytest.mark.parametrize("text", ["“TT- VH”", "“khong co gi quy hon”", "“showroom”", "“văn hóa of the”"])
def test_what_is_quoted_and_no_foreign_phrase_is_read(text: str):
    assert list(foreign_quotations(text)) == []


@given(st.text(alphabet="the ofandgoverment,'’ĐAạ.", max_size=60))
def test_any_text_is_read(text: str):
    for mark in check(text, Style()):
        assert text[mark.start : mark.end] not in mark.suggestions

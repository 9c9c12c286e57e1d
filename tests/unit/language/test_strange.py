"""Words that nobody writes, and words that have run together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.language import strange
from morat.language.proofread import proofread_text
from tests.helpers.strategies import VIETNAMESE


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("chiếnlớn", "chiến lớn"),
        ("diễntoàn", "diễn toàn"),
        ("ngườidân", "người dân"),
        ("Sauđó", "Sau đó"),
    ],
)
def test_words_that_have_run_together_are_taken_apart(wrong, right):
    (finding,) = [one for one in proofread_text(f"Trong cuộc {wrong} ấy") if one.text == wrong]
    assert (finding.rule, finding.suggestions[0]) == ("syllable/glued", right)


@pytest.mark.parametrize("wrong", ["đượcd", "đónm", "thífh", "tiếngg"])
def test_what_is_no_syllable_is_an_error(wrong):
    (finding,) = [one for one in proofread_text(f"Họ {wrong} rồi") if one.text == wrong]
    assert (finding.rule, finding.severity) == ("syllable/unknown", "error")
    assert finding.suggestions


@pytest.mark.parametrize(
    "text",
    [
        "Đắk Lắk, Krông Năng, Đắk Đoa, Êđê; điốt, amôn, xenlulô, bêtông, vônfram, kilômét, prôtêin",
        "hòa, hoà, thủy, thuỷ, khoẻ, khỏe; ông Trần Văn Cảnhh; VTV3, km², ½, Đ.T.H.",
        "người dân, chiến lớn; naïve, café, Señor, Łódź, straße",
    ],
)
def test_loans_and_names_are_left_alone(text):
    assert not list(strange.check(text, None))


@settings(deadline=None)
@given(st.one_of(st.text(), st.text(VIETNAMESE + " .'")))
def test_no_text_is_too_strange(text):
    for mark in strange.check(text, None):
        assert text[mark.start : mark.end].isalpha()

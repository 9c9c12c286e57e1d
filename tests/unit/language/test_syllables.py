"""The syllables of Vietnamese by rule, and tones on the wrong vowel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.language import syllables
from morat.language.proofread import proofread_text
from morat.language.silence import name_spans
from morat.language.syllables import ONSETS, RIMES, TONES, Syllable
from tests.helpers.shared import shared

LOANS = {"ăcqui", "kilômet", "bêtông", "ôtô", "hănggô", "nilông"}
"""Lower-case words of the news with Vietnamese letters that are no syllables."""


def test_rules_make_the_inventory():
    made = set(syllables.forms())
    assert len(ONSETS) == 28
    assert len(made) == 18_410
    assert {
        "hòa",
        "hoà",
        "thủy",
        "thuỷ",
        "quý",
        "giếng",
        "gìn",
        "gì",
        "nghiêng",
        "khuỷu",
        "ỷ",
        "uống",
    } <= made
    assert not {"cuả", "họat", "thơì", "ngiêng", "kon", "cê", "qúa", "gía", "iêu", "bat", "bàt", "bô`"} & made


@given(
    st.sampled_from(ONSETS), st.sampled_from(sorted(RIMES)), st.sampled_from(range(len(TONES))), st.booleans()
)
def test_a_syllable_is_read_as_it_was_written(onset, rime, tone, new):
    word = syllables.write(Syllable(onset, rime, tone), new=new)
    found = syllables.read(word)
    if found is not None:
        assert word in (syllables.write(found), syllables.write(found, new=True))
        assert found.tone == tone
        assert syllables.old_style(word) == syllables.write(found)
        assert not [one for one in proofread_text(word) if one.rule.startswith("tone-place")]


@given(st.text())
def test_any_text_is_a_syllable_or_none(text):
    found = syllables.read(text)
    assert found is None or text in set(syllables.forms())


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("họat", "hoạt"), ("cuả", "của"), ("thơì", "thời"), ("tòan", "toàn"), ("qúa", "quá"), ("gía", "giá"),
        ("Tòan", "Toàn"), ("TÒAN", "TOÀN"), ("ngừơi", "người"), ("vựơt", "vượt"), ("khủyu", "khuỷu"),
    ],
)  # fmt: skip
def test_a_tone_on_the_wrong_vowel_is_an_error(wrong, right):
    finding, *_ = [one for one in proofread_text(f"Ông nói {wrong} rồi") if one.text == wrong]
    assert (finding.rule, finding.severity) == ("tone-place/vowel", "error")
    assert (finding.text, finding.suggestions[0]) == (wrong, right)


@pytest.mark.parametrize(
    "text",
    ["hòa hoà, thủy thuỷ, khỏe khoẻ, quý, quỹ, già, giữ, gìn, thuở, khuya", "ông Nguyễn Tòan", "D'Arcỳ"],
)
def test_both_styles_and_names_are_left_alone(text):
    assert not [one for one in proofread_text(text) if not one.rule.startswith("tone-style/")]


def test_names_begin_with_a_surname():
    text = "Bà Bùi Thị Kim Thuỷ và Chi ủy; Thành phố Uông Bí; ông Lê Văn A, Trần."
    assert [text[start:end] for start, end in name_spans(text)] == ["Bùi Thị Kim Thuỷ", "Uông Bí", "Lê Văn A"]


def test_nearly_all_words_of_the_news_are_syllables():
    lines = shared("corpora", "vietnamese", "vtb-test.conllu").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if line.startswith("# text =") for word in line.split() if word.islower()]
    strange = {word for word in words if syllables.bare(word) != word and not syllables.is_syllable(word)}
    assert len(words) > 5000
    assert not {word for word in strange if word.isalpha()} - LOANS

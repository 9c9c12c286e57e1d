"""Foreign names in two spellings, and names that are alike and not the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.language.foreign_names import check
from morat.language.passages import passages_of_text
from morat.language.proofread import proofread_text
from morat.language.style import Style


def _found(text: str) -> list[tuple[str, str]]:
    passages = tuple(passages_of_text(text))
    return [
        (passages[number].text[mark.start : mark.end], mark.suggestions[0])
        for number, mark in check(passages, Style())
    ]


def _piece(*names: str) -> str:
    return "\n".join(f"Hôm qua, ông {name} phát biểu tại hội nghị." for name in names)


@pytest.mark.parametrize(
    ("often", "once"),
    [
        ("Clausewitz", "Clasewitz"), ("Fominov", "Forminov"), ("Zelenskyj", "Zelesnkyj"),
        ("Kravtsuk", "Kravtsok"), ("Lukashenki", "Lukashenky"),
    ],
)  # fmt: skip
def test_the_rarer_spelling_is_found(often: str, once: str):
    assert _found(_piece(often, often, once)) == [(once, often)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marcus", "Marius"), ("Clausewitz", "Klausewitz"), ("Bellachi", "Bellacha"), ("Toonick", "Toonicks"),
        ("Bellaché", "Bellache"), ("Clausewitz", "Clauswits"), ("VinFastx", "VinFasty"), ("Nguyễn", "Nguyến"),
    ],
)  # fmt: skip
def test_other_names_stay(one: str, other: str):
    assert _found(_piece(one, one, one, other)) == []


def test_two_spellings_as_frequent_are_left_alone():
    assert _found(_piece("Clausewitz", "Clasewitz")) == []


def test_it_is_a_warning_with_both_spellings():
    found = proofread_text(_piece("Clausewitz", "Clausewitz", "Clasewitz"))
    (finding,) = (one for one in found if one.rule.startswith("name/foreign"))
    assert (finding.severity, finding.line, finding.suggestions) == ("warning", 3, ("Clausewitz",))
    assert finding.reason.params == {"found": "Clasewitz", "kept": "Clausewitz", "n": 2}


@given(st.lists(st.sampled_from(("Abcdeg", "Abdceg", "Abcdeh", "Abcdexg", "Ačcdeg")), max_size=9))
def test_no_name_is_right_and_wrong(names: list[str]):
    found = _found(_piece(*names))
    assert {one for one, _ in found}.isdisjoint(other for _, other in found)

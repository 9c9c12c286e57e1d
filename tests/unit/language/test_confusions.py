"""Phrases that are known to be wrong, in any sentence; and their right neighbours, which stay."""

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from morat.language.confusions import Confusion, check, check_terms, confusions
from morat.language.proofread import proofread_text
from morat.language.style import Style
from morat.language.tone_style import new_style

PHRASES = list(confusions())
RIGHT = [
    phrase.strip()
    for line in Path(__file__).with_name("right_neighbours.txt").read_text(encoding="utf-8").splitlines()
    for phrase in line.split(";")
]
CARRIERS = (
    "{before} {phrase} {after}.",
    "Theo báo cáo, {before} {phrase} {after}, ông cho biết.",
    "Hôm qua người ta viết: “{before} {phrase} {after}” rồi đi.",
)


def _found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    marks = chain(check(text, Style()), check_terms(text, Style()))
    return [(text[mark.start : mark.end], mark.suggestions) for mark in marks]


def _sides(known: Confusion) -> tuple[str, str]:
    """Return a word before and one after, as the guards ask for."""
    sides = [min(known.guards.get(name, ("",))) for name in ("only after", "only before")]
    return sides[0] or "rồi", sides[1] or "thì"


@pytest.mark.parametrize("carrier", CARRIERS)
def test_every_phrase_is_caught_in_every_carrier(carrier: str):
    missed = []
    for wrong, known in PHRASES:
        before, after = _sides(known)
        if "“" in carrier and known.kind in ("disputed", "changed", "redundant"):
            continue  # a quotation keeps its words
        text = carrier.format(before=before, phrase=wrong, after=after)
        if (wrong, known.rights) not in _found(text):
            missed.append((wrong, _found(text)))
    assert missed == []


def test_every_phrase_is_caught_at_either_end_in_capitals_and_in_both_styles():
    missed = []
    for wrong, known in PHRASES:
        before, after = (side if known.guards else "" for side in _sides(known))
        start = "" if "only after" in known.guards else wrong.capitalize()
        cases = {
            wrong: f"{before} {wrong} {after}".strip(),
            wrong.upper(): f"{before} {wrong} {after}".strip().upper(),
            start: f"{start} {after or 'thì'} lắm",
            new_style(wrong): f"{before} {new_style(wrong)} {after}".strip(),
        }
        missed += [
            (phrase, text)
            for phrase, text in cases.items()
            if phrase and phrase not in [found for found, _ in _found(text)]
        ]
    assert missed == []


def test_a_no_break_space_joins_a_phrase_as_any_space_does():
    assert _found("rất xúc\u00a0tích.") == [("xúc\u00a0tích", ("súc tích",))]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Xúc tích là tốt", "Súc tích"),
        ("BÀI VIẾT XÚC TÍCH", "SÚC TÍCH"),
        ("Ông nói: “Sử lý ngay!”", "Xử lý"),
        ("- Chia sẽ với dân", "Chia sẻ"),
        ("thoã mãn yêu cầu hòa bình, thủy lợi, tòa án", ""),
        ("cơn mưa bảo hoà lẫn, uỷ ban, thuỷ lợi, độ bảo hoà", "bão hoà"),
        ("độ bảo hòa của dung dịch ở tòa nhà", "bão hòa"),
    ],
)
def test_suggestions_keep_case_and_tone_style(text: str, suggestion: str):
    assert suggestion in [one for _, ones in _found(text) for one in ones] or not suggestion


@pytest.mark.parametrize("phrase", RIGHT)
def test_right_neighbours_stay(phrase: str):
    text = f"Ở đây {phrase} như thế; {phrase}, {phrase}."
    assert _found(text) == []
    assert _found(phrase) == []


def test_right_forms_stay():
    wrong = {wrong for wrong, _ in PHRASES}
    for _, known in PHRASES:
        for right in known.rights:
            assert right not in wrong
            assert _found(f"Ở đây {right} như thế.") == [], right


def test_the_lists_are_well_formed():
    assert len(PHRASES) > 2000
    assert len(RIGHT) > 300
    twice = [wrong for wrong, count in Counter(wrong for wrong, _ in PHRASES).items() if count > 1]
    assert twice == []
    for wrong, known in PHRASES:
        assert wrong == wrong.strip().lower()
        assert wrong not in known.rights
        for name, syllables in known.guards.items():
            assert all(one and " " not in one for one in syllables), (wrong, name)


@pytest.mark.parametrize(
    "text",
    ["sông Gianh giới tuyến", "nhà văn Chân Trọng", "ông Giám nghĩ rằng", "tên_xúc tích_x"],
)
def test_names_stay(text: str):
    assert _found(text) == []


@pytest.mark.parametrize("quotation", ["“{}”", '"{}"', "«{}»"])
def test_a_quotation_keeps_its_terms_but_not_its_mistakes(quotation: str):
    assert _found("Bà nói: " + quotation.format("mời thăm quan nhà")) == []
    assert _found("Bà nói: " + quotation.format("mời sử lý ngay")) == [("sử lý", ("xử lý",))]


def test_levels_and_reasons():
    findings = proofread_text("Bài xúc tích về việc sát nhập xã. Cần bổ sung thêm. Thái độ bàng quang quá.")
    assert [(one.rule, one.severity, one.reason.code) for one in findings] == [
        ("confusion/s-x", "error", "confusion-s-x"),
        ("term/disputed", "warning", "term-disputed"),
        ("term/redundant", "info", "term-redundant"),
        ("confusion/ending", "error", "confusion-meaning"),
    ]

"""Quotation marks and brackets: every fault once, with what would be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from morat.language.passages import passages_of_text
from morat.language.proofread import proofread, proofread_text
from morat.language.quotes import check
from morat.language.style import Style
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of


def _found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    passages = list(passages_of_text(text))
    return [
        (passages[number].text[mark.start : mark.end], mark.rule.removeprefix("quote/"), mark.suggestions)
        for number, mark in check(passages, Style())
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Ông nói “tôi đi" rồi.', [('"', "mixed", ("”",))]),
        ('Ông nói "tôi đi” rồi.', [('"', "mixed", ("“",))]),
        ("Ông nói: “Tôi đi rồi.", [("“Tôi đi rồi.", "unclosed", ("“Tôi đi rồi.”",))]),
        ("“Tôi đi” rồi”.", [("”", "unopened", ("",))]),
        ("Ông nói: ”Tôi đi“ rồi.", [("”", "turned", ("“",)), ("“", "turned", ("”",))]),
        ("Ông nói: ”Tôi đi” rồi.", [("”", "turned", ("“",))]),
        ("Ông nói “tôi đi“ rồi.", [("“", "turned", ("”",))]),
        ('Vở " Tấm Cám " hay', [(" ", "spaced", ("",)), (" ", "spaced", ("",))]),
        ("xem ((hình 1))", [("((", "doubled", ("(",)), ("))", "doubled", (")",))]),
        ("xem ((hình 1)", [("((", "doubled", ("(",))]),
        ("xem hình một) nữa", [(")", "unopened", ("",))]),
        ("xem (hình một.", [("(hình một", "unclosed", ("(hình một)",))]),
        ('đã sợ rồi " - bà Hà nói.', [('"', "unopened", ("",))]),
        ("Hết “", [("“", "unclosed", ("",))]),
        ("Ông “nói " + "rất dài " * 20, [("“nói", "unclosed", ())]),
        ("“Một.\nHai.\nBa”.", [("", "paragraph", ("“",))]),
        ("Anh “nói.\nBà “kể”.", [("“nói.", "unclosed", ("“nói.”",))]),
    ],
)
def test_each_fault_is_found_once_with_its_remedy(text: str, found: list[tuple[str, str, tuple[str, ...]]]):
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Ông nói: “Tôi đi”. Bà bảo: “Ừ!” và “thế à?”, rồi “đi”.",
        'Ông nói: "Tôi đi". Vở "Tấm Cám"-"Thạch Sanh", ("kịch").',
        "“Anh bảo “thế” là đủ”, “anh " + '"Tuấn" đây”',
        "màn hình 21\" và 5'10\", 24\"; D'Arcy, O’Neil, '90s, rock'n'roll",
        "“Đoạn một.\n“Đoạn hai.\n“Đoạn ba”.",
        "a) một; b) hai; 1) ba; iv) bốn; khoản a) và 2.1) :) :-)) =)) :(",
        "„so“ và «so»; khoảng (0; 1] và [0; 1)",
        "TP.HCM (Q.1) (2013), (a (b) c), ông(?), [1], {x}",
        "ông “A”/“B”; “A”–“B”; (“A”)",
        "phim (1998), album (2008); giá (20x) và (y=8)",
        'album "", phát hành',
    ],
)
def test_what_pairs_stays(text: str):
    assert _found(text) == []


def test_the_paragraphs_of_a_piece_are_read_together():
    blocks = tuple(
        Paragraph(name, runs_of(text)) for name, text in (("a", "Ông: “Một."), ("b", "“Hai."), ("c", "“Ba”."))
    )
    assert proofread(new_article(headline="Lời ông", blocks=blocks)) == []


def test_an_article_with_a_quotation_that_nobody_closes():
    blocks = (Paragraph("a", runs_of("Ông: “Một.")), Paragraph("b", runs_of("Hai “ba”.")))
    (finding,) = proofread(new_article(headline="Lời ông", blocks=blocks))
    assert (finding.block, finding.rule, finding.severity) == ("a", "quote/unclosed", "error")


def test_a_lone_straight_mark_is_less_grave_than_a_curly_one():
    assert [one.severity for one in proofread_text('Ông nói "đi.\nBà nói gì thế')] == ["warning"]
    assert [one.severity for one in proofread_text("Ông nói “đi.\nBà nói gì thế")] == ["error"]


def test_where_straight_marks_lack_their_other_half_throughout_one_speaks_for_all():
    lines = [f'Ông {name} nói: "Tôi đi rồi, không ở lại.' for name in ("Ba", "Tư", "Năm", "Sáu")]
    assert [one.line for one in proofread_text("\n\n".join(lines[:3]))] == [1, 3, 5]
    (finding,) = proofread_text("\n\n".join([*lines, "Bà “kể” thế."]))
    assert (finding.line, finding.severity, finding.reason.code) == (1, "warning", "quote-lone")
    assert finding.reason.params == {"count": 4}


signs = st.text(alphabet="“”„\"() anhb.,:5\n'", max_size=40)


@given(signs)
def test_marks_lie_in_their_paragraph(text: str):
    passages = list(passages_of_text(text))
    for number, mark in check(passages, Style()):
        line = passages[number].text
        assert 0 <= mark.start <= mark.end <= len(line)
        assert line[mark.start : mark.end] not in mark.suggestions


@pytest.mark.parametrize(
    "text", ['"' * 999, "“" * 999, "”" * 999, "(" * 999, ")" * 999, '“"(”)' * 200, "“a\n" * 99]
)
def test_a_heap_of_marks_is_no_text_and_is_read_all_the_same(text: str):
    for finding in proofread_text(text):
        assert finding.text not in finding.suggestions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Vở “Tấm Cám”, “Thạch Sanh”.\nPhim "Mùi cỏ cháy" hay.', {'"Mùi': "“Mùi", 'cháy"': "cháy”"}),
        ('Vở "Tấm Cám", "Thạch Sanh".\nPhim “Mùi cỏ cháy” hay.', {"“Mùi": '"Mùi', "cháy”": 'cháy"'}),
        ('Vở “Tấm Cám”.\nPhim "Mùi cỏ cháy".', {'"Mùi': "“Mùi", 'cháy".': "cháy”."}),
        ('Vở "Tấm Cám", "Thạch Sanh".', {}),
        ('Vở “Tấm Cám”, màn hình 21" và 24".', {}),
        ('Ông nói “tôi đi" rồi; “thế” và “thế”.', {}),
    ],
)
def test_one_kind_of_quotation_marks_stands_in_a_piece(text: str, found: dict[str, str]):
    style = [one for one in proofread_text(text) if one.rule == "quote/style"]
    assert {one.text: one.suggestions[0] for one in style} == found
    assert len({one.likeness for one in style}) == bool(style)  # all of them in one go

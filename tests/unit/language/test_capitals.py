"""Capitals and abbreviations: right by usage, and in one way over a piece."""

import pytest

from morat.language.proofread import proofread, proofread_text
from morat.language.style import Style
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of

WRONG = [
    ("chủ trương của Đảng, nhà nước", "capital/state", "Đảng, nhà nước", "Đảng, Nhà nước"),
    ("đường lối của Đảng và nhà nước", "capital/state", "Đảng và nhà nước", "Đảng và Nhà nước"),
    ("nền tảng tư tưởng của đảng", "capital/state", "đảng", "Đảng"),
    ("theo Luật an ninh mạng", "capital/law", "Luật an ninh mạng", "Luật An ninh mạng"),
    ("theo luật đất đai", "capital/law", "luật đất đai", "Luật Đất đai"),
    ("vi phạm Bộ luật hình sự", "capital/law", "Bộ luật hình sự", "Bộ luật Hình sự"),
    ("nghị quyết của Bộ chính trị", "capital/agency", "Bộ chính trị", "Bộ Chính trị"),
    ("Thủ tướng chính phủ", "capital/agency", "Thủ tướng chính phủ", "Thủ tướng Chính phủ"),
    ("bác sĩ của sở y tế", "capital/agency", "sở y tế", "Sở Y tế"),
    ("Sở Văn hoá và thể thao", "capital/agency", "Sở Văn hoá và thể thao", "Sở Văn hoá và Thể thao"),
    ("chị em Hội phụ nữ xã", "capital/agency", "Hội phụ nữ", "Hội Phụ nữ"),
    ("về Quảng ninh", "capital/place", "Quảng ninh", "Quảng Ninh"),
    ("ông Nguyễn văn An", "capital/person", "Nguyễn văn An", "Nguyễn Văn An"),
    ("Trời đã sáng. ông về.", "capital/sentence", "ông", "Ông"),
    ("họp HDND xã", "abbreviation/letters", "HDND", "HĐND"),
]  # fmt: skip

RIGHT = """
cán bộ, đảng viên; đảng bộ xã; của Đảng, Nhà nước; chính sách của đảng này; các đảng và nhà nước; đảng Dân chủ
một thành phố; các luật; pháp luật đất đai; công ty luật; luật sư; Luật Đất đai; ngành luật lao động
cán bộ y tế; cơ sở giáo dục; trụ sở công an; nội bộ công an; một hội nông dân; UBND xã; Ủy ban nhân dân xã
Cao bằng mái nhà; hòa bình; TP. Hồ Chí Minh; v.v. và; Uông Bí; Nhân dân; BỘ CHÍNH TRỊ HỌP
vương công Mikhail; khu Đô thị Sài Gòn
""".strip().split("\n")


def found(text: str, style: Style | None = None):
    return [
        (one.rule, one.text, one.suggestions)
        for one in proofread_text(text, style)
        if one.family in ("capital", "abbreviation")
    ]


@pytest.mark.parametrize(("text", "rule", "wrong", "right"), WRONG)
def test_finds_what_usage_writes_otherwise(text, rule, wrong, right):
    assert found(text) == [(rule, wrong, (right,))]


@pytest.mark.parametrize("text", RIGHT)
def test_leaves_alone_what_is_right_or_no_name(text):
    assert found(text) == []


def test_a_piece_about_another_party_is_left_alone():
    assert found("Đảng Cộng hòa họp.\nĐường lối của đảng không đổi.") == []


def test_the_decree_asks_for_more_where_the_house_follows_it():
    text = "Ủy ban Nhân dân thành phố Hồ Chí Minh"
    assert found(text) == []
    assert found(text, Style(levels={"capital": "error"})) == [
        ("capital/decree", "Ủy ban Nhân dân", ("Ủy ban nhân dân",)),
        ("capital/decree", "thành phố Hồ Chí Minh", ("Thành phố Hồ Chí Minh",)),
    ]


def test_a_house_writes_names_its_own_way():
    style = Style(capitals=("Tổng bí thư", "Đồng Mây Xanh"))
    assert found("Tổng bí thư về thăm Đồng mây xanh.", style) == [
        ("capital/house", "Đồng mây xanh", ("Đồng Mây Xanh",))
    ]


def test_one_word_in_one_way():
    text = "Chủ trương của tỉnh tới Nhân dân. Nghị quyết của Tỉnh.\nKế hoạch của tỉnh, vận động Nhân dân."
    assert found(text) == [("capital/mixed", "Tỉnh", ("tỉnh",))]
    assert found("Nghe Nhân dân nói. Vì nhân dân.") == [("capital/mixed", "nhân dân", ("Nhân dân",))]


@pytest.mark.parametrize(
    "text",
    [
        "Vì Nhân dân. Công an nhân dân, Quân đội nhân dân, Tòa án nhân dân, 5 triệu nhân dân tệ.",
        "Nhân dân vui. Vì nhân dân. “Nhân dân là gốc”.",
        "Tỉnh Quảng Ninh và các tỉnh; của Tỉnh ủy, của tỉnh; toàn tỉnh.",
        "Chi bộ thôn Đông họp. Các chi bộ khác dự.",
    ],
)
def test_beginnings_and_names_are_no_second_form(text):
    assert found(text) == []


def test_one_body_has_one_abbreviation():
    text = "Trung tâm TTVH\nTrung tâm TT-VH họp. Trung tâm TT-VH nói. Trung tâm TT- VH làm."
    assert found(text) == [
        ("abbreviation/form", "TTVH", ("TT-VH",)),
        ("abbreviation/form", "TT- VH", ("TT-VH",)),
    ]
    assert [one.severity for one in proofread_text(text) if one.family == "abbreviation"] == [
        "warning",
        "error",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sở VHTT và Trung tâm VH-TT",
        "Thể thao và Văn hóa (TTVH), Truyền thông - Văn hóa (TT-VH)",
        "Chỉ thị 30-CT/TW, Nghị định 30/2020/NĐ-CP, Nghị quyết 18-NQ/TW",
        "UBND, HĐND, TP.HCM, MTTQ",
        "QL18, QL10, H5N1, H1N1, N.V.A và NVA",
    ],
)
def test_different_bodies_and_documents_share_letters(text):
    assert found(text) == []


def in_body(*texts: str):
    blocks = tuple(Paragraph(f"p{number}", runs_of(text)) for number, text in enumerate(texts))
    return [
        (one.rule, one.block, one.text)
        for one in proofread(new_article(blocks=blocks))
        if one.family == "abbreviation"
    ]


def test_an_abbreviation_is_introduced_at_its_first_use():
    assert in_body("Sở GTCC họp. Sở GTCC nói.") == [("abbreviation/unknown", "p0", "GTCC")]
    assert in_body("Sở Giao thông công chính (GTCC) họp.", "Sở GTCC nói.") == []
    assert in_body("Sở GTCC họp.", "Sở Giao thông công chính (GTCC) nói.") == [
        ("abbreviation/late", "p0", "GTCC")
    ]
    assert in_body("Sở Giao thông công chính họp. Sở GTCC nói. UBND, HĐND.") == []


def test_the_house_says_which_form_is_right():
    style = Style(abbreviations={"TT-VH": "Truyền thông - Văn hóa"})
    assert found("Trung tâm TTVH họp.", style) == [("abbreviation/form", "TTVH", ("TT-VH",))]
    assert found("Sở GTCC họp.", Style(abbreviations={"GTCC": ""})) == []

"""What must be found, and what must be left alone, in whole pieces: a portal's page, our own, the sample."""

from pathlib import Path

import pytest

from morat.assets import resource
from morat.language.proofread import proofread_text
from morat.newsroom.findings import Finding
from morat.operations.proofing import proof_article
from morat.operations.reading import read_file
from tests.helpers.shared import shared

COPIED = [
    ("punctuation", "chủ trương chính sách", "chủ trương, chính sách"),
    ("punctuation", "đường lối chính sách", "đường lối, chính sách"),
    ("capital", "Đảng, nhà nước", "Đảng, Nhà nước"),
    ("capital", "đảng", "Đảng"),
    ("capital", "Luật an ninh mạng", "Luật An ninh mạng"),
    ("capital", "Tỉnh", "tỉnh"),
    ("confusion", "xúc tích", "súc tích"),
    ("caption", "hội nghị", "buổi sinh hoạt"),
    ("furniture", "Thời tiết", None),
    ("furniture", "Tỷ giá ngoại tệ", None),
    ("furniture", "Thống kê truy cập", None),
]
"""Family, what is marked, what is suggested, in a page copied off a portal and in our own one like it."""

PAGES = [
    (
        ("samples", "uong-bi.txt"),
        [
            ("quote", 'hội".', "hội”."),
            ("abbreviation", "TTVH", "TT-VH"),
            ("abbreviation", "TT- VH", "TT-VH"),
            ("punctuation", "quản lý sử dụng", "quản lý, sử dụng"),
            ("furniture", "Đang online 377 Tổng lượt truy cập 90904702", None),
        ],
        ["Kim Thuỷ", "Uông Bí", "cán bộ, đảng viên", "kinh tế - xã hội", "30-CT/TW", "Nhân dân", "Chi ủy"],
    ),
    (
        ("sample", "bai-chep.txt"),
        [
            ("quote", 'cao".', "cao”."),
            ("abbreviation", "VHTT", "VH-TT"),
            ("abbreviation", "VH- TT", "VH-TT"),
            ("name", "Lường Thị Thủy", "Lường Thị Thuỷ"),
            ("title", "Phó Bí thư", "Bí thư"),
            ("furniture", "Đang online 214 Tổng lượt truy cập 80904", None),
        ],
        [
            "Lường Thị Thuỷ",
            "Nà Trầm",
            "cán bộ, đảng viên",
            "kinh tế - xã hội",
            "30-CT/TW",
            "Nhân dân",
            "Chi ủy",
        ],
    ),
]


def path_of(parts: tuple[str, str]) -> Path:
    return shared(*parts) if parts[0] == "samples" else resource(*parts)


def page(parts: tuple[str, str]) -> str:
    return path_of(parts).read_text(encoding="utf-8")


def shown(finding: Finding) -> tuple[str, str]:
    return finding.family, finding.text


@pytest.mark.parametrize(("parts", "more", "left"), PAGES, ids=["portal", "own"])
def test_what_came_with_a_copied_page_is_found(parts, more, left):
    findings = proofread_text(page(parts))
    for family, text, right in (*COPIED, *more):
        found = [one for one in findings if shown(one) == (family, text)]
        assert found, (family, text)
        assert right is None or all(right in one.suggestions for one in found)


@pytest.mark.parametrize(("parts", "more", "left"), PAGES, ids=["portal", "own"])
def test_what_is_right_there_is_left_alone(parts, more, left):
    lines = page(parts).split("\n")
    findings = [one for one in proofread_text(page(parts)) if one.family != "length"]
    for number, line in enumerate(lines, 1):
        marked = [(one.start, one.end) for one in findings if one.line == number]
        for phrase in left:
            at = line.find(phrase)
            while at >= 0:
                assert not any(start < at + len(phrase) and at < end for start, end in marked), (phrase, line)
                at = line.find(phrase, at + 1)


@pytest.mark.parametrize(("parts", "more", "left"), PAGES, ids=["portal", "own"])
def test_brought_in_as_a_piece_it_gives_the_same_but_for_the_page(parts, more, left):
    incoming = read_file(path_of(parts))
    assert [warning for warning in incoming.warnings if warning.code == "furniture-dropped"]
    marked = {shown(one) for one in proof_article(incoming.article)}
    wanted = [(family, text) for family, text, _ in (*COPIED, *more) if family != "furniture"]
    assert [one for one in wanted if one not in marked] == []
    assert [one for one in marked if one[0] != "length" and any(phrase in one[1] for phrase in left)] == []


SAMPLE = [
    "nguời", "họat", "khoẻ", "“Làm", "kĩ", "bổ xung", "nổ lực", "giành cho", "sát nhập", "thif", "Ðoàn",
    "các các", "anhHoàng", "đỏ ,", "VHTT", "Đảng, nhà nước", "Vi Văn Thăng", "thứ Bảy", "15/12", "2.5 km",
    "rễ", "quản lý sử dụng",
]  # fmt: skip
"""What the readme of the sample piece lists as its deliberate mistakes, as they are marked."""


@pytest.mark.qt
def test_every_deliberate_mistake_of_the_sample_is_found():
    incoming = read_file(resource("sample", "bai-mau.md"))
    findings = proof_article(incoming.article)
    marked = {one.text for one in findings}
    assert [mistake for mistake in SAMPLE if mistake not in marked] == []
    assert {"nhân dân", "Nhân dân"} & {one.text for one in findings if one.rule == "capital/mixed"}
    assert [warning for warning in incoming.warnings if warning.code == "furniture-dropped"]

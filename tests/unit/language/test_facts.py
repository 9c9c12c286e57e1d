"""Dates, weekdays, numbers, sums and pairs: what is found, and what is left alone."""

import pytest

from morat.language.proofread import proofread, proofread_text
from morat.newsroom.article import Dateline, new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of

FAMILIES = ("date", "number", "unit")

WRONG = [
    ("Họp ngày 31/02", "date/none", "31/02", ()),
    ("hôm 30/2/2024", "date/none", "30/2/2024", ()),
    ("ngày 30 tháng 2 năm 2024", "date/none", "30 tháng 2 năm 2024", ()),
    ("ngày 29/2/2023", "date/none", "29/2/2023", ()),
    ("ngày 12/25/2013", "date/none", "12/25/2013", ("25/12/2013",)),
    ("từ tháng 13/2024", "date/none", "13/2024", ()),
    ("thứ Hai, 03/11/2024", "date/weekday", "thứ Hai", ("Chủ nhật",)),
    ("Sáng thứ bảy (4/11/2024)", "date/weekday", "thứ bảy", ("thứ hai",)),
    ("03/11/2024 (Thứ 2)", "date/weekday", "Thứ 2", ("Chủ nhật",)),
    ("Chủ nhật, 4/11/2024", "date/weekday", "Chủ nhật", ("Thứ hai",)),
    ("từ 1/3/2025 đến 1/2/2025", "date/span", "1/3/2025 đến 1/2/2025", ("1/2/2025 đến 1/3/2025",)),
    ("từ 20/3 đến 15/3", "date/span", "20/3 đến 15/3", ("15/3 đến 20/3",)),
    ("giai đoạn 2025-2020", "date/span", "2025-2020", ("2020-2025",)),
    ("Ngày 03/11, xã họp", "date/year", "03/11", ()),
    ("tặng 1,000,000 đ cho", "number/groups", "1,000,000 đ", ("1.000.000 đồng",)),
    ("có 2,500 người dự", "number/groups", "2,500", ("2.500",)),
    ("dài 3.5 km", "number/decimal", "3.5 km", ("3,5 km",)),
    ("tăng 12.5%", "number/decimal", "12.5%", ("12,5%",)),
    ("tăng 5 %", "unit/percent", "5 %", ("5%",)),
    ("tăng 30,7 % so với", "unit/percent", "30,7 %", ("30,7%",)),
    ("tặng 500.000 đ cho em", "unit/dong", "đ", ("đồng",)),
    ("chiếm 120% số hộ", "number/share", "120", ()),
    ("Đoàn có 21 người, gồm 12 nam và 8 nữ.", "number/sum", "21", ("20",)),
    ("gồm 12 nam và 8 nữ trong tổng số 21 người", "number/sum", "21", ("20",)),
    ("Lớp có 30 em (18 nam, 13 nữ)", "number/sum", "30", ("31",)),
    ("Quỹ có 5 tỷ đồng, gồm 3 tỷ đồng của tỉnh và 1,5 tỷ đồng của xã.", "number/sum", "5", ("4,5",)),
    ("60% là đất lúa, còn lại 45% là đất màu", "number/sum", "45%", ()),
]  # fmt: skip

RIGHT = """
hai trận thua trong 3 ngày (0-9 rồi 1-17); 841,724 tỷ đồng; có 734,257 km, gồm 19,25 km bê tông, 715 km đất
1/3 số hộ; Nghị quyết 11/2023; phục vụ 24/7; thắng 3-2; số 0912.345.678; 02033.825.126
ngày 25/12/2013; 29/2/2024
ngày 30/2 âm lịch; 30/2 (âm lịch) là ngày cuối tháng; số nhà 31/4 đường Lê Lợi; 30/2 phiếu
đêm 15-16 tháng 6; ngày 19-21
lần thứ hai, 3/11/2024; Chủ nhật, 3/11/2024; thứ Hai, 4-11-2024; 4/11/2024 (thứ 2)
Chủ nhật 27 tháng 6 năm 1709
kỷ niệm ngày 3/2; từ 20/12 đến 15/1; từ 20/3 đến 15/4; từ 15/3 đến 10/3 năm sau
giai đoạn 2020 - 2025; nhiệm kỳ 2025-2030
3.5G; phiên bản 2.0; 192.168.1.1; 1.000.000 đồng; 3,5 km; 5%; 50.000đ/kg; 30đ; 12,345 km; IELTS 7.5
tỷ lệ 1:3.5; 3.500 km
Căn nhà 90 m2 gồm 2 phòng ngủ, 1 bếp. Xã có 12 thôn, gồm 2.300 hộ.
Đoàn có 20 người, gồm 12 nam và 8 nữ. Đoàn 21 người, gồm 12 nam, 8 nữ và trưởng đoàn
Có 20 người, trong đó có 5 bác sĩ, 4 y tá. 80% hộ có điện, 70% có nước
60% là lúa, còn lại 40% là màu; hàng chục người; đạt 120% kế hoạch
""".strip().split("\n")

PAIRS = [
    ("những chủ trương chính sách của Đảng", "chủ trương, chính sách"),
    ("đường lối chính sách của Đảng", "đường lối, chính sách"),
    ("Quản lý sử dụng thông tin", "Quản lý, sử dụng"),
    ("cán bộ đảng viên", "cán bộ, đảng viên"),
    ("phát triển kinh tế xã hội của xã", "kinh tế - xã hội"),
]


def facts(text: str):
    found = proofread_text(text)
    return [(one.rule, one.text, one.suggestions) for one in found if one.family in FAMILIES]


@pytest.mark.parametrize(("text", "rule", "found", "suggestions"), WRONG)
def test_finds_dates_and_numbers_that_cannot_be_so(text, rule, found, suggestions):
    assert facts(text) == [(rule, found, suggestions)]


@pytest.mark.parametrize("text", RIGHT)
def test_leaves_alone_what_only_looks_like_one(text):
    assert facts(text) == []


@pytest.mark.parametrize(("text", "right"), PAIRS)
def test_pairs_get_their_comma_or_dash(text, right):
    (finding,) = (one for one in proofread_text(text) if one.rule == "punctuation/pair")
    assert finding.suggestions == (right,)
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "text", ["chính sách tiền tệ", "phát triển kinh tế", "nền kinh tế xã hội chủ nghĩa", "cán bộ, đảng viên"]
)
def test_pairs_that_are_none_or_have_their_mark(text):
    assert [one for one in proofread_text(text) if one.rule == "punctuation/pair"] == []


def of_day(day: str, *texts: str):
    blocks = tuple(Paragraph(f"p{number}", runs_of(text)) for number, text in enumerate(texts))
    article = new_article(dateline=Dateline("Vân Trầm", day), blocks=blocks)
    return [(one.rule, one.text, one.suggestions) for one in proofread(article) if one.family == "date"]


def test_the_dateline_says_which_year_is_meant():
    assert of_day("2026-11-22", "Sáng thứ Hai, 23/11, xã họp.") == []
    assert of_day("2026-11-22", "Sáng thứ Ba, 23/11, xã họp.") == [("date/weekday", "thứ Ba", ("thứ Hai",))]
    assert of_day("2026-12-30", "Sáng thứ Sáu, 1/1, xã họp.") == []
    assert of_day("2026-11-22", "Kéo dài đến ngày 15/12.", "Ngày 16/12 nghỉ.") == [
        ("date/year", "15/12", ("15/12/2026",))
    ]


def test_this_morning_is_the_day_of_the_piece():
    assert of_day("2026-11-22", "Sáng nay (22/11), xã họp. Hôm qua, 21/11, mưa.") == []
    assert of_day("2026-11-22", "Sáng nay, 20/11, xã họp.") == [("date/today", "Sáng nay", ())]


def test_a_year_that_the_whole_piece_speaks_of_counts_for_its_other_dates():
    text = "Lễ khai mạc hôm 1/11/2024.\nĐoàn về vào thứ Hai, 3/11."
    assert [one.rule for one in proofread_text(text) if one.family == "date"] == ["date/weekday"]
    text = "Lập năm 1/11/2020, dời ngày 1/11/2024.\nĐoàn về vào thứ Hai, 3/11."
    assert [one.rule for one in proofread_text(text) if one.family == "date"] == []

"""Names of people, places and bodies over a piece: one spelling, one function, nobody corrected alone."""

import pytest

from morat.language.proofread import proofread, proofread_text
from morat.newsroom.article import Author, Dateline, new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of

TWICE = "Ông Nguyễn Văn Hùng họp. Ông Nguyễn Văn Hùng nói."


def found(text: str):
    return [
        (one.rule, one.line, one.text, one.suggestions)
        for one in proofread_text(text)
        if one.family in ("name", "title")
    ]


@pytest.mark.parametrize(
    ("text", "line", "wrong", "right"),
    [
        (f"{TWICE}\nTheo ông Nguyễn Văn Hưng, đường tốt.", 2, "Nguyễn Văn Hưng", "Nguyễn Văn Hùng"),
        ("Ông Nguyển Văn Hùng họp.\nÔng Nguyễn Văn Hùng nói.", 1, "Nguyển Văn Hùng", "Nguyễn Văn Hùng"),
        ("Bà Bùi Thị Kim Thuỷ.\nBà Bùi Thị Kim Thủy.", 2, "Bùi Thị Kim Thủy", "Bùi Thị Kim Thuỷ"),
        (f"{TWICE}\nÔng Nguyen Van Hung về.", 2, "Nguyen Van Hung", "Nguyễn Văn Hùng"),
        ("Ở Uông Bí vui. Về Uông Bí chơi.\nPhố Uống Bí đẹp.", 2, "Uống Bí", "Uông Bí"),
        (
            "Bà Trần Thị Sương. Bà Trần Thị Sương.\nBà Trần Thị Xương.",
            2,
            "Trần Thị Xương",
            "Trần Thị Sương",
        ),
        (f"{TWICE}\nÔng Nguyễn Văng Hùng về.", 2, "Nguyễn Văng Hùng", "Nguyễn Văn Hùng"),
    ],
)
def test_a_name_in_two_spellings_is_said_with_the_other_one(text, line, wrong, right):
    assert found(text) == [("name/spelling", line, wrong, (right,))]


@pytest.mark.parametrize(
    "text",
    [
        "Bà Bùi Thị Kim Thuỷ và Chi ủy họp. Bà Bùi Thị Kim Thuỷ nói.",
        "Ông Nguyễn Văn Thắng và ông Nguyễn Văn Thăng dự.",
        "Ông Nguyễn Văn Hùng. Ông Nguyễn Văn Hùng.\nÔng Nguyễn Văn Hưng. Ông Nguyễn Văn Hưng.",
        "Ông Nguyễn Văn Hùng. Ông Nguyễn Văn Hùng.\nBà Nguyễn Văn Hưng.",
        "Ông Võ Văn Hùng, Giám đốc Sở, nói. Ông Võ Văn Hùng cười.\nÔng Võ Văn Hưng, Chủ tịch xã, về.",
        "Ông Nguyễn Văn Hùng. Ông Nguyễn Văn Hùng.\nÔng Nguyễn Đức Hùng. Bà Nguyễn Thị Hùng.",
        "Bà Trần Thị Lan. Bà Trần Thị Lan.\nBà Trần Thị Lam.",
        "Bộ Giáo dục họp.\nBộ Giao thông họp.",
        "Xã Tân Hòa. Thôn Tân Hóa.",
        "NGUYỄN VĂN HUNG\nÔng Nguyễn Văn Hùng nói.",
    ],
)
def test_names_alone_and_names_of_two_people_are_left_alone(text):
    assert found(text) == []


def test_a_short_name_is_one_of_the_people_of_the_piece():
    assert found("Ông Vi Văn Thắng họp.\nTheo ông Thăng, đường tốt. Ông Thắng cười.") == [
        ("name/short", 2, "Thăng", ("Thắng",))
    ]
    assert found("Ông Vi Văn Thắng họp.\nTheo chị Thăng, ông Thọ, đường tốt. Khởi nghĩa Hai Bà Thăng.") == []


def test_the_byline_and_the_credit_are_one_person():
    photo = Photo("f", caption=runs_of("Cầu mới khánh thành."), credit="Hoàng Lam")
    article = new_article(authors=(Author("Hoàng Lâm"),), blocks=(photo,))
    (finding,) = (one for one in proofread(article) if one.family == "name")
    assert (finding.field, finding.text, finding.suggestions) == ("credit", "Hoàng Lam", ("Hoàng Lâm",))


def test_whom_the_caption_names_the_text_names_too():
    text = Paragraph("p", runs_of("Ông Vi Văn Thắng nói. Theo chị Mây, cây sẽ lớn."))
    caption = "Ông Vi Văn Thắng, bà Lường Thị Mây và bà Trần Thị Phương Lan trồng cây."
    article = new_article(blocks=(text, Photo("f", caption=runs_of(caption))))
    assert [(one.rule, one.severity, one.text) for one in proofread(article) if one.family == "name"] == [
        ("name/caption", "info", "Trần")
    ]
    nobody = Paragraph("p", runs_of("Cây sẽ lớn."))
    article = new_article(blocks=(nobody, Photo("f", caption=runs_of(caption))))
    assert [one for one in proofread(article) if one.family == "name"] == []


def test_one_body_has_one_name():
    first, second = "Trung tâm Truyền thông và Văn hóa", "Trung tâm Văn hóa và Truyền thông"
    assert found(f"{first} thành phố họp.\n{second} thành phố nói.") == [("name/body", 2, second, (first,))]
    heads = "Bộ Chính trị và Ban Bí thư.\nBộ Chính trị, Ban Bí thư."
    assert found(f"Sở Giáo dục và Đào tạo.\nPhòng Giáo dục và Đào tạo. {heads}") == []


def test_the_title_of_an_event_stays_the_same():
    title = "Thực trạng và giải pháp nâng cao công tác nắm bắt thông tin"
    again = title.replace("công tác", "hiệu quả công tác")
    assert found(f"Chuyên đề “{title}”.\nĐảng viên bàn {again}.") == [
        ("name/quoted", 2, "hiệu quả công tác nắm bắt", ())
    ]
    assert found(f"Chuyên đề “{title}”.\nĐảng viên bàn {title}.") == []


@pytest.mark.parametrize(
    ("text", "rule", "wrong", "right"),
    [
        (
            "Bà Bùi Thị Thanh, Bí thư Chi bộ, nói.\nTheo Phó Bí thư Chi bộ Bùi Thị Thanh, khó.",
            "title/function",
            "Phó Bí thư",
            "Bí thư",
        ),
        ("Trung tá Trần Văn Bình nói.\nThượng tá Trần Văn Bình cười.", "title/rank", "Thượng tá", "Trung tá"),
        ("Ông Trần Văn Bình nói.\nTheo bà Trần Văn Bình, khó.", "title/address", "bà", "Ông"),
    ],
)
def test_one_person_is_not_two_things(text, rule, wrong, right):
    ((got, _, marked, suggestions),) = found(text)
    assert (got, marked, [one.lower() for one in suggestions]) == (rule, wrong, [right.lower()])


@pytest.mark.parametrize(
    "text",
    [
        "Bà Bùi Thị Thanh, Bí thư Chi bộ, Giám đốc Trung tâm, nói.\nGiám đốc Bùi Thị Thanh cười.",
        "Phó Chủ tịch UBND tỉnh Trần Văn Bình nói.\nÔng Trần Văn Bình, nguyên Chủ tịch UBND huyện, kể.",
        "Bí thư Đảng ủy Trần Văn Bình nói.\nPhó Bí thư Huyện ủy Trần Văn Bình cười.",
        "Thủ tướng Phạm Văn Đồng, Phó thủ tướng Võ Văn Kiệt dự.\nThủ tướng Phạm Văn Đồng nói.",
        "Anh Trần Văn Bình nói.\nÔng Trần Văn Bình cười.",
        "Trao quân hàm Thượng tá cho Trần Văn Bình.\nTrung tá Trần Văn Bình nói.",
    ],
)
def test_functions_of_other_bodies_and_times_go_together(text):
    assert found(text) == []


def of_day(day: str, text: str):
    article = new_article(dateline=Dateline("", day), blocks=(Paragraph("p", runs_of(text)),))
    return [
        (one.rule, one.text, one.suggestions)
        for one in proofread(article)
        if one.rule in ("name/province", "name/district")
    ]


def test_a_province_that_became_part_of_another_is_noted_in_pieces_of_after():
    text = "Đoàn về tỉnh Hải Dương làm việc."
    assert of_day("2026-11-22", text) == [
        ("name/province", "tỉnh Hải Dương", ("thành phố Hải Phòng",)),
    ]
    assert of_day("2025-06-30", text) == of_day("", text) == []
    assert of_day("2026-11-22", "Đoàn về tỉnh Hoà Bình.") == [
        ("name/province", "tỉnh Hoà Bình", ("tỉnh Phú Thọ",))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn về tỉnh Quảng Ninh, tỉnh Tuyên Quang.",
        "Tỉnh Hải Dương cũ đổi thay.",
        "Từ khi tỉnh Hải Dương sáp nhập, mọi việc gọn hơn.",
        "Tỉnh Hải Dương nay là thành phố Hải Phòng.",
        "Năm 2019, tỉnh Hải Dương được mùa.",
        "Huyện đảo, các huyện, quận Manhattan.",
    ],
)
def test_the_past_and_the_change_itself_have_their_own_names(text):
    assert of_day("2026-11-22", text) == []


def test_districts_are_noted_once():
    assert of_day("2026-11-22", "Đoàn về huyện Vân Đồn và huyện Cô Tô.") == [
        ("name/district", "huyện Vân Đồn", ())
    ]

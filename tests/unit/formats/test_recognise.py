"""Articles as people copy them off portals: every piece here is invented."""

import pytest

from morat.formats import text_in
from morat.formats.recognise import Line, build
from morat.newsroom.blocks import ListBlock, Paragraph, Photo, Subhead
from morat.newsroom.inline import Run, plain, runs_of
from tests.helpers.shared import shared

LONG_A = (
    "Theo báo cáo của Ủy ban nhân dân xã, sáu tháng đầu năm toàn xã gieo trồng được 412 ha lúa, "
    "đạt 103% kế hoạch; đàn gia súc, gia cầm phát triển ổn định, không để xảy ra dịch bệnh lớn; "
    "thu ngân sách trên địa bàn tăng so với cùng kỳ, đời sống của người dân tiếp tục được cải "
    "thiện rõ nét."
)
LONG_B = (
    "Trong thời gian tới, xã tập trung chỉ đạo các thôn chăm sóc tốt diện tích lúa mùa, chủ động "
    "phương án phòng, chống thiên tai, đẩy nhanh tiến độ giải ngân vốn đầu tư công, nhất là tuyến "
    "đường liên thôn Khe Cát - Đồng Mây đang được thi công, phấn đấu hoàn thành trước mùa mưa bão "
    "năm nay."
)
LEAD = (
    "Sáng 12/7, Hội đồng nhân dân xã Đồng Mây tổ chức kỳ họp thứ tám để đánh giá tình hình phát "
    "triển kinh tế - xã hội sáu tháng đầu năm và bàn nhiệm vụ sáu tháng cuối năm."
)


def read(*paragraphs):
    return text_in.read("\n\n".join(paragraphs))


def shape(article):
    """The body as short words: P paragraph, H subhead, F photo, L list."""
    letters = {Paragraph: "P", Subhead: "H", Photo: "F", ListBlock: "L"}
    return "".join(letters[type(block)] for block in article.blocks)


def captions(article):
    return [plain(block.caption) for block in article.blocks if isinstance(block, Photo)]


def names(article):
    return [author.name for author in article.authors]


def codes(incoming):
    return {message.code: message.params for message in incoming.warnings}


def test_a_real_article_of_a_city_portal():
    incoming = text_in.read(shared("samples", "uong-bi.txt").read_text("utf-8"))
    article = incoming.article
    assert article.headline == "Chi bộ Trung tâm TTVH thành phố sinh hoạt chuyên đề"
    assert article.standfirst.startswith("Ngày 03/11, Chi bộ Trung tâm")
    assert shape(article) == "FPFPFPPP"
    assert [caption.split(",")[0] for caption in captions(article)] == [
        "Đồng chí Bùi Thị Kim Thuỷ",
        "Quang cảnh hội nghị.",
        "Đồng chí Trần Thị Phương Lan",
    ]
    assert all(block.photo is None for block in article.blocks if isinstance(block, Photo))
    assert names(article) == ["Mai Hương"]
    assert codes(incoming)["captions-without-pictures"] == {"n": 3}
    dropped = codes(incoming)["furniture-dropped"]
    assert dropped["n"] == 4
    assert "Thống kê truy cập" in dropped["lines"]


def test_furniture_at_both_ends_and_a_credit_in_brackets():
    incoming = read(
        "Trang chủ » Tin tức - Sự kiện » Chính trị",
        "Thứ sáu, 12/07/2024 15:42",
        "Lượt xem: 1.204",
        "Xã Đồng Mây họp hội đồng nhân dân giữa năm",
        "A- A A+",
        LEAD,
        "Ông Lương Văn Tạo, Chủ tịch HĐND xã, phát biểu khai mạc kỳ họp. (Ảnh: Q. Minh)",
        LONG_A,
        "Các đại biểu biểu quyết thông qua nghị quyết tại kỳ họp. Ảnh: Vũ Hà",
        LONG_B,
        "Bài và ảnh: Hoàng Yến",
        "Chia sẻ Facebook Zalo",
        "Tin liên quan",
        "Đồng Mây ra quân dọn vệ sinh đường làng (10/07/2024)",
        "Trường Tiểu học Đồng Mây tổng kết năm học",
    )
    article = incoming.article
    assert article.headline == "Xã Đồng Mây họp hội đồng nhân dân giữa năm"
    assert article.standfirst == LEAD
    assert shape(article) == "FPFP"
    assert captions(article) == [
        "Ông Lương Văn Tạo, Chủ tịch HĐND xã, phát biểu khai mạc kỳ họp.",
        "Các đại biểu biểu quyết thông qua nghị quyết tại kỳ họp.",
    ]
    assert [block.credit for block in article.blocks if isinstance(block, Photo)] == ["Q. Minh", "Vũ Hà"]
    assert names(article) == ["Hoàng Yến"]
    assert codes(incoming)["furniture-dropped"]["n"] == 8


def test_subheads_and_a_numbered_list():
    incoming = read(
        "Đồng Mây công bố ba việc cần làm ngay",
        LEAD,
        "Kết quả nửa năm",
        LONG_A,
        "Nhiệm vụ cuối năm",
        "Kỳ họp giao cho các thôn ba việc:",
        "1. Rà soát diện tích lúa bị ngập.\n2. Sửa cống tiêu ở thôn Khe Cát.\n3. Báo cáo trước ngày 30/7.",
        LONG_B,
        "Thu Hà - Minh Đức",
    )
    article = incoming.article
    assert shape(article) == "HPHPLP"
    assert plain(article.blocks[0].runs) == "Kết quả nửa năm"
    listed = article.blocks[4]
    assert listed.ordered
    assert [plain(item) for item in listed.items] == [
        "Rà soát diện tích lúa bị ngập.",
        "Sửa cống tiêu ở thôn Khe Cát.",
        "Báo cáo trước ngày 30/7.",
    ]
    assert names(article) == ["Thu Hà", "Minh Đức"]


def test_short_sentences_of_the_story_are_no_captions():
    incoming = read(
        "Xã Đồng Mây họp hội đồng nhân dân giữa năm",
        LEAD,
        "Hội nghị diễn ra trong một ngày.",
        LONG_A,
        "Đồng chí Lương Văn Tạo, Chủ tịch HĐND xã dự và phát biểu chỉ đạo.",
        LONG_B,
        "Ảnh hưởng của đợt mưa đầu tháng không lớn.",
        LONG_A,
        "Người dân rất phấn khởi.",
        LONG_B,
        "Bà Trần Thị Sáu cho biết, nhà bà được mùa.",
        LONG_A,
    )
    assert shape(incoming.article) == "PPPPPPPPPP"
    assert "captions-without-pictures" not in codes(incoming)
    assert incoming.article.authors == ()


@pytest.mark.parametrize(
    "caption",
    [
        "Quang cảnh buổi lễ.",
        "Toàn cảnh khu tái định cư nhìn từ trên cao.",
        "Các đại biểu chụp ảnh lưu niệm.",
        "Các đại biểu dự hội nghị.",
        "Lãnh đạo xã tặng quà gia đình bà Nguyễn Thị Lành.",
        "Lãnh đạo huyện thăm mô hình trồng ổi tại thôn Khe Cát.",
        "Từ trái sang: ông Lương Văn Tạo, bà Hà Thị Nết và ông Phạm Đình Khôi.",
        "Ông Phạm Đình Khôi (thứ hai từ phải sang) giới thiệu vườn ổi.",
        "Nông dân thôn Đồng Mây thu hoạch lúa chiêm xuân.",
        "Ảnh minh họa.",
        "Đoàn viên thanh niên ra quân dọn vệ sinh bờ kênh.",
        "Đồng chí Hà Thị Nết, Phó Chủ tịch UBND xã báo cáo tại kỳ họp",
        "Tiết mục văn nghệ chào mừng ngày hội",
        "Đ/c Lương Văn Tạo - Bí thư Đảng ủy phát biểu chỉ đạo",
        "Du khách thập phương về dự lễ hội.",
    ],
)
def test_captions_between_long_paragraphs(caption):
    article = read("Xã Đồng Mây họp giữa năm", LEAD, LONG_A, caption, LONG_B, "Mai Hương").article
    assert shape(article) == "PFP"
    assert captions(article) == [caption]
    assert article.blocks[1].photo is None


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("Mai Hương", [("Mai Hương", "author")], ""),
        ("Bài và ảnh: Thu Hà", [("Thu Hà", "author")], ""),
        ("Tin, ảnh: Hoàng Yến (CTV)", [("Hoàng Yến", "contributor")], ""),
        ("Bài: Thu Hà - Ảnh: Quang Minh", [("Thu Hà", "author"), ("Quang Minh", "photographer")], ""),
        ("Tác giả: Nguyễn Thị Kim Anh", [("Nguyễn Thị Kim Anh", "author")], ""),
        ("Thực hiện: Thu Hà, Minh Đức", [("Thu Hà", "author"), ("Minh Đức", "author")], ""),
        ("Theo TTXVN", [], "TTXVN"),
        ("(Theo Báo Quảng Ninh)", [], "Báo Quảng Ninh"),
        ("Nguồn: Cổng thông tin xã Đồng Mây", [], "Cổng thông tin xã Đồng Mây"),
        ("Nhóm PV", [("Nhóm PV", "author")], ""),
        ("T.H", [("T.H", "author")], ""),
        ("Tin, bài, ảnh: Nguyễn Văn An – Trung tâm TT&VH", [("Nguyễn Văn An", "author")], "Trung tâm TT&VH"),
        ("Bài, ảnh: Thu Hà/ Cổng TTĐT", [("Thu Hà", "author")], "Cổng TTĐT"),
        ("PHẠM HÀ", [("PHẠM HÀ", "author")], ""),
        ("Mai Hương (theo TTXVN)", [("Mai Hương", "author")], "TTXVN"),
    ],
)
def test_bylines(line, authors, source):
    article = read("Xã Đồng Mây họp giữa năm", LEAD, LONG_A, LONG_B, line).article
    assert [(author.name, author.role) for author in article.authors] == authors
    assert article.source == source
    assert shape(article) == "PP"


def test_a_story_about_traffic_counters_keeps_its_words():
    story = (
        "Mục Thống kê truy cập của cổng thông tin cho thấy số người đọc tăng gấp đôi, trong khi mục "
        "Thời tiết và Tỷ giá ngoại tệ hầu như không có ai xem trong suốt sáu tháng đầu năm nay."
    )
    incoming = read("Thống kê truy cập nói gì về bạn đọc", LEAD, LONG_A, "Thời tiết", story, "Mai Hương")
    article = incoming.article
    assert article.headline == "Thống kê truy cập nói gì về bạn đọc"
    assert shape(article) == "PHP"
    assert plain(article.blocks[1].runs) == "Thời tiết"
    assert plain(article.blocks[2].runs) == story
    assert "furniture-dropped" not in codes(incoming)


def test_the_contact_of_a_notice_is_no_furniture():
    contact = "Điện thoại: 0203 123 456"
    incoming = read(
        "Thông báo lịch tiêm phòng cho trẻ", LEAD, LONG_A, "Địa chỉ: Trạm Y tế xã Đồng Mây.", contact
    )
    assert [plain(block.runs) for block in incoming.article.blocks][-2:] == [
        "Địa chỉ: Trạm Y tế xã Đồng Mây.",
        contact,
    ]


def test_one_paragraph_a_line_without_blank_lines():
    article = text_in.read(f"Tít của bài\n{LEAD}\n{LONG_A}\nQuang cảnh kỳ họp.\n{LONG_B}\nMai Hương").article
    assert article.headline == "Tít của bài"
    assert article.standfirst == LEAD
    assert shape(article) == "PFP"
    assert names(article) == ["Mai Hương"]


def test_kicker_in_capitals_deck_and_byline_below_the_headline():
    article = read(
        "NÔNG THÔN MỚI",
        "Đồng Mây làm đường: dân hiến đất, xã góp công",
        "Sau hai năm, 7 km đường liên thôn đã thành hình",
        "Thu Hà",
        LEAD,
        LONG_A,
        LONG_B,
    ).article
    assert article.kicker == "NÔNG THÔN MỚI"
    assert article.headline == "Đồng Mây làm đường: dân hiến đất, xã góp công"
    assert article.deck == "Sau hai năm, 7 km đường liên thôn đã thành hình"
    assert names(article) == ["Thu Hà"]
    assert article.standfirst == LEAD
    assert shape(article) == "PP"


def test_counters_and_footer_of_another_portal():
    incoming = read(
        "Home > Tin nổi bật",
        "Cập nhật lúc: 08:15 04/11/2024",
        "Bế giảng lớp dạy nghề cho lao động nông thôn",
        LEAD,
        LONG_A,
        "Học viên nhận chứng chỉ tại lễ bế giảng.",
        LONG_B,
        "Đức Long",
        "In bài viết | Gửi email",
        "Các tin khác",
        "• Đồng Mây thu hoạch lúa chiêm xuân",
        "• Khai mạc giải bóng chuyền nông dân",
        "Đang truy cập: 12",
        "Hôm nay: 1.024",
        "Tổng lượt truy cập: 9.812.330",
        "Bản quyền thuộc về Ủy ban nhân dân xã Đồng Mây.",
        "Địa chỉ: Thôn Đồng Mây. Điện thoại: 0203 123 456",
    )
    article = incoming.article
    assert article.headline == "Bế giảng lớp dạy nghề cho lao động nông thôn"
    assert shape(article) == "PFP"
    assert names(article) == ["Đức Long"]
    assert codes(incoming)["furniture-dropped"]["n"] == 11


def test_furniture_strung_on_one_line_and_a_byline_above_it():
    incoming = read(
        "Xã Đồng Mây họp giữa năm",
        "12/07/2024 15:30 | Lượt xem: 12",
        LEAD,
        LONG_A,
        "Thu Hà",
        "Số lượt xem: 123 | Ngày: 12/7",
        "Hôm nay: 12 Hôm qua: 34 Tổng số: 500",
        "Chứng nhận tín nhiệm mạng",
    )
    assert codes(incoming)["furniture-dropped"]["n"] == 4
    assert names(incoming.article) == ["Thu Hà"]
    assert shape(incoming.article) == "P"


def test_names_in_a_list_are_no_bylines():
    people = ("Lương Văn Tạo", "Hà Thị Nết", "Phạm Đình Khôi")
    article = read("Xã Đồng Mây khen thưởng", LEAD, LONG_A, "Danh sách được khen:", *people).article
    assert article.authors == ()
    assert [plain(block.runs) for block in article.blocks][-3:] == list(people)


def test_an_interview_keeps_its_dashes():
    article = read(
        "Chủ tịch xã nói về con đường mới",
        LEAD,
        "- Thưa ông, khi nào con đường hoàn thành?",
        "- Theo kế hoạch là trước mùa mưa bão năm nay, nếu thời tiết thuận lợi.",
        LONG_A,
    ).article
    assert shape(article) == "PPP"
    assert plain(article.blocks[0].runs).startswith("- Thưa ông")


def test_tags_below_the_byline():
    article = read(
        "Tít của bài", LEAD, LONG_A, LONG_B, "Mai Hương", "Từ khóa: nông thôn mới, Đồng Mây"
    ).article
    assert article.tags == ("nông thôn mới", "Đồng Mây")
    assert names(article) == ["Mai Hương"]


def test_a_page_without_headline_says_so():
    incoming = text_in.read(LONG_A + "\n\n" + LONG_B)
    assert incoming.article.headline == ""
    assert shape(incoming.article) == "PP"
    assert set(codes(incoming)) == {"headline-missing", "standfirst-missing"}


def line(text, **hints):
    return Line(runs=runs_of(text), **hints)


def test_what_the_file_declares_is_believed():
    sha = "a" * 64
    built = build(
        [
            line("KINH TẾ", kind="kicker"),
            line("Một tít có dấu chấm.", kind="title"),
            line("Sapo ngắn.", kind="standfirst"),
            line("", kind="picture", picture=sha, alt="Người đang gặt", block_id="anh"),
            line("Gặt lúa ở Đồng Mây. Ảnh: Quang Minh", italic=True),
            line(LONG_A, block_id="doan"),
            line("Mục nhỏ", kind="heading", level=3, block_id="muc"),
            line("một", kind="bullet", block_id="ds"),
            line("hai", kind="bullet"),
            line("Dân biết, dân bàn.", kind="quote", block_id="trich"),
            line("— Tục ngữ mới", kind="quote"),
            line("Hương", kind="byline"),
        ]
    )
    article, warnings = built.article, built.warnings
    assert (article.kicker, article.headline, article.standfirst) == (
        "KINH TẾ",
        "Một tít có dấu chấm.",
        "Sapo ngắn.",
    )
    assert [block.id for block in article.blocks] == ["anh", "doan", "muc", "ds", "trich"]
    photo = article.blocks[0]
    assert (photo.photo, plain(photo.caption), photo.credit, photo.alt) == (
        sha,
        "Gặt lúa ở Đồng Mây.",
        "Quang Minh",
        "Người đang gặt",
    )
    assert len(article.blocks[3].items) == 2
    assert article.blocks[4].attribution == "Tục ngữ mới"
    assert names(article) == ["Hương"]
    assert warnings == ()


def test_a_bold_short_paragraph_is_the_standfirst_and_a_bold_line_a_subhead():
    bold = (Run("Xã Đồng Mây vừa khánh thành con đường dài nhất của mình.", ("bold",)),)
    article = build(
        [
            line("Con đường mới"),
            Line(runs=bold),
            line(LONG_A),
            Line(runs=(Run("Dân góp công", ("bold",)),)),
            line("Ai cũng ra đường."),
            line(LONG_B),
        ]
    ).article
    assert article.standfirst == bold[0].text
    assert shape(article) == "PHPP"
    assert article.blocks[1].runs == runs_of("Dân góp công")


def test_the_first_sentence_below_a_picture_may_belong_to_the_story():
    article = build(
        [
            line("Con đường mới"),
            line(LEAD),
            line("", kind="picture", picture="b" * 64),
            line("Ngày 12/7, xã khánh thành con đường."),
            line(LONG_A),
        ]
    ).article
    assert shape(article) == "FPP"
    assert captions(article) == [""]

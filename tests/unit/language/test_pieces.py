"""What is compared over a whole piece: captions, credits, events, furniture, lengths."""

from morat.language.proofread import proofread, proofread_text
from morat.language.style import Style
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of

LONG = (
    "Trung tâm đã gắn việc thực hiện chỉ thị với phong trào thi đua của đơn vị, từ đó khơi dậy tinh thần"
    " trách nhiệm trong cán bộ và người lao động."
)


def found(*blocks, style=None, **fields):
    article = new_article(blocks=blocks, **fields)
    return [
        (one.rule, one.block, one.text, one.suggestions)
        for one in proofread(article, style)
        if one.family in ("caption", "furniture", "length")
    ]


def photo(block_id: str, caption: str, credit: str = "") -> Photo:
    return Photo(block_id, caption=runs_of(caption), credit=credit)


def test_a_caption_that_is_a_sentence_needs_its_stop():
    stop = found(photo("a", "Các đại biểu dự hội nghị"), photo("b", "Bà con xem hội. Ảnh: Hà Lan"))
    assert stop == [("caption/stop", "a", "nghị", ("nghị.",))]
    assert found(photo("a", "Mới"), photo("b", "Ông Nguyễn Văn A"), photo("c", "Ruộng bậc thang")) == []
    assert found(photo("a", "Bà con nói: “Vui quá!”"), photo("b", "Cầu mới khánh thành.")) == []


def test_the_same_caption_twice():
    same = "Các đại biểu dự hội nghị."
    assert [one[:2] for one in found(photo("a", same), photo("b", same))] == [("caption/twice", "b")]


def test_the_credit_is_the_name_alone():
    assert found(photo("a", "", "Ảnh: Hoàng Lâm.")) == [
        ("caption/credit", "a", "Ảnh: Hoàng Lâm.", ("Hoàng Lâm",))
    ]
    assert found(photo("a", "", "Hoàng Lâm"), photo("b", "", "T.H."), photo("c", "", "TTXVN (tư liệu)")) == []


def test_what_a_template_left_open_is_an_error_wherever_a_photo_says_it():
    block = Photo(
        "a", caption=runs_of("{Ai} họp tại {ở đâu}, =ctth=."), credit="{tác giả}", alt="{số:3} {lạ}"
    )
    assert [one[:3] for one in found(block)] == [
        ("caption/open", "a", "{Ai}"),
        ("caption/open", "a", "{ở đâu}"),
        ("caption/code", "a", "=ctth="),
        ("caption/open", "a", "{tác giả}"),
        ("caption/open", "a", "{số:3}"),
    ]
    assert found(Paragraph("p", runs_of("Trong JSON viết {date}, a=b=c.")), photo("a", "x = 1, y = 2.")) == []


def test_a_view_of_an_event_that_the_piece_does_not_tell_of():
    told = Paragraph(
        "p", runs_of("Chi bộ tổ chức buổi sinh hoạt. Tại buổi sinh hoạt, các đảng viên trao đổi.")
    )
    assert found(told, photo("a", "Quang cảnh hội nghị.")) == [
        ("caption/event", "a", "hội nghị", ("buổi sinh hoạt",))
    ]
    assert found(told, photo("a", "Quang cảnh buổi sinh hoạt.")) == []
    lines = "Chi bộ tổ chức buổi sinh hoạt.\nQuang cảnh hội nghị."
    assert [one.text for one in proofread_text(lines) if one.rule == "caption/event"] == ["hội nghị"]


def test_furniture_at_the_end_is_found_line_by_line():
    online = "Đang online 377 Tổng lượt truy cập 90904702"
    end = f"Thời tiết\nTỷ giá ngoại tệ\nThống kê truy cập\n{online}\nChia sẻ facebook"
    text = f"Tít\n{LONG}\nMai Hương\n\n{end}"
    lines = [one.line for one in proofread_text(text) if one.rule == "furniture/line"]
    assert lines == [5, 6, 7, 8, 9]
    story = f"{LONG}\nThống kê truy cập\n{LONG}\nMai Hương"
    assert [one for one in proofread_text(story) if one.family == "furniture"] == []


def test_a_long_sentence_is_marked_at_its_first_words():
    long = " ".join(["và chúng tôi đã đi"] * 11) + "."
    (rule, _, text, _) = found(Paragraph("p", runs_of(f"Ngắn thôi. Rồi {long} Hết.")))[0]
    assert (rule, text) == ("length/sentence", "Rồi và chúng")
    assert found(Paragraph("p", runs_of(long)), style=Style(limits={"sentence-words": 60})) == []


def test_a_headline_has_as_many_words_as_its_genre_or_the_house_says():
    headline = "Một hai ba bốn năm sáu bảy tám chín mười mười một"
    assert found(headline=headline) == found(headline=f"{headline} chữ thêm", genre="feature") == []
    assert [one[0] for one in found(headline=f"{headline} chữ thêm")] == ["length/headline"]
    assert [one[0] for one in found(headline=headline, style=Style(limits={"headline-words": 8}))] == [
        "length/headline"
    ]


def test_other_fields_have_the_limits_of_their_genre():
    deck = " ".join(["Một hai ba bốn năm sáu bảy"] * 3)
    assert [one[0] for one in found(deck=deck, kicker=deck)] == ["length/kicker", "length/deck"]
    assert found(deck=deck, genre="feature") == []

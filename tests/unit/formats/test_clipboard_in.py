import codecs
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from morat.formats import clipboard_in, clipboard_out
from morat.formats.rtf_in import read_text
from morat.newsroom.blocks import ListBlock, Paragraph, Photo, Quote, Subhead, Table, texts
from morat.newsroom.inline import plain, tidy
from tests.helpers import clips
from tests.helpers.shared import shared
from tests.helpers.strategies import runs

JUNK = re.compile(r"mso|MsoNormal|<!|\bstyle=|@page|function\(|track\(|o:p|supportLists|StartFragment")


def shape(block):
    """What a block is, without its id and its marks."""
    match block:
        case Photo():
            return (plain(block.caption), block.credit, block.alt)
        case ListBlock():
            return ("1." if block.ordered else "•", *map(plain, block.items))
        case Table():
            return (block.header, *(tuple(map(plain, row)) for row in block.rows))
        case _:
            return (type(block).__name__, plain(block.runs))


def shapes(html):
    return [shape(block) for block in clipboard_in.read(html).blocks]


def marks(html):
    """The stretches of the first block that carry a mark or a link."""
    block = clipboard_in.read(html).blocks[0]
    return [(run.text.strip(), run.marks or run.link) for run in block.runs if run.marks or run.link]


def words_of(fragment):
    return " ".join(text for block in fragment.blocks for _, text in texts(block))


SENTENCES = (
    "Sáng 25/11, UBND phường Quang Trung họp với các hộ dân về phương án di dời. "
    "Diện tích 2.000 m2, xem văn bản."
)


def test_word_leaves_its_styles_comments_and_changes_behind():
    fragment = clipboard_in.read(clips.WORD)
    assert [shape(block) for block in fragment.blocks] == [
        ("Subhead", "Thủy triều dâng cao"),
        (
            "Paragraph",
            SENTENCES,
        ),
        ("•", "Hộ ông Nam", "Hộ bà Hòa"),
        ("1.", "Đo đạc", "Chi trả"),
        ("Người dân dọn đồ trước giờ triều lên.", "Quang Minh", "Người dân dọn nhà"),
        (True, ("Khu phố", "Số hộ"), ("Khu 4", "38")),
        ("Paragraph", "Ông Nam nói: “Chúng tôi đồng ý.” Việc xong trong tháng 12."),
    ]
    assert fragment.dropped == ("font", "size", "colour", "layout", "comments", "deleted")
    assert [run.marks for run in fragment.blocks[-1].runs] == [()]
    (name,) = fragment.files.values()
    assert name.endswith("clip_image002.jpg")


def test_marks_and_links_of_word_are_kept():
    text = re.search("<p class=MsoNormal style='text-align:justify.*?</p>", clips.WORD, re.DOTALL)[0]
    assert marks(text) == [
        ("25/11", ("bold",)),
        ("Quang Trung", ("italic",)),
        ("phương án", ("underline",)),
        ("2", ("sup",)),
        ("văn bản", "https://example.vn/van-ban"),
    ]


def test_libreoffice_brings_its_pictures_and_one_list():
    fragment = clipboard_in.read(clips.LIBREOFFICE)
    assert [shape(block) for block in fragment.blocks] == [
        ("Paragraph", "Chiều nay, đoàn công tác đã đến đảo Hòn Dấu."),
        ("Đoàn công tác trên bến tàu.", "", "Đoàn công tác trên bến"),
        ("1.", "Kiểm tra kè chắn sóng", "Tặng quà ngư dân", "Gạo"),
        (True, ("Ngày", "Nước (m)"), ("25/11", "3,9")),
        ("Quote", "Biển động mạnh từ chiều."),
    ]
    photo = next(block for block in fragment.blocks if isinstance(block, Photo))
    assert fragment.pictures[photo.id].data.startswith(b"\x89PNG")
    assert photo.photo is None
    assert "levels" in fragment.dropped


def test_google_docs_is_bold_only_where_it_says_so():
    assert shapes(clips.GOOGLE_DOCS) == [
        ("Subhead", "Chợ nổi vào mùa"),
        ("Paragraph", "Từ 4 giờ sáng, ghe xuồng đã về1 theo kế hoạch."),
        ("•", "Trái cây", "Khóm", "Cá đồng"),
        ("Chợ nổi lúc bình minh", "", ""),
        (False, ("Mặt hàng", "Giá"), ("Khóm", "12.000 đồng")),
    ]
    fragment = clipboard_in.read(clips.GOOGLE_DOCS)
    assert fragment.elsewhere == 1
    assert [(run.text, run.marks) for run in fragment.blocks[1].runs if run.marks] == [
        ("ghe xuồng", ("bold",)),
        (" đã về", ("italic",)),
        ("1", ("sup",)),
    ]


def test_lines_of_a_chat_are_paragraphs_and_smileys_stay():
    assert [text for _, text in shapes(clips.ZALO)] == [
        "Anh ơi bão số 12 đổ bộ rồi ạ",
        "Xã em mất điện từ 3h sáng, 40 nhà tốc mái",
        "Số liệu em gửi sau",
        "Ảnh đây ạ 🙏",
    ]
    assert [text for _, text in shapes(clips.GMAIL)] == [
        "Kính gửi tòa soạn,",
        "Tôi xin gửi bài Mùa nước nổi. Mong sớm được hồi âm.",
        "Trân trọng,",
        "Nguyễn Thị Hoa",
    ]


def test_cells_of_a_sheet_stand_in_their_columns():
    assert shapes(clips.EXCEL) == [
        (
            False,
            ("Thiệt hại sau bão", "", "Ước"),
            ("Xã Đông Hải", "Nhà tốc mái", "40"),
            ("", "Lúa ngập (ha)", "1.250,5"),
        )
    ]


def test_a_page_of_the_web_brings_frames_with_their_captions():
    found = shapes(clips.BROWSER)
    assert found[0] == ("Subhead", "Quảng Ninh sẵn sàng ứng phó bão")
    assert found[2] == (
        "Tàu du lịch về bến Tuần Châu, sáng 25/11.",
        "Lê Tân",
        "Tàu du lịch về bến Tuần Châu",
    )
    assert found[3] == ("Paragraph", "Hơn 500 tàu đã neo đậu.\nNgười dân không ra khơi.")
    assert found[4] == ("Subhead", "Phương án di dời")
    fragment = clipboard_in.read(clips.BROWSER)
    assert not fragment.pictures
    assert fragment.elsewhere == 1


def test_fonts_of_before_unicode_are_read():
    assert shapes(clips.TCVN3) == [("Paragraph", "CỘNG HOÀ xã hội chủ nghĩa Việt Nam")]
    assert shapes(clips.VNI) == [("Paragraph", "Cộng hòa xã hội chủ nghĩa Việt Nam")]
    unicode = "<p><font face='.VnTime'>Cộng hòa và à</font></p>"
    assert shapes(unicode) == [("Paragraph", "Cộng hòa và à")]


def test_a_paragraph_in_unicode_stays_whole_beside_old_ones():
    old = "S¸ng nay, héi nghÞ diÔn ra t¹i x· T©n LËp."
    page = f"<font face='.VnTime'><p>{old}</p><p>Ông Đức <b>có cá</b> và <b>tôm</b> để bán.</p></font>"
    assert shapes(page) == [
        ("Paragraph", "Sáng nay, hội nghị diễn ra tại xã Tân Lập."),
        ("Paragraph", "Ông Đức có cá và tôm để bán."),
    ]


def test_text_in_pieces_is_put_together():
    assert shapes("<p>Tie\u0302\u0301ng Vie\u0323\u0302t</p>") == [("Paragraph", "Tiếng Việt")]


def test_a_layout_table_is_its_lines():
    page = (
        "<table><tr><td><img src='https://e.vn/a.jpg'></td></tr>"
        "<tr><td><p class='Image'>Bến cảng sáng nay. Ảnh: Hà Vy</p></td></tr></table>"
    )
    assert shapes(page) == [("Bến cảng sáng nay.", "Hà Vy", "")]


def test_a_second_paragraph_of_an_item_stays_in_it_and_a_picture_parts_the_list():
    page = "<ul><li><p>Một</p><p>thêm</p></li><li><img src='a.jpg'></li><li>Hai</li></ul>"
    fragment = clipboard_in.read(page)
    assert [shape(block) for block in fragment.blocks] == [("•", "Một\nthêm"), ("", "", ""), ("•", "Hai")]
    assert len({block.id for block in fragment.blocks}) == 3


def test_what_nobody_sees_is_no_text():
    page = (
        "<title>T</title><style>p{}</style><script>x()</script><p>Thấy"
        "<span style='display:none'>ẩn</span><span style='mso-hide:all'>ẩn</span>\u200b\u00ad</p>"
    )
    fragment = clipboard_in.read(page)
    assert [shape(block) for block in fragment.blocks] == [("Paragraph", "Thấy")]
    assert fragment.dropped == ("hidden",)


def test_a_quotation_keeps_its_source():
    (block,) = clipboard_in.read("<blockquote><p>Đã xong.</p><footer>Ông Nam</footer></blockquote>").blocks
    assert isinstance(block, Quote)
    assert block.attribution == "Ông Nam"


def test_links_that_run_programs_or_open_files_are_text():
    for address in ("javascript:alert(1)", "file:///etc/passwd", "#_ftn1", "data:text/html,x"):
        assert marks(f'<p>xem <a href="{address}">đây</a></p>') == []


def test_windows_header_and_what_is_around_the_fragment_stay_out():
    page = (
        "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000300\r\n<html><body>ngoài<b>"
        "<!--StartFragment-->trong<!--EndFragment--></b>ngoài</body></html>"
    )
    assert shapes(page) == [("Paragraph", "trong")]
    assert marks(page) == [("trong", ("bold",))]


@pytest.mark.parametrize("name", clips.ALL)
def test_nothing_of_a_program_is_left_in_the_words(name):
    fragment = clipboard_in.read(clips.ALL[name])
    assert not JUNK.search(words_of(fragment))
    ids = [block.id for block in fragment.blocks]
    assert len(set(ids)) == len(ids)


def letters(text):
    """The letters of a text in their order: what may not get lost."""
    return re.sub(r"[\W_]+", "", text)


def seen(html):
    """The text a browser would show, by another parser and the plainest of rules."""
    # Word's own conditions are comments to a parser of HTML 5, as they are to a browser.
    root = lxml_html.document_fromstring(re.sub(r"<!\[(?!endif\]--)[^>]*>", "", html))
    for gone in root.xpath("//script|//style|//title|//comment()|//*[contains(@style, 'mso-list:Ignore')]"):
        gone.drop_tree()
    return "".join(root.itertext())


def test_no_text_of_words_own_corpus_is_lost():
    for path in sorted(shared("corpora", "clipboard").glob("*input*.html")):
        html = path.read_text("utf-8")
        fragment = clipboard_in.read(html)
        assert letters(words_of_lists(fragment)) == letters(seen(f"<div>{html}</div>")), path.name
        assert not JUNK.search(words_of(fragment))


def words_of_lists(fragment):
    return "".join(text for block in fragment.blocks for field, text in texts(block) if field != "alt")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_html_never_crashes_and_loses_no_ids(data):
    html = data.draw(st.sampled_from(list(clips.ALL.values())))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(html)))
        end = min(len(html), at + data.draw(st.integers(0, 40)))
        html = html[:at] + data.draw(st.text(max_size=8) | st.sampled_from(TAGS)) + html[end:]
    fragment = clipboard_in.read(html)
    ids = [block.id for block in fragment.blocks]
    assert len(set(ids)) == len(ids)
    assert all(tidy(block.runs) == block.runs for block in fragment.blocks if isinstance(block, Paragraph))


TAGS = [
    "<td>",
    "</td>",
    "<table>",
    "</table>",
    "<li>",
    "</ul>",
    "<p>",
    "<!--",
    "-->",
    "<q>",
    "</b>",
    "<br>",
    "\x00",
]


@given(st.text(st.characters(codec="utf-8"), max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text):
    clipboard_in.read(text)
    clipboard_in.read(f"<p style='{text}'>{text}<li>{text}")
    read_text(text)


def test_nesting_has_no_end_it_could_fall_over():
    depth = 20_000
    assert shapes("<div>" * depth + "đáy" + "</div>" * depth) == [("Paragraph", "đáy")]
    assert shapes("<table><tr><td>" * 300 + "ô" + "</table>" * 300) == [("Paragraph", "ô")]


def test_reading_can_be_ended():
    def stop(done, _total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clipboard_in.read("<p>dài</p>" * 50_000, stop)


@given(runs)
@settings(max_examples=100, deadline=None)
def test_no_letter_is_lost_on_the_way_out_and_back(found):
    found = tidy(found)
    again = clipboard_in.read(clipboard_out.html((Paragraph("a", found), Paragraph("b")))).blocks
    assert letters("".join(plain(one.runs) for one in again)) == letters(plain(found))


def test_own_blocks_come_back_from_their_html():
    fragment = clipboard_in.read(clips.WORD)
    again = clipboard_in.read(clipboard_out.html(fragment.blocks))
    photo = ("Paragraph", "Người dân dọn đồ trước giờ triều lên. (Quang Minh)")
    assert [shape(block) for block in again.blocks] == [
        photo if isinstance(block, Photo) else shape(block) for block in fragment.blocks
    ]


def test_copied_text_has_a_sign_before_each_item():
    fragment = clipboard_in.read(clips.WORD)
    assert "• Hộ ông Nam\n• Hộ bà Hòa\n1. Đo đạc\n2. Chi trả\n" in clipboard_out.plain_text(fragment.blocks)


def test_rtf_gives_its_text():
    assert read_text(clips.RTF) == "Thủy triều\ndâng cao\t3,9 m\n"
    assert isinstance(clipboard_in.read("<h3>Tít nhỏ</h3>").blocks[0], Subhead)


@pytest.mark.parametrize(
    ("head", "encoding", "mark"),
    [
        ("", "utf-8", b""),
        ("", "utf-8", codecs.BOM_UTF8),
        ("", "utf-16-le", codecs.BOM_UTF16_LE),
        ("", "utf-16-be", codecs.BOM_UTF16_BE),
        ("", "utf-16-le", b""),
        ("", "utf-16-be", b""),
        ("<meta http-equiv=Content-Type content='text/html; charset=utf-8'>", "utf-8", b""),
        ('<META CHARSET = "ISO-8859-1">', "latin-1", b""),
        ("<meta charset=no-such-set>", "utf-8", b""),
    ],
)
def test_the_character_set_is_the_one_it_names(head, encoding, mark):
    html = f"<html>{head}<p>Phòng cháy</p>"
    assert clipboard_in.decoded(mark + html.encode(encoding)) == html


@pytest.mark.parametrize("name", ["windows-1252", "windows-1258", "utf-16", "hex", "undefined", "punycode"])
def test_what_is_utf_8_is_read_so_whatever_it_names(name):
    html = f"<meta charset={name}><p>Phòng cháy ở xã Sơn Dương</p>"
    assert clipboard_in.decoded(html.encode()) == html


@pytest.mark.parametrize("name", ["no-such-set", "hex", "undefined", "punycode"])
def test_one_bad_byte_under_a_name_of_no_letters_costs_itself_alone(name):
    html = f"<meta charset={name}><p>Phòng cháy</p>"
    assert clipboard_in.decoded(html.encode() + b"\xff") == f"{html}\ufffd"


def test_bytes_that_are_no_text_lose_nothing_around_them():
    assert clipboard_in.decoded(b"<p>m\xffa</p>") == "<p>m\ufffda</p>"
    assert clipboard_in.decoded(b"") == ""


def test_what_word_writes_at_the_end_of_a_paragraph_leaves_no_space():
    (block,) = clipboard_in.read("<p>một <span lang=VI>hai<o:p></o:p></span></p>").blocks
    assert plain(block.runs) == "một hai"

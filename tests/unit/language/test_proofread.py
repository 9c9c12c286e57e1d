"""What the proofreader says, and where it keeps silent."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from morat.catalogue import sentence_of
from morat.language.proofread import proofread, proofread_text
from morat.newsroom.article import new_article
from morat.newsroom.blocks import ListBlock, Paragraph, Photo, Quote, Table, texts, walk
from morat.newsroom.findings import SEVERITIES, Finding
from morat.newsroom.inline import Run, runs_of
from morat.newsroom.text import clean
from tests.helpers.shared import shared
from tests.helpers.strategies import VIETNAMESE, articles

WRONG = [
    ("Ông nói với anh  em.", "space/double", "anh  em.", ("anh em.",)),
    ("Trung tâm TT- VH thành phố", "space/hyphen", "TT- VH", ("TT-VH", "TT - VH")),
    ("kinh tế- xã hội", "space/hyphen", "tế- xã", ("tế - xã", "tế-xã")),
    ("kinh tế -xã hội", "space/hyphen", "tế -xã", ("tế - xã", "tế-xã")),
    ("giai đoạn 2020- 2025", "space/hyphen", "2020- 2025", ("2020-2025", "2020 - 2025")),
    ("tướngTrần Hưng Đạo", "space/glued", "tướngTrần", ("tướng Trần",)),
    ("sáng ngày3 tháng 11", "space/glued", "ngày3", ("ngày 3",)),
    ("có 10người dự", "space/glued", "10người", ("10 người",)),
    ("anh , em", "punctuation/space-before", "anh ,", ("anh,",)),
    ("anh ,em", "punctuation/space-before", "anh ,em", ("anh, em",)),
    ("Hết rồi .", "punctuation/space-before", "rồi .", ("rồi.",)),
    ("( anh )", "punctuation/space-inside", "( anh )", ("(anh)",)),
    ("“ anh ”", "punctuation/space-inside", "“ anh ”", ("“anh”",)),
    ("anh,em", "punctuation/space-after", "anh,em", ("anh, em",)),
    ("anh,em,chị", "punctuation/space-after", "anh,em,chị", ("anh, em, chị",)),
    ("Đã xong.Ông về", "punctuation/space-after", "xong.Ông", ("xong. Ông",)),
    ("từ năm 2013.Ông về", "punctuation/space-after", "2013.Ông", ("2013. Ông",)),
    ("đã xong.“Tôi mừng”", "punctuation/space-after", "xong.“Tôi", ("xong. “Tôi",)),
    ("Ông nói:Anh về đi", "punctuation/space-after", "nói:Anh", ("nói: Anh",)),
    ("Về đi!Tôi bận", "punctuation/space-after", "đi!Tôi", ("đi! Tôi",)),
    ("anh,, em", "punctuation/doubled", "anh,,", ("anh,",)),
    ("Xong..", "punctuation/doubled", "Xong..", ("Xong.", "Xong...")),
    ("của các các xã", "repeat/word", "các các", ("các",)),
    ("Các các xã", "repeat/word", "Các các", ("Các",)),
    ("người dân đang đang làm", "repeat/word", "đang đang", ("đang",)),
    ("vào trong trong nhà", "repeat/word", "trong trong", ("trong",)),
    ("bàn bàn về việc", "repeat/word", "bàn bàn", ("bàn",)),
]  # fmt: skip

RIGHT = """
Lúc 10:30, tỷ số 2 : 1 và 3-1; 1.000.000 đồng; 3,5%; ngày 25/12/2013; số 1,2 và 1/3 số hộ
Xem vnexpress.net, tuoitre.vn/thoi-su.htm, https://x.vn/a,b;c?d=e!f (thư: a.b@bao.com.vn)
Chỉ thị 30-CT/TW; Nghị định 30/2020/NĐ-CP; Quyết định 1989/QĐ-BGDĐT; Kế hoạch 01-KH/TU
TP.HCM, Tp.Hồ Chí Minh, Q.1, TX.Quảng Yên, TS.BS. Trần Văn A, Ths.Nguyễn B, GS.TS Lê C
T.Ư, tr.5, Mr.Bean, U.S.A., v.v.
Vân vân... và còn nữa… Thế à...? “Anh bảo (rằng “thế” là đủ).” [1] Đúng vậy?! Thật ư!
kinh tế - xã hội; giai đoạn 2020 - 2025; 2020-2025; Bắc – Nam; xuống -5 độ C; - một là; TT-VH
iPhone, VietNamNet, YouTube, VinFast, MobiFone, CO2, km2, 5G, COVID-19, F0, 30đ, 5tr, 8h30, H5N1, Q2/2026
#NgườiViệt @BáoTuổiTrẻ tên_tệp,mới C:\\Tin,bài x=1,y=2 &nbsp;anh
song song, năm năm, dần dần, luôn luôn, từ từ, người người, Luôn luôn; Ly Ly, Ngân Ngân, anh Anh
ra ra vào vào, chị chị em em, ghi ghi, chép chép; có thể thể hiện; trở thành thành viên; hội viên, viên chức
a) một; b) hai; (c) ba; 1.Mục tiêu; :) và :-)
""".strip().split("\n")


@pytest.mark.parametrize(("text", "rule", "found", "suggestions"), WRONG)
def test_finds_what_is_wrong_and_says_what_is_right(
    text: str, rule: str, found: str, suggestions: tuple[str, ...]
):
    findings = proofread_text(text)
    assert [(one.rule, one.text, one.suggestions) for one in findings] == [(rule, found, suggestions)]
    assert text[findings[0].start : findings[0].end] == found


@pytest.mark.parametrize("text", RIGHT)
def test_keeps_silent_where_nothing_is_wrong(text: str):
    assert [(one.rule, one.text) for one in proofread_text(text)] == []


def test_a_word_that_is_never_doubled_is_graver_than_one_that_might_be():
    assert [one.severity for one in proofread_text("các các xã bàn bàn về việc")] == ["error", "warning"]


def test_two_faults_side_by_side_are_both_said():
    findings = proofread_text("đang đang  làm")
    assert [(one.text, one.suggestions) for one in findings] == [
        ("đang đang", ("đang",)),
        ("  làm", (" làm",)),
    ]


def test_what_is_missing_beside_a_marked_word_waits_until_the_word_is_right():
    opened = "Ông: “Một.\n"
    assert [(one.rule, one.text) for one in proofread_text(f"{opened}tướngTrần về.”")] == [
        ("space/glued", "tướngTrần")
    ]
    assert [(one.rule, one.suggestions) for one in proofread_text(f"{opened}tướng Trần về.”")] == [
        ("quote/paragraph", ("“tướng",))
    ]


def test_every_printed_field_is_read_with_its_block():
    slip = "các các"
    article = new_article(
        kicker=slip, headline=slip, deck=slip, standfirst=slip, note=slip, section=slip,
        blocks=(
            Paragraph("p", (Run("Những "), Run(slip, ("bold",)))),
            Quote("q", runs_of(slip), attribution=slip),
            ListBlock("l", items=(runs_of("một"), runs_of(slip))),
            Table("t", rows=((runs_of("ô"), runs_of(slip)),)),
            Photo("f", caption=runs_of(slip), credit=slip, alt=slip),
        ),
    )  # fmt: skip
    found = [(one.field, one.block, one.start) for one in proofread(article)]
    assert found == [
        ("kicker", None, 0), ("headline", None, 0), ("deck", None, 0), ("standfirst", None, 0),
        ("body", "p", 6), ("body", "q", 0), ("attribution", "q", 0), ("body", "l", 4), ("body", "t", 2),
        ("caption", "f", 0), ("credit", "f", 0), ("alt", "f", 0),
    ]  # fmt: skip


def test_lines_of_plain_text_are_counted_from_one_and_positions_are_nfc():
    decomposed = "Được rồi\r\nCu\u0309a ca\u0301c ca\u0301c xã\u2028hết"
    (finding,) = proofread_text(decomposed)
    assert (finding.line, finding.block, finding.start, finding.text) == (2, None, 4, "các các")


def test_a_line_break_parts_words():
    assert proofread_text("của các\ncác xã") == []


def test_news_that_was_printed_raises_few_alarms():
    lines = shared("corpora", "vietnamese", "vtb-dev.conllu").read_text(encoding="utf-8").splitlines()
    text = "\n".join(
        line[8:].replace(" ,", ",").replace(" .", ".") for line in lines if line.startswith("# text =")
    )
    doubled = [one for one in proofread_text(text) if one.rule == "repeat/word"]
    assert len(doubled) < len(text.split()) / 5000


def _repaired(text: str, findings: list[Finding]) -> str:
    """Take the first suggestion of every finding, from the end of the text on."""
    for one in reversed(findings):
        text = text[: one.start] + one.suggestions[0] + text[one.end :]
    return text


pieces = st.sampled_from(
    ("anh", "Em", "các", "các", "2013", "TT", "VH", "iPhone", "tướngTrần", ",", ".", ";", ":", "!", "?", "…",
     "...", "(", ")", "“", "”", '"', "-", "–", " ", "  ", "\u00a0", "\t", "a@b.vn", "x.vn", "%", "[", "]")
)  # fmt: skip
news = st.one_of(
    st.lists(pieces, max_size=25).map("".join),
    st.text(alphabet=st.sampled_from(VIETNAMESE + "ABCĐÔ 0123 .,;:!?–-…“”\"'()[]  "), max_size=60),
    st.text(max_size=60),
)


FACTS = ("name", "title", "abbreviation", "capital", "date", "number", "caption", "length", "furniture")
"""Families that may see that something is wrong without knowing what would be right."""


@given(news)
@example("“\ttướngTrần”")
def test_whatever_is_read_the_findings_lie_in_the_text_and_not_over_each_other(text: str):
    lines = clean(text).split("\n")
    end = (0, 0)
    for one in proofread_text(text):
        assert one.line is not None
        assert one.text == lines[one.line - 1][one.start : one.end]
        assert (one.line, one.start) >= end
        assert one.start < one.end
        assert one.suggestions or one.family in (*FACTS, "quote")
        assert one.text not in one.suggestions
        assert one.severity in SEVERITIES
        assert sentence_of(one.reason.code)
        end = (one.line, one.end)


@given(news)
def test_taking_every_suggestion_leads_to_a_text_without_findings(text: str):
    line = clean(text).replace("\n", " ")
    for _ in range(40):
        findings = [one for one in proofread_text(line) if one.family not in FACTS and one.suggestions]
        if not findings:
            return
        line = _repaired(line, findings)
    pytest.fail(f"still not at rest: {line!r}")


@given(articles())
def test_findings_of_an_article_lie_in_its_texts(article):
    fields = {
        (field, None): getattr(article, field) for field in ("kicker", "headline", "deck", "standfirst")
    }
    fields |= {(field, block.id): text for block in walk(article.blocks) for field, text in texts(block)}
    for one in proofread(article):
        assert fields[(one.field, one.block)][one.start : one.end] == one.text

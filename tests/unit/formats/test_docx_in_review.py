"""Tracked changes and comments in Word files: taken in, left out, or kept beside the text as suggestions."""

import subprocess
from pathlib import Path
from shutil import which

import pytest

from morat.formats import docx_in, docx_in_revisions
from morat.newsroom.accepting import accept_all
from morat.newsroom.article import Article, body_text
from morat.newsroom.blocks import ListBlock, Paragraph, Photo, Table
from morat.newsroom.changes import ITEM
from morat.newsroom.incoming import Incoming
from morat.newsroom.inline import plain
from tests.helpers.patience import SECONDS
from tests.helpers.word import LONG, MAIN, NUMBERING, item, p, r, word_file

MAI = 'w:id="7" w:author="Mai Hương" w:date="2026-11-30T10:00:00Z"'
LAN = 'w:id="8" w:author="Lan" w:date="2026-11-30T11:00:00Z"'


def ins(inside: str, who: str = MAI) -> str:
    return f"<w:ins {who}>{inside}</w:ins>"


def gone(text: str, who: str = MAI) -> str:
    return f"<w:del {who}><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>"


def para(inside: str, mark: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}<w:rPr>{mark}</w:rPr></w:pPr>{inside}</w:p>"


def read(body: str, how: str = "keep", **parts: str) -> Incoming:
    return docx_in.read(word_file(p("Tít của bài") + p(LONG * 2) + body, **parts), revisions=how)


def lines(article: Article) -> list[str]:
    """The body, a line a block, the first two lines of the file left out."""
    return [line.strip() for line in body_text(article).split("\n") if line.strip()]


def what(incoming: Incoming) -> list[tuple[str, str, str]]:
    return [(one.kind, one.quoted, plain(one.runs)) for one in incoming.review.suggestions]


def test_words_are_kept_as_suggestions_with_who_and_when() -> None:
    body = para(
        r("Sáng nay, ") + gone("hội nghị") + ins(r("buổi họp")) + r(" diễn ra") + ins(r(" ở xã"), LAN)
    )
    incoming = read(body)
    assert lines(incoming.article) == ["Sáng nay, hội nghị diễn ra"]
    assert what(incoming) == [("replace", "hội nghị", "buổi họp"), ("insert", "", " ở xã")]
    first, second = incoming.review.suggestions
    assert (first.id, first.author, first.at) == ("00000007", "Mai Hương", "2026-11-30T03:00:00+00:00")
    assert (first.start, first.end, second.start) == (10, 18, 26)
    assert (second.id, second.author) == ("00000008", "Lan")
    assert lines(read(body, "accept").article) == ["Sáng nay, buổi họp diễn ra ở xã"]
    assert lines(read(body, "reject").article) == ["Sáng nay, hội nghị diễn ra"]
    assert not read(body, "accept").review


TRACKED = {
    "a word": para(r("một ") + gone("hai ") + ins(r("ba ")) + r("bốn")),
    "in a link": para(
        f'<w:hyperlink w:anchor="x">{r("một ")}{ins(r("hai "))}{gone("ba")}</w:hyperlink>{r(".")}'
    ),
    "new at the end": para(r("một"), f"<w:ins {MAI}/>") + para(ins(r("hai"))),
    "new in front": para(ins(r("hai")), f"<w:ins {MAI}/>") + para(r("một")),
    "two new ones": para(r("một"), f"<w:ins {MAI}/>")
    + para(ins(r("hai")), f"<w:ins {MAI}/>")
    + para(ins(r("ba"))),
    "parted": para(r("một "), f"<w:ins {MAI}/>") + para(r("hai")),
    "parted around a new one": (
        para(r("một "), f"<w:ins {MAI}/>") + para(ins(r("mới")), f"<w:ins {MAI}/>") + para(r("hai"))
    ),
    "parted with words": para(r("một") + ins(r(" rưỡi")), f"<w:ins {MAI}/>") + para(ins(r("và ")) + r("hai")),
    "joined": para(r("một "), f"<w:del {MAI}/>") + para(r("hai")),
    "joined over a deleted one": (
        para(r("một ") + gone("x"), f"<w:del {MAI}/>")
        + para(gone("y"), f"<w:del {MAI}/>")
        + para(gone("z") + r("hai"))
    ),
    "deleted": para(r("một")) + para(gone("hai"), f"<w:del {MAI}/>") + para(r("ba")),
    "deleted, empty line left": para(r("một")) + para(gone("hai")) + para(r("ba")),
    "new end, deleted again": para(r("một "), f"<w:ins {MAI}/><w:del {MAI}/>") + para(r("hai")),
    "new word, deleted again": para(r("một ") + ins(gone("hai ")) + r("ba")),
    "moved": (
        para(f"<w:moveFrom {MAI}>{r('một')}</w:moveFrom>", f"<w:moveFrom {MAI}/>")
        + para(r("hai"), f"<w:ins {MAI}/>")
        + para(f"<w:moveTo {MAI}>{r('một')}</w:moveTo>")
    ),
    "an item": item("một", 6)
    + item("hai", 6)
    .replace("</w:pPr>", f"<w:rPr><w:ins {MAI}/></w:rPr></w:pPr>")
    .replace(r("hai"), ins(r("hai")))
    + item("ba", 6),
    "an item gone": item("một", 6)
    + item("x", 6).replace("</w:pPr>", f"<w:rPr><w:del {MAI}/></w:rPr></w:pPr>").replace(r("x"), gone("hai"))
    + item("ba", 6),
    "a control": f"<w:sdt><w:sdtContent>{para(r('một ') + ins(r('hai')))}</w:sdtContent></w:sdt>",
    "a field": para(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("một ")}{ins(r("hai"))}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "a row": "<w:tbl>"
    + "".join(
        f"<w:tr><w:trPr>{mark}</w:trPr>"
        + "".join(f"<w:tc>{para(inside)}</w:tc>" for inside in row)
        + "</w:tr>"
        for mark, row in (
            ("", (r("a"), r("b"))),
            (f"<w:ins {MAI}/>", (ins(r("c")), ins(r("d")))),
            (f"<w:del {MAI}/>", (gone("e"), gone("f"))),
            ("", (r("g") + ins(r("h")), gone("i") + r("j"))),
        )
    )
    + "</w:tbl>",
    "looks": para(
        r("một", f"<w:b/><w:rPrChange {MAI}><w:rPr><w:i/></w:rPr></w:rPrChange>"),
        "",
        f"<w:pPrChange {MAI}><w:pPr><w:jc w:val='center'/></w:pPr></w:pPrChange>",
    ),
}


@pytest.mark.parametrize("name", TRACKED)
def test_what_is_kept_leads_to_what_word_accepts_and_begins_at_what_it_rejects(name: str) -> None:
    body = p(LONG) + TRACKED[name] + p(LONG)
    kept = read(body, numbering=NUMBERING)
    before = read(body, "reject", numbering=NUMBERING)
    after = read(body, "accept", numbering=NUMBERING)
    assert lines(kept.article) == lines(before.article)
    done = accept_all(kept.article, kept.review)
    assert done.review.suggestions == ()
    assert lines(done.article) == lines(after.article)
    assert not any(warning.code == "changes-left-out" for warning in kept.warnings)


def test_whole_paragraphs_are_suggested_as_such() -> None:
    incoming = read(p("một.") + TRACKED["new at the end"] + TRACKED["deleted"] + p("hết."))
    kinds = [one.kind for one in incoming.review.suggestions]
    assert kinds == ["add", "remove"]
    added, removed = incoming.review.suggestions
    blocks = {block.id: block for block in incoming.article.blocks}
    assert [plain(block.runs) for block in added.blocks if isinstance(block, Paragraph)] == ["hai"]
    assert plain(blocks[added.block or ""].runs) == "một"
    assert plain(blocks[removed.block or ""].runs) == "hai"


def test_headline_standfirst_and_captions_keep_their_suggestions() -> None:
    body = (
        para(r("Chợ nổi ") + gone("vắng") + ins(r("đông")) + r(" trở lại"))
        + para(
            '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">'
            + LONG * 2
            + "</w:t></w:r>"
            + ins(r("Thêm câu."))
        )
        + p(LONG)
        + para(r("Ảnh: Người dân ") + ins(r("xã Đồng Mây ")) + r("dự hội."))
        + p(LONG)
    )
    incoming = docx_in.read(word_file(body))
    assert incoming.article.headline == "Chợ nổi vắng trở lại"
    assert incoming.article.standfirst == (LONG * 2).strip()
    fields = [(one.field, one.start, one.quoted) for one in incoming.review.suggestions]
    end = len(incoming.article.standfirst)
    assert fields == [("headline", 8, "vắng"), ("standfirst", end, ""), ("caption", 10, "")]
    assert isinstance(incoming.article.blocks[1], Photo)


def test_rows_and_items_are_stretches_of_the_text_of_their_block() -> None:
    incoming = read(p(LONG) + TRACKED["a row"] + p(LONG) + TRACKED["an item"], numbering=NUMBERING)
    table = next(block for block in incoming.article.blocks if isinstance(block, Table))
    assert [[plain(cell) for cell in row] for row in table.rows] == [["a", "b"], ["e", "f"], ["g", "ij"]]
    items = next(block for block in incoming.article.blocks if isinstance(block, ListBlock))
    assert [plain(one) for one in items.items] == ["một", "ba"]
    done = accept_all(incoming.article, incoming.review).article
    table = next(block for block in done.blocks if isinstance(block, Table))
    assert [[plain(cell) for cell in row] for row in table.rows] == [["a", "b"], ["c", "d"], ["gh", "j"]]
    items = next(block for block in done.blocks if isinstance(block, ListBlock))
    assert [plain(one) for one in items.items] == ["một", "hai", "ba"]
    assert any(ITEM in plain(one.runs) for one in incoming.review.suggestions)


def test_a_piece_written_with_tracking_on_is_a_piece() -> None:
    body = para(ins(r("Tít của bài"))) + para(ins(r(LONG * 2)), f"<w:ins {MAI}/>") + para(ins(r(LONG)))
    incoming = docx_in.read(word_file(body))
    assert incoming.article.headline == "Tít của bài"
    assert len(incoming.article.blocks) == 1
    assert not incoming.review


W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def comment(number: int, text: str, para_id: str, who: str = "Mai") -> str:
    return (
        f'<w:comment w:id="{number}" w:author="{who}" w:date="2026-11-30T10:00:00Z">'
        f'<w:p w14:paraId="{para_id}">{r(text)}</w:p></w:comment>'
    )


COMMENTS = (
    f'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {W14}>'
    + comment(0, "Ai nói?", "0000000A")
    + comment(1, "Chị Lan nói.", "0000000B", "Lan")
    + comment(2, "Kiểm tra số này", "0000000C")
    + comment(3, "Rồi.", "0000000D", "Lan")
    + comment(4, "Cả bài hay.", "0000000E")
    + comment(5, "Ảnh nào?", "0000000F")
    + "</w:comments>"
)
EXTENDED = (
    f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="0000000A" w15:done="0"/>'
    '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>'
    '<w15:commentEx w15:paraId="0000000C" w15:done="1"/>'
    '<w15:commentEx w15:paraId="0000000D" w15:paraIdParent="0000000B" w15:done="0"/></w15:commentsEx>'
)
IDS = (
    '<c:commentsIds xmlns:c="http://schemas.microsoft.com/office/word/2016/wordml/cid">'
    '<c:commentId c:paraId="0000000A" c:durableId="1A2B3C4D"/></c:commentsIds>'
)
TIMES = (
    '<e:commentsExtensible xmlns:e="http://schemas.microsoft.com/office/word/2018/wordml/cex">'
    '<e:commentExtensible e:durableId="1A2B3C4D" e:dateUtc="2026-11-29T23:00:00Z"/></e:commentsExtensible>'
)


def around(number: int, inside: str) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def test_comments_come_with_place_replies_and_state() -> None:
    body = (
        para(r("Ông ") + around(0, around(1, r("phó chủ tịch"))) + r(" nói."))
        + f'<w:commentRangeStart w:id="2"/>{p("Có 412 ha")}{p("lúa.")}<w:commentRangeEnd w:id="2"/>'
        + p("Hết.", "").replace("</w:p>", '<w:r><w:commentReference w:id="4"/></w:r></w:p>')
        + para(around(9, r("Không có nhận xét số 9.")))
    )
    parts = {"commentsExtended": EXTENDED, "commentsIds": IDS, "commentsExtensible": TIMES}
    incoming = read(body, comments=COMMENTS, **parts)
    said = incoming.review.comments
    assert [(one.quoted, one.text, one.resolved) for one in said] == [
        ("phó chủ tịch", "Ai nói?", False),
        ("Có 412 ha", "Kiểm tra số này", True),
        ("", "Cả bài hay.", False),
    ]
    first = said[0]
    assert (first.id, first.author, first.at) == ("1a2b3c4d", "Mai", "2026-11-29T23:00:00+00:00")
    assert [(one.author, one.text, one.id) for one in first.replies] == [
        ("Lan", "Chị Lan nói.", "00000001"),
        ("Lan", "Rồi.", "00000003"),
    ]
    blocks = {block.id: block for block in incoming.article.blocks}
    place = blocks[first.block or ""]
    assert isinstance(place, Paragraph)
    assert plain(place.runs)[first.start : first.end] == "phó chủ tịch"
    assert said[1].at == "2026-11-30T03:00:00+00:00"
    assert said[2].start == said[2].end == 4


def test_answers_in_a_ring_are_comments_and_a_long_chain_has_one_beginning() -> None:
    count = 3_000
    ids = [f"{number:08X}" for number in range(1, count + 1)]
    said = "".join(
        f'<w:comment w:id="{number}"><w:p w14:paraId="{name}">{r(name)}</w:p></w:comment>'
        for number, name in enumerate(ids)
    )
    # The last two answer each other; each of the others the one before it.
    above = dict(zip(ids[1:-2], ids[:-3], strict=True)) | {ids[-1]: ids[-2], ids[-2]: ids[-1]}
    told = "".join(
        f'<w15:commentEx w15:paraId="{one}" w15:paraIdParent="{other}"/>' for one, other in above.items()
    )
    marks = "".join(f'<w:r><w:commentReference w:id="{number}"/></w:r>' for number in range(count))
    comments = docx_in.read(
        word_file(
            f"{p(LONG)}<w:p>{r(LONG)}{marks}</w:p>",
            comments=f'<w:comments xmlns:w="{MAIN}" {W14}>{said}</w:comments>',
            commentsExtended=f'<w15:commentsEx xmlns:w15="{W15}">{told}</w15:commentsEx>',
        )
    ).review.comments
    assert [one.text for one in comments] == [ids[0], ids[-2], ids[-1]]
    assert [reply.text for reply in comments[0].replies] == ids[1:-2]


def test_hidden_text_is_kept_beside_and_said() -> None:
    body = para(r("Thấy ") + r("không thấy", "<w:vanish/>") + r("được."))
    incoming = read(body)
    assert lines(incoming.article) == ["Thấy được."]
    assert [(one.author, one.text) for one in incoming.review.comments] == [("Word", "không thấy")]
    assert [dict(one.params) for one in incoming.warnings if one.code == "hidden-text"] == [{"n": 1}]


def test_comments_on_deleted_and_new_words_are_not_lost() -> None:
    body = (
        para(r("a ") + around(0, gone("xóa")) + r(" b"))
        + para(r("c ") + around(2, ins(r("thêm"))) + r(" d"))
        + para(around(4, ins(r("đoạn mới"))), f"<w:ins {MAI}/>")
        + p(LONG)
    )
    incoming = read(body, comments=COMMENTS)
    assert sorted(one.text for one in incoming.review.comments) == [
        "Ai nói?",
        "Cả bài hay.",
        "Kiểm tra số này",
    ]
    quoted = {one.text: one.quoted for one in incoming.review.comments}
    assert quoted["Ai nói?"] == "xóa"


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
CHANGE = (
    "<office:change-info><dc:creator>Mai Hương</dc:creator><dc:date>2026-11-30T10:00:00</dc:date>"
    "</office:change-info>"
)
FODT = (
    '<?xml version="1.0"?>'
    f'<office:document xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:tracked-changes>'
    f'<text:changed-region text:id="c1"><text:deletion>{CHANGE}<text:p>vắng </text:p></text:deletion>'
    f'</text:changed-region><text:changed-region text:id="c2"><text:insertion>{CHANGE}</text:insertion>'
    "</text:changed-region></text:tracked-changes><text:p>Tít của bài</text:p><text:p>Chợ nổi "
    '<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>đông '
    '<text:change-end text:change-id="c2"/>'
    'trở lại<office:annotation office:name="n1">'
    "<dc:creator>Lan</dc:creator>"
    "<dc:date>2026-11-30T11:00:00</dc:date><text:p>Đẹp.</text:p></office:annotation> sáng nay"
    '<office:annotation-end office:name="n1"/> nhé.</text:p></office:text></office:body></office:document>'
)


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_writes_is_kept_too(tmp_path: Path) -> None:
    (tmp_path / "bai.fodt").write_text(FODT, "utf-8")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path), "bai.fodt"],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        timeout=SECONDS,
    )
    incoming = docx_in.read((tmp_path / "bai.docx").read_bytes())
    assert lines(incoming.article)[-1] == "Chợ nổi vắng trở lại sáng nay nhé."
    assert [(one.kind, one.quoted, plain(one.runs)) for one in incoming.review.suggestions] == [
        ("replace", "vắng ", "đông ")
    ]
    assert [(one.author, one.text, one.quoted) for one in incoming.review.comments] == [
        ("Lan", "Đẹp.", " sáng nay")
    ]


def test_changes_without_end_are_accepted_and_it_is_said(monkeypatch) -> None:
    """A file of three hundred thousand of them would take a minute and a gigabyte."""
    body = para(r("Sáng nay, ") + gone("hội nghị") + ins(r("buổi họp"))) + para(ins(r("Chiều nay.")))
    assert not any(one.code == "changes-accepted" for one in read(body).warnings)
    monkeypatch.setattr(docx_in_revisions, "_MOST", 2)
    incoming = read(body)
    assert lines(incoming.article) == ["Sáng nay, buổi họp", "Chiều nay."]
    assert not incoming.review
    assert [one.params for one in incoming.warnings if one.code == "changes-accepted"] == [{"n": 3}]

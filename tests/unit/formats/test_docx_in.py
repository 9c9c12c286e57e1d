"""Word files of other people: what they say is found, what they hide stays out, damage is said."""

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from morat.formats import docx_in, docx_out
from morat.newsroom.article import body_text, new_article
from morat.newsroom.blocks import ListBlock, Paragraph, Photo, Subhead, Table
from morat.newsroom.inline import Run, plain, runs_of
from morat.newsroom.messages import UserError
from tests.helpers.jpegs import jpeg
from tests.helpers.shared import shared
from tests.helpers.word import LONG, MAIN, NUMBERING, REL, STYLES, item, p, r, word_file


def test_a_plain_manuscript_becomes_a_piece() -> None:
    bold, own = "<w:b/>", '<w:pStyle w:val="Rieng"/>'
    body = (
        f"<w:p>{r('Chợ nổi đông trở lại', bold)}</w:p><w:p>{r(LONG * 2, bold)}</w:p>"
        f"{p(LONG * 3)}{p('Đông từ sáng', own)}{p(LONG * 3)}"
        f"{item('Xoài', 5)}{item('Cam', 5)}{item('Ghe', 6)}"
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>"
        + p("Giá")
        + "</w:tc></w:tr><w:tr><w:tc>"
        + p("Xoài")
        + "</w:tc>"
        "<w:tc>" + p("30.000") + p("một ký") + "</w:tc></w:tr></w:tbl>"
        f"{p(LONG * 3)}"
    )
    article = docx_in.read(word_file(body, styles=STYLES, numbering=NUMBERING)).article
    assert article.headline == "Chợ nổi đông trở lại"
    assert article.standfirst == (LONG * 2).strip()
    kinds = [type(block) for block in article.blocks]
    assert kinds == [Paragraph, Subhead, Paragraph, ListBlock, ListBlock, Table, Paragraph]
    numbers, bullets, table = article.blocks[3:6]
    assert numbers.ordered
    assert [plain(text) for text in numbers.items] == ["Xoài", "Cam"]
    assert not bullets.ordered
    assert plain(table.rows[1][1]) == "30.000\nmột ký"


def test_text_in_every_wrapper_is_read_and_deleted_text_is_not() -> None:
    body = (
        "<w:p><w:ins>" + r("thêm ") + "</w:ins><w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + r("ô ") + "</w:sdtContent></w:sdt>"
        "<w:smartTag>"
        + r("thẻ ")
        + "</w:smartTag><w:fldSimple w:instr='DATE'>"
        + r("ngày ")
        + "</w:fldSimple>"
        "<w:moveFrom>" + r("chỗ cũ") + "</w:moveFrom><w:moveTo>" + r("chỗ mới ") + "</w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://bao.vn/x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("đây")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:tab/><w:t>hết</w:t><w:br/><w:noBreakHyphen/></w:r></w:p>"
        "<w:sdt><w:sdtContent>" + p("Cả đoạn trong ô") + "</w:sdtContent></w:sdt>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("nối ") + "</w:p>" + p("liền")
    )
    article = docx_in.read(word_file(p(LONG) + p(LONG) + body), revisions="accept").article
    text = body_text(article)
    assert "thêm ô thẻ ngày chỗ mới đây\thết\n\u2011" in text
    assert "Cả đoạn trong ô" in text
    assert "nối liền" in text
    assert not any(word in text for word in ("xóa", "chỗ cũ", "ẩn", "HYPERLINK"))
    links = [
        run for block in article.blocks if isinstance(block, Paragraph) for run in block.runs if run.link
    ]
    assert links == [Run("đây", (), "https://bao.vn/x")]


def test_links_to_disks_and_scripts_lose_their_address() -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    targets = ("file:///C:/Users/an/mat.docx", "javascript:alert(1)", "https://bao.vn/")
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{REL}/hyperlink" TargetMode="External" Target="{target}"/>'
        for n, target in enumerate(targets)
    )
    links = "".join(f'<w:hyperlink r:id="r{n}">{r(f"chữ {n} ")}</w:hyperlink>' for n in range(3))
    packed = io.BytesIO(word_file(p(LONG) + p(LONG) + f"<w:p>{links}</w:p>"))
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{relations}">{rels}</Relationships>'
        )
    article = docx_in.read(packed.getvalue()).article
    found = {run.link for block in article.blocks if isinstance(block, Paragraph) for run in block.runs}
    assert found - {None} == {"https://bao.vn/"}
    assert "chữ 0 chữ 1 chữ 2" in body_text(article)


def test_work_in_word_on_our_own_file_is_taken_over() -> None:
    """A colleague types into a paragraph, adds one, and breaks a run in two as Word does."""
    picture = jpeg(80)
    article = new_article(
        headline="Tít",
        blocks=(
            Paragraph("aa", runs_of("Một hai.")),
            Photo("bb", photo="1" * 64, caption=runs_of("Ghe."), credit="An"),
        ),
    )
    held = _parts(docx_out.write(article, {"1" * 64: picture}))
    document = held["word/document.xml"].decode()
    document = document.replace("Một hai.", "Một hai ba.").replace(
        '</w:p><w:p><w:pPr><w:pStyle w:val="Photo"/>',
        '</w:p><w:p><w:r><w:t>Đoạn mới.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Photo"/>',
    )
    held["word/document.xml"] = document.encode()
    back = docx_in.read(_packed(held)).article
    assert back.headline == "Tít"
    assert [block.id for block in back.blocks][::2] == ["aa", "bb"]
    assert [plain(block.runs) for block in back.blocks[:2]] == ["Một hai ba.", "Đoạn mới."]
    photo = back.blocks[2]
    assert (photo.photo, plain(photo.caption), photo.credit) == ("1" * 64, "Ghe.", "An")


def test_entities_from_outside_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "mat.txt"
    secret.write_text("chữ mật", encoding="utf-8")
    body = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{MAIN}"><w:body>'
        f"<w:p><w:r><w:t>a&x;b</w:t></w:r></w:p></w:body></w:document>"
    )
    article = docx_in.read(_packed({"word/document.xml": body.encode()})).article
    assert "mật" not in article.headline + body_text(article)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"{\\rtf1 no}",
        b"<html></html>",
        pytest.param(lambda: _packed({"word/other.xml": b"<a/>"}), id="no document"),
        pytest.param(lambda: _packed({"word/document.xml": b"<w:document"}), id="broken XML"),
        pytest.param(lambda: _packed({"word/document.xml": b"<a/>"}), id="another document"),
        pytest.param(lambda: _packed({"word/document.xml": b" " * 60_000_000}), id="bomb"),
    ],
)
def test_what_is_no_word_file_is_refused(data) -> None:
    with pytest.raises(UserError) as refused:
        docx_in.read(data() if callable(data) else data, "bài.docx")
    assert refused.value.message.code == "docx-damaged"
    assert refused.value.message.params == {"path": "bài.docx"}


def test_of_a_part_that_is_there_twice_one_is_read() -> None:
    packed = io.BytesIO(word_file(p("Bài thật") + p(LONG)))
    with zipfile.ZipFile(io.BytesIO(word_file(p("Bài khác") + p(LONG)))) as other:
        again = other.read("word/document.xml")
    with zipfile.ZipFile(packed, "a") as package:
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("word/document.xml", again)
        package.writestr("WORD/DOCUMENT.XML", again)
    # Word takes the last of them, as every reader that asks a ZIP for a name.
    article = docx_in.read(packed.getvalue()).article
    assert "Bài khác" in article.headline + body_text(article)
    assert "Bài thật" not in article.headline + body_text(article)


_NEW_END = '<w:pPr><w:rPr><w:ins w:id="1" w:author="a"/></w:rPr></w:pPr>'


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        pytest.param("<w:p><w:r><w:t>một dòng</w:t></w:r></w:p>", 100_000, id="short"),
        pytest.param(f'<w:p>{_NEW_END}<w:ins w:id="2">{r("thêm")}</w:ins></w:p>', 20_000, id="inserted"),
        pytest.param(f'<w:p><w:del w:id="3">{r("bớt")}</w:del>{r("còn")}</w:p>', 20_000, id="changed"),
    ],
)
def test_a_hundred_thousand_paragraphs_come_to_an_end(paragraph: str, count: int) -> None:
    """What grows with the square of them takes hours: a test that stands still is ended."""
    incoming = docx_in.read(word_file(p("Tít") + p(LONG) + paragraph * count))
    assert len(incoming.article.blocks) + len(incoming.review.suggestions) >= count


def test_damage_never_crashes_the_reader() -> None:
    sound = docx_out.write(
        new_article(headline="Tít", blocks=(Paragraph("a", runs_of(LONG)), Photo("b", photo="1" * 64))),
        {"1" * 64: jpeg()},
    )
    dice = random.Random(20261123)
    for _ in range(400):
        data = bytearray(sound)
        for _ in range(dice.choice((1, 1, 4))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        if dice.random() < 0.2:
            del data[dice.randrange(len(data)) :]
        with suppress(UserError):
            docx_in.read(bytes(data))


def test_real_files_are_read() -> None:
    files = [path for path in sorted(shared("corpora", "docx").iterdir()) if path.suffix.lower() != ".json"]
    assert len(files) > 100
    words = 0
    for path in files:
        words += len(body_text(docx_in.read(path.read_bytes(), path.name).article).split())
    assert words > 20_000


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return packed.getvalue()


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def picture(identity: str, cut: str = "", attribute: str = "embed") -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:docPr id="1" name="x" descr="Bến sông"/><a:blipFill '
        f'xmlns:a="{DRAWING}"><a:blip r:{attribute}="{identity}"/>{cut}'
        "</a:blipFill></wp:inline></w:drawing></w:r></w:p>"
    )


def pictured(body: str) -> bytes:
    """A Word file with a photograph (rId1), a drawing (rId2) and a link to a file elsewhere (rId3)."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/image" Target="media/a.jpg"/>'
        f'<Relationship Id="rId2" Type="{REL}/image" Target="media/so-do.emf"/>'
        f'<Relationship Id="rId3" Type="{REL}/image" TargetMode="External" '
        'Target="file:///C:\\anh\\ben%20song.jpg"/>'
        "</Relationships>"
    )
    packed = io.BytesIO(word_file(body))
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr("word/_rels/document.xml.rels", relations)
        package.writestr("word/media/a.jpg", jpeg().data)
        package.writestr("word/media/so-do.emf", b"\x01\x00\x00\x00" * 40)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("said", "alt"),
    [
        (r"C:\Users\Lan\Desktop\a.jpg", ""),
        (r"\\may-lan\anh\a.jpg", ""),
        ("file:///home/lan/a.jpg", ""),
        ("Ảnh: chợ nổi", "Ảnh: chợ nổi"),
    ],
)
def test_the_path_of_a_picture_s_file_is_no_alt_text(said: str, alt: str) -> None:
    shown = picture("rId1").replace("Bến sông", said)
    article = docx_in.read(pictured(p("Tít của bài") + p(LONG * 2) + shown + p(LONG * 3))).article
    assert [block.alt for block in article.blocks if isinstance(block, Photo)] == [alt]


def test_pictures_come_with_their_crop_and_those_that_cannot_be_shown_with_their_place() -> None:
    body = (
        p("Tít của bài")
        + p(LONG * 2)
        + picture("rId1", '<a:srcRect l="10000" t="0" r="15000" b="50000"/>')
        + p(LONG * 3)
        + picture("rId2")
        + p("Ảnh: Sơ đồ chợ nổi.")
        + p(LONG * 3)
        + picture("rId3", attribute="link")
        + p(LONG * 3)
    )
    incoming = docx_in.read(pictured(body))
    photos = [block for block in incoming.article.blocks if isinstance(block, Photo)]
    assert [photo.photo is not None for photo in photos] == [True, False, False]
    assert [photo.edit for photo in photos] == ['{"crop":[0.1,0.0,0.75,0.5]}', None, None]
    assert plain(photos[1].caption) == "Sơ đồ chợ nổi."
    assert incoming.wanted == {photos[1].id: "so-do.emf", photos[2].id: "ben song.jpg"}
    assert [dict(one.params) for one in incoming.warnings if one.code == "pictures-left-out"] == [{"n": 2}]


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def inline(inside: str) -> str:
    shown = f'<wp:inline xmlns:wp="{WP}">{inside}</wp:inline>'
    return f"<w:p><w:r><w:drawing>{shown}</w:drawing></w:r></w:p>"


def drawn(kind: str, name: str) -> str:
    data = (
        f'<a:graphicData xmlns:a="{DRAWING}" uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}"/>'
    )
    return inline(f'<wp:docPr id="1" name="{name}"/>{data}')


@pytest.mark.parametrize(
    ("kind", "frames"), [("chart", ["Biểu đồ 1"]), ("diagram", ["Biểu đồ 1"]), ("main", [])]
)
def test_a_chart_keeps_its_place_and_its_caption(kind: str, frames: list[str]) -> None:
    body = p("Tít của bài") + p(LONG * 2) + drawn(kind, "Biểu đồ 1") + p("Ảnh: Sản lượng lúa.") + p(LONG * 3)
    incoming = docx_in.read(word_file(body))
    photos = [block for block in incoming.article.blocks if isinstance(block, Photo)]
    assert plain(photos[0].caption) == "Sản lượng lúa."
    assert list(incoming.wanted.values()) == frames
    left_out = [one.params["n"] for one in incoming.warnings if one.code == "pictures-left-out"]
    assert left_out == [len(frames)] * len(frames)


def test_each_picture_of_a_group_has_its_own_description() -> None:
    one = (
        f'<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:a="{DRAWING}">'
        '<pic:nvPicPr><pic:cNvPr id="2" name="x" descr="{alt}"/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic>'
    )
    group = one.replace("{alt}", "Bến sông") + one.replace("{alt}", "")
    body = inline(f'<wp:docPr id="1" name="nhóm" descr="Hai bờ"/>{group}')
    article = docx_in.read(pictured(p("Tít của bài") + p(LONG * 2) + body + p(LONG * 3))).article
    assert [block.alt for block in article.blocks if isinstance(block, Photo)] == ["Bến sông", "Hai bờ"]


def test_words_drawn_as_art_are_text() -> None:
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="Chúc mừng năm mới"/></v:shape></w:pict></w:r></w:p>'
    article = docx_in.read(word_file(p("Tít của bài") + p(LONG * 2) + art + p(LONG))).article
    assert "Chúc mừng năm mới" in body_text(article)


@pytest.mark.parametrize(
    ("looks", "marks"),
    [('<w:color w:val="1155cc"/><w:u w:val="single"/>', ()), ('<w:u w:val="single"/>', ("underline",))],
    ids=["as Google Docs draws it", "underlined by hand"],
)
def test_the_look_of_a_link_is_no_mark(looks: str, marks: tuple[str, ...]) -> None:
    link = f'<w:hyperlink r:id="rId3">{r("trang của xã", looks)}</w:hyperlink>'
    packed = io.BytesIO(word_file(p("Tít của bài") + p(LONG) + f"<w:p>{r('Xem ')}{link}{r(LONG)}</w:p>"))
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId3" Type="{REL}/hyperlink" TargetMode="External" Target="https://e.vn/x"/>'
            "</Relationships>",
        )
    paragraph = docx_in.read(packed.getvalue()).article.blocks[-1]
    assert isinstance(paragraph, Paragraph)
    assert [run.marks for run in paragraph.runs if run.link] == [marks]

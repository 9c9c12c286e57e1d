"""A newsroom's own Word file as the template: its looks count, nothing else of it leaves."""

import html
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from morat.formats import docx_in, docx_out
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Gallery, ListBlock, Paragraph, Photo, Subhead, Table
from morat.newsroom.inline import runs_of
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.messages import UserError
from tests.helpers import ooxml
from tests.helpers.jpegs import jpeg

SHA = "a" * 64
ARTICLE = new_article(
    kicker="Nhịp sống",
    headline="Chợ nổi đông trở lại",
    standfirst="Sau hai tháng nước lớn, chợ nổi lại đông.",
    blocks=(
        Paragraph("a", runs_of("Sáng 23/11, chợ nổi mở lại.")),
        Photo("p", SHA, runs_of("Chợ nổi lúc 5 giờ."), "Quang Minh"),
        Subhead("s", 2, runs_of("Đông từ sáng sớm")),
        ListBlock("l", ordered=True, items=(runs_of("Xoài"), runs_of("Cam"))),
        ListBlock("m", ordered=False, items=(runs_of("Một"), runs_of("Hai"))),
        Table("t", header=True, rows=((runs_of("Giống"), runs_of("Giá")),)),
        Gallery("g", (Photo("h", SHA), Photo("i", SHA)), runs_of("Chùm ảnh")),
    ),
)
PICTURES = {SHA: jpeg()}


def field(instruction: str) -> str:
    return f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def house(*, head: str = "PAGE", picture: bool = True) -> bytes:
    """Make a file as a newsroom has it: its own page, faces and letterhead, and a piece left in it."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(200), Mm(40), Mm(30)
    title = document.styles["Title"].font
    title.name, title.size = "Arial", Pt(31)
    head_line = section.header.paragraphs[0]
    head_line.add_run("BÁO MIỀN SÔNG ")
    head_line._p.append(parse_xml(field(head)))
    if picture:
        drawn = jpeg().data
        behind_jfif = 20
        remark = b"\xff\xfe\x00\x0bBIMAT9417"
        drawn = drawn[:behind_jfif] + remark + drawn[behind_jfif:] + b"BIMAT9417"
        shown = head_line.add_run().add_picture(io.BytesIO(drawn))
        shown._inline.docPr.set("descr", "Măng sét")
    said = document.add_paragraph("BÍ MẬT của bài trước").add_run("một chữ")
    document.add_comment(said, "ĐỪNG NÓI RA", "Trần Văn Kín")
    document.core_properties.author = "Trần Văn Kín"
    macros = Part(PackURI("/word/vbaProject.bin"), "application/vnd.ms-office.vbaProject", b"MACRO")
    document.part.relate_to(macros, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def written(template: bytes) -> bytes:
    return docx_out.write(ARTICLE, PICTURES, Manuscript(page="báo", template=template))


def text_of(data: bytes) -> str:
    """Return all that a file says, letters that are written as numbers too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = (package.read(name).decode("utf-8", "replace") for name in package.namelist())
        return html.unescape("\n".join(parts))


def styles_of(data: bytes) -> dict[str, docx.styles.style.BaseStyle]:
    return {style.name: style for style in docx.Document(io.BytesIO(data)).styles}


def test_the_looks_of_the_newsroom_count() -> None:
    data = written(house())
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.left_margin.mm)) == (200, 40)
    assert section.header.paragraphs[0].text.startswith("BÁO MIỀN SÔNG")
    assert document.styles["Title"].font.name == "Arial"
    assert document.styles["Title"].font.size == Pt(31)
    assert document.styles["Sapo"].font.bold
    (row, *_) = document.tables[0].rows
    assert (
        sum(cell.width for cell in row.cells)
        <= section.page_width - section.left_margin - section.right_margin
    )


def test_nothing_else_of_it_leaves() -> None:
    data = written(house())
    for secret in (
        "BÍ MẬT",
        "ĐỪNG NÓI RA",
        "Kín",
        "MACRO",
        "vbaProject",
        "comments.xml",
        "en-US",
        "python-docx",
    ):
        assert secret not in text_of(data)


def test_a_letterhead_tells_no_path_no_name_of_who_changed_it_and_nothing_hidden() -> None:
    names = nsdecls("w")
    document = docx.Document(io.BytesIO(house()))
    line = document.sections[0].header.paragraphs[0]
    (shape,) = line._p.iter("{*}docPr")
    shape.set("descr", "C:\\Users\\Kín\\mang-set.png")
    changed = f'<w:rPrChange {names} w:id="9" w:author="Trần Văn Kín"><w:rPr/></w:rPrChange>'
    line.runs[0]._r.get_or_add_rPr().append(parse_xml(changed))
    document.styles["Title"].element.get_or_add_rPr().append(parse_xml(changed))
    line.add_run("Giấu ở đây").font.hidden = True
    line._p.append(parse_xml(f'<w:permStart {names} w:id="4" w:ed="kín@báo.vn"/>'))
    packed = io.BytesIO()
    document.save(packed)
    text = text_of(written(packed.getvalue()))
    assert "BÁO MIỀN SÔNG" in text
    for secret in ("Kín", "Users", "Giấu ở đây", "kín@"):
        assert secret not in text


def test_the_pictures_of_a_letterhead_tell_nothing() -> None:
    for data, count in ((house(), 2), (written(house()), 0)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            media = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
        assert sum(one.count(b"BIMAT9417") for one in media) == count
        assert media


@pytest.mark.parametrize("instruction", ["AUTHOR", "FILENAME \\p", "INCLUDEPICTURE d:/a.png"])
def test_a_letterhead_that_tells_too_much_stays(instruction: str) -> None:
    data = written(house(head=instruction))
    assert "BÁO MIỀN SÔNG" not in text_of(data)
    assert docx_in.read(data).article.headline == ARTICLE.headline


def test_validators_find_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bai.docx"
    path.write_bytes(written(house()))
    assert ooxml.findings_of_ours(path.read_bytes()) == []
    assert ooxml.findings_of_audit(path) == []
    assert ooxml.findings_of_integrity(path) == []
    assert ooxml.findings_of_sdk(path) == []


def test_the_piece_comes_back_the_same() -> None:
    plain = docx_in.read(docx_out.write(ARTICLE, PICTURES)).article
    styled = docx_in.read(written(house())).article
    assert styled.blocks == plain.blocks
    assert (styled.headline, styled.standfirst) == (plain.headline, plain.standfirst)


def test_styles_are_told_by_their_names() -> None:
    """A Vietnamese Word calls the style of a title “Tiu”, and here “Caption” is the id of another style."""
    template = house(picture=False)
    naming = ("styleId=", "basedOn w:val=", "next w:val=", "link w:val=", "pStyle w:val=")
    for old, new in (("Title", "Tiu"), ("Caption", "Chthich"), ("Heading2", "u2"), ("Quote", "Caption")):
        for before in naming:
            found, given = f'w:{before}"{old}"'.encode(), f'w:{before}"{new}"'.encode()
            template = ooxml.changed(template, found, given, "word/styles.xml")
    data = written(template)
    assert styles_of(data)["Title"].font.name == "Arial"
    assert len(re.findall('w:styleId="Caption"', text_of(data))) == 1
    assert ooxml.findings_of_ours(data) == []
    assert docx_in.read(data).article.blocks == docx_in.read(docx_out.write(ARTICLE, PICTURES)).article.blocks


def test_equal_templates_give_equal_bytes() -> None:
    template = house()
    assert written(template) == written(template)


@pytest.mark.parametrize("data", [b"nothing", house()[:3000], b"PK\x03\x04" + bytes(50)])
def test_a_damaged_one_is_said_to_be(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        written(data)
    assert caught.value.message.code == "word-template-damaged"
    assert caught.value.message.params["file"] == "báo.docx"


def test_one_that_ships_sets_an_administrative_paper() -> None:
    """The figures of Annex I of Decree 30/2020/NĐ-CP."""
    document = docx.Document(io.BytesIO(docx_out.write(ARTICLE, PICTURES, Manuscript(page="administrative"))))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(side.mm) for side in margins] == [20, 20, 20, 30]
    body = document.styles["Body Text"].paragraph_format
    assert round(body.first_line_indent.mm, 1) == 12.7
    assert body.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml

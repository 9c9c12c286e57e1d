"""What stands in a Word file: the whole piece for other readers, Vietnamese throughout, nobody's traces."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypandoc
import pytest
from lxml import etree

from morat.assets import resource
from morat.formats import docx_in, docx_out
from morat.newsroom.article import Author, Dateline, new_article
from morat.newsroom.blocks import Box, ListBlock, Paragraph, Photo, Quote, Subhead, Table
from morat.newsroom.inline import Run, runs_of
from tests.helpers.jpegs import jpeg
from tests.helpers.patience import SECONDS
from tests.helpers.tools import packaging_module

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HASHES = ("a" * 64, "b" * 64, "c" * 64)
PARAGRAPHS = (
    "Sáng 23/11, chợ nổi trên sông mở lại sau hai tháng nước lớn.",
    "Ghe thuyền từ các xã lân cận tụ về từ tờ mờ sáng, chở đầy trái cây.",
    "Bà con mong con đường ven sông sớm được đắp lại trước Tết.",
)


@pytest.fixture(scope="module")
def data() -> bytes:
    """A piece with everything that a page of news has."""
    photos = [
        Photo(
            f"p{n}",
            photo=sha,
            caption=runs_of(f"Chợ nổi lúc {n} giờ."),
            credit="Quang Minh",
            alt=f"Ghe số {n}",
        )
        for n, sha in enumerate(HASHES)
    ]
    texts = [Paragraph(f"t{n}", runs_of(text)) for n, text in enumerate(PARAGRAPHS)]
    article = new_article(
        kicker="Nhịp sống",
        headline="Chợ nổi đông trở lại",
        standfirst="Sau hai tháng nước lớn, chợ nổi lại đông người mua kẻ bán.",
        dateline=Dateline("Cần Thơ", "2026-11-23"),
        authors=(Author("Mai Hương"), Author("Quang Minh", role="photographer")),
        source="Báo địa phương",
        tags=("chợ nổi",),
        section="Đời sống",
        blocks=(
            texts[0],
            photos[0],
            Subhead("s", 2, runs_of("Đông từ sáng sớm")),
            texts[1],
            photos[1],
            Quote("q", (Run("Vui lắm", ("bold",)),), "Bà Sáu"),
            ListBlock("l", True, (runs_of("Xoài"), runs_of("Cam"))),
            Table("b", True, ((runs_of("Giống"), runs_of("Giá")), (runs_of("Xoài"), runs_of("30.000")))),
            Box("x", "info", "Chợ nổi", (Paragraph("y", runs_of("Họp từ 4 đến 9 giờ.")),)),
            photos[2],
            texts[2],
            Photo("e", caption=runs_of("Chờ ảnh.")),
        ),
    )
    return docx_out.write(article, {sha: jpeg(40 * n) for n, sha in enumerate(HASHES)})


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_pandoc_finds_the_whole_piece(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bai.docx"
    path.write_bytes(data)
    text = pypandoc.convert_file(path, "plain", extra_args=["--wrap=none"])
    for words in (
        "Chợ nổi đông trở lại",
        "Sau hai tháng nước lớn",
        *PARAGRAPHS,
        "Ảnh: Quang Minh",
        "Xoài",
        "Giống",
    ):
        assert words in text
    page = pypandoc.convert_file(path, "html", extra_args=["--wrap=none"])
    assert re.findall(r'<img src="media/(photo\d).jpg"[^>]* alt="([^"]*)"', page) == [
        ("photo1", "Ghe số 0"),
        ("photo2", "Ghe số 1"),
        ("photo3", "Ghe số 2"),
    ]


def test_every_language_is_vietnamese(data: bytes) -> None:
    said = set()
    for name, part in parts(data).items():
        if name.endswith(".xml"):
            for element in etree.fromstring(part).iter(f"{W}lang", f"{W}themeFontLang"):
                said |= set(element.attrib.values())
    assert said == {"vi-VN"}
    assert b"<dc:language>vi-VN</dc:language>" in parts(data)["docProps/core.xml"]


def test_no_stranger_left_a_trace(data: bytes) -> None:
    held = parts(data)
    everything = b"".join(held.values()).lower()
    for trace in (b"python-docx", b"en-us", b"ja-jp", b"steve", b"microsoft office"):
        assert trace not in everything
    assert not [name for name in held if "thumbnail" in name or "customXml" in name]
    assert b'w:name="compatibilityMode"' in held["word/settings.xml"]
    assert b"Mai H\xc6\xb0\xc6\xa1ng; Quang Minh" in held["docProps/core.xml"]


def test_every_style_in_use_is_in_the_template(data: bytes) -> None:
    held = parts(data)
    styles = {
        style.get(f"{W}styleId") for style in etree.fromstring(held["word/styles.xml"]).iter(f"{W}style")
    }
    body = etree.fromstring(held["word/document.xml"])
    used = {style.get(f"{W}val") for style in body.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    assert used <= styles
    assert {"Kicker", "Title", "Sapo", "Photo", "PhotoMissing", "Caption", "Credit", "Byline"} <= used


def test_numbers_of_the_file_are_there_once(data: bytes) -> None:
    body = etree.fromstring(parts(data)["word/document.xml"])
    starts = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(starts) == len(set(starts)) == len(list(body.iter(f"{W}bookmarkEnd")))
    drawings = [shape.get("id") for shape in body.iter("{*}docPr")]
    assert len(drawings) == len(set(drawings)) == 3


def test_another_language_is_named_throughout() -> None:
    data = docx_out.write(new_article(language="en", headline="Title", source="AP"), {})
    assert b"vi-VN" not in b"".join(parts(data).values())
    assert "Source: " in parts(data)["word/document.xml"].decode()


@pytest.mark.parametrize("name", ["newsroom", "administrative"])
def test_the_template_is_what_its_script_makes(name: str) -> None:
    maker = packaging_module("make_template")
    page = next(page for page in maker.PAGES if page.name == name)
    held = parts(resource("templates", "word", f"{name}.docx").read_bytes())
    assert {part: xml.encode() for part, xml in maker.parts(page).items()} == held


def test_libreoffice_opens_it(data: bytes, tmp_path: Path) -> None:
    text = office(data, "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    for words in ("Chợ nổi đông trở lại", *PARAGRAPHS, "Chợ nổi lúc 2 giờ.", "Mai Hương"):
        assert words in text


def test_a_piece_saved_by_libreoffice_is_still_known(data: bytes, tmp_path: Path) -> None:
    saved = office(data, "docx:MS Word 2007 XML", tmp_path).read_bytes()
    before, after = docx_in.read(data).article, docx_in.read(saved).article
    same = [block for block in before.blocks if not isinstance(block, Table)]
    assert [block for block in after.blocks if not isinstance(block, Table)] == same
    for field in ("kicker", "headline", "standfirst", "dateline", "authors", "source", "tags", "section"):
        assert getattr(after, field) == getattr(before, field)


def office(data: bytes, kind: str, folder: Path) -> Path:
    """Let LibreOffice save a Word file as another ``kind`` and return what it saved."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    path = folder / "bai.docx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", folder / "out", path]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / "out" / f"bai.{kind.partition(':')[0]}"

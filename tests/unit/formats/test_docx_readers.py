"""What other programs read out of a Word file: the same text, alt texts, comments and numbers."""

import shutil
import subprocess
from pathlib import Path

import mammoth
import pypandoc
import pytest
from lxml import etree

from morat.formats import docx_out
from morat.newsroom.article import Author, new_article
from morat.newsroom.blocks import Box, Gallery, ListBlock, Paragraph, Photo, Pullquote, Quote, Subhead, Table
from morat.newsroom.inline import Run, runs_of
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.review import DELETE, INSERT, Review, Suggestion
from tests.helpers.jpegs import jpeg
from tests.helpers.patience import SECONDS
from tests.helpers.word import QUESTION

SHA = "a" * 64
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
TEXTS = (
    "Chợ nổi đông trở lại",
    "Sau hai tháng nước lớn, chợ nổi lại đông.",
    "Sáng 23/11, chợ nổi mở lại.",
    "Đông từ sáng sớm",
    "Vui lắm.",
    "Bà Sáu",
    "Xoài",
    "Cam",
    "Chợ còn thì nghề ghe còn.",
    "Giống",
    "30.000",
    "Họp từ 4 đến 9 giờ.",
    "Chùm ảnh",
)
"""Every text of the piece but those of captions, in order."""
ARTICLE = new_article(
    headline=TEXTS[0],
    standfirst=TEXTS[1],
    authors=(Author("Mai Hương"),),
    blocks=(
        Paragraph("a", runs_of(TEXTS[2])),
        Photo("p", SHA, runs_of("Chợ lúc 5 giờ."), "Quang Minh", "Ghe chở xoài"),
        Subhead("s", 2, runs_of(TEXTS[3])),
        Quote("q", runs_of(TEXTS[4]), TEXTS[5]),
        ListBlock("l", ordered=True, items=(runs_of(TEXTS[6]), runs_of(TEXTS[7]))),
        Pullquote("u", runs_of(TEXTS[8])),
        Table("t", header=True, rows=((runs_of(TEXTS[9]),), (runs_of(TEXTS[10]),))),
        Box("x", "info", "Chợ nổi", (Paragraph("y", runs_of(TEXTS[11])),)),
        Gallery("g", (Photo("h", SHA, runs_of("Chợ lúc 6 giờ.")), Photo("i", SHA)), runs_of(TEXTS[12])),
    ),
)
REVIEW = Review(
    comments=(QUESTION,),
    suggestions=(
        Suggestion(id="00000b01", kind=DELETE, block="a", start=23, end=26, quoted="lại", author="Trần Biên"),
        Suggestion(
            id="00000b02", kind=INSERT, block="u", start=3, end=3, runs=(Run(" nổi"),), author="Trần Biên"
        ),
    ),
)
NUMBERED = ("Ảnh 1. Chợ lúc 5 giờ. Ảnh: Quang Minh", "Ảnh 2. Chợ lúc 6 giờ.")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readers") / "bai.docx"
    path.write_bytes(docx_out.write(ARTICLE, {SHA: jpeg()}, Manuscript(review=REVIEW)))
    return path


def in_order(texts: tuple[str, ...], whole: str) -> bool:
    """Say whether texts stand in ``whole`` one behind the other, whatever is between."""
    at = 0
    for text in texts:
        at = whole.find(text, at)
        if at < 0:
            return False
    return True


def test_pandoc(path: Path) -> None:
    text = pypandoc.convert_file(
        path, "plain", extra_args=["--wrap=none", "--standalone", "--track-changes=reject"]
    )
    assert in_order(TEXTS, text)
    assert in_order(NUMBERED, text)
    page = pypandoc.convert_file(path, "html", extra_args=["--wrap=none", "--track-changes=all"])
    assert page.count('alt="Ghe chở xoài"') == 1
    # Who cannot see a picture that nobody described hears its caption.
    assert page.count('alt="Chợ lúc 6 giờ."') == 1
    for said in ("Ngày nào?", "Đúng ngày 23.", 'data-author="Trần Biên"', "deletion", "insertion"):
        assert said in page


def test_mammoth(path: Path) -> None:
    with path.open("rb") as file:
        page = mammoth.convert_to_html(file, style_map="comment-reference => sup").value
    text = "".join(etree.HTML(page).itertext())
    # mammoth takes changes as made.
    assert in_order((TEXTS[0], "Sáng 23/11", TEXTS[3], "Chợ nổi còn thì", TEXTS[12]), text)
    assert in_order(NUMBERED, text)
    assert page.count('alt="Ghe chở xoài"') == 1
    items = [item.xpath("string()") for item in etree.HTML(page).iterfind(".//ol/li")]
    assert items[:2] == ["Xoài", "Cam"]
    assert "Ngày nào?" in text


def test_libreoffice(path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    out = path.parent / "out"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "fodt", "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    root = etree.parse(out / "bai.fodt").getroot()
    body = next(root.iter(f"{{{OFFICE.format('office')}}}text"))
    assert in_order((TEXTS[0], TEXTS[1], TEXTS[3], TEXTS[12]), "".join(body.itertext()))
    paragraphs = ["".join(line.itertext()) for line in body.iter(f"{{{OFFICE.format('text')}}}p")]
    assert [line for line in paragraphs if line.startswith("Ảnh ")] == list(NUMBERED)
    sequences = body.iter(f"{{{OFFICE.format('text')}}}sequence")
    assert [one.text for one in sequences] == ["1", "2"]
    described = [one.text for one in body.iter("{*}desc")]
    assert described == ["Ghe chở xoài", "Chợ lúc 6 giờ.", "Ảnh"]
    said = ["".join(one.itertext()) for one in body.iter(f"{{{OFFICE.format('office')}}}annotation")]
    texts = {line.strip() for one in said for line in one.split("\n")}
    assert {"Ngày nào?", "Đúng ngày 23."} <= texts
    tracked = next(body.iter(f"{{{OFFICE.format('text')}}}tracked-changes"))
    assert {"insertion", "deletion"} <= {etree.QName(one).localname for one in tracked.iter()}
    name = f"{{{OFFICE.format('xsl-fo-compatible')}}}language"
    assert {element.get(name) for element in root.iter() if element.get(name)} <= {"vi", "none"}

"""A real piece, from the file it came in to the files it leaves in and back."""

import re

import pypandoc
import pytest
from msgspec import structs

from morat.library.store import Library
from morat.newsroom.blocks import Paragraph, Photo, photos_in
from morat.newsroom.inline import plain
from morat.operations.exporting import ENDINGS, export_piece
from morat.operations.importing import import_file
from morat.operations.sample import bring_sample
from tests.helpers.chromium import chromium
from tests.helpers.shared import shared

pytestmark = pytest.mark.qt

PORTAL = """Trang chủ » Tin tức » Đời sống
Thứ bảy, 21/11/2026 08:15

Xã Vân Trầm khánh thành nhà văn hoá thôn Nà Trầm

Sáng 21/11, xã Vân Trầm tổ chức lễ khánh thành nhà văn hoá thôn Nà Trầm sau tám tháng thi công, phục vụ \
sinh hoạt chung của hơn 120 hộ dân trong thôn.

Bà Lường Thị Mây, Trưởng thôn Nà Trầm phát biểu tại lễ khánh thành.

Công trình rộng 180 m2, gồm hội trường 150 chỗ, phòng đọc sách và sân thể thao, tổng kinh phí 1,4 tỷ đồng, \
trong đó nhân dân đóng góp hơn 300 triệu đồng và gần 900 ngày công lao động.

Quang cảnh buổi lễ.

Từ nay, các lớp dạy hát then, đàn tính do nghệ nhân trong thôn đứng lớp sẽ được mở đều đặn vào tối thứ Bảy \
hằng tuần; phòng đọc sách mở cửa cả tuần, do đoàn viên thanh niên thay nhau trông coi.

Thu An

Thời tiết
Tỷ giá ngoại tệ
Thống kê truy cập
Đang online 12 Tổng lượt truy cập 45678
"""


@pytest.fixture
def other(tmp_path):
    """The library of somebody else, where no photo is known."""
    with Library.open(tmp_path / "other") as opened:
        yield opened


@pytest.fixture(params=["portal", pytest.param("sample", marks=pytest.mark.qt), "shared"])
def article(request, library, tmp_path):
    if request.param == "sample":
        return bring_sample(library)
    path = tmp_path / "portal.txt"
    path.write_text(PORTAL, "utf-8")
    if request.param == "shared":
        path = shared("samples", "uong-bi.txt")
    return import_file(library, path).article


def without(article, *, ids):
    """Return what a finished file carries: all but the piece's own id, and block ids where it has none."""
    bare = structs.replace(article, id="", note="", status="draft")
    if ids:
        bare = structs.replace(bare, blocks=tuple(structs.replace(one, id="") for one in bare.blocks))
    return bare


def test_a_piece_from_a_portal(library, tmp_path):
    path = tmp_path / "portal.txt"
    path.write_text(PORTAL, "utf-8")
    imported = import_file(library, path)
    article = imported.article
    assert article.headline == "Xã Vân Trầm khánh thành nhà văn hoá thôn Nà Trầm"
    assert article.standfirst.startswith("Sáng 21/11, xã Vân Trầm")
    assert [author.name for author in article.authors] == ["Thu An"]
    kinds = [type(block) for block in article.blocks]
    assert kinds == [Photo, Paragraph, Photo, Paragraph]
    assert [plain(photo.caption) for photo in photos_in(article.blocks)] == [
        "Bà Lường Thị Mây, Trưởng thôn Nà Trầm phát biểu tại lễ khánh thành.",
        "Quang cảnh buổi lễ.",
    ]
    assert {message.code for message in imported.warnings} == {
        "furniture-dropped",
        "captions-without-pictures",
    }
    assert library.articles.get(article.id).article == article


@pytest.mark.parametrize("to", ["html", "html-folder", "docx", "packet"])
def test_a_piece_comes_back_equal(library, other, article, tmp_path, to):
    out = tmp_path / f"bài{ENDINGS[to]}"
    made = export_piece(article, library, to, out)
    assert made.warnings == ()
    back = import_file(other, out / "index.html" if to == "html-folder" else out)
    assert without(back.article, ids=False) == without(article, ids=False)
    assert back.article.id != article.id
    assert back.photos == made.photos == sum(photo.photo is not None for photo in photos_in(article.blocks))


@pytest.mark.parametrize("article", ["portal", "shared"], indirect=True)
def test_a_piece_of_words_comes_back_from_text(library, other, article, tmp_path):
    out = tmp_path / "bài.txt"
    export_piece(article, library, "text", out)
    assert without(import_file(other, out).article, ids=True) == without(article, ids=True)


@pytest.mark.qt
def test_text_says_everything_that_is_printed(library, tmp_path):
    article = bring_sample(library)
    export_piece(article, library, "text", tmp_path / "bài.txt")
    text = (tmp_path / "bài.txt").read_text("utf-8")
    for told in (article.headline, article.standfirst, *printed(article), *captions(article)):
        assert told in text


def printed(article):
    """The paragraphs of the body."""
    return [plain(block.runs) for block in article.blocks if isinstance(block, Paragraph)]


def captions(article):
    return [plain(photo.caption) for photo in photos_in(article.blocks)]


@pytest.fixture
def exported(library, tmp_path):
    """The sample piece and what it was written to."""
    article = bring_sample(library)
    return article, {
        to: export_piece(article, library, to, tmp_path / f"bài.{to}").path for to in ("html", "docx")
    }


@pytest.mark.qt
def test_pandoc_finds_all_of_the_word_file(exported):
    article, paths = exported
    lines = pypandoc.convert_file(paths["docx"], "plain", extra_args=["--wrap=none"]).splitlines()
    for told in (article.standfirst, *printed(article)):
        assert told in lines
    page = pypandoc.convert_file(paths["docx"], "html", extra_args=["--wrap=none", "--standalone"])
    assert article.headline in page
    alts = [re.search(r'alt="([^"]*)"', image) for image in re.findall(r"<img[^>]*>", page)]
    assert [alt and alt.group(1) for alt in alts] == [photo.alt for photo in photos_in(article.blocks)]
    assert len(alts) == 3
    assert all(photo.alt for photo in photos_in(article.blocks))
    for caption in captions(article):
        assert caption in page


FIGURES = """[...document.querySelectorAll("figure")].map(figure => ({
  wide: figure.querySelector("img").naturalWidth,
  alt: figure.querySelector("img").alt,
  caption: figure.querySelector("figcaption").innerText,
}))"""


@pytest.mark.qt
def test_a_browser_shows_all_of_the_web_page(exported, tmp_path):
    article, paths = exported
    with chromium(tmp_path / "profile") as browser:
        browser.open(paths["html"].as_uri())
        assert browser.complaints == []
        assert browser.value("document.title").startswith(article.headline)
        figures = browser.value(FIGURES)
        shown = browser.value("document.body.innerText")
    assert [figure["wide"] > 0 for figure in figures] == [True] * 3
    assert [figure["alt"] for figure in figures] == [photo.alt for photo in photos_in(article.blocks)]
    for figure, caption in zip(figures, captions(article), strict=True):
        assert figure["caption"].startswith(caption)
    for told in (article.headline, article.standfirst, *printed(article)):
        assert told in shown

import pytest

from morat.formats import html_folder_out, html_out
from morat.newsroom.article import Author, Dateline, new_article
from morat.newsroom.blocks import (
    Box,
    Embed,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
    new_id,
)
from morat.newsroom.inline import Run, runs_of
from tests.helpers.chromium import chromium
from tests.helpers.jpegs import jpeg

WORDS = "Con đường đi qua ba thôn, có hai cây cầu và một cống lớn, học sinh đến trường thuận lợi. " * 8


def photo(sha, caption):
    return Photo(new_id(), sha, runs_of(caption), "Thu Hà", "Con đường giữa ruộng lúa")


def cells(*texts):
    return tuple(map(runs_of, texts))


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    pictures = {str(shade) * 64: jpeg(shade * 40, 800, 500) for shade in (1, 2, 3)}
    article = new_article(
        kicker="Nông thôn mới",
        headline="Con đường mới",
        deck="Bảy cây số",
        standfirst="Sau hai năm thi công, con đường đã thành hình.",
        section="Xã hội",
        tags=("đường",),
        dateline=Dateline("Đồng Mây", "2026-11-23"),
        authors=(Author("Mai Hương"),),
        source="Báo Đồng Mây",
        blocks=(
            Paragraph(new_id(), (Run(WORDS), Run("liên kết", ("bold",), "https://example.vn/" + "a" * 200))),
            photo("1" * 64, "Con đường nhìn từ trên cao."),
            Subhead(new_id(), 2, runs_of("Dân góp công")),
            Gallery(
                new_id(), (photo("2" * 64, "Đổ bê tông."), photo("3" * 64, "Thông xe.")), runs_of("Hai ảnh")
            ),
            ListBlock(new_id(), ordered=True, items=cells("một", "hai")),
            Quote(new_id(), runs_of("Dân biết, dân bàn."), "Ông Tạo"),
            Pullquote(new_id(), runs_of("Dân làm.")),
            Table(new_id(), header=True, rows=(cells(*"abcdefghij"), cells(*("một hai ba bốn",) * 10))),
            Embed(new_id(), "https://example.vn/video", "Video"),
            Box(new_id(), "info", "Số liệu", (Paragraph(new_id(), runs_of(WORDS)),)),
            Photo(new_id(), None, runs_of("Ảnh chưa có.")),
        ),
    )
    path = tmp_path_factory.mktemp("page") / "bai.html"
    path.write_bytes(html_out.write(article, pictures))
    return path.as_uri()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A page beside its pictures, as it lies on the disk."""
    wide, small = jpeg(40, 1600, 1000), jpeg(40, 800, 500)
    article = new_article(headline="Con đường mới", blocks=(photo("1" * 64, "Con đường nhìn từ trên cao."),))
    place = tmp_path_factory.mktemp("folder")
    for name, data in html_folder_out.write(article, {"1" * 64: wide}, {"1" * 64: small}).items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(data)
    return (place / "index.html").as_uri()


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def fresh(browser):
    browser.close_page()
    browser.complaints.clear()


def test_the_browser_complains_of_nothing_and_draws_every_picture(browser, page):
    browser.open(page)
    sizes = browser.value(
        "Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode()"
        ".then(() => [i.naturalWidth, i.naturalHeight, i.getBoundingClientRect().width > 0]); }))"
    )
    assert sizes == [[800, 500, True]] * 3
    captions = (
        "[...document.querySelectorAll('figure.photo:has(img) figcaption .caption')].map(c => c.innerText)"
    )
    assert browser.value(captions) == ["Con đường nhìn từ trên cao.", "Đổ bê tông.", "Thông xe."]
    assert browser.value("document.querySelectorAll('.credit').length") == 3
    assert browser.complaints == []


@pytest.mark.parametrize(("width", "file"), [(360, "-800.jpg"), (1200, "moi-800.jpg")])
def test_a_folder_shows_the_picture_that_fits(browser, folder, width, file):
    browser.open(folder, width)
    image = "document.images[0]"
    seen, source = browser.value(f"{image}.decode().then(() => [{image}.naturalWidth, {image}.currentSrc])")
    assert seen > 0
    assert source.endswith(file)
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert browser.complaints == []


def test_the_style_sheet_is_allowed(browser, page):
    browser.open(page)
    assert browser.value("getComputedStyle(document.querySelector('.frame')).borderTopStyle") == "dashed"


@pytest.mark.parametrize("width", [320, 390, 820, 1200])
def test_nothing_runs_over_the_edge(browser, page, width):
    browser.open(page, width)
    assert browser.value("document.documentElement.scrollWidth") <= width


def test_lines_have_66_to_74_characters(browser, page):
    browser.open(page)
    longest = browser.value(
        """(() => {
            const text = document.querySelector('article > p').firstChild, range = document.createRange();
            const lines = new Map();
            for (let i = 0; i < text.length; i++) {
                range.setStart(text, i); range.setEnd(text, i + 1);
                const top = Math.round(range.getBoundingClientRect().top);
                lines.set(top, (lines.get(top) || 0) + 1);
            }
            const full = [...lines.values()].slice(0, -1);
            return full.reduce((sum, n) => sum + n, 0) / full.length;
        })()"""
    )
    assert 64 <= longest <= 76


def test_a_dark_screen_gets_dark_paper(browser, page):
    browser.open(page, dark=True)
    assert browser.value("getComputedStyle(document.documentElement).backgroundColor") == "rgb(31, 31, 33)"

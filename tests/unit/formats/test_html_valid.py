"""What validators say of web pages that hold whatever a piece can hold: nothing."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from morat.formats import html_folder_out, html_out
from morat.newsroom.article import Author, Dateline, Published, new_article
from morat.newsroom.blocks import Paragraph, photos_in
from morat.newsroom.inline import runs_of
from tests.helpers import webpages
from tests.helpers.chromium import chromium
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import articles

PAGES, LOOKED_AT = 80, 24
"""Pages that are made, and how many of them a browser opens."""
BARRIERS = """axe.run({resultTypes: ['violations']})
    .then(run => run.violations.map(one => one.id + ': ' + one.nodes[0].html))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def pages(folder):
    """Made by hypothesis, checked in one run: a validator takes a second to start."""
    made = []

    @settings(
        max_examples=PAGES,
        phases=(Phase.generate,),
        deadline=None,
        database=None,
    )
    @given(articles(), st.sampled_from(("inside", "beside", "nowhere")))
    def make(article, where):
        place = folder / f"{len(made)}"
        wanted = {photo.photo: jpeg() for photo in photos_in(article.blocks) if photo.photo}
        if where == "beside":
            small = {sha: jpeg(40, 60, 40) for sha in wanted}
            files = html_folder_out.write(article, wanted, small)
        else:
            files = {"index.html": html_out.write(article, wanted if where == "inside" else {})}
        for name, data in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
        made.append(place / "index.html")

    make()
    return made


def test_the_checker_of_the_w3c_finds_no_error(pages):
    assert webpages.findings_of_nu(pages) == []


def test_html_validate_finds_nothing(pages, folder):
    assert webpages.findings_of_html_validate(pages, folder) == []


def test_a_browser_finds_no_barrier_no_violation_and_no_line_over_the_edge(pages, tmp_path):
    axe = webpages.axe()
    found = {}
    with chromium(tmp_path / "profile") as browser:
        for number, page in enumerate(pages[:LOOKED_AT]):
            browser.close_page()
            browser.open(page.as_uri(), 360, dark=number % 2 == 1)
            browser.value(axe + ";0")
            barriers = browser.value(BARRIERS)
            wide = browser.value("document.documentElement.scrollWidth")
            found[page.parent.name] = [*barriers, *browser.complaints, *([wide] if wide > 360 else [])]
            browser.complaints.clear()
    assert {page: faults for page, faults in found.items() if faults} == {}


def test_search_engines_find_a_news_article(pages, tmp_path):
    article = new_article(
        headline="Con đường </script> mới",
        standfirst="Sau hai năm.",
        authors=(Author("Trần Thị Hương", "Mai Hương"),),
        dateline=Dateline("Đồng Mây", "2026-11-23"),
        published=Published("2026-11-23T07:30:00", "https://example.vn/con-duong"),
        blocks=(Paragraph("p", runs_of("Một đoạn.")),),
    )
    (tmp_path / "bài.html").write_bytes(html_out.write(article, {}))
    told, *others = webpages.linked_data([tmp_path / "bài.html", *pages])
    assert told["json-ld"] == [
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.headline,
            "description": article.standfirst,
            "inLanguage": "vi",
            "datePublished": "2026-11-23T07:30:00+07:00",
            "dateCreated": "2026-11-23",
            "author": [{"@type": "Person", "name": "Mai Hương"}],
        }
    ]
    assert [[item["@type"] for item in other["json-ld"]] for other in others] == [["NewsArticle"]] * len(
        pages
    )


def test_the_validators_see_a_fault(tmp_path):
    right = html_out.write(new_article(headline="Tít"), {})
    faults = {"a": (b"<main>", b"<main><p><div></div></p>"), "b": (b"<title>", b"<tittle>")}
    pages = [tmp_path / f"{name}.html" for name in faults]
    for page, fault in zip(pages, faults.values(), strict=True):
        page.write_bytes(right.replace(*fault))
    for found in (webpages.findings_of_nu(pages), webpages.findings_of_html_validate(pages, tmp_path)):
        assert all(any(page.name in one for one in found) for page in pages)

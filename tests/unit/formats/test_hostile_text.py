"""Text that looks like code is text in every format, and comes back as it was where the format comes back."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from morat.formats import (
    cms_out,
    docx_in,
    docx_out,
    html_folder_out,
    html_in,
    html_out,
    ninjs_out,
    nitf_out,
    packet_in,
    packet_out,
    social_out,
    text_out,
)
from morat.newsroom.article import Author, new_article
from morat.newsroom.blocks import Box, ListBlock, Paragraph, Photo, Quote, Subhead, Table
from morat.newsroom.inline import Run, plain, runs_of
from morat.operations.recount import READ_BACK, held, posted, posts, printed, recount, seen
from tests.helpers.examples import SHARED
from tests.helpers.jpegs import jpeg
from tests.helpers.pdf import text_of

SHA = "a" * 64
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end of a section": "a]]>b<!--c--><![CDATA[d",
    "template": "{{ 7*7 }}{% for x in y %}{# z #}${a}$images %(b)s",
    "entity": "&amp;&lt;&#0;&nbsp;&xxe;",
    "declaration": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
    "attribute": "\" onload=\"alert(1)' x='",
    "address": "javascript:alert(1)",
    "formula": "=cmd|' /C calc'!A0",
    "json": '"}],"x":[{"\\u003c/',
    "lines": "một\u2028hai\u2029ba\x85bốn",
    "direction": "a\u202eb\u202c\u200fc\u2066d\u2069",
    "controls": "a\x00b\x08c\x1bd\ufffee\x7ff",
    "joiners": "👩‍👩‍👧 a\u200bb\u00adc",
    "surrogate": "a\ud83db",
    "decomposed": "Tie\u0302\u0301ng Vie\u0323\u0302t",
}


def piece(hostile):
    """The text in every field that is printed; the doors make of it what can be carried."""
    runs = runs_of(hostile)
    return new_article(
        headline=f"Tít {hostile}",
        standfirst=f"Sapo {hostile}",
        kicker=hostile,
        section=hostile,
        source=hostile,
        tags=(hostile,),
        authors=(Author(f"Hương {hostile}"),),
        blocks=(
            Paragraph("p", (Run(hostile, ("bold",)), Run(" liên kết", (), "javascript:alert(2)"))),
            Photo("f", SHA, runs, hostile, hostile),
            Subhead("s", 2, runs_of(f"Tít xen {hostile}")),
            Quote("q", runs, hostile),
            ListBlock("l", ordered=False, items=(runs, runs)),
            Table("t", header=True, rows=((runs,), (runs,))),
            Box("b", "info", hostile, (Paragraph("bp", runs),)),
        ),
    )


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def article(request):
    return piece(request.param)


def bodies(article):
    """All that can be told of the body, without links that may not leave."""
    return [block for block in article.blocks if block.id != "p"], plain(article.blocks[0].runs)


@pytest.mark.parametrize("way", ["html", "packet", "docx"])
def test_what_comes_back_is_as_it_was(article, way):
    pictures = {SHA: jpeg()}
    if way == "html":
        back = html_in.read(html_out.write(article, pictures)).article
    elif way == "packet":
        back = packet_in.read(packet_out.write(article, pictures), "a.zip").article
    else:
        back = docx_in.read(docx_out.write(article, pictures), "a.docx").article
    for field in ("headline", "standfirst", "kicker", "section", "source", "tags"):
        assert getattr(back, field) == getattr(article, field), field
    assert [author.printed for author in back.authors] == [author.printed for author in article.authors]
    assert bodies(back) == bodies(article)


def test_no_code_comes_of_it_on_a_page(article):
    pictures = {SHA: jpeg()}
    folder = html_folder_out.write(article, pictures, {})
    for page in (html_out.write(article, pictures), folder["index.html"]):
        tree = etree.fromstring(page, etree.HTMLParser())
        assert [one.get("type") for one in tree.iter("script")] == ["application/ld+json"]
        assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
        assert not [one for one in tree.iter("a") if one.get("href", "").startswith("javascript")]
        assert json.loads(next(tree.iter("script")).text)["headline"] == article.headline


@pytest.mark.parametrize("captions", cms_out.CAPTIONS)
def test_no_code_comes_of_it_in_a_cms(article, captions):
    fragment = cms_out.html(article, {SHA: "01.jpg"}, captions)
    tree = etree.fromstring(fragment.replace("<br>", "\n"), etree.HTMLParser())
    assert not list(tree.iter("script"))
    assert not [name for one in tree.iter() for name in one.attrib if name not in ("src", "alt", "href")]
    assert plain(article.blocks[0].runs) in "".join(tree.itertext())


def test_agencies_read_it_as_it_was(article):
    xml = etree.fromstring(nitf_out.write(article, {SHA: jpeg()}), etree.XMLParser(resolve_entities=False))
    assert xml.findtext(".//n:hl1", namespaces={"n": nitf_out.NAMESPACE}) == article.headline
    item = json.loads(ninjs_out.write(article, {SHA: jpeg()}))
    assert item["title"] == article.headline
    assert item["associations"][0]["descriptions"][-1]["value"] == article.blocks[1].alt


def test_words_alone_say_it_as_it_was(article):
    text = text_out.write(article).decode()
    for told in (article.headline, article.kicker, plain(article.blocks[0].runs)):
        assert told.strip() in text
    assert article.headline in social_out.write(article).decode()


any_hostile = st.lists(
    st.sampled_from(
        [*HOSTILE.values(), " ", "\n", "chữ", "Ảnh: ", "javascript:", "</p>", "\u2066", "Facebook ("]
    ),
    min_size=1,
    max_size=5,
).map("".join)
mixed = settings(max_examples=40, suppress_health_check=SHARED)
WAYS = {
    "html": html_out.write,
    "docx": docx_out.write,
    "packet": packet_out.write,
    "nitf": nitf_out.write,
    "ninjs": ninjs_out.write,
    "text": lambda article, _pictures: text_out.write(article),
}


@pytest.mark.parametrize("to", [*WAYS, "html-folder"])
@mixed
@given(hostile=any_hostile)
def test_whatever_is_mixed_all_of_it_is_found_again(to, hostile, tmp_path):
    article, pictures = piece(hostile), {SHA: jpeg()}
    out, inside = tmp_path / to, {} if to == "text" else pictures
    if to == "html-folder":
        files = {
            out / name: data for name, data in html_folder_out.write(article, pictures, pictures).items()
        }
    else:
        files = {out: WAYS[to](article, pictures)}
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    found = recount(to, out) if to in READ_BACK else seen(to, out, article, inside)
    assert found == held(article, inside)


@mixed
@given(hostile=any_hostile)
def test_whatever_is_mixed_each_network_has_its_post(hostile, tmp_path):
    article, out = piece(hostile), tmp_path / "a.txt"
    out.write_bytes(social_out.write(article))
    assert posted(out, article) == posts()


@pytest.mark.qt
@pytest.mark.usefixtures("qapp")
@mixed
@given(
    hostile=st.lists(st.sampled_from([*sorted(HOSTILE.keys() - {"direction", "joiners"})]), min_size=1).map(
        lambda names: " ".join(HOSTILE[name] for name in names)
    )
)
def test_whatever_is_mixed_stands_on_paper(hostile, tmp_path):
    from morat.newsroom.paper import Paper
    from morat.operations import printing

    article, out = piece(hostile), tmp_path / "a.pdf"
    out.write_bytes(printing.pdf(article, {}, Paper()))
    assert printed(out, article) == held(article, {})


@pytest.mark.qt
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", HOSTILE.keys() - {"direction", "joiners", "lines"})
def test_paper_shows_it_as_it_was(name, tmp_path):
    from morat.newsroom.paper import Paper
    from morat.operations import printing

    article, out = piece(HOSTILE[name]), tmp_path / "a.pdf"
    out.write_bytes(printing.pdf(article, {}, Paper(lines=False)))
    shown = re.sub(r"\s", "", text_of(out))
    assert re.sub(r"\s", "", article.headline) in shown
    assert re.sub(r"\s", "", plain(article.blocks[0].runs)) in shown

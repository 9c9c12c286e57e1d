"""Formats for the web and for agencies: what is printed leaves, nothing else, and it stays text."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec import ValidationError, structs

from morat.formats import (
    cms_out,
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
from morat.newsroom.article import Author, Published, new_article, tidy_article
from morat.newsroom.blocks import (
    Box,
    Embed,
    ListBlock,
    Paragraph,
    Photo,
    Quote,
    Table,
    Unknown,
    new_id,
    photos_in,
)
from morat.newsroom.inline import Run, plain, runs_of
from morat.newsroom.messages import UserError
from morat.newsroom.text import shortened
from tests.helpers import agencies
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import articles
from tests.unit.formats.test_html import printed

SHA = "a" * 64


def ways(article, pictures):
    """Every file that a piece leaves as, by a name of its own; archives as their members."""
    folder = html_folder_out.write(article, pictures, pictures)
    packet = packet_out.write(article, pictures)
    return {
        "html": html_out.write(article, pictures),
        "text": text_out.write(article),
        "social": social_out.write(article),
        "ninjs": ninjs_out.write(article, pictures),
        "nitf": nitf_out.write(article, pictures),
        "cms-figure": cms_out.html(article, {SHA: "01.jpg"}).encode(),
        "cms-paragraph": cms_out.html(article, {SHA: "01.jpg"}, "paragraph").encode(),
        **{f"folder/{name}": data for name, data in folder.items()},
        **{f"packet/{name}": data for name, data in unpacked(packet).items() if not name.endswith(".docx")},
    }


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def piece(**more):
    fields = {
        "headline": "Vân Trầm trồng cây",
        "standfirst": "Sáng nay. Bà con ra đồi.",
        "tags": ("xã Vân Trầm", "cây xanh"),
        "authors": (Author("Trần Thị Mai Hương", "Mai Hương"),),
        "blocks": (
            Paragraph("p", runs_of("Chữ")),
            Photo("f", SHA, runs_of("Bà con trồng cây."), "Thu Hà", "Người và cây"),
            Quote("q", runs_of("Dân biết."), "Ông Tạo"),
            Table("t", header=True, rows=((runs_of("Thôn"),), (runs_of("Khe Cát"),))),
            Box("b", "info", "Hộp", (Paragraph("bp", runs_of("Trong hộp")),)),
            Embed("e", "https://example.vn/v", "Phim"),
        ),
    }
    return new_article(**{**fields, **more})


@settings(max_examples=25, deadline=None)
@given(articles())
def test_nothing_that_is_not_printed_leaves(article):
    secret = "bi-mat-9417"
    hidden = structs.replace(
        article,
        note=secret,
        embargo=secret,
        status=secret,
        related=(secret,),
        extra=f'{{"x":"{secret}"}}',
        published=Published(url=f"file:///home/{secret}", extra=f'{{"x":"{secret}"}}'),
        authors=(Author(secret, "Mai Hương", extra=f'{{"x":"{secret}"}}'),),
    )
    # Word keeps what it does not know of a block: it is written on, and must not lose anything.
    word = b"".join(unpacked(docx_out.write(tidy_article(hidden), {})).values())
    strange = (
        Unknown(new_id(), "poll", f'{{"x":"{secret}"}}'),
        Photo(new_id(), SHA, edit=f'{{"x":"{secret}"}}', extra=f'{{"x":"{secret}"}}'),
    )
    hidden = tidy_article(structs.replace(hidden, blocks=(*article.blocks, *strange)))
    for way, data in {**ways(hidden, {SHA: jpeg()}), "docx": word}.items():
        assert secret.encode() not in data, way
        assert article.id.encode() not in data, way


STRANGE = (
    "<script>alert(1)</script>",
    "]]>",
    "{{ 7*7 }}{% x %}${x}$images",
    "javascript:alert(1)",
    "a\u202eb\u200fc",
    "&amp;&lt;",
)


@pytest.mark.parametrize("strange", STRANGE)
def test_strange_text_stays_text(strange):
    article = piece(
        headline=f"Tít {strange}",
        standfirst=f"Sapo {strange}",
        blocks=(
            Paragraph("p", (Run(strange), Run("x", (), "javascript:alert(2)"))),
            Photo("f", SHA, runs_of(strange), strange, strange),
        ),
    )
    made = ways(article, {SHA: jpeg()})
    for name, data in made.items():
        if name.endswith(("html", "nitf", "cms-figure", "cms-paragraph")):
            assert b"alert(2)" not in data, name
    text = made["text"].decode()
    assert text.count(strange) == 5
    item = json.loads(made["ninjs"])
    assert item["headlines"][0]["value"] == f"Tít {strange}"
    assert item["associations"][0]["descriptions"][0]["value"] == strange
    xml = etree.fromstring(made["nitf"])
    space = {"n": nitf_out.NAMESPACE}
    assert xml.findtext(".//n:hl1", namespaces=space) == f"Tít {strange}"
    assert "".join(xml.find(".//n:body.content/n:p", space).itertext()) == strange + "x"
    assert xml.find(".//n:media-reference", space).get("alternate-text") == strange
    for page in (made["html"], made["folder/index.html"]):
        assert html_in.read(page).article.headline == f"Tít {strange}"
        assert page.count(b"<script") == 1


def test_line_separators_are_line_breaks_everywhere():
    article = tidy_article(piece(blocks=(Paragraph("p", (Run("một\u2028hai\u2029ba"),)),)))
    for way, data in ways(article, {}).items():
        assert "\u2028" not in data.decode("utf-8", "ignore"), way
    assert "một\nhai\nba" in text_out.write(article).decode()


@settings(max_examples=25, deadline=None)
@given(articles())
def test_agencies_can_read_any_piece(article):
    item = json.loads(ninjs_out.write(article, {}))
    assert item["uri"].startswith("urn:uuid:")
    xml = etree.fromstring(nitf_out.write(article, {}))
    space = {"n": nitf_out.NAMESPACE}
    assert len(xml.findall("n:body/n:body.head/n:byline", space)) == len(article.authors)
    fragment = cms_out.html(article, {})
    assert "class=" not in fragment.replace("&", "")
    social_out.write(article).decode()


@settings(max_examples=25, deadline=None)
@given(articles())
def test_a_packet_comes_back_equal(article):
    pictures = {photo.photo: jpeg() for photo in photos_in(article.blocks) if photo.photo}
    data = packet_out.write(article, pictures)
    back = packet_in.read(data, "a.zip")
    assert printed(back.article) == printed(article)
    assert back.pictures.keys() == pictures.keys()
    assert packet_out.write(article, pictures) == data


def test_a_packet_holds_what_a_printer_needs(tmp_path):
    picture = jpeg()
    members = unpacked(packet_out.write(piece(), {SHA: picture}))
    stem = "van-tram-trong-cay"
    assert list(members) == [
        f"{stem}/{stem}.txt",
        f"{stem}/{stem}.html",
        f"{stem}/{stem}.docx",
        f"{stem}/anh/01-{stem}.jpg",
        f"{stem}/chu-thich-anh.txt",
        f"{stem}/SHA256SUMS",
    ]
    assert members[f"{stem}/anh/01-{stem}.jpg"] == picture.data
    assert members[f"{stem}/chu-thich-anh.txt"].decode() == (
        f"01-{stem}.jpg\nBà con trồng cây.\nẢnh: Thu Hà\nNgười và cây\n"
    )
    for line in members[f"{stem}/SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(members[f"{stem}/{name}"]).hexdigest() == digest


def test_the_sums_of_a_packet_are_checked_as_its_reader_will(tmp_path):
    check = shutil.which("sha256sum")
    if check is None:
        pytest.skip("there is no sha256sum here")
    with zipfile.ZipFile(io.BytesIO(packet_out.write(piece(), {SHA: jpeg()}))) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    run = partial(subprocess.run, [check, "-c", "SHA256SUMS"], cwd=folder, capture_output=True)
    done = run(check=True)
    assert done.stdout.count(b": OK\n") == len([path for path in folder.rglob("*") if path.is_file()]) - 1
    (folder / "chu-thich-anh.txt").write_text("khác", "utf-8")
    assert run(check=False).returncode == 1


@pytest.mark.parametrize("cut", [0, 4, 100, 3_000])
def test_a_damaged_packet_is_refused(cut):
    data = packet_out.write(piece(), {})
    with pytest.raises(UserError) as caught:
        packet_in.read(data[:cut], "a.zip")
    assert caught.value.message.code == "packet-damaged"


def test_a_folder_names_its_pictures():
    small = structs.replace(jpeg(), width=60, height=40)
    files = html_folder_out.write(piece(), {SHA: jpeg()}, {SHA: small})
    assert list(files) == [
        "images/01-van-tram-trong-cay.jpg",
        "images/01-van-tram-trong-cay-60.jpg",
        "index.html",
    ]
    page = files["index.html"].decode()
    assert 'srcset="images/01-van-tram-trong-cay-60.jpg 60w, images/01-van-tram-trong-cay.jpg 120w"' in page
    assert "img-src 'self';" in page
    assert "data:" not in page


def test_a_feed_says_what_its_fields_are_for():
    item = json.loads(ninjs_out.write(piece(), {SHA: jpeg()}))
    assert item["by"] == "Mai Hương"
    assert [body["contentType"] for body in item["bodies"]] == ["text/plain", "text/html"]
    (photo,) = item["associations"]
    assert (photo["name"], photo["by"]) == ("01-van-tram-trong-cay.jpg", "Thu Hà")
    assert photo["renditions"][0]["width"] == 120


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "https://báotuổitrẻ.vn/bài-viết?q=cây",
            "https://xn--botuitr-hwa8989dlha.vn/b%C3%A0i-vi%E1%BA%BFt?q=c%C3%A2y",
        ),
        ("https://tòa-soạn.vn:8443", "https://xn--ta-son-3wa0191d.vn:8443"),
        ("https://example.vn/b%C3%A0i#đầu", "https://example.vn/b%C3%A0i#%C4%91%E1%BA%A7u"),
        ("https://bao moi.vn/bài", "https://bao%20moi.vn/b%C3%A0i"),
        (f"https://{'á' * 70}.vn/", f"https://{'%C3%A1' * 70}.vn/"),
    ],
)
def test_an_address_in_a_feed_is_what_the_internet_carries(address: str, said: str):
    item = json.loads(ninjs_out.write(piece(published=Published("2026-11-23T08:00", address)), {}))
    assert item["uri"] == said


def test_a_post_for_each_network():
    published = Published("2026-11-23T08:00", "https://example.vn/bai")
    told = social_out.write(piece(published=published)).decode()
    post = "Vân Trầm trồng cây\n\nSáng nay. Bà con ra đồi.\n\nhttps://example.vn/bai\n\n#XãVânTrầm #CâyXanh\n"
    assert told == "\n".join(
        f"{head}\n\n{post}"
        for head in ("Facebook (89/477 ký tự)", "Zalo (89/2000 ký tự)", "X (94/280 ký tự)")
    )


def test_x_counts_as_it_says():
    """The figures are what twitter-text 3 says of these texts."""
    assert social_out.count_on_x("a b é đ ă ơ “x” – …") == 20
    assert social_out.count_on_x("ạ ế ữ") == 8
    assert social_out.count_on_x("大👍") == 4
    assert social_out.count_on_x("Xem https://example.vn/mot/dia-chi/rat-dai-de-doc-tiep?x=1 nhé") == 31
    assert social_out.count_on_x("Xem tại baovantram.vn.") == 33


@pytest.mark.parametrize("network", social_out.NETWORKS, ids=lambda one: one.name)
def test_a_long_piece_makes_room(network):
    long = piece(
        headline="Một tít dài về cây xanh ở xã " * 4,
        standfirst="Một câu dài về cây xanh ở xã. " * 90,
        published=Published("2026-11-23T08:00", "https://example.vn/bai"),
    )
    told = social_out.post(tidy_article(long), network)
    assert network.limit / 2 < network.length(told) <= network.limit
    assert "https://example.vn/bai" in told
    assert told.split("\n\n")[1].endswith(("xã.", "…"))


@settings(max_examples=50, deadline=None)
@given(articles(), st.sampled_from(social_out.NETWORKS), st.booleans())
def test_no_post_is_too_long(article, network, is_out):
    url = Published("2026-11-23T08:00", "https://example.vn/bai") if is_out else None
    article = structs.replace(article, standfirst=article.standfirst * 40, published=url)
    told = social_out.post(article, network)
    assert network.length(told) <= network.limit
    assert ("https://example.vn/bai" in told) == is_out


def test_texts_are_shortened_where_a_sentence_or_a_word_ends():
    assert shortened("Một câu. Câu hai dài hơn.", 14) == "Một câu."
    assert shortened("chữ " * 100, 30) == "chữ chữ chữ chữ chữ chữ chữ…"
    assert shortened("ngắn", 4) == "ngắn"
    assert shortened("dài quá", 0) == ""


def test_the_fragment_for_a_cms():
    figure = cms_out.html(piece(), {SHA: "01.jpg"})
    assert (
        '<figure><img src="01.jpg" alt="Người và cây">'
        "<figcaption><em>Bà con trồng cây.</em> (Ảnh: Thu Hà)</figcaption></figure>" in figure
    )
    lines = cms_out.html(piece(), {SHA: "01.jpg"}, "paragraph").splitlines()
    assert lines[1:3] == [
        '<p><img src="01.jpg" alt="Người và cây"></p>',
        "<p><em>Bà con trồng cây.</em> (Ảnh: Thu Hà)</p>",
    ]
    assert lines[-1] == "<p><strong>Mai Hương</strong></p>"
    assert plain(runs_of("Trong hộp")) in figure


@pytest.mark.parametrize("there", [True, False], ids=["with pictures", "without"])
@settings(max_examples=60, deadline=None)
@given(
    article=articles(),
    published=st.sampled_from(["", "2026-11-23", "2026-11-23T08:00", "2026-11-23T08:00:01Z"]),
)
def test_agencies_find_what_their_standards_allow_and_nothing_else(article, there, published):
    pictures = {photo.photo: jpeg() for photo in photos_in(article.blocks) if photo.photo} if there else {}
    for url in ("", "https://bao.vn/tin/xã Vân Trầm?a=1&b=“2”#đ"):
        told = structs.replace(article, published=Published(published, url))
        assert agencies.faults_of_nitf(nitf_out.write(told, pictures)) == []
        item = agencies.ninjs(ninjs_out.write(told, pictures))
        assert (item.title, len(item.associations)) == (article.headline, len(pictures))
        assert bool(item.version_created) == ("T" in published)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"type": "text"', '"type": "bài"'),
        ('"headlines"', '"headline"'),
        ('"uri": "urn:', '"uri": "không phải:'),
        ('"width": 120', '"width": "120"'),
    ],
)
def test_a_fault_in_a_feed_is_found(old, new):
    told = ninjs_out.write(piece(), {SHA: jpeg()}).decode()
    assert old in told
    with pytest.raises(ValidationError):
        agencies.ninjs(told.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<hl1>", "<h1>"),
        (' media-type="image"', ""),
        ("<body.content>", "<body.content>Chữ ngoài đoạn"),
        ("<media-caption>", "<media-caption>Chữ "),
        ("<ul>", "<ul><p>x</p>"),
    ],
)
def test_a_fault_in_nitf_is_found(old, new):
    blocks = (*piece().blocks, ListBlock("l", ordered=False, items=(runs_of("Một"),)))
    told = nitf_out.write(piece(blocks=blocks), {SHA: jpeg()}).decode()
    assert old in told
    assert agencies.faults_of_nitf(told.encode()) == []
    changed = told.replace(old, new).replace("</hl1>", "</h1>" if new == "<h1>" else "</hl1>")
    assert agencies.faults_of_nitf(changed.encode()) != []

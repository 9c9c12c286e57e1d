import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from msgspec import structs

from morat.formats import html_in, html_out
from morat.newsroom.article import Author, Dateline, Published, new_article, tidy_article
from morat.newsroom.blocks import Box, Gallery, Paragraph, Photo, Unknown, new_id
from morat.newsroom.inline import Run, runs_of
from tests.helpers.jpegs import jpeg
from tests.helpers.strategies import articles


def printed(article):
    """The piece as its readers have it: nothing else may leave, all of it must come back."""
    return structs.replace(
        article,
        id="",
        note="",
        embargo="",
        status="",
        related=(),
        published=None,
        extra="",
        dateline=structs.replace(article.dateline, extra=""),
        authors=tuple(Author(author.printed, role=author.role) for author in article.authors),
        series=structs.replace(article.series, extra="") if article.series else None,
        blocks=tuple(map(printed_block, article.blocks)),
    )


def printed_block(block):
    changes = {"extra": ""}
    if isinstance(block, Photo):
        changes["edit"] = None
    elif isinstance(block, Gallery):
        changes["photos"] = tuple(map(printed_block, block.photos))
    elif isinstance(block, Box):
        changes["blocks"] = tuple(map(printed_block, block.blocks))
    return structs.replace(block, **changes)


@settings(max_examples=150, deadline=None)
@given(articles())
def test_what_is_written_is_read_exactly(article):
    incoming = html_in.read(html_out.write(article, {}))
    assert printed(incoming.article) == printed(article)
    assert incoming.warnings == ()


def test_pictures_come_back_under_the_address_of_their_original():
    original, picture = "a" * 64, jpeg()
    blocks = (Photo("anh", original, runs_of("Chú thích"), "Thu Hà", "Người gặt lúa", "half"),)
    page = html_out.write(new_article(headline="Tít", blocks=blocks), {original: picture})
    incoming = html_in.read(page)
    assert incoming.article.blocks == blocks
    assert incoming.pictures[original].data == picture.data
    assert set(incoming.pictures) == {original}
    assert html_out.write(incoming.article, {original: picture}) == page
    assert b'width="120" height="80"' in page


@settings(max_examples=30, deadline=None)
@given(articles())
def test_nothing_that_is_not_printed_leaves(article):
    secret = "bí-mật-9417"
    hidden = structs.replace(
        article,
        note=secret,
        embargo=secret,
        status=secret,
        related=(secret,),
        extra=f'{{"x":"{secret}"}}',
        published=Published(url=f"file:///home/{secret}", extra=f'{{"x":"{secret}"}}'),
        authors=(Author(secret, "Mai Hương", extra=f'{{"x":"{secret}"}}'),),
        blocks=(
            *article.blocks,
            Unknown(new_id(), "poll", f'{{"x":"{secret}"}}'),
            Photo(new_id(), "b" * 64, edit=f'{{"x":"{secret}"}}', extra=f'{{"x":"{secret}"}}'),
        ),
    )
    page = html_out.write(tidy_article(hidden), {}).decode()
    assert secret not in page
    assert article.id not in page


def test_no_script_and_no_dangerous_link_leaves():
    runs = (
        Run("a", (), "javascript:alert(1)"),
        Run("b", (), "data:text/html,x"),
        Run("c", (), "https://example.vn/?a=1&b=<2>"),
        Run("</p><script>alert(1)</script>"),
    )
    headline = "</script><script>alert(2)</script>"
    page = html_out.write(new_article(headline=headline, blocks=(Paragraph("a", runs),)), {}).decode()
    assert page.count("<script") == 1
    assert "javascript:" not in page
    assert "data:text" not in page
    assert 'href="https://example.vn/?a=1&amp;b=&lt;2&gt;"' in page


def test_the_style_is_the_one_whose_hash_is_allowed():
    page = html_out.write(new_article(headline="Tít"), {}).decode()
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = hashlib.sha256(style.encode()).digest()
    assert (
        re.search("style-src '(.*?)'", page)[1].removeprefix("sha256-")
        == html_out.base64.b64encode(digest).decode()
    )
    assert " style=" not in page


def test_what_machines_read():
    article = new_article(
        headline="Con đường mới",
        standfirst="Sau hai năm.",
        section="Xã hội",
        tags=("đường", "làng"),
        authors=(Author("Trần Thị Hương", "Mai Hương"), Author("Quang Minh", role="photographer")),
        dateline=Dateline("Đồng Mây", "2026-11-23"),
        published=Published("2026-11-23T07:30:00", "https://example.vn/con-duong"),
    )
    page = html_out.write(article, {}).decode()
    assert '<html lang="vi">' in page
    assert '<time datetime="2026-11-23">23/11/2026</time>' in page
    assert '"datePublished": "2026-11-23T07:30:00+07:00"' in page
    assert '<meta property="article:published_time" content="2026-11-23T07:30:00+07:00">' in page
    assert '<link rel="canonical" href="https://example.vn/con-duong">' in page
    assert '"author": [{"@type": "Person", "name": "Mai Hương"}]' in page
    assert "Trần Thị Hương" not in page


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Đồng Mây - Cổng thông tin</title>
<script>var a = "Đoạn văn giả trong mã lệnh";</script></head><body>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li></ul></nav>
<header class="top"><a href="/">Cổng thông tin xã Đồng Mây</a></header>
<div class="wrap"><div class="content">
<h1>Đồng Mây khánh thành con đường   liên thôn</h1>
<p class="date">23/11/2026 08:15</p>
<p class="sapo">Sau hai năm thi công, sáng nay xã Đồng Mây khánh thành con đường liên thôn dài bảy cây số.</p>
<figure><img src="anh/duong.jpg" alt="Con đường">
<figcaption>Con đường nhìn từ trên cao. Ảnh: Thu Hà</figcaption></figure>
<p>Con đường đi qua ba thôn, có hai cây cầu và một cống lớn; tổng kinh phí là mười hai tỷ đồng, trong đó
nhân dân đóng góp <b>hơn hai tỷ</b> và hiến hơn hai nghìn mét vuông đất,
theo <a href="https://example.vn/bc">báo cáo</a> của xã.<br><br>Đoạn thứ hai
sau hai lần xuống dòng kể về ngày thông xe, khi học sinh đến trường
không còn phải lội suối, còn nông sản thì bán được giá hơn trước rất nhiều.</p>
<h2>Dân góp công</h2>
<ul><li>Khe Cát: 120 công</li><li>Đồng Mây: 200 công</li></ul>
<table><tr><th>Thôn</th><th>Mét</th></tr><tr><td>Khe Cát</td><td>900</td></tr></table>
<blockquote>Dân biết, dân bàn.</blockquote>
<p style="text-align: right"><strong>Mai Hương</strong></p>
<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Zalo</a></div>
</div>
<div class="related"><h3>Tin liên quan</h3><ul><li><a href="/a">Một bài khác</a></li></ul></div>
</div><footer>Bản quyền thuộc về xã Đồng Mây</footer></body></html>"""


def test_a_page_from_elsewhere():
    incoming = html_in.read(PAGE.encode())
    article = incoming.article
    assert article.headline == "Đồng Mây khánh thành con đường liên thôn"
    assert article.standfirst.startswith("Sau hai năm thi công")
    assert article.authors == (Author("Mai Hương"),)
    kinds = [type(block).__name__ for block in article.blocks]
    assert kinds == ["Photo", "Paragraph", "Paragraph", "Subhead", "ListBlock", "Table", "Quote"]
    photo, first = article.blocks[:2]
    assert (photo.alt, photo.credit) == ("Con đường", "Thu Hà")
    assert photo.caption == runs_of("Con đường nhìn từ trên cao.")
    assert incoming.wanted == {photo.id: "anh/duong.jpg"}
    assert Run("hơn hai tỷ", ("bold",)) in first.runs
    assert Run("báo cáo", (), "https://example.vn/bc") in first.runs
    assert article.blocks[4].items == (runs_of("Khe Cát: 120 công"), runs_of("Đồng Mây: 200 công"))
    assert article.blocks[5].header
    whole = html_out.write(article, {}).decode()
    assert "Facebook" not in whole
    assert "Một bài khác" not in whole


def test_an_old_page_says_its_encoding_itself():
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1252"').replace("Đ", "D")
    ascii_only = re.sub("[^\x00-\x7f]", "é", page)
    assert "é" in html_in.read(ascii_only.encode("cp1252")).article.headline


def test_a_headline_that_only_the_page_s_title_tells():
    page = (
        '<html><head><meta property="og:title" content="Tít thật"></head><body><div>'
        "<p>Chuyên mục</p><p>Tít thật</p><p>Một đoạn văn của bài.</p></div></body></html>"
    )
    assert html_in.read(page).article.headline == "Tít thật"


def test_nothing_at_all():
    assert html_in.read(b"").article.blocks == ()
    assert html_in.read("<!-- -->").article.blocks == ()


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_page(text):
    html_in.read(text)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</div>",
                "<table>",
                "<tr>",
                "<td>",
                "<ul>",
                "<li>",
                "<img src='a.jpg'>",
                "<img src='data:,x'>",
                "<h1>",
                "</h1>",
                "<br>",
                "<b>",
                "</b>",
                "<a href='http://['>",
                "chữ",
                "Mai Hương",
                "<figure>",
                "<figcaption>",
                "<!--",
                "<iframe src='https://example.vn'>",
                "<blockquote>",
                "<article>",
                "<meta name=generator content=Mo-rát>",
                "<h1 class=headline>",
            ]
        )
    ).map("".join)
)
def test_any_tangle_of_tags_is_a_page(page):
    html_in.read(page)


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        ("Đường mới", "Đường mới. Ảnh: Thu Hà"),
        ("Đường mới (trái)", "Đường mới (trái). Ảnh: Thu Hà"),
        ("Đường mới.", "Đường mới. Ảnh: Thu Hà"),
        ("“Đường mới!”", "“Đường mới!” Ảnh: Thu Hà"),
        ("Đường mới… ", "Đường mới…  Ảnh: Thu Hà"),
        ("", "Ảnh: Thu Hà"),
    ],
)
def test_a_caption_ends_before_its_credit_begins(caption, shown):
    photo = Photo("f", None, runs_of(caption), "Thu Hà")
    page = html_out.write(new_article(headline="T", blocks=(photo,)), {})
    (below,) = lxml_html.fromstring(page.decode()).iter("figcaption")
    assert below.text_content() == shown
    (back,) = html_in.read(page).article.blocks
    assert (back.caption, back.credit) == (photo.caption, "Thu Hà")

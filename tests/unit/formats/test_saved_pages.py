"""Pages as news sites make them, saved from a browser: the article comes in whole and alone."""

import pytest

from morat.formats import html_in
from morat.newsroom.article import Article
from morat.newsroom.blocks import texts, walk

TITLE = "Cầu treo Nậm Tuân đỡ đường xa"
STANDFIRST = "Sáng 22/11, người dân thôn Khe Lạnh đi thử cây cầu mới bắc qua suối."
TEXT = [
    f"Đoạn {number} kể chuyện cây cầu mới, bà con ba thôn đi chợ, trẻ con tới lớp không phải lội suối nữa."
    for number in range(1, 8)
]
OTHER = "Một câu dài của bạn đọc nói về chuyện khác hẳn, không ai muốn thấy trong bài của mình khi mang về."
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)
MORE = PARAGRAPHS.replace("Đoạn", "Hồi")
CHAPTERS = "".join(f"<section><h2>Chương</h2><p>{text}</p></section>" for text in TEXT)
COMMENTS = f"<div class='item'><b>Bạn đọc</b><p>{OTHER}</p></div>" * 4
RELATED = f"<ul><li><a href='/x.html'>{OTHER}</a></li></ul>"
HEAD = f"<h1>{TITLE}</h1><p class='sapo'>{STANDFIRST}</p>"
SHAPES = {
    "a form around all": (
        f"<form id='aspnetForm'><table><tr><td>{RELATED}</td><td>{HEAD}{PARAGRAPHS}</td></tr></table></form>"
    ),
    "a standfirst above": f"<h1>{TITLE}</h1><h2 class='detail-sapo'>{STANDFIRST}</h2><div>{PARAGRAPHS}</div>",
    "a standfirst without a name": (
        f"<h1>{TITLE}</h1><div><b>{STANDFIRST}</b></div><article>{PARAGRAPHS}</article>"
    ),
    "no heading": (
        f"<table><tr><td><span><b>{TITLE}</b></span></td></tr><tr><td><b>{STANDFIRST}</b></td></tr>"
        f"<tr><td>{PARAGRAPHS}</td></tr></table>"
    ),
    "comments below": (
        f"<main><article>{HEAD}{PARAGRAPHS}</article><div class='comment-wrap'>{COMMENTS}</div></main>"
    ),
    "boxes of other pieces": (
        f"<article>{HEAD}{PARAGRAPHS}<div class='box-tinlienquanv2'>{RELATED}</div>"
        f"<div type='RelatedOneNews'>{RELATED}</div></article>"
    ),
    "chapters": f"<main><section>{HEAD}</section>{CHAPTERS}</main>",
    "chapters of one": f"<section>{HEAD}</section><section>{PARAGRAPHS}</section><section>{MORE}</section>",
}


def told(article: Article) -> str:
    return "\n".join(text for block in walk(article.blocks) for _, text in texts(block))


def page(body: str) -> str:
    title = f'<meta property="og:title" content="{TITLE}">'
    about = f'<meta name="description" content="{STANDFIRST[:62]}...">'
    menu = "<div class='menu'><ul><li><a href='/'>Trang chủ</a></li><li><a>Thời sự</a></li></ul></div>"
    return (
        f"<html><head>{title}{about}</head><body>{menu}{body}<footer>Giấy phép số 12</footer></body></html>"
    )


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_the_article_comes_in_whole_and_alone(body: str) -> None:
    article = html_in.read(page(body)).article
    assert (article.headline, article.standfirst) == (TITLE, STANDFIRST)
    for text in TEXT:
        assert told(article).count(text) == 1, text
    for text in (OTHER, "Trang chủ", "Giấy phép"):
        assert text not in told(article)


def test_a_class_that_lies_loses_no_article() -> None:
    article = html_in.read(page(f"{HEAD}<div class='social print'>{PARAGRAPHS}</div>")).article
    assert [text for text in TEXT if text not in told(article)] == []


def test_a_form_to_fill_in_is_no_text() -> None:
    form = "<form><p>Xin mời bạn đọc gửi ý kiến của mình về toà soạn qua mẫu dưới đây nhé.</p><input></form>"
    article = html_in.read(page(f"<article>{HEAD}{PARAGRAPHS}{form}</article>")).article
    assert "Xin mời" not in told(article)


@pytest.mark.parametrize("name", ["_" * 50_000, "a_" * 50_000, "a-" * 50_000, "lien" * 50_000])
def test_a_class_is_looked_at_once(name: str) -> None:
    # Patterns that may part a name in many ways would be at it for years.
    above = f"<p class='{name}x'>Sáu chữ đứng ở phía trên.</p>"
    article = html_in.read(page(f"{above}<article>{HEAD}{PARAGRAPHS}</article>")).article
    assert (article.headline, article.standfirst) == (TITLE, STANDFIRST)


@pytest.mark.parametrize("name", ["box_tin_lien_quan", "xem-them", "news-docnhieu", "related"])
def test_other_pieces_are_no_part_whatever_joins_the_words_of_their_class(name: str) -> None:
    other = f"<div class='{name}'>{RELATED}</div>"
    assert OTHER not in told(html_in.read(page(f"<article>{HEAD}{PARAGRAPHS}{other}</article>")).article)


def test_the_standfirst_of_another_piece_above_is_not_taken() -> None:
    other = "<div class='hot'><p class='desc'>Giá vàng sáng nay tăng thêm nửa triệu đồng.</p></div>"
    article = html_in.read(page(f"{other}<article>{HEAD}{PARAGRAPHS}</article>")).article
    assert article.standfirst == STANDFIRST
    assert "Giá vàng" not in told(article)

"""HTML out: one file that any browser shows and any site can take in.

No script, nothing from the network: the pictures are inside, the one style sheet is allowed by its
hash. Only what is printed leaves: no note, embargo, status, name behind a pen name, path or history.
``html_in`` reads the file back with its block ids; ``data-photo`` is the hash of the original.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import Template

from morat.assets import resource
from morat.formats.html_blocks import BlockWriter, Image
from morat.formats.markup import element, escape, text, void
from morat.formats.printed import Printed, date, instant, printed
from morat.newsroom.article import Article, Author, Dateline
from morat.newsroom.pictures import Picture

GENERATOR = "Mo-rát"
_DESCRIPTION = 300


def write(article: Article, pictures: Mapping[str, Picture]) -> bytes:
    """Return ``article`` as one HTML file; equal articles and pictures give equal bytes.

    ``pictures`` are the photos' files by the SHA-256 of the original, in the size wanted. A photo
    that is not among them becomes an empty frame that keeps the photo's address.
    """
    inside = {
        sha: Image(
            f"data:{picture.mime};base64,{base64.b64encode(picture.data).decode('ascii')}",
            picture.width,
            picture.height,
        )
        for sha, picture in pictures.items()
    }
    return page(article, inside, "data:")


def page(article: Article, images: Mapping[str, Image], allowed: str) -> bytes:
    """Return ``article`` as a page with ``images`` by the SHA-256 of the original.

    ``allowed`` is where the page lets pictures come from, as its content security policy says it.
    """
    words = printed(article.language)
    style = _style()
    made = _template("article.html").substitute(
        language=escape(article.language or "vi"),
        style_hash=_hash(style),
        images=allowed,
        title=text(_title(article, words)).replace("<br>", " "),
        facts="\n".join(_facts(article)),
        style=style,
        linked_data=_linked_data(article),
        article="\n".join(filter(None, _article(article, BlockWriter(images, words), words))),
    )
    return made.encode()


def _article(article: Article, blocks: BlockWriter, words: Printed) -> Iterable[str]:
    yield element("header", "\n".join(_header(article)))
    yield blocks.blocks(article.blocks)
    foot = [*_byline(article.authors, words)]
    if article.source:
        name = element("span", text(article.source), class_="name")
        foot.append(element("p", text(words.source) + name, class_="source"))
    if foot:
        yield element("footer", "\n".join(foot), class_="piece")


def _header(article: Article) -> Iterable[str]:
    series = article.series
    if series:
        name = element("span", text(series.name), class_="name")
        count = f" ({series.part}/{series.of})"
        yield element("p", name + count, class_="series", data_part=series.part, data_of=series.of)
    if article.kicker:
        yield element("p", text(article.kicker), class_="kicker")
    yield element("h1", text(article.headline), class_="headline")
    if article.deck:
        yield element("p", text(article.deck), class_="deck")
    yield from _dateline(article.dateline)
    if article.standfirst:
        yield element("p", text(article.standfirst), class_="standfirst")


def _dateline(dateline: Dateline) -> Iterable[str]:
    parts: list[str] = []
    if dateline.place:
        parts.append(element("span", text(dateline.place), class_="place"))
    if dateline.date:
        moment = instant(dateline.date)
        shown = text(date(dateline.date))
        parts.append(
            element("time", shown, datetime=moment) if moment else element("span", shown, class_="date")
        )
    if parts:
        yield element("p", ", ".join(parts), class_="dateline")


def _byline(authors: Iterable[Author], words: Printed) -> Iterable[str]:
    names = [
        text(words.roles.get(author.role, ""))
        + element("span", text(author.printed), class_="author", data_role=author.role)
        for author in authors
    ]
    if names:
        yield element("p", " – ".join(names), class_="byline")


def _facts(article: Article) -> Iterable[str]:
    """Yield what machines read in the head: search engines, social networks, a colleague's Mo-rát."""
    description = " ".join(article.standfirst.split())[:_DESCRIPTION]
    named = {
        "description": description,
        "author": ", ".join(author.printed for author in article.authors),
        "keywords": ", ".join(article.tags),
        "genre": article.genre,
    }
    yield from (void("meta", name=name, content=value) for name, value in named.items() if value)
    graph = [
        ("og:type", "article"),
        ("og:title", article.headline),
        ("og:description", description),
        ("og:locale", "vi_VN" if article.language.startswith("vi") else article.language),
        ("article:section", article.section),
        ("article:published_time", _published(article)),
        *(("article:tag", tag) for tag in article.tags),
    ]
    yield from (void("meta", property=name, content=value) for name, value in graph if value)
    if article.published and article.published.url.startswith(("https://", "http://")):
        yield void("link", rel="canonical", href=article.published.url)


def _linked_data(article: Article) -> str:
    """Return the piece as a schema.org NewsArticle; ``<`` is written so that no tag can end the block."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "alternativeHeadline": article.deck,
        "description": " ".join(article.standfirst.split()),
        "inLanguage": article.language,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "datePublished": _published(article),
        "dateCreated": instant(article.dateline.date),
        "author": [
            {"@type": "Person", "name": author.printed}
            for author in article.authors
            if author.role in ("author", "contributor")
        ],
    }
    kept = {name: value for name, value in data.items() if value}
    return json.dumps(kept, ensure_ascii=False).replace("<", "\\u003c")


def _published(article: Article) -> str:
    return instant(article.published.at) if article.published else ""


def _title(article: Article, words: Printed) -> str:
    return article.headline or article.kicker or words.untitled


@lru_cache(maxsize=1)
def _style() -> str:
    return "\n" + resource("templates", "article.css").read_text("utf-8")


@lru_cache(maxsize=1)
def _template(name: str) -> Template:
    return Template(resource("templates", name).read_text("utf-8"))


def _hash(style: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")

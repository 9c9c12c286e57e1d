"""HTML out: one file that any browser shows and any site can take in.

No script, nothing from the network: the pictures are inside, the one style sheet is allowed by its
hash. Only what is printed leaves: no note, embargo, status, name behind a pen name, path or history.
The page is a template (``page_template``), the one that ships unless a newsroom has its own; ``html_in``
reads the shipped one back with its block ids. ``data-photo`` is the hash of the original.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

from markupsafe import Markup

from morat.formats.html_blocks import Image
from morat.formats.page_template import PageTemplate, render, shipped
from morat.formats.page_values import Fact, PageValues, block_values, piece_values
from morat.formats.printed import instant, printed
from morat.newsroom.article import Article
from morat.newsroom.pictures import Picture
from morat.newsroom.text import shortened

_DESCRIPTION = 300


def write(article: Article, pictures: Mapping[str, Picture], template: PageTemplate | None = None) -> bytes:
    """Return ``article`` as one HTML file; equal articles and pictures give equal bytes.

    ``pictures`` are the photos' files by the SHA-256 of the original, in the size wanted. A photo
    that is not among them becomes an empty frame that keeps the photo's address.

    Raises:
        UserError: as ``page_template.render``.
    """
    return page(article, inlined(pictures), "data:", template)


def inlined(pictures: Mapping[str, Picture]) -> dict[str, Image]:
    """Return pictures as a page has them that carries them inside."""
    return {
        sha: Image(
            f"data:{picture.mime};base64,{base64.b64encode(picture.data).decode('ascii')}",
            picture.width,
            picture.height,
        )
        for sha, picture in pictures.items()
    }


def page(
    article: Article, images: Mapping[str, Image], allowed: str, template: PageTemplate | None = None
) -> bytes:
    """Return ``article`` as a page with ``images`` by the SHA-256 of the original.

    ``allowed`` is where the page lets pictures come from, as its content security policy says it.

    Raises:
        UserError: as ``page_template.render``.
    """
    template = template or shipped()
    words = printed(article.language)
    piece = piece_values(article, images, words)
    values = {
        "piece": piece,
        "page": _page_values(article, template.style, allowed),
        "words": words,
        "blocks": partial(block_values, article, images, words),
    }
    return render(template, values, len(piece.body)).encode()


def _page_values(article: Article, style: str, allowed: str) -> PageValues:
    policy = (
        f"default-src 'none'; img-src {allowed}; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    published = article.published
    address = published.url if published and published.url.startswith(("https://", "http://")) else ""
    return PageValues(
        policy=Markup(policy),  # noqa: S704 - of our own words
        style=Markup(style),  # noqa: S704 - of the newsroom's own file
        facts=tuple(_facts(article)),
        linked_data=Markup(_linked_data(article)),  # noqa: S704 - no tag can end it
        address=address,
    )


def _facts(article: Article) -> Iterator[Fact]:
    """Yield what machines read in the head: search engines, social networks, a colleague's Mo-rát."""
    description = shortened(" ".join(article.standfirst.split()), _DESCRIPTION)
    named = {
        "description": description,
        "author": ", ".join(author.printed for author in article.authors),
        "keywords": ", ".join(article.tags),
        "genre": article.genre,
    }
    yield from (Fact("name", name, value) for name, value in named.items() if value)
    graph = [
        ("og:type", "article"),
        ("og:title", article.headline),
        ("og:description", description),
        ("og:locale", "vi_VN" if article.language.startswith("vi") else article.language),
        ("article:section", article.section),
        ("article:published_time", _published(article)),
        *(("article:tag", tag) for tag in article.tags),
    ]
    yield from (Fact("property", name, value) for name, value in graph if value)


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


@lru_cache(maxsize=8)
def _hash(style: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")

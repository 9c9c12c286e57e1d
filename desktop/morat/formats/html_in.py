"""HTML in: a page that Mo-rát wrote comes back exactly, any other by its tags and the recogniser."""

import re

from lxml import etree, html
from lxml.html import HtmlElement

from morat.formats import encodings, html_own
from morat.formats.html_lines import LineReader
from morat.formats.recognise import build
from morat.newsroom.article import new_article
from morat.newsroom.incoming import Incoming
from morat.newsroom.text import clean

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
# lxml takes text with a declaration of its own encoding for a contradiction.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes | str, encoding: str | None = None, name: str = "") -> Incoming:
    """Return the piece of a page; nothing is fetched from anywhere.

    ``encoding`` is for pages from before Unicode; without it a byte order mark, UTF-8 and then the
    page's own ``meta charset`` are believed. ``wanted`` names pictures in files beside the page.

    Raises:
        UserError: as ``encodings.decode``.
    """
    page = _parsed(data if isinstance(data, str) else _decoded(data, encoding, name))
    if page is None:
        return Incoming(new_article())
    if html_own.is_own(page):
        return html_own.read(page)
    reader = LineReader()
    built = build(reader.lines(page))
    return reader.pictures.incoming(built)


def _decoded(data: bytes, encoding: str | None, name: str) -> str:
    found = _DECLARED.search(data[:_HEAD])
    declared = encodings.known(found[1].decode("ascii", "replace")) if found else None
    if encoding is None and declared and not encodings.is_unicode(data):
        encoding = declared
    return encodings.decode(data, encoding, name)


def _parsed(text: str) -> HtmlElement | None:
    """Return the page's root, None for a page without anything in it."""
    text = _DECLARATION.sub("", clean(text))
    if not text.strip():
        return None
    # huge_tree: a photo inside an attribute is larger than what libxml2 takes for an attack.
    parser = html.HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    try:
        page: object = html.document_fromstring(text.encode(), parser=parser)  # pyright: ignore[reportUnknownMemberType]
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return page if isinstance(page, HtmlElement) else None

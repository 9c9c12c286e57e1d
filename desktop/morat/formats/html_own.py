"""Reads a page that ``html_out`` wrote, exactly: every printed field, every block with its id."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from morat.formats.html_blocks import GENERATOR, PREFIX
from morat.formats.markup import TAGS
from morat.formats.pictures_in import Pictures
from morat.newsroom.article import Author, Dateline, Series, new_article
from morat.newsroom.blocks import (
    Block,
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
    Unknown,
)
from morat.newsroom.incoming import Incoming
from morat.newsroom.inline import Run, Runs, plain, tidy

_SHA = re.compile("[0-9a-f]{64}")
_MARKS = {tag: mark for mark, tag in TAGS.items()}


def is_own(page: HtmlElement) -> bool:
    """Say whether Mo-rát wrote the page."""
    root = next(page.iter("article"), None)
    return (
        _meta(page, "generator") == [GENERATOR]
        and root is not None
        and any(h1.get("class") in ("headline", "untitled") for h1 in root.iter("h1"))
    )


def read(page: HtmlElement) -> Incoming:
    """Return the piece of a page for which ``is_own`` is true."""
    pictures = Pictures()
    reader = _BlockReader(pictures)
    root = next(page.iter("article"))
    header, footer = _child(root, "header"), _child(root, "footer")
    article = new_article(
        **_facts(page),
        kicker=_words(header, "kicker"),
        headline=_words(header, "headline"),
        deck=_words(header, "deck"),
        standfirst=_words(header, "standfirst"),
        series=_series(header),
        dateline=_dateline(header),
        authors=_authors(footer),
        source=_words(footer, "source"),
        blocks=tuple(reader.blocks(root)),
    )
    return Incoming(article, pictures.found, pictures.warnings(), pictures.wanted)


def runs(element: HtmlElement) -> Runs:
    """Return the text of an element as runs, white space as it stands."""
    return tidy(_runs(element, (), None))


def _runs(element: HtmlElement, marks: tuple[str, ...], link: str | None) -> Iterator[Run]:
    if element.text:
        yield Run(element.text, marks, link)
    for child in element:
        tag = child.tag
        if tag == "br":
            yield Run("\n", marks, link)
        elif isinstance(tag, str):
            mark = _MARKS.get(tag) or child.get("data-mark")
            inner = (*marks, mark) if mark else marks
            yield from _runs(child, inner, child.get("href" if tag == "a" else "data-link") or link)
        if child.tail:
            yield Run(child.tail, marks, link)


class _BlockReader:
    """Reads the elements that carry a block's id."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures

    def blocks(self, parent: HtmlElement) -> Iterator[Block]:
        for child in parent:
            name = child.get("id") or ""
            if name.startswith(PREFIX):
                yield self._block(child, unquote(name.removeprefix(PREFIX)))

    def _block(self, element: HtmlElement, name: str) -> Block:
        read = self._special(element)
        if read is not None:
            return read(element, name)
        match element.tag:
            case "h2" | "h3":
                return _subhead(element, name)
            case "blockquote":
                words = _child(element, "p")
                return Quote(name, () if words is None else runs(words), _words(element, None, "cite"))
            case "ul" | "ol":
                return ListBlock(
                    name, element.tag == "ol", tuple(runs(item) for item in element if item.tag == "li")
                )
            case "div":
                return Unknown(name, element.get("data-kind") or "")
            case _:
                return Paragraph(name, runs(element))

    def _special(self, element: HtmlElement) -> Callable[[HtmlElement, str], Block] | None:
        """Return the reader of an element whose class says what it is."""
        classes = (element.get("class") or "").split()
        readers: dict[str, Callable[[HtmlElement, str], Block]] = {
            "photo": self._photo,
            "gallery": self._gallery,
            "embed": _embed,
            "box": self._box,
            "pullquote": _pullquote,
            "subhead": _subhead,
            "table": _table,
        }
        return next((readers[name] for name in classes if name in readers), None)

    def _photo(self, element: HtmlElement, name: str) -> Photo:
        sha = element.get("data-photo")
        sha = sha if sha and _SHA.fullmatch(sha) else None
        image, frame = _child(element, "img"), _first(element, "div", "frame")
        alt = ""
        if image is not None:
            alt = image.get("alt") or ""
            address = image.get("src") or ""
            sha = self._pictures.keep(address, sha)
            if not address.startswith("data:"):
                self._pictures.take(address, name)
        elif frame is not None:
            alt = frame.get("data-alt") or ""
        return Photo(
            name,
            sha,
            _caption(element),
            _words(element, "credit"),
            alt,
            element.get("data-size") or "full",
        )

    def _gallery(self, element: HtmlElement, name: str) -> Gallery:
        photos = _first(element, "div", "photos")
        inside = () if photos is None else tuple(self.blocks(photos))
        return Gallery(name, tuple(photo for photo in inside if isinstance(photo, Photo)), _caption(element))

    def _box(self, element: HtmlElement, name: str) -> Box:
        inside = _first(element, "div", "inside")
        title = next((child for child in element if child.get("class") == "box-title"), None)
        return Box(
            name,
            element.get("data-kind") or "info",
            "" if title is None else plain(runs(title)),
            () if inside is None else tuple(self.blocks(inside)),
        )


def _subhead(element: HtmlElement, name: str) -> Subhead:
    level = element.get("data-level") or str(element.tag)[1:]
    return Subhead(name, 3 if level == "3" else 2, runs(element))


def _pullquote(element: HtmlElement, name: str) -> Pullquote:
    words = _child(element, "p")
    return Pullquote(name, () if words is None else runs(words))


def _embed(element: HtmlElement, name: str) -> Embed:
    return Embed(name, plain(runs(element[0])) if len(element) else "", plain(_caption(element)))


def _table(element: HtmlElement, name: str) -> Table:
    rows = tuple(tuple(runs(cell) for cell in row) for row in element.iter("tr"))
    return Table(name, header=next(element.iter("thead"), None) is not None, rows=rows)


def _caption(element: HtmlElement) -> Runs:
    """Return the caption of the figure itself, not of one inside it."""
    below = _child(element, "figcaption")
    caption = None if below is None else _first(below, "span", "caption")
    return () if caption is None else runs(caption)


def _facts(page: HtmlElement) -> dict[str, object]:
    facts: dict[str, object] = {
        "language": page.get("lang") or "vi",
        "tags": tuple(_meta(page, "article:tag")),
        "section": "".join(_meta(page, "article:section")),
    }
    genre = "".join(_meta(page, "genre"))
    return {**facts, "genre": genre} if genre else facts


def _series(header: HtmlElement | None) -> Series | None:
    line = None if header is None else _first(header, "p", "series")
    if line is None:
        return None
    part, of = (_count(line.get(name)) for name in ("data-part", "data-of"))
    return Series(_words(line, "name"), part, of)


def _count(written: str | None) -> int:
    return int(written) if written and re.fullmatch(r"\d{1,4}", written, re.ASCII) else 1


def _dateline(header: HtmlElement | None) -> Dateline:
    line = None if header is None else _first(header, "p", "dateline")
    if line is None:
        return Dateline()
    time = _child(line, "time")
    day = _words(line, "date") if time is None else time.get("datetime") or ""
    return Dateline(_words(line, "place"), day)


def _authors(footer: HtmlElement | None) -> tuple[Author, ...]:
    line = None if footer is None else _first(footer, "p", "byline")
    if line is None:
        return ()
    return tuple(Author(plain(runs(name)), role=name.get("data-role") or "author") for name in line)


def _words(element: HtmlElement | None, class_: str | None, tag: str | None = None) -> str:
    """Return the text of the first element of a class; a label beside its ``name`` is left out."""
    if element is None:
        return ""
    for found in element.iter(tag) if tag else element.iter():
        if class_ is None or found.get("class") == class_:
            name = next((child for child in found if child.get("class") == "name"), found)
            return plain(runs(name))
    return ""


def _meta(page: HtmlElement, name: str) -> list[str]:
    return [
        meta.get("content") or ""
        for meta in page.iter("meta")
        if name in (meta.get("name"), meta.get("property"))
    ]


def _child(element: HtmlElement, tag: str) -> HtmlElement | None:
    return next((child for child in element if child.tag == tag), None)


def _first(element: HtmlElement, tag: str, class_: str) -> HtmlElement | None:
    return next((found for found in element.iter(tag) if found.get("class") == class_), None)

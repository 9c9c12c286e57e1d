"""NITF out: the piece as IPTC News Industry Text Format 3.6 (XML), for agencies and older systems.

The pictures are told by the names that they have when the photos leave for a folder; their bytes go by
themselves.
"""

from collections.abc import Iterable, Iterator, Mapping

from morat.formats.markup import element, escape, is_safe_address
from morat.formats.naming import photo_names, uri
from morat.formats.printed import Printed, date, instant, parting, printed
from morat.newsroom.article import Article
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
)
from morat.newsroom.inline import Run, Runs, plain
from morat.newsroom.pictures import Picture
from morat.newsroom.text import clean

NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"
_ELEMENTS = {"sub": "sub", "sup": "sup", "italic": "em"}
"""The elements of marks that NITF has; others are an ``em`` whose class says which."""


def write(article: Article, pictures: Mapping[str, Picture]) -> bytes:
    """Return ``article`` as XML; ``pictures`` are the photos' files by the hash of the original."""
    words = printed(article.language)
    blocks = _Writer(pictures, photo_names(article, pictures))
    parts = [
        element("body.head", "".join(_head(article, words))),
        element("body.content", "\n".join(blocks.blocks(article.blocks))),
    ]
    if article.source:
        parts.append(element("body.end", element("tagline", _text(words.source + article.source))))
    body = element("body", "".join(parts))
    root = element(
        "nitf",
        f"\n{element('head', ''.join(_facts(article)))}\n{body}\n",
        xmlns=NAMESPACE,
        **{"xml:lang": article.language or "vi"},
    )
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + root + "\n").encode()


def _facts(article: Article) -> Iterator[str]:
    yield element("title", _text(article.headline))
    for name, value in (("kicker", article.kicker), ("section", article.section), ("genre", article.genre)):
        if value:
            yield element("meta", name=name, content=clean(value))
    told = element("doc-id", id_string=uri(article))
    issued = instant(article.published.at) if article.published else ""
    if issued:
        told += element("date.issue", norm=issued)
    if article.tags:
        told += element("key-list", "".join(element("keyword", key=clean(tag)) for tag in article.tags))
    yield element("docdata", told)


def _head(article: Article, words: Printed) -> Iterator[str]:
    second = element("hl2", _text(article.deck)) if article.deck else ""
    yield element("hedline", element("hl1", _text(article.headline)) + second)
    for author in article.authors:
        person = element("person", _text(author.printed))
        yield element("byline", _text(words.roles.get(author.role, "")) + person)
    place, day = article.dateline.place, article.dateline.date
    if place or day:
        where = element("location", _text(place)) if place else ""
        norm = instant(day) or None
        yield element("dateline", where + (element("story.date", _text(date(day)), norm=norm) if day else ""))
    if article.standfirst:
        yield element("abstract", element("p", _text(article.standfirst)))
    if article.series:
        series = article.series
        told = {"name": clean(series.name), "part": str(series.part), "totalpart": str(series.of)}
        yield element("series", **{f"series.{name}": value for name, value in told.items()})


class _Writer:
    def __init__(self, pictures: Mapping[str, Picture], names: Mapping[str, str]) -> None:
        self._pictures = pictures
        self._names = names

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        return [line for line in map(self._block, blocks) if line]

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return element("p", _inline(block.runs))
            case Subhead():
                return element("hl2", _inline(block.runs), class_=f"level-{block.level}")
            case Quote():
                credit = element("credit", _text(block.attribution)) if block.attribution else ""
                return element("bq", element("block", element("p", _inline(block.runs))) + credit)
            case Pullquote():
                return element("bq", element("block", element("p", _inline(block.runs))), class_="pullquote")
            case ListBlock():
                items = "".join(element("li", _inline(item)) for item in block.items)
                return element("ol" if block.ordered else "ul", items)
            case Table():
                return _table(block)
            case _:
                return self._object(block)

    def _object(self, block: Block) -> str:
        match block:
            case Photo():
                return self._photo(block)
            case Gallery():
                below = element("p", _inline(block.caption)) if block.caption else ""
                return "\n".join(filter(None, (*map(self._photo, block.photos), below)))
            case Embed():
                return _embed(block)
            case Box():
                title = element("hl2", _text(block.title)) if block.title else ""
                inside = "\n".join(filter(None, (title, *self.blocks(block.blocks))))
                return element("block", inside, class_=block.kind)
            case _:
                return ""

    def _photo(self, photo: Photo) -> str:
        name = self._names.get(photo.photo or "")
        parts = [element("media-caption", element("p", _inline(photo.caption)))] if photo.caption else []
        if photo.credit:
            parts.append(element("media-producer", _text(photo.credit)))
        if name is None:
            # Media without a reference is none: a caption without its picture is a paragraph.
            between = parting(photo.caption) if photo.credit else ""
            words = plain(photo.caption) + between + photo.credit
            return element("p", _text(words), class_="caption") if words else ""
        picture = self._pictures[photo.photo or ""]
        reference = element(
            "media-reference",
            source=name,
            mime_type=picture.mime,
            width=picture.width,
            height=picture.height,
            alternate_text=clean(photo.alt) or None,
        )
        return element("media", reference + "".join(parts), media_type="image")


def _table(table: Table) -> str:
    rows: list[str] = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.header and number == 0 else "td"
        rows.append(element("tr", "".join(element(tag, _inline(cell)) for cell in row)))
    return element("table", "".join(rows))


def _embed(embed: Embed) -> str:
    shown = _text(embed.caption or embed.url)
    if embed.url and is_safe_address(embed.url):
        return element("p", element("a", shown, href=clean(embed.url)))
    return element("p", _text(" ".join(filter(None, (embed.caption, embed.url))))) if shown else ""


def _text(words: str) -> str:
    # What XML cannot carry is left out at every door; here once more, for XML with it cannot be read at all.
    return escape(clean(words)).replace("\n", "<br/>")


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    out = _text(run.text)
    for mark in reversed(run.marks):
        tag = _ELEMENTS.get(mark)
        out = element(tag, out) if tag else element("em", out, class_=clean(mark))
    if run.link and is_safe_address(run.link):
        out = element("a", out, href=clean(run.link))
    return out

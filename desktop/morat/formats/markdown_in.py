"""Markdown in: CommonMark with tables and ``~~struck~~`` text.

=====================================  ==========================================================
in the file                            in the piece
=====================================  ==========================================================
``# Heading`` (the first)              headline
``## Heading``, ``### Heading``        subheads of level 2 and 3 (deeper ones too)
first paragraph, bold or 20-90 words   standfirst (the rule of ``recognise``)
``> quote`` and ``> — name``           quote and its attribution
``- item``, ``1. item``                lists; nested items follow their parent
``![alt](file.jpg "caption")``         photo; "(Ảnh: name)" at the caption's end is its credit
``**bold** *italic* ~~struck~~``       marks; ``<u> <sub> <sup> <br>`` too
a table                                table with a heading row
last line with names                   byline, source, tags (``recognise``)
=====================================  ==========================================================

Front matter, ``key: value`` lines between two ``---`` at the start: ``headline kicker deck standfirst
section genre authors tags source place date dateline credit note language``. Lists are separated by
commas or written ``[a, b]`` or ``- a`` below the key; ``authors: Mai Hương, Quang Minh (photographer)``
gives roles; ``dateline: Uông Bí, 2026-11-23`` is place and date; ``credit`` is for every photo without
one of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from msgspec import structs

from morat.formats.pictures_in import Pictures
from morat.formats.recognise import Line, build, credited
from morat.newsroom.article import ROLES, Article, Author, Dateline, tidy_article
from morat.newsroom.blocks import ListBlock, Quote, Table, new_id
from morat.newsroom.incoming import Incoming
from morat.newsroom.inline import Run, Runs, cut, plain, runs_of, strip, tidy
from morat.newsroom.text import clean, clean_line

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_-]+)\s*:\s*(.*)")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTION = re.compile(r"(?:^|\n)\s*(?:—|–|--)\s*(?=\S)([^\n]*)\s*$")
_ROLE = re.compile(r"(.+?)\s*\(([^()]+)\)")
_MARKS = {"strong": "bold", "em": "italic", "s": "strike"}
_HTML_MARKS = {"u": "underline", "sub": "sub", "sup": "sup", "b": "bold", "i": "italic", "s": "strike"}
_STRINGS = ("kicker", "deck", "standfirst", "section", "genre", "source", "note", "language")


def read(text: str) -> Incoming:
    """Return the piece in ``text``; ``wanted`` names the pictures that lie beside the file."""
    text = clean(text)
    front: dict[str, str] = {}
    found = _FRONT.match(text)
    if found:
        front = _front_matter(found[1])
        # Without a field it was no front matter but text between two rules.
        text = text[found.end() :] if front else text
    reader = _Reader()
    lines = list(reader.lines(_tree(text)))
    if front.get("headline") or front.get("title"):
        lines.insert(0, Line(runs=runs_of(front.get("headline") or front["title"]), kind="title"))
    if front.get("standfirst"):
        lines.insert(0, Line(runs=runs_of(front["standfirst"]), kind="standfirst"))
    built = build(lines)
    incoming = reader.pictures.incoming(built)
    return structs.replace(incoming, article=_with_front_matter(incoming.article, front))


def _tree(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(text))


class _Reader:
    """Turns the tree into lines and gathers the pictures on the way."""

    def __init__(self) -> None:
        self.pictures = Pictures()

    def lines(self, node: SyntaxTreeNode) -> Iterator[Line]:
        for child in node.children:
            yield from self._block(child)

    def _block(self, node: SyntaxTreeNode) -> Iterator[Line]:
        match node.type:
            case "heading":
                yield from self._heading(node)
            case "paragraph":
                yield from self._paragraph(node)
            case "bullet_list" | "ordered_list":
                items = tuple(self._items(node))
                yield _ready(ListBlock(new_id(), node.type == "ordered_list", items))
            case "blockquote":
                yield _ready(_quote([_inline(child) for child in node.walk() if child.type == "inline"]))
            case "table":
                rows = tuple(tuple(map(_inline, row.children)) for row in node.walk() if row.type == "tr")
                yield _ready(Table(new_id(), header=True, rows=rows))
            case "code_block" | "fence":
                yield Line(runs=runs_of(node.content.rstrip("\n")))
            case "html_block":
                yield Line(runs=runs_of(_TAG.sub("", node.content).strip()))
            case _:
                return

    def _heading(self, node: SyntaxTreeNode) -> Iterator[Line]:
        level = int(node.tag[1])
        yield Line(runs=_inline(node), kind="title" if level == 1 else "heading", level=min(max(level, 2), 3))

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Line]:
        images = [child for child in node.walk() if child.type == "image"]
        runs = strip(_inline(node))
        if runs:
            yield Line(runs=runs)
        for image in images:
            sha, block_id = self.pictures.take(str(image.attrs.get("src", "")))
            caption = runs_of(str(image.attrs.get("title", "")))
            alt = clean_line(plain(_inline(image)) or image.content)
            yield Line(kind="picture", runs=caption, picture=sha, alt=alt, block_id=block_id)

    def _items(self, node: SyntaxTreeNode) -> Iterator[Runs]:
        for item in node.children:
            own = [child for child in item.children if child.type in ("paragraph", "heading")]
            yield tidy(run for place, part in enumerate(own) for run in _joined(place, part))
            for child in item.children:
                if child.type in ("bullet_list", "ordered_list"):
                    yield from self._items(child)


def _joined(place: int, node: SyntaxTreeNode) -> Iterator[Run]:
    if place:
        yield Run("\n")
    yield from _inline(node)


def _ready(block: ListBlock | Quote | Table) -> Line:
    return Line(kind="block", block=block)


def _quote(paragraphs: Sequence[Runs]) -> Quote:
    runs = tidy(
        run for place, part in enumerate(paragraphs) for run in ((Run("\n"),) if place else ()) + part
    )
    found = _ATTRIBUTION.search(plain(runs))
    attribution = found[1] if found and found.start() else ""
    if found and attribution:
        runs = cut(runs, 0, found.start())
    return Quote(new_id(), strip(runs), clean_line(attribution))


def _inline(node: SyntaxTreeNode) -> Runs:
    """Return the runs below ``node``; pictures are left out."""
    done: list[Run] = []
    _collect(node, (), None, done, [])
    return tidy(done)


def _collect(
    node: SyntaxTreeNode, marks: tuple[str, ...], link: str | None, done: list[Run], html: list[str]
) -> None:
    inside = (*marks, *html)
    match node.type:
        case "text" | "code_inline":
            done.append(Run(node.content, inside, link))
        case "softbreak":
            done.append(Run(_soft_break(node), inside, link))
        case "hardbreak":
            done.append(Run("\n", inside, link))
        case "html_inline":
            _html_mark(node.content, done, html, marks, link)
        case "image":
            return
        case _:
            if node.type == "link":
                link = str(node.attrs.get("href", "")) or None
            marks = (*marks, _MARKS[node.type]) if node.type in _MARKS else marks
            for child in node.children:
                _collect(child, marks, link, done, html)


def _soft_break(node: SyntaxTreeNode) -> str:
    """Return a space; a line that begins with a dash (who said it, or a dialogue) stays a line."""
    after = node.next_sibling
    return "\n" if after is not None and after.content.startswith(("—", "–", "-- ")) else " "


def _html_mark(tag: str, done: list[Run], html: list[str], marks: tuple[str, ...], link: str | None) -> None:
    name = tag.strip("</> ").split(" ")[0].lower()
    if name == "br":
        done.append(Run("\n", (*marks, *html), link))
    elif name in _HTML_MARKS and not tag.startswith("</"):
        html.append(_HTML_MARKS[name])
    elif name in _HTML_MARKS and _HTML_MARKS[name] in html:
        html.remove(_HTML_MARKS[name])


def _front_matter(text: str) -> dict[str, str]:
    """Read ``key: value`` lines; items ``- a`` below a key are joined with commas."""
    fields: dict[str, str] = {}
    key = ""
    for line in text.split("\n"):
        found = _FIELD.match(line)
        if found:
            key = found[1].lower().replace("-", "_")
            fields[key] = _unquoted(found[2].strip())
        elif key and line.lstrip().startswith("- "):
            item = _unquoted(line.lstrip()[2:].strip())
            fields[key] = f"{fields[key]}, {item}" if fields[key] else item
    return fields


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _list(value: str) -> tuple[str, ...]:
    items = (_unquoted(item.strip()) for item in value.strip("[] ").split(","))
    return tuple(item for item in items if item)


def _with_front_matter(article: Article, front: Mapping[str, str]) -> Article:
    changes: dict[str, object] = {name: front[name] for name in _STRINGS if front.get(name)}
    authors = tuple(_author(name) for name in _list(front.get("authors") or front.get("author", "")))
    if authors:
        changes["authors"] = authors
    if front.get("tags"):
        changes["tags"] = _list(front["tags"])
    place, _, date = front.get("dateline", "").rpartition(",")
    if front.get("dateline") and not re.search(r"\d", date):
        place, date = front["dateline"], ""
    dateline = Dateline(front.get("place", place), front.get("date", date))
    if dateline != Dateline():
        changes["dateline"] = dateline
    blocks = credited(article.blocks, front.get("credit", ""))
    return tidy_article(structs.replace(article, blocks=blocks, **changes))


def _author(text: str) -> Author:
    found = _ROLE.fullmatch(text)
    if found is None:
        return Author(text)
    role = {"ảnh": "photographer"}.get(found[2].strip().lower(), found[2].strip().lower())
    return Author(found[1], role=role) if role in ROLES else Author(text)

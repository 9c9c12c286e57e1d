"""Lines out of any web page: the paragraphs, pictures, lists and tables of its article."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from msgspec import Struct, structs

from morat.formats.html_page import (
    article_of,
    description_told,
    headline_outside,
    prune,
    standfirst_outside,
    title_told,
)
from morat.formats.lines import Line
from morat.formats.markup import MARKS, is_safe_address
from morat.formats.pictures_in import Pictures
from morat.formats.spaces import paragraphs, spaced, squeezed
from morat.newsroom.blocks import Embed, ListBlock, Table, new_id
from morat.newsroom.inline import Run, Runs, runs_of, tidy
from morat.newsroom.text import clean_line

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *(
            "figcaption",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
            "li",
            "main",
            "ol",
        ),
        *("p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_KINDS_OF_TAGS = {"blockquote": "quote", "figcaption": "caption", "li": "bullet", "h1": "title"}
_KINDS_OF_NAMES = (
    # What a class or the kind of data says, the surest first.
    (
        "standfirst",
        re.compile(r"\b(?:sapo|standfirst|chapeau|lead|article-?(?:summary|lead|desc\w*))\b", re.IGNORECASE),
    ),
    ("kicker", re.compile(r"\b(?:kicker|titdan|overline)\b", re.IGNORECASE)),
    ("byline", re.compile(r"\b(?:author|byline|tac-?gia)\b", re.IGNORECASE)),
    ("caption", re.compile(r"\b(?:p?caption|chu-?thich\w*|image-?desc\w*)\b", re.IGNORECASE)),
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_UNDERLINE = re.compile(r"text-decoration[^;]*underline", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_ICON = 48
"""Pixels below which a picture is an icon or a counter."""


class _Style(Struct, frozen=True):
    """What lies over a stretch of text."""

    marks: tuple[str, ...] = ()
    link: str | None = None


class LineReader:
    """Reads one page. ``pictures`` gathers what pictures it has."""

    def __init__(self) -> None:
        self.pictures = Pictures()
        self._lines: list[Line] = []
        self._runs: list[Run] = []
        self._hint = Line()

    def lines(self, page: HtmlElement) -> list[Line]:
        """Return the lines of the page's article; the page is pruned for it."""
        told, about = title_told(page), description_told(page)
        prune(page)
        root = article_of(page)
        outside = {"title": headline_outside(page, root), "standfirst": standfirst_outside(page, root, about)}
        self._lines += [Line(runs=runs_of(said), kind=kind) for kind, said in outside.items() if said]
        self._walk(root, _Style())
        self._end_line()
        return _with_title(self._lines, told, clean_line(page.text_content()))

    def _walk(self, element: HtmlElement, style: _Style) -> None:
        self._text(element.text, style)
        for child in element:
            self._child(child, style)
            self._text(child.tail, style)

    def _child(self, child: HtmlElement, style: _Style) -> None:
        tag = str(child.tag)
        if tag == "br":
            self._runs.append(Run("\n", style.marks, style.link))
        elif tag == "img":
            self._picture(child)
        elif tag in ("iframe", "embed", "video"):
            self._embed(child)
        elif tag in _BLOCKS:
            self._block(child, tag)
        else:
            self._walk(child, _inner_style(child, style))

    def _block(self, element: HtmlElement, tag: str) -> None:
        self._end_line()
        if tag in ("ul", "ol") and _is_plain_list(element):
            items = (_inline(item) for item in element.iter("li"))
            self._lines.append(_ready(ListBlock(new_id(), tag == "ol", tuple(filter(None, items)))))
        elif tag == "table" and _is_data_table(element):
            self._lines.append(_ready(_table(element)))
        else:
            outer = self._hint
            self._hint = _hint_of(element, tag, outer)
            self._walk(element, _Style())
            self._end_line()
            self._hint = outer

    def _text(self, text: str | None, style: _Style) -> None:
        if text:
            self._runs.append(Run(spaced(text), style.marks, style.link))

    def _end_line(self) -> None:
        """Turn the text gathered so far into lines; two breaks in a row part paragraphs."""
        runs, self._runs = tidy(self._runs), []
        self._lines += [structs.replace(self._hint, runs=part) for part in paragraphs(runs) if part]

    def _picture(self, image: HtmlElement) -> None:
        address = image.get("data-src") or image.get("data-original") or image.get("src") or ""
        if not address or _is_icon(image):
            return
        self._end_line()
        sha, block_id = self.pictures.take(address)
        alt = clean_line(image.get("alt") or "")
        self._lines.append(Line(kind="picture", picture=sha, alt=alt, block_id=block_id))

    def _embed(self, element: HtmlElement) -> None:
        address = clean_line(element.get("src") or "")
        if _WEB.match(address) and is_safe_address(address):
            self._end_line()
            self._lines.append(_ready(Embed(new_id(), address, clean_line(element.get("title") or ""))))


def _with_title(lines: list[Line], told: str, shown: str) -> list[Line]:
    """Take the page's own title for the headline where no ``h1`` says it, if it is shown anywhere."""
    if not told or any(line.kind == "title" for line in lines):
        return lines
    same = next((place for place, line in enumerate(lines) if clean_line(line.text) == told), None)
    if same is None:
        return [Line(runs=runs_of(told), kind="title"), *lines] if told in shown else lines
    return [*lines[:same], structs.replace(lines[same], kind="title"), *lines[same + 1 :]]


def _ready(block: ListBlock | Table | Embed) -> Line:
    return Line(kind="block", block=block)


def _inner_style(element: HtmlElement, style: _Style) -> _Style:
    tag, css = str(element.tag), element.get("style") or ""
    found = [MARKS[tag]] if tag in MARKS else []
    found += [mark for mark, words in (("bold", _BOLD), ("italic", _ITALIC)) if words.search(css)]
    if tag != "a":
        return _Style((*style.marks, *found, *(["underline"] if _UNDERLINE.search(css) else [])), style.link)
    address = (element.get("href") or "").strip()
    return _Style((*style.marks, *found), address if _WEB.match(address) else None)


def _hint_of(element: HtmlElement, tag: str, outer: Line) -> Line:
    """Return what an element's tag, class and style say of the lines in it."""
    heading = re.fullmatch("h[2-6]", tag) is not None
    kind = "heading" if heading else _KINDS_OF_TAGS.get(tag, outer.kind)
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if kind not in ("title", "heading"):
        kind = next((told for told, words in _KINDS_OF_NAMES if words.search(names)), kind)
    css = element.get("style") or ""
    told = _ALIGN.search(css)
    align = told[1].lower() if told else (element.get("align") or "").lower()
    return Line(
        kind=kind,
        level=2 if tag in ("h1", "h2") else 3 if heading else outer.level,
        centred=tag == "center" or align == "center" or (outer.centred and not align),
        right=align == "right" or (outer.right and not align),
        bold=outer.bold or _BOLD.search(css) is not None,
        italic=outer.italic or _ITALIC.search(css) is not None,
    )


def _inline(element: HtmlElement) -> Runs:
    """Return all text below an element as runs; blocks inside begin on a new line."""
    return squeezed(tidy(_gathered(element, _Style())))


def _gathered(element: HtmlElement, style: _Style) -> Iterator[Run]:
    if element.text:
        yield Run(spaced(element.text), style.marks, style.link)
    for child in element:
        if child.tag == "br" or child.tag in _BLOCKS:
            yield Run("\n")
        yield from _gathered(child, _inner_style(child, style))
        if child.tail:
            yield Run(spaced(child.tail), style.marks, style.link)


def _is_plain_list(element: HtmlElement) -> bool:
    """Say whether a list is a list and not a page's layout: items of words alone."""
    inside = ("img", "table", "h1", "h2", "h3", "figure", "iframe")
    return any(child.tag == "li" for child in element) and next(element.iter(*inside), None) is None


def _is_data_table(element: HtmlElement) -> bool:
    """Say whether a table has rows and columns of text, and no pictures: else it is layout."""
    rows = list(element.iter("tr"))
    columns = max((len(row) for row in rows), default=0)
    inside = next(element.iter("img", "figure", "h1", "h2", "iframe"), None)
    return columns > 1 and len(rows) > 1 and inside is None


def _table(element: HtmlElement) -> Table:
    rows = [[_inline(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    width = max(map(len, rows))
    filled = tuple((*row, *[()] * (width - len(row))) for row in rows)
    first = next(element.iter("tr"))
    return Table(new_id(), header=all(cell.tag == "th" for cell in first), rows=filled)


def _is_icon(image: HtmlElement) -> bool:
    sizes = (re.match(r"\d+", image.get(side) or "") for side in ("width", "height"))
    return any(size is not None and int(size[0]) < _ICON for size in sizes)

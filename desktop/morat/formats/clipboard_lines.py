"""The parser's ears: HTML of the clipboard as it comes by, turned into lines."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct, structs

from morat.formats.clipboard_style import MARKS, Css, css_of
from morat.formats.clipboard_tables import OpenTable
from morat.formats.lines import Line, unmarked
from morat.formats.markup import is_safe_address
from morat.formats.old_letters import old_set
from morat.formats.pictures_in import Pictures
from morat.formats.spaces import paragraphs, spaced, squeezed
from morat.newsroom.blocks import Embed, new_id
from morat.newsroom.inline import Run, Runs, order_marks, tidy
from morat.newsroom.text import clean_line

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS.union(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog"),
    (
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
    ),
    ("li", "main", "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table", "tbody"),
    ("td", "tfoot", "th", "thead", "tr", "ul"),
)
_UNSEEN = frozenset(
    (
        "script",
        "style",
        "title",
        "xml",
        "noscript",
        "template",
        "svg",
        "canvas",
        "audio",
        "datalist",
        "object",
    )
)
_TELLING = frozenset(("br", "img", "iframe", "embed", "video", "q", "a", "font", "ins", "del"))
"""Elements inside a line whose attributes say more than their style does."""
_NONE: Mapping[str, str] = {}
_COMMENTS = frozenset(("msocomanchor", "MsoCommentReference"))
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_CAPTION = re.compile(r"caption|chu-?thich|image-?desc", re.IGNORECASE)
_LISTED = re.compile(r"\s*\(?(?:\d+|[a-zA-Z]|[ivxIVX]+)[.)]")
_LOOSE_SPACE = re.compile(r"[ \u00a0]*\u00a0[ \u00a0]+|[ \u00a0]+\u00a0[ \u00a0]*")
_NO_BREAK = re.compile(r"(?<!\d)[\u00a0\u202f](?!\d)")
_INVISIBLE = re.compile("[\u200b\u2060\u00ad]")
_FILE = re.compile(r"[^/\\]*\.(?:jpe?g|png|gif|webp|bmp|tiff?|heic|emf|wmf)", re.IGNORECASE)
_SMILEY = re.compile(r"[^\w\s]{1,8}|:[\w+-]{1,30}:")
_ICON = 48
"""Pixels below which a picture is an icon or a counter, and one in a chat a smiley."""
_PLACEHOLDER = 400
"""Characters of a ``data:`` picture that holds the place of another until that is loaded."""


class _Style(NamedTuple):
    """What lies over a stretch of text: with ``breaks`` the line breaks of the source are seen."""

    marks: tuple[str, ...] = ()
    link: str | None = None
    breaks: bool = False
    font: str = ""


class _Place(Struct):
    """What the lines inside an element are. ``list_id`` and ``item`` (a number) belong to list items."""

    kind: str = "text"
    level: int = 2
    centred: bool = False
    right: bool = False
    list_id: str | None = None
    ordered: bool = False
    item: int = 0


class _Outer(NamedTuple):
    """What held before a block began."""

    style: _Style
    place: _Place


class Reader:
    """A target of lxml's HTML parser. ``lines`` are there once the parser is closed.

    ``kept`` names, by block id, the picture (its SHA-256 in ``pictures.found``) that came along;
    ``dropped`` gathers the codes of what is left behind.
    """

    def __init__(self, *, whole: bool) -> None:
        """Take all of the text, or what stands between Windows' marks of the fragment."""
        self.pictures = Pictures()
        self.kept: dict[str, str] = {}
        self.dropped: set[str] = set()
        self._inside = whole
        self._lines: list[Line] = []
        self._tables: list[tuple[OpenTable, list[Line]]] = []
        self._over = _Style()
        self._here = _Place()
        # What held before each open element: of those inside a line the style, for they come by the thousand.
        self._open: list[_Style | _Outer] = []
        self._skipping = 0
        self._marker: list[str] | None = None
        self._runs: list[Run] = []
        self._texts: list[str] = []
        self._texts_style = self._over
        self._items = 0
        self._last_item = 0
        self._word_list = ""
        self._has_paragraphs = False
        self._styles: dict[tuple[int, str, str | None, str, str], _Style] = {}
        self._spans: dict[tuple[int, str, str | None, str | None], _Style] = {}
        self._known = {self._over: self._over}

    @property
    def lines(self) -> list[Line]:
        """The lines that were read. Where nothing is a paragraph, each line break begins a line."""
        return self._lines if self._has_paragraphs else [*_parted(self._lines)]

    # What the parser calls

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if self._skipping:
            self._skipping += 1
            return
        # The parser's own empty mapping is slow to say no.
        attributes = attributes or _NONE
        # Word's spans come by the thousand: one that says what another said is known by its looks.
        looks = (id(self._over), tag, attributes.get("style"), attributes.get("class"))
        known = self._spans.get(looks)
        if known is not None:
            self._open.append(self._over)
            self._over = known
            return
        css = css_of(attributes.get("style") or "")
        if self._is_unseen(tag, attributes, css):
            self._skipping = 1
            return
        self._note(tag, attributes, css)
        # What was put in while changes were tracked is no underlining.
        style = self._style("" if tag == "ins" and "datetime" in attributes else tag, attributes, css)
        if tag in _BLOCKS or css.is_block:
            self._end_line()
            self._open.append(_Outer(self._over, self._here))
            self._over, self._here = style, self._place(tag, attributes, css)
            self._begin_block(tag, attributes)
        else:
            self._open.append(self._over)
            self._over = style
            if tag in _TELLING:
                self._begin_inline(tag, attributes, css)
            else:
                self._spans[looks] = style

    def end(self, tag: str) -> None:
        """End an element."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping and self._marker is not None:
                self._take_marker()
            return
        if not self._open:
            return
        outer = self._open.pop()
        if isinstance(outer, _Outer):
            self._end_line()
            self._end_block(tag)
            self._over, self._here = outer
        else:
            if tag == "q":
                self.data("”")
            self._over = outer

    def data(self, data: str) -> None:
        """Take text."""
        if self._skipping:
            if self._marker is not None:
                self._marker.append(data)
            return
        if not self._inside:
            return
        style = self._over
        if style.breaks:
            # In a chat or a document of Google a line of the source is a paragraph.
            text = _INVISIBLE.sub("", data).replace("\t", " ").replace("\n", "\n\n")
        elif "  " not in data and data.isprintable():
            text = data
        else:
            # What prints has nothing invisible in it either.
            text = spaced(data) if style.font else _INVISIBLE.sub("", spaced(data))
        if style is not self._texts_style:
            self._end_run()
            self._texts_style = style
        self._texts.append(text)

    def comment(self, text: str) -> None:
        """Hear where the fragment begins and ends on Windows."""
        if text.startswith("StartFragment"):
            self._inside = True
        elif text.startswith("EndFragment"):
            self._end_line()
            self._inside = False

    def close(self) -> None:
        """End the last line, and the tables that have no end."""
        self._end_line()
        while self._tables:
            self._end_table()

    # Elements

    def _is_unseen(self, tag: str, attributes: Mapping[str, str], css: Css) -> bool:
        if css.is_marker:
            self._marker = []
        elif css.element.startswith("comment") or attributes.get("class") in _COMMENTS:
            self.dropped.add("comments")
        elif tag == "del" and ("datetime" in attributes or "cite" in attributes):
            self.dropped.add("deleted")
        elif css.is_hidden:
            self.dropped.add("hidden")
        else:
            return tag in _UNSEEN
        return True

    def _note(self, tag: str, attributes: Mapping[str, str], css: Css) -> None:
        self.dropped |= css.dropped
        if tag == "font":
            names = {"face": "font", "size": "size", "color": "colour"}
            self.dropped.update(code for name, code in names.items() if name in attributes)

    def _begin_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("p", "li") or tag in _HEADINGS:
            self._has_paragraphs = True
        elif tag == "table":
            table = OpenTable()
            self._tables.append((table, self._lines))
            self._lines = table.strays
        elif self._tables and tag == "tr":
            self._tables[-1][0].begin_row()
        elif self._tables and tag in ("td", "th"):
            self._lines = self._tables[-1][0].cell(attributes, head=tag == "th")

    def _end_block(self, tag: str) -> None:
        if self._tables and tag in ("td", "th"):
            self._lines = self._tables[-1][0].strays
        elif self._tables and tag == "table":
            self._end_table()

    def _end_table(self) -> None:
        table, self._lines = self._tables.pop()
        self._lines += table.lines()

    def _begin_inline(self, tag: str, attributes: Mapping[str, str], css: Css) -> None:
        if not self._inside:
            return
        if tag == "br":
            self._end_run()
            self._runs.append(Run("\n", (), None, self._over.font))
        elif tag == "img":
            self._picture(attributes, css)
        elif tag in ("iframe", "embed", "video"):
            self._embed(attributes)
        elif tag == "q":
            self.data("“")

    # Styles and places

    def _style(self, tag: str, attributes: Mapping[str, str], css: Css) -> _Style:
        outer = self._over
        href = attributes.get("href") or "" if tag == "a" else ""
        face = attributes.get("face") or "" if tag == "font" else ""
        # Each style is made once and lives as long as the reader: its place in memory tells it apart.
        key = (id(outer), tag, attributes.get("style"), href, face)
        found = self._styles.get(key)
        if found is None:
            made = _inner_style(outer, tag, css, href.strip(), face)
            found = self._styles[key] = self._known.setdefault(made, made)
        return found

    def _place(self, tag: str, attributes: Mapping[str, str], css: Css) -> _Place:
        outer = self._here
        align = css.align or (attributes.get("align") or "").lower()
        place = structs.replace(
            outer,
            centred=tag == "center" or align == "center" or (outer.centred and not align),
            right=align == "right" or (outer.right and not align),
        )
        if tag in ("ul", "ol"):
            if outer.list_id is not None:
                self.dropped.add("levels")
            else:
                place.list_id, place.ordered = new_id(), tag == "ol"
        elif tag == "li":
            self._items += 1
            place.kind = "number" if place.ordered else "bullet"
            place.list_id, place.item = place.list_id or new_id(), self._items
        elif css.list_level:
            self._item_of_word(place, css)
        elif tag in ("table", "td", "th"):
            place.kind, place.list_id = "text", None
        else:
            self._tell_kind(place, tag, attributes)
        return place

    def _tell_kind(self, place: _Place, tag: str, attributes: Mapping[str, str]) -> None:
        names = attributes.get("class") or ""
        if tag in _HEADINGS or names == "MsoTitle":
            place.kind, place.level = "heading", 3 if tag in ("h3", "h4", "h5", "h6") else 2
        elif tag == "blockquote" or names in ("MsoQuote", "MsoIntenseQuote"):
            place.kind = "quote"
        elif tag == "footer" and place.kind == "quote":
            place.kind = "attribution"
        elif tag == "figcaption" or (_CAPTION.search(names) and self._is_below_picture()):
            place.kind = "caption"

    def _is_below_picture(self) -> bool:
        return bool(self._lines) and self._lines[-1].kind == "picture"

    def _item_of_word(self, place: _Place, css: Css) -> None:
        """Make an item of a paragraph that Word calls one; levels below the first stay in their list."""
        self._items += 1
        place.item = self._items
        last = self._lines[-1] if self._lines else None
        goes_on = last is not None and last.kind in ("bullet", "number")
        if css.list_level > 1:
            self.dropped.add("levels")
        if last is not None and goes_on and (css.list_level > 1 or self._word_list == css.list_id):
            place.kind, place.list_id = last.kind, last.block_id
            return
        self._word_list = css.list_id
        place.kind, place.list_id = "bullet", new_id()

    def _take_marker(self) -> None:
        """Hear what Word typed before an item: a number there makes a new list a numbered one."""
        marker, self._marker = "".join(self._marker or ()), None
        place, last = self._here, self._lines[-1] if self._lines else None
        is_first = last is None or last.block_id != place.list_id
        if place.kind == "bullet" and is_first and _LISTED.match(marker):
            place.kind = "number"

    # Lines

    def _end_run(self) -> None:
        """Make a run of the texts that came one after the other in one style."""
        if self._texts:
            style = self._texts_style
            self._runs.append(Run("".join(self._texts), style.marks, style.link, style.font))
            self._texts.clear()

    def _end_line(self) -> None:
        """Turn the text gathered so far into lines; two breaks in a row part paragraphs."""
        self._end_run()
        if not self._runs:
            return
        runs, self._runs = self._runs, []
        place = self._here
        text = "".join([run.text for run in runs])
        if "\u00a0" in text or "\u202f" in text:
            runs = [*_spaced(tidy(runs))]
        for part in paragraphs(tidy(runs)) if "\n" in text else (squeezed(runs),):
            if part:
                self._add(part, place)

    def _add(self, runs: Runs, place: _Place) -> None:
        kind = place.kind
        if kind in ("bullet", "number"):
            last = self._lines[-1] if self._lines else None
            if last is not None and last.kind == kind and place.item == self._last_item:
                more = (*last.runs, Run("\n"), *runs)
                self._lines[-1] = structs.replace(last, runs=tidy(more))
                return
            self._last_item = place.item
        elif kind == "heading":
            runs = unmarked(runs, "bold")
        elif kind == "attribution":
            kind, runs = "quote", (Run("— "), *runs)
        self._lines.append(
            Line(
                kind=kind,
                runs=runs,
                level=place.level,
                centred=place.centred,
                right=place.right,
                block_id=place.list_id if kind in ("bullet", "number") else None,
            )
        )

    def _picture(self, attributes: Mapping[str, str], css: Css) -> None:
        address = attributes.get("data-src") or attributes.get("data-original") or attributes.get("src") or ""
        alt = clean_line(attributes.get("alt") or "")
        if _is_icon(attributes, css, address):
            if _SMILEY.fullmatch(alt):
                self.data(alt)
            return
        self._end_line()
        sha, name = self.pictures.take(address)
        if sha is not None:
            self.kept[name] = sha
        self._lines.append(Line(kind="picture", alt="" if _FILE.fullmatch(alt) else alt, block_id=name))

    def _embed(self, attributes: Mapping[str, str]) -> None:
        address = clean_line(attributes.get("src") or "")
        if _WEB.match(address) and is_safe_address(address):
            self._end_line()
            block = Embed(new_id(), address, clean_line(attributes.get("title") or ""))
            self._lines.append(Line(kind="block", block=block))


def _inner_style(outer: _Style, tag: str, css: Css, href: str, face: str) -> _Style:
    marks = set(outer.marks)
    if tag in MARKS:
        marks.add(MARKS[tag])
    for mark, wanted in (("bold", css.bold), ("italic", css.italic)):
        if wanted is not None:
            (marks.add if wanted else marks.discard)(mark)
    marks |= {mark for mark in (css.vertical, css.underline, css.strike) if mark}
    link = href if _WEB.match(href) and is_safe_address(href) else outer.link
    if link:
        # That is how a link looks, and what it means is kept.
        marks.discard("underline")
    font = css.font or face
    return _Style(
        order_marks(marks),
        link,
        outer.breaks if css.breaks is None else css.breaks or tag == "pre",
        old_set(font) if font else outer.font,
    )


def _spaced(runs: Runs) -> Runs:
    """Return runs with plain spaces where a program wrote others; beside a figure they are meant."""
    return tuple(
        run if run.extra else structs.replace(run, text=_NO_BREAK.sub(" ", _LOOSE_SPACE.sub(" ", run.text)))
        for run in runs
    )


def _parted(lines: list[Line]) -> Iterator[Line]:
    """Make a line of each line break in running text."""
    for line in lines:
        if line.kind != "text" or "\n" not in line.text:
            yield line
            continue
        part: list[Run] = []
        for run in line.runs:
            first, *rest = run.text.split("\n")
            part.append(structs.replace(run, text=first))
            for piece in rest:
                yield structs.replace(line, runs=squeezed(part))
                part = [structs.replace(run, text=piece)]
        yield structs.replace(line, runs=squeezed(part))


def _is_icon(attributes: Mapping[str, str], css: Css, address: str) -> bool:
    if not address or (address[:5].lower() == "data:" and len(address) < _PLACEHOLDER):
        return True
    sizes = (re.match(r"\d{1,6}", attributes.get(side) or "") for side in ("width", "height"))
    told = [float(size[0]) for size in sizes if size] + [css.height] * (css.height is not None)
    return any(size is not None and size < _ICON for size in told)

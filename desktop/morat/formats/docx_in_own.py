"""Read a Word file that Mo-rát wrote, by its styles: exactly, also after work on it in Word.

The counterpart of ``docx_out``. What people added in Word meanwhile (a list, a picture pasted into
a paragraph, a heading by hand) becomes the block that it looks like.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import structs

from morat.formats.docx_in_source import Para, Source, first_row_is_header, rows_of
from morat.formats.docx_in_text import PictureHere, Piece, runs_in
from morat.formats.ooxml import Element, qn, unpack_fact, value
from morat.formats.printed import printed
from morat.newsroom.article import Article, Author, Dateline, Series, new_article
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
    new_id,
)
from morat.newsroom.inline import plain, strip

_PRINTED_DATE = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_HEADINGS = {"heading 1": 2, "heading 2": 2, "heading 3": 3, "heading 4": 3}
_BOXES = {"info box": "info", "editor note": "editor-note"}
_FRONT = ("kicker", "title", "deck", "sapo", "dateline", "byline", "source")


class OwnReader:
    """Reads one file; ``article`` is all there is to call."""

    def __init__(self, source: Source) -> None:
        """Read from ``source``, whose properties say what the paragraphs cannot."""
        self._source = source
        facts = source.properties
        self._kept = unpack_fact(facts.get("blocks"), dict[str, dict[str, str]], {})
        self._aliases = unpack_fact(facts.get("ids"), dict[str, str], {})
        self._language = facts.get("language", "vi")
        self._front: dict[str, list[Para]] = {}

    def article(self) -> Article:
        """Return the piece."""
        blocks = tuple(self._blocks(self._source.body))
        facts = self._source.properties
        series = unpack_fact(facts.get("series"), tuple[str, int, int], ("", 0, 0))
        return new_article(
            genre=facts.get("genre", "news"),
            section=facts.get("section", ""),
            kicker=self._printed("kicker", " "),
            headline=self._printed("title", " "),
            deck=self._printed("deck", " "),
            standfirst=self._printed("sapo", "\n"),
            dateline=self._dateline(),
            authors=tuple(self._authors()),
            source=self._printed("source", " "),
            tags=unpack_fact(facts.get("tags"), tuple[str, ...], ()),
            series=Series(*series) if series[2] else None,
            language=self._language,
            blocks=blocks,
        )

    def _printed(self, style: str, between: str) -> str:
        return between.join(_text(para.pieces) for para in self._front.get(style, ()))

    def _dateline(self) -> Dateline:
        pieces = [piece for para in self._front.get("dateline", ()) for piece in para.pieces]
        place, date = _styled(pieces, "place"), _styled(pieces, "date written")
        if not place and not date:
            place = _text(pieces)
        found = _PRINTED_DATE.fullmatch(date.strip())
        if found:
            day, month, year = found.groups()
            date = f"{year}-{month:0>2}-{day:0>2}"
        return Dateline(place, date)

    def _authors(self) -> Iterator[Author]:
        people = unpack_fact(self._source.properties.get("people"), list[tuple[str, str, bool]], [])
        for para in self._front.get("byline", ()):
            for name in _names(para.pieces):
                person = next((known for known in people if known[0] == name), (name, "author", False))
                if person in people:
                    people.remove(person)
                _, role, is_pen_name = person
                yield Author("" if is_pen_name else name, name if is_pen_name else "", role)

    def _blocks(self, elements: Iterable[Element]) -> Iterator[Block]:
        """Yield the blocks of the body or of a cell; lines of the front matter are put aside."""
        waiting: deque[Para] = deque()
        for element in elements:
            if element.tag == qn("w:p"):
                waiting.append(self._source.paragraph(element))
            elif element.tag == qn("w:tbl"):
                yield from self._from_paragraphs(waiting)
                yield self._from_table(element)
        yield from self._from_paragraphs(waiting)

    def _from_paragraphs(self, left: deque[Para]) -> Iterator[Block]:
        """Yield the blocks that paragraphs make and leave none of them."""
        while left:
            para = left.popleft()
            name = para.style.name
            if name in _FRONT:
                self._front.setdefault(name, []).append(para)
            elif para.pictures or name == "photo missing":
                yield from self._photos(para, _next_styled(left, "caption"))
            elif para.list_id:
                yield self._list(para, left)
            elif name == "quote":
                source = _next_styled(left, "attribution")
                yield Quote(self._id(para), para.runs, _text(source.pieces) if source else "")
            elif para.bookmark or _text(para.pieces).strip():
                yield self._from_line(para)

    def _from_line(self, para: Para) -> Block:
        block_id, name = self._id(para), para.style.name
        kept = self._kept.get(block_id, {})
        if name in _HEADINGS:
            return Subhead(block_id, _HEADINGS[name], para.runs)
        if name == "pullquote":
            return Pullquote(block_id, para.runs)
        if name == "embed":
            url, _, caption = _text(para.pieces).partition("\n")
            return Embed(block_id, url, caption)
        if name == "other block" and "kind" in kept:
            return Unknown(block_id, kept["kind"], _json_object(kept.get("extra", "")))
        return Paragraph(block_id, para.runs)

    def _list(self, first: Para, left: deque[Para]) -> Block:
        items = [first.runs]
        while left and _continues(first, left[0]):
            items.append(left.popleft().runs)
        return ListBlock(self._id(first), first.ordered, tuple(items))

    def _photos(self, para: Para, below: Para | None) -> Iterator[Block]:
        """Yield a paragraph's photos, the caption with the last, and words that stand beside them."""
        frames = [self._frame(here) for here in para.pictures] or [Photo(new_id())]
        first = structs.replace(frames[0], id=self._id(para))
        frames[0] = self._with_kept(first)
        if below is not None:
            caption = runs_in(piece for piece in below.pieces if piece.style not in ("label", "credit"))
            frames[-1] = structs.replace(frames[-1], caption=caption, credit=_styled(below.pieces, "credit"))
        frames[0] = self._without_made_alt(frames[0])
        yield from frames
        words = strip(para.runs)
        if para.pictures and words:
            yield Paragraph(new_id(), words)

    def _frame(self, here: PictureHere) -> Photo:
        return Photo(new_id(), self._source.keep(here), alt=here.alt)

    def _without_made_alt(self, photo: Photo) -> Photo:
        """Return ``photo`` without an alt text that nobody wrote: the writer puts the caption there."""
        made = (" ".join(plain(photo.caption).split()), printed(self._language).photo)
        unwritten = photo.photo and self._kept.get(photo.id, {}).get("alt") == "" and photo.alt in made
        return structs.replace(photo, alt="") if unwritten else photo

    def _with_kept(self, photo: Photo) -> Photo:
        """Return ``photo`` with what its paragraph could not say; a picture that is there counts more."""
        kept = dict(self._kept.get(photo.id, {}))
        if not _json_object(kept.get("edit", "")):
            kept.pop("edit", None)
        silent = ("size", "edit") if photo.photo else ("size", "edit", "photo", "alt")
        return structs.replace(photo, **{name: kept[name] for name in silent if name in kept})

    def _from_table(self, table: Element) -> Block:
        style = self._source.styles.style(value(table.find(qn("w:tblPr")), "w:tblStyle") or "").name
        cells = [cell for row in rows_of(table) for cell in row]
        if style == "gallery" and cells:
            return self._gallery(cells)
        if style in _BOXES and cells:
            return self._box(cells[0], _BOXES[style])
        first = next(table.iter(qn("w:p")), None)
        block_id = new_id() if first is None else self._id(self._source.paragraph(first))
        rows = tuple(tuple(map(self._source.cell, row)) for row in rows_of(table))
        return Table(block_id, first_row_is_header(table), rows)

    def _gallery(self, cells: Iterable[Element]) -> Block:
        lines = (line for cell in cells for line in cell.iterchildren(qn("w:p")))
        paras = [self._source.paragraph(line) for line in lines]
        below = next((para for para in paras if para.style.name == "gallery caption"), None)
        blocks = self._from_paragraphs(deque(para for para in paras if para is not below))
        photos = tuple(block for block in blocks if isinstance(block, Photo))
        return Gallery(self._id(below) if below else new_id(), photos, below.runs if below else ())

    def _box(self, cell: Element, kind: str) -> Block:
        elements = list(cell)
        titles = (element for element in elements if element.tag == qn("w:p"))
        first = next(titles, None)
        para = None if first is None else self._source.paragraph(first)
        if para is None or para.style.name != "box title":
            return Box(new_id(), kind, "", tuple(self._blocks(elements)))
        block_id = self._id(para)
        kind = self._kept.get(block_id, {}).get("kind", kind)
        inside = tuple(self._blocks(element for element in elements if element is not first))
        return Box(block_id, kind, _text(para.pieces), inside)

    def _id(self, para: Para) -> str:
        """Return the id of the block that a paragraph begins."""
        if para.bookmark is None:
            return new_id()
        return self._aliases.get(para.bookmark, para.bookmark)


def _json_object(extra: str) -> str:
    """Return ``extra`` if it is the JSON of an object, which is all that the codec can write again."""
    return extra if unpack_fact(extra, dict, {}) else ""


def _text(pieces: Iterable[Piece]) -> str:
    """Return what is printed in ``pieces``, without fixed words such as “Nguồn:”."""
    return plain(runs_in(piece for piece in pieces if piece.style != "label"))


def _styled(pieces: Iterable[Piece], style: str) -> str:
    return plain(runs_in(piece for piece in pieces if piece.style == style))


def _names(pieces: Iterable[Piece]) -> list[str]:
    """Return the names in a byline; Word may have cut each into several runs."""
    groups = groupby((piece for piece in pieces if piece.run.text), key=_is_author)
    names = [plain(runs_in(group)) for is_name, group in groups if is_name]
    return names or list(filter(None, [_text(pieces).strip()]))


def _is_author(piece: Piece) -> bool:
    return piece.style == "author"


def _continues(first: Para, following: Para) -> bool:
    """Say whether a paragraph is a further item; LibreOffice gives items of one list several ids."""
    if following.list_id == first.list_id:
        return True
    return bool(following.list_id) and following.bookmark is None and following.ordered == first.ordered


def _next_styled(left: deque[Para], style: str) -> Para | None:
    return left.popleft() if left and left[0].style.name == style else None

"""Read a Word file that Mo-rát wrote, by its styles: exactly, also after work on it in Word.

The counterpart of ``docx_out``. What people added in Word meanwhile (a list, a picture pasted into
a paragraph, a heading by hand) becomes the block that it looks like.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import structs

from morat.formats.docx_in_marks import without_marks
from morat.formats.docx_in_pieces import LABEL, PictureHere, Piece, runs_in
from morat.formats.docx_in_revisions import ADDED
from morat.formats.docx_in_source import Para, Source, bookmark_of, first_row_is_header, rows_of
from morat.formats.docx_in_tables import TableReader
from morat.formats.docx_in_tracking import mark_of
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
from morat.newsroom.inline import Run, Runs, plain, strip
from morat.newsroom.review import ADD

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
        self.origins: dict[tuple[str | None, str], Runs] = {}
        """What the texts that are plain strings were made of, by block and field."""

    def article(self) -> Article:
        """Return the piece."""
        blocks = tuple(self._blocks(self._source.body))
        facts = self._source.properties
        series = unpack_fact(facts.get("series"), tuple[str, int, int], ("", 0, 0))
        return new_article(
            genre=facts.get("genre", "news"),
            section=facts.get("section", ""),
            kicker=self._printed("kicker", " ", "kicker"),
            headline=self._printed("title", " ", "headline"),
            deck=self._printed("deck", " ", "deck"),
            standfirst=self._printed("sapo", "\n", "standfirst"),
            dateline=self._dateline(),
            authors=tuple(self._authors()),
            source=self._printed("source", " ", "source"),
            tags=unpack_fact(facts.get("tags"), tuple[str, ...], ()),
            series=Series(*series) if series[2] else None,
            language=self._language,
            blocks=blocks,
        )

    def _printed(self, style: str, between: str, field: str) -> str:
        runs: list[Run] = []
        for para in self._front.get(style, ()):
            runs += (Run(between), *_printed(para.pieces)) if runs else _printed(para.pieces)
        return self._string(None, field, runs)

    def _string(self, block: str | None, field: str, runs: Iterable[Run]) -> str:
        """Return the bare text of a field, and remember what it was made of."""
        self.origins[block, field] = text = tuple(runs)
        return plain(text)

    def _dateline(self) -> Dateline:
        pieces = [piece for para in self._front.get("dateline", ()) for piece in para.pieces]
        place, date = plain(_styled(pieces, "place")), plain(_styled(pieces, "date written"))
        if not place and not date:
            place = plain(_printed(pieces))
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
        last: str | None = None
        for element in elements:
            if element.tag == qn("w:p"):
                waiting.append(self._source.paragraph(element))
                continue
            if element.tag not in (ADDED, qn("w:tbl")):
                continue
            token = self._added(element) if element.tag == ADDED else None
            if token and waiting and waiting[-1].text:
                waiting[-1] = waiting[-1].marked(token)
                continue
            blocks = list(self._from_paragraphs(waiting))
            if token:
                self._source.bind((token,), blocks[-1].id if blocks else last)
            else:
                blocks += self._from_table(element, blocks[-1].id if blocks else last)
            last = blocks[-1].id if blocks else last
            yield from blocks
        yield from self._from_paragraphs(waiting)

    def _added(self, element: Element) -> str:
        """Return the mark of paragraphs that would come in."""
        mark = mark_of(element, ADD)
        mark.blocks = without_marks(self._blocks(element))
        return self._source.marks.add(mark)

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
                source, block_id = _next_styled(left, "attribution"), self._id(para)
                said = self._string(block_id, "attribution", _printed(source.pieces)) if source else ""
                yield Quote(block_id, para.runs, said)
            elif para.bookmark or plain(_printed(para.pieces)).strip():
                yield self._from_line(para)

    def _from_line(self, para: Para) -> Block:
        block_id, name = self._id(para), para.style.name
        kept = self._kept.get(block_id, {})
        if name in _HEADINGS:
            return Subhead(block_id, _HEADINGS[name], para.runs)
        if name == "pullquote":
            return Pullquote(block_id, para.runs)
        if name == "embed":
            url, _, caption = plain(_printed(para.pieces)).partition("\n")
            self.origins[block_id, "caption"] = para.runs
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
        for frame, piece in zip(frames, (one for one in para.pieces if one.picture), strict=False):
            self._source.bind(piece.marks, frame.id)
        if below is not None:
            caption = runs_in(piece for piece in below.pieces if piece.style not in (LABEL, "credit"))
            last = frames[-1]
            credit = self._string(last.id, "credit", _styled(below.pieces, "credit"))
            frames[-1] = structs.replace(last, caption=caption, credit=credit)
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

    def _from_table(self, table: Element, before: str | None) -> Iterator[Block]:
        style = self._source.styles.style(value(table.find(qn("w:tblPr")), "w:tblStyle") or "").name
        cells = [cell for row in rows_of(table) for cell in row]
        if style == "gallery" and cells:
            yield self._gallery(cells)
            return
        if style in _BOXES and cells:
            yield self._box(cells[0], _BOXES[style])
            return
        first = next(table.iter(qn("w:p")), None)
        name = None if first is None else bookmark_of(first)
        block_id = new_id() if name is None else self._aliases.get(name, name)
        read = TableReader(self._source, block_id, lambda row: map(self._source.cell, row))
        rows = read.rows(table)
        if read.added:
            self._source.bind(read.added, before)
        else:
            yield Table(block_id, first_row_is_header(table), rows)

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
        return Box(block_id, kind, self._string(block_id, "title", _printed(para.pieces)), inside)

    def _id(self, para: Para) -> str:
        """Return the id of the block that a paragraph begins."""
        if para.bookmark is None:
            return new_id()
        return self._aliases.get(para.bookmark, para.bookmark)


def _json_object(extra: str) -> str:
    """Return ``extra`` if it is the JSON of an object, which is all that the codec can write again."""
    return extra if unpack_fact(extra, dict, {}) else ""


def _printed(pieces: Iterable[Piece]) -> Runs:
    """Return what is printed in ``pieces``, without fixed words such as “Nguồn:”."""
    return runs_in(piece for piece in pieces if piece.style != LABEL)


def _styled(pieces: Iterable[Piece], style: str) -> Runs:
    return runs_in(piece for piece in pieces if piece.style == style)


def _names(pieces: Iterable[Piece]) -> list[str]:
    """Return the names in a byline; Word may have cut each into several runs."""
    groups = groupby((piece for piece in pieces if piece.run.text), key=_is_author)
    names = [plain(runs_in(group)) for is_name, group in groups if is_name]
    return names or list(filter(None, [plain(_printed(pieces)).strip()]))


def _is_author(piece: Piece) -> bool:
    return piece.style == "author"


def _continues(first: Para, following: Para) -> bool:
    """Say whether a paragraph is a further item; LibreOffice gives items of one list several ids."""
    if following.list_id == first.list_id:
        return True
    return bool(following.list_id) and following.bookmark is None and following.ordered == first.ordered


def _next_styled(left: deque[Para], style: str) -> Para | None:
    return left.popleft() if left and left[0].style.name == style else None

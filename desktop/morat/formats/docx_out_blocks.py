"""Write the blocks of a piece as paragraphs and tables of a Word file."""

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart

from morat.formats import docx_out_text as write_text
from morat.formats.docx_out_scribe import Scribe
from morat.formats.docx_sheet import Sheet
from morat.formats.ooxml import (
    RELATION,
    Element,
    add,
    added_since,
    bookmark_id,
    bookmark_name,
    last_in,
    pack_fact,
    qn,
)
from morat.formats.printed import Printed, parting
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
from morat.newsroom.changes import CELL, ITEM
from morat.newsroom.inline import Run, Runs, cut, plain, runs_of
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.pictures import Picture
from morat.newsroom.review import Review

_CELL_SIDES = 216
"""What the margins of a cell take of its width, in twips."""
_WIDTHS = {"half": 0.48, "full": 0.85, "wide": 1.0}
_BOXES = {"info": "InfoBox", "editor-note": "EditorNote"}
_HASH = re.compile(r"[0-9a-f]{64}")


class BlockWriter:
    """Writes blocks below a parent and gathers, in ``facts``, what paragraphs cannot carry."""

    def __init__(
        self,
        part: DocumentPart,
        sheet: Sheet,
        pictures: Mapping[str, Picture],
        printed: Printed,
        manuscript: Manuscript,
    ) -> None:
        """Write into the package of ``part``; ``printed`` are the fixed words of the piece's language."""
        self._part = part
        self.scribe = Scribe(part, manuscript.review or Review(), self._next)
        self._is_clean = manuscript.review is None
        self._sheet = sheet
        self._room = sheet.width
        self._pictures = pictures
        self._printed = printed
        self._photo_numbers = manuscript.photo_numbers
        self._captions = 0
        self._count = 0
        self._relations: dict[str, str] = {}
        self._kept: dict[str, dict[str, str]] = {}
        self._aliases: dict[str, str] = {}

    def facts(self) -> dict[str, str]:
        """Return the properties of the file that belong to the blocks written so far."""
        facts = {"blocks": self._kept, "ids": self._aliases}
        return {name: pack_fact(fact) for name, fact in facts.items() if fact}

    def write(self, parent: Element, blocks: Iterable[Block]) -> None:
        """Write ``blocks`` at the end of ``parent`` (the body or a cell)."""
        for block in blocks:
            before = last_in(parent)
            self._write(parent, block)
            self.scribe.settle(added_since(parent, before), block.id)
            self.write_added(parent, block.id)

    def write_added(self, parent: Element, block_id: str | None) -> None:
        """Write the blocks that would come in behind a block, at the front of the piece for None."""
        for change, blocks in self.scribe.added(block_id):
            before = last_in(parent)
            self.write(parent, blocks)
            self.scribe.come_in(added_since(parent, before), change)

    def _write(self, parent: Element, block: Block) -> None:
        match block:
            case Paragraph() | Subhead() | Pullquote():
                self._plain(parent, block, _style_of(block), block.runs)
            case Quote():
                self._quote(parent, block)
            case ListBlock():
                self._list(parent, block)
            case Photo():
                self._photo(parent, block)
            case Gallery():
                self._gallery(parent, block)
            case Table():
                self._table(parent, block)
            case Embed():
                self._embed(parent, block)
            case Box():
                self._box(parent, block)
            case Unknown():
                self._unknown(parent, block)

    def _plain(
        self, parent: Element, block: Block, style: str, runs: Runs, *, keep_next: bool = False
    ) -> None:
        """Write the text of a block, in parts where it would be parted."""
        start, line = 0, write_text.paragraph(parent, style, keep_next=keep_next)
        first = line
        for change in self.scribe.splits(block.id, runs):
            self.scribe.write(line, cut(runs, start, change.start), (block.id, "body"), at=start)
            self.scribe.split(line, change)
            start, line = change.start, write_text.paragraph(parent, _style_of(*change.blocks[:1]))
        self.scribe.write(line, cut(runs, start, len(plain(runs))), (block.id, "body"), at=start)
        self._mark(first, block.id)

    def _mark(self, line: Element, block_id: str) -> None:
        name = bookmark_name(block_id)
        alias = bookmark_id(name)
        if alias is not None and alias != block_id:
            self._aliases[alias] = block_id
        write_text.bookmark(line, name, self._next())

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _quote(self, parent: Element, block: Quote) -> None:
        self._plain(parent, block, "Quote", block.runs, keep_next=bool(block.attribution))
        if block.attribution:
            self._line(parent, block.id, "attribution", "Attribution", block.attribution)

    def _line(self, parent: Element, block_id: str, field: str, style: str, words: str) -> Element:
        line = write_text.paragraph(parent, style)
        self.scribe.write(line, runs_of(words), (block_id, field))
        return line

    def _list(self, parent: Element, block: ListBlock) -> None:
        """Write a list as an instance of its own, so that its numbers begin at 1."""
        number, at = self._sheet.new_list(ordered=block.ordered), 0
        for place, item in enumerate(block.items):
            style = "ListNumber" if block.ordered else "ListBullet"
            line = write_text.paragraph(parent, style, list_number=number)
            self.scribe.write(line, item, (block.id, "body"), at=at)
            at += len(plain(item)) + len(ITEM)
            if place == 0:
                self._mark(line, block.id)

    def _photo(self, parent: Element, block: Photo) -> None:
        picture = self._pictures.get(block.photo or "")
        told = bool(block.caption or block.credit)
        kept = {"size": block.size} if block.size != "full" else {}
        if block.edit is not None and not self._is_clean:
            kept["edit"] = block.edit
        if picture is None or block.photo is None:
            line = write_text.paragraph(parent, "PhotoMissing", keep_next=told)
            write_text.text(line, self._printed.frame)
            kept |= {"photo": block.photo} if block.photo else {}
            kept |= {"alt": block.alt} if block.alt else {}
        else:
            line = write_text.paragraph(parent, "Photo", keep_next=told)
            self._drawing(line, block, block.photo, picture)
            kept |= {} if block.alt else {"alt": ""}
        self._mark(line, block.id)
        if kept:
            self._kept[block.id] = kept
        if told:
            self._caption(parent, block)

    def _drawing(self, line: Element, block: Photo, sha: str, picture: Picture) -> None:
        if sha not in self._relations:
            name = f"/word/media/photo{len(self._relations) + 1}{picture.suffix}"
            part = Part(PackURI(name), picture.mime, picture.data, self._part.package)
            self._relations[sha] = self._part.relate_to(part, f"{RELATION}/image")
        write_text.drawing(
            line,
            picture,
            self._relations[sha],
            self._next(),
            name=f"photo-{sha}" if _HASH.fullmatch(sha) else "photo",
            # Who cannot see it hears something at least; the property "alt" says that it was not written.
            alt=block.alt or " ".join(plain(block.caption).split()) or self._printed.photo,
            width=self._room * _WIDTHS.get(block.size, _WIDTHS["full"]),
        )

    def _caption(self, parent: Element, block: Photo) -> None:
        line = write_text.paragraph(parent, "Caption")
        if self._photo_numbers:
            self._captions += 1
            write_text.numbered(line, self._printed.photo, self._captions)
        self.scribe.write(line, block.caption, (block.id, "caption"))
        if block.credit:
            write_text.text(line, parting(block.caption) + self._printed.credit, "Label")
            self.scribe.write(line, runs_of(block.credit), (block.id, "credit"), style="Credit")

    def _gallery(self, parent: Element, block: Gallery) -> None:
        """Write photos in two columns, and what is said of all of them below."""
        around = self._room
        table = _new_table(parent, "Gallery", [around // 2] * 2)
        for start in range(0, len(block.photos), 2):
            pair = block.photos[start : start + 2]
            alone = len(pair) == 1
            row = add(table, "w:tr")
            _row_properties(row)
            self._room = around // 2 - _CELL_SIDES
            for photo in pair:
                cell = _new_cell(row, around if alone else around // 2, span=2 if alone else 1)
                self.write(cell, (photo,))
            self._room = around
        cell = _new_cell(add(table, "w:tr"), around, span=2)
        line = write_text.paragraph(cell, "GalleryCaption")
        self.scribe.write(line, block.caption, (block.id, "caption"))
        self._mark(line, block.id)

    def _box(self, parent: Element, block: Box) -> None:
        with self._frame(parent, _BOXES.get(block.kind, "InfoBox")) as cell:
            self._mark(self._line(cell, block.id, "title", "BoxTitle", block.title), block.id)
            if block.kind not in _BOXES:
                self._kept[block.id] = {"kind": block.kind}
            self.write(cell, block.blocks)
            write_text.close(cell)

    @contextmanager
    def _frame(self, parent: Element, style: str) -> Generator[Element]:
        """Add a table of one cell and give the cell to be filled."""
        around = self._room
        row = add(_new_table(parent, style, [around]), "w:tr")
        self._room = around - _CELL_SIDES
        yield _new_cell(row, around)
        self._room = around

    def _table(self, parent: Element, block: Table) -> None:
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        width = self._room // columns
        table = _new_table(parent, "Table", [width] * columns, header=block.header)
        at = 0
        for place, cells in enumerate(block.rows):
            row = add(table, "w:tr")
            _row_properties(row, header=block.header and place == 0, absent=columns - max(len(cells), 1))
            for number, runs in enumerate(cells or ((),)):
                line = write_text.paragraph(_new_cell(row, width), "TableText")
                self.scribe.write(line, runs, (block.id, "body"), at=at)
                at += len(plain(runs)) + len(CELL)
                if place == number == 0:
                    self._mark(line, block.id)

    def _embed(self, parent: Element, block: Embed) -> None:
        """Write the address on the first line, the caption below it."""
        line = write_text.paragraph(parent, "Embed")
        write_text.runs(line, (Run(block.url, link=block.url),), self.scribe.relate)
        if block.caption:
            write_text.text(line, "\n")
            self.scribe.write(line, runs_of(block.caption), (block.id, "caption"))
        self._mark(line, block.id)

    def _unknown(self, parent: Element, block: Unknown) -> None:
        """Write that there is a block of a later version; what it says goes no farther than the house."""
        self._kept[block.id] = {"kind": block.kind}
        line = write_text.paragraph(parent, "OtherBlock")
        words: Iterable[str] = ()
        if not self._is_clean:
            self._kept[block.id]["extra"] = block.extra
            words = _words_in(block.extra)
        write_text.text(line, "\n".join((f"[{block.kind}]", *words)))
        self._mark(line, block.id)


def _style_of(block: Block | None = None) -> str:
    if isinstance(block, Subhead):
        return "Heading2" if block.level <= 2 else "Heading3"
    return "Pullquote" if isinstance(block, Pullquote) else "BodyText"


def _new_table(parent: Element, style: str, widths: Sequence[int], *, header: bool = False) -> Element:
    above = last_in(parent)
    if above is not None and above.tag == qn("w:tbl"):
        write_text.close(parent)
    table = add(parent, "w:tbl")
    properties = add(table, "w:tblPr")
    add(properties, "w:tblStyle", val=style)
    add(properties, "w:tblW", w=str(sum(widths)), type="dxa")
    add(properties, "w:tblLayout", type="fixed")
    look = {"val": "0020", "firstRow": "1"} if header else {"val": "0000", "firstRow": "0"}
    add(properties, "w:tblLook", **look)
    grid = add(table, "w:tblGrid")
    for width in widths:
        add(grid, "w:gridCol", w=str(width))
    return table


def _new_cell(row: Element, width: int, span: int = 1) -> Element:
    cell = add(row, "w:tc")
    properties = add(cell, "w:tcPr")
    add(properties, "w:tcW", w=str(width), type="dxa")
    if span > 1:
        add(properties, "w:gridSpan", val=str(span))
    return cell


def _row_properties(row: Element, *, header: bool = False, absent: int = 0) -> None:
    properties = add(row, "w:trPr")
    add(properties, "w:cantSplit")
    if absent:
        add(properties, "w:gridAfter", val=str(absent))
    if header:
        add(properties, "w:tblHeader")


def _words_in(extra: str) -> Iterator[str]:
    """Yield the texts inside the JSON of a block of another version."""
    left: list[Any] = [msgspec.json.decode(extra)] if extra else []
    while left:
        thing = left.pop(0)
        if isinstance(thing, str):
            yield thing
        elif isinstance(thing, dict):
            left[:0] = thing.values()
        elif isinstance(thing, list):
            left[:0] = thing

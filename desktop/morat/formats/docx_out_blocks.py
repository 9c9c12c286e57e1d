"""Write the blocks of a piece as paragraphs and tables of a Word file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart

from morat.formats import docx_out_text as write_text
from morat.formats.ooxml import RELATION, Element, add, bookmark_id, bookmark_name, pack_fact, qn
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
from morat.newsroom.inline import Run, Runs
from morat.newsroom.pictures import Picture

_WIDTH = 9355
"""Width of the text in twentieths of a point: A4 less the template's margins."""
_TEMPLATE_LISTS = {False: "1", True: "2"}
_BOXES = {"info": "InfoBox", "editor-note": "EditorNote"}
_HASH = re.compile(r"[0-9a-f]{64}")


class BlockWriter:
    """Writes blocks below a parent and gathers, in ``facts``, what paragraphs cannot carry."""

    def __init__(
        self, part: DocumentPart, pictures: Mapping[str, Picture], printed: Mapping[str, Any]
    ) -> None:
        """Write into the package of ``part``; ``printed`` are the fixed words of the piece's language."""
        self._part = part
        self._pictures = pictures
        self._printed = printed
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
            self._write(parent, block)

    def _write(self, parent: Element, block: Block) -> None:
        match block:
            case Paragraph() | Subhead() | Pullquote():
                self._plain(parent, block.id, _style_of(block), block.runs)
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

    def _plain(self, parent: Element, block_id: str, style: str, runs: Runs) -> None:
        line = write_text.paragraph(parent, style)
        write_text.runs(line, runs, self._relate)
        self._mark(line, block_id)

    def _mark(self, line: Element, block_id: str) -> None:
        name = bookmark_name(block_id)
        alias = bookmark_id(name)
        if alias is not None and alias != block_id:
            self._aliases[alias] = block_id
        write_text.bookmark(line, name, self._next())

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _relate(self, address: str) -> str:
        return self._part.relate_to(address, f"{RELATION}/hyperlink", is_external=True)

    def _quote(self, parent: Element, block: Quote) -> None:
        self._plain(parent, block.id, "Quote", block.runs)
        if block.attribution:
            write_text.text(write_text.paragraph(parent, "Attribution"), block.attribution)

    def _list(self, parent: Element, block: ListBlock) -> None:
        """Write a list as an instance of its own, so that its numbers begin at 1."""
        instance = self._list_instance(ordered=block.ordered)
        for place, item in enumerate(block.items):
            line = write_text.paragraph(parent, "ListNumber" if block.ordered else "ListBullet")
            properties = line.find(qn("w:pPr"))
            if properties is not None:
                numbering = add(properties, "w:numPr")
                add(numbering, "w:ilvl", val="0")
                add(numbering, "w:numId", val=instance)
            write_text.runs(line, item, self._relate)
            if place == 0:
                self._mark(line, block.id)

    def _list_instance(self, *, ordered: bool) -> str:
        numbering: Element = self._part.numbering_part.element
        number = str(len(numbering.findall(qn("w:num"))) + 1)
        instance = add(numbering, "w:num", numId=number)
        add(instance, "w:abstractNumId", val=_TEMPLATE_LISTS[ordered])
        add(add(instance, "w:lvlOverride", ilvl="0"), "w:startOverride", val="1")
        return number

    def _photo(self, parent: Element, block: Photo) -> None:
        picture = self._pictures.get(block.photo or "")
        kept = {"size": block.size} if block.size != "full" else {}
        if block.edit is not None:
            kept["edit"] = block.edit
        if picture is None or block.photo is None:
            line = write_text.paragraph(parent, "PhotoMissing")
            write_text.text(line, self._printed["frame"])
            kept |= {"photo": block.photo} if block.photo else {}
            kept |= {"alt": block.alt} if block.alt else {}
        else:
            line = write_text.paragraph(parent, "Photo")
            self._drawing(line, block, block.photo, picture)
        self._mark(line, block.id)
        if kept:
            self._kept[block.id] = kept
        if block.caption or block.credit:
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
            alt=block.alt,
            size=block.size,
        )

    def _caption(self, parent: Element, block: Photo) -> None:
        line = write_text.paragraph(parent, "Caption")
        write_text.runs(line, block.caption, self._relate)
        if block.credit:
            space = " " if block.caption else ""
            write_text.text(line, space + self._printed["credit"], "Label")
            write_text.text(line, block.credit, "Credit")

    def _gallery(self, parent: Element, block: Gallery) -> None:
        cell = self._frame(parent, "Gallery")
        self.write(cell, block.photos)
        self._plain(cell, block.id, "GalleryCaption", block.caption)
        write_text.paragraph(parent, "Spacer")

    def _box(self, parent: Element, block: Box) -> None:
        cell = self._frame(parent, _BOXES.get(block.kind, "InfoBox"))
        self._plain(cell, block.id, "BoxTitle", (Run(block.title),))
        if block.kind not in _BOXES:
            self._kept[block.id] = {"kind": block.kind}
        self.write(cell, block.blocks)
        write_text.paragraph(cell, "Spacer")
        write_text.paragraph(parent, "Spacer")

    def _frame(self, parent: Element, style: str) -> Element:
        """Add a table of one cell and return the cell."""
        row = add(_new_table(parent, style, [_WIDTH]), "w:tr")
        return _new_cell(row, _WIDTH)

    def _table(self, parent: Element, block: Table) -> None:
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        width = _WIDTH // columns
        table = _new_table(parent, "Table", [width] * columns, header=block.header)
        for place, cells in enumerate(block.rows):
            row = add(table, "w:tr")
            _row_properties(row, header=block.header and place == 0, absent=columns - max(len(cells), 1))
            for number, runs in enumerate(cells or ((),)):
                line = write_text.paragraph(_new_cell(row, width), "TableText")
                write_text.runs(line, runs, self._relate)
                if place == number == 0:
                    self._mark(line, block.id)
        write_text.paragraph(parent, "Spacer")

    def _embed(self, parent: Element, block: Embed) -> None:
        """Write the address on the first line, the caption below it."""
        line = write_text.paragraph(parent, "Embed")
        write_text.runs(line, (Run(block.url, link=block.url),), self._relate)
        if block.caption:
            write_text.text(line, f"\n{block.caption}")
        self._mark(line, block.id)

    def _unknown(self, parent: Element, block: Unknown) -> None:
        self._kept[block.id] = {"kind": block.kind, "extra": block.extra}
        line = write_text.paragraph(parent, "OtherBlock")
        write_text.text(line, "\n".join((f"[{block.kind}]", *_words_in(block.extra))))
        self._mark(line, block.id)


def _style_of(block: Paragraph | Subhead | Pullquote) -> str:
    if isinstance(block, Subhead):
        return "Heading2" if block.level <= 2 else "Heading3"
    return "Pullquote" if isinstance(block, Pullquote) else ""


def _new_table(parent: Element, style: str, widths: Sequence[int], *, header: bool = False) -> Element:
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


def _new_cell(row: Element, width: int) -> Element:
    cell = add(row, "w:tc")
    add(add(cell, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
    return cell


def _row_properties(row: Element, *, header: bool, absent: int) -> None:
    if not header and not absent:
        return
    properties = add(row, "w:trPr")
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

"""A Word file laid open: its paragraphs with their styles resolved, and its pictures by hash."""

import re
from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct

from morat.formats.docx_in_revisions import accept
from morat.formats.docx_in_styles import Lists, Style, Styles, list_of
from morat.formats.docx_in_text import NoteHere, PictureHere, Piece, TextReader, runs_in
from morat.formats.ooxml import Element, bookmark_id, qn, read_properties, value
from morat.formats.ooxml_package import Package, related
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.inline import Run, Runs, tidy

_NAMED = re.compile(r"photo-([0-9a-f]{64})")
# Beginnings of the files that are photographs; drawings (EMF, WMF) and icons (SVG) are not.
_PHOTOGRAPHS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_NO_LIST = ("", "0")


class Para(Struct, frozen=True):
    """A paragraph: its ``style``, what stands in it, the list and the bookmark of a block it belongs to."""

    style: Style
    pieces: tuple[Piece, ...]
    bookmark: str | None
    list_id: str
    ordered: bool
    align: str

    @property
    def runs(self) -> Runs:
        """The text of the paragraph."""
        return runs_in(self.pieces)

    @property
    def pictures(self) -> tuple[PictureHere, ...]:
        """The pictures of the paragraph."""
        return tuple(piece.picture for piece in self.pieces if piece.picture is not None)


class Source:
    """One Word file while it is read. ``pictures`` fills as they are met; ``left_out`` counts the others."""

    def __init__(self, data: bytes, name: str = "") -> None:
        """Open ``data``.

        Raises:
            UserError: ``docx-damaged``, where there is no document in it.
        """
        self._package = Package(data, name)
        main = self._package.main_part()
        root = self._package.xml(main)
        body = None if root is None else root.find(qn("w:body"))
        if root is None or body is None:
            raise self._package.damaged()
        accept(root)
        self.body: Element = body
        self._relations = self._package.relations(main)
        self.styles = Styles(self._part("styles"))
        self._lists = Lists(self._part("numbering"))
        self._text = TextReader(self.styles, self._relations)
        self.properties = read_properties(self._package.xml(self._properties_part()))
        self.pictures: dict[str, FoundPicture] = {}
        self.left_out = 0

    def _part(self, kind: str) -> Element | None:
        return self._package.xml(related(self._relations, kind, f"word/{kind}.xml"))

    def _properties_part(self) -> str:
        return related(self._package.relations(""), "custom-properties", "docProps/custom.xml")

    def paragraph(self, element: Element) -> Para:
        """Return a paragraph of the body."""
        return self._read(element, self._text)

    def _read(self, element: Element, reader: TextReader) -> Para:
        properties = element.find(qn("w:pPr"))
        style = self.styles.style(value(properties, "w:pStyle") or None)
        list_id, level = list_of(properties)
        list_id, level = list_id or style.list_id, level or style.list_level
        names = (mark.get(qn("w:name"), "") for mark in element.iter(qn("w:bookmarkStart")))
        return Para(
            style=style,
            pieces=tuple(reader.pieces(element)),
            bookmark=next(filter(None, map(bookmark_id, names)), None),
            list_id="" if list_id in _NO_LIST else list_id,
            ordered=self._lists.is_ordered(list_id, level),
            align=value(properties, "w:jc") or style.align,
        )

    def cell(self, element: Element) -> Runs:
        """Return the text of a table's cell, its paragraphs as lines, those of tables inside it too."""
        lines: list[Run] = []
        for number, paragraph in enumerate(element.iter(qn("w:p"))):
            lines += (
                (Run("\n"), *self.paragraph(paragraph).runs) if number else self.paragraph(paragraph).runs
            )
        return tidy(lines)

    def keep(self, here: PictureHere) -> str | None:
        """Take a picture along and return its address in the piece.

        A picture written by Mo-rát is known by the hash of its original, also where the file holds
        a smaller copy; others by the hash of what the file holds. None for what is no photograph.
        """
        data = self._package.data(here.part) if here.part else None
        if data is None or not _is_photograph(data):
            self.left_out += 1
            return None
        named = _NAMED.fullmatch(here.name)
        sha = named.group(1) if named else sha256(data).hexdigest()
        self.pictures.setdefault(sha, FoundPicture(here.part.rpartition("/")[2], data))
        return sha

    def note(self, here: NoteHere) -> Iterator[Runs]:
        """Yield the paragraphs of a footnote or endnote."""
        part = related(self._relations, here.kind, f"word/{here.kind}.xml")
        root = self._package.xml(part)
        if root is None:
            return
        accept(root)
        reader = TextReader(self.styles, self._package.relations(part))
        for note in root:
            if note.get(qn("w:id")) == here.id:
                yield from (self._read(paragraph, reader).runs for paragraph in note.iter(qn("w:p")))


def _is_photograph(data: bytes) -> bool:
    return data.startswith(_PHOTOGRAPHS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def rows_of(table: Element) -> Iterator[list[Element]]:
    """Yield the cells of each row of a table."""
    for row in table.iterchildren(qn("w:tr")):
        yield list(row.iterchildren(qn("w:tc")))


def span_of(cell: Element) -> int:
    """Return how many columns a cell takes."""
    written = value(cell.find(qn("w:tcPr")), "w:gridSpan")
    return max(1, min(int(written), 63)) if written and written.isdecimal() else 1


def first_row_is_header(table: Element) -> bool:
    """Return whether a table's first row is marked to be repeated as its heading."""
    row = table.find(qn("w:tr"))
    properties = None if row is None else row.find(qn("w:trPr"))
    said = value(properties, "w:tblHeader")
    return said is not None and said not in ("0", "false", "off")

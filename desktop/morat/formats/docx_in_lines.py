"""Turn a Word file of anybody's into lines for the recogniser."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from msgspec import structs

from morat.formats.body import body
from morat.formats.docx_in_marks import trimmed, with_marks, without_marks
from morat.formats.docx_in_pieces import NoteHere, PictureHere, Piece, runs_in
from morat.formats.docx_in_revisions import ADDED
from morat.formats.docx_in_source import Para, Source, first_row_is_header, rows_of, span_of
from morat.formats.docx_in_tables import TableReader
from morat.formats.docx_in_tracking import mark_of
from morat.formats.lines import Line
from morat.formats.ooxml import Element, qn
from morat.newsroom.blocks import Table, new_id
from morat.newsroom.inline import Run, Runs, strip
from morat.newsroom.recipe import Recipe, Rect, written
from morat.newsroom.review import ADD

_KINDS = {
    "title": "title",
    "subtitle": "deck",
    "quote": "quote",
    "intense quote": "quote",
    "caption": "caption",
    "kicker": "kicker",
    "deck": "deck",
    "sapo": "standfirst",
    "byline": "byline",
    "pullquote": "quote",
}
_BOXES = tuple(map(qn, ("w:drawing", "w:pict", "w:txbxContent")))


class _Loose(NamedTuple):
    """Marks that no text of their own carries: they belong to what stands before them."""

    tokens: tuple[str, ...]


class LineReader:
    """Reads the lines of one file; ``lines`` is all there is to call."""

    def __init__(self, source: Source) -> None:
        """Read from ``source``."""
        self._source = source
        self._notes: list[NoteHere] = []
        self.wanted: dict[str, str] = {}
        """Names of picture files that are not in the file, by the block that waits for them."""

    def lines(self) -> list[Line]:
        """Return the lines of the body, those of its notes after them."""
        lines = self._attached(self._inside(self._source.body))
        for number, note in enumerate(self._notes, 1):
            texts = [runs for runs in map(strip, self._source.note(note)) if runs]
            if texts:
                lines.append(Line(runs=(Run(f"[{number}] "), *texts[0])))
                lines += (Line(runs=runs) for runs in texts[1:])
        return _with_title(lines)

    @property
    def notes(self) -> int:
        """How many notes stand as text at the end."""
        return len(self._notes)

    def _inside(self, parent: Element) -> Iterator[Line | _Loose]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._from_paragraph(self._source.paragraph(element))
            elif element.tag == qn("w:tbl"):
                yield from self._from_table(element)
            elif element.tag == ADDED:
                yield self._added(element)

    def _added(self, element: Element) -> _Loose:
        """Return the suggestion that paragraphs come in, which belongs to the line before."""
        mark = mark_of(element, ADD)
        mark.blocks = without_marks(body(self._attached(self._inside(element)), loose=False).blocks)
        return _Loose((self._source.marks.add(mark),))

    def _attached(self, found: Iterable[Line | _Loose]) -> list[Line]:
        """Return lines, with what belongs to no text of its own at the line before it."""
        lines: list[Line] = []
        for kind, group in groupby(found, key=type):
            if kind is Line:
                lines += (one for one in group if isinstance(one, Line))
                continue
            # All that stand at one place at once: there may be as many as a piece has paragraphs.
            tokens = [token for one in group if isinstance(one, _Loose) for token in one.tokens]
            if lines:
                last = lines[-1]
                block_id = last.block_id or (last.block.id if last.block else new_id())
                self._source.bind(tokens, block_id)
                lines[-1] = structs.replace(last, runs=with_marks(last.runs, tokens), block_id=block_id)
        return lines

    def _from_paragraph(self, para: Para) -> Iterator[Line | _Loose]:
        """Yield the text of a paragraph as one line, its pictures where they stand, text boxes after it."""
        shape = _shape(para)
        boxes: list[Element] = []
        for is_text, group in groupby(map(self._noted, para.pieces), key=lambda piece: piece.is_text):
            pieces = list(group)
            if is_text:
                runs = trimmed(runs_in(pieces), self._source.marks)
                if runs:
                    yield structs.replace(shape, runs=runs)
                loose = tuple(token for piece in pieces for token in piece.marks)
                if loose:
                    yield _Loose(loose)
                continue
            for piece in pieces:
                if piece.picture is not None:
                    yield from self._from_picture(piece.picture, piece.marks)
                elif piece.box is not None:
                    boxes.append(piece.box)
        for box in boxes:
            yield from self._inside(box)

    def _from_picture(self, here: PictureHere, marks: tuple[str, ...]) -> Iterator[Line]:
        sha = self._source.keep(here)
        block_id = new_id()
        self._source.bind(marks, block_id)
        if sha is None and here.file:
            self.wanted[block_id] = here.file
        if sha is not None or here.file:
            # One that lies elsewhere, or cannot be shown, has its place, its name and its caption.
            alt = here.alt or ("" if sha else here.file)
            edit = written(Recipe(crop=Rect(*here.crop))) if sha and here.crop else None
            yield Line(kind="picture", picture=sha, alt=alt, edit=edit, block_id=block_id)

    def _noted(self, piece: Piece) -> Piece:
        """Return the mark of a note as text and remember the note."""
        if piece.note is None:
            return piece
        self._notes.append(piece.note)
        return Piece(Run(f"[{len(self._notes)}]", ("sup",)))

    def _from_table(self, table: Element) -> Iterator[Line | _Loose]:
        """Yield a table; one that only lays out pictures or a single cell gives way to what it holds.

        Pages copied from the web put each photo and its caption into a table.
        """
        cells = [cell for row in rows_of(table) for cell in row]
        if len(cells) == 1 or next(table.iter(*_BOXES), None) is not None:
            for cell in cells:
                yield from self._inside(cell)
            return
        block_id = new_id()
        read = TableReader(self._source, block_id, self._cells)
        rows = read.rows(table)
        if any(runs for row in rows for runs in row):
            yield Line(kind="block", block=Table(block_id, first_row_is_header(table), rows))
        if read.added:
            yield _Loose(read.added)

    def _cells(self, row: Iterable[Element]) -> Iterator[Runs]:
        for cell in row:
            yield trimmed(self._source.cell(cell), self._source.marks)
            yield from ((),) * (span_of(cell) - 1)


def _shape(para: Para) -> Line:
    """Return a line with all that a paragraph's style says, but no text yet."""
    style = para.style
    kind = next((_KINDS[name] for name in style.names if name in _KINDS), "text")
    level = next(
        (int(name[-1]) for name in style.names if name[:-1] == "heading " and name[-1].isdecimal()), 0
    )
    if not level and style.outline is not None and style.outline < 9:
        level = style.outline + 1
    if kind == "text" and level:
        kind = "heading"
    elif kind == "text" and para.list_id:
        kind = "number" if para.ordered else "bullet"
    return Line(
        kind=kind,
        level=level or 2,
        bold="bold" in style.marks,
        italic="italic" in style.marks,
        centred=para.align == "center",
        right=para.align in ("right", "end"),
        block_id=para.bookmark,
    )


def _with_title(lines: list[Line]) -> list[Line]:
    """Name the headline and bring headings to the two levels of a piece.

    Without a paragraph in the style Title the first heading of the first level is the headline,
    if no paragraph of text stands before it that is longer than a kicker.
    """
    declared = any(line.kind == "title" for line in lines)
    done: list[Line] = []
    for line in lines:
        if line.kind != "heading":
            done.append(line)
        elif not declared and line.level == 1:
            declared = True
            done.append(structs.replace(line, kind="title"))
        else:
            done.append(structs.replace(line, level=2 if line.level <= 2 else 3))
    return done

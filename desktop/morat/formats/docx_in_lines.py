"""Turn a Word file of anybody's into lines for the recogniser."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import structs

from morat.formats.docx_in_source import Para, Source, first_row_is_header, rows_of, span_of
from morat.formats.docx_in_text import NoteHere, Piece, runs_in
from morat.formats.lines import Line
from morat.formats.ooxml import Element, qn
from morat.newsroom.blocks import Table, new_id
from morat.newsroom.inline import Run, Runs, strip

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


class LineReader:
    """Reads the lines of one file; ``lines`` is all there is to call."""

    def __init__(self, source: Source) -> None:
        """Read from ``source``."""
        self._source = source
        self._notes: list[NoteHere] = []

    def lines(self) -> list[Line]:
        """Return the lines of the body, those of its notes after them."""
        lines = list(self._inside(self._source.body))
        for number, note in enumerate(self._notes, 1):
            texts = [runs for runs in map(strip, self._source.note(note)) if runs]
            if texts:
                lines.append(Line(runs=(Run(f"[{number}] "), *texts[0])))
                lines += (Line(runs=runs) for runs in texts[1:])
        return _with_title(lines)

    def _inside(self, parent: Element) -> Iterator[Line]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._from_paragraph(self._source.paragraph(element))
            elif element.tag == qn("w:tbl"):
                yield from self._from_table(element)

    def _from_paragraph(self, para: Para) -> Iterator[Line]:
        """Yield the text of a paragraph as one line, its pictures where they stand, text boxes after it."""
        shape = _shape(para)
        boxes: list[Element] = []
        for is_text, group in groupby(map(self._noted, para.pieces), key=_is_text):
            pieces = list(group)
            if is_text:
                runs = strip(runs_in(pieces))
                if runs:
                    yield structs.replace(shape, runs=runs)
                continue
            for piece in pieces:
                if piece.picture is not None:
                    sha = self._source.keep(piece.picture)
                    if sha is not None:
                        yield Line(kind="picture", picture=sha, alt=piece.picture.alt)
                elif piece.box is not None:
                    boxes.append(piece.box)
        for box in boxes:
            yield from self._inside(box)

    def _noted(self, piece: Piece) -> Piece:
        """Return the mark of a note as text and remember the note."""
        if piece.note is None:
            return piece
        self._notes.append(piece.note)
        return Piece(Run(f"[{len(self._notes)}]", ("sup",)))

    def _from_table(self, table: Element) -> Iterator[Line]:
        """Yield a table; one that only lays out pictures or a single cell gives way to what it holds.

        Pages copied from the web put each photo and its caption into a table.
        """
        rows = list(rows_of(table))
        cells = [cell for row in rows for cell in row]
        if len(cells) == 1 or next(table.iter(*_BOXES), None) is not None:
            for cell in cells:
                yield from self._inside(cell)
            return
        texts = tuple(tuple(self._cells(row)) for row in rows)
        if any(runs for row in texts for runs in row):
            block = Table(new_id(), first_row_is_header(table), texts)
            yield Line(kind="block", block=block)

    def _cells(self, row: Iterable[Element]) -> Iterator[Runs]:
        for cell in row:
            yield strip(self._source.cell(cell))
            yield from ((),) * (span_of(cell) - 1)


def _is_text(piece: Piece) -> bool:
    return piece.picture is None and piece.box is None


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

"""The rows of a table in a Word file, those that are suggestions among them."""

from collections.abc import Callable, Iterable

from morat.formats.docx_in_marks import row_text, without_marks
from morat.formats.docx_in_revisions import is_inserted, row_change
from morat.formats.docx_in_source import Source
from morat.formats.docx_in_tracking import mark_of
from morat.formats.ooxml import Element, qn
from morat.newsroom.blocks import Table
from morat.newsroom.inline import Runs
from morat.newsroom.review import ADD, DELETE, INSERT, REMOVE

_Cells = Callable[[Iterable[Element]], Iterable[Runs]]


class TableReader:
    """Reads one table that becomes the block ``block_id``; ``cells`` gives the texts of a row.

    ``added`` are the marks of a table that would come in as a whole: it belongs to what stands before it.
    """

    def __init__(self, source: Source, block_id: str, cells: _Cells) -> None:
        """Read from ``source``, which takes the suggestions."""
        self._source = source
        self._block = block_id
        self._cells = cells
        self.added: tuple[str, ...] = ()

    def rows(self, table: Element) -> tuple[tuple[Runs, ...], ...]:
        """Return the rows as they were before the changes; none of a table that is all new."""
        rows = list(table.iterchildren(qn("w:tr")))
        changes = [row_change(row) for row in rows]
        old = [row for row in rows if not is_inserted(row)]
        texts = {row: tuple(self._cells(row.iterchildren(qn("w:tc")))) for row in rows}
        if all(change is None for change in changes):
            return tuple(texts.values())
        first = next(change for change in changes if change is not None)
        if not old:
            mark = mark_of(first, ADD)
            mark.blocks = without_marks((Table(self._block, rows=tuple(texts.values())),))
            self.added = (self._source.marks.add(mark),)
            return ()
        if all(change is not None for change in changes) and len(old) == len(rows):
            mark = mark_of(first, REMOVE)
            mark.block = self._block
            self._source.marks.add(mark)
            return tuple(texts.values())
        self._mark_rows(rows, texts)
        return tuple(texts[row] for row in old)

    def _mark_rows(self, rows: list[Element], texts: dict[Element, tuple[Runs, ...]]) -> None:
        at = 0
        for row in rows:
            change = row_change(row)
            is_new = is_inserted(row)
            if change is not None:
                mark = mark_of(change, INSERT if is_new else DELETE)
                mark.block, mark.row = self._block, at
                mark.runs = row_text(texts[row]) if is_new else ()
                self._source.marks.add(mark)
            at += not is_new

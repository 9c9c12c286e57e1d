"""A table of the clipboard while it is read: one of text becomes a table, one of layout its lines."""

import re
from collections.abc import Mapping

from msgspec import Struct

from morat.formats.lines import Line, marked, unmarked
from morat.newsroom.blocks import Table, new_id
from morat.newsroom.inline import Run, Runs, tidy

_SHEET = frozenset(("data-sheets-value", "sdval", "sdnum", "x:num", "x:str"))
"""Attributes by which spreadsheets are known: Google's, LibreOffice's, Excel's."""
_WIDEST = 60
"""Columns a table may have; a cell that claims to be wider is not believed."""


class _Cell(Struct):
    lines: list[Line]
    head: bool
    columns: int
    rows: int


class OpenTable:
    """Gathers cells, each with the lines in it. ``strays`` are lines that stand in no cell."""

    def __init__(self) -> None:
        self.strays: list[Line] = []
        self._rows: list[list[_Cell]] = []
        self._is_sheet = False

    def begin_row(self) -> None:
        """Begin a row."""
        self._rows.append([])

    def cell(self, attributes: Mapping[str, str], *, head: bool) -> list[Line]:
        """Begin a cell and return the list its lines go to."""
        if not self._rows:
            self.begin_row()
        cell = _Cell([], head, _span(attributes, "colspan"), _span(attributes, "rowspan"))
        self._rows[-1].append(cell)
        names = attributes.get("class") or ""
        self._is_sheet = self._is_sheet or names.startswith("xl") or bool(_SHEET & attributes.keys())
        return cell.lines

    def lines(self) -> list[Line]:
        """Return the table as one line that holds it, or the lines of its cells where it is layout."""
        rows = [row for row in self._rows if row]
        if not self._is_data(rows):
            return [*self.strays, *(line for row in rows for cell in row for line in cell.lines)]
        grid = _grid(rows)
        header = _is_header(rows[0], grid)
        if header:
            grid[0] = [unmarked(cell, "bold") for cell in grid[0]]
        block = Table(new_id(), header=header, rows=tuple(map(tuple, grid)))
        return [*self.strays, Line(kind="block", block=block)]

    def _is_data(self, rows: list[list[_Cell]]) -> bool:
        lines = [line for row in rows for cell in row for line in cell.lines]
        columns = max((len(row) for row in rows), default=0)
        enough = columns > 1 and (len(rows) > 1 or self._is_sheet)
        return enough and bool(lines) and not any(line.kind in ("picture", "block") for line in lines)


def _grid(rows: list[list[_Cell]]) -> list[list[Runs]]:
    """Return the cells in their columns; what a cell that spans several covers is empty."""
    grid: list[list[Runs]] = []
    covered: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(rows):
        cells: list[Runs] = []
        for cell in row:
            while (number, len(cells)) in covered:
                cells.append(())
            at = len(cells)
            cells += [_runs(cell), *[()] * (cell.columns - 1)]
            for below in range(1, min(cell.rows, len(rows) - number)):
                covered.update({(number + below, at + beside): True for beside in range(cell.columns)})
        grid.append(cells)
    width = max(map(len, grid))
    return [[*cells, *[()] * (width - len(cells))] for cells in grid]


def _runs(cell: _Cell) -> Runs:
    runs: list[Run] = []
    for line in cell.lines:
        runs += [Run("\n"), *line.runs] if runs else line.runs
    return tidy(runs)


def _is_header(row: list[_Cell], grid: list[list[Runs]]) -> bool:
    """Say whether the first row heads the others: it says so, or it alone is bold."""
    if all(cell.head for cell in row):
        return True
    filled = [cell for cell in grid[0] if cell]
    below = [cell for cells in grid[1:] for cell in cells if cell]
    return bool(filled and below) and (
        all(marked(cell, "bold") for cell in filled) and not all(marked(cell, "bold") for cell in below)
    )


def _span(attributes: Mapping[str, str], name: str) -> int:
    found = re.match(r"\s*(\d{1,4})", attributes.get(name) or "")
    return min(max(int(found[1]), 1), _WIDEST) if found else 1

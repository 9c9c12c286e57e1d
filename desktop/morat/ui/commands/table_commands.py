"""What the actions for the rows and columns of a table do."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import structs
from PySide6.QtCore import QObject, Slot

from morat.newsroom import rearranging
from morat.newsroom.blocks import Table
from morat.newsroom.messages import Message
from morat.services.document.properties import Key, table_of, text_property
from morat.ui.commands.block_commands import place_caret
from morat.ui.desks.workbench import Workbench


class _Cell(NamedTuple):
    row: int
    column: int


class TableCommands(QObject):
    """One method an action; the names are those of ``actions.ACTIONS``. Each is one step."""

    def __init__(self, bench: Workbench) -> None:
        """Act on the table the caret is in, on the page of ``bench``."""
        super().__init__(bench)
        self._bench = bench
        self._body = bench.page.body
        self._body.rowWanted.connect(self._on_row_wanted)

    def row_above(self) -> None:
        """Put a row above that of the caret."""
        self._change(lambda table, at: rearranging.with_row(table, at.row))

    def row_below(self) -> None:
        """Put a row below that of the caret."""
        self._change(lambda table, at: rearranging.with_row(table, at.row + 1), down=1)

    def remove_row(self) -> None:
        """Take the row of the caret away; with the last one goes the table."""
        self._change(lambda table, at: rearranging.without_row(table, at.row))

    def column_left(self) -> None:
        """Put a column at the left of that of the caret."""
        self._change(lambda table, at: rearranging.with_column(table, at.column))

    def column_right(self) -> None:
        """Put a column at the right of that of the caret."""
        self._change(lambda table, at: rearranging.with_column(table, at.column + 1), right=1)

    def remove_column(self) -> None:
        """Take the column of the caret away; with the last one goes the table."""
        self._change(lambda table, at: rearranging.without_column(table, at.column))

    def header_row(self) -> None:
        """Make the first row a heading, or not."""
        self._change(lambda table, _: structs.replace(table, header=not table.header))

    def _change(
        self, change: Callable[[Table, _Cell], Table | None], *, down: int = 0, right: int = 0
    ) -> None:
        """Change the table and put the caret into the cell it was in, so many rows and columns on."""
        article, cursor = self._bench.article, self._body.textCursor()
        grid = table_of(cursor.block())
        if article is None or grid is None:
            self._bench.told.emit(Message("no-table-here"))
            return
        table_id = text_property(cursor.blockFormat(), Key.ID)
        cell = grid.cellAt(cursor.position())
        at = _Cell(cell.row(), cell.column())
        blocks = article.article().blocks
        new = rearranging.table_changed(blocks, table_id, lambda table: change(table, at))
        article.rearrange(new, "edit-table")
        table = rearranging.find(new, table_id)
        if isinstance(table, Table):
            row = min(at.row + down, len(table.rows) - 1)
            column = min(at.column + right, len(table.rows[0]) - 1)
            place_caret(self._body, table_id, row * len(table.rows[0]) + column)

    @Slot()
    def _on_row_wanted(self) -> None:
        grid = table_of(self._body.textCursor().block())
        if grid is not None:
            self._change(
                lambda table, at: rearranging.with_row(table, at.row + 1), down=1, right=1 - grid.columns()
            )

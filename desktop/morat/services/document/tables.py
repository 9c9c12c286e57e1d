"""The caret's way through a table."""

from PySide6.QtGui import QTextCursor

from morat.services.document.properties import table_of


def step(cursor: QTextCursor, way: int) -> bool:
    """Move the caret a cell on (1) or back (-1); False outside of a table and at its end."""
    table = table_of(cursor.block())
    if table is None:
        return False
    cell = table.cellAt(cursor.position())
    place = cell.row() * table.columns() + cell.column() + way
    if not 0 <= place < table.rows() * table.columns():
        return False
    target = table.cellAt(place // table.columns(), place % table.columns())
    cursor.setPosition(target.firstPosition())
    cursor.setPosition(target.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return True

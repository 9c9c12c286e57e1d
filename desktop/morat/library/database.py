"""The open library.db: one connection of ours, whose errors explain themselves.

The tables are made and changed by sqlite-utils (``schema``), which is loaded for that alone: a window on a
library whose tables stand saves its 7 MiB and a tenth of a second.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from morat.library.sqlite import connect, explained, immediate

Values = tuple[Any, ...]


class Database:
    """One connection; it belongs to the thread that made it."""

    def __init__(self, path: Path) -> None:
        """Open the database at ``path``, making it when it is not there.

        Raises:
            UserError: see :func:`morat.library.sqlite.connect`.
        """
        self.path = path
        self.conn = connect(path)
        # A row that takes the place of another deletes it: the log's trigger must hear of that.
        self.conn.execute("pragma recursive_triggers = on")

    def close(self) -> None:
        """Close the connection; it cannot be used any more."""
        self.conn.close()

    @contextmanager
    def writing(self) -> Generator[None]:
        """Do what is inside as one transaction that may write from its first moment.

        Raises:
            UserError: ``library-busy``, ``library-damaged``, ``library-unwritable``, ``disk-full``; nothing
                was written.
        """
        with explained(self.path), immediate(self.conn):
            yield

    def run(self, sql: str, *values: object) -> None:
        """Run a statement that changes something, inside :meth:`writing`."""
        self.conn.execute(sql, values)

    def insert(self, table: str, record: Mapping[str, Any]) -> None:
        """Add a row, inside :meth:`writing`."""
        marks = ", ".join("?" * len(record))
        # The names are our own.
        self.run(f"insert into {table} ({', '.join(record)}) values ({marks})", *record.values())  # noqa: S608

    def change(self, table: str, rowid: int, record: Mapping[str, Any]) -> None:
        """Change columns of the row with this id, inside :meth:`writing`."""
        columns = ", ".join(f"{name} = ?" for name in record)
        self.run(f"update {table} set {columns} where rowid = ?", *record.values(), rowid)  # noqa: S608

    def fetch(self, sql: str, *values: object) -> list[Values]:
        """Return every row of a query.

        Raises:
            UserError: as :meth:`writing`.
        """
        with explained(self.path):
            return self.conn.execute(sql, values).fetchall()

    def fetch_one(self, sql: str, *values: object) -> Values | None:
        """Return the first row of a query, None when there is none.

        Raises:
            UserError: as :meth:`writing`.
        """
        with explained(self.path):
            row: Values | None = self.conn.execute(sql, values).fetchone()
            return row

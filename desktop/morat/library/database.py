"""The open library.db: sqlite-utils over our own connection, whose errors explain themselves."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlite_utils

from morat.library.sqlite import connect, explained, immediate

Values = tuple[Any, ...]


class Database(sqlite_utils.Database):
    """One connection; it belongs to the thread that made it."""

    def __init__(self, path: Path) -> None:
        """Open the database at ``path``, making it when it is not there.

        Raises:
            UserError: see :func:`morat.library.sqlite.connect`.
        """
        self.path = path
        # Plugins of sqlite-utils that happen to be installed have no business in the library.
        super().__init__(connect(path), execute_plugins=False)

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
        self.table(table).insert(dict(record))

    def change(self, table: str, key: int, record: Mapping[str, Any]) -> None:
        """Change columns of the row with this primary key, inside :meth:`writing`."""
        rows: Any = self.table(table)
        rows.update(key, dict(record))

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

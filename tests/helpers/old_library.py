"""A library as the first release left it, for whoever wants to see it brought up to date."""

from pathlib import Path

from sqlite_utils.db import Database as Tables

from morat.library.database import Database
from morat.library.peek import DATABASE
from morat.library.schema import MIGRATIONS


def make_old(folder: Path, like: Path) -> None:
    """Make a library of schema 1 in ``folder`` that holds the pieces of the library in ``like``."""
    folder.mkdir(parents=True)
    db = Database(folder / DATABASE)
    try:
        tables = Tables(db.conn)
        second = MIGRATIONS.pending(tables)[1].name
        MIGRATIONS.apply(tables, stop_before=second)
        db.run("attach ? as new", str(like / DATABASE))
        with db.writing():
            for table in ("articles", "bodies", "revisions", "photo_uses"):
                columns = ", ".join(tables.table(table).columns_dict)
                db.run(f"insert into main.{table} ({columns}) select {columns} from new.{table}")
            db.conn.execute("pragma user_version = 1")
    finally:
        db.close()

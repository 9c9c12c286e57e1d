"""Whether the library was closed as it should be, and whether its database is sound.

``condition.json`` beside the database says whether a window has it open, and how the file looked when it was
closed last. A window that finds itself said to be open was killed, or the power went; a file that looks
otherwise was changed by somebody else. Then, and once a day, the whole database is read.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from morat.library import durable
from morat.library.backup import reading
from morat.library.peek import COLUMNS, DATABASE, refuse_cut
from morat.library.revisions import content_hash
from morat.library.sqlite import Connection, stopping
from morat.newsroom.messages import Message, UserError

FILE = "condition.json"
EVERY = timedelta(days=1)
"""How often the whole database is read though nothing speaks for damage."""
_BODIES = 200

# A name in the schema that a flipped bit has changed is sound to SQLite, and lost to us.
_COLUMNS = (
    f"{COLUMNS}, created, head, content, trashed from articles",
    "article_id, json from bodies",
    "n, article_id, sha, content, parent, kind, at, author, device, name, codec, base, data from revisions",
    "seq, sha, stored, mime, width, height, bytes, file, caption, credit, alt, people, added from photos",
    "article_id, sha, place from photo_uses",
    "id, at, who, what, article_id, detail from events",
)


class Condition:
    """What is known of how the library in a folder was left."""

    def __init__(self, folder: Path) -> None:
        """Look at the library of ``folder``."""
        self._database = folder / DATABASE
        self._file = folder / FILE

    def is_suspect(self) -> bool:
        """Say whether the last window did not close the library, or the file was changed since by others."""
        told = self._read()
        return bool(told) and (told.get("open") is not False or told.get("file") != self._look())

    def is_due(self) -> bool:
        """Say whether the database has not been read for a day; a clock that jumps makes it so too."""
        try:
            checked = datetime.fromisoformat(self._read().get("checked", ""))
            return abs(datetime.now(UTC) - checked) >= EVERY
        except (TypeError, ValueError):
            return True

    def opened(self) -> None:
        """Note that a window has the library open."""
        self._write({**self._read(), "open": True})

    def checked(self) -> None:
        """Note that the database was read and is sound."""
        self._write({**self._read(), "checked": datetime.now(UTC).isoformat(timespec="seconds")})

    def closed(self) -> None:
        """Note that the library was closed, and how its file looks."""
        self._write({**self._read(), "open": False, "file": self._look()})

    def _look(self) -> list[int]:
        try:
            seen = self._database.stat()
        except OSError:
            return []
        return [seen.st_size, seen.st_mtime_ns]

    def _read(self) -> dict[str, Any]:
        try:
            told: object = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        return dict(told) if isinstance(told, dict) else {}  # pyright: ignore[reportUnknownArgumentType]

    def _write(self, told: dict[str, Any]) -> None:
        # A library that cannot be noted down can be read all the same.
        with suppress(OSError):
            if self._file.parent.is_dir():
                durable.write(self._file, json.dumps(told).encode())


def examine(database: Path, progress: Callable[[], object]) -> Message | None:
    """Read a whole database; return what is wrong with it, None when it is sound. Nothing is changed.

    Looks at every page and every index and, which SQLite cannot, at every piece's text: its hash stands
    beside it. A fault in the search index alone is ``search-damaged``: it is made anew from the pieces.
    ``progress`` may raise to stop.
    """
    try:
        with reading(database) as db:
            refuse_cut(db, database)
            with stopping(db, progress):
                for columns in _COLUMNS:
                    db.execute(f"select {columns} limit 0")
                fault = _fault(db) or _false_text(db, progress)
                if fault is not None:
                    return Message("library-damaged", path=str(database), reason=fault)
                return Message("search-damaged") if _search_fault(db) else None
    except UserError as error:
        if error.message.code in ("library-damaged", "library-gone"):
            return error.message
        raise


def _fault(db: Connection) -> str | None:
    # With the indexes: a piece that its id does not find is lost to whoever asks for it.
    tables = db.execute(
        "select name from pragma_table_list where schema = 'main' and type = 'table'"
    ).fetchall()
    return _first_fault(db, "integrity_check", [name for (name,) in tables])


def _search_fault(db: Connection) -> str | None:
    select = "select name from pragma_table_list where schema = 'main' and type in ('shadow', 'virtual')"
    return _first_fault(db, "quick_check", [name for (name,) in db.execute(select).fetchall()])


def _first_fault(db: Connection, check: str, tables: list[str]) -> str | None:
    for table in tables:
        found = db.execute(f"pragma {check}('{table}')").fetchone()[0]
        if found != "ok":
            return str(found)
    return None


def _false_text(db: Connection, progress: Callable[[], object]) -> str | None:
    found = db.execute(
        "select id, content, cast(json as blob) from articles left join bodies on article_id = id"
    )
    while rows := found.fetchmany(_BODIES):
        progress()
        for article_id, content, text in rows:
            if text is None or content_hash(text) != content:
                return str(article_id)
    return None

"""The one module that names the SQLite driver: connecting, writing, and what its errors mean to a person.

The driver is pysqlite3, which carries a SQLite of its own: versions 3.7.0 to 3.51.2, which every
Python installer ships, can lose committed transactions when one connection writes while another
checkpoints (https://sqlite.org/wal.html, "the WAL-reset bug").
"""

import errno
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from morat.newsroom.messages import UserError
from morat.newsroom.system_errors import reason

if TYPE_CHECKING:
    import sqlite3 as driver  # noqa: TID251 - pysqlite3 has the same interface and no types of its own
else:
    import pysqlite3 as driver

Connection = driver.Connection

NEEDED = (3, 51, 3)
"""The oldest SQLite that loses nothing."""
BUSY_SECONDS = 10.0
"""How long a transaction waits for another program's before it gives up."""
_OPERATIONS = 100_000
"""Steps of SQLite's machine between two questions whether to go on, some milliseconds."""

# Primary result codes (https://sqlite.org/rescode.html) that are the user's world; others are our mistakes.
_MEANINGS: Mapping[int, str] = {
    3: "library-unwritable",  # PERM
    5: "library-busy",  # BUSY
    6: "library-busy",  # LOCKED
    8: "library-unwritable",  # READONLY
    10: "library-unwritable",  # IOERR
    11: "library-damaged",  # CORRUPT
    13: "disk-full",  # FULL
    14: "library-unwritable",  # CANTOPEN
    26: "library-damaged",  # NOTADB
}
_FULL = (errno.ENOSPC, errno.EDQUOT)


def sqlite_version() -> str:
    """Return the version of SQLite in use, ``3.53.4``."""
    return driver.sqlite_version


def check_version(version: str | None = None) -> None:
    """Refuse a SQLite that can lose committed work.

    Raises:
        UserError: ``sqlite-too-old``.
    """
    version = version or sqlite_version()
    if tuple(map(int, version.split("."))) < NEEDED:
        raise UserError("sqlite-too-old", version=version, needed=".".join(map(str, NEEDED)))


def connect(path: Path, *, readonly: bool = False, wal: bool = True) -> Connection:
    """Open the database at ``path`` for the calling thread; unless ``readonly``, make one that is not there.

    Written in WAL mode with ``synchronous=FULL``: a commit that was acknowledged survives a power cut.
    Without ``wal`` it stays one file, and it is the caller who syncs it: for one that is being made.

    Raises:
        UserError: ``sqlite-too-old``, ``library-busy``, ``library-damaged``, ``library-unwritable``,
            ``disk-full``.
    """
    check_version()
    with explained(path):
        name = _readonly_uri(path) if readonly else str(path)
        db = driver.connect(name, uri=readonly, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            if not wal:
                db.execute("pragma synchronous = off")
            elif not readonly:
                _switch_journal(db, "wal")
                db.execute("pragma synchronous = full")
                db.execute("pragma foreign_keys = on")
            db.execute("pragma user_version").fetchone()
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def explained(path: Path, *, doubted: bool = False) -> Generator[None]:
    """Turn what goes wrong with the library at ``path`` into a UserError; our own mistakes pass through.

    Not where the database is ``doubted``, because somebody looks whether it is sound: a statement that fails
    there for a table or a column that should be there has met a damaged schema.
    """
    try:
        yield
    except driver.DatabaseError as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        code = _MEANINGS.get(primary)
        # The driver's own error has no code: every text was UTF-8 when it was stored.
        if (doubted and primary == driver.SQLITE_ERROR) or "decode to UTF-8" in str(error):
            code = "library-damaged"
        if code is None:
            raise
        raise UserError(code, path=str(path), reason=str(error)) from error
    except UnicodeDecodeError as error:
        # SQLite's message quotes the schema, which is no text any more.
        raise UserError("library-damaged", path=str(path), reason=error.reason) from error
    except OSError as error:
        code = "disk-full" if error.errno in _FULL else "library-unwritable"
        raise UserError(code, path=str(path), reason=reason(error)) from error


@contextmanager
def immediate(db: Connection) -> Generator[None]:
    """Do what is inside as one transaction, all of it or nothing.

    It takes the right to write at once: a transaction that reads first and asks later fails as soon
    as another program has written in between (4,955 of 6,000 measured, none this way).
    """
    db.execute("begin immediate")
    try:
        yield
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


def attach(db: Connection, path: Path, name: str, *, readonly: bool = False) -> None:
    """Open a second database on the connection ``db``, its tables under ``name``.

    With ``readonly`` the connection itself must be a read-only one.
    """
    db.execute(f"attach ? as {name}", (_readonly_uri(path) if readonly else str(path),))


@contextmanager
def stopping(db: Connection, ask: Callable[[], object]) -> Generator[None]:
    """Call ``ask`` now and then while statements run on ``db``; what it raises stops them and is raised."""
    raised: list[BaseException] = []

    def stop() -> int:
        try:
            ask()
        except BaseException as error:  # noqa: BLE001 - it cannot pass through SQLite; raised below
            raised.append(error)
        return len(raised)

    db.set_progress_handler(stop, _OPERATIONS)
    try:
        yield
    except driver.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        db.set_progress_handler(None, 0)


def become_sole(db: Connection) -> None:
    """Put everything into the one file of ``db``; it can then be moved, the -wal is gone.

    Raises:
        UserError: ``library-busy`` (inside :func:`explained`): another program has the library open.
    """
    _switch_journal(db, "delete")


def _readonly_uri(path: Path) -> str:
    name = path.absolute().as_posix()
    uri = f"file://{'' if name.startswith('/') else '/'}{quote(name, safe='/:')}?mode=ro"
    # Without a -wal beside it nobody has the library open and everything is in the one file:
    # read as unchanging, SQLite leaves no -shm and -wal behind and a read-only disk will do.
    return uri if path.with_name(f"{path.name}-wal").exists() else f"{uri}&immutable=1"


def _switch_journal(db: Connection, mode: str) -> None:
    """Change the journal; the mode stays with the file. SQLite does not wait its turn for this, so we do."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute(f"pragma journal_mode = {mode}").fetchone()
            return
        except driver.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != driver.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)

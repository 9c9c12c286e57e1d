"""The first list, read through the bare driver before sqlite-utils is loaded: what the window paints first.

This module loads neither sqlite-utils nor msgspec nor lxml (0.1 s and more of processor time).
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from morat.library.sqlite import Connection, connect, explained
from morat.newsroom.addresses import edited
from morat.newsroom.messages import UserError

DATABASE = "library.db"
"""The database's name in the library's folder."""
JOURNALS = "journal"
JOURNAL_SUFFIX = ".journal"
"""Where keystroke journals lie in the library's folder, and the ending of their names."""
SCHEMA_VERSION = 14
"""How many migrations this program knows; stored as ``user_version``."""

REMAINS = ("backups/morat-*.db", "plain/*/*.json")
"""What is left where only the database is gone: backups and plain copies."""

COLUMNS = "seq, id, headline, status, updated, authors, section, genre, words, thumb, standfirst"
"""The columns of a :class:`Row` that every library has, for a select from ``articles``."""
LISTED = f"{COLUMNS}, embargo, edit"
"""All of them, in a library of this program's schema."""
_EMBARGO_SINCE, _EDIT_SINCE = 7, 13


class Row(NamedTuple):
    """A piece in a list.

    ``seq`` grows with every save of any piece and is where the next page of a list begins.
    ``updated`` is ISO time in UTC, ``authors`` the names as printed, ``words`` as newsrooms count
    them, ``thumb`` the SHA-256 of the first photo or None, ``standfirst`` its first words, ``embargo``
    until when it must not appear (see ``newsroom.embargo``), empty for none; ``edit`` what is done to that
    photo (see ``newsroom.recipe``), None for nothing.
    """

    seq: int
    id: str
    headline: str
    status: str
    updated: str
    authors: tuple[str, ...]
    section: str
    genre: str
    words: int
    thumb: str | None
    standfirst: str
    embargo: str = ""
    edit: str | None = None

    @property
    def cover(self) -> str:
        """By what the first photo is known as the piece shows it, empty for none."""
        return edited(self.thumb, self.edit) if self.thumb else ""


def row_of(values: tuple[Any, ...]) -> Row:
    """Return the row that a select of ``COLUMNS`` or ``LISTED`` gave."""
    cells: list[Any] = [*values]
    cells[5] = _names(cells[5])
    return Row(*cells)


@lru_cache(maxsize=1024)
def _names(authors: str) -> tuple[str, ...]:
    # The same few people sign most of a newsroom's pieces.
    return tuple(json.loads(authors))


def newest(folder: Path, limit: int = 200) -> list[Row] | None:
    """Return the pieces saved last in the library of ``folder``; None when there is no library yet.

    Nothing is made or changed.

    Raises:
        UserError: ``library-newer``, ``library-busy``, ``library-damaged``, ``library-unwritable``;
            ``library-gone`` where only its backups are left.
    """
    path = folder / DATABASE
    if not path.is_file():
        refuse_remains(folder)
        return None
    db = connect(path, readonly=True)
    try:
        version = known_version(db, path)
        if not version:
            refuse_remains(folder)
            return None
        refuse_cut(db, path)
        with explained(path):
            found = db.execute(
                f"select {_columns(version)} from articles where trashed is null order by seq desc limit ?",  # noqa: S608
                (limit,),
            )
            return [row_of(values) for values in found]
    finally:
        db.close()


def _columns(version: int) -> str:
    if version >= _EDIT_SINCE:
        return LISTED
    # What is hidden in a first photo is not known yet: photos show once the library was brought up to date.
    columns = COLUMNS.replace("thumb", "null")
    return f"{columns}, embargo" if version >= _EMBARGO_SINCE else columns


def known_version(db: Connection, path: Path) -> int:
    """Return the schema's version of an open library, 0 for one that was never filled.

    Raises:
        UserError: ``library-newer``; it is of no use to read on, and to write would damage it.
    """
    with explained(path):
        version = int(db.execute("pragma user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise UserError("library-newer", path=str(path), version=version)
    return version


def refuse_remains(folder: Path) -> None:
    """Refuse a folder whose library is gone (or an empty file) while its backups or plain copies are there.

    A library made anew in their midst would look as if everything was lost, and as if nothing could be done.

    Raises:
        UserError: ``library-gone``.
    """
    if any(next(folder.glob(names), None) for names in REMAINS):
        raise UserError("library-gone", path=str(folder))


def refuse_cut(db: Connection, path: Path) -> None:
    """Refuse a database whose file ends before its pages do.

    Raises:
        UserError: ``library-damaged``.
    """
    with explained(path):
        pages = int(db.execute("pragma page_count").fetchone()[0])
        size = int(db.execute("pragma page_size").fetchone()[0])
        # With a -wal beside it the file may well be the shorter one.
        wal = path.with_name(f"{path.name}-wal")
        whole = path.stat().st_size >= pages * size or (wal.exists() and wal.stat().st_size > 0)
    if not whole:
        raise UserError("library-damaged", path=str(path), reason="database disk image is malformed")


def has_journals(folder: Path) -> bool:
    """Say whether a crash has left a keystroke journal, or half of one, in the library of ``folder``."""
    place = folder / JOURNALS
    return place.is_dir() and any(path.suffix in (JOURNAL_SUFFIX, ".tmp") for path in place.iterdir())

"""Copy a whole library to another folder: to move it, to carry it to a new computer, to look into it.

The database comes last and is put in place by a rename: a copy that was interrupted is no library yet,
and is gone on with the next time. Every file is read back and compared by its hash.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from morat.library import durable
from morat.library.backup import is_good
from morat.library.condition import FILE as CONDITION
from morat.library.database import Database
from morat.library.lock import LOCK, RECORD
from morat.library.peek import DATABASE
from morat.library.sqlite import explained
from morat.library.thumbs import FILE as SMALL
from morat.library.thumbs import WEB
from morat.newsroom.messages import UserError

ORIGIN = "copy-of.json"
"""Beside a database that was copied to look into: where it comes from; its photos are read there."""
_WAL = f"{DATABASE}-wal"
_OWN = (DATABASE, _WAL, f"{DATABASE}-shm", LOCK, RECORD, CONDITION, ORIGIN)
_TRIES = 5

Progress = Callable[[int, int], object]


class Copied(NamedTuple):
    """A library in its new folder: how many files and bytes it is."""

    folder: Path
    files: int
    bytes: int


def copy_whole(db: Database, folder: Path, target: Path, progress: Progress) -> Copied:
    """Copy the library of ``folder``, open as ``db``, to ``target``; nobody can write to it meanwhile.

    ``progress`` hears how many of how many bytes are done, and may raise to stop: what was copied is
    removed again, but the files that an earlier attempt had left there.

    Raises:
        UserError: ``move-there`` (a library stands there already), ``move-inside``, ``move-unproven``,
            ``disk-full``, ``library-unwritable``, ``library-busy``; the library is as it was.
    """
    _refuse(folder, target)
    made: list[Path] = []
    try:
        with explained(target):
            durable.make_folder(target)
            # What lies in the -wal goes into the database first; what cannot (somebody reads) is copied too.
            db.conn.execute("pragma wal_checkpoint(truncate)").fetchone()
            with db.writing():
                return _copy(folder, target, progress, made)
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise


def copy_to_look(folder: Path, target: Path, at: datetime) -> None:
    """Copy the database of a library that must not or cannot be written; its photos are read where they are.

    A library that is being written is copied until it held still.

    Raises:
        UserError: ``library-missing``, ``library-busy`` (it never held still), ``library-damaged``,
            ``disk-full``, ``library-unwritable``.
    """
    source = folder / DATABASE
    if not source.is_file():
        raise UserError("library-missing", path=str(folder))
    with explained(target):
        durable.make_folder(target)
        for _ in range(_TRIES):
            before = _look(folder)
            durable.copy(source, target / DATABASE)
            if (folder / _WAL).exists():
                durable.copy(folder / _WAL, target / _WAL)
            if _look(folder) == before:
                break
        else:
            raise UserError("library-busy", path=str(folder))
        told = {"of": str(folder), "at": at.isoformat(timespec="seconds")}
        durable.write(target / ORIGIN, json.dumps(told, ensure_ascii=False).encode())
    if not is_good(target / DATABASE):
        raise UserError("library-damaged", path=str(folder), reason="quick_check")


def origin_of(folder: Path) -> Path | None:
    """Return the library that the one of ``folder`` was copied from to look into, None for any other."""
    try:
        return Path(json.loads((folder / ORIGIN).read_text("utf-8"))["of"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_readable_only(folder: Path) -> bool:
    """Say whether there is a library in ``folder`` that cannot be written: a DVD, a locked stick, a share."""
    if not (folder / DATABASE).is_file():
        return False
    try:
        os.close(os.open(folder / DATABASE, os.O_RDWR))
    except OSError:
        return True
    return not os.access(folder, os.W_OK)


def _refuse(folder: Path, target: Path) -> None:
    here, there = folder.resolve(), target.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise UserError("move-inside", path=str(target))
    if (target / DATABASE).exists():
        raise UserError("move-there", path=str(target))


def _copy(folder: Path, target: Path, progress: Progress, made: list[Path]) -> Copied:
    files = sorted(_files(folder))
    # Nobody writes: what lies in the -wal belongs to the database and stays beside it.
    last = [path for name in (_WAL, DATABASE) if (path := folder / name).is_file() and path.stat().st_size]
    total = sum(path.stat().st_size for path in (*files, *last))
    done = 0

    def count(size: int) -> None:
        nonlocal done
        done += size
        progress(min(done, total), total)

    progress(0, total)
    for source in files:
        try:
            _copy_file(source, target / source.relative_to(folder), count, made)
        except FileNotFoundError:
            # A backup or a plain copy that was let go of meanwhile; the database is not among these.
            if source.exists():
                raise
    for source in last:
        _copy_file(source, target / source.name, count, made)
    return Copied(target, len(files) + len(last), total)


def _copy_file(source: Path, path: Path, count: Callable[[int], object], made: list[Path]) -> None:
    durable.make_folder(path.parent)
    size = source.stat().st_size
    if path.is_file() and path.stat().st_size == size and _same(source, path):
        count(size)
        return
    made.append(path)
    digest = durable.copy(source, path, count)
    if not durable.is_whole(path, digest):
        raise UserError("move-unproven", path=str(path))


def _same(source: Path, path: Path) -> bool:
    import hashlib

    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return durable.is_whole(path, digest)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        passing = path.name.startswith(".") and path.name.endswith(".tmp")
        drawn = len(parts) == 1 and path.name.startswith((SMALL, WEB))
        if path.is_file() and not passing and not drawn and not (len(parts) == 1 and path.name in _OWN):
            yield path


def _look(folder: Path) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    for name in (DATABASE, _WAL):
        with suppress(FileNotFoundError):
            stat = (folder / name).stat()
            told.append((stat.st_size, stat.st_mtime_ns))
    return told

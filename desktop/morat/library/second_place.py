"""A second place for backups: another disk or a stick, with the photos too.

What lies there can be used without this machine: ``backups`` with the newest backup each time, looked after
as at home, and ``photos`` as in a library. Photos are copied once, verified by their hash, and never removed.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from morat.library import backup, durable
from morat.library.backup import Backup, Backups, Progress
from morat.library.lock import host_name
from morat.library.photos import photo_file
from morat.newsroom.messages import UserError
from morat.newsroom.system_errors import reason
from morat.newsroom.text import slug


class Carried(NamedTuple):
    """What was copied: whether there was a new backup, how many photos; ``missing`` have no whole file."""

    backup: bool
    photos: int
    missing: int


def home_in(place: Path, folder: Path) -> Path:
    """Return where the library of ``folder`` has its things in ``place``; others have theirs beside it."""
    digest = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:6]
    return place / f"morat-{slug(host_name(), 30)}-{digest}"


def carry(folder: Path, place: Path, progress: Progress) -> Carried:
    """Copy the newest backup of the library in ``folder``, and photos that are lacking, to ``place``.

    Raises:
        UserError: ``backup-place-missing``: there is no such folder (a stick that is not plugged in);
            ``backup-place-failed``, what ``progress`` raises. What was copied whole stays.
    """
    if not place.is_dir():
        raise UserError("backup-place-missing", path=str(place))
    newest = backup.of_library(folder).newest()
    if newest is None:
        return Carried(backup=False, photos=0, missing=0)
    home = home_in(place, folder)
    there = Backups(home / backup.FOLDER)
    try:
        fresh = not _has(there, newest)
        if fresh:
            there.take(newest, lambda _count: progress(0, 0))
        photos, missing = _carry_photos(folder, home, newest.path, progress)
    except UserError as error:
        if error.message.code == "cancelled":
            raise
        why = error.message.params.get("reason", error.message)
        raise UserError("backup-place-failed", path=str(place), reason=why) from error
    except OSError as error:
        raise UserError("backup-place-failed", path=str(place), reason=reason(error)) from error
    return Carried(fresh, photos, missing)


def _has(there: Backups, newest: Backup) -> bool:
    """Say whether the newest backup there can be read and holds what the newest here does."""
    last = there.newest()
    try:
        return last is not None and backup.contents(last.path) == backup.contents(newest.path)
    except UserError:
        return False


def _carry_photos(folder: Path, home: Path, copy: Path, progress: Progress) -> tuple[int, int]:
    with backup.reading(copy) as db:
        files = db.execute("select stored, mime, bytes from photos order by seq").fetchall()
    copied = missing = 0
    for number, (stored, mime, _) in enumerate(files):
        progress(number, len(files))
        source, target = photo_file(folder, stored, mime), photo_file(home, stored, mime)
        if _looks_whole(source, target):
            continue
        if not durable.is_whole(source, stored):
            missing += 1
            continue
        durable.make_folder(target.parent)
        durable.copy(source, target, lambda _count: progress(0, 0))
        if not durable.is_whole(target, stored):
            durable.remove(target)
            raise UserError("backup-unproven", path=str(target))
        copied += 1
    progress(len(files), len(files))
    return copied, missing


def _looks_whole(source: Path, target: Path) -> bool:
    """Say whether a photo that was verified when it was copied is still of its length."""
    try:
        size = target.stat().st_size
        return not source.is_file() or source.stat().st_size == size
    except OSError:
        return False

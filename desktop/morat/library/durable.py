"""Write files that survive a crash and a power cut. The one module that knows how platforms differ here.

A change of names counts once its folder is synced; Windows has no such call, NTFS journals its names itself.
On Windows a virus scanner or an indexer that has a file open makes renaming and removing fail for a moment
(errors 5 and 32, a PermissionError in Python): that is tried again for about three seconds in all.
"""

import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

T = TypeVar("T")

WINDOWS = os.name == "nt"
CHUNK = 4_000_000
"""Bytes copied and synced at a time: whoever saves meanwhile waits for no more than this to be written."""
_PIECE = 256_000
"""Bytes compared at a time: what the nearest memory of a processor holds."""
_TRIES = 10
_PAUSE = 0.05


def nothing_against(_passing: Path) -> None:
    """Let a file take its place."""


def write(
    path: Path,
    *parts: bytes | memoryview,
    like: Path | None = None,
    last: Callable[[Path], object] = nothing_against,
) -> None:
    """Put ``parts``, one after the other, at ``path``: all or, whatever happens, what stood there before.

    Who may read and write it is as with the file ``like``, where one is named. ``last`` is called with
    the new file once that is on the disk and not yet in its place: what it raises leaves what stands there.

    Raises:
        OSError: it could not be written; nothing of it is left behind.
    """
    place(path, *parts, like=like, last=last)
    sync_folder(path.parent)


def place(
    path: Path,
    *parts: bytes | memoryview,
    like: Path | None = None,
    last: Callable[[Path], object] = nothing_against,
) -> None:
    """Do as :func:`write`, for one of many files: its name counts once its folder is synced.

    Raises:
        OSError: it could not be written; nothing of it is left behind.
    """
    passing = passing_name(path)
    try:
        with passing.open("xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if like is not None:
            shutil.copymode(like, passing)
        put_in_place(passing, path, last=last)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise


def copy(source: Path, path: Path, progress: Callable[[int], object] = lambda _count: None) -> str:
    """Copy a file to ``path``, all of it or nothing; return the SHA-256 of what was copied.

    ``progress`` hears the bytes of each piece and may raise to stop.

    Raises:
        OSError: it could not be read or written; nothing of it is left behind.
    """
    passing = passing_name(path)
    digest = hashlib.sha256()
    try:
        with source.open("rb") as reading, passing.open("xb") as writing:
            while data := reading.read(CHUNK):
                digest.update(data)
                writing.write(data)
                _sync(writing)
                progress(len(data))
            _sync(writing)
        put_in_place(passing, path)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return digest.hexdigest()


def passing_name(path: Path) -> Path:
    """Return a name beside ``path`` for a file that is not whole yet."""
    return path.with_name(f".{secrets.token_hex(8)}.tmp")


def put_in_place(
    passing: Path,
    path: Path,
    *,
    last: Callable[[Path], object] = nothing_against,
    windows: bool = WINDOWS,
    replace: Callable[[Path, Path], object] = os.replace,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Rename ``passing`` to ``path``, over what stands there. The folder is not synced.

    ``last`` is handed ``passing`` before each try: who has the file open may have written to it meanwhile.

    Raises:
        OSError: it stayed impossible.
    """

    def try_it() -> None:
        last(passing)
        replace(passing, path)

    _patiently(try_it, windows=windows, pause=pause)


def move(
    path: Path,
    to: Path,
    *,
    windows: bool = WINDOWS,
    rename: Callable[[Path, Path], object] = os.rename,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Give a file another name, for good; one that stands under the new name is not written over.

    Raises:
        FileExistsError: the new name is taken.
        OSError: it stayed impossible.
    """
    if to.exists():
        raise FileExistsError(17, "File exists", str(to))
    _patiently(partial(rename, path, to), windows=windows, pause=pause)
    for folder in {path.parent, to.parent}:
        sync_folder(folder, windows=windows)


def remove(
    path: Path,
    *,
    windows: bool = WINDOWS,
    unlink: Callable[[Path], object] = os.unlink,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Remove a file for good; one that is not there is no fault.

    Raises:
        OSError: it stayed impossible.
    """
    try:
        _patiently(partial(unlink, path), windows=windows, pause=pause)
    except FileNotFoundError:
        return
    sync_folder(path.parent, windows=windows)


def make_folder(folder: Path) -> None:
    """Make ``folder`` with those above it, so that they are there after a power cut too.

    Raises:
        OSError: it cannot be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Make what was written to a file durable.

    Raises:
        OSError: the disk refused.
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path, *, windows: bool = WINDOWS) -> None:
    """Make the names in ``folder`` durable; on Windows there is nothing to do."""
    if windows:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def reads_back(path: Path, data: bytes) -> bool:
    """Say whether a file holds ``data``, byte by byte; read from the disk itself where that can be asked.

    Raises:
        OSError: it cannot be read.
    """
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            # What was synced need not stay in the memory: it is read from the disk.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return holds(path, data)


def holds(path: Path, data: bytes) -> bool:
    """Say whether there is a file at ``path`` that holds ``data``, byte by byte: a fifth of hashing it.

    Raises:
        OSError: it is there and cannot be read.
    """
    if not path.is_file() or path.stat().st_size != len(data):
        return False
    piece, at = memoryview(bytearray(_PIECE)), 0
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(piece):
            # Unlike ==, this compares two views at once, and copies neither.
            if not data.startswith(piece[:count], at):
                return False
            at += count
    return at == len(data)


def is_whole(path: Path, digest: str) -> bool:
    """Say whether there is a file at ``path`` with this SHA-256.

    Raises:
        OSError: it is there and cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _patiently(act: Callable[[], T], *, windows: bool, pause: Callable[[float], object]) -> T:
    for attempt in range(1, _TRIES):
        try:
            return act()
        except PermissionError:
            if not windows:
                raise
            pause(_PAUSE * attempt)
    return act()

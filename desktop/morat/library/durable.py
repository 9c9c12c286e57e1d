"""Write files that survive a crash and a power cut. The one module that knows how platforms differ here."""

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

WINDOWS = os.name == "nt"
_TRIES = 10
_PAUSE = 0.05


def write(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``: all of it or, whatever happens, what stood there before.

    Raises:
        OSError: it could not be written; nothing of it is left behind.
    """
    passing = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with passing.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(passing, path)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def put_in_place(
    passing: Path,
    path: Path,
    *,
    windows: bool = WINDOWS,
    replace: Callable[[Path, Path], object] = os.replace,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Rename ``passing`` to ``path``, over what stands there.

    On Windows a virus scanner or indexer that has the file open makes this fail for a moment:
    it is tried again for about three seconds in all.

    Raises:
        OSError: it stayed impossible.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            replace(passing, path)
            return
        except PermissionError:
            if not windows or attempt == _TRIES:
                raise
            pause(_PAUSE * attempt)


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


def sync_folder(folder: Path, *, windows: bool = WINDOWS) -> None:
    """Make the names in ``folder`` durable. Windows has no such call; NTFS journals its names itself."""
    if windows:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

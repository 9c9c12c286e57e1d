"""Write files for the user: all of each or nothing, and a sentence when it cannot be."""

import contextlib
import errno
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from morat.library import durable
from morat.newsroom.messages import UserError
from morat.newsroom.system_errors import reason

T = TypeVar("T")


def write_file(
    path: Path,
    *parts: bytes | memoryview,
    like: Path | None = None,
    last: Callable[[Path], object] = durable.nothing_against,
) -> None:
    """Write ``parts``, one after the other, to ``path`` so that there is never half a file under its name.

    Who may read and write it is as with the file ``like``, where one is named. ``last`` is handed the new
    file before it takes its place, and may refuse it by what it raises.

    Raises:
        UserError: ``target-unwritable`` or ``disk-full``; what stood there before still stands.
    """
    with _explained(path):
        durable.make_folder(path.parent)
        durable.write(path, *parts, like=like, last=last)


def remove_file(path: Path) -> None:
    """Remove a file for good.

    Raises:
        UserError: ``target-unwritable``.
    """
    with _explained(path):
        durable.remove(path)


def write_files(files: Mapping[Path, bytes], look: Callable[[], T]) -> T:
    """Write several files in their order and return what ``look`` finds when all are in their places.

    It looks while the disk makes their names last. When one cannot be written or looked at, those that are
    new go again.

    Raises:
        UserError: ``target-unwritable`` or ``disk-full``, and what ``look`` raises.
    """
    new: list[Path] = []
    folders = list(dict.fromkeys(path.parent for path in files))
    try:
        for path in files:
            with _explained(path):
                new += () if path.exists() else (path,)
        for path, data in files.items():
            with _explained(path):
                durable.make_folder(path.parent)
                durable.place(path, data)
        with ThreadPoolExecutor(max_workers=1) as disk:
            lasting = disk.submit(_make_last, folders)
            found = look()
            lasting.result()
        return found
    except UserError:
        for path in reversed(new):
            with contextlib.suppress(OSError):
                path.unlink()
        for folder in sorted({path.parent for path in new}, reverse=True):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _make_last(folders: list[Path]) -> None:
    for folder in folders:
        with _explained(folder):
            durable.sync_folder(folder)


@contextlib.contextmanager
def _explained(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("disk-full", path=str(path)) from error
        raise UserError("target-unwritable", path=str(path), reason=reason(error)) from error

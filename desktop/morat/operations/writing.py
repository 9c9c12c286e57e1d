"""Write a file for the user: all of it or nothing, and a sentence when it cannot be."""

import contextlib
import errno
from collections.abc import Mapping
from pathlib import Path

from morat.library import durable
from morat.newsroom.messages import UserError


def write_file(path: Path, *parts: bytes | memoryview, like: Path | None = None) -> None:
    """Write ``parts``, one after the other, to ``path`` so that there is never half a file under its name.

    Who may read and write it is as with the file ``like``, where one is named.

    Raises:
        UserError: ``target-unwritable`` or ``disk-full``; what stood there before still stands.
    """
    try:
        durable.make_folder(path.parent)
        durable.write(path, *parts, like=like)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("disk-full", path=str(path)) from error
        raise UserError("target-unwritable", path=str(path), reason=error.strerror or "?") from error


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write several files in their order; when one cannot be written, those that are new go again.

    Raises:
        UserError: ``target-unwritable`` or ``disk-full``.
    """
    new = [path for path in files if not path.exists()]
    try:
        for path, data in files.items():
            write_file(path, data)
    except UserError:
        for path in reversed(new):
            with contextlib.suppress(OSError):
                path.unlink()
        for folder in sorted({path.parent for path in new}, reverse=True):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise

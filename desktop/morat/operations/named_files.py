"""What stands where a person says a file is, or shall be: a sentence also where the system will not tell."""

from pathlib import Path
from stat import S_ISDIR

from morat.newsroom.messages import UserError
from morat.newsroom.system_errors import reason


def size_of(path: Path) -> int:
    """Return how many bytes a file has.

    Raises:
        UserError: ``file-missing``, ``file-is-folder``; ``file-unreadable``, where the system does not say.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError("file-missing", path=str(path)) from error
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error
    if S_ISDIR(found.st_mode):
        raise UserError("file-is-folder", path=str(path))
    return found.st_size


def refuse_to_replace(path: Path) -> None:
    """Refuse to write where something stands.

    Raises:
        UserError: ``target-exists``, or ``target-unwritable``, where the system does not say.
    """
    try:
        is_there = path.exists()
    except OSError as error:
        raise UserError("target-unwritable", path=str(path), reason=reason(error)) from error
    if is_there:
        raise UserError("target-exists", path=str(path))

"""Where things are kept on this machine."""

import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from morat.operations.preferences import SETTINGS_FILE, Preferences


def home() -> Path:
    """Return the folder of settings, library and logs.

    ``MORAT_HOME`` moves all of them into one folder (portable mode and tests); else the user's
    own data folder, as the system names it.
    """
    chosen = os.environ.get("MORAT_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "Morat"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Morat"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "morat"


def device() -> str:
    """Return this machine's name, as versions and journals are signed with it."""
    from morat.library.lock import host_name

    return host_name()


def library_folder(chosen: str | None = None) -> Path:
    """Return the library's folder: ``chosen``, else ``MORAT_LIBRARY``, else the one that the window had.

    That is the one in :func:`home` until another was opened there.
    """
    name = chosen or os.environ.get("MORAT_LIBRARY") or Preferences(settings_file()).get("library")
    return Path(name).expanduser().absolute() if name else home() / "library"


def settings_file() -> Path:
    """Return the file of the settings."""
    return home() / SETTINGS_FILE


def keep_traceback(error: BaseException) -> str:
    """Write an unexpected error to the log, for whoever mends it.

    Returns the log's path, ``-`` where it could not be written.
    """
    log = home() / "log" / "errors.log"
    trace = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"--- {datetime.now(UTC).isoformat()}\n{trace}\n")
    except OSError:
        return "-"
    return str(log)

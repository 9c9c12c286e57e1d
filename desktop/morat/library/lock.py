"""One window a library: an operating-system lock, and beside it a record of who has it.

The lock goes with the process, so that what a crash leaves behind holds nobody up. It does not reach
everywhere: on some network shares each machine may have it. A window therefore keeps counting in its
record, and whoever finds the record of another machine watches whether it still counts. Nothing is
told by clocks, which differ. Commands take no lock: SQLite keeps their transactions apart.
"""

import errno
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from morat.library import durable
from morat.library.holding import hold
from morat.newsroom.messages import UserError
from morat.newsroom.system_errors import reason

LOCK = "window.lock"
RECORD = "window.json"
BEAT = 5.0
"""Seconds between two counts of a window."""
WATCH = 12.0
"""Seconds for which another machine's record is watched before its window counts as gone."""
CLOSING = 3.0
"""Seconds that a window may take to save and go, when the program is started again at once."""
_LOOK = 0.5
_UNWRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)


class Holder(NamedTuple):
    """Whose window has the library: ``since`` is ISO time in UTC, ``machine`` a name no other machine has."""

    host: str
    user: str
    pid: int
    since: str
    machine: str
    beat: int = 0


class WindowLock:
    """The right of one window to a library, from :meth:`hold` to :meth:`release` or the process's end."""

    def __init__(
        self,
        folder: Path,
        *,
        take: Callable[[int], bool] = hold,
        machine: str | None = None,
        beat: float = BEAT,
        watch: float = WATCH,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        """Lock the library of ``folder``. The rest is for tests: locks, name of the machine, seconds."""
        self._folder = folder
        self._take = take
        self._machine = machine or machine_name()
        self._beat = beat
        self._watch = watch
        self._pause = pause
        self._patience = round(CLOSING / _LOOK)
        self._handle: int | None = None
        self._mine: Holder | None = None
        self._lost: Holder | None = None
        self._stop = threading.Event()
        self._counting: threading.Thread | None = None

    @property
    def is_held(self) -> bool:
        """Whether the library is this window's."""
        return self._handle is not None and self._lost is None

    def hold(self) -> None:
        """Take the library for this window; it may be called again. A lock left by a crash is taken over.

        Another machine's record is watched for :data:`WATCH` seconds: not for the GUI thread. On a disk that
        cannot be written there is nothing to lock.

        Raises:
            UserError: ``library-in-use``; ``library-unwritable`` and ``disk-full``, the lock cannot be kept.
        """
        if self._lost is not None:
            raise _in_use(self._lost)
        if self._handle is not None:
            return
        try:
            durable.make_folder(self._folder)
            handle = os.open(self._folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            if error.errno in _UNWRITABLE:
                return
            raise _unkept(self._folder, error) from error
        try:
            self._settle(handle)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle

    def release(self) -> None:
        """Let the library go."""
        if self._handle is None:
            return
        self._stop.set()
        if self._counting is not None:
            self._counting.join()
        if self._lost is None:
            with suppress(OSError):
                (self._folder / RECORD).unlink()
        os.close(self._handle)
        self._handle = self._mine = self._counting = self._lost = None
        self._stop = threading.Event()

    def _settle(self, handle: int) -> None:
        if not self._taken(handle):
            raise _in_use(self._told() or Holder("?", "?", 0, "", ""))
        other = self._told()
        if other is not None and other.machine != self._machine and self._still_counts(other):
            raise _in_use(other)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        self._mine = Holder(host_name(), user_name(), os.getpid(), since, self._machine)
        try:
            self._write(self._mine)
        except OSError as error:
            raise _unkept(self._folder, error) from error
        self._counting = threading.Thread(target=self._count, name="window-lock", daemon=True)
        self._counting.start()

    def _taken(self, handle: int) -> bool:
        """Lock the file; the first time a window that is just closing is waited for."""
        for _ in range(self._patience):
            if self._take(handle):
                return True
            self._pause(_LOOK)
        self._patience = 0
        return self._take(handle)

    def _still_counts(self, other: Holder) -> bool:
        for _ in range(max(1, round(self._watch / _LOOK))):
            self._pause(_LOOK)
            now = self._told()
            if now is None:
                return False
            if now != other:
                return True
        return False

    def _count(self) -> None:
        """Say every few seconds that this window is still there, until another one has taken the library."""
        mine, stop = self._mine, self._stop
        while mine is not None and not stop.wait(self._beat):
            told = self._told()
            if told is not None and told[:-1] != mine[:-1]:
                # While this machine slept another one found nobody counting.
                self._lost = told
                return
            mine = mine._replace(beat=mine.beat + 1)
            with suppress(OSError):
                self._write(mine)

    def _told(self) -> Holder | None:
        return told(self._folder)

    def _write(self, holder: Holder) -> None:
        path = self._folder / RECORD
        passing = path.with_name(f".{RECORD}.{os.getpid()}.tmp")
        passing.write_text(json.dumps(holder._asdict(), ensure_ascii=False), "utf-8")
        durable.put_in_place(passing, path)


def told(folder: Path) -> Holder | None:
    """Return who says to have the library of ``folder``, None where nobody does or it cannot be read."""
    try:
        values = json.loads((folder / RECORD).read_text("utf-8"))
        return Holder(**{name: values[name] for name in Holder._fields})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def host_name() -> str:
    """Return the name of this machine as people know it, ``?`` where it has none."""
    if sys.platform == "win32":
        import socket

        return socket.gethostname() or "?"
    # What socket says too, at the price of a module.
    return os.uname().nodename or "?"


def user_name() -> str:
    """Return the name under which this person has logged in."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def machine_name() -> str:
    """Return a name for this machine that no other one has, as far as the system knows one."""
    with suppress(OSError):
        return Path("/etc/machine-id").read_text("ascii").strip() or host_name()
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return host_name()


def _in_use(holder: Holder) -> UserError:
    since = holder.since
    with suppress(ValueError, OverflowError):
        since = f"{datetime.fromisoformat(holder.since).astimezone():%H:%M %d/%m/%Y}"
    return UserError("library-in-use", host=holder.host, user=holder.user, since=since or "?")


def _unkept(folder: Path, error: OSError) -> UserError:
    code = "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "library-unwritable"
    return UserError(code, path=str(folder), reason=reason(error))

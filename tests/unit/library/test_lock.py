"""One window a library: the lock goes with its process, a record says whose it is, counting says it lives."""

import errno
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from morat.library.lock import RECORD, WindowLock, told
from morat.library.second_place import home_in
from morat.newsroom.messages import UserError

HOLDER = """
import sys, time
from pathlib import Path
from morat.library.lock import WindowLock
lock = WindowLock(Path(sys.argv[1]))
lock.hold()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path):
    """Another process that has the library."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def refused(lock: WindowLock) -> UserError:
    with pytest.raises(UserError) as raised:
        lock.hold()
    assert raised.value.message.code == "library-in-use"
    assert not lock.is_held
    return raised.value


def test_a_second_process_is_refused_and_told_who_has_it(tmp_path: Path, other) -> None:
    error = refused(WindowLock(tmp_path, pause=lambda _seconds: None))
    record = told(tmp_path)
    assert record is not None
    assert record.pid == other.pid
    assert error.message.params["host"] == record.host
    assert error.message.params["user"] == record.user


def test_a_lock_left_by_a_crash_is_taken_over(tmp_path: Path, other) -> None:
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    lock = WindowLock(tmp_path)
    lock.hold()
    record = told(tmp_path)
    assert lock.is_held
    assert record is not None
    assert record.pid == os.getpid()
    lock.release()
    assert told(tmp_path) is None


def test_it_may_be_held_twice_and_again_after_release(tmp_path: Path) -> None:
    lock = WindowLock(tmp_path / "mới" / "kho")
    for _ in range(2):
        lock.hold()
        lock.hold()
        assert lock.is_held
        lock.release()
        lock.release()
        assert not lock.is_held


def everybody(_handle: int) -> bool:
    """Locks of a share that every machine gets."""
    return True


def on(machine: str, folder: Path, **more: object) -> WindowLock:
    return WindowLock(folder, take=everybody, machine=machine, beat=0.01, **more)


def test_another_machine_that_counts_has_the_library(tmp_path: Path) -> None:
    first = on("a", tmp_path)
    first.hold()
    counted = threading.Event()

    def until_it_counts(_seconds: float) -> None:
        before = told(tmp_path)
        while told(tmp_path) in (before, None):
            counted.wait(0.001)

    refused(on("b", tmp_path, pause=until_it_counts))
    first.release()


def test_another_machine_that_no_longer_counts_is_gone_whatever_its_clock_said(tmp_path: Path) -> None:
    record = {"host": "x", "user": "y", "pid": 1, "since": "2031-01-01", "machine": "z", "beat": 3}
    (tmp_path / RECORD).write_text(json.dumps(record), "utf-8")
    looked: list[float] = []
    lock = on("b", tmp_path, pause=looked.append)
    lock.hold()
    assert lock.is_held
    assert sum(looked) == 12.0
    lock.release()


def test_who_slept_while_another_took_the_library_notices(tmp_path: Path) -> None:
    first = on("a", tmp_path)
    first.hold()
    thread = first._counting
    assert thread is not None
    record = told(tmp_path)
    assert record is not None
    mine = record._replace(machine="b", host="kia")
    while thread.is_alive():
        (tmp_path / RECORD).write_text(json.dumps(mine._asdict()), "utf-8")
        thread.join(0.02)
    assert not first.is_held
    assert refused(first).message.params["host"] == "kia"
    first.release()
    assert told(tmp_path) == mine


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"host": 1}', "\udcff".encode("utf-8", "surrogatepass")]
)
def test_a_record_that_cannot_be_read_holds_nobody_up(tmp_path: Path, text: str | bytes) -> None:
    (tmp_path / RECORD).write_bytes(text if isinstance(text, bytes) else text.encode())
    lock = WindowLock(tmp_path)
    lock.hold()
    lock.release()


def test_a_disk_that_cannot_be_written_needs_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "open", fail)
    code = errno.EROFS
    lock = WindowLock(tmp_path)
    lock.hold()
    assert not lock.is_held
    code = errno.ENOSPC
    with pytest.raises(UserError) as raised:
        lock.hold()
    assert raised.value.message.code == "disk-full"


class Msvcrt:
    """Locks as the C runtime of Windows does: the byte at the file's position, refused with EACCES."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.locked: dict[tuple[int, int], int] = {}

    def locking(self, fd: int, mode: int, nbytes: int, /) -> None:
        place = (os.fstat(fd).st_ino, os.lseek(fd, 0, os.SEEK_CUR))
        owner = self.locked.get(place)
        if mode == self.LK_NBLCK and owner is None:
            self.locked[place] = fd
        else:
            raise PermissionError(errno.EACCES, "Permission denied")


def test_windows_locks_a_byte_that_goes_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = Msvcrt()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", runtime)
    first, second = (WindowLock(tmp_path, machine="a", pause=lambda _seconds: None) for _ in range(2))
    first.hold()
    refused(second)
    # The runtime lets go of what a closed file held.
    runtime.locked.clear()
    first.release()
    second.hold()
    assert second.is_held
    second.release()


def test_who_has_the_library_is_told_without_asking_wmi(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask() -> NoReturn:
        raise AssertionError("platform asks WMI on Windows: seconds on some machines, a crash under wine")

    monkeypatch.setattr(platform, "uname", ask)
    lock = WindowLock(tmp_path)
    lock.hold()
    record = told(tmp_path)
    assert record is not None
    assert record.host == socket.gethostname()
    assert home_in(tmp_path / "stick", tmp_path).name.startswith("morat-")
    lock.release()


def test_a_window_that_is_closing_is_waited_for(tmp_path: Path) -> None:
    first = WindowLock(tmp_path)
    first.hold()
    looked: list[float] = []

    def close_at_last(seconds: float) -> None:
        looked.append(seconds)
        if len(looked) == 3:
            first.release()

    second = WindowLock(tmp_path, pause=close_at_last)
    second.hold()
    assert second.is_held
    assert looked == [0.5] * 3
    third = WindowLock(tmp_path, pause=looked.append)
    refused(third)
    waited = len(looked)
    refused(third)
    assert len(looked) == waited
    second.release()

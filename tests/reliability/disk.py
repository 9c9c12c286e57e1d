"""A disk that fails when told to and remembers what was written to it: the C library's calls, seen by shim.c.

The scripts that need it start themselves again with the shim loaded before the C library.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

KINDS = ("write", "fsync", "truncate", "rename", "create")
_SOURCE = Path(__file__).with_name("shim.c")
_LOADED = "MORAT_SHIM"


def lacking() -> str:
    """Return why the shim cannot be used here, empty when it can."""
    if not sys.platform.startswith("linux"):
        return "the failing disk is made for Linux"
    return "" if shutil.which("gcc") else "gcc is not installed here"


def start_again_with_shim(script: str, arguments: list[str]) -> int | None:
    """Run this script once more with the shim loaded; return its exit status, None inside of that run."""
    if os.environ.get(_LOADED):
        return None
    with tempfile.TemporaryDirectory() as folder:
        shim = Path(folder) / "shim.so"
        options = ("-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")
        subprocess.run(["gcc", *options, "-o", shim, _SOURCE, "-ldl", "-lpthread"], check=True)
        environment = {**os.environ, "LD_PRELOAD": str(shim), _LOADED: str(shim)}
        return subprocess.run([sys.executable, script, *arguments], env=environment, check=False).returncode


class Disk:
    """The files below one folder, as the shim sees and treats them."""

    def __init__(self, folder: Path) -> None:
        """Watch what lies below ``folder``."""
        self._shim = ctypes.CDLL(os.environ[_LOADED])
        self._shim.shim_fail.argtypes = (ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int)
        self._shim.shim_count.restype = ctypes.c_long
        self._shim.shim_root(os.fsencode(folder.resolve()))
        self.heal()

    def fail(self, kind: str, n: int, error: int, *, for_good: bool) -> None:
        """Let the ``n``-th call of a kind from now on fail; ``for_good`` every later one too."""
        self._shim.shim_fail(KINDS.index(kind), n, for_good, error)

    def heal(self) -> None:
        """Let nothing fail any more, and count anew."""
        self._shim.shim_fail(-1, 0, 0, 0)

    @contextmanager
    def sound(self) -> Iterator[None]:
        """Let nothing fail for a while; then go on as before, without counting what came between."""
        self._shim.shim_pause(1)
        yield
        self._shim.shim_pause(0)

    def count(self, kind: str) -> int:
        """Return how many calls of a kind there were since it last began to count."""
        return int(self._shim.shim_count(KINDS.index(kind)))

    def failed(self) -> bool:
        """Say whether a call failed since it was told to."""
        return bool(self._shim.shim_failed())

    def record(self, path: Path | None) -> None:
        """Write every change to the file ``path``, which lies elsewhere; no longer with None."""
        self._shim.shim_record(None if path is None else os.fsencode(path))

    def mark(self, text: str) -> None:
        """Write into the record what the program says now."""
        self._shim.shim_mark(text.encode())


def move_clock(seconds: int) -> None:
    """Put the clock of this process so many seconds before (or, negative, behind) the true one."""
    ctypes.CDLL(os.environ[_LOADED]).shim_clock(ctypes.c_long(seconds))


class Change(NamedTuple):
    """One change in a record: what was done to which file (its number), where, and with what."""

    what: str
    file: int
    at: int
    data: bytes


def changes(record: Path) -> Iterator[Change]:
    """Yield the changes of a record in their order."""
    with record.open("rb") as file:
        while line := file.readline():
            what, number, at, length = line.split()
            yield Change(what.decode(), int(number), int(at), file.read(int(length)))

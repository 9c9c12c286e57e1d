"""Large blocks of memory go back to the system."""

import subprocess
import sys

import pytest

# A process of its own: one that has lived has free blocks at hand, which it takes before it asks the system.
_PROGRAM = """
import ctypes
from morat.services.heap import LARGE, give_back_large_blocks

names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
MallInfo = type("MallInfo", (ctypes.Structure,), {"_fields_": [(name, ctypes.c_size_t) for name in names]})
libc = ctypes.CDLL(None)
if not hasattr(libc, "mallinfo2"):
    print("this C library does not say what it keeps")
    raise SystemExit(77)
libc.mallinfo2.restype = MallInfo
give_back_large_blocks()
del bytearray(8 * LARGE)[:]
before = libc.mallinfo2().hblkhd
block = bytearray(2 * LARGE)
assert libc.mallinfo2().hblkhd - before >= len(block)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps large blocks")
def test_large_blocks_are_the_systems_however_large_the_last_one_was():
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, encoding="utf-8", check=False
    )
    if ended.returncode == 77:
        pytest.skip(ended.stdout)
    assert ended.returncode == 0, ended.stderr

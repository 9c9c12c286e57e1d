"""Large blocks of memory go back to the system."""

import ctypes
import sys

import pytest

from morat.services.heap import LARGE, give_back_large_blocks


class MallInfo(ctypes.Structure):
    """What glibc says of its memory; ``hblkhd`` are the bytes that it asked the system for block by block."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps large blocks")
def test_large_blocks_are_the_systems_however_large_the_last_one_was():
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        pytest.skip("this C library does not say what it keeps")
    libc.mallinfo2.restype = MallInfo
    give_back_large_blocks()
    del bytearray(8 * LARGE)[:]
    before = libc.mallinfo2().hblkhd
    block = bytearray(2 * LARGE)
    assert libc.mallinfo2().hblkhd - before >= len(block)

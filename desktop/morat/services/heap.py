"""Memory that is given back: what the C library of Linux would keep for itself."""

import sys
from contextlib import suppress
from functools import lru_cache

LARGE = 1 << 20
"""Bytes from which on a block goes back to the system as soon as it is freed."""
_MMAP_THRESHOLD = -3
"""The number of this wish in glibc's malloc.h."""


@lru_cache(maxsize=1)
def give_back_large_blocks() -> None:
    """Have large blocks go back to the system once they are freed; other systems do so by themselves.

    glibc takes the size of the largest block that was freed for what a program usually needs, and keeps
    blocks of that size from then on, apart for every thread: after ten photos of 24 megapixels some 50 MiB.
    """
    if sys.platform == "linux":
        import ctypes

        # Another C library has no such function, and no such habit.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE)

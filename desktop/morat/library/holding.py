"""Hold a file as long as this program lives: whoever finds it free knows that its owner is gone.

The system lets go of it however the program ends, by a crash or a power cut too; a process number written
into a file would be somebody else's the next day.
"""

import os
import sys
from collections.abc import Callable

_FAR = 1 << 40
"""The byte that is locked on Windows: far behind any end, so that the file stays readable for others."""


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        place = os.lseek(handle, 0, os.SEEK_CUR)
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, place, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold(handle: int, lock: Callable[[int], None] = _lock) -> bool:
    """Hold the open file ``handle`` until it is closed; False where somebody else holds it.

    A file system that knows no locks (some network shares) counts as held by nobody.
    """
    try:
        lock(handle)
    except (BlockingIOError, PermissionError):
        # What flock says of a file that is held, and what Windows says.
        return False
    except OSError:
        return True
    return True

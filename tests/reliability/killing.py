"""A child that is killed while it works: what all scripts with SIGKILL share."""

import os
import select
import signal
import time
from collections.abc import Callable


def said_until_killed(work: Callable[[int], object], seconds: float, name: str) -> bytes:
    """Let ``work`` run in a child, which says things into the pipe it is given; kill it after ``seconds``.

    Returns all it has said.

    Raises:
        SystemExit: the child ended by itself; ``name`` says which.
    """
    hearing, saying = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hearing)
        work(saying)
        os._exit(4)
    os.close(saying)
    until = time.monotonic() + seconds
    said = bytearray()
    try:
        while (left := until - time.monotonic()) > 0:
            if select.select([hearing], [], [], left)[0]:
                heard = os.read(hearing, 1 << 16)
                said += heard
                if not heard:
                    break
    finally:
        os.kill(child, signal.SIGKILL)
        _, how = os.waitpid(child, 0)
    while heard := os.read(hearing, 1 << 16):
        said += heard
    os.close(hearing)
    if not os.WIFSIGNALED(how):
        raise SystemExit(f"{name}: the child ended by itself")
    return bytes(said)

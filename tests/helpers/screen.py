"""A real screen of one's own with a real window manager, worked by keys from outside."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest

from tests.helpers.patience import SECONDS

PROGRAMS = ("Xvfb", "openbox", "xdotool")


class Screen:
    """An X display; ``environment`` is that of programs which shall appear on it."""

    def __init__(self, display, home):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "MORAT_"))}
        kept.pop("WAYLAND_DISPLAY", None)
        self.environment = {**kept, "DISPLAY": display, "MORAT_HOME": str(home), "MORAT_LANG": "vi"}

    def do(self, *command):
        """Let xdotool do something and return what it says."""
        done = subprocess.run(
            ["xdotool", *command],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
        return done.stdout.strip()

    def wait_for_window(self, title):
        """Wait until a window that can be seen has a title with these words (a pattern); return its id."""
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                return self.do("search", "--sync", "--onlyvisible", "--name", title).splitlines()[0]
            except subprocess.CalledProcessError:
                # A window that goes away while xdotool looks at it ends xdotool.
                if time.monotonic() > deadline:
                    raise


@contextmanager
def screen(home, size=(1440, 900)):
    """Open a screen of so many pixels; skip where its programs are missing. ``home`` is MORAT_HOME there."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")
    reading, writing = os.pipe()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    shape = ("-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp")
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), *shape], pass_fds=[writing], **quiet)
    manager = None
    try:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        opened = Screen(display, home)
        manager = subprocess.Popen(["openbox", "--sm-disable"], env=opened.environment, **quiet)
        yield opened
    finally:
        for process in filter(None, (manager, server)):
            process.terminate()
            process.wait(SECONDS)

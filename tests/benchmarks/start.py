"""What Mo-rát's start costs beside a bare window: `python tests/benchmarks/start.py [PAIRS] [LIBRARY]`.

The two are started in turn (A B A B ...) on a screen of their own (Xvfb and openbox) and watched
from outside: CPU until the first picture is on the screen, CPU until the program rests, memory
then. Machines are shared and noisy: the ratios of the medians are what counts.
With the folder of a LIBRARY, Mo-rát's start with an empty one is compared with its start with that one.
Then each is started once more from inside, to count what it had loaded at its first paint.
"""

import json
import mmap
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT = 1440, 900
# The title bar would be on the screen before the window: none, so that the first picture is the program's.
OPENBOX = """<openbox_config xmlns="http://openbox.org/3.4/rc">
<applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>"""
TIMEOUT = 60.0
REST = 1.0
REST_SHARE = 0.04


class Start(NamedTuple):
    """One start: CPU and clock milliseconds until the first picture, CPU until rest, MiB of memory then."""

    paint: float
    wall: float
    idle: float
    pss: float


class Screen:
    """An X screen whose pixels lie in a file, so that looking at them disturbs nobody."""

    def __init__(self, folder):
        reading, writing = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", folder, "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.display = f":{pipe.readline().strip()}"
        settings = folder / "openbox.xml"
        settings.write_text(OPENBOX)
        environment = {**os.environ, "DISPLAY": self.display}
        self._manager = subprocess.Popen(
            ["openbox", "--config-file", settings], env=environment, stderr=subprocess.DEVNULL
        )
        while subprocess.run(["wmctrl", "-m"], env=environment, capture_output=True, check=False).returncode:
            time.sleep(0.05)
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._frame = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        # The head of an xwd file: its own length, ..., [12] bytes of a line, ..., [19] colours of 12 bytes.
        head = struct.unpack(">25I", self._frame[:100])
        self._line, self._pixels = head[12], head[0] + 12 * head[19]

    def picture(self):
        """Return every eighth line of the screen: enough to see that something appeared."""
        ends = range(self._pixels, self._pixels + self._line * HEIGHT, 8 * self._line)
        return b"".join(self._frame[start : start + self._line] for start in ends)

    def close(self):
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()


@contextmanager
def running(command, environment):
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def cpu(process):
    """Return the CPU milliseconds of all threads of a process, to the microsecond."""
    total = 0
    for schedule in Path(f"/proc/{process.pid}/task").glob("*/schedstat"):
        total += int(schedule.read_text().split()[0])
    return total / 1e6


def painted(screen, process, empty):
    """Wait until a program has changed the ``empty`` screen; return the CPU milliseconds it took for that."""
    deadline = time.monotonic() + TIMEOUT
    while screen.picture() == empty:
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"{process.args[0]} showed no window (exit status {process.poll()})")
        time.sleep(0.001)
    return cpu(process)


def watch(screen, command, environment):
    """Start a program and return what it took."""
    empty = screen.picture()
    begin = time.monotonic()
    deadline = begin + TIMEOUT
    with running(command, environment) as process:
        paint = idle = painted(screen, process, empty)
        wall = (time.monotonic() - begin) * 1000
        used = float("inf")
        while used > REST * 1000 * REST_SHARE and time.monotonic() < deadline:
            time.sleep(REST)
            now = cpu(process)
            used, idle = now - idle, now
        memory = Path(f"/proc/{process.pid}/smaps_rollup").read_text().split("\nPss:")[1].split()[0]
    while screen.picture() != empty:
        time.sleep(0.01)
    return Start(paint, wall, idle, int(memory) / 1024)


def loaded(arguments, environment):
    """Return what a program had loaded at its first paint, counted by the program itself."""
    done = subprocess.run(
        [sys.executable, HERE / "count.py", *arguments], env=environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def report(names, floors, others):
    print(f"{'':24}{names[0]:>10}{names[1]:>10}{'ratio':>8}")
    for name, unit in (
        ("paint", "CPU to first paint, ms"),
        ("wall", "time to first paint, ms"),
        ("idle", "CPU to rest, ms"),
        ("pss", "PSS, MiB"),
    ):
        other, floor = (
            statistics.median(getattr(start, name) for start in starts) for starts in (others, floors)
        )
        print(f"{unit:24}{floor:10.1f}{other:10.1f}{other / floor:8.2f}")


def main(pairs=5, library=None):
    """Run the pairs and print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        empty = ["--library", str(folder / "library")]
        names, starts = ("bare", "morat"), (["bare"], empty)
        if library:
            names, starts = ("empty", "full"), (empty, ["--library", library])
        screen = Screen(folder)
        environment = {**os.environ, "DISPLAY": screen.display, "MORAT_HOME": str(folder / "home")}
        # Installed programs find their modules compiled: these must be able to write them down.
        for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        commands = [
            [sys.executable, *([HERE / "bare.py"] if one == ["bare"] else ["-m", "morat", *one])]
            for one in starts
        ]
        try:
            # The first of each fills the disk's cache and makes the empty library.
            for command in commands:
                watch(screen, command, environment)
            taken = [[watch(screen, command, environment) for command in commands] for _ in range(pairs)]
            report(names, *zip(*taken, strict=True))
            counts = [loaded(one if one == ["bare"] else ["morat", *one], environment) for one in starts]
        finally:
            screen.close()
    print("loaded at the first paint")
    for what, floor in counts[0].items():
        print(f"{what:24}{floor:10}{counts[1][what]:10}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:])

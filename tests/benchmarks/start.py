"""What Mo-rát's start costs beside a bare window: `python tests/benchmarks/start.py [PAIRS]`.

The two are started in turn (A B A B ...) on a screen of their own (Xvfb and openbox) and watched
from outside: CPU until the first picture is on the screen, CPU until the program rests, memory
then. Machines are shared and noisy: the ratios of the medians are what counts.
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
    """One start: CPU milliseconds until the first picture and until rest, and memory in MiB at rest."""

    paint: float
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


def watch(screen, command, environment):
    """Start a program and return what it took."""
    empty = screen.picture()
    deadline = time.monotonic() + TIMEOUT
    with running(command, environment) as process:
        while screen.picture() == empty:
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{command[0]} showed no window (exit status {process.poll()})")
            time.sleep(0.001)
        paint = idle = cpu(process)
        used = float("inf")
        while used > REST * 1000 * REST_SHARE and time.monotonic() < deadline:
            time.sleep(REST)
            now = cpu(process)
            used, idle = now - idle, now
        memory = Path(f"/proc/{process.pid}/smaps_rollup").read_text().split("\nPss:")[1].split()[0]
    while screen.picture() != empty:
        time.sleep(0.01)
    return Start(paint, idle, int(memory) / 1024)


def loaded(arguments, environment):
    """Return what a program had loaded at its first paint, counted by the program itself."""
    done = subprocess.run(
        [sys.executable, HERE / "count.py", *arguments], env=environment, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def report(bare, morat):
    print(f"{'':24}{'bare':>10}{'morat':>10}{'ratio':>8}")
    for name, unit in (("paint", "CPU to first paint, ms"), ("idle", "CPU to rest, ms"), ("pss", "PSS, MiB")):
        ours, floor = (
            statistics.median(getattr(start, name) for start in starts) for starts in (morat, bare)
        )
        print(f"{unit:24}{floor:10.1f}{ours:10.1f}{ours / floor:8.2f}")


def main(pairs=5):
    """Run the pairs and print the table."""
    bare = [sys.executable, HERE / "bare.py"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        arguments = ["--library", str(folder / "library")]
        morat = [sys.executable, "-m", "morat", *arguments]
        screen = Screen(folder)
        environment = {**os.environ, "DISPLAY": screen.display, "MORAT_HOME": str(folder / "home")}
        # Installed programs find their modules compiled: these must be able to write them down.
        for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        try:
            # The first of each fills the disk's cache and makes the empty library.
            watch(screen, bare, environment), watch(screen, morat, environment)
            starts = [
                [watch(screen, command, environment) for command in (bare, morat)] for _ in range(pairs)
            ]
            report(*zip(*starts, strict=True))
            counts = [loaded(["bare"], environment), loaded(["morat", *arguments], environment)]
        finally:
            screen.close()
    print("loaded at the first paint")
    for what, floor in counts[0].items():
        print(f"{what:24}{floor:10}{counts[1][what]:10}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

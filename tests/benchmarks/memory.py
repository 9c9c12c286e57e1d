"""What an idle window on a long piece holds in memory, by cause, beside a bare page of the same text.

    uv run python tests/benchmarks/memory.py [--pairs 3] [--words 10000] [--text FILE] [--rest 14]

Both are started in turn (A B A B ...) on a screen of their own (Xvfb and openbox) and watched until they have
been idle for ``--rest`` seconds: by then everything is proofread, and the library has been looked after. Then
they are taken apart by what their pages are mapped from (/proc/PID/smaps, Linux); told are the medians in MiB
of PSS: of a page that several programs hold each counts its share. Where other programs hold Qt too, both
figures are smaller by the same amount and their ratio is worse: measure on a quiet machine, or with libraries
that nobody else uses (``UV_LINK_MODE=copy uv sync``).
"""

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.start import HERE, REST, REST_SHARE, TIMEOUT, Screen, cpu, running

SAMPLE = HERE.parents[1] / "resources" / "sample" / "bai-mau.md"
CAUSES = (
    ("heap of C and C++: Qt's objects, large ones of Python", r"\[heap\]"),
    ("anonymous: Python's objects, other heaps", r""),
    ("counts of the proofreader", r".*counts\.bin"),
    ("PySide's bindings", r".*(\.abi3\.so|libpyside6\S*|libshiboken6\S*)"),
    ("Qt", r".*/lib(Qt6|icu)\S+|.*/plugins/\S+"),
    ("Python", r".*/(libpython\S+|python[\d.]*)"),
    ("SQLite", r".*sqlite\S*"),
    ("Exiv2", r".*/exiv2\S*"),
    ("fonts", r".*(\.(ttf|otf|ttc|pfb)|fontconfig\S*|cache-\d+)"),
    ("screen's pictures", r"/(memfd|dev/shm|SYSV).*"),
    ("other libraries and files", r".+"),
)
"""What is told apart, by the name of a mapping; the first that matches."""
_HEAD = re.compile(r"[0-9a-f]+-[0-9a-f]+ \S{4} [0-9a-f]+ \S+ \d+ *(.*)")


def mapped(pid):
    """Return the MiB of PSS of a process by cause, in the order of :data:`CAUSES`."""
    held, cause = Counter(dict.fromkeys((name for name, _ in CAUSES), 0.0)), ""
    for line in Path(f"/proc/{pid}/smaps").read_text("utf-8", "replace").splitlines():
        head = _HEAD.fullmatch(line)
        if head:
            cause = next(name for name, pattern in CAUSES if re.fullmatch(pattern, head[1].strip()))
        elif line.startswith("Pss:"):
            held[cause] += int(line.split()[1]) / 1024
    return held


def rested(screen, command, environment, rest):
    """Start a program; return what it holds once it has shown itself and rested."""
    empty = screen.picture()
    deadline = time.monotonic() + TIMEOUT + rest
    with running(command, environment) as process:
        quiet, used = 0.0, cpu(process)
        while quiet < rest or screen.picture() == empty:
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{command[1]} did not come to rest (exit status {process.poll()})")
            time.sleep(REST)
            now = cpu(process)
            quiet = quiet + REST if now - used < REST * 1000 * REST_SHARE else 0.0
            used = now
        held = mapped(process.pid)
    while screen.picture() != empty:
        time.sleep(0.01)
    return held


def made(words):
    """Return so many words in paragraphs of five sentences, the same every time."""
    body = SAMPLE.read_text("utf-8").split("\n---\n", 1)[-1]
    known = [one.strip() for one in re.split(r"(?<=[.!?])\s+", body) if 5 < len(one.split()) < 60]
    chance, paragraphs, count = random.Random(words), [], 0
    while count < words:
        paragraph = " ".join(chance.choices(known, k=5)).split()[: words - count]
        count += len(paragraph)
        paragraphs.append(" ".join(paragraph))
    return "\n\n".join(paragraphs)


def told(floors, others):
    """Print the medians by cause, those that hold most first."""
    rows = [
        (name, *(statistics.median(held[name] for held in taken) for taken in (floors, others)))
        for name, _ in CAUSES
    ]
    rows.sort(key=lambda row: row[1] - row[2])
    rows.append(
        ("PSS", *(statistics.median(sum(held.values()) for held in taken) for taken in (floors, others)))
    )
    print(f"{'MiB':56}{'bare page':>10}{'Mo-rát':>9}{'more':>8}")
    for name, floor, ours in rows:
        print(f"{name:56}{floor:10.1f}{ours:9.1f}{ours - floor:8.1f}")
    _, floor, ours = rows[-1]
    print(f"ratio {ours / floor:.2f}")


def main():
    """Run the pairs and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--pairs", type=int, default=3)
    arguments.add_argument("--words", type=int, default=10_000)
    arguments.add_argument("--text", type=Path, help="a text of one's own, paragraphs with a line between")
    arguments.add_argument("--rest", type=float, default=14.0)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        text = folder / "piece.txt"
        text.write_text(wanted.text.read_text("utf-8") if wanted.text else made(wanted.words), "utf-8")
        screen = Screen(folder)
        environment = {**os.environ, "DISPLAY": screen.display, "MORAT_HOME": str(folder / "home")}
        for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        bare = [sys.executable, str(HERE / "bare.py"), str(text)]
        ours = [sys.executable, "-m", "morat", "--library", str(folder / "library"), "--open", str(text)]
        try:
            # The first start makes the library.
            rested(screen, ours, environment, wanted.rest)
            taken = [
                [
                    rested(screen, command, environment, rest)
                    for command, rest in ((bare, REST), (ours, wanted.rest))
                ]
                for _ in range(wanted.pairs)
            ]
        finally:
            screen.close()
    told(*zip(*taken, strict=True))


if __name__ == "__main__":
    main()

"""What it costs to bring a card in: 300 photos of 24 megapixels, beside vipsthumbnail, and beside cp.

    uv run python tests/benchmarks/ingest.py [--photos 300] [--rounds 3] [--folder DIR]

Each line is a thing and what it is held against, in turns; the medians of the wall clock and of the ratios of
the pairs, and the ratio of the processor time:

* ``ingest``: read, SHA-256, metadata, thumbnail, dHash, what the library knows of it, row, thumbnail kept.
  The originals were put into the library before, so that none is copied; each is read and hashed once more to
  see that. vipsthumbnail (libvips-tools) makes thumbnails of the same width of the same files, two at a time,
  a process for each; ``halves`` is the same in two processes with half of the files each.
* ``copy``: originals written, synced, renamed and read back, as ``take`` does, beside ``cp`` and ``sync``.
* ``take``: all of it at once, into an empty library, beside ``cp``, ``sync`` and then vipsthumbnail.
* ``glimpses``: the folder is read and every camera's own small picture is there. Seconds, no rival.

The files are warm in the cache of the disk for everybody. RSS is the most that the process has held.
"""

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image

from morat.library.photos import keep_file
from morat.library.store import Library
from morat.operations import ingest
from morat.photos.fingerprint import of_bytes
from tests.helpers.jpegs import with_thumbnail

SHOTS = 20
"""Different pictures; the others are these once more with another remark, and so files of their own."""


def shots(folder: Path, count: int) -> list[Path]:
    """Write photos of 24 megapixels as a camera leaves them; return their files."""
    files: list[Path] = []
    folder.mkdir(parents=True)
    for seed in range(min(SHOTS, count)):
        chance = random.Random(seed)
        noise = Image.frombytes("RGB", (1000, 667), chance.randbytes(1000 * 667 * 3))
        path = folder / f"IMG_{seed:04}.JPG"
        noise.resize((6000, 4000), Image.Resampling.BICUBIC).save(path, "JPEG", quality=90)
        data = with_thumbnail(path.read_bytes(), size=(160, 107))
        for number in range(seed, count, SHOTS):
            said = f"Ảnh {number}".encode()
            remark = b"\xff\xfe" + (len(said) + 2).to_bytes(2, "big") + said
            files.append(folder / f"IMG_{number:04}.JPG")
            files[-1].write_bytes(data[:2] + remark + data[2:])
    return sorted(files)


class Cost(NamedTuple):
    """What a thing takes: seconds of the wall clock, and of the processors, children's included."""

    wall: float
    cpu: float

    def __add__(self, other: "Cost") -> "Cost":  # type: ignore[override]
        return Cost(self.wall + other.wall, self.cpu + other.cpu)


def timed(do: Callable[[], object]) -> Cost:
    """Return what a call takes."""
    start, before = time.perf_counter(), os.times()
    do()
    after = os.times()
    return Cost(time.perf_counter() - start, sum(after[:4]) - sum(before[:4]))


def emptied(library: Path, *, originals: bool) -> None:
    """Leave nothing of a library, or its ``originals`` alone."""
    for path in list(library.iterdir()) if library.is_dir() else []:
        if path.is_dir():
            if not (originals and path.name == "photos"):
                shutil.rmtree(path)
        else:
            path.unlink()


def take(library: Path, files: Sequence[Path]) -> None:
    """Take the photos into the library."""
    with Library.open(library) as opened:
        found = list(ingest.take(opened, files))
    if [one.state for one in found].count(ingest.DUPLICATE) or len(found) != len(files):
        raise SystemExit("not every photo is new")


def keep(library: Path, files: Sequence[Path]) -> None:
    """Do what is done with the originals alone."""

    def work(path: Path) -> None:
        data = path.read_bytes()
        keep_file(library, data, of_bytes(data), "image/jpeg")

    with ThreadPoolExecutor(ingest.KEEPERS) as pool:
        list(pool.map(work, files))


def thumbnails(folder: Path, files: Sequence[Path], *, halves: bool = False) -> None:
    """Make the same thumbnails with vipsthumbnail, two processes at a time: one a photo, or one a half."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    command = ["vipsthumbnail", "--size", f"{ingest.THUMBNAIL}x", "-o", f"{folder}/%s.jpg[Q=85]"]
    each = (len(files) + 1) // 2 if halves else 1
    names = "\0".join(map(str, files)).encode()
    subprocess.run(["xargs", "-0", "-P", "2", "-n", str(each), *command], input=names, check=True)
    if len(list(folder.iterdir())) != len(files):
        raise SystemExit("vipsthumbnail has not made every thumbnail")


def copied(folder: Path, card: Path) -> None:
    """Copy the card plainly, and wait until it is on the disk."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["cp", "-r", card, folder], check=True)
    subprocess.run(["sync"], check=True)


def in_turns(name: str, ours: Callable[[], Cost], theirs: Callable[[], Cost], rounds: int) -> str:
    """Return the line of a comparison; the first pair warms up."""
    pairs = [(ours(), theirs()) for _ in range(rounds + 1)][1:]
    middle = [statistics.median(side) for side in zip(*((a.wall, b.wall) for a, b in pairs), strict=True)]
    wall = statistics.median(a.wall / b.wall for a, b in pairs)
    cpu = statistics.median(a.cpu / b.cpu for a, b in pairs)
    return (
        f"{name}: ours {middle[0]:.2f} s, theirs {middle[1]:.2f} s, ratio {wall:.2f}; processor {cpu:.2f}; "
        f"load {os.getloadavg()[0]:.1f}\n"
    )


def peak() -> str:
    """Return the line of the memory."""
    return f"RSS {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--photos", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to work; needs four times the photos' room")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        for line in measured(Path(name), chosen.photos, chosen.rounds):
            sys.stdout.write(line)
            sys.stdout.flush()


def measured(place: Path, photos: int, rounds: int) -> Iterator[str]:
    """Yield the lines of the report."""
    card, library, small, copy = (place / name for name in ("DCIM", "kho", "small", "copy"))
    files = shots(card, photos)
    mean = sum(path.stat().st_size for path in files) / photos / 1e6
    yield f"{photos} photos of 24 Mpx, {mean:.1f} MB each; load {os.getloadavg()[0]:.1f}\n"
    first = timed(lambda: list(ingest.glimpses(ingest.scan([card]).files)))
    yield f"glimpses: {first.wall:.2f} s\n"
    thumbs = partial(timed, partial(thumbnails, small, files))
    halves = partial(timed, partial(thumbnails, small, files, halves=True))

    def whole() -> Cost:
        emptied(library, originals=False)
        return timed(partial(take, library, files))

    def known() -> Cost:
        emptied(library, originals=True)
        return timed(partial(take, library, files))

    def kept() -> Cost:
        emptied(library, originals=False)
        return timed(partial(keep, library, files))

    def plainly() -> Cost:
        return timed(partial(copied, copy, card))

    yield in_turns("copy, beside cp and sync", kept, plainly, rounds)
    yield in_turns("ingest, beside vipsthumbnail", known, thumbs, rounds)
    yield in_turns("ingest, beside vipsthumbnail (halves)", known, halves, rounds)
    yield peak()
    yield in_turns("take, beside cp, sync, vipsthumbnail", whole, lambda: plainly() + thumbs(), rounds)
    yield peak()


if __name__ == "__main__":
    main()

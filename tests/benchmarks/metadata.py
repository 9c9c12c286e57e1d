"""What reading and writing metadata costs, on photographs of 24 Mpx made on the spot and on files named.

    uv run python tests/benchmarks/metadata.py [--rounds 20] [FILE...]

Reading is given in CPU milliseconds. Writing (read the file, put in a caption, look it over, keep what undoes
it, replace the file) is given beside a plain copy of the same file with fsync of file and folder, in turns:
their ratio counts.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image

from morat.library import durable
from morat.operations import photo_metadata
from morat.photos import metadata, writing

CAPTION = "Ông Vi Văn Thắng, Chủ tịch UBND xã Thượng Yên Công, nói chuyện với bà con sáng 23/11."
FIELDS = {"caption": CAPTION, "credit": "Báo Vân Trầm", "creator": "Mai Hương", "people": "Vi Văn Thắng"}


def large(path: Path, seed: int) -> Path:
    """Make a photograph of 6,000 x 4,000 pixels with something to compress, and a caption in it."""
    chance = random.Random(seed)
    noise = Image.frombytes("RGB", (750, 500), chance.randbytes(750 * 500 * 3))
    noise.resize((6000, 4000), Image.Resampling.BICUBIC).save(path, "JPEG", quality=92)
    path.write_bytes(writing.write(path.read_bytes(), FIELDS))
    return path


def median(work: Callable[[], object], rounds: int, clock: Callable[[], float]) -> float:
    """Return the middle one of ``rounds``, in milliseconds of ``clock``."""
    taken: list[float] = []
    for _ in range(rounds):
        start = clock()
        work()
        taken.append((clock() - start) * 1000)
    return sorted(taken)[rounds // 2]


def copy(path: Path, to: Path) -> None:
    """Copy a file as plainly as can be, and wait until it is on the disk."""
    shutil.copyfile(path, to)
    with to.open("rb+") as file:
        os.fsync(file.fileno())
    durable.sync_folder(to.parent)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        os.environ["MORAT_HOME"] = str(folder / "home")
        made = [large(folder / f"24-mpx-{seed}.jpg", seed) for seed in range(2)]
        for path in [*made, *chosen.files]:
            measure(path, folder, chosen.rounds)


def measure(path: Path, folder: Path, rounds: int) -> None:
    """Measure one file and print its line."""
    data = path.read_bytes()
    target = folder / f"target{path.suffix}"
    shutil.copyfile(path, target)
    number = iter(range(1_000_000))

    def write() -> None:
        told = {"caption": f"{CAPTION} {next(number)}"}
        photo_metadata.write(target, told)

    reading = median(lambda: metadata.read(data), rounds, time.process_time)
    in_memory = median(lambda: writing.revised(data, {"caption": CAPTION}), rounds, time.process_time)
    # In turns, so that whoever else works on this machine disturbs both alike.
    pairs = [
        (
            median(write, 1, time.perf_counter),
            median(lambda: copy(path, folder / "copy"), 1, time.perf_counter),
        )
        for _ in range(rounds)
    ]
    ours, plain = (sorted(side)[rounds // 2] for side in zip(*pairs, strict=True))
    sys.stdout.write(
        f"{path.name:<42} {len(data) / 1e6:6.2f} MB   read {reading:5.2f} ms CPU   "
        f"write in memory {in_memory:5.2f} ms CPU   write {ours:6.1f} ms, copy {plain:6.1f} ms: "
        f"{ours / plain:4.2f} x\n"
    )


if __name__ == "__main__":
    main()

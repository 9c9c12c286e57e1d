"""Let every single call to the disk fail in turn: nothing is lost silently, and a sentence says so.

    uv run python tests/reliability/failing_disk.py [--rounds 1 | --long] [--seed 1] [--folder DIR]

For each thing a library does, the n-th write, fsync, truncate, rename and making of a file or folder
fails, once and then for good, with EIO and then with ENOSPC, for n = 1, 2, 3 ... until none is left
(``--long``; else ``--rounds`` of these n). Each time: what was acknowledged is there when the library is
opened again on a sound disk, the library is sound, a refusal is a UserError, the same open library goes on
once the disk is sound, and no half file stands under a real name.
"""

import errno
import itertools
import random
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.library.store import Library
from morat.newsroom.messages import UserError
from tests.helpers.old_library import make_old
from tests.reliability.disk import KINDS, Disk, lacking, start_again_with_shim
from tests.reliability.figures import Figures, chance_of, options, passing_folder
from tests.reliability.promises import Promises, faults, finish_restore, half_files
from tests.reliability.work import Work, put_back

Json = dict[str, Any]
ERRORS = (errno.EIO, errno.ENOSPC)
EVERY = 1_000_000
CASES: Mapping[str, tuple[str, Sequence[str]]] = {
    "open a new library": ("none", ()),
    "open": ("full", ()),
    "migrate": ("old", ()),
    "save": ("full", ("save",) * 3),
    "photo": ("full", ("photo",)),
    "card": ("full", ("card",)),
    "import": ("full", ("import", "import-word")),
    "export": ("full", ("export",) * 3),
    "send": ("full", ("send",)),
    "receive": ("full", ("receive",)),
    "trash": ("full", ("trash",)),
    "backup": ("full", ("backup",)),
    "plain copies": ("full", ("plain",)),
    "restore": ("full", ("restore",)),
}
"""What is done, on which library, in which steps."""


class Bench:
    """The libraries that the cases begin with, and what these promised."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make them in ``folder``."""
        self._seed = seed
        self._folder = folder
        self._promises: list[Json] = []
        self._incoming = folder / "incoming"
        self._incoming.mkdir()
        full = folder / "full"
        (full / "outgoing").mkdir(parents=True)
        with Library.open(full / "library") as library:
            work = Work(library, self._incoming, full / "outgoing", chance_of(seed, "bench"))
            for step in (*["save"] * 30, "photo", "import-word", "export", "send", "receive"):
                self._promises += [one for one in work.do(step) if one["what"] != "file"]
        old = folder / "old"
        (old / "outgoing").mkdir(parents=True)
        make_old(old / "library", full / "library")
        (folder / "none" / "outgoing").mkdir(parents=True)

    def lay_out(self, kind: str) -> tuple[Path, Promises]:
        """Return a fresh copy of a library of this kind, and its promises."""
        place = self._folder / "now"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self._folder / kind, place)
        promises = Promises()
        for promise in self._promises:
            # An old library has the pieces and none of the photos.
            if kind == "full" or (kind == "old" and promise["what"] == "save"):
                promises.take(promise)
        return place, promises

    def work(self, library: Library, place: Path, *, again: bool) -> Work:
        """Return the same work for every first time, and the same for every second."""
        return Work(library, self._incoming, place / "outgoing", chance_of(self._seed, "work", again))


def main(arguments: Sequence[str] | None = None) -> int:
    """Try every case; return 1 when anything was lost or not explained."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    chosen = options(__doc__, given, short=1, long=EVERY)
    if lack := lacking():
        sys.stdout.write(f"skipped: {lack}\n")
        return 0
    status = start_again_with_shim(__file__, given)
    if status is not None:
        return status
    figures = Figures("failing disk", chosen.seed)
    with passing_folder(chosen) as name:
        bench = Bench(Path(name), chosen.seed)
        disk = Disk(Path(name) / "now")
        for case, (kind, steps) in CASES.items():
            trial = Trial(bench, disk, figures, (case, kind, steps))
            for call, error, for_good in itertools.product(KINDS, ERRORS, (False, True)):
                for n in _numbers(trial.count(call), chosen.rounds, chance_of(chosen.seed, case, call)):
                    trial.run(call, n, error, for_good=for_good)
    return figures.close()


def _numbers(count: int, rounds: int, chance: random.Random) -> Iterable[int]:
    every = range(1, count + 1)
    return every if count <= rounds else sorted(chance.sample(every, rounds))


class Trial:
    """One case, tried with one call after the other failing."""

    def __init__(
        self, bench: Bench, disk: Disk, figures: Figures, case: tuple[str, str, Sequence[str]]
    ) -> None:
        """Run it once on a sound disk to count its calls."""
        self._bench = bench
        self._disk = disk
        self._figures = figures
        self._case, self._kind, self._steps = case
        place, promises = bench.lay_out(self._kind)
        disk.heal()
        self._do(place, promises)
        self._counts = {kind: disk.count(kind) for kind in KINDS}

    def count(self, call: str) -> int:
        """Return how many calls of this kind the case makes."""
        return self._counts[call]

    def run(self, call: str, n: int, error: int, *, for_good: bool) -> None:
        """Let the ``n``-th call fail, and look at what became of it."""
        place, promises = self._bench.lay_out(self._kind)
        how = f"{self._case}: {call} {n} {errno.errorcode[error]}{' for good' if for_good else ''}"
        self._disk.fail(call, n, error, for_good=for_good)
        told = self._explained(how, lambda: self._do(place, promises))
        failed = self._disk.failed()
        self._disk.heal()
        if not failed:
            self._figures.count("calls that did not come again (another order)")
            return
        self._figures.count(f"{call} calls that failed")
        self._figures.count("refused with a sentence" if told else "done all the same")
        self._figures.count("restores that were finished", finish_restore(place / "library"))
        self._figures.blame(faults(place / "library", promises), how)
        self._figures.blame(half_files(place / "outgoing"), how)
        # On a sound disk everything goes again.
        if self._explained(f"{how}, again", lambda: self._do(place, promises, again=True)):
            self._figures.blame(["refused on a sound disk"], how)
        self._figures.blame(faults(place / "library", promises), f"{how}, again")

    def _do(self, place: Path, promises: Promises, *, again: bool = False) -> None:
        if self._steps == ("restore",):
            put_back(place / "library")
            return
        with Library.open(place / "library") as library:
            work = self._bench.work(library, place, again=again)
            for step in self._steps:
                try:
                    self._take(work.do(step), promises)
                except UserError:
                    # The window keeps its library open and tries again.
                    with self._disk.sound():
                        self._take(work.do(step), promises)
                    raise

    def _take(self, told: Iterator[Json], promises: Promises) -> None:
        for promise in told:
            promises.take(promise)

    def _explained(self, how: str, work: Callable[[], object]) -> bool:
        """Do ``work``; say whether it was refused. What is no UserError is a fault."""
        try:
            work()
        except UserError:
            return True
        except Exception as error:  # noqa: BLE001 - what a person would see as a traceback
            trace = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(trace.filename).name}:{trace.lineno}"
            self._figures.blame([f"{type(error).__name__}: {error} at {where}"], how)
            return True
        return False


if __name__ == "__main__":
    sys.exit(main())

"""What all scripts share: their arguments, their figures, their exit status."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence


def options(
    told: str, arguments: Sequence[str] | None, *, short: int, long: int, more: Sequence[str] = ()
) -> argparse.Namespace:
    """Return ``rounds``, ``seed`` and ``folder``; ``told`` is the script's docstring.

    ``short`` rounds are made unless others are asked for, ``long`` ones with ``--long``; ``more`` are flags.
    """
    parser = argparse.ArgumentParser(description=told.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=short, help=f"{short} unless said otherwise")
    parser.add_argument("--long", action="store_const", const=long, dest="rounds", help=f"{long} rounds")
    parser.add_argument("--seed", type=int, default=1, help="the same seed does the same work")
    parser.add_argument("--folder", help="where the libraries are made; their disk is what is tried")
    for flag in more:
        parser.add_argument(f"--{flag}", action="store_true")
    return parser.parse_args(arguments)


class Figures:
    """Counts and faults of a run, printed at its end."""

    def __init__(self, name: str, seed: int) -> None:
        """Begin to count."""
        self._name = name
        self._seed = seed
        self._start = time.monotonic()
        self._counts: dict[str, int] = {}
        self._faults: list[str] = []

    def count(self, what: str, number: int = 1) -> None:
        """Add to a count."""
        self._counts[what] = self._counts.get(what, 0) + number

    def blame(self, found: Sequence[str], where: str) -> None:
        """Note what was lost or damaged, and in which case."""
        self._faults += [f"{where}: {fault}" for fault in found]

    def close(self) -> int:
        """Print everything; return the exit status, 1 when there was a fault."""
        seconds = time.monotonic() - self._start
        sys.stdout.write(f"{self._name}, seed {self._seed}, {seconds:.0f} s\n")
        for what, number in self._counts.items():
            sys.stdout.write(f"  {number:>8} {what}\n")
        sys.stdout.write(f"  {len(self._faults):>8} lost, damaged or not explained\n")
        for fault in self._faults[:20]:
            sys.stdout.write(f"    {fault}\n")
        sys.stdout.flush()
        return 1 if self._faults else 0


def chance_of(seed: int, *case: object) -> random.Random:
    """Return the chance of one case, the same in every run with this seed."""
    return random.Random(f"{seed}/{case}")


def passing_folder(options: argparse.Namespace) -> tempfile.TemporaryDirectory[str]:
    """Return a folder for the libraries of a run, gone afterwards."""
    return tempfile.TemporaryDirectory(prefix="morat-reliability-", dir=options.folder)

"""Kill the program at any moment of its work; everything it had acknowledged must be there.

    uv run python tests/reliability/kills.py [--rounds 40 | --long] [--seed 1] [--folder DIR]

A child works on a library (saves, imports, exports, hand-offs, photos, trash, backups, plain copies, now and
then a restore) and says through a pipe what was acknowledged; after a random time it gets SIGKILL. Then the
library is opened, checked as a whole, and every promise of it looked up. Every 25 rounds another library is
begun, so that its making is hit as well.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.library.store import Library
from tests.reliability.figures import Figures, chance_of, options, passing_folder
from tests.reliability.killing import said_until_killed
from tests.reliability.promises import Promises, faults, finish_restore, half_files
from tests.reliability.work import Work, put_back

ROUNDS_OF_A_LIBRARY = 25
LONGEST = 0.3
"""Seconds after which a child is killed at the latest."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds; return 1 when anything was lost."""
    chosen = options(__doc__, arguments, short=40, long=1_200)
    figures = Figures("kills", chosen.seed)
    hit: Counter[str] = Counter()
    with passing_folder(chosen) as name:
        _warm_up(Path(name) / "warm", chosen.seed)
        for number in range(chosen.rounds):
            place = Path(name) / str(number // ROUNDS_OF_A_LIBRARY)
            if number % ROUNDS_OF_A_LIBRARY == 0:
                promises = Promises()
                _make_folders(place)
            said = _round(place, chosen.seed, number)
            hit[_take(said, promises)] += 1
            last = number % ROUNDS_OF_A_LIBRARY == ROUNDS_OF_A_LIBRARY - 1 or number == chosen.rounds - 1
            # Now and then one kill follows another, with nobody in between who would tidy up.
            if last or chance_of(chosen.seed, "look", number).random() < 0.75:
                figures.count("restores that were finished", finish_restore(place / "library"))
                figures.blame(faults(place / "library", promises), f"round {number}")
                figures.blame(half_files(place / "outgoing"), f"round {number}")
                figures.count("times opened and checked")
            if last:
                figures.count("acknowledged saves", promises.saves)
        figures.count("rounds", chosen.rounds)
    for step, count in hit.most_common():
        figures.count(f"killed in {step}", count)
    return figures.close()


def _make_folders(place: Path) -> None:
    for folder in ("incoming", "outgoing"):
        (place / folder).mkdir(parents=True)


def _warm_up(place: Path, seed: int) -> None:
    """Load everything, so that the children begin with it."""
    _make_folders(place)
    with Library.open(place / "library") as library:
        work = Work(library, place / "incoming", place / "outgoing", chance_of(seed, "warm"))
        for step in ("save", *work.names()):
            list(work.do(step))
    put_back(place / "library")


def _round(place: Path, seed: int, number: int) -> bytes:
    """Let a child work, kill it, return what it said."""
    chance = chance_of(seed, "kill", number)
    # A fifth of them dies in the first milliseconds, where a library is made and opened.
    seconds = chance.uniform(0, LONGEST if chance.random() < 0.8 else LONGEST / 20)
    return said_until_killed(partial(_work, place, seed, number), seconds, f"round {number}")


def _work(place: Path, seed: int, number: int, saying: int) -> None:
    """Work until killed. This is the child: it never returns."""
    chance = chance_of(seed, "work", number)
    try:
        finish_restore(place / "library")
        if (place / "library").is_dir() and chance.random() < 0.1:
            _say(saying, {"begin": "restore"})
            put_back(place / "library")
        with Library.open(place / "library") as library:
            work = Work(library, place / "incoming", place / "outgoing", chance)
            while True:
                step = work.choose()
                _say(saying, {"begin": step})
                for promise in work.do(step):
                    _say(saying, promise)
    except BaseException:  # noqa: BLE001 - it is said, and the parent stops the run
        sys.excepthook(*sys.exc_info())
    os._exit(3)


def _say(saying: int, what: dict[str, str]) -> None:
    os.write(saying, json.dumps(what).encode() + b"\n")


def _take(said: bytes, promises: Promises) -> str:
    """Remember the promises; return the step in which the child was killed."""
    step = "opening"
    for line in said.split(b"\n")[:-1]:
        told = json.loads(line)
        if "begin" in told:
            step = told["begin"]
        else:
            promises.take(told)
    return step


if __name__ == "__main__":
    sys.exit(main())

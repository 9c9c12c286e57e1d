"""Damage the database: it is found at the start, the newest good backup is at hand, nothing is overwritten.

    uv run python tests/reliability/damage.py [--rounds 60 | --long] [--seed 1] [--folder DIR]

The database is cut off at every 4 KiB, and bits in it are flipped, one to eight at a time (``--rounds``).
Each time the library is opened and examined as the window does after an unclean end. Damage is found, or it
is harmless: every piece reads as it was saved, or is said to be damaged when it is asked for. What was
found damaged is left as it is, byte for byte; the newest backup is put back, the damaged file kept beside.
"""

import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.library.peek import DATABASE
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.messages import UserError
from morat.operations import care
from tests.helpers.pieces import article
from tests.reliability.figures import Figures, chance_of, options, passing_folder
from tests.reliability.promises import Promises, faults

PAGE = 4096
PIECES = 25


def main(arguments: Sequence[str] | None = None) -> int:
    """Damage it in every way; return 1 when damage was silent or took something along."""
    chosen = options(__doc__, arguments, short=60, long=3_000)
    figures = Figures("damage", chosen.seed)
    with passing_folder(chosen) as name:
        bench = Bench(Path(name), figures)
        for size in range(0, len(bench.whole), PAGE):
            bench.look(bench.whole[:size], f"cut off at {size}", must_find=True)
        for number in range(chosen.rounds):
            chance = chance_of(chosen.seed, number)
            bench.look(_flipped(bench.whole, chance), f"flip {number}", must_find=False)
    return figures.close()


def _flipped(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


class Bench:
    """A library with a backup, to be damaged again and again."""

    def __init__(self, place: Path, figures: Figures) -> None:
        """Make it below ``place``."""
        self._figures = figures
        self._sound, self._folder = place / "sound", place / "library"
        self._pieces: dict[str, Article] = {}
        with Library.open(self._sound) as library:
            for number in range(PIECES):
                piece = article(number, 240, random.Random(number))
                library.articles.save(piece)
                self._pieces[piece.id] = library.articles.get(piece.id).article
        care.back_up(self._sound)
        self.whole = (self._sound / DATABASE).read_bytes()

    def look(self, data: bytes, where: str, *, must_find: bool) -> None:
        """Put ``data`` in the database's place and see what comes of it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._sound, self._folder)
        (self._folder / DATABASE).write_bytes(data)
        try:
            match self._found(where):
                case "search-damaged":
                    self._figures.count("only the search index, made anew")
                    care.rebuild_search(self._folder)
                    # An old version that a bit was flipped in as well says so when it is asked for.
                    found = faults(self._folder, Promises())
                    self._figures.blame([one for one in found if "revision-damaged" not in one], where)
                case "":
                    self._figures.count("not found")
                    self._figures.blame(["not found"] if must_find else [], where)
                case _:
                    self._figures.count("found at the start")
                    self._put_back(data, where)
            self._figures.blame(list(self._silent()), where)
        except UserError as error:
            self._figures.blame([f"{error.message.code} {error.message.params}"], where)
        except Exception as error:  # noqa: BLE001 - what a person would see as a traceback
            self._figures.blame([f"{type(error).__name__}: {error}"], where)

    def _found(self, where: str) -> str:
        """Start as the window does: examine it and open it. Return the code of what is wrong."""
        before = (self._folder / DATABASE).read_bytes()
        fault = care.examine(self._folder)
        if fault is None:
            try:
                Library.open(self._folder).close()
                return ""
            except UserError as error:
                fault = error.message
        changed = (self._folder / DATABASE).read_bytes() != before
        self._figures.blame(["the damaged file was written to"] if changed else [], where)
        return fault.code

    def _put_back(self, data: bytes, where: str) -> None:
        newest = care.find_backup(self._folder, care.NEWEST)
        restored = care.put_back(self._folder, newest)
        kept = restored.kept
        if data and (kept is None or kept.read_bytes() != data):
            self._figures.blame(["the damaged file was not kept"], where)
        care.complete_search(self._folder)
        self._figures.blame(faults(self._folder, Promises()), where)

    def _silent(self) -> Iterator[str]:
        """Yield the pieces that read as another text than was saved, without a word."""
        with Library.open(self._folder) as library:
            for piece, saved in self._pieces.items():
                try:
                    if library.articles.get(piece).article != saved:
                        yield f"piece {piece}: another text"
                except UserError as error:
                    if error.message.code not in ("library-damaged", "revision-damaged"):
                        yield f"piece {piece}: {error.message.code}"
                    self._figures.count("pieces that are said to be damaged when asked for")


if __name__ == "__main__":
    sys.exit(main())

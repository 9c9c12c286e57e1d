"""Two programs write to one library at once: no update is lost and neither is shown an error.

    uv run python tests/reliability/two_programs.py [--rounds 300 | --long] [--seed 1] [--folder DIR]

Each transaction reads before it writes: a save looks up the version that the piece is at and goes on from
there. Half of them are of one piece that both work on: at the end its versions must be one line, with
every save of both programs in it. In between they list, search and move a piece into the trash and back.
"""

import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.library.store import Library
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from tests.helpers.pieces import article
from tests.reliability.figures import Figures, chance_of, options, passing_folder
from tests.reliability.promises import Promises, faults

PROGRAMS = ("Mai", "Nam")
BOTH = "00000000-0000-4000-8000-000000000000"


def main(arguments: Sequence[str] | None = None) -> int:
    """Let both run to their end; return 1 when anything was lost or an error shown."""
    chosen = options(__doc__, arguments, short=300, long=6_000)
    figures = Figures("two programs", chosen.seed)
    with passing_folder(chosen) as name:
        folder = Path(name) / "library"
        count = chosen.rounds // len(PROGRAMS)
        command = [sys.executable, __file__, "--program", str(folder), str(chosen.seed), str(count)]
        running = [
            subprocess.Popen([*command, who], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for who in PROGRAMS
        ]
        saves: dict[str, list[str]] = {}
        for who, program in zip(PROGRAMS, running, strict=True):
            said, wrong = program.communicate()
            errors = [line for line in said.splitlines() if line.startswith("error ")]
            figures.blame([*errors, *wrong.splitlines()], who)
            done = sum(line.startswith("done ") for line in said.splitlines())
            figures.count("transactions", done)
            figures.blame([] if done == count else [f"{count - done} transactions are missing"], who)
            for line in said.splitlines():
                if line.startswith("saved "):
                    _, piece, revision = line.split()
                    saves.setdefault(piece, []).append(revision)
        figures.count("saves", sum(map(len, saves.values())))
        figures.blame(_lost(folder, saves), "at the end")
        figures.blame(faults(folder, Promises()), "at the end")
    return figures.close()


def _lost(folder: Path, saves: dict[str, list[str]]) -> list[str]:
    """Return what is missing from the line of versions that ends in each piece's newest."""
    found = []
    with Library.open(folder) as library:
        for piece, revisions in saves.items():
            parents = {row.sha: row.parent for row in library.revisions.of(piece)}
            line, at = set[str](), library.articles.get(piece).revision
            while at is not None:
                line.add(at)
                at = parents[at]
            found += [f"{revision[:12]} of {piece}" for revision in revisions if revision not in line]
    return found


def work(folder: Path, seed: int, count: int, who: str) -> None:
    """Be one of the programs: ``count`` transactions, each told on standard output."""
    chance = chance_of(seed, who)
    piece = article(0, 240, chance)
    for number in range(count):
        what = "nothing"
        try:
            # Programs come and go: a command opens the library for one thing.
            if number % 50 == 0:
                library = Library.open(folder)
            what = chance.choices(("both", "own", "trash", "list"), (50, 35, 10, 5))[0]
            said = Paragraph(f"{who}{number}", runs_of(f"{who} viết câu {chance.random()}."))
            name = BOTH if what == "both" else f"{PROGRAMS.index(who) + 1:08x}{BOTH[8:]}"
            changed = structs.replace(piece, id=name, blocks=(*piece.blocks, said))
            if what in ("both", "own"):
                print("saved", name, library.articles.save(changed, author=who).revision)
            elif what == "trash" and library.articles.has(name):
                library.trash.put(name)
                library.trash.take_back(name)
            else:
                library.articles.rows(chance.choice(("", "uong bi", "Uông Bí", who)))
            if number % 50 == 49:
                library.close()
            print("done", what)
        except Exception:  # noqa: BLE001 - whatever it is, somebody would have seen it
            print("error", what, traceback.format_exc().replace("\n", " | "))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--program"]:
        work(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    else:
        sys.exit(main())

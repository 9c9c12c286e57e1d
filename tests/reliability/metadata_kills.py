"""Kill the program while it writes captions into pictures: the old file or the new one, never a third.

    uv run python tests/reliability/metadata_kills.py [--rounds 60 | --long] [--seed 1] [--folder DIR]

A child writes one caption after the other into a picture, and now and then takes a write back; before each
it says through a pipe which file will be there. After a random time it gets SIGKILL. Then the picture must
be, byte by byte, the last file that was said or the one before it. Nothing else may have come into the folder
but a file that was not whole yet, which has a name of its own.
"""

import hashlib
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.newsroom.messages import UserError
from morat.operations import photo_metadata
from morat.photos import metadata, writing
from tests.helpers.jpegs import jpeg
from tests.reliability.figures import Figures, chance_of, options, passing_folder
from tests.reliability.killing import said_until_killed

LONGEST = 0.12
"""Seconds after which a child is killed at the latest."""
NAME = "Ảnh chụp ở Uông Bí.jpg"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds; return 1 when a picture was neither the old nor the new one."""
    chosen = options(__doc__, arguments, short=60, long=3_000)
    figures = Figures("metadata_kills", chosen.seed)
    with passing_folder(chosen) as name:
        folder = Path(name) / "Thẻ nhớ"
        folder.mkdir()
        picture = folder / NAME
        # Large enough for a write to take a while.
        picture.write_bytes(writing.write(jpeg().data, {"caption": "đầu tiên"}) + b"\0" * 3_000_000)
        home = os.environ.get("MORAT_HOME")
        os.environ["MORAT_HOME"] = str(Path(name) / "home")
        try:
            for number in range(chosen.rounds):
                said = [_digest(picture), *_round(picture, chosen.seed, number)]
                figures.blame(_faults(picture, said), f"round {number}")
                figures.count("writes and undos said", len(said) - 1)
                figures.count("rounds")
        finally:
            os.environ.pop("MORAT_HOME")
            if home is not None:
                os.environ["MORAT_HOME"] = home
    return figures.close()


def _faults(picture: Path, said: list[str]) -> list[str]:
    """Say what is wrong with the picture, and tidy up for the next round."""
    found: list[str] = []
    if _digest(picture) not in said[-2:]:
        found.append("the picture is neither the old file nor the new one")
    if metadata.read(picture.read_bytes()).caption == "":
        found.append("the picture has no caption")
    for other in picture.parent.iterdir():
        if other != picture and not (other.name.startswith(".") and other.suffix == ".tmp"):
            found.append(f"{other.name} has come")
        elif other != picture:
            other.unlink()
    return found


def _digest(picture: Path) -> str:
    return hashlib.sha256(picture.read_bytes()).hexdigest()


def _round(picture: Path, seed: int, number: int) -> list[str]:
    """Let a child work, kill it, return the files it said would be there."""
    seconds = chance_of(seed, "kill", number).uniform(0, LONGEST)
    said = said_until_killed(partial(_work, picture, seed, number), seconds, f"round {number}")
    return said.decode("ascii").splitlines()


def _work(picture: Path, seed: int, number: int, saying: int) -> None:
    """Write until killed. This is the child: it never returns."""
    chance = chance_of(seed, "work", number)
    before: list[bytes] = []
    try:
        while True:
            data = picture.read_bytes()
            if before and chance.random() < 0.3:
                _say(saying, before.pop())
                photo_metadata.put_back(picture)
                continue
            caption = "Bà con xã Thượng Yên Công " + "trồng cây " * chance.randrange(1, 200)
            told = {"caption": f"{caption}{chance.random()}", "credit": "Mai Hương"}
            before.append(data)
            _say(saying, writing.write(data, told))
            photo_metadata.write(picture, told)
    except (UserError, OSError):
        sys.excepthook(*sys.exc_info())
    os._exit(3)


def _say(saying: int, data: bytes) -> None:
    os.write(saying, hashlib.sha256(data).hexdigest().encode("ascii") + b"\n")


if __name__ == "__main__":
    sys.exit(main())

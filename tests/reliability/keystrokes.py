"""Kill the window while somebody types; what was typed more than a second before must be there again.

    uv run python tests/reliability/keystrokes.py [--rounds 4 | --long] [--seed 1] [--folder DIR]

Every round starts the real window (offscreen) on the same piece, types by key events and an input method's
events, at the pace of a person or in a burst, and gets SIGKILL at a random moment, while it starts too. In
some rounds another program holds the database all the while, so that nothing can be saved: the
journal alone must have it. The next round starts the window again and looks at what it shows: the text
of the round before must begin it up to the second before the kill, and nothing may be there that nobody has
typed. At the end the window is closed as a person would, and the library must hold what was shown.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.library.sqlite import connect
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import plain, runs_of
from tests.reliability.figures import Figures, chance_of, options, passing_folder

GRACE = 1.0
"""Seconds before the kill in which a key may be lost."""
LONGEST = 9.0
"""Seconds of typing at most before the kill."""
START = 60
"""Seconds after which a window that shows nothing counts as one that does not start."""
BEGIN = "Đầu bài."


class Round(NamedTuple):
    """What a round has shown at its start, and typed: keys with their times, and when it was killed."""

    shown: str | None
    keys: list[tuple[float, str]]
    killed: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds; return 1 when anything was lost."""
    chosen = options(__doc__, arguments, short=4, long=200)
    figures = Figures("keystrokes", chosen.seed)
    with passing_folder(chosen) as name:
        folder = Path(name) / "library"
        piece = new_article(headline="Gõ phím", blocks=(Paragraph("a", runs_of(BEGIN)),))
        with Library.open(folder) as library:
            library.articles.save(piece)
        whole, safe = BEGIN, BEGIN
        before: Round | None = None
        ages = [0.0]
        for number in range(chosen.rounds):
            chance = chance_of(chosen.seed, "round", number)
            pace = chance.choice(("human", "human", "burst", "locked"))
            done = _type(folder, piece.id, pace, chance.randint(0, 1 << 30), _moment(chance))
            figures.count(f"rounds, {pace}")
            if done.shown is None:
                # Killed before the window had shown anything: what was safe before is safe still.
                figures.count("killed at the start")
                continue
            figures.blame(_faults(done.shown, whole, safe), f"round {number}")
            ages.append(_age(before, done.shown))
            before = done
            figures.count("keys typed", len(done.keys))
            whole = done.shown + "".join(key for _, key in done.keys)
            safe = done.shown + "".join(key for at, key in done.keys if at <= done.killed - GRACE)
            figures.count("keys that had to be there", len(safe) - len(done.shown))
        last = _type(folder, piece.id, "none", 0, None)
        figures.blame(_faults(last.shown or "", whole, safe), "the last start")
        with Library.open(folder) as library:
            stored = library.articles.get(piece.id).article
            text = "\n".join(plain(block.runs) for block in stored.blocks)
            figures.blame([] if text == last.shown else ["the library has another text"], "the library")
            figures.blame([message.code for message in library.check()], "the library")
            figures.count("versions", len(library.revisions.of(piece.id)))
        figures.count("ms before a kill: the oldest key that was lost", round(max(ages) * 1000))
        left = list((folder / "journal").iterdir())
        figures.blame([f"{path.name} was left" for path in left], "the journals")
    return figures.close()


def _moment(chance: Any) -> float:
    """Return how many seconds after its start (negative), or after its first text, a window is killed."""
    return -chance.uniform(0.1, 2.0) if chance.random() < 0.1 else chance.uniform(0.2, LONGEST)


def _faults(shown: str, whole: str, safe: str) -> list[str]:
    # The key that was being delivered when the kill came has been typed, and was not told of.
    invented = shown[: len(whole)] != whole[: len(shown)] or len(shown) > len(whole) + 1
    missing = len(safe) - len(shown)
    faults = [f"{missing} keys lost that were older than a second"] if missing > 0 else []
    return [*faults, f"shown is what nobody typed: …{shown[-60:]!r}"] if invented else faults


def _age(before: Round | None, shown: str) -> float:
    """Return how many seconds before the kill the first key was typed that is not there any more."""
    if before is None or before.shown is None:
        return 0.0
    lost = before.keys[len(shown) - len(before.shown) :]
    return before.killed - lost[0][0] if lost else 0.0


def _type(folder: Path, piece: str, pace: str, seed: int, moment: float | None) -> Round:
    """Run one window and kill it at ``moment``; without one it ends by itself."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "MORAT_HOME": str(folder.parent)}
    typing = "human" if pace == "locked" else pace
    command = [sys.executable, "-m", "tests.reliability.typist", str(folder), piece, typing, str(seed)]
    window = subprocess.Popen(
        command,
        env=environment,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    said: list[dict[str, Any]] = []
    ear = Thread(target=_listen, args=(window, said))
    ear.start()
    holder = None
    killed = 0.0
    try:
        if moment is not None and moment < 0:
            time.sleep(-moment)
        else:
            _wait_for_text(window, said)
            if pace == "locked":
                holder = connect(folder / "library.db")
                holder.execute("begin immediate")
            if moment is None:
                window.wait(START)
            else:
                time.sleep(moment)
        killed = time.monotonic()
    finally:
        window.kill()
        window.wait()
        ear.join()
        if window.stdout is not None:
            window.stdout.close()
        if holder is not None:
            holder.execute("rollback")
            holder.close()
    shown = next((str(one["shown"]) for one in said if "shown" in one), None)
    return Round(shown, [(one["at"], one["key"]) for one in said if "key" in one], killed)


def _listen(window: "subprocess.Popen[bytes]", said: list[dict[str, Any]]) -> None:
    assert window.stdout is not None
    said.extend(json.loads(line) for line in window.stdout if line.endswith(b"\n"))


def _wait_for_text(window: "subprocess.Popen[bytes]", said: list[dict[str, Any]]) -> None:
    end = time.monotonic() + START
    while not said and window.poll() is None and time.monotonic() < end:
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())

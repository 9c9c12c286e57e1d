"""What the care of a large library takes, what a save waits for it, and what the window feels of it.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/library_care.py [--articles 20000] [--folder DIR]

Printed: seconds and sizes of a backup, its check, the comparison before a restore, the examination after a
crash, the plain copies (all of them, and one), the search index made anew; then saves (p50, p95) alone and
while backups, examinations and plain copies run without a pause; then the dearest events of the window while
somebody types and all of that runs, beside the same typing alone. An event counts with the processor time of
the GUI thread; the goal is none above 16 ms. The library is kept in the folder that is named and used again.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import structs

from morat.library.plain import FOLDER
from morat.library.store import Library
from morat.newsroom.inline import runs_of
from morat.operations import care

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.helpers.pieces import article, fill

T = TypeVar("T")

SAVES = 150
KEYS = 150
LIMIT = 16.0
"""Milliseconds of an event that a person begins to feel."""


def main() -> None:
    """Make the library where it is not there yet, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--folder", help="where the library is made, and found again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        os.environ["MORAT_HOME"] = passing
        folder = Path(options.folder or passing) / f"library-{options.articles}"
        with Library.open(folder) as library:
            if library.stats()["articles"] < options.articles:
                sum(1 for _ in fill(library, options.articles))
            stats = library.stats()
        sys.stdout.write(f"{stats['articles']} pieces, {stats['database_bytes'] / 1e6:.0f} MB\n\n")
        _operations(folder)
        _saves(folder)
        _window(folder)


def _operations(folder: Path) -> None:
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    made = _timed("backup, checked", lambda: care.back_up(folder))
    sys.stdout.write(f"{'':<40} {made.backup.bytes / 1e6:8.0f} MB\n")
    _timed("list of the backups", lambda: care.list_backups(folder))
    _timed("what a restore would change", lambda: care.what_would_change(folder, made.backup.path))
    _timed("examination after a crash", lambda: care.examine(folder))
    written = _timed("plain copies, all of them", lambda: care.update_plain_copies(folder))
    sys.stdout.write(f"{'':<40} {written:8} files\n")
    _timed("plain copies, nothing new", lambda: care.update_plain_copies(folder))
    with Library.open(folder) as library:
        _save(library, 0)
    _timed("plain copies, one piece new", lambda: care.update_plain_copies(folder))
    _timed("search index made anew", lambda: care.rebuild_search(folder))
    _timed("nothing due", lambda: care.look_after(folder))


def _saves(folder: Path) -> None:
    sys.stdout.write("\n")
    with Library.open(folder) as library:
        alone = _save_many(library)
        _show("save, alone", alone)
        for name, work in _loads(folder).items():
            with _meanwhile(work) as rounds:
                taken = _save_many(library)
            _show(f"save, {name} meanwhile ({len(rounds)})", taken, alone)
        _show("save, alone again", _save_many(library), alone)


def _loads(folder: Path) -> dict[str, Callable[[], object]]:
    def copies() -> None:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        care.update_plain_copies(folder)

    return {
        "backup": lambda: care.back_up(folder, care.AUTO),
        "examination": lambda: care.examine(folder),
        "plain copies": copies,
        "index": lambda: care.rebuild_search(folder),
    }


def _window(folder: Path) -> None:
    """Type into the real window, alone and while everything runs."""
    from PySide6.QtTest import QTest

    from morat.app import Program
    from morat.catalogue import Catalogue
    from morat.operations.preferences import Preferences
    from morat.ui.kit.theme import Theme
    from tests.benchmarks.pause import Watched, wait, wait_until

    application = Watched()
    theme = Theme("light")
    theme.apply(application)
    with Library.open(folder) as library:
        piece = library.articles.rows(limit=1)[0].id
    preferences = Preferences(Path(os.environ["MORAT_HOME"]) / "settings.json")
    program = Program(Catalogue("vi"), theme, preferences, folder, piece)
    program.window.resize(1440, 900)
    program.window.show()
    wait_until(lambda: program.bench.article is not None)
    program.bench.page.body.setFocus()
    wait(3000)
    sys.stdout.write("\nevents of the window, processor time\n")
    for name, work in {"typing alone": None, **_loads(folder)}.items():
        application.events.clear()
        with _meanwhile(work) as rounds:
            for number in range(KEYS):
                QTest.keyClicks(program.bench.page.body, "a " if number % 5 == 0 else "a")
                wait(20)
        taken = [took for took, _ in application.events]
        above = [event for event in application.events if event[0] > LIMIT]
        dearest = max(application.events)
        sys.stdout.write(
            f"  {name:<22} {len(rounds):4} rounds, {len(taken):6} events, {len(above)} above {LIMIT:.0f} ms, "
            f"dearest {dearest[0]:6.1f} ms ({dearest[1]})\n"
        )
    program.window.close()


@contextmanager
def _meanwhile(work: Callable[[], object] | None):
    """Do some work over and over on another thread; yields the list of its rounds."""
    stop = threading.Event()
    rounds: list[float] = []

    def again() -> None:
        while not stop.is_set() and work is not None:
            start = time.perf_counter()
            work()
            rounds.append(time.perf_counter() - start)

    thread = threading.Thread(target=again)
    thread.start()
    try:
        yield rounds
    finally:
        stop.set()
        thread.join()


def _save_many(library: Library) -> list[float]:
    taken = []
    for number in range(SAVES):
        start = time.perf_counter()
        _save(library, number)
        taken.append((time.perf_counter() - start) * 1000)
        # As the window does: never faster than somebody types.
        time.sleep(0.01)
    return sorted(taken)


def _save(library: Library, number: int) -> None:
    piece = article(number % 50, 480, random.Random(number))
    first = structs.replace(piece.blocks[0], runs=runs_of(f"{time.time_ns()} {number}"))
    library.articles.save(structs.replace(piece, blocks=(first, *piece.blocks[1:])))


def _timed(name: str, work: Callable[[], T]) -> T:
    start, cpu = time.perf_counter(), time.process_time()
    result = work()
    seconds, busy = time.perf_counter() - start, time.process_time() - cpu
    sys.stdout.write(f"{name:<40} {seconds:8.2f} s   processor {busy:8.2f} s\n")
    sys.stdout.flush()
    return result


def _show(name: str, taken: list[float], beside: list[float] | None = None) -> None:
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    line = f"{name:<40} p50 {p50:7.2f} ms   p95 {p95:7.2f} ms"
    if beside:
        line += f"   {p50 / beside[len(beside) // 2]:5.2f} x   {p95 / beside[int(len(beside) * 0.95)]:5.2f} x"
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

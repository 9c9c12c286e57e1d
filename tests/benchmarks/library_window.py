"""The real window on a large library: what searching, scrolling, a backup and a check cost its GUI thread.

    export QT_QPA_PLATFORM=offscreen
    uv run python tests/benchmarks/library_window.py [--articles 100000] [--words 480] [--folder DIR]

Of every event the processor time of the GUI thread is taken; the dearest is printed, the goal is 16 ms at
most (what is shown for the first time stands apart). Searches are typed letter by letter, alone and while
a backup is made and the library is checked; then the list is scrolled to its last piece, with the memory of
the process on the way. ``--articles 100000 --words 1100`` makes a library of about 2.1 GB.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.app import Program
from morat.catalogue import Catalogue
from morat.library.store import Library
from morat.operations import care
from morat.operations.preferences import Preferences
from morat.services.jobs import Jobs
from morat.ui.kit.theme import Theme
from tests.benchmarks.pause import Watched, wait, wait_until
from tests.helpers.pieces import make_library

GOAL = 16.0
SEARCHES = ("uong bi", "quang ninh", "mua lu dong bac")
KEY = 90
"""Milliseconds between two keys, as a fast typist types."""


def main() -> None:
    """Make the library where it is not there yet, open the window on it and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--words", type=int, default=480)
    parser.add_argument("--folder", help="where the library is made, and found again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["MORAT_HOME"] = home
        folder = make_library(Path(options.folder or home), options.articles, options.words)
        with Library.open(folder) as library:
            size = library.stats()["database_bytes"]
        sys.stdout.write(f"{options.articles} pieces, {size / 1e6:.0f} MB\n")
        application = Watched()
        theme = Theme("light")
        theme.apply(application)
        program = Program(Catalogue("vi"), theme, Preferences(Path(home) / "settings.json"), folder, None)
        bench = Bench(application, program, Path(home))
        bench.measure(folder)
        program.window.close()
        wait(200)


class Bench:
    """The window under measure."""

    def __init__(self, application: Watched, program: Program, home: Path) -> None:
        """Show it and wait until it is quiet."""
        self._application = application
        self._program = program
        self._home = home
        self._panel = program.window.library
        program.window.resize(1440, 900)
        program.window.show()
        wait_until(lambda: program.bench is not None)
        wait(3000)

    def measure(self, folder: Path) -> None:
        """Do everything in turn and print it."""
        self._show("the window is shown", first=True)
        self._search(SEARCHES[:1])
        self._show("first search", first=True)
        self._search(SEARCHES)
        self._show("search")
        self._while("search during a backup", partial(care.back_up, folder, out=self._home / "backups"))
        self._while("search during a check of the database", partial(care.examine, folder))
        self._while("search during a check of everything", partial(care.check, folder))
        self._scroll()

    def _search(self, searches: tuple[str, ...]) -> None:
        field = self._panel.search
        field.setFocus()
        for words in searches:
            for letter in words:
                QTest.keyClicks(field, letter)
                wait(KEY)
            field.clear()
            wait(2 * KEY)

    def _while(self, name: str, work: Callable[[], object]) -> None:
        """Search as long as ``work`` goes on in the background."""
        jobs, done = Jobs(), list[object]()
        jobs.run(work, done.append, failed=done.append)
        while not done:
            self._search(SEARCHES)
        if isinstance(done[0], Exception):
            raise done[0]
        self._show(name)
        jobs.stop()

    def _scroll(self) -> None:
        """Scroll to the end as fast as the pages come, then half of the way back."""
        view = self._panel.list
        bar, seen, memory = view.verticalScrollBar(), set[str](), [f"{_memory():.0f} at first"]
        end = time.monotonic()
        while time.monotonic() < end + 2:
            before = len(seen)
            seen.update(row.id for row in view.model()._rows)
            if len(seen) > before:
                end = time.monotonic()
            if len(seen) // 20_000 > before // 20_000:
                memory.append(f"{_memory():.0f} after {len(seen)}")
            bar.setValue(bar.maximum())
            wait(1)
        self._show(f"scrolling through {len(seen)} pieces")
        for _ in range(1_000):
            bar.setValue(max(0, bar.value() - 20 * view.sizeHintForRow(0)))
            wait(5)
        self._show("and back, 20,000 pieces")
        memory.append(f"{_memory():.0f} at the end")
        sys.stdout.write(f"MiB of memory (PSS): {', '.join(memory)}\n")

    def _show(self, name: str, *, first: bool = False) -> None:
        took, what = max(self._application.events)
        above = sum(took > GOAL for took, _ in self._application.events)
        note = "" if first else f"   {above} above {GOAL:.0f} ms"
        sys.stdout.write(f"{name:<40} dearest event {took:6.1f} ms ({what}){note}\n")
        sys.stdout.flush()
        self._application.events.clear()


def _memory() -> float:
    """Return the MiB that the process alone takes (those it shares are shared out)."""
    text = Path("/proc/self/smaps_rollup").read_text()
    return int(text.split("\nPss:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()

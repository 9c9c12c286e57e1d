"""What undoing and repeating a large step costs the GUI thread in its dearest event.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/undo.py [--words 1200 10000 100000]

The real window is open on a piece of so many words, the shortest with ten photos. Words are replaced
everywhere, words of Word are pasted, all of it is deleted, made bold, made a quotation, written over by one
letter; each of these is undone, repeated and undone again. Printed is the processor time of the dearest event
of the GUI thread on each of these ways, and how long it took until all was still.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from msgspec import structs
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.app import Program
from morat.catalogue import Catalogue
from morat.library.store import Library
from morat.newsroom.blocks import Photo
from morat.newsroom.inline import runs_of
from morat.operations.preferences import Preferences
from morat.ui.kit.theme import Theme
from tests.benchmarks.paste import put, word_html
from tests.benchmarks.pause import QUIET, Watched, wait, wait_until
from tests.helpers.pieces import article

SHORT = 2000
"""Words up to which a piece has ten photos."""
STILL = 1500
"""Milliseconds that belong to a step once nothing of it is under way any more: pauses come by."""


class Bench:
    """The window with a piece of so many words."""

    def __init__(self, application, words, home):
        self._application = application
        folder = Path(home) / "library"
        piece = article(0, words, Random(words))
        if words <= SHORT:
            blocks = list(piece.blocks)
            for n in range(10):
                photo = Photo(
                    f"f{n}", f"{n + 1:064x}", runs_of("Người dân xã Yên Tử đi hội"), credit="Mai Hương"
                )
                blocks.insert(2 * n + 1, photo)
            piece = structs.replace(piece, blocks=tuple(blocks))
        with Library.open(folder) as library:
            library.articles.save(piece)
        theme = Theme("light")
        theme.apply(application)
        preferences = Preferences(Path(home) / "settings.json")
        self.program = Program(Catalogue("vi"), theme, preferences, folder, piece.id)
        self.program.window.resize(1440, 900)
        self.program.window.show()
        bench = self.program.bench
        wait_until(lambda: bench.article is not None)
        found = []
        bench.proof.found.connect(found.append)
        wait_until(lambda: found and found[-1].whole)
        wait(QUIET)
        self.body = bench.page.body
        self.stack = bench.article.history.stack
        self.find = bench.find
        self.paster = self.program.commands.pastes.paster

    def cost(self, do):
        """Do something; return its dearest event until all is still again, its name, and the milliseconds."""
        self._application.events.clear()
        start = time.perf_counter()
        begun = time.thread_time()
        do()
        own = (time.thread_time() - begun) * 1000
        wait_until(self._is_still)
        took = (time.perf_counter() - start) * 1000
        wait(STILL)
        cost, name = max([(own, "the call"), *self._application.events])
        return cost, name, took

    def _is_still(self):
        find = self.find
        return not (find._is_searching or find.replacer.is_busy or self.paster.is_busy or self.stack.is_busy)

    def press(self, key, held=Qt.KeyboardModifier.ControlModifier):
        QTest.keyClick(self.body, key, held)

    # The steps

    def _replace(self, word, by):
        self.find.find()
        self.find.bar.sought.setText(word)
        wait_until(lambda: not self.find._is_searching)
        self.find.find_replace()
        self.find.bar.by.setText(by)
        wait(300)
        return self.find.bar.all.click

    def paste(self):
        put(word_html(10_000))
        self.body.moveCursor(QTextCursor.MoveOperation.Start)
        return lambda: self.press(Qt.Key.Key_V)

    def delete_all(self):
        self.body.selectAll()
        return lambda: self.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)

    def write_over_all(self):
        self.body.selectAll()
        return lambda: self.press(Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)

    def cut_all(self):
        self.body.selectAll()
        return lambda: self.press(Qt.Key.Key_X)

    def bold_all(self):
        self.body.selectAll()
        return self.program.window.actions_by_name["bold"].trigger

    def quote_all(self):
        self.body.selectAll()
        return self.program.window.actions_by_name["quote"].trigger

    def close(self):
        self.program.window.close()
        QGuiApplication.clipboard().clear()
        QCoreApplication.processEvents()
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


STEPS = {
    "a word replaced everywhere": lambda bench: bench._replace("Quảng", "Vàng"),
    "a letter replaced everywhere": lambda bench: bench._replace("n", "m"),
    "10,000 words pasted": Bench.paste,
    "all deleted": Bench.delete_all,
    "all cut": Bench.cut_all,
    "all written over": Bench.write_over_all,
    "all bold": Bench.bold_all,
    "all a quotation": Bench.quote_all,
}


def measure(application, words, only):
    """Print what the steps cost in a piece of so many words."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["MORAT_HOME"] = home
        bench = Bench(application, words, home)
        sys.stdout.write(
            f"\n{words} words; processor ms of the GUI thread in the dearest event (ms in all)\n"
        )
        for name, prepare in STEPS.items():
            if only and only not in name:
                continue
            count = bench.stack.count
            ways = [bench.cost(prepare(bench))]
            assert bench.stack.count == count + 1 or bench.stack.can_undo
            ways += [bench.cost(way) for way in (bench.stack.undo, bench.stack.redo, bench.stack.undo)]
            told = "".join(
                f"  {way} {cost:6.1f} ({took:5.0f})"
                for way, (cost, _, took) in zip(("done", "undo", "redo", "undo"), ways, strict=True)
            )
            sys.stdout.write(f"  {name:<30}{told}   {max(ways)[1]}\n")
            sys.stdout.flush()
        bench.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, nargs="+", default=[1_200, 10_000, 100_000])
    parser.add_argument("--only", default="", help="the steps that have this in their name")
    options = parser.parse_args()
    application = Watched()
    for words in options.words:
        measure(application, words, options.only)


if __name__ == "__main__":
    main()

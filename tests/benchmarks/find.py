"""What finding and replacing in a long piece costs the GUI thread: every event, key by key.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/find.py [--words 1000 100000]

The real window is open on a piece of so many words, proofread and quiet. Words are typed into the bar, the
hits walked forwards and back, letters typed into the text beside them, all hits replaced and taken back.
Of each event the processor time of the GUI thread is taken, of a search also how long its answer takes.
"""

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.app import Program
from morat.catalogue import Catalogue
from morat.library.store import Library
from morat.operations.preferences import Preferences
from morat.ui.kit.theme import Theme
from tests.benchmarks.pause import QUIET, Watched, show, wait, wait_until
from tests.helpers.pieces import article

TYPED = ("a", "uong bi", "Uông", "thanh pho", "zzz")


class Bench:
    """The window with a piece of so many words, and what was measured in it."""

    def __init__(self, application, words, home):
        self._application = application
        folder = Path(home) / "library"
        piece = article(0, words, Random(words))
        with Library.open(folder) as library:
            library.articles.save(piece)
        theme = Theme("light")
        theme.apply(application)
        preferences = Preferences(Path(home) / "settings.json")
        self.program = Program(Catalogue("vi"), theme, preferences, folder, piece.id)
        self.program.window.resize(1440, 900)
        self.program.window.show()
        wait_until(lambda: self.program.bench.article is not None)
        found = []
        self.program.bench.proof.found.connect(found.append)
        wait_until(lambda: found and found[-1].whole)
        wait(QUIET)
        self.desk = self.program.bench.find
        self.desk.find()
        self.field = self.desk.bar.sought
        wait(300)

    def costs(self, do, *, pause=0):
        """Do something; return the dearest event until it is answered, and the milliseconds that took."""
        self._application.events.clear()
        start = time.perf_counter()
        begun = time.thread_time()
        do()
        own = (time.thread_time() - begun) * 1000
        if pause:
            wait(pause)
        else:
            wait_until(lambda: not self.desk._is_searching)
        took = (time.perf_counter() - start) * 1000
        return max([own, *(cost for cost, _ in self._application.events)]), took

    def close(self):
        self.program.window.close()
        QCoreApplication.processEvents()
        self.program.window.deleteLater()
        self.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def typed(bench, words):
    """Type words into the bar; return what the keys cost, and how long the answers took."""
    bench.field.clear()
    wait(200)
    return zip(*(bench.costs(partial(bench.field.insert, letter)) for letter in words), strict=True)


def walked(bench, times):
    """Walk over the hits, forwards and back round the first; return what the keys cost."""
    key = Qt.Key.Key_Return
    there = [bench.costs(partial(QTest.keyClick, bench.field, key))[0] for _ in range(times)]
    shift = Qt.KeyboardModifier.ShiftModifier
    return there + [
        bench.costs(partial(QTest.keyClick, bench.field, key, shift))[0] for _ in range(2 * times)
    ]


def written(bench, letters):
    """Type into the text while the bar is open; return what keys and their pauses cost."""
    body = bench.program.bench.page.body
    body.setFocus()
    costs = [bench.costs(partial(QTest.keyClicks, body, letter), pause=400)[0] for letter in letters]
    bench.field.setFocus()
    return costs


def replaced(bench, word, by):
    """Replace a word everywhere and take it back; return what each costs in its dearest event."""
    bench.field.setText(word)
    wait_until(lambda: not bench.desk._is_searching)
    count = len(bench.desk._found)
    bench.desk.find_replace()
    bench.desk.bar.by.setText(by)
    done = bench.costs(bench.desk.bar.all.click)
    back = bench.costs(bench.program.bench.article.history.stack.undo, pause=1000)
    return count, done, back


def measure(application, words):
    """Print what it costs in a piece of so many words."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["MORAT_HOME"] = home
        bench = Bench(application, words, home)
        sys.stdout.write(f"\n{words} words; processor ms of the GUI thread in the dearest event\n")
        for word in TYPED:
            keys, answers = typed(bench, word)
            show(f"key of {word!r}", keys, f"answered within {max(answers):.0f} ms")
        typed(bench, "uong bi")
        show("next and previous hit", walked(bench, 20))
        show("key in the text, bar open", written(bench, "thi tran"))
        for word in ("Uông Bí", "Uông", "n"):
            count, done, back = replaced(bench, word, "Vàng Danh")
            show(f"{count} replaced at once", [done[0]], f"{done[1]:.0f} ms in all")
            show("and taken back", [back[0]])
        bench.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, nargs="+", default=[1_000, 100_000])
    options = parser.parse_args()
    application = Watched()
    for words in options.words:
        measure(application, words)


if __name__ == "__main__":
    main()

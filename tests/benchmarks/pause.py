"""What a pause in typing costs the GUI thread: every event from the key on until all is quiet again.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/pause.py [--words 1000 100000]

The real window is open on a piece of so many words. A word is typed in its middle by key events; then
nothing for three seconds: the snapshot for the proofreader and for the save, the word count, the list, the
history, the photos, the journal all come by. Of each event the processor time of the GUI thread is taken.
Printed: the dearest key, the dearest event of the pauses, all events of a pause together, and what one
snapshot costs beside reading the whole body as before.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.app import Program
from morat.catalogue import Catalogue
from morat.library.store import Library
from morat.operations.preferences import Preferences
from morat.services.document.read import read
from morat.ui.kit.theme import Theme
from tests.helpers.pieces import article

QUIET = 3000
"""Milliseconds of a pause: all that follows a key comes within."""


class Watched(QApplication):
    """An application that takes the time of every event it delivers, those inside another as part of it."""

    def __init__(self):
        super().__init__([sys.argv[0], "-style", "fusion"])
        self.events = []
        self._inside = 0

    def notify(self, receiver, event):
        if self._inside:
            return super().notify(receiver, event)
        self._inside += 1
        start = time.thread_time()
        name = f"{type(receiver).__name__} {event.type()!s}" if event.type() != QEvent.Type.MetaCall else ""
        try:
            return super().notify(receiver, event)
        finally:
            took = (time.thread_time() - start) * 1000
            self._inside -= 1
            self.events.append((took, name or "an answer from another thread"))


def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(true, seconds=120):
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise SystemExit("the window did not come so far")
        wait(20)


def typed(program, letters):
    """Type letters at human speed and return the milliseconds of each."""
    taken = []
    body = program.bench.page.body
    for letter in letters:
        start = time.thread_time()
        QTest.keyClicks(body, letter)
        taken.append((time.thread_time() - start) * 1000)
        wait(30)
    return taken


def snapshots(bench, rounds):
    """Return what a snapshot after a key costs, and reading the whole body; milliseconds each."""
    cheap, dear = [], []
    for _ in range(rounds):
        QTextCursor(bench.page.body.textCursor()).insertText("a")
        start = time.thread_time()
        bench.article.article()
        cheap.append((time.thread_time() - start) * 1000)
    start = time.thread_time()
    read(bench.article.body)
    dear.append((time.thread_time() - start) * 1000)
    return cheap, dear


def show(name, taken, note=""):
    ordered = sorted(taken)
    line = f"  {name:<34} p50 {ordered[len(ordered) // 2]:7.2f}   max {ordered[-1]:7.2f}   {note}"
    sys.stdout.write(f"{line.rstrip()}\n")


def measure(application, words, rounds):
    """Open a piece of so many words and print what keys and pauses cost."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["MORAT_HOME"] = home
        folder = Path(home) / "library"
        piece = article(0, words, Random(words))
        with Library.open(folder) as library:
            library.articles.save(piece)
        theme = Theme("light")
        theme.apply(application)
        preferences = Preferences(Path(home) / "settings.json")
        program = Program(Catalogue("vi"), theme, preferences, folder, piece.id)
        program.window.resize(1440, 900)
        program.window.show()
        wait_until(lambda: program.bench.article is not None)
        found = []
        program.bench.proof.found.connect(found.append)
        wait_until(lambda: found)
        wait(QUIET)
        body = program.bench.page.body
        body.setFocus()
        cursor = body.textCursor()
        middle = body.document().findBlockByNumber(body.document().blockCount() // 2)
        cursor.setPosition(middle.position() + 5)
        body.setTextCursor(cursor)
        wait(QUIET)
        keys, dearest, sums = [], [], []
        for _ in range(rounds):
            keys += typed(program, "thi tran ")
            application.events.clear()
            wait(QUIET)
            dearest.append(max(application.events))
            sums.append(sum(took for took, _ in application.events))
        program.bench.saver.save()
        cheap, dear = snapshots(program.bench, 50)
        blocks = body.document().blockCount()
        sys.stdout.write(
            f"\n{words} words, {blocks} blocks, {rounds} pauses; processor ms of the GUI thread\n"
        )
        show("key", keys)
        show("dearest event of a pause", [took for took, _ in dearest], f"({max(dearest)[1]})")
        show("all events of a pause together", sums)
        show("snapshot after a key", cheap)
        show("the whole body read, as before", dear)
        sys.stdout.flush()
        program.window.close()
        QCoreApplication.processEvents()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    application = Watched()
    for words in options.words:
        measure(application, words, options.rounds)


if __name__ == "__main__":
    main()

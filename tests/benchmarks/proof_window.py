"""What proofreading costs the window: keys while a long piece is read, after an edit, the list.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/proof_window.py [--words 100000] [--slips 50]

The real window is open on a piece of so many words with a slip in every so many of them. While it is read
anew a key is sent every 40 ms; of each key the time on the clock is taken, beside the same keys with nothing
under way, and of each event of the GUI thread its processor time. Printed besides: the time from a key to
the marks of its paragraph, the same for all of the piece, the opening of the panel, a step in it, a filter.

The text is printed news where ../shared has it, else made-up syllables.
"""

import argparse
import os
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from random import Random

from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.app import SWITCH, Program
from morat.catalogue import Catalogue
from morat.library.store import Library
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph
from morat.newsroom.inline import runs_of
from morat.operations.preferences import Preferences
from morat.ui.kit.theme import Theme
from tests.benchmarks.pause import Watched, wait, wait_until
from tests.helpers.pieces import SYLLABLES

NEWS = Path(__file__).parents[3] / "shared" / "corpora" / "vietnamese"
PARAGRAPH = 120
LIMIT = 16
"""Milliseconds of an event that nobody notices."""


def words_of():
    """Yield words of printed news for ever, made-up ones where there is no news."""
    words = [
        word
        for path in sorted(NEWS.glob("vtb-*.conllu"))
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("# text =")
        for word in line[9:].replace(" ,", ",").replace(" .", ".").split()
    ]
    return cycle(words or Random(1).choices(SYLLABLES, k=5000))


def piece(words, slips):
    """Return a piece of so many words with a slip (a doubled space) in every ``slips`` of them."""
    source = words_of()
    blocks = []
    for number in range(words // PARAGRAPH):
        some = [next(source) for _ in range(PARAGRAPH)]
        for at in range(number * 7 % slips, PARAGRAPH - 1, slips):
            some[at] += " "
        blocks.append(Paragraph(f"p{number}", runs_of(" ".join(some))))
    return new_article(headline="Bài đo", blocks=tuple(blocks))


class Bench:
    """The window on a piece, and what is measured there."""

    def __init__(self, application, home, words, slips):
        self.application = application
        os.environ["MORAT_HOME"] = str(home)
        folder = home / "library"
        article = piece(words, slips)
        with Library.open(folder) as library:
            library.articles.save(article)
        theme = Theme("light")
        theme.apply(application)
        preferences = Preferences(home / "settings.json")
        self.program = Program(Catalogue("vi"), theme, preferences, folder, article.id)
        self.program.window.resize(1440, 900)
        self.program.window.show()
        wait_until(lambda: self.program.bench.article is not None)
        self.told = []
        self.proof.found.connect(self.told.append)
        self.whole()
        wait(1500)
        self.page.body.setFocus()

    @property
    def proof(self):
        return self.program.bench.proof

    @property
    def page(self):
        return self.program.bench.page

    def whole(self):
        """Wait until everything has been read; return the seconds that took."""
        start = time.monotonic()
        wait_until(lambda: bool(self.told) and self.told[-1].whole, 300)
        return time.monotonic() - start

    def keys(self, going_on):
        """Press a key every 40 ms as long as something is going on; milliseconds of each on the clock."""
        taken = []
        while going_on(len(taken)):
            start = time.monotonic()
            QTest.keyClicks(self.page.body, "a")
            taken.append((time.monotonic() - start) * 1000)
            wait(40)
        return taken

    def timed(self, work):
        """Return milliseconds of processor time until ``work`` is done and painted."""
        start = time.thread_time()
        work()
        self.application.processEvents()
        return (time.thread_time() - start) * 1000


def show(name, taken, note=""):
    ordered = sorted(taken)
    p50, p95 = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    line = f"  {name:<44} n {len(taken):4}  p50 {p50:7.2f}  p95 {p95:7.2f}  max {ordered[-1]:7.2f}  {note}"
    sys.stdout.write(f"{line.rstrip()}\n")


def slow(events):
    dear = sorted((event for event in events if event[0] > LIMIT), reverse=True)
    return f"above {LIMIT} ms: {len(dear)} {dear[:3] if dear else ''}"


def measure(application, words, slips):
    with tempfile.TemporaryDirectory() as home:
        bench = Bench(application, Path(home), words, slips)
        found = bench.told[-1].findings
        sys.stdout.write(f"{words} words, {len(found)} findings; milliseconds\n")
        show("key, nothing under way", bench.keys(lambda pressed: pressed < 100))
        bench.told.clear()
        bench.whole()
        # Everything is read anew, as after another house style was chosen; keys do not stop it half way.
        reader = bench.proof._proofreader
        reader._pause.begun.disconnect(reader.read)
        bench.told.clear()
        application.events.clear()
        start = time.monotonic()
        reader.reload()
        show(
            "key while all is read",
            bench.keys(lambda _: not bench.told or not bench.told[-1].whole),
            slow(application.events),
        )
        sys.stdout.write(f"  all read in {time.monotonic() - start:.2f} s beside the keys\n")
        show("events of the GUI thread meanwhile (CPU)", [took for took, _ in application.events])
        reader._pause.begun.connect(reader.read)
        first, whole = [], []
        for _ in range(5):
            bench.told.clear()
            application.events.clear()
            QTest.keyClicks(bench.page.body, "a")
            start = time.monotonic()
            wait_until(lambda: bool(bench.told), 60)
            first.append((time.monotonic() - start) * 1000)
            bench.whole()
            whole.append((time.monotonic() - start) * 1000)
        show("from a key to the marks of its paragraph", first, "(400 of it are the pause)")
        show("from a key to the whole piece", whole, slow(application.events))
        panel = bench.proof.panel
        show("opening the panel (CPU)", [bench.timed(bench.program.bench.next_finding)])
        show("a step in it (CPU)", [bench.timed(bench.proof.next) for _ in range(50)])
        show("its rows made anew (CPU)", [bench.timed(lambda: panel.show_findings(found)) for _ in range(5)])
        bench.program.bench.saver.save()
        bench.program.window.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--slips", type=int, default=50)
    options = parser.parse_args()
    sys.setswitchinterval(SWITCH)
    measure(Watched(), options.words, options.slips)

"""The real window with photos: what ingest, the contact sheet and a piece with photos cost its GUI thread.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/photos_window.py [--photos 300] [--sheet 1000] \
        [--folder DIR] [--only ingest|sheet|piece]

Of every event the processor time of the GUI thread is taken; the goal is 16 ms at most (what is shown for
the first time stands apart). ``ingest``: a folder of 24-megapixel photos is looked at and taken in while
somebody types; printed is also how long after the folder was read the previews on the screen and those of
all pictures were there. ``sheet``: as many photos of the library, scrolled through, marked, filtered and
sorted. ``piece``: 1,200 words with ten of the photos opened, scrolled, typed in, and what they add to the
memory of the process.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parents[2]))

from msgspec import structs

from morat.app import Program
from morat.catalogue import Catalogue
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo, new_id
from morat.newsroom.inline import runs_of
from morat.operations.ingest import add_photos
from morat.operations.preferences import Preferences
from morat.ui.kit.theme import Theme
from tests.benchmarks.ingest import shots
from tests.benchmarks.library_window import GOAL, _memory
from tests.benchmarks.pause import Watched, wait, wait_until
from tests.helpers.jpegs import photograph
from tests.helpers.pieces import article

TEN = 10


class Bench:
    """A window on a library of its own."""

    def __init__(self, application: Watched, home: Path) -> None:
        """Open it on a piece of 1,200 words and wait until it is quiet."""
        self._application = application
        with Library.open(home / "library") as library:
            self.piece = article(0, 1200, Random(4))
            library.articles.save(self.piece)
        self.folder = home / "library"
        self.program = Program(
            Catalogue("vi"), _theme(application), Preferences(home / "s.json"), self.folder, None
        )
        self.program.window.resize(1440, 900)
        self.program.window.show()
        wait_until(lambda: self.program.bench is not None)
        self.program.bench.open_piece(self.piece.id)
        wait_until(lambda: self.program.bench.article is not None)
        wait(2500)
        self._application.events.clear()

    def told(self, name: str, *, first: bool = False) -> str:
        """Return the dearest event since the last time."""
        took, what = max(self._application.events)
        above = sum(took > GOAL for took, _ in self._application.events)
        self._application.events.clear()
        note = "(shown for the first time)" if first else f"{above} above {GOAL:.0f} ms"
        return f"{name:<44} dearest event {took:5.1f} ms   {note}   {what}\n"

    def close(self) -> None:
        """Close the window."""
        self.program.window.close()
        wait(300)


def ingest(bench: Bench, card: Path) -> Iterator[str]:
    """Look at a folder of photos and take them in, while somebody types."""
    desk = bench.program.commands.ingesting
    desk.ingest()
    wait(500)
    yield bench.told("the panel is shown", first=True)
    panel, read, glimpsed = desk.panel, list[float](), list[float]()
    desk._worker.scanned.connect(lambda _scan: read.append(time.monotonic()))
    desk._worker.glimpsed.connect(lambda _found: glimpsed.append(time.monotonic()))
    memory = [f"{_memory():.0f} before"]
    desk.look_at([str(card)])
    wait_until(lambda: bool(read))
    end = read[0]
    wait_until(lambda: _seen_are_drawn(panel))
    yield f"previews on the screen {time.monotonic() - end:.2f} s after the folder was read\n"
    count = panel.pictures.rowCount()
    wait_until(
        lambda: all(
            panel.pictures.picture_data(panel.pictures.path(panel.pictures.index(row)))
            for row in range(count)
        )
    )
    yield f"all {count} previews {max(glimpsed) - end:.2f} s after the folder was read\n"
    yield bench.told("the folder is read")
    body = bench.program.bench.page.body
    bar = panel.grid.verticalScrollBar()
    while panel.pictures.looked(panel.pictures.index(count - 1)) is None:
        QTest.keyClicks(body, "a")
        bar.setValue((bar.value() + 90) % max(1, bar.maximum()))
        wait(60)
    memory.append(f"{_memory():.0f} looked at")
    yield bench.told("looked at, typing and scrolling meanwhile")
    wait(500)
    bench.told("")
    panel.take_button.click()
    while panel.isVisible():
        QTest.keyClicks(body, "a")
        wait(60)
    wait(2000)
    memory.append(f"{_memory():.0f} taken in")
    yield bench.told("taken in, typing meanwhile")
    yield f"MiB of memory (PSS): {', '.join(memory)}\n"


def _seen_are_drawn(panel) -> bool:
    bottom = panel.grid.viewport().rect().bottomRight()
    last = panel.grid.indexAt(bottom).row()
    rows = range((last if last >= 0 else min(11, panel.pictures.rowCount() - 1)) + 1)
    return all(panel.pictures.cover(panel.pictures.path(panel.pictures.index(row))) for row in rows)


def sheet(bench: Bench, home: Path, count: int) -> Iterator[str]:
    """Scroll, mark, filter and sort a contact sheet."""
    small = home / "small"
    small.mkdir()
    for number in range(count):
        (small / f"{number:04}.jpg").write_bytes(photograph(number, 480, 320))
    with Library.open(bench.folder) as library:
        add_photos(library, [small])
    photos = bench.program.bench.photos
    photos.refresh()
    grid = photos.panel.grid
    wait_until(lambda: grid.model().rowCount() >= count)
    wait(2000)
    yield bench.told(f"{count} photos on the sheet", first=True)
    bar = grid.verticalScrollBar()
    for value in range(0, bar.maximum(), 60):
        bar.setValue(value)
        wait(8)
    yield bench.told("scrolled through")
    grid.setFocus()
    for key in (Qt.Key.Key_4, Qt.Key.Key_P, Qt.Key.Key_Right) * 20:
        QTest.keyClick(grid, key)
        wait(40)
    wait(500)
    yield bench.told("marked by keys")
    for box in (photos.panel.sheet.bar.show_box, photos.panel.sheet.bar.order_box):
        for entry in (*range(1, box.count()), 0):
            box.setCurrentIndex(entry)
            wait(300)
    yield bench.told("filtered and sorted")
    grid.selectAll()
    wait(300)
    QTest.keyClick(grid, Qt.Key.Key_3)
    wait(1500)
    yield bench.told(f"{count} given stars at once")


def piece(bench: Bench, card: Path) -> Iterator[str]:
    """Open 1,200 words with ten photos, beside the same without."""
    with Library.open(bench.folder) as library:
        added = add_photos(library, sorted(card.iterdir())[:TEN]).added
        whole = _with_photos(bench.piece, [one.facts.sha256 for one in added])
        library.articles.save(whole)
    desk = bench.program.bench
    wait(1500)
    before = _memory()
    bench.told("")
    desk.open_piece(whole.id)
    wait_until(lambda: desk.article is not None and desk.article.id == whole.id)
    wait(3000)
    yield bench.told("opened, with ten photos", first=True)
    bar = desk.page.verticalScrollBar()
    for value in (*range(0, bar.maximum(), 200), *range(bar.maximum(), 0, -200)):
        bar.setValue(value)
        wait(16)
    wait(2000)
    yield bench.told("scrolled to its end and back")
    yield f"ten photos of 24 megapixels: {_memory() - before:+.0f} MiB of memory (PSS)\n"
    for letter in "Chu duoc go vao dau bai. ":
        QTest.keyClicks(desk.page.body, letter)
        wait(60)
    wait(3000)
    yield bench.told("typed in, and the pause after it")
    field = desk.photos.panel.piece_caption.edit
    wait_until(field.isVisible)
    for letter in " Them chu vao chu thich":
        QTest.keyClicks(field, letter)
        wait(60)
    wait(3000)
    yield bench.told("a caption typed beside it")


def _with_photos(plain: Article, shas: list[str]) -> Article:
    step = max(1, len(plain.blocks) // len(shas))
    blocks = list(plain.blocks)
    for number, sha in reversed(list(enumerate(shas))):
        caption = runs_of(f"Bà con trồng cây đầu xuân, ảnh {number + 1}.")
        blocks.insert((number + 1) * step, Photo(new_id(), sha, caption, credit="An", alt="x"))
    return structs.replace(plain, id=f"{plain.id}-anh", blocks=tuple(blocks))


def _theme(application: Watched) -> Theme:
    theme = Theme("light")
    theme.apply(application)
    return theme


def main() -> None:
    """Make photos where there are none yet, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=300)
    parser.add_argument("--sheet", type=int, default=1000)
    parser.add_argument("--folder", help="where the photos are made, and found again")
    parser.add_argument("--only", choices=("ingest", "sheet", "piece"))
    options = parser.parse_args()
    application = Watched()
    with tempfile.TemporaryDirectory() as place:
        card = Path(options.folder or place) / "card"
        if not card.is_dir() and options.only != "sheet":
            shots(card, options.photos)
        for name in ("ingest", "sheet", "piece"):
            if options.only not in (None, name):
                continue
            home = Path(place) / name
            os.environ["MORAT_HOME"] = str(home)
            bench = Bench(application, home)
            lines = {
                "ingest": lambda: ingest(bench, card),  # noqa: B023 - called at once
                "sheet": lambda: sheet(bench, home, options.sheet),  # noqa: B023
                "piece": lambda: piece(bench, card),  # noqa: B023
            }[name]()
            for line in lines:
                sys.stdout.write(line)
                sys.stdout.flush()
            bench.close()
    sys.stdout.write(f"load {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()

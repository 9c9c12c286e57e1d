"""What editing blocks costs the GUI thread: 1,200 words, ten photos, a table, a box, a gallery.

    uv run python tests/benchmarks/blocks.py

Each line is the CPU of whole turns: the edit, all events it brings (layout, painting offscreen), and the
snapshot that a pause reads. Pictures are there already.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Block, Box, Gallery, ListBlock, Paragraph, Photo, Table
from morat.newsroom.inline import Runs, runs_of
from morat.ui.commands.block_commands import place_caret
from morat.ui.editor.dragging import place_at
from morat.ui.kit.theme import STYLE, Theme
from tests.helpers.desk import Desk
from tests.helpers.pieces import SYLLABLES


def made(chance: random.Random) -> Article:
    """Return a piece of 1,200 words with ten photos and one of each of the other blocks."""

    def text(count: int) -> Runs:
        return runs_of(" ".join(chance.choices(SYLLABLES, k=count)) + ".")

    blocks: list[Block] = []
    for number in range(20):
        blocks.append(Paragraph(f"p{number}", text(50)))
        if number % 2:
            blocks.append(Photo(f"ph{number}", f"{number:064x}", text(12), credit="Mai Hương"))
    box = Box("b", "info", "Hộp", (Paragraph("bp", text(40)), ListBlock("bl", False, (text(6), text(6)))))
    table = Table("t", True, tuple(tuple(text(3) for _ in range(4)) for _ in range(6)))
    gallery = Gallery("g", tuple(Photo(f"g{one}", f"{one:064x}") for one in range(4)), text(8))
    return new_article(
        headline="Tít", blocks=(*blocks[:12], table, *blocks[12:18], box, *blocks[18:], gallery)
    )


class Meter:
    """Times edits of one desk."""

    def __init__(self, desk: Desk) -> None:
        """Edit on ``desk``."""
        self._desk = desk

    def say(self, name: str, edit: Callable[[], object], times: int = 10) -> None:
        """Do ``edit`` so often and print the median and the worst, in milliseconds of CPU."""
        costs = sorted(self._cost(edit) for _ in range(times))
        print(f"{name:22} p50 {costs[times // 2]:5.1f}  max {costs[-1]:5.1f} ms, {times} times")

    def _cost(self, edit: Callable[[], object]) -> float:
        start = time.thread_time()
        edit()
        for _ in range(6):
            QApplication.processEvents()
        self._desk.article.article()
        return (time.thread_time() - start) * 1000


def main() -> None:
    """Print a line for each kind of edit."""
    application = QApplication([sys.argv[0], *STYLE])
    theme = Theme("light", application)
    theme.apply(application)
    picture = QImage(1280, 800, QImage.Format.Format_RGB32)
    picture.fill("#8888aa")
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(theme.tokens, Path(home), lambda _sha, _width, _edit: picture)
        desk.open(made(chance))
        desk.page.resize(900, 900)
        desk.page.show()
        for _ in range(30):
            application.processEvents()
        _measure(desk, Meter(desk), chance)
        sys.stdout.flush()
        # The page is Qt's until the end; there is nothing to put away.
        os._exit(0)


def _measure(desk: Desk, meter: Meter, chance: random.Random) -> None:
    body = desk.body
    for name, block, line in (
        ("key in a paragraph", "p3", 0),
        ("key in a cell", "t", 5),
        ("key in a box", "bp", 0),
        ("key in a caption", "ph5", 0),
    ):
        place_caret(body, block, line)
        meter.say(name, lambda: QTest.keyClick(body, "a"), 20)
    place_caret(body, "p3")
    meter.say("Enter", lambda: QTest.keyClick(body, Qt.Key.Key_Return))
    meter.say("undo Enter", desk.text.undo)
    place_caret(body, "ph5")
    sizes = cycle((desk.blocks.photo_half, desk.blocks.photo_full))

    def next_size() -> None:
        next(sizes)()

    meter.say("width of a photo", next_size)
    meter.say("photo moved up", desk.blocks.move_up, 5)
    meter.say("undo of that", desk.text.undo, 5)
    place_caret(body, "t", 5)
    meter.say("row below", desk.tables.row_below, 5)
    meter.say("undo of that", desk.text.undo, 5)
    place_caret(body, "p3")
    meter.say("box inserted", desk.blocks.insert_box, 5)

    def drag() -> None:
        body._show_drop(place_at(body, QPoint(200, chance.randint(50, 800)), filling=False))

    meter.say("drag over the page", drag, 20)
    body.selectAll()
    meter.say("all copied", body.copy, 3)
    meter.say("all cut", body.cut, 1)
    meter.say("undo of that", desk.text.undo, 1)


if __name__ == "__main__":
    main()

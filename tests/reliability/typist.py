"""The real window with somebody who types, in a process of its own that may be killed at any moment.

    python -m tests.reliability.typist LIBRARY PIECE human|burst|none SEED

Says on standard output, one JSON line each: ``{"shown": text}``, the body as the window shows it at the
start, after whatever the last crash left was brought back; then ``{"at": seconds, "key": letters}`` for every
key once it has been delivered (``at`` is the monotonic clock, which all processes share). With ``none`` it
closes the window as a person would and ends.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.app import Program
from morat.catalogue import Catalogue
from morat.newsroom.inline import plain
from morat.operations.preferences import Preferences
from morat.ui.kit.theme import STYLE, Theme

LINE = "đường phố Hà Nội mưa to người dân chờ cầu mới thông xe sáng nay tỉnh họp báo"
PACE = {"human": (25, 260), "burst": (0, 3)}
"""Milliseconds between two keys, from and to."""
REST = 0.02
"""Chance of a pause before a key that is long enough for a save."""


def say(**what: object) -> None:
    """Say something at once: one write, so that a kill leaves no half of it behind it."""
    os.write(sys.stdout.fileno(), f"{json.dumps(what)}\n".encode())


class Typist(QObject):
    """Types words at the end of the body until it is killed."""

    def __init__(self, program: Program, pace: str, chance: Random) -> None:
        super().__init__()
        self._program = program
        self._pace = pace
        self._chance = chance
        self._keys = _keys(chance)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(5)
        self._is_typing = False

    @Slot()
    def _on_time(self) -> None:
        if not self._is_typing:
            self._begin()
            return
        key = next(self._keys)
        body = self._program.bench.page.body
        if key == "\n":
            QTest.keyClick(body, "\r")
        elif key.isascii():
            QTest.keyClicks(body, key)
        else:
            _compose(body, key)
        say(at=time.monotonic(), key=key)
        low, high = PACE[self._pace]
        rests = self._pace == "human" and self._chance.random() < REST
        self._timer.start(1_300 if rests else self._chance.randint(low, high))

    def _begin(self) -> None:
        bench = self._program.bench
        if bench.article is None:
            return
        say(shown="\n".join(plain(block.runs) for block in bench.article.article().blocks))
        if self._pace == "none":
            self._timer.stop()
            self._program.window.close()
            return
        bench.page.body.setFocus()
        bench.page.body.moveCursor(QTextCursor.MoveOperation.End)
        self._is_typing = True


def _keys(chance: Random) -> Iterator[str]:
    while True:
        yield from chance.choice(LINE.split())
        yield "\n" if chance.random() < 0.08 else " "


def _compose(widget: QObject, letter: str) -> None:
    """Type as an input method for Vietnamese does: composed text first, then the letter it became."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(letter, []))
    done = QInputMethodEvent("", [])
    done.setCommitString(letter)
    QCoreApplication.sendEvent(widget, done)


def main() -> int:
    """Open the window and type."""
    library, piece, pace, seed = sys.argv[1:5]
    folder = Path(library)
    application = QApplication([sys.argv[0], *STYLE])
    theme = Theme("light", application)
    theme.apply(application)
    program = Program(Catalogue("vi"), theme, Preferences(folder.parent / "settings.json"), folder, piece)
    sys.excepthook = program.on_bug
    program.window.resize(1440, 900)
    program.window.show()
    typist = Typist(program, pace, Random(seed))
    status = application.exec()
    typist.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return status


if __name__ == "__main__":
    sys.exit(main())

"""Draw what a key has changed, and no more of the page.

Qt draws the paragraph again that is written in, and all that is seen above it where the paragraph is the
first behind a mark that Qt's layout goes on from (one in five): most of what a key costs in a long piece.
While Qt types, its layout is kept from saying so; afterwards only those lines are drawn whose letters are
others: most often the one that is written in. Everything is, where the paragraph has become higher, where
there are more of them, and where it has its first letter or lost its last: before a table an empty line takes
no room.
"""

from collections.abc import Callable
from math import ceil, floor
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextLayout
from PySide6.QtWidgets import QTextEdit

AHEAD = 3
"""Lines below the one of the caret whose beginnings are kept: a word seldom moves those of more."""
EDGE = 2
"""Pixels by which letters may stand out of their line."""


class NarrowDrawing:
    """Draws what is typed into one text edit, line by line."""

    def __init__(self, edit: QTextEdit) -> None:
        """Begin with no paragraph that is written in."""
        self._edit = edit
        self._written = QTextCursor()

    def typing(self, key: Callable[[], object], reach: int = 0) -> None:
        """Do what ``key`` does at the caret; draw only the lines that it has changed.

        ``reach`` are the letters before the caret that may be replaced, beyond the one that Backspace takes.
        """
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            key()
            return
        document = self._edit.document()
        layout, count = document.documentLayout(), document.blockCount()
        block, caret = cursor.block(), max(0, cursor.positionInBlock() - reach)
        was_empty = block.length() <= 1
        self._keep(block)
        place, before = layout.blockBoundingRect(block), _lines(block, caret)
        layout.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        try:
            key()
        finally:
            layout.blockSignals(False)  # noqa: FBT003 - likewise
            is_same = document.blockCount() == count and (block.length() <= 1) == was_empty
            if is_same and layout.blockBoundingRect(block) == place:
                position = min(caret, self._edit.textCursor().positionInBlock())
                self._draw(place.top(), *before.changed(block.layout(), _letters(block), position))
            else:
                layout.documentSizeChanged.emit(layout.documentSize())
                self._edit.viewport().update()

    def _draw(self, block: float, top: float, bottom: float) -> None:
        first, last = floor(block + top) - EDGE, ceil(block + bottom) + EDGE
        self._edit.viewport().update(0, first, self._edit.width(), last - first)

    def _keep(self, block: QTextBlock) -> None:
        """Have Qt keep how the letters lie of the paragraph that is written in, and of no other.

        It forgets that of each that was laid out or drawn, and works it out again for the caret and for
        the line that is drawn: three times at a key.
        """
        kept = self._written
        if kept.position() != block.position() or kept.document() is not block.document():
            if not kept.isNull():
                kept.block().layout().setCacheEnabled(False)
            block.layout().setCacheEnabled(True)
            self._written = QTextCursor(block)
            self._written.setKeepPositionOnInsert(True)


class _Lines(NamedTuple):
    """Some lines of a paragraph before it is edited.

    ``above`` are the number and the letters of the line before that of the caret, ``below`` where the next
    ones begin, told from the end of the paragraph, and how high they stand.
    """

    above: tuple[int, int]
    below: dict[int, float]

    def changed(self, layout: QTextLayout, letters: int, position: int) -> tuple[float, float]:
        """Return the upper and the lower edge of the lines that an edit from ``position`` on has changed."""
        first = last = layout.lineForTextPosition(position).lineNumber()
        # A word that has become shorter may go up into the line before.
        if first > 0 and (first - 1, layout.lineAt(first - 1).textLength()) != self.above:
            first -= 1
        # Lines are filled from the top: where one begins as it did, so do all that follow.
        while last + 1 < layout.lineCount():
            line = layout.lineAt(last + 1)
            if self.below.get(letters - line.textStart()) == line.y():
                break
            last += 1
        end = layout.lineAt(last)
        return layout.lineAt(first).y(), end.y() + end.height()


def _lines(block: QTextBlock, position: int) -> _Lines:
    layout, letters = block.layout(), _letters(block)
    number, count = layout.lineForTextPosition(position).lineNumber(), layout.lineCount()
    above = (number - 1, layout.lineAt(number - 1).textLength()) if number > 0 else (-1, 0)
    lines = [layout.lineAt(below) for below in range(number + 1, min(number + 1 + AHEAD, count))]
    return _Lines(above, {letters - line.textStart(): line.y() for line in lines})


def _letters(block: QTextBlock) -> int:
    """Return how long the text of a block is that is laid out, with what is being composed in it."""
    return block.length() + len(block.layout().preeditAreaText())

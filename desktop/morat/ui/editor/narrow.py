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

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLayout
from PySide6.QtWidgets import QTextEdit

from morat.services.document.properties import WHOLE, kind_of
from morat.ui.editor.panels import is_by_box

AHEAD = 3
"""Lines below the one of the caret whose beginnings are kept: a word seldom moves those of more."""
EDGE = 2
"""Pixels by which letters may stand out of their line."""


class NarrowDrawing:
    """Draws what is typed into one text edit, line by line.

    What a key leaves is what the next one finds: it is kept, as long as nothing else changes the text or,
    as whoever draws must say (:meth:`forget`), how it lies.
    """

    def __init__(self, edit: QTextEdit, otherwise: Callable[[], object]) -> None:
        """Begin with no paragraph that is written in; do ``otherwise`` after a key that changes more."""
        self._edit = edit
        self._otherwise = otherwise
        self._written = QTextCursor()
        self._left: _Left | None = None
        self.is_typing = False
        """Whether a key is at work just now."""

    def typing(self, key: Callable[[], object], reach: int = 0) -> None:
        """Do what ``key`` does at the caret; draw only the lines that it has changed.

        ``reach`` are the letters before the caret that may be replaced, beyond the one that Backspace takes.
        """
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            key()
            self._otherwise()
            return
        document, block = self._edit.document(), cursor.block()
        layout, count, was_empty = document.documentLayout(), document.blockCount(), block.length() <= 1
        caret = max(0, cursor.positionInBlock() - reach)
        before, self._left = self._before(cursor, block, caret), None
        self.is_typing = True
        layout.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        try:
            key()
        finally:
            self.is_typing = False
            layout.blockSignals(False)  # noqa: FBT003 - likewise
            is_same = document.blockCount() == count and (block.length() <= 1) == was_empty
            if is_same and layout.blockBoundingRect(block) == before.place:
                self._draw(before, block, caret, cursor)
            else:
                layout.documentSizeChanged.emit(layout.documentSize())
                self._edit.viewport().update()
        if not is_same:
            self._otherwise()

    def forget(self) -> None:
        """Know no more where the paragraph that was written in stands: the text is laid out anew."""
        self._left = None

    def is_all_of(self, seen: QRect) -> bool:
        """Say whether nothing is to be seen there but lines of the paragraph that was written in last.

        No panel of a box reaches there, and no frame of a picture.
        """
        left, document = self._left, self._edit.document()
        return (
            left is not None
            and left.is_bare
            and left.place.top() - EDGE <= seen.top()
            and seen.bottom() <= left.place.bottom() + EDGE
            and left.document is document
            and left.revision == document.revision()
        )

    def _before(self, cursor: QTextCursor, block: QTextBlock, caret: int) -> "_Left":
        """Return how the paragraph of the caret stands before a key; most often as the last one left it."""
        left, document, at = self._left, self._edit.document(), block.position() + caret
        if left is not None and left[:3] == (document, document.revision(), at):
            return left
        self._keep(block)
        place = document.documentLayout().blockBoundingRect(block)
        # In an empty one a hint may stand.
        is_bare = block.length() > 1 and not is_by_box(block) and kind_of(block) not in WHOLE
        lines = _lines(block.layout(), _letters(block), caret)
        return _Left(document, document.revision(), cursor.position(), place, is_bare, lines)

    def _draw(self, before: "_Left", block: QTextBlock, caret: int, cursor: QTextCursor) -> None:
        """Draw what has changed since ``before``, and keep how it is left."""
        layout, letters, now = block.layout(), _letters(block), cursor.positionInBlock()
        upper, lower, last = before.lines.changed(layout, letters, min(caret, now))
        top = before.place.top()
        first = floor(top + upper) - EDGE
        self._edit.viewport().update(0, first, self._edit.width(), ceil(top + lower) + EDGE - first)
        lines = _lines(layout, letters, now, before.lines if last == before.lines.number else None)
        revision = before.document.revision()
        self._left = before._replace(revision=revision, at=cursor.position(), lines=lines)

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

    ``number`` is that of the line of the caret, ``above`` how many letters the one before it has, ``below``
    where the next ones begin, told from the end of the paragraph, and how high they stand.
    """

    number: int
    above: int
    below: dict[int, float]

    def changed(self, layout: QTextLayout, letters: int, position: int) -> tuple[float, float, int]:
        """Return edges and last line of what an edit from ``position`` on has changed."""
        first = last = layout.lineForTextPosition(position).lineNumber()
        # A word that has become shorter may go up into the line before.
        if first > 0 and (first, layout.lineAt(first - 1).textLength()) != self[:2]:
            first -= 1
        # Lines are filled from the top: where one begins as it did, so do all that follow.
        while last + 1 < layout.lineCount():
            line = layout.lineAt(last + 1)
            if self.below.get(letters - line.textStart()) == line.y():
                break
            last += 1
        end = layout.lineAt(last)
        lower = end.y()
        return layout.lineAt(first).y() if first < last else lower, lower + end.height(), last


class _Left(NamedTuple):
    """The paragraph that is written in, as a key has left it at a ``revision`` of its document.

    ``at`` is the caret, ``place`` where the paragraph stands, ``is_bare`` whether it is in no box or beside
    one, and no caption.
    """

    document: QTextDocument
    revision: int
    at: int
    place: QRectF
    is_bare: bool
    lines: _Lines


def _lines(layout: QTextLayout, letters: int, position: int, kept: _Lines | None = None) -> _Lines:
    """Return the lines around ``position``; ``kept`` are those below that line as they still are."""
    number = layout.lineForTextPosition(position).lineNumber()
    above = layout.lineAt(number - 1).textLength() if number > 0 else 0
    if kept is not None and kept.number == number:
        return _Lines(number, above, kept.below)
    end = min(number + 1 + AHEAD, layout.lineCount())
    lines = [layout.lineAt(below) for below in range(number + 1, end)]
    return _Lines(number, above, {letters - line.textStart(): line.y() for line in lines})


def _letters(block: QTextBlock) -> int:
    """Return how long the text of a block is that is laid out, with what is being composed in it."""
    return block.length() + len(block.layout().preeditAreaText())

"""Put other blocks into a live document as one undo step, touching only those that differ."""

from PySide6.QtGui import QTextCursor, QTextDocument

from morat.newsroom.blocks import Block, ListBlock
from morat.services.document.build import insert, make_blank
from morat.services.document.look import Look
from morat.services.document.read import is_blank


def exchange(document: QTextDocument, old: tuple[Block, ...], new: tuple[Block, ...], look: Look) -> None:
    """Show ``new`` in ``document``, which shows ``old``; what both begin and end with stays untouched.

    Equal blocks are no step.
    """
    if old == new:
        return
    start, end = _same_ends(old, new)
    first = sum(map(_lines, old[:start]))
    count = 1 if is_blank(document) else sum(map(_lines, old[start : len(old) - end]))
    cursor = QTextCursor(document.findBlockByNumber(first))
    cursor.beginEditBlock()
    last = document.findBlockByNumber(first + count - 1)
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    blocks = new[start : len(new) - end]
    if blocks:
        insert(cursor, blocks, look, fresh=True)
    else:
        make_blank(cursor, look)
    cursor.endEditBlock()


def _same_ends(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[int, int]:
    """Return how many blocks both begin and end with, so that something is left between on both sides.

    Only an empty body has nothing on its side.
    """
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-end - 1] == new[-end - 1]:
        end += 1
    if start + end == most and most:
        # A block came or went between two that stayed: one of these is written again.
        if start:
            start -= 1
        else:
            end -= 1
    return start, end


def _lines(block: Block) -> int:
    """Return how many text blocks a block is."""
    return len(block.items) if isinstance(block, ListBlock) else 1

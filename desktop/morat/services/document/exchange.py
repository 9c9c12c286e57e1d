"""Put other blocks into a live document as one undo step, touching only those that differ."""

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from morat.newsroom.blocks import Block
from morat.services.document.build import insert, make_blank
from morat.services.document.look import Look
from morat.services.document.properties import (
    CELLS,
    Key,
    Kind,
    box_of,
    kind_of,
    list_of,
    table_of,
    text_property,
)


def exchange(
    document: QTextDocument,
    old: tuple[Block, ...],
    new: tuple[Block, ...],
    look: Look,
    *,
    goes_on: bool = False,
) -> None:
    """Show ``new`` in ``document``, which shows ``old``; what both begin and end with stays untouched.

    Equal blocks are no step. ``goes_on``: it belongs to the last step of the document.
    """
    if old == new:
        return
    start, end = _same_ends(old, new)
    lines = extents(document)
    if len(lines) != len(old):
        # The one line of an empty body, nothing but gaps: all of it is written.
        start, end, lines = 0, 0, [(0, document.blockCount() - 1)]
    start, end = _apart_from_cells(document, lines, start, end)
    cursor = QTextCursor(document.findBlockByNumber(lines[start][0]))
    if goes_on:
        cursor.joinPreviousEditBlock()
    else:
        cursor.beginEditBlock()
    last = document.findBlockByNumber(lines[len(lines) - end - 1][1])
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    blocks = new[start : len(new) - end]
    if blocks:
        insert(cursor, blocks, look, fresh=True)
    else:
        make_blank(cursor, look)
    cursor.endEditBlock()


def extents(document: QTextDocument) -> list[tuple[int, int]]:
    """Return the first and the last text block of every block of the article, by number.

    The empty lines around a table and below a box are theirs.
    """
    found: list[tuple[int, int]] = []
    of: tuple[str, object, str] | None = None
    waiting: int | None = None
    block = document.firstBlock()
    while block.isValid():
        number, now = block.blockNumber(), _owner(block)
        if now == _GAP:
            if of is not None and of[0] in ("table", "box"):
                found[-1], of = (found[-1][0], number), None
            elif waiting is None:
                waiting = number
        elif now == of and now[0] != "block" and kind_of(block) != Kind.TITLE:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number if waiting is None else waiting, number))
            of, waiting = now, None
        block = block.next()
    if waiting is not None and found:
        found[-1] = (found[-1][0], document.blockCount() - 1)
    return found


_GAP = ("gap", None, "")


def _owner(block: QTextBlock) -> tuple[str, object, str]:
    """Return what neighbouring text blocks of one block of the article have in common."""
    box, kind = box_of(block), kind_of(block)
    if box:
        return "box", None, box
    if kind == Kind.GAP and block.length() <= 1:
        return _GAP
    if kind in CELLS:
        table = table_of(block)
        return "table", None if table is None else table.objectIndex(), ""
    numbering = list_of(block)
    if kind == Kind.ITEM or numbering is not None:
        index = None if numbering is None else numbering.objectIndex()
        return "list", index, text_property(block.blockFormat(), Key.ID)
    return "block", None, ""


def _apart_from_cells(
    document: QTextDocument, lines: list[tuple[int, int]], start: int, end: int
) -> tuple[int, int]:
    """Widen a stretch that begins or ends in a table: the line beside a table is written with it."""
    while start > 0 and kind_of(document.findBlockByNumber(lines[start][0])) in CELLS:
        start -= 1
    while end > 0 and kind_of(document.findBlockByNumber(lines[len(lines) - end - 1][1])) in CELLS:
        end -= 1
    return start, end


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

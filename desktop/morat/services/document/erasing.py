"""Take text and blocks away: nothing is joined to a caption, into a table, or over the edge of a box.

Qt joins whatever stands side by side. Here a selection is taken apart by text blocks: each loses what is
selected of it, what is selected whole goes, and only two texts of the same place become one.
"""

from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable

from morat.services.document.look import Look, block_format
from morat.services.document.properties import (
    ATTRIBUTION,
    CAPTIONED,
    CELLS,
    FIXED,
    LINE,
    OBJECT,
    WHOLE,
    Key,
    Kind,
    box_of,
    kind_of,
    table_of,
    text_property,
)
from morat.services.document.restyling import become_paragraph, new_paragraph, restyle, selected_blocks

_MOVE = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor
_NO_TEXT = (*WHOLE, Kind.GAP)


def caption_start(block: QTextBlock) -> int:
    """Return the first position of a photo block where its caption may be typed."""
    return block.position() + (2 if block.text().startswith(OBJECT + LINE) else 0)


def is_plain(cursor: QTextCursor) -> bool:
    """Say whether nothing is selected and the caret is in text where Qt may do as it likes."""
    return not cursor.hasSelection() and kind_of(cursor.block()) not in _NO_TEXT


def settle(cursor: QTextCursor) -> bool:
    """Move the caret out of places where no text belongs, before a key is taken; say whether it moved.

    Beside a picture that is the start of its caption; a selection that cuts into a photo takes all of it.
    """
    if cursor.hasSelection():
        return take_whole(cursor)
    block = cursor.block()
    if kind_of(block) in CAPTIONED and cursor.position() < caption_start(block):
        cursor.setPosition(caption_start(block))
        return True
    return False


def is_simple(cursor: QTextCursor) -> bool:
    """Say whether Qt may put typed letters in the place of the selection: all of it is text of one place."""
    first, last = _ends(cursor)
    if first == last:
        kind = kind_of(first)
        in_picture = kind in WHOLE and cursor.selectionStart() < caption_start(first)
        return kind not in (Kind.GAP, Kind.HELD) and not in_picture
    cells = table_of(first), table_of(last)
    return cells == (None, None) and all(
        kind_of(block) not in FIXED and box_of(block) == box_of(first) for block in selected_blocks(cursor)
    )


def erase_backward(cursor: QTextCursor) -> bool:
    """Do what Backspace does beside objects and at the start of blocks; False where Qt's own way is right."""
    if cursor.hasSelection():
        return erase_selection(cursor)
    block = cursor.block()
    kind = kind_of(block)
    if kind in WHOLE and cursor.position() <= caption_start(block):
        select_block(cursor, block)
        return True
    if not cursor.atBlockStart():
        return _erase_source_line(cursor, QTextCursor(cursor))
    if kind in CELLS or kind == Kind.TITLE:
        if kind == Kind.TITLE:
            select_box(cursor, block)
        return True
    before = block.previous()
    if not before.isValid():
        return kind == Kind.GAP or _loses_kind(cursor)
    if kind == Kind.GAP:
        if not _select_above(cursor, before):
            cursor.setPosition(before.position() + before.length() - 1)
        return True
    return _erase_break(cursor, block, before)


def _erase_source_line(cursor: QTextCursor, behind: QTextCursor) -> bool:
    """Join the source of a quotation to its words, where the break between goes; False for other text."""
    block = behind.block()
    if kind_of(block) != Kind.QUOTE or text_property(behind.charFormat(), Key.ROLE) != ATTRIBUTION:
        return False
    if cursor.document().characterAt(behind.position() - 1) != LINE:
        return False
    cursor.beginEditBlock()
    behind.deletePreviousChar()
    restyle(QTextCursor(block), block.blockFormat(), Kind.QUOTE, 2)
    cursor.endEditBlock()
    return True


def _erase_break(cursor: QTextCursor, block: QTextBlock, before: QTextBlock) -> bool:
    """Take the break before a text block away, as far as it may go."""
    apart = kind_of(before) in FIXED or box_of(before) != box_of(block)
    if not apart:
        return _loses_kind(cursor)
    if block.length() <= 1:
        cursor.beginEditBlock()
        drop_line(block)
        cursor.endEditBlock()
        if before.isValid():
            cursor.setPosition(before.position() + before.length() - 1)
    elif kind_of(before) == Kind.TITLE:
        cursor.setPosition(before.position() + before.length() - 1)
    elif not _select_above(cursor, before):
        return _loses_kind(cursor)
    return True


def _loses_kind(cursor: QTextCursor) -> bool:
    """Make a subhead, a quote, an item a paragraph; False for what is one."""
    if kind_of(cursor.block()) in (Kind.PARAGRAPH, *FIXED):
        return False
    cursor.beginEditBlock()
    become_paragraph(cursor)
    cursor.endEditBlock()
    return True


def _select_above(cursor: QTextCursor, before: QTextBlock) -> bool:
    """Select what ends with the block ``before``: a photo, a table, a box."""
    if kind_of(before) == Kind.GAP and before.previous().isValid():
        before = before.previous()
    table = table_of(before)
    if table is not None:
        select_table(cursor, table)
    elif kind_of(before) in WHOLE:
        select_block(cursor, before)
    elif box_of(before):
        select_box(cursor, before)
    else:
        return False
    return True


def erase_forward(cursor: QTextCursor) -> bool:
    """Do what Delete does beside objects; False where Qt's own way is right."""
    if cursor.hasSelection():
        return erase_selection(cursor)
    block = cursor.block()
    kind = kind_of(block)
    if kind in WHOLE and cursor.position() < caption_start(block):
        select_block(cursor, block)
        return True
    if not cursor.atBlockEnd():
        after_next = QTextCursor(cursor)
        after_next.movePosition(_MOVE.NextCharacter)
        return _erase_source_line(cursor, after_next)
    after = block.next()
    if kind in CELLS or not after.isValid():
        return kind in CELLS
    if kind in WHOLE and kind_of(after) not in WHOLE:
        # Below a caption: nothing is joined to it.
        return True
    return _erase_break_forward(cursor, block, after)


def _erase_break_forward(cursor: QTextCursor, block: QTextBlock, after: QTextBlock) -> bool:
    beyond = after.next() if kind_of(after) == Kind.GAP else after
    table = table_of(beyond) if beyond.isValid() else None
    if kind_of(after) in WHOLE:
        select_block(cursor, after)
    elif table is not None:
        select_table(cursor, table)
    elif kind_of(after) == Kind.TITLE:
        select_box(cursor, after)
    else:
        # Over the edge of a box, or out of its title, nothing is joined.
        return kind_of(block) in FIXED or kind_of(after) in FIXED or box_of(after) != box_of(block)
    return True


def erase_word(cursor: QTextCursor, way: int) -> None:
    """Take away the word before the caret (-1) or after it (1), as far as its own text goes."""
    block = cursor.block()
    operation = _MOVE.NextWord if way > 0 else _MOVE.PreviousWord
    to = QTextCursor(cursor)
    to.movePosition(operation)
    low, high = caption_start(block), block.position() + block.length() - 1
    _select(cursor, cursor.position(), min(max(to.position(), low), high))
    cursor.removeSelectedText()


def select_block(cursor: QTextCursor, block: QTextBlock) -> None:
    """Select the whole of one text block."""
    cursor.setPosition(block.position())
    cursor.movePosition(_MOVE.EndOfBlock, _KEEP)


def select_box(cursor: QTextCursor, block: QTextBlock) -> None:
    """Select the box that ``block`` lies in, from its title on."""
    box = box_of(block)
    first = last = block
    while kind_of(first) != Kind.TITLE and first.previous().isValid() and box_of(first.previous()) == box:
        first = first.previous()
    while last.next().isValid() and box_of(last.next()) == box and kind_of(last.next()) != Kind.TITLE:
        last = last.next()
    _select(cursor, first.position(), last.position() + last.length() - 1)


def select_table(cursor: QTextCursor, table: QTextTable) -> None:
    """Select a table with the empty lines around it."""
    _select(cursor, *_reach(table))


def _reach(table: QTextTable) -> tuple[int, int]:
    """Return where a table begins and ends, the empty lines around it with it."""
    document = table.document()
    low, high = table.firstPosition() - 1, table.lastPosition() + 1
    head, foot = document.findBlock(low), document.findBlock(high)
    if kind_of(head) == Kind.GAP:
        low = head.position()
    if kind_of(foot) == Kind.GAP:
        high = foot.position() + foot.length() - 1
    return low, high


def _select(cursor: QTextCursor, low: int, high: int) -> None:
    cursor.setPosition(low)
    cursor.setPosition(high, _KEEP)


def take_whole(cursor: QTextCursor) -> bool:
    """Widen a selection that cuts into objects so that it holds them whole; say whether it did."""
    if not cursor.hasSelection():
        return False
    low, high = start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = _ends(cursor)
    tables = table_of(first), table_of(last)
    if first == last:
        if kind_of(first) in CAPTIONED and start < caption_start(first):
            low, high = first.position(), first.position() + first.length() - 1
    elif tables[0] is None or tables[0] != tables[1]:
        if tables[0] is not None:
            low = _reach(tables[0])[0]
        elif kind_of(first) in WHOLE:
            low = first.position()
        if tables[1] is not None:
            high = _reach(tables[1])[1]
        elif kind_of(last) in WHOLE:
            high = last.position() + last.length() - 1
    if (low, high) == (start, end):
        return False
    _select(cursor, low, high)
    return True


class _Piece(NamedTuple):
    """What is selected of one text block: a cursor that selects it, and whether that is all of it."""

    cursor: QTextCursor
    kind: str
    box: str
    whole: bool


def erase_selection(cursor: QTextCursor, *, blank: bool = False) -> bool:
    """Remove the selection with whole objects; False where Qt's own way is right.

    Where objects stood alone nothing is left, or a ``blank`` line for what shall take their place.
    """
    take_whole(cursor)
    first, last = _ends(cursor)
    if first == last:
        if kind_of(first) not in WHOLE or cursor.selectionStart() > first.position():
            return False
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        _clear(cursor.block(), box_of(first), blank=blank)
        cursor.endEditBlock()
        return True
    if is_simple(cursor):
        return False
    table = table_of(first)
    if table is not None and table == table_of(last):
        cursor.beginEditBlock()
        # Qt empties the cells.
        cursor.removeSelectedText()
        cursor.endEditBlock()
        cursor.clearSelection()
        return True
    start = cursor.selectionStart()
    cursor.beginEditBlock()
    _erase_pieces(cursor, blank=blank)
    cursor.endEditBlock()
    cursor.setPosition(min(start, cursor.document().characterCount() - 1))
    return True


def _erase_pieces(cursor: QTextCursor, *, blank: bool) -> None:
    pieces = [_selected_of(cursor, block) for block in selected_blocks(cursor)]
    boxes = _whole_boxes(cursor, pieces)
    tables = {table.objectIndex(): table for table in map(_table_at, pieces) if table is not None}
    first, last = pieces[0], pieces[-1]
    nothing = not first.cursor.hasSelection() and not last.cursor.hasSelection()
    for table in reversed(tables.values()):
        edge = QTextCursor(cursor.document())
        form = cursor.document().findBlock(table.firstPosition() - 1).blockFormat()
        _select(edge, table.firstPosition() - 1, table.lastPosition() + 1)
        edge.removeSelectedText()
        edge.setBlockFormat(form)
    rest = [piece for piece in pieces if piece.kind not in CELLS]
    for piece in reversed(rest):
        piece.cursor.removeSelectedText()
    for piece in reversed(rest[1:]):
        # The empty lines around a table are one when it is gone.
        if piece.cursor.block() != first.cursor.block():
            _drop_piece(piece, boxes)
    if not _goes_on(first, last, boxes, keep_apart=nothing) and _is_gone(first, boxes):
        _clear(first.cursor.block(), _outer(first, boxes), blank=blank)


def _drop_piece(piece: _Piece, boxes: set[str]) -> None:
    block = piece.cursor.block()
    if not piece.whole or block.length() > 1:
        return
    if piece.kind == Kind.TITLE and piece.box not in boxes:
        return
    before = block.previous()
    if piece.kind == Kind.GAP and box_of(before) and box_of(before) not in boxes:
        return
    drop_line(block)


def _is_gone(piece: _Piece, boxes: set[str]) -> bool:
    return piece.whole and (piece.kind in (*WHOLE, Kind.GAP) or piece.box in boxes)


def _goes_on(first: _Piece, last: _Piece, boxes: set[str], *, keep_apart: bool) -> bool:
    """Join what is left of the first and the last text block, or let the last one take the place of both."""
    block, after = first.cursor.block(), first.cursor.block().next()
    if last.whole or not after.isValid() or after != last.cursor.block() or last.kind in CELLS:
        return False
    if _is_gone(first, boxes):
        if box_of(after) != _outer(first, boxes):
            return False
        drop_line(block)
    elif not keep_apart and not {first.kind, last.kind} & set(FIXED) and first.box == last.box:
        _join(block, after)
    return True


def _outer(piece: _Piece, boxes: set[str]) -> str:
    return "" if piece.box in boxes else piece.box


def _whole_boxes(cursor: QTextCursor, pieces: list[_Piece]) -> set[str]:
    """Return the boxes that the selection holds from the title to the end."""
    found: set[str] = set()
    for piece in pieces:
        if piece.kind == Kind.TITLE and piece.whole:
            probe = QTextCursor(cursor)
            select_box(probe, piece.cursor.block())
            if probe.selectionEnd() <= cursor.selectionEnd():
                found.add(piece.box)
    return found


def _table_at(piece: _Piece) -> QTextTable | None:
    return table_of(piece.cursor.block()) if piece.kind in CELLS else None


def _selected_of(cursor: QTextCursor, block: QTextBlock) -> _Piece:
    low = max(cursor.selectionStart(), block.position())
    end = block.position() + block.length() - 1
    high = min(cursor.selectionEnd(), end)
    piece = QTextCursor(cursor.document())
    _select(piece, low, high)
    return _Piece(piece, kind_of(block), box_of(block), low == block.position() and high == end)


def drop_line(block: QTextBlock) -> None:
    """Take an empty text block away; beside a table an empty line stays, for Qt needs one."""
    before, after = block.previous(), block.next()
    if (before.isValid() and kind_of(before) in CELLS) or (after.isValid() and kind_of(after) in CELLS):
        box = box_of(before if before.isValid() and kind_of(before) in CELLS else after)
        restyle(QTextCursor(block), block_format(Kind.GAP, Look(), box=box), Kind.GAP, 2)
    elif before.isValid():
        _join(before, block)
    elif after.isValid():
        form, letters = after.blockFormat(), after.charFormat()
        cursor = QTextCursor(block)
        cursor.deleteChar()
        cursor.setBlockFormat(form)
        cursor.setBlockCharFormat(letters)
    else:
        restyle(QTextCursor(block), new_paragraph(), Kind.PARAGRAPH, 2, keep_id=False)


def _join(before: QTextBlock, block: QTextBlock) -> None:
    """Join a block to the one before, which stays what it is."""
    form, letters = before.blockFormat(), before.charFormat()
    cursor = QTextCursor(block)
    cursor.deletePreviousChar()
    if cursor.blockFormat() != form:
        cursor.setBlockFormat(form)
        cursor.setBlockCharFormat(letters)


def _clear(block: QTextBlock, box: str, *, blank: bool) -> None:
    """Take an emptied block away, or make it a blank paragraph where one is wanted or nothing is left."""
    if blank or not (block.previous().isValid() or block.next().isValid()):
        restyle(QTextCursor(block), new_paragraph(box), Kind.PARAGRAPH, 2, keep_id=False)
    else:
        drop_line(block)


def _ends(cursor: QTextCursor) -> tuple[QTextBlock, QTextBlock]:
    document = cursor.document()
    return document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())

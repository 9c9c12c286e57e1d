"""Edits of the body that know its blocks: a photo keeps its caption, every block keeps its own id.

Each function takes the caret's cursor, makes one undo step and leaves the cursor where the caret
belongs afterwards.
"""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from morat.newsroom.blocks import Block, Box, new_id, texts, walk
from morat.newsroom.inline import Runs, order_marks, plain, runs_of
from morat.services.document.build import insert, write_runs
from morat.services.document.erasing import erase_selection, settle
from morat.services.document.look import Look, block_format, char_format, list_format
from morat.services.document.properties import (
    ATTRIBUTION,
    CELLS,
    FIXED,
    LINE,
    WHOLE,
    Key,
    Kind,
    box_of,
    kind_of,
    list_of,
    text_property,
)
from morat.services.document.read import fragments
from morat.services.document.restyling import (
    become_paragraph,
    is_plain,
    level_of,
    new_paragraph,
    pieces,
    restyle,
    selected_blocks,
)

_MOVE = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor


def split(cursor: QTextCursor) -> None:
    """Do what Enter does: a new block with an id of its own, below a caption a new paragraph."""
    cursor.beginEditBlock()
    clear_selection(cursor)
    block = cursor.block()
    kind, box = kind_of(block), box_of(block)
    if kind in CELLS:
        cursor.insertText(LINE)
    elif kind == Kind.GAP:
        become_paragraph(cursor)
    elif kind == Kind.TITLE and cursor.atBlockStart() and block.length() > 1:
        _open_above(cursor)
    elif kind in (*WHOLE, Kind.TITLE):
        cursor.movePosition(_MOVE.EndOfBlock)
        cursor.insertBlock(new_paragraph(box), char_format(Kind.PARAGRAPH))
    elif block.length() <= 1 and kind == Kind.ITEM:
        become_paragraph(cursor)
    elif block.length() <= 1 and box and _is_last_in_box(block):
        _leave_box(cursor)
    elif kind == Kind.ITEM:
        cursor.insertBlock()
    elif kind == Kind.PARAGRAPH:
        _split_text(cursor)
    elif cursor.atBlockEnd() or _in_attribution(cursor):
        cursor.movePosition(_MOVE.EndOfBlock)
        cursor.insertBlock(new_paragraph(box), char_format(Kind.PARAGRAPH))
    else:
        _split_text(cursor)
    cursor.endEditBlock()


def _open_above(cursor: QTextCursor) -> None:
    """Make room for a paragraph above the block the caret is in, and go there."""
    form, letters = cursor.blockFormat(), cursor.blockCharFormat()
    cursor.insertBlock(form, letters)
    cursor.movePosition(_MOVE.PreviousBlock)
    cursor.setBlockFormat(new_paragraph())
    cursor.setBlockCharFormat(char_format(Kind.PARAGRAPH))


def _is_last_in_box(block: QTextBlock) -> bool:
    after = block.next()
    return not after.isValid() or box_of(after) != box_of(block)


def _leave_box(cursor: QTextCursor) -> None:
    """Go on below the box: the empty line at its end becomes the gap below it, the gap a paragraph."""
    block, after = cursor.block(), cursor.block().next()
    if after.isValid() and kind_of(after) == Kind.GAP and after.length() <= 1:
        restyle(QTextCursor(block), block_format(Kind.GAP, Look()), Kind.GAP, 2)
        cursor.movePosition(_MOVE.NextBlock)
    restyle(QTextCursor(cursor.block()), new_paragraph(), Kind.PARAGRAPH, 2, keep_id=False)


def _in_attribution(cursor: QTextCursor) -> bool:
    return text_property(cursor.charFormat(), Key.ROLE) == ATTRIBUTION


def clear_selection(cursor: QTextCursor) -> None:
    """Take away what is selected, so that something else can stand in its place."""
    if cursor.hasSelection() and not erase_selection(cursor, blank=True):
        cursor.removeSelectedText()
    settle(cursor)


def _make_room(cursor: QTextCursor) -> None:
    """Go where text may stand: a gap becomes a paragraph, below a block that is kept whole one begins."""
    kind = kind_of(cursor.block())
    if kind == Kind.GAP:
        become_paragraph(cursor)
    elif kind == Kind.HELD:
        cursor.movePosition(_MOVE.EndOfBlock)
        cursor.insertBlock(new_paragraph(box_of(cursor.block())), char_format(Kind.PARAGRAPH))


def insert_text(cursor: QTextCursor, text: str) -> None:
    """Insert plain text; each line becomes a block of its own, in a caption or a cell a line of it."""
    cursor.beginEditBlock()
    clear_selection(cursor)
    _make_room(cursor)
    first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    cursor.insertText(first)
    for line in rest:
        if kind_of(cursor.block()) in FIXED:
            cursor.insertText((" " if is_plain(cursor.block()) else LINE) + line)
        else:
            _split_text(cursor)
            cursor.insertText(line)
    cursor.endEditBlock()


def insert_runs(cursor: QTextCursor, runs: Runs) -> None:
    """Insert text with its marks where the caret is."""
    cursor.beginEditBlock()
    clear_selection(cursor)
    _make_room(cursor)
    block = cursor.block()
    if is_plain(block):
        runs = runs_of(plain(runs).replace("\n", " "))
    write_runs(cursor, kind_of(block), runs, level_of(block))
    cursor.endEditBlock()


def insert_blocks(cursor: QTextCursor, blocks: tuple[Block, ...], look: Look | None = None) -> None:
    """Insert whole blocks after the one the caret is in, or in its place where that is empty.

    A cell takes their text; a box goes below the box the caret is in.
    """
    cursor.beginEditBlock()
    clear_selection(cursor)
    if kind_of(cursor.block()) in CELLS:
        lines = (text for block in walk(blocks) for field, text in texts(block) if text and field != "alt")
        cursor.insertText("\n".join(lines).replace("\n", LINE))
    else:
        if any(isinstance(block, Box) for block in blocks):
            _below_box(cursor)
        block = cursor.block()
        fresh = kind_of(block) == Kind.PARAGRAPH and block.length() <= 1
        cursor.movePosition(_MOVE.EndOfBlock)
        insert(cursor, blocks, look or Look(), fresh=fresh, box=box_of(block))
        if not cursor.block().next().isValid() and kind_of(cursor.block()) in WHOLE:
            # There must be somewhere to go on writing below a picture at the end.
            form = new_paragraph(box_of(cursor.block()))
            cursor.insertBlock(form, char_format(Kind.PARAGRAPH))
    cursor.endEditBlock()


def _below_box(cursor: QTextCursor) -> None:
    """Move the caret out of a box, to the empty line below it."""
    box = box_of(cursor.block())
    while box and box_of(cursor.block()) == box:
        if not cursor.movePosition(_MOVE.NextBlock):
            cursor.movePosition(_MOVE.EndOfBlock)
            cursor.insertBlock(new_paragraph(), char_format(Kind.PARAGRAPH))


def set_kind(cursor: QTextCursor, kind: str, level: int = 2) -> None:
    """Make the blocks of the selection subheads, quotes or paragraphs; photos, cells, titles stay."""
    cursor.beginEditBlock()
    for block in list(selected_blocks(cursor)):
        if kind_of(block) in FIXED:
            continue
        numbering = list_of(block)
        if numbering is not None:
            numbering.remove(block)
        form = block_format(kind, Look(), level=level, box=box_of(block))
        form.setProperty(int(Key.ID), new_id())
        restyle(QTextCursor(block), form, kind, level, keep_id=numbering is None)
    cursor.endEditBlock()


def attribute(cursor: QTextCursor) -> bool:
    """Put the caret where the source of the quotation is typed, making room for it; False outside of one."""
    block = cursor.block()
    if kind_of(block) != Kind.QUOTE:
        return False
    form = char_format(Kind.QUOTE, role=ATTRIBUTION)
    there = any(text_property(one, Key.ROLE) == ATTRIBUTION for _, one in fragments(block))
    cursor.clearSelection()
    cursor.movePosition(_MOVE.EndOfBlock)
    if not there:
        cursor.insertText(LINE, form)
    return True


def toggle_list(cursor: QTextCursor, *, ordered: bool) -> None:
    """Make a list of the selected paragraphs, or paragraphs of the items when all are items of that kind."""
    blocks = [block for block in selected_blocks(cursor) if kind_of(block) not in FIXED]
    form = list_format(ordered=ordered)
    style = form.style()
    lists = [list_of(block) for block in blocks]
    if blocks and all(one is not None and one.format().style() == style for one in lists):
        set_kind(cursor, Kind.PARAGRAPH)
        return
    cursor.beginEditBlock()
    numbering, list_id, before = None, "", -1
    for block in blocks:
        old = list_of(block)
        if old is not None:
            old.remove(block)
        if numbering is None or block.blockNumber() != before + 1:
            # A photo between two paragraphs stands between two lists.
            numbering, list_id = None, new_id()
        before = block.blockNumber()
        one = QTextCursor(block)
        wanted = block_format(Kind.ITEM, Look(), box=box_of(block))
        wanted.setProperty(int(Key.ID), list_id)
        restyle(one, wanted, Kind.ITEM, 2, keep_id=False)
        if numbering is None:
            numbering = one.createList(form)
        else:
            numbering.add(one.block())
    cursor.endEditBlock()


def toggle_mark(cursor: QTextCursor, mark: str) -> None:
    """Give the selection a mark (``bold``...), or take it away where all of it has it."""
    pieces = list(_text_pieces(cursor))
    everywhere = all(mark in text_property(one.charFormat(), Key.MARKS).split() for one in pieces)
    at, anchor = cursor.position(), cursor.anchor()
    cursor.beginEditBlock()
    for piece in pieces:
        form = piece.charFormat()
        marks = [m for m in text_property(form, Key.MARKS).split() if m != mark]
        if not everywhere:
            marks.append(mark)
        block = piece.block()
        link = form.anchorHref() if form.isAnchor() else None
        role = text_property(form, Key.ROLE)
        fresh = char_format(kind_of(block), marks=tuple(marks), link=link, role=role, level=level_of(block))
        piece.setCharFormat(fresh)
    cursor.endEditBlock()
    cursor.setPosition(anchor)
    cursor.setPosition(at, _KEEP)


def toggled(cursor: QTextCursor, mark: str) -> QTextCharFormat:
    """Return the format for what is typed next: with ``mark``, or without it where it was."""
    block = cursor.block()
    marks = set(marks_at(cursor)) ^ {mark}
    return char_format(kind_of(block), marks=order_marks(marks), level=level_of(block))


def set_link(cursor: QTextCursor, address: str) -> None:
    """Link the selection to ``address``; an empty one takes the link away."""
    cursor.beginEditBlock()
    for piece in list(_text_pieces(cursor)):
        form = piece.charFormat()
        marks = tuple(text_property(form, Key.MARKS).split())
        block = piece.block()
        piece.setCharFormat(
            char_format(kind_of(block), marks=marks, link=address or None, level=level_of(block))
        )
    cursor.endEditBlock()


def marks_at(cursor: QTextCursor) -> tuple[str, ...]:
    """Return the marks of the text at the caret."""
    return tuple(text_property(cursor.charFormat(), Key.MARKS).split())


def _text_pieces(cursor: QTextCursor) -> Iterator[QTextCursor]:
    """Yield the stretches of one format whose letters take marks."""
    for piece in pieces(cursor):
        if not is_plain(piece.block()) and text_property(piece.charFormat(), Key.ROLE) != ATTRIBUTION:
            yield piece


def _split_text(cursor: QTextCursor) -> None:
    """Split a block; the id stays with the first half, the second gets its own in the same step."""
    cursor.insertBlock()
    form = cursor.blockFormat()
    form.setProperty(int(Key.ID), new_id())
    form.clearProperty(int(Key.EXTRA))
    cursor.setBlockFormat(form)

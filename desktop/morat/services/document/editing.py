"""Edits of the body that know its blocks: a photo keeps its caption, every block keeps its own id.

Each function takes the caret's cursor, makes one undo step and leaves the cursor where the caret
belongs afterwards.
"""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor

from morat.newsroom.blocks import Block, new_id
from morat.newsroom.inline import Runs, order_marks
from morat.services.document.build import insert, run_format
from morat.services.document.look import Look, block_format, char_format, list_format
from morat.services.document.properties import LINE, OBJECT, Key, Kind, kind_of, list_of, text_property

_MOVE = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor
_WHOLE = (Kind.PHOTO, Kind.HELD)


def caption_start(block: QTextBlock) -> int:
    """Return the first position of a photo block where its caption may be typed."""
    return block.position() + (2 if block.text().startswith(OBJECT + LINE) else 0)


def settle(cursor: QTextCursor) -> bool:
    """Move the caret out of places where no text belongs, before a key is taken; say whether it moved.

    Beside a picture that is the start of its caption; a selection that cuts into a photo takes all of it.
    """
    if cursor.hasSelection():
        return _take_whole(cursor)
    block = cursor.block()
    if kind_of(block) == Kind.PHOTO and cursor.position() < caption_start(block):
        cursor.setPosition(caption_start(block))
        return True
    return False


def split(cursor: QTextCursor) -> None:
    """Do what Enter does: a new block with an id of its own, below a caption a new paragraph."""
    cursor.beginEditBlock()
    _take_whole(cursor)
    cursor.removeSelectedText()
    block = cursor.block()
    kind = kind_of(block)
    if kind in _WHOLE:
        cursor.movePosition(_MOVE.EndOfBlock)
        cursor.insertBlock(_new_paragraph(), char_format(Kind.PARAGRAPH))
    elif kind == Kind.ITEM and block.length() <= 1:
        _leave_list(cursor)
    elif kind == Kind.ITEM:
        cursor.insertBlock()
    elif kind == Kind.PARAGRAPH:
        _split_text(cursor)
    elif cursor.atBlockEnd():
        cursor.insertBlock(_new_paragraph(), char_format(Kind.PARAGRAPH))
    else:
        _split_text(cursor)
    cursor.endEditBlock()


def erase_backward(cursor: QTextCursor) -> bool:
    """Do what Backspace does beside photos and at the start of blocks; False where Qt's own way is right."""
    if cursor.hasSelection():
        return _erase_selection(cursor)
    block = cursor.block()
    if kind_of(block) in _WHOLE and cursor.position() <= caption_start(block):
        _select_block(cursor, block)
        return True
    if not cursor.atBlockStart():
        return False
    before = block.previous()
    if before.isValid() and kind_of(before) in _WHOLE:
        if block.length() <= 1:
            _remove_block(cursor, block)
        else:
            _select_block(cursor, before)
        return True
    if kind_of(block) != Kind.PARAGRAPH:
        cursor.beginEditBlock()
        _become_paragraph(cursor)
        cursor.endEditBlock()
        return True
    return False


def erase_forward(cursor: QTextCursor) -> bool:
    """Do what Delete does beside photos; False where Qt's own way is right."""
    if cursor.hasSelection():
        return _erase_selection(cursor)
    block = cursor.block()
    if kind_of(block) in _WHOLE and cursor.position() < caption_start(block):
        _select_block(cursor, block)
        return True
    if not cursor.atBlockEnd():
        return False
    after = block.next()
    if not after.isValid():
        return False
    if kind_of(after) in _WHOLE:
        _select_block(cursor, after)
        return True
    # Below a caption: nothing is joined to it.
    return kind_of(block) in _WHOLE


def insert_text(cursor: QTextCursor, text: str) -> None:
    """Insert plain text; each line becomes a block of its own, in a caption a line of it."""
    cursor.beginEditBlock()
    _take_whole(cursor)
    cursor.removeSelectedText()
    settle(cursor)
    first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    cursor.insertText(first)
    for line in rest:
        if kind_of(cursor.block()) in _WHOLE:
            cursor.insertText(LINE + line)
        else:
            _split_text(cursor)
            cursor.insertText(line)
    cursor.endEditBlock()


def insert_runs(cursor: QTextCursor, runs: Runs) -> None:
    """Insert text with its marks where the caret is."""
    cursor.beginEditBlock()
    _take_whole(cursor)
    cursor.removeSelectedText()
    settle(cursor)
    kind = kind_of(cursor.block())
    for run in runs:
        cursor.insertText(run.text.replace("\n", LINE), run_format(run, kind))
    cursor.endEditBlock()


def insert_blocks(cursor: QTextCursor, blocks: tuple[Block, ...], look: Look | None = None) -> None:
    """Insert whole blocks after the one the caret is in, or in its place where that is empty."""
    cursor.beginEditBlock()
    _take_whole(cursor)
    cursor.removeSelectedText()
    block = cursor.block()
    fresh = kind_of(block) == Kind.PARAGRAPH and block.length() <= 1
    cursor.movePosition(_MOVE.EndOfBlock)
    insert(cursor, blocks, look or Look(), fresh=fresh)
    if not cursor.block().next().isValid() and kind_of(cursor.block()) in _WHOLE:
        # There must be somewhere to go on writing below a picture at the end.
        cursor.insertBlock(_new_paragraph(), char_format(Kind.PARAGRAPH))
    cursor.endEditBlock()


def set_kind(cursor: QTextCursor, kind: str, level: int = 2) -> None:
    """Make the blocks of the selection subheads, quotes or paragraphs; photos stay photos."""
    cursor.beginEditBlock()
    for block in list(selected_blocks(cursor)):
        if kind_of(block) in _WHOLE:
            continue
        one = QTextCursor(block)
        numbering = list_of(block)
        if numbering is not None:
            numbering.remove(block)
        _restyle(one, block_format(kind, Look(), level=level), kind, level)
    cursor.endEditBlock()


def toggle_list(cursor: QTextCursor, *, ordered: bool) -> None:
    """Make a list of the selected paragraphs, or paragraphs of the items when all are items of that kind."""
    blocks = [block for block in selected_blocks(cursor) if kind_of(block) not in _WHOLE]
    form = list_format(ordered=ordered)
    style = form.style()
    lists = [list_of(block) for block in blocks]
    if blocks and all(one is not None and one.format().style() == style for one in lists):
        set_kind(cursor, Kind.PARAGRAPH)
        return
    cursor.beginEditBlock()
    numbering = None
    list_id = new_id()
    for block in blocks:
        old = list_of(block)
        if old is not None:
            old.remove(block)
        one = QTextCursor(block)
        wanted = block_format(Kind.ITEM, Look())
        wanted.setProperty(int(Key.ID), list_id)
        _restyle(one, wanted, Kind.ITEM, 2, keep_id=False)
        if numbering is None:
            numbering = one.createList(form)
        else:
            numbering.add(one.block())
    cursor.endEditBlock()


def toggle_mark(cursor: QTextCursor, mark: str) -> None:
    """Give the selection a mark (``bold``...), or take it away where all of it has it."""
    pieces = list(_pieces(cursor))
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
        fresh = char_format(kind_of(block), marks=tuple(marks), link=link, role=role, level=_level(block))
        piece.setCharFormat(fresh)
    cursor.endEditBlock()
    cursor.setPosition(anchor)
    cursor.setPosition(at, _KEEP)


def toggled(cursor: QTextCursor, mark: str) -> QTextCharFormat:
    """Return the format for what is typed next: with ``mark``, or without it where it was."""
    block = cursor.block()
    marks = set(marks_at(cursor)) ^ {mark}
    return char_format(kind_of(block), marks=order_marks(marks), level=_level(block))


def set_link(cursor: QTextCursor, address: str) -> None:
    """Link the selection to ``address``; an empty one takes the link away."""
    cursor.beginEditBlock()
    for piece in list(_pieces(cursor)):
        form = piece.charFormat()
        marks = tuple(text_property(form, Key.MARKS).split())
        block = piece.block()
        piece.setCharFormat(
            char_format(kind_of(block), marks=marks, link=address or None, level=_level(block))
        )
    cursor.endEditBlock()


def marks_at(cursor: QTextCursor) -> tuple[str, ...]:
    """Return the marks of the text at the caret."""
    return tuple(text_property(cursor.charFormat(), Key.MARKS).split())


def selected_blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """Yield the blocks that the selection touches (the caret's block without one)."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    while block.isValid():
        yield block
        if block == last:
            return
        block = block.next()


def _pieces(cursor: QTextCursor) -> Iterator[QTextCursor]:
    """Yield cursors over the stretches of one format in the selection, without the objects."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    for block in selected_blocks(cursor):
        place = block.begin()
        while not place.atEnd():
            fragment = place.fragment()
            low = max(start, fragment.position())
            high = min(end, fragment.position() + fragment.length())
            if low < high and OBJECT not in fragment.text():
                piece = QTextCursor(cursor.document())
                piece.setPosition(low)
                piece.setPosition(high, _KEEP)
                yield piece
            place += 1


def _restyle(
    cursor: QTextCursor, form: QTextBlockFormat, kind: str, level: int, *, keep_id: bool = True
) -> None:
    """Give a block another kind with all its letters; its id, marks and links stay."""
    block = cursor.block()
    if keep_id:
        form.setProperty(int(Key.ID), text_property(block.blockFormat(), Key.ID) or new_id())
    cursor.setBlockFormat(form)
    cursor.setBlockCharFormat(char_format(kind, level=level))
    cursor.movePosition(_MOVE.StartOfBlock)
    cursor.movePosition(_MOVE.EndOfBlock, _KEEP)
    for piece in list(_pieces(cursor)):
        old = piece.charFormat()
        link = old.anchorHref() if old.isAnchor() else None
        marks = tuple(text_property(old, Key.MARKS).split())
        piece.setCharFormat(char_format(kind, marks=marks, link=link, level=level))
    cursor.clearSelection()


def _become_paragraph(cursor: QTextCursor) -> None:
    numbering = list_of(cursor.block())
    if numbering is not None:
        numbering.remove(cursor.block())
    one = QTextCursor(cursor.block())
    _restyle(one, block_format(Kind.PARAGRAPH, Look()), Kind.PARAGRAPH, 2)
    form = cursor.blockFormat()
    form.setProperty(int(Key.ID), new_id())
    cursor.setBlockFormat(form)


def _leave_list(cursor: QTextCursor) -> None:
    """Turn an empty last item into a paragraph below the list."""
    _become_paragraph(cursor)


def _split_text(cursor: QTextCursor) -> None:
    """Split a block; the id stays with the first half, the second gets its own in the same step."""
    cursor.insertBlock()
    form = cursor.blockFormat()
    form.setProperty(int(Key.ID), new_id())
    form.clearProperty(int(Key.EXTRA))
    cursor.setBlockFormat(form)


def _new_paragraph() -> QTextBlockFormat:
    form = block_format(Kind.PARAGRAPH, Look())
    form.setProperty(int(Key.ID), new_id())
    return form


def _level(block: QTextBlock) -> int:
    level: object = block.blockFormat().property(int(Key.LEVEL))
    return level if isinstance(level, int) else 2


def _select_block(cursor: QTextCursor, block: QTextBlock) -> None:
    cursor.setPosition(block.position())
    cursor.movePosition(_MOVE.EndOfBlock, _KEEP)


def _remove_block(cursor: QTextCursor, block: QTextBlock) -> None:
    """Take a whole block away with the break before it (or after it, for the first)."""
    cursor.beginEditBlock()
    _select_block(cursor, block)
    cursor.removeSelectedText()
    if block.previous().isValid():
        # Joining keeps the format of the block before: a photo stays one.
        cursor.deletePreviousChar()
    elif block.next().isValid():
        _adopt_next(cursor)
    else:
        _restyle(cursor, _new_paragraph(), Kind.PARAGRAPH, 2)
    cursor.endEditBlock()


def _adopt_next(cursor: QTextCursor) -> None:
    """Join the block after an emptied first one, keeping that block's own format."""
    after = cursor.block().next().blockFormat()
    letters = cursor.block().next().charFormat()
    cursor.deleteChar()
    cursor.setBlockFormat(after)
    cursor.setBlockCharFormat(letters)


def _take_whole(cursor: QTextCursor) -> bool:
    """Widen a selection that cuts into photos so that it holds them whole; say whether it did."""
    if not cursor.hasSelection():
        return False
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = document.findBlock(start), document.findBlock(end)
    low, high = start, end
    if first == last:
        if kind_of(first) == Kind.PHOTO and start < caption_start(first):
            low, high = first.position(), first.position() + first.length() - 1
    else:
        if kind_of(first) in _WHOLE:
            low = first.position()
        if kind_of(last) in _WHOLE:
            high = last.position() + last.length() - 1
    if (low, high) == (start, end):
        return False
    cursor.setPosition(low)
    cursor.setPosition(high, _KEEP)
    return True


def _erase_selection(cursor: QTextCursor) -> bool:
    """Remove the selection with whole photos; the block that is left has a kind of its own again."""
    _take_whole(cursor)
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = document.findBlock(start), document.findBlock(end)
    takes_photo = kind_of(first) in _WHOLE and start == first.position() and end >= caption_start(first)
    if first == last and not takes_photo:
        return False
    if first == last:
        _remove_block(cursor, first)
        return True
    tail = last.blockFormat() if end < last.position() + last.length() - 1 else None
    tail_kind = kind_of(last)
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if takes_photo:
        if tail is not None and tail_kind not in _WHOLE:
            cursor.setBlockFormat(tail)
        else:
            _restyle(QTextCursor(cursor.block()), _new_paragraph(), Kind.PARAGRAPH, 2)
    cursor.endEditBlock()
    return True

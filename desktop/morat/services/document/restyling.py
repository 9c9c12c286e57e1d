"""Give text blocks another kind: their letters follow, ids, marks and links stay."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from morat.newsroom.blocks import new_id
from morat.services.document.look import Look, block_format, char_format
from morat.services.document.properties import OBJECT, Key, Kind, box_of, kind_of, list_of, text_property

_MOVE = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor


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


def pieces(cursor: QTextCursor) -> Iterator[QTextCursor]:
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


def restyle(
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
    for piece in list(pieces(cursor)):
        old = piece.charFormat()
        link = old.anchorHref() if old.isAnchor() else None
        marks = tuple(text_property(old, Key.MARKS).split())
        fresh = char_format(kind, marks=marks, link=link, level=level)
        extra = text_property(old, Key.RUN_EXTRA)
        if extra:
            fresh.setProperty(int(Key.RUN_EXTRA), extra)
        piece.setCharFormat(fresh)
    cursor.clearSelection()


def become_paragraph(cursor: QTextCursor) -> None:
    """Make the caret's block a paragraph where it stands; an item of a list gets an id of its own."""
    block = cursor.block()
    numbering = list_of(block)
    if numbering is not None:
        numbering.remove(block)
    form = new_paragraph(box_of(block))
    restyle(QTextCursor(block), form, Kind.PARAGRAPH, 2, keep_id=numbering is None)


def new_paragraph(box: str = "") -> QTextBlockFormat:
    """Return the format of a paragraph with an id of its own, in a box if there is one."""
    form = block_format(Kind.PARAGRAPH, Look(), box=box)
    form.setProperty(int(Key.ID), new_id())
    return form


def is_plain(block: QTextBlock) -> bool:
    """Say whether the text of ``block`` takes no marks: a title, the caption of a link."""
    return kind_of(block) in (Kind.TITLE, Kind.EMBED)


def level_of(block: QTextBlock) -> int:
    """Return the level of a subhead."""
    level: object = block.blockFormat().property(int(Key.LEVEL))
    return level if isinstance(level, int) else 2

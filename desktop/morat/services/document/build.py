"""From blocks to the document: written with a cursor in one edit block."""

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from morat.newsroom.blocks import Block, ListBlock, Paragraph, Photo, Pullquote, Quote, Subhead, new_id
from morat.newsroom.codec import blocks_to_bytes
from morat.newsroom.inline import Run, Runs
from morat.services.document.look import Look, block_format, char_format, list_format
from morat.services.document.properties import (
    ATTRIBUTION,
    HELD_OBJECT,
    LINE,
    OBJECT,
    PICTURE_OBJECT,
    Key,
    Kind,
    describe_photo,
)


def fill(document: QTextDocument, blocks: tuple[Block, ...], look: Look) -> None:
    """Write ``blocks`` into an empty ``document``; there is nothing to undo afterwards."""
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    make_blank(cursor, look)
    insert(cursor, blocks, look, fresh=True)
    cursor.endEditBlock()
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def make_blank(cursor: QTextCursor, look: Look) -> None:
    """Make the empty block under ``cursor`` that of a body without blocks."""
    blank = block_format(Kind.PARAGRAPH, look)
    blank.setProperty(int(Key.BLANK), True)  # noqa: FBT003 - Qt's own signature
    # With an id from the first letter on: a finding in it, a comparison, a merge know it by that.
    blank.setProperty(int(Key.ID), new_id())
    cursor.setBlockFormat(blank)
    cursor.setBlockCharFormat(char_format(Kind.PARAGRAPH))


def insert(cursor: QTextCursor, blocks: tuple[Block, ...], look: Look, *, fresh: bool = False) -> None:
    """Insert whole blocks at ``cursor``: into its block when ``fresh``, else each in a new block after it."""
    writer = _Writer(cursor, look, fresh=fresh)
    for block in blocks:
        writer.write(block)


class _Writer:
    """Writes one block after another; the first may take over the empty block it stands in."""

    def __init__(self, cursor: QTextCursor, look: Look, *, fresh: bool) -> None:
        self._cursor = cursor
        self._look = look
        self._fresh = fresh

    def write(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._text_block(Kind.PARAGRAPH, block.id, block.runs, block.extra)
            case Subhead():
                self._text_block(Kind.SUBHEAD, block.id, block.runs, block.extra, level=block.level)
            case Pullquote():
                self._text_block(Kind.PULLQUOTE, block.id, block.runs, block.extra)
            case Quote():
                self._quote(block)
            case ListBlock():
                self._list(block)
            case Photo():
                self._photo(block)
            case _:
                self._held(block)

    def _start(self, form: QTextBlockFormat, letters: QTextCharFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(letters)
            self._fresh = False
        else:
            self._cursor.insertBlock(form, letters)

    def _form(self, kind: str, block_id: str, extra: str, level: int = 2) -> QTextBlockFormat:
        form = block_format(kind, self._look, level=level)
        form.setProperty(int(Key.ID), block_id)
        if extra:
            form.setProperty(int(Key.EXTRA), extra)
        return form

    def _text_block(self, kind: str, block_id: str, runs: Runs, extra: str, level: int = 2) -> None:
        self._start(self._form(kind, block_id, extra, level), char_format(kind, level=level))
        self._runs(kind, runs, level)

    def _runs(self, kind: str, runs: Runs, level: int = 2) -> None:
        for run in runs:
            self._cursor.insertText(run.text.replace("\n", LINE), run_format(run, kind, level))

    def _quote(self, quote: Quote) -> None:
        self._text_block(Kind.QUOTE, quote.id, quote.runs, quote.extra)
        if quote.attribution:
            form = char_format(Kind.QUOTE, role=ATTRIBUTION)
            self._cursor.insertText(LINE + quote.attribution, form)

    def _list(self, block: ListBlock) -> None:
        numbering = None
        for item in block.items:
            self._text_block(Kind.ITEM, block.id, item, block.extra)
            if numbering is None:
                numbering = self._cursor.createList(list_format(ordered=block.ordered))
            else:
                numbering.add(self._cursor.block())
        # createList copies the list into the block format; the next block must not inherit it,
        # and does not: each starts with a format of its own.

    def _photo(self, photo: Photo) -> None:
        form = block_format(Kind.PHOTO, self._look)
        describe_photo(form, photo)
        letters = char_format(Kind.PHOTO)
        self._start(form, letters)
        self._cursor.insertText(OBJECT, object_format(PICTURE_OBJECT))
        self._cursor.insertText(LINE, letters)
        self._runs(Kind.PHOTO, photo.caption)

    def _held(self, block: Block) -> None:
        form = self._form(Kind.HELD, block.id, "")
        form.setProperty(int(Key.HELD), blocks_to_bytes((block,)).decode())
        self._start(form, char_format(Kind.HELD))
        self._cursor.insertText(OBJECT, object_format(HELD_OBJECT))


def run_format(run: Run, kind: str, level: int = 2) -> QTextCharFormat:
    """Return the format of a run in a block of ``kind``."""
    form = char_format(kind, marks=run.marks, link=run.link, level=level)
    if run.extra:
        form.setProperty(int(Key.RUN_EXTRA), run.extra)
    return form


def object_format(kind: int) -> QTextCharFormat:
    """Return the format of the character where an object is drawn."""
    form = QTextCharFormat()
    form.setObjectType(kind)
    form.setProperty(int(QTextFormat.Property.FontSizeAdjustment), 0)
    return form

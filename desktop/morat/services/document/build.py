"""From blocks to the document: written with a cursor in one edit block."""

from functools import lru_cache

from msgspec import structs
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from morat.newsroom.blocks import (
    Block,
    Box,
    Embed,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
    new_id,
)
from morat.newsroom.codec import blocks_to_bytes
from morat.newsroom.inline import Run, Runs, runs_of
from morat.services.document.look import Look, block_format, char_format, list_format, table_format
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


def insert(
    cursor: QTextCursor, blocks: tuple[Block, ...], look: Look, *, fresh: bool = False, box: str = ""
) -> None:
    """Insert whole blocks at ``cursor``: into its block when ``fresh``, else each in a new block after it.

    ``box`` is the id of the box they lie in, if they do.
    """
    writer = _Writer(cursor, look, fresh=fresh, box=box)
    for block in blocks:
        writer.write(block)


def lines_of(block: Block, *, in_box: bool = False) -> int:
    """Return how many text blocks :func:`insert` makes of ``block``."""
    match block:
        case ListBlock():
            return len(block.items)
        case Table():
            return len(block.rows) * len(block.rows[0]) + 2
        case Box() if not in_box:
            return sum(lines_of(one, in_box=True) for one in block.blocks) + 2
        case _:
            return 1


class _Writer:
    """Writes one block after another; the first may take over the empty block it stands in."""

    def __init__(self, cursor: QTextCursor, look: Look, *, fresh: bool, box: str) -> None:
        self._cursor = cursor
        self._look = look
        self._fresh = fresh
        self._box = box

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
            case _:
                self._write_object(block)

    def _write_object(self, block: Block) -> None:
        match block:
            case Photo():
                self._photo(block)
            case Gallery():
                self._object(Kind.GALLERY, structs.replace(block, caption=()), block.caption)
            case Embed():
                self._object(Kind.EMBED, structs.replace(block, caption=""), runs_of(block.caption))
            case Table():
                self._table(block)
            case Box() if not self._box:
                self._write_box(block)
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
        form = block_format(kind, self._look, level=level, box=self._box)
        form.setProperty(int(Key.ID), block_id)
        if extra:
            form.setProperty(int(Key.EXTRA), extra)
        return form

    def _text_block(self, kind: str, block_id: str, runs: Runs, extra: str, level: int = 2) -> None:
        self._start(self._form(kind, block_id, extra, level), char_format(kind, level=level))
        self._runs(kind, runs, level)

    def _runs(self, kind: str, runs: Runs, level: int = 2) -> None:
        write_runs(self._cursor, kind, runs, level)

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
        form = block_format(Kind.PHOTO, self._look, box=self._box)
        describe_photo(form, photo)
        self._captioned(Kind.PHOTO, form, PICTURE_OBJECT, photo.caption)

    def _object(self, kind: str, block: Gallery | Embed, caption: Runs) -> None:
        form = self._form(kind, block.id, "")
        form.setProperty(int(Key.HELD), blocks_to_bytes((block,)).decode())
        self._captioned(kind, form, HELD_OBJECT, caption)

    def _captioned(self, kind: str, form: QTextBlockFormat, picture: int, caption: Runs) -> None:
        letters = char_format(kind)
        self._start(form, letters)
        self._cursor.insertText(OBJECT, object_format(picture))
        self._cursor.insertText(LINE, letters)
        self._runs(kind, caption)

    def _write_box(self, box: Box) -> None:
        self._box = box.id
        form = self._form(Kind.TITLE, box.id, box.extra)
        form.setProperty(int(Key.BOX_KIND), box.kind)
        self._start(form, char_format(Kind.TITLE))
        self._runs(Kind.TITLE, runs_of(box.title))
        for block in box.blocks:
            self.write(block)
        self._box = ""
        self._gap(box.id)

    def _gap(self, block_id: str) -> None:
        self._start(self._form(Kind.GAP, block_id, ""), char_format(Kind.GAP))

    def _table(self, table: Table) -> None:
        self._gap(table.id)
        grid = self._cursor.insertTable(
            len(table.rows), len(table.rows[0]), table_format(self._look, box=self._box)
        )
        for number, row in enumerate(table.rows):
            kind = Kind.HEAD if table.header and not number else Kind.CELL
            form, letters = self._form(kind, table.id, table.extra), char_format(kind)
            for place, cell in enumerate(row):
                inside = grid.cellAt(number, place).firstCursorPosition()
                inside.setBlockFormat(form)
                inside.setBlockCharFormat(letters)
                write_runs(inside, kind, cell)
        # Qt leaves an empty line below the table.
        self._cursor.setPosition(grid.lastPosition() + 1)
        self._fresh = True
        self._gap(table.id)

    def _held(self, block: Block) -> None:
        form = self._form(Kind.HELD, block.id, "")
        form.setProperty(int(Key.HELD), blocks_to_bytes((block,)).decode())
        self._start(form, char_format(Kind.HELD))
        self._cursor.insertText(OBJECT, object_format(HELD_OBJECT))


def write_runs(cursor: QTextCursor, kind: str, runs: Runs, level: int = 2) -> None:
    """Insert ``runs`` at ``cursor`` as they look in a block of ``kind``."""
    for run in runs:
        cursor.insertText(run.text.replace("\n", LINE), run_format(run, kind, level))


def run_format(run: Run, kind: str, level: int = 2) -> QTextCharFormat:
    """Return the format of a run in a block of ``kind``."""
    if not run.extra:
        return _letters(kind, run.marks, run.link, level)
    form = char_format(kind, marks=run.marks, link=run.link, level=level)
    form.setProperty(int(Key.RUN_EXTRA), run.extra)
    return form


@lru_cache(maxsize=256)
def _letters(kind: str, marks: tuple[str, ...], link: str | None, level: int) -> QTextCharFormat:
    """Return the format of ordinary runs, made once; nobody changes it."""
    return char_format(kind, marks=marks, link=link, level=level)


def object_format(kind: int) -> QTextCharFormat:
    """Return the format of the character where an object is drawn."""
    form = QTextCharFormat()
    form.setObjectType(kind)
    form.setProperty(int(QTextFormat.Property.FontSizeAdjustment), 0)
    return form

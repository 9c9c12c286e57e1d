"""Put blocks where the caret is, as a word processor does: text flows into text, the rest stands between.

The first paragraph goes on with what stands before the caret, what stands after it goes on with the
last one. In a list paragraphs become items, in a quotation they are quoted; a caption, a title and a
cell of a table take one line.
"""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor

from morat.newsroom.blocks import Block, ListBlock, Paragraph, Pullquote, Quote, Subhead, new_id, texts
from morat.newsroom.inline import Runs, runs_of
from morat.newsroom.text import clean_line
from morat.services.document import editing
from morat.services.document.build import write_runs
from morat.services.document.properties import (
    CELLS,
    FIXED,
    Key,
    Kind,
    kind_of,
    table_of,
    text_property,
)
from morat.services.document.restyling import become_paragraph, level_of

_MOVE = QTextCursor.MoveOperation


class Flow:
    """Blocks on their way into a document: :meth:`put` them, in as many parts as is good, then :meth:`end`.

    The caller keeps the edit block; ``cursor`` is where the caret belongs at any time.
    """

    def __init__(self, cursor: QTextCursor) -> None:
        """Begin at ``cursor``; its selection is taken away, text after it is set apart."""
        self.cursor = cursor
        editing.clear_selection(cursor)
        if kind_of(cursor.block()) == Kind.GAP:
            become_paragraph(cursor)
        self._kind = kind_of(cursor.block())
        self._flows = self._kind not in FIXED
        self._level = level_of(cursor.block())
        self._begun = False
        self._tail: QTextCursor | None = None
        self._last: Block | None = None

    def put(self, blocks: Sequence[Block]) -> None:
        """Put ``blocks`` below those that were put before."""
        if not blocks:
            return
        if not self._flows:
            self._put_beside(blocks)
            return
        if not self._begun and _is_words(blocks) and self.cursor.block().length() > 1:
            self._write(_words(blocks[0])[0])
            return
        if not self._begun:
            self._part()
            blocks = self._join_first(blocks)
        self._begun = True
        if self._kind == Kind.ITEM and all(isinstance(one, Paragraph | ListBlock) for one in blocks):
            self._put_items(blocks)
        elif blocks:
            fitting = _quoted(blocks) if self._kind == Kind.QUOTE else blocks
            editing.insert_blocks(self.cursor, tuple(fitting))
        self._last = blocks[-1] if blocks else self._last

    def end(self) -> None:
        """Join what stood after the caret to the last paragraph that was put."""
        if self._tail is None or self.cursor.block().next() != self._tail.block():
            return
        if isinstance(self._last, Paragraph) or kind_of(self.cursor.block()) == self._kind:
            at = self.cursor.position()
            self.cursor.deleteChar()
            self.cursor.setPosition(at)

    def _part(self) -> None:
        """Set the text after the caret apart; the id stays with the half that has words."""
        if self.cursor.atBlockEnd():
            return
        known = text_property(self.cursor.blockFormat(), Key.ID)
        at_start = self.cursor.atBlockStart()
        self.cursor.insertBlock()
        self._tail = QTextCursor(self.cursor)
        self.cursor.movePosition(_MOVE.PreviousBlock)
        self.cursor.movePosition(_MOVE.EndOfBlock)
        if self._kind != Kind.ITEM:
            _give_id(self._tail, known if at_start else new_id())
            _give_id(self.cursor, new_id() if at_start else known)

    def _join_first(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Let the first paragraph go on with the text before the caret; return the others."""
        first = blocks[0]
        if isinstance(first, ListBlock) and self._kind == Kind.ITEM and first.items:
            self._write(first.items[0])
            self._last = first
            rest = ListBlock(first.id, first.ordered, first.items[1:])
            return (rest, *blocks[1:]) if rest.items else blocks[1:]
        if isinstance(first, Paragraph):
            self._write(first.runs)
            self._last = first
            return blocks[1:]
        if self.cursor.block().length() <= 1 and self._kind != Kind.PARAGRAPH:
            # A photo or a table takes the place of an empty subhead or item.
            editing.set_kind(self.cursor, Kind.PARAGRAPH)
        return blocks

    def _put_items(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            for runs in _words(block):
                self.cursor.insertBlock()
                self._write(runs)

    def _put_beside(self, blocks: Sequence[Block]) -> None:
        """Put text into a caption, a title or a cell; what is no text goes below."""
        if not all(isinstance(block, _TEXTS) for block in blocks) or self._kind == Kind.HELD:
            table = table_of(self.cursor.block())
            if table is not None:
                self.cursor.setPosition(table.lastPosition() + 1)
            editing.insert_blocks(self.cursor, tuple(blocks))
        elif self._kind in CELLS and not _is_words(blocks):
            editing.insert_blocks(self.cursor, tuple(blocks))
        elif _is_words(blocks) and self._kind in CELLS:
            editing.insert_runs(self.cursor, _words(blocks[0])[0])
        else:
            lines = [clean_line(text) for block in blocks for _, text in texts(block) if text]
            editing.insert_runs(self.cursor, runs_of((" " if self._begun else "") + " ".join(lines)))
        self._begun = True

    def _write(self, runs: Runs) -> None:
        write_runs(self.cursor, self._kind, runs, self._level)


_TEXTS = (Paragraph, Subhead, Quote, Pullquote, ListBlock)


def _is_words(blocks: Sequence[Block]) -> bool:
    """Say whether ``blocks`` are one stretch of text, which goes into the text it is put in."""
    return len(blocks) == 1 and len(_words(blocks[0])) == 1


def _words(block: Block) -> tuple[Runs, ...]:
    match block:
        case Paragraph() | Subhead() | Quote() | Pullquote():
            return (block.runs,)
        case ListBlock():
            return block.items
        case _:
            return ()


def _quoted(blocks: Sequence[Block]) -> Sequence[Block]:
    return [Quote(block.id, block.runs) if isinstance(block, Paragraph) else block for block in blocks]


def _give_id(cursor: QTextCursor, block_id: str) -> None:
    form = cursor.blockFormat()
    if text_property(form, Key.ID) == block_id:
        return
    form.setProperty(int(Key.ID), block_id)
    form.clearProperty(int(Key.EXTRA))
    cursor.setBlockFormat(form)

"""Put blocks where the caret is, as a word processor does: text flows into text, the rest stands between.

The first paragraph goes on with what stands before the caret, what stands after it goes on with the
last one. In a list paragraphs become items, in a quotation they are quoted; a caption, a title and a
cell of a table take one line.
"""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCursor

from morat.newsroom.blocks import (
    Block,
    ListBlock,
    Paragraph,
    Pullquote,
    Quote,
    Subhead,
    new_id,
    texts,
)
from morat.newsroom.inline import Runs, runs_of
from morat.newsroom.text import clean_line
from morat.services.document import editing
from morat.services.document.build import run_format
from morat.services.document.erasing import erase_selection
from morat.services.document.properties import (
    CAPTIONED,
    CELLS,
    LINE,
    WHOLE,
    Key,
    Kind,
    kind_of,
    text_property,
)
from morat.services.document.restyling import become_paragraph, level_of

_MOVE = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor
_FLOWING = (Kind.PARAGRAPH, Kind.SUBHEAD, Kind.PULLQUOTE, Kind.QUOTE, Kind.ITEM)
"""Kinds of text blocks that can be parted and joined."""
_OF_ONE_LINE = (*CAPTIONED, *CELLS, Kind.TITLE)
"""Kinds with a text of their own that is no block, such as a caption."""


class Flow:
    """Blocks on their way into a document: :meth:`put` them, in as many parts as is good, then :meth:`end`.

    The caller keeps the edit block; ``cursor`` is where the caret belongs at any time.
    """

    def __init__(self, cursor: QTextCursor) -> None:
        """Begin at ``cursor``; its selection is taken away, text after it is set apart."""
        self.cursor = cursor
        self._replaced = _whole_block(cursor)
        if self._replaced is None:
            editing.clear_selection(cursor)
        if kind_of(cursor.block()) == Kind.GAP:
            become_paragraph(cursor)
        self._kind = kind_of(cursor.block())
        self._flows = self._kind in _FLOWING and self._replaced is None
        self._level = level_of(cursor.block())
        self._begun = False
        self._parted = "-"
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
        if self._replaced is not None:
            at = self.cursor.position()
            length = self._replaced.length()
            _select(self.cursor, self._replaced)
            erase_selection(self.cursor)
            self.cursor.setPosition(max(0, at - length))
        elif self._goes_on():
            at = self.cursor.position()
            self.cursor.deleteChar()
            self.cursor.setPosition(at)

    def _goes_on(self) -> bool:
        """Say whether the caret is at the end of text that the part set apart goes on."""
        after = self.cursor.block().next()
        rest = after.isValid() and text_property(after.blockFormat(), Key.ID) == self._parted
        return rest and (isinstance(self._last, Paragraph) or kind_of(self.cursor.block()) == self._kind)

    def _part(self) -> None:
        """Set the text after the caret apart; the id stays with the longer known part of the block."""
        block = self.cursor.block()
        if self.cursor.atBlockEnd():
            return
        known = text_property(block.blockFormat(), Key.ID)
        at_start = self.cursor.atBlockStart()
        self.cursor.insertBlock()
        self._parted = known if at_start else new_id()
        _give_id(self.cursor, self._parted)
        self.cursor.movePosition(_MOVE.PreviousBlock)
        self.cursor.movePosition(_MOVE.EndOfBlock)
        if at_start:
            _give_id(self.cursor, new_id())

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
        """Put one line into a caption or a cell; what is no text goes below."""
        if self._replaced is None and self._kind in _OF_ONE_LINE and all(map(_is_text, blocks)):
            if self._begun:
                self.cursor.insertText(" ")
            line = " ".join(clean_line(text) for block in blocks for _, text in texts(block) if text)
            editing.insert_runs(self.cursor, runs_of(line))
        else:
            editing.insert_blocks(self.cursor, tuple(blocks))
        self._begun = True

    def _write(self, runs: Runs) -> None:
        for run in runs:
            self.cursor.insertText(run.text.replace("\n", LINE), run_format(run, self._kind, self._level))


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


def _is_text(block: Block) -> bool:
    return isinstance(block, Paragraph | Subhead | Quote | Pullquote | ListBlock)


def _quoted(blocks: Sequence[Block]) -> Sequence[Block]:
    return [Quote(block.id, block.runs) if isinstance(block, Paragraph) else block for block in blocks]


def _whole_block(cursor: QTextCursor) -> QTextBlock | None:
    """Return the photo, or another block that is taken whole, which is all that is selected."""
    if not cursor.hasSelection():
        return None
    block = cursor.document().findBlock(cursor.selectionStart())
    inside = cursor.selectionEnd() < block.position() + block.length()
    if kind_of(block) not in WHOLE or cursor.selectionStart() > block.position() or not inside:
        return None
    cursor.setPosition(block.position() + block.length() - 1)
    return block


def _select(cursor: QTextCursor, block: QTextBlock) -> None:
    cursor.setPosition(block.position())
    cursor.movePosition(_MOVE.EndOfBlock, _KEEP)


def _give_id(cursor: QTextCursor, block_id: str) -> None:
    form = cursor.blockFormat()
    form.setProperty(int(Key.ID), block_id)
    form.clearProperty(int(Key.EXTRA))
    cursor.setBlockFormat(form)

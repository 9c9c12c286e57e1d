"""The body of a live document as blocks, read again only where it has changed.

A pause in the typing of 100,000 words used to read all of them: 240 ms in which no key was taken.
``QTextDocument.contentsChange`` says which stretch has changed, for typing, formats, lists and undo
alike; the text blocks of that stretch are read again when somebody asks, the others are as they were.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextBlock, QTextDocument

from morat.newsroom.blocks import Block, Box, ListBlock, Paragraph, Photo, Pullquote, Quote, Subhead, Table
from morat.services.document.build import lines_of
from morat.services.document.properties import list_of
from morat.services.document.read import Item, Part, is_blank, joined, part_of

_TYPED = (Paragraph, Subhead, Quote, Pullquote, Photo)
"""Blocks that are one text block each and hold no others."""


class Snapshot(QObject):
    """Reads one document; unchanged blocks of two readings are the very same objects."""

    def __init__(self, document: QTextDocument, blocks: tuple[Block, ...]) -> None:
        """Watch ``document``, which has just been filled with ``blocks`` in their normal form."""
        super().__init__(document)
        self._document = document
        self._parts: list[Part | None] = _parts(document, blocks)
        self._stale: set[int] = {number for number, part in enumerate(self._parts) if part is None}
        self._blocks: tuple[Block, ...] | None = None
        self._is_unsure = False
        self._last: tuple[Block, ...] = ()
        self._revisions = [block.revision() for block in _text_blocks(document)]
        # Without a layout Qt tells nobody what changes.
        document.documentLayout()
        document.contentsChange.connect(self._on_contents_change)

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks as they stand now; see ``read.read``, which says the same of all documents."""
        if self._blocks is None:
            if self._is_unsure:
                self._look_around()
            self.read_on()
            self._blocks = () if is_blank(self._document) else self._typed() or self._joined()
            self._last = self._blocks
            self._stale.clear()
        return self._blocks

    def read_on(self) -> None:
        """Read what has changed by now, so that less is left when somebody asks for all."""
        for number in self._stale:
            if self._parts[number] is None:
                block = self._document.findBlockByNumber(number)
                self._parts[number] = part_of(block)
                self._revisions[number] = block.revision()

    def _joined(self) -> tuple[Block, ...]:
        return joined([part for part in self._parts if part is not None])

    def _typed(self) -> tuple[Block, ...]:
        """Return the last reading with what was typed into a few of its blocks; empty when it was more.

        Joining all of 100,000 words anew costs a millisecond, more than the key itself.
        """
        if len(self._last) != len(self._parts):
            return ()
        blocks = list(self._last)
        for number in self._stale:
            part = self._parts[number]
            if not isinstance(part, _TYPED) or part.id != blocks[number].id:
                return ()
            blocks[number] = part
        return tuple(blocks)

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        self._blocks = None
        first = self._number_at(position)
        # Qt counts the end of the last block too at times, so that the end may lie behind the last.
        last = self._number_at(min(position + added, self._document.characterCount() - 1))
        # What follows the change is what it was: told from the end, where the blocks still agree.
        after = self._document.blockCount() - last - 1
        self._splice(first, max(first, len(self._parts) - after), last + 1 - first)
        # To look at all blocks costs more than a key: once, when somebody asks.
        self._is_unsure = self._is_unsure or bool(removed and added)

    def _look_around(self) -> None:
        """Find what else has changed: of two places changed in one step Qt tells too short a stretch.

        Text dragged to a place before it is such a step. Qt counts the changes of each block.
        """
        self._is_unsure = False
        for number, block in enumerate(_text_blocks(self._document)):
            if block.revision() != self._revisions[number]:
                self._parts[number] = None
                self._stale.add(number)

    def _splice(self, first: int, end: int, count: int) -> None:
        """Put ``count`` blocks that have yet to be read in the place of those from ``first`` to ``end``."""
        shift = count - (end - first)
        if shift:
            # Which block of the last reading a text block was is no longer known.
            self._last = ()
            self._stale = {n if n < first else n + shift for n in self._stale if not first <= n < end}
        self._parts[first:end] = [None] * count
        self._revisions[first:end] = [-1] * count
        self._stale.update(range(first, first + count))
        if len(self._parts) != self._document.blockCount():
            # Nobody knows such a change; should there be one, everything is read.
            self._parts = [None] * self._document.blockCount()
            self._revisions = [-1] * len(self._parts)
            self._stale = set(range(len(self._parts)))

    def _number_at(self, position: int) -> int:
        return self._document.findBlock(position).blockNumber()


def _text_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _parts(document: QTextDocument, blocks: tuple[Block, ...]) -> list[Part | None]:
    """Return what the text blocks are, as ``blocks`` say it: reading them would cost at every opening."""
    parts: list[Part | None] = []
    for block in blocks:
        match block:
            case ListBlock():
                first = _numbering(document.findBlockByNumber(len(parts)))
                parts += [Item(first, block.id, block.ordered, block.extra, item) for item in block.items]
            case Table() | Box():
                # Read when somebody asks.
                parts += [None] * lines_of(block)
            case _:
                parts.append(block)
    return parts if len(parts) == document.blockCount() else [None] * document.blockCount()


def _numbering(block: QTextBlock) -> int:
    numbering = list_of(block)
    return -1 if numbering is None else numbering.objectIndex()

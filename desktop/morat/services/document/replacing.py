"""Put other text in many places of a live document, a stretch at a time and without touching what stays."""

from collections import defaultdict
from collections.abc import Mapping

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from morat.newsroom.edits import common_start
from morat.newsroom.find import Hit
from morat.services.document.erasing import caption_start
from morat.services.document.places import PARTS, spans, utf16
from morat.services.document.properties import LINE, Key, kind_of, text_property

LETTERS, PLACES = 10_000, 120
"""What a stretch has at most: Qt lays out, and we read, all between its first and its last place (3 ms)."""
REACH = 25_000
"""Letters over which an edit block of several stretches goes: undone, it is laid out in one call (5 ms).

Smaller ones would be dearer: at each Qt goes over all lines below it, 2 ms in 100,000 words."""
_LINES = ("body", "caption")
"""Texts that may have several lines."""
Texts = Mapping[str, Mapping[Hit, str]]
"""What is to stand in places, by the id of their block; that of a field has none and is called ``""``."""


class Replacing:
    """Edits on their way through a document, from its start to its end.

    Nobody else may edit the document meanwhile. ``changed`` is how many of the edits made their text another.
    """

    def __init__(self, document: QTextDocument, blocks: Texts) -> None:
        """Put other texts in the places of ``blocks`` that still stand, once :meth:`go_on` is called."""
        self.changed = 0
        self._taken = 0
        self._document = document
        self._blocks = blocks
        self._made: set[Hit] = set()
        self._block = document.firstBlock() if blocks else QTextBlock()
        self._lists: dict[str, int] = defaultdict(int)
        self._places: list[tuple[int, Hit, str]] = []
        self._begun = 0

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to replace."""
        return not self._places and not self._block.isValid()

    @property
    def left(self) -> Texts:
        """What has not been put in its place."""
        return {
            block: {hit: text for hit, text in texts.items() if hit not in self._made}
            for block, texts in self._blocks.items()
        }

    def stop(self) -> None:
        """Make no more of them."""
        self._places, self._block = [], QTextBlock()

    @property
    def percent(self) -> int:
        """How much of the document is behind it."""
        if not self._block.isValid():
            return 100
        return self._block.position() * 100 // max(1, self._document.characterCount())

    @property
    def joins(self) -> bool:
        """Whether the next stretch belongs to the last edit block of the document."""
        return bool(self.changed) and self._seek() and self._places[0][0] < self._begun + REACH

    def go_on(self) -> None:
        """Replace in the next stretch; a few of them are one edit block of the document."""
        if not self._seek():
            return
        cursor = QTextCursor(self._document)
        start, most = self._places[0][0], self._taken + PLACES
        if self.joins:
            cursor.joinPreviousEditBlock()
        else:
            self._begun = start
            cursor.beginEditBlock()
        while self._taken < most and (self._places or self._seek()):
            # Places of a paragraph from its end on: those before them stay where they are.
            if self._places[0][0] > start + LETTERS:
                break
            position, hit, text = self._places.pop()
            line = LINE if hit.field in _LINES else " "
            old, new = hit.text.replace("\n", LINE), text.replace("\n", line)
            self._made.add(hit)
            self.changed += _put(cursor, position, old, new)
            self._taken += 1
        cursor.endEditBlock()

    def _seek(self) -> bool:
        """Find the places of the next text block that has some; False where none has."""
        while not self._places and self._block.isValid():
            block, self._block = self._block, self._block.next()
            block_id = text_property(block.blockFormat(), Key.ID)
            texts = self._blocks.get(block_id)
            if texts:
                found = spans(block, texts, self._lists[block_id])
                self._places = sorted(
                    ((block.position() + start, hit, texts[hit]) for hit, start, _ in found), key=_first
                )
            if kind_of(block) in PARTS:
                self._lists[block_id] += len(block.text()) + 1
        return bool(self._places)


def _first(place: tuple[int, Hit, str]) -> int:
    return place[0]


def rewrite_caption(block: QTextBlock, text: str) -> None:
    """Let the caption in the block of a photo be ``text``; letters that stay keep their marks and links."""
    start = caption_start(block)
    _put(QTextCursor(block), start, block.text()[start - block.position() :], text.replace("\n", LINE))


def _put(cursor: QTextCursor, position: int, old: str, new: str) -> bool:
    """Put ``new`` in the place of ``old``; False where they are the same.

    What both begin and end with keeps its marks and links.
    """
    start = common_start(old, new)
    end = common_start(old[start:][::-1], new[start:][::-1])
    low, high = position + utf16(old[:start]), position + utf16(old[: len(old) - end])
    added = new[start : len(new) - end]
    if low == high and not added:
        return False
    # The look of the first letter that goes; of the last one that stays where none does.
    cursor.setPosition(low + 1 if high > low else low)
    letters = cursor.charFormat()
    cursor.setPosition(low)
    cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
    if added:
        cursor.insertText(added, letters)
    else:
        cursor.removeSelectedText()
    return True

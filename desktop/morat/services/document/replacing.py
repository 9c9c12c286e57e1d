"""Put other text in many places of a live document, as one step and without touching what stays."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from morat.newsroom.edits import common_start
from morat.newsroom.find import Edit
from morat.services.document.erasing import caption_start
from morat.services.document.places import positions, utf16
from morat.services.document.properties import LINE

FEW = 100
"""Edits up to which each is a step of the document's own: Qt lays out, and we read, all between the first and
the last of a step. Of more the steps themselves would cost more than that (0.5 ms each)."""
_LINES = ("body", "caption")
"""Texts that may have several lines."""


def replace(document: QTextDocument, edits: Sequence[Edit]) -> int:
    """Make ``edits`` whose text still stands; return how many did.

    They may be several steps of ``document``: the caller takes them together.
    """
    texts = {edit.hit: edit.text for edit in edits}
    # Plain numbers and no cursors: Qt would move each of them at each edit.
    places = sorted(positions(document, texts), key=lambda place: place[1], reverse=True)
    cursor = QTextCursor(document)
    size = 1 if len(places) <= FEW else len(places)
    for first in range(0, len(places), size):
        cursor.beginEditBlock()
        for hit, position, _ in places[first : first + size]:
            line = LINE if hit.field in _LINES else " "
            _put(cursor, position, hit.text.replace("\n", LINE), texts[hit].replace("\n", line))
        cursor.endEditBlock()
    return len(places)


def rewrite_caption(block: QTextBlock, text: str) -> None:
    """Let the caption in the block of a photo be ``text``; letters that stay keep their marks and links."""
    start = caption_start(block)
    _put(QTextCursor(block), start, block.text()[start - block.position() :], text.replace("\n", LINE))


def _put(cursor: QTextCursor, position: int, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old``; what both begin and end with keeps its marks and links."""
    start = common_start(old, new)
    end = common_start(old[start:][::-1], new[start:][::-1])
    low, high = position + utf16(old[:start]), position + utf16(old[: len(old) - end])
    added = new[start : len(new) - end]
    if low == high and not added:
        return
    # The look of the first letter that goes; of the last one that stays where none does.
    cursor.setPosition(low + 1 if high > low else low)
    letters = cursor.charFormat()
    cursor.setPosition(low)
    cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
    if added:
        cursor.insertText(added, letters)
    else:
        cursor.removeSelectedText()

"""Where a finding stands in the document: code points of a block's text to positions Qt counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from morat.newsroom.find import Hit
from morat.newsroom.findings import Finding
from morat.newsroom.remarks import Mark
from morat.services.document.properties import (
    ATTRIBUTION,
    CAPTIONED,
    CELLS,
    LINE,
    OBJECT,
    WHOLE,
    Key,
    Kind,
    kind_of,
    text_property,
)

PARTS = (Kind.ITEM, *CELLS)
"""Text blocks of which several are one block of the article, a character between each and the next."""

Spot = Finding | Hit | Mark
"""A stretch of a text: a finding of the proofreader, what was searched for, or what something is said of."""
SpotT = TypeVar("SpotT", bound=Spot)


class Point(NamedTuple):
    """A place between two letters of a text, counted in code points from its beginning."""

    field: str
    block: str | None
    offset: int


def utf16(text: str) -> int:
    """Return the length of ``text`` as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def spans(block: QTextBlock, spots: Iterable[SpotT], item_start: int = 0) -> Iterator[tuple[SpotT, int, int]]:
    """Yield those of ``spots`` that still stand in their block, each with offset and length there.

    ``item_start`` is how much of a list's text stands before this item.
    """
    text, kind = block.text(), kind_of(block)
    for spot in spots:
        shift = _shift(text, kind, spot.field, item_start)
        if shift is None:
            continue
        start, end = spot.start + shift, spot.end + shift
        if start >= 0 and text[start:end].replace(LINE, "\n") == spot.text:
            yield spot, utf16(text[:start]), utf16(text[start:end])


def _shift(text: str, kind: str, field: str, item_start: int) -> int | None:
    if field == "caption" and kind in CAPTIONED:
        return 2 if text.startswith(OBJECT + LINE) else 0
    if field == "attribution" and kind == Kind.QUOTE:
        return text.rfind(LINE) + 1
    if field == "title" and kind == Kind.TITLE:
        return 0
    if field == "body" and kind not in (*WHOLE, Kind.TITLE, Kind.GAP):
        return -item_start
    return 0 if field not in ("body", "caption", "attribution") and kind == Kind.PARAGRAPH else None


def blocks_of(document: QTextDocument, block_id: str | None) -> Iterator[tuple[QTextBlock, int]]:
    """Yield the text blocks that show a block of the article, with the text of its list before each.

    A field that is a document of its own has one block and no id (None).
    """
    block = document.firstBlock()
    item_start = 0
    while block.isValid():
        if block_id is None or text_property(block.blockFormat(), Key.ID) == block_id:
            yield block, item_start
            if kind_of(block) in PARTS:
                item_start += len(block.text()) + 1
        block = block.next()


def find(document: QTextDocument, finding: Spot) -> QTextCursor | None:
    """Return a cursor that selects a finding, None where the text is another by now.

    A credit or an alt text is not in the document: the cursor stands in its photo then.
    """
    for block, item_start in blocks_of(document, finding.block):
        if finding.field in ("credit", "alt"):
            caret = QTextCursor(block)
            caret.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            return caret
        cursor = _selecting(block, finding, item_start)
        if cursor is not None:
            return cursor
    return None


def find_all(document: QTextDocument, spots: Iterable[SpotT]) -> Iterator[tuple[SpotT, QTextCursor]]:
    """Yield each of ``spots`` whose text still stands with a cursor that selects it, in one walk."""
    for spot, position, length in positions(document, spots):
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        yield spot, cursor


def positions(document: QTextDocument, spots: Iterable[SpotT]) -> Iterator[tuple[SpotT, int, int]]:
    """Yield each of ``spots`` whose text still stands, its position and its length as Qt counts."""
    wanted: dict[str | None, list[SpotT]] = defaultdict(list)
    for spot in spots:
        wanted[spot.block].append(spot)
    item_starts: dict[str, int] = defaultdict(int)
    block = document.firstBlock()
    while block.isValid():
        block_id = text_property(block.blockFormat(), Key.ID)
        found = wanted.get(block_id or None)
        if found:
            for spot, start, length in spans(block, found, item_starts[block_id]):
                yield spot, block.position() + start, length
        if kind_of(block) in PARTS:
            item_starts[block_id] += len(block.text()) + 1
        block = block.next()


def point_at(document: QTextDocument, position: int, field: str) -> Point:
    """Return where ``position`` is in the texts of the piece; ``field`` is that of the document."""
    block = document.findBlock(position)
    block_id = text_property(block.blockFormat(), Key.ID)
    before = (
        block.text().encode("utf-16-le")[: 2 * (position - block.position())].decode("utf-16-le", "ignore")
    )
    if not block_id:
        return Point(field, None, len(before))
    kind = kind_of(block)
    if kind in CAPTIONED:
        return Point("caption", block_id, max(0, len(before) - 2 * block.text().startswith(OBJECT + LINE)))
    if kind == Kind.TITLE:
        return Point("title", block_id, len(before))
    if kind == Kind.QUOTE and LINE in before:
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        if text_property(cursor.charFormat(), Key.ROLE) == ATTRIBUTION:
            return Point("attribution", block_id, len(before) - before.rfind(LINE) - 1)
    return Point("body", block_id, len(before) + (items_before(block) if kind in PARTS else 0))


def items_before(block: QTextBlock) -> int:
    """Return how much of the text of a list or a table stands before this item or cell."""
    list_id = text_property(block.blockFormat(), Key.ID)
    before = 0
    block = block.previous()
    while block.isValid() and kind_of(block) in PARTS:
        if text_property(block.blockFormat(), Key.ID) != list_id:
            break
        before += len(block.text()) + 1
        block = block.previous()
    return before


def finding_at(document: QTextDocument, position: int, findings: Iterable[Finding]) -> Finding | None:
    """Return the one of ``findings`` that stands at ``position``, None where none does."""
    at = document.findBlock(position)
    block_id = text_property(at.blockFormat(), Key.ID)
    some = [finding for finding in findings if finding.block == (block_id or None)]
    if not some:
        return None
    item_start = next((start for block, start in blocks_of(document, block_id or None) if block == at), 0)
    offset = position - at.position()
    found = spans(at, some, item_start)
    return next((one for one, start, length in found if start <= offset <= start + length), None)


def _selecting(block: QTextBlock, finding: Spot, item_start: int) -> QTextCursor | None:
    place = next(spans(block, (finding,), item_start), None)
    if place is None:
        return None
    _, start, length = place
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(cursor.position() + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor

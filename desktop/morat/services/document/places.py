"""Where a finding stands in the document: code points of a block's text to positions Qt counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from morat.newsroom.findings import Finding
from morat.services.document.properties import LINE, OBJECT, Key, Kind, kind_of, text_property


def utf16(text: str) -> int:
    """Return the length of ``text`` as Qt counts it."""
    if not text or max(text) <= "\uffff":
        return len(text)  # nearly always, and told a hundred times faster
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def span(block: QTextBlock, finding: Finding, item_start: int = 0) -> tuple[int, int] | None:
    """Return (offset, length) of a finding in its block, None where the text is another by now.

    ``item_start`` is how much of a list's text stands before this item.
    """
    text = block.text()
    shift = _shift(text, kind_of(block), finding.field, item_start)
    if shift is None:
        return None
    start, end = finding.start + shift, finding.end + shift
    if start < 0 or text[start:end].replace(LINE, "\n") != finding.text:
        return None
    return utf16(text[:start]), utf16(text[start:end])


def _shift(text: str, kind: str, field: str, item_start: int) -> int | None:
    if field == "caption" and kind == Kind.PHOTO:
        return 2 if text.startswith(OBJECT + LINE) else 0
    if field == "attribution" and kind == Kind.QUOTE:
        return text.rfind(LINE) + 1
    if field == "body" and kind not in (Kind.PHOTO, Kind.HELD):
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
            if kind_of(block) == Kind.ITEM:
                item_start += len(block.text()) + 1
        block = block.next()


def find(document: QTextDocument, finding: Finding) -> QTextCursor | None:
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


def find_all(document: QTextDocument, findings: Iterable[Finding]) -> Iterator[tuple[Finding, QTextCursor]]:
    """Yield each finding whose text still stands with a cursor that selects it, in one walk."""
    wanted: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        wanted[finding.block].append(finding)
    item_starts: dict[str, int] = defaultdict(int)
    block = document.firstBlock()
    while block.isValid():
        block_id = text_property(block.blockFormat(), Key.ID)
        for finding in wanted.get(block_id or None, ()):
            cursor = _selecting(block, finding, item_starts[block_id])
            if cursor is not None:
                yield finding, cursor
        if kind_of(block) == Kind.ITEM:
            item_starts[block_id] += len(block.text()) + 1
        block = block.next()


def finding_at(document: QTextDocument, position: int, findings: Iterable[Finding]) -> Finding | None:
    """Return the one of ``findings`` that stands at ``position``, None where none does."""
    at = document.findBlock(position)
    block_id = text_property(at.blockFormat(), Key.ID)
    some = [finding for finding in findings if finding.block == (block_id or None)]
    if not some:
        return None
    item_start = next((start for block, start in blocks_of(document, block_id or None) if block == at), 0)
    offset = position - at.position()
    for finding in some:
        place = span(at, finding, item_start)
        if place is not None and place[0] <= offset <= place[0] + place[1]:
            return finding
    return None


def _selecting(block: QTextBlock, finding: Finding, item_start: int) -> QTextCursor | None:
    place = span(block, finding, item_start)
    if place is None:
        return None
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + place[0])
    cursor.setPosition(cursor.position() + place[1], QTextCursor.MoveMode.KeepAnchor)
    return cursor

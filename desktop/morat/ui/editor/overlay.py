"""Lay colours and proofreading marks over the visible blocks, without touching the document.

``QTextLayout.setFormats`` is no edit: no undo step, nothing to save. Only what is on screen is laid
out again (2 ms for a screenful; a highlighter over 100,000 words took 61).
"""

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from morat.newsroom.findings import Finding
from morat.services.document.properties import ATTRIBUTION, LINE, OBJECT, Key, Kind, kind_of, text_property
from morat.services.document.read import fragments

_WHOLE_BLOCK = 1 << 20
"""Longer than any block: a caption that is being typed stays in its colour."""


class Inks:
    """The colours laid over the text."""

    def __init__(self, muted: QColor, accent: QColor, error: QColor, warning: QColor, info: QColor) -> None:
        """Make the formats of these colours."""
        self.muted = _ink(muted)
        self.link = _ink(accent)
        self.marks = {
            # Shape tells as well as colour: a wave, dots, a thin line.
            "error": _underline(error, QTextCharFormat.UnderlineStyle.WaveUnderline),
            "warning": _underline(warning, QTextCharFormat.UnderlineStyle.DotLine),
            "info": _underline(info, QTextCharFormat.UnderlineStyle.DashUnderline),
        }


class Overlay:
    """Knows what to lay over which block of one document."""

    def __init__(self, inks: Inks) -> None:
        """Begin with no findings."""
        self.inks = inks
        self._by_block: dict[str | None, list[Finding]] = {}

    def take(self, findings: Iterable[Finding]) -> None:
        """Use these findings from now on."""
        by_block: dict[str | None, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_block[finding.block].append(finding)
        self._by_block = by_block

    def lay(self, document: QTextDocument, first: QTextBlock, last: QTextBlock) -> None:
        """Lay colours and marks over the blocks from ``first`` to ``last``."""
        block = first
        item_start = 0
        list_id = ""
        while block.isValid():
            block_id = text_property(block.blockFormat(), Key.ID)
            if kind_of(block) == Kind.ITEM:
                item_start = item_start if block_id == list_id else _items_before(block, block_id)
                list_id = block_id
            else:
                list_id, item_start = "", 0
            self._lay_block(document, block, self._by_block.get(block_id, ()), item_start)
            if kind_of(block) == Kind.ITEM:
                item_start += len(block.text()) + 1
            if block == last:
                return
            block = block.next()

    def lay_field(self, document: QTextDocument, field: str) -> None:
        """Lay marks over a field that is a document of its own (the headline)."""
        found = [finding for finding in self._by_block.get(None, ()) if finding.field == field]
        block = document.firstBlock()
        ranges = [one for finding in found if (one := self._range(block.text(), finding, 0)) is not None]
        _set(document, block, ranges)

    def _lay_block(
        self, document: QTextDocument, block: QTextBlock, findings: Iterable[Finding], item_start: int
    ) -> None:
        ranges = list(self._colours(block))
        text = block.text()
        kind = kind_of(block)
        for finding in findings:
            shift = -item_start
            if finding.field == "caption" and kind == Kind.PHOTO:
                shift = 2 if text.startswith(OBJECT + LINE) else 0
            elif finding.field == "attribution":
                shift = text.rfind(LINE) + 1
            elif finding.field != "body":
                continue
            one = self._range(text, finding, shift)
            if one is not None:
                ranges.append(one)
        _set(document, block, ranges)

    def _colours(self, block: QTextBlock) -> Iterable[QTextLayout.FormatRange]:
        kind = kind_of(block)
        if kind == Kind.PHOTO:
            yield _format_range(0, _WHOLE_BLOCK, self.inks.muted)
        at = 0
        for text, form in fragments(block):
            if form.isAnchor():
                yield _format_range(at, len(text), self.inks.link)
            elif kind == Kind.QUOTE and text_property(form, Key.ROLE) == ATTRIBUTION:
                yield _format_range(at, len(text), self.inks.muted)
            at += _utf16(text)

    def _range(self, text: str, finding: Finding, shift: int) -> QTextLayout.FormatRange | None:
        start, end = finding.start + shift, finding.end + shift
        if start < 0 or text[start:end].replace(LINE, "\n") != finding.text:
            # The text has been edited since it was read; the next reading is under way.
            return None
        place = _utf16(text[:start])
        mark = self.inks.marks.get(finding.severity, self.inks.marks["info"])
        return _format_range(place, _utf16(text[start:end]), mark)


def _items_before(block: QTextBlock, list_id: str) -> int:
    """Return how much of the list's text (items joined by line breaks) stands before this item."""
    before = 0
    block = block.previous()
    while block.isValid() and kind_of(block) == Kind.ITEM:
        if text_property(block.blockFormat(), Key.ID) != list_id:
            break
        before += len(block.text()) + 1
        block = block.previous()
    return before


def _set(document: QTextDocument, block: QTextBlock, ranges: list[QTextLayout.FormatRange]) -> None:
    layout = block.layout()
    if not ranges and not layout.formats():
        return
    layout.setFormats(ranges)
    document.markContentsDirty(block.position(), block.length())


def _utf16(text: str) -> int:
    """Return the length of ``text`` as Qt counts it."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def _ink(colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(colour)
    return form


def _underline(colour: QColor, style: QTextCharFormat.UnderlineStyle) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setUnderlineColor(colour)
    form.setUnderlineStyle(style)
    return form


def _format_range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    one = QTextLayout.FormatRange()
    one.start = start
    one.length = length
    one.format = form
    return one

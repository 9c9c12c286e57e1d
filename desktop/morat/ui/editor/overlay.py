"""Lay colours and proofreading marks over the visible blocks, without touching the document.

``QTextLayout.setFormats`` is no edit: no undo step, nothing to save. Only what is on screen is laid
out again (2 ms for a screenful; a highlighter over 100,000 words took 61).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from morat.newsroom.find import Found
from morat.newsroom.findings import Finding
from morat.newsroom.remarks import COMMENT, DELETED, INSERTED, Mark
from morat.services.document.places import PARTS, Spot, items_before, spans, utf16
from morat.services.document.properties import ATTRIBUTION, CAPTIONED, Key, Kind, kind_of, text_property
from morat.services.document.read import fragments
from morat.ui.kit.theme import Tokens

_WHOLE_BLOCK = 1 << 20
"""Longer than any block: a caption that is being typed stays in its colour."""


class Inks:
    """The colours laid over the text."""

    def __init__(self, tokens: Tokens) -> None:
        """Make the formats of a theme."""
        self.hit_now = QColor(tokens.hit_now)
        self.muted = _ink(tokens.muted)
        self.link = _ink(tokens.accent)
        self.marks = {
            # Shape tells as well as colour: a wave, dots, a thin line; a ground, a stroke through the words.
            "error": _underline(tokens.error, QTextCharFormat.UnderlineStyle.WaveUnderline),
            "warning": _underline(tokens.warning, QTextCharFormat.UnderlineStyle.DotLine),
            "info": _underline(tokens.muted, QTextCharFormat.UnderlineStyle.DashUnderline),
            "hit": _ground(tokens.hit),
            COMMENT: _ground(tokens.remark),
            DELETED: _struck(tokens.error),
            INSERTED: _ground(tokens.selection),
        }


class Overlay:
    """Knows what to lay over which block of one document."""

    def __init__(self, inks: Inks) -> None:
        """Begin with no findings."""
        self.inks = inks
        self._by_block: dict[str | None, list[Finding]] = {}
        self._remarks: dict[str | None, list[Mark]] = {}
        self._hits = Found()

    def take(self, findings: Iterable[Finding]) -> None:
        """Use these findings from now on."""
        by_block: dict[str | None, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_block[finding.block].append(finding)
        self._by_block = by_block

    def take_remarks(self, marks: Iterable[Mark]) -> None:
        """Show that something is said of these words from now on."""
        by_block: dict[str | None, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_block[mark.block].append(mark)
        self._remarks = by_block

    def take_hits(self, found: Found) -> None:
        """Show what was searched for from now on."""
        self._hits = found

    @property
    def has_hits(self) -> bool:
        """Whether something was searched for and found."""
        return len(self._hits) > 0

    def lay(self, document: QTextDocument, first: QTextBlock, last: QTextBlock) -> None:
        """Lay colours and marks over the blocks from ``first`` to ``last``."""
        block, changed = first, list[QTextBlock]()
        item_start = 0
        list_id = ""
        while block.isValid():
            block_id = text_property(block.blockFormat(), Key.ID)
            if kind_of(block) in PARTS:
                item_start = item_start if block_id == list_id else items_before(block)
                list_id = block_id
            else:
                list_id, item_start = "", 0
            found = self._hits.of("body", block_id)
            said = self._remarks.get(block_id, ())
            if self._lay_block(block, [*said, *found, *self._by_block.get(block_id, ())], item_start):
                changed.append(block)
            if kind_of(block) in PARTS:
                item_start += len(block.text()) + 1
            if block == last:
                break
            block = block.next()
        _lay_out(document, changed)

    def lay_field(self, document: QTextDocument, field: str) -> None:
        """Lay marks over a field that is a document of its own (the headline)."""
        block = document.firstBlock()
        findings = (finding for finding in self._by_block.get(None, ()) if finding.field == field)
        said = (mark for mark in self._remarks.get(None, ()) if mark.field == field)
        if _set(block, list(self._marks(block, [*said, *self._hits.of(field, None), *findings], 0))):
            _lay_out(document, [block])

    def _lay_block(self, block: QTextBlock, spots: Iterable[Spot], item_start: int) -> bool:
        return _set(block, [*self._colours(block), *self._marks(block, spots, item_start)])

    def _marks(
        self, block: QTextBlock, spots: Iterable[Spot], item_start: int
    ) -> Iterator[QTextLayout.FormatRange]:
        for spot, start, length in spans(block, spots, item_start):
            yield _format_range(start, length, self.inks.marks.get(_kind_of(spot), self.inks.marks["info"]))

    def _colours(self, block: QTextBlock) -> Iterable[QTextLayout.FormatRange]:
        kind = kind_of(block)
        if kind in CAPTIONED:
            yield _format_range(0, _WHOLE_BLOCK, self.inks.muted)
        at = 0
        for text, form in fragments(block):
            if form.isAnchor():
                yield _format_range(at, utf16(text), self.inks.link)
            elif kind == Kind.QUOTE and text_property(form, Key.ROLE) == ATTRIBUTION:
                yield _format_range(at, utf16(text), self.inks.muted)
            at += utf16(text)


def _kind_of(spot: Spot) -> str:
    if isinstance(spot, Finding):
        return spot.severity
    return spot.kind if isinstance(spot, Mark) else "hit"


def _set(block: QTextBlock, ranges: list[QTextLayout.FormatRange]) -> bool:
    """Lay ``ranges`` over a block; say whether that is another look than before."""
    layout = block.layout()
    if ranges == layout.formats():
        return False
    layout.setFormats(ranges)
    return True


def _lay_out(document: QTextDocument, blocks: list[QTextBlock]) -> None:
    """Lay out anew all from the first to the last of ``blocks``: to begin costs more than a block does."""
    if blocks:
        start, last = blocks[0].position(), blocks[-1]
        document.markContentsDirty(start, last.position() + last.length() - start)


def _ink(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    return form


def _struck(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontStrikeOut(True)
    form.setForeground(QColor(colour))
    return form


def _ground(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(QColor(colour))
    return form


def _underline(colour: str, style: QTextCharFormat.UnderlineStyle) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setUnderlineColor(QColor(colour))
    form.setUnderlineStyle(style)
    return form


def _format_range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    one = QTextLayout.FormatRange()
    one.start = start
    one.length = length
    one.format = form
    return one

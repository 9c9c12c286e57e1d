"""How each kind of block and each mark looks: one place for the formats of the page.

Sizes are relative to the document's default font, so that zoom is one change of that font.
"""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from morat.services.document.properties import CAPTIONED, CELLS, FIXED, Key, Kind

_BOLD_KINDS = (Kind.SUBHEAD, Kind.TITLE, Kind.HEAD)
_ITALIC_KINDS = (*CAPTIONED, Kind.PULLQUOTE)

BOX_PADDING = 16
"""Pixels between the edge of a box and its text."""
_GRID = QColor(128, 128, 128, 110)
"""The lines of tables: seen on light and on dark paper, so that a change of theme is no step."""


class Look(NamedTuple):
    """Measures of the page.

    ``line`` is the line height in per cent of the font's own, ``gap`` the pixels between blocks, ``edge``
    those around the text: room for the caret and for the frame of a chosen photo, ``side`` those at both
    sides of a body's text instead, into which a wide photo reaches.
    No colours: they would be part of the undo history, and a change of theme is none of it. The
    editor lays them over the visible blocks.
    """

    line: float = 119.0
    gap: float = 14.0
    edge: float = 6.0
    side: float = 58.0


def leave_edges(document: QTextDocument, look: Look, *, sides: bool) -> None:
    """Leave the pixels around the text of ``document``, with ``sides`` those of a body.

    Before the first step of its history: Qt would have it undone.
    """
    document.setDocumentMargin(look.edge)
    if not sides:
        return
    form = document.rootFrame().frameFormat()
    form.setLeftMargin(look.side)
    form.setRightMargin(look.side)
    document.rootFrame().setFrameFormat(form)


def text_left(document: QTextDocument) -> float:
    """Return where the text of a body begins, in pixels from the left of its page."""
    return document.rootFrame().frameFormat().leftMargin()


def text_width(document: QTextDocument) -> float:
    """Return the pixels between both edges of the text of a body."""
    form = document.rootFrame().frameFormat()
    return document.textWidth() - form.leftMargin() - form.rightMargin()


def block_format(kind: str, look: Look, *, level: int = 2, box: str = "") -> QTextBlockFormat:
    """Return the measures of a block of ``kind``, in a box if there is one; ids are added by the caller."""
    # A copy, which Qt shares until something is added.
    return QTextBlockFormat(_measures(kind, look, level, box))


@lru_cache(maxsize=256)
def _measures(kind: str, look: Look, level: int, box: str) -> QTextBlockFormat:
    """Return them made once, for a paste makes hundreds that are the same; nobody changes these."""
    form = QTextBlockFormat()
    form.setProperty(int(Key.KIND), kind)
    form.setLineHeight(look.line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setBottomMargin(look.gap)
    if kind in FIXED:
        _measure_fixed(form, kind, look)
    else:
        _measure_text(form, kind, look, level)
    if box:
        form.setProperty(int(Key.BOX), box)
        if kind not in CELLS:
            form.setLeftMargin(form.leftMargin() + BOX_PADDING)
            form.setRightMargin(form.rightMargin() + BOX_PADDING)
    return form


def _measure_text(form: QTextBlockFormat, kind: str, look: Look, level: int) -> None:
    match kind:
        case Kind.SUBHEAD:
            form.setProperty(int(Key.LEVEL), level)
            form.setHeadingLevel(level)
            form.setTopMargin(look.gap)
            form.setBottomMargin(look.gap / 2)
        case Kind.QUOTE:
            form.setLeftMargin(28)
            form.setRightMargin(28)
        case Kind.PULLQUOTE:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            form.setLeftMargin(44)
            form.setRightMargin(44)
            form.setTopMargin(look.gap)
        case Kind.ITEM:
            form.setBottomMargin(look.gap / 3)
        case _:
            pass


def _measure_fixed(form: QTextBlockFormat, kind: str, look: Look) -> None:
    match kind:
        case Kind.PHOTO | Kind.GALLERY | Kind.EMBED:
            form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            form.setTopMargin(look.gap / 2)
            form.setBottomMargin(look.gap * 1.5)
        case Kind.HELD:
            form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        case Kind.TITLE:
            form.setTopMargin(look.gap * 1.5)
            form.setBottomMargin(look.gap / 2)
        case Kind.GAP:
            form.setLineHeight(look.gap / 2, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            form.setBottomMargin(look.gap / 2)
        case _:
            form.setBottomMargin(0)


def table_format(look: Look, *, box: str = "") -> QTextTableFormat:
    """Return the frame of a table."""
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(QBrush(_GRID))
    form.setBorderCollapse(True)
    form.setCellPadding(look.gap / 2)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    if box:
        form.setLeftMargin(BOX_PADDING)
        form.setRightMargin(BOX_PADDING)
    return form


def char_format(
    kind: str,
    *,
    marks: tuple[str, ...] = (),
    link: str | None = None,
    role: str = "",
    level: int = 2,
) -> QTextCharFormat:
    """Return how letters look in a block of ``kind`` with ``marks``; the marks themselves ride along.

    The marks are kept as a property of their own: a subhead is bold by its kind, and that
    must not read back as a bold mark.
    """
    form = QTextCharFormat()
    _base(form, kind, level)
    if marks:
        form.setProperty(int(Key.MARKS), " ".join(marks))
        _show_marks(form, marks, kind)
    if role:
        form.setProperty(int(Key.ROLE), role)
    if link is not None:
        form.setAnchor(True)
        form.setAnchorHref(link)
        form.setFontUnderline(True)
    return form


def _base(form: QTextCharFormat, kind: str, level: int) -> None:
    if kind in _BOLD_KINDS:
        form.setFontWeight(QFont.Weight.Bold)
    if kind == Kind.SUBHEAD:
        form.setProperty(int(QTextFormat.Property.FontSizeAdjustment), 1 if level == 2 else 0)
    if kind in _ITALIC_KINDS:
        form.setFontItalic(True)
    if kind == Kind.PULLQUOTE:
        form.setProperty(int(QTextFormat.Property.FontSizeAdjustment), 1)


def _show_marks(form: QTextCharFormat, marks: tuple[str, ...], kind: str) -> None:
    for mark in marks:
        match mark:
            case "bold":
                form.setFontWeight(QFont.Weight.Bold)
            case "italic":
                # Inside italic text emphasis stands upright, as printers have it.
                form.setFontItalic(kind not in _ITALIC_KINDS)
            case "underline":
                form.setFontUnderline(True)
            case "strike":
                form.setFontStrikeOut(True)
            case "sub":
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
            case "sup":
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            case _:
                pass


def list_format(*, ordered: bool) -> QTextListFormat:
    """Return the numbering of a list."""
    form = QTextListFormat()
    style = QTextListFormat.Style.ListDecimal if ordered else QTextListFormat.Style.ListDisc
    form.setStyle(style)
    return form

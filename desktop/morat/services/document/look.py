"""How each kind of block and each mark looks: one place for the formats of the page.

Sizes are relative to the document's default font, so that zoom is one change of that font.
"""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextFormat, QTextListFormat

from morat.services.document.properties import Key, Kind

_BOLD_KINDS = (Kind.SUBHEAD,)
_ITALIC_KINDS = (Kind.PHOTO, Kind.PULLQUOTE)


class Look(NamedTuple):
    """Measures of the page.

    ``line`` is the line height in per cent of the font's own, ``gap`` the pixels between blocks, ``edge``
    those around the text: room for the caret and for the frame of a chosen photo.
    No colours: they would be part of the undo history, and a change of theme is none of it. The
    editor lays them over the visible blocks.
    """

    line: float = 119.0
    gap: float = 14.0
    edge: float = 6.0


def block_format(kind: str, look: Look, *, level: int = 2) -> QTextBlockFormat:
    """Return the measures of a block of ``kind``; ids and the like are added by the caller."""
    form = QTextBlockFormat()
    form.setProperty(int(Key.KIND), kind)
    form.setLineHeight(look.line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setBottomMargin(look.gap)
    match kind:
        case Kind.SUBHEAD:
            form.setProperty(int(Key.LEVEL), level)
            form.setHeadingLevel(level)
            form.setTopMargin(look.gap)
            form.setBottomMargin(look.gap / 2)
        case Kind.PHOTO:
            form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            form.setTopMargin(look.gap / 2)
            form.setBottomMargin(look.gap * 1.5)
        case Kind.HELD:
            form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
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

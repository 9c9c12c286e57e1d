"""Texts in rows: broken into the few lines there is room for, and whole in a tool tip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return at most ``most`` lines of ``text`` for ``width`` pixels; the last is cut short."""
    layout = QTextLayout(" ".join(text.split()), font)
    layout.setTextOption(_anywhere())
    # Qt counts UTF-16, where letters beyond U+FFFF are two.
    units = layout.text().encode("utf-16-le", "surrogatepass")
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
        last = len(lines) == most - 1 and end < len(units)
        told = units[start : None if last else end].decode("utf-16-le", "surrogatepass").strip()
        if last:
            told = QFontMetrics(font).elidedText(told, Qt.TextElideMode.ElideRight, width)
        lines.append(told)
    layout.endLayout()
    return lines


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def tip(text: str) -> str:
    """Return ``text`` for a tool tip: shown as it is, never as markup, and broken into lines."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p>{escaped}</p>" if text else ""

"""What is painted under and over the text of the body: the panels of boxes, frames, the line of a drop."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextDocument
from PySide6.QtWidgets import QWidget

from morat.services.document.look import text_left, text_width
from morat.services.document.properties import Key, Kind, box_of, kind_of, text_property
from morat.ui.editor.pictures import Colours, PageObjects

RADIUS = 6
_ABOVE, _BELOW = 12.0, 8.0
"""Pixels between the edge of a panel and its first and last line."""
_BAR = 3.0
"""Width of the bar at the left of a note by the editors."""


def paint_panels(on: QWidget, first: QTextBlock, rect: QRectF, colours: Colours, hint: str) -> None:
    """Paint on a widget the panels of the boxes that can be seen in ``rect``, from the block ``first`` on.

    ``hint`` stands where a box has no title yet.
    """
    layout = first.document().documentLayout()
    block, painter = first, None
    while block.isValid() and layout.blockBoundingRect(block).top() <= rect.bottom():
        box = box_of(block)
        if box:
            painter = painter or painter_on(on)
            block = _paint_panel(painter, block, box, rect, colours, hint)
        block = block.next()
    if painter is not None:
        painter.end()


def is_by_box(block: QTextBlock) -> bool:
    """Say whether a block lies in a box, or beside one whose panel may reach to it."""
    return bool(box_of(block) or box_of(block.previous()) or box_of(block.next()))


def painter_on(on: QWidget) -> QPainter:
    """Return a painter on a widget, for smooth lines; whoever asked for it ends it."""
    painter = QPainter(on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _paint_panel(
    painter: QPainter, block: QTextBlock, box: str, rect: QRectF, colours: Colours, hint: str
) -> QTextBlock:
    """Paint the panel of ``box`` from ``block`` on; return its last block, or the last that is seen."""
    document, last = block.document(), block
    while last.next().isValid() and box_of(last.next()) == box and kind_of(last.next()) != Kind.TITLE:
        last = last.next()
        if _rect(document, last).top() > rect.bottom() + 2 * RADIUS:
            break
    panel = _panel(document, block, last, rect)
    painter.setPen(QPen(colours.hairline, 1.0))
    painter.setBrush(colours.desk)
    painter.drawRoundedRect(panel, RADIUS, RADIUS)
    if _is_note(block, box):
        bar = QRectF(panel.left(), panel.top(), _BAR, panel.height())
        painter.fillRect(bar, colours.accent)
    if kind_of(block) == Kind.TITLE and block.length() <= 1:
        place = _rect(document, block)
        painter.setFont(document.defaultFont())
        painter.setPen(colours.muted)
        left = text_left(document) + block.blockFormat().leftMargin()
        painter.drawText(place.adjusted(left - place.left(), 0, 0, 0), hint)
    return last


def _panel(document: QTextDocument, first: QTextBlock, last: QTextBlock, rect: QRectF) -> QRectF:
    """Return where a panel is; of one that begins above ``rect`` the edge lies out of sight."""
    top = _rect(document, first).top() - _ABOVE if kind_of(first) == Kind.TITLE else rect.top() - 2 * RADIUS
    bottom = _rect(document, last).bottom() + _BELOW
    return QRectF(text_left(document) + 0.5, top, text_width(document) - 1, bottom - top)


def _is_note(block: QTextBlock, box: str) -> bool:
    while kind_of(block) != Kind.TITLE and block.previous().isValid() and box_of(block.previous()) == box:
        block = block.previous()
    return text_property(block.blockFormat(), Key.BOX_KIND) == "editor-note"


def _rect(document: QTextDocument, block: QTextBlock) -> QRectF:
    return document.documentLayout().blockBoundingRect(block)


def paint_hint(on: QWidget, document: QTextDocument, colours: Colours, hint: str) -> None:
    """Paint on a widget what stands in a document that is empty: Qt would begin at the edge of the page."""
    painter = painter_on(on)
    painter.setFont(document.defaultFont())
    painter.setPen(colours.muted)
    place = QRectF(text_left(document), document.documentMargin(), text_width(document), on.height())
    painter.drawText(place, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), hint)
    painter.end()


def paint_frame(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Paint the frame of a chosen object."""
    painter.setPen(QPen(colour, 2))
    painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), RADIUS, RADIUS)


def paint_object(painter: QPainter, block: QTextBlock, objects: PageObjects) -> None:
    """Paint the object of a block in its own colours: Qt has laid those of the selection over it."""
    document, layout = block.document(), block.layout()
    place = layout.lineAt(0).naturalTextRect().translated(layout.position())
    colours = objects.colours
    painter.fillRect(place.adjusted(-1, -1, 1, 1), colours.desk if box_of(block) else colours.paper)
    objects.drawObject(painter, place, document, block.position(), block.charFormat())


def paint_drop_line(painter: QPainter, y: float, document: QTextDocument, colour: QColor) -> None:
    """Paint where something that is dragged would go: a line between two blocks with a knob at its start."""
    left = text_left(document)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(left - 3, y - 3, 6, 6))
    painter.drawLine(int(left), int(y), int(left + text_width(document)), int(y))

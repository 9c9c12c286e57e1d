"""Draws the picture that is edited: shade around the crop, thirds, handles, covers."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from morat.ui.photos.edit_sight import CROP, HANDLES, Sight

_SHADE = QColor(0, 0, 0, 150)
_WHITE, _FAINT = QColor(255, 255, 255), QColor(255, 255, 255, 120)
_HANDLE = 8.0


def picture(painter: QPainter, sight: Sight, image: QImage) -> None:
    """Draw ``image`` turned and straightened into its frame."""
    painter.save()
    painter.setClipRect(sight.frame)
    hint = QPainter.RenderHint.SmoothPixmapTransform
    painter.setRenderHint(hint, on=sight.recipe.straighten != 0)
    painter.setTransform(sight.onto(), combine=True)
    painter.drawImage(QPointF(0, 0), image)
    painter.restore()


def shade(painter: QPainter, sight: Sight) -> None:
    """Darken what is cut off."""
    frame, crop = sight.frame, sight.crop
    painter.fillRect(QRectF(frame.topLeft(), QPointF(frame.right(), crop.top())), _SHADE)
    painter.fillRect(QRectF(QPointF(frame.left(), crop.bottom()), frame.bottomRight()), _SHADE)
    left, right = QPointF(frame.left(), crop.top()), QPointF(crop.right(), crop.top())
    painter.fillRect(QRectF(left, crop.bottomLeft()), _SHADE)
    painter.fillRect(QRectF(right, QPointF(frame.right(), crop.bottom())), _SHADE)


def crop_frame(painter: QPainter, sight: Sight, tool: str, accent: QColor) -> None:
    """Draw the crop with its thirds, and with handles where it can be pulled at."""
    crop = sight.crop
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_FAINT, 1))
    for third in (1 / 3, 2 / 3):
        x, y = crop.left() + third * crop.width(), crop.top() + third * crop.height()
        painter.drawLine(QPointF(x, crop.top()), QPointF(x, crop.bottom()))
        painter.drawLine(QPointF(crop.left(), y), QPointF(crop.right(), y))
    painter.setPen(QPen(_WHITE, 1.5))
    painter.drawRect(crop)
    if tool == CROP:
        places = HANDLES.values()
        left, top, width, height = crop.left(), crop.top(), crop.width(), crop.height()
        _handles(painter, [QPointF(left + x * width, top + y * height) for x, y in places], accent)


def covers(painter: QPainter, sight: Sight, chosen: int, accent: QColor) -> None:
    """Draw the outlines of what is hidden; the chosen one can be pulled at."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, cover in enumerate(sight.recipe.blur):
        outline = sight.outline(cover.at)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2) if number == chosen else QPen(_WHITE, 1.2))
        painter.drawPolygon(outline)
        if number == chosen:
            _handles(painter, outline.toList(), accent)


def _handles(painter: QPainter, places: list[QPointF], accent: QColor) -> None:
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(_WHITE)
    half = QPointF(_HANDLE / 2, _HANDLE / 2)
    for place in places:
        painter.drawRect(QRectF(place - half, QSizeF(_HANDLE, _HANDLE)))

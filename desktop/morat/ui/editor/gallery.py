"""How a gallery stands on the page: its pictures in rows, and under each what is said of it there.

The captions are drawn, not text of the page: they are typed beside it, where a click on one leads.
"""

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextDocument

from morat.catalogue import Catalogue
from morat.newsroom.blocks import Photo
from morat.newsroom.inline import plain

SPACE = 6.0
"""Pixels between the pictures."""
GAP = 3.0
"""Pixels between a picture and its caption."""
_SHRUNK = 0.8
"""Size of the captions to that of the text."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class Spot(NamedTuple):
    """Where a picture stands, and its caption."""

    picture: QRectF
    caption: QRectF


def laid_out(
    ratios: list[float], width: float, height_of: Callable[[int, float], float]
) -> tuple[list[Spot], float]:
    """Return where pictures of these ratios (height to width) stand in rows, and the height of all rows.

    Up to three stand in a row, each as high as its neighbours; four stand two by two. ``height_of`` says
    how high the caption of the picture with a number is in a width.
    """
    spots: list[Spot] = []
    each = 2 if len(ratios) == 4 else 3
    top = 0.0
    for start in range(0, len(ratios), each):
        row = [1 / ratio for ratio in ratios[start : start + each]]
        height = (width - SPACE * (len(row) - 1)) / sum(row)
        left, below = 0.0, top + height + GAP
        for number, aspect in enumerate(row, start):
            across = height * aspect
            told = QRectF(left, below, across, height_of(number, across))
            spots.append(Spot(QRectF(left, top, across, height), told))
            left += across + SPACE
        top = max(spot.caption.bottom() for spot in spots[start:]) + SPACE
    return spots, top - SPACE


class Captions:
    """The captions under the pictures of a gallery, in the face of its page but smaller."""

    def __init__(self, document: QTextDocument, words: Catalogue) -> None:
        """Use the face of ``document``."""
        self._words = words
        self._font = QFont(document.defaultFont())
        self._font.setItalic(True)
        self._font.setPointSizeF(max(8.0, self._font.pointSizeF() * _SHRUNK))
        self._metrics = QFontMetricsF(self._font)

    def height(self, photo: Photo, width: float) -> float:
        """Return how high a caption is."""
        room = QRectF(0, 0, width, 1e6)
        return ceil(self._metrics.boundingRect(room, _LEFT, self._text(photo)).height())

    def draw(self, painter: QPainter, photo: Photo, place: QRectF, ink: QColor, muted: QColor) -> None:
        """Draw a caption, or muted that there is none."""
        painter.setFont(self._font)
        painter.setPen(ink if _told(photo) else muted)
        painter.drawText(place, _LEFT, self._text(photo))

    def _text(self, photo: Photo) -> str:
        return _told(photo) or self._words.text("Add a caption")


def hit(spots: list[Spot], at: QPointF) -> tuple[int, bool] | None:
    """Return the number of the picture at a place, and whether it is its caption; None between them."""
    for number, spot in enumerate(spots):
        if spot.picture.contains(at):
            return number, False
        if spot.caption.adjusted(0, -GAP, 0, GAP).contains(at):
            return number, True
    return None


def _told(photo: Photo) -> str:
    return plain(photo.caption).strip()

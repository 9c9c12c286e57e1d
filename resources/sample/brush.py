"""Brushes of the sample pictures: light, people, trees, in flat shapes and gradients."""

import math
import random
from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

WIDTH, HEIGHT = 1600, 1000
SKIN, SKIN_DARK, HAIR = "#e2b48c", "#c99770", "#2b2320"
Point = tuple[float, float]


def tint(colour: str, alpha: int = 255) -> QColor:
    """Return a colour with an alpha of 0 to 255."""
    mixed = QColor(colour)
    mixed.setAlpha(alpha)
    return mixed


def fade(start: Point, end: Point, *colours: str | QColor) -> QBrush:
    """Return a linear gradient through ``colours`` at even steps."""
    gradient = QLinearGradient(*start, *end)
    for step, colour in enumerate(colours):
        gradient.setColorAt(step / max(1, len(colours) - 1), QColor(colour))
    return QBrush(gradient)


def down(top: float, bottom: float, *colours: str | QColor) -> QBrush:
    """Return a vertical gradient."""
    return fade((0, top), (0, bottom), *colours)


def glow(p: QPainter, at: Point, radius: float, colour: str, alpha: int) -> None:
    """Paint light that falls off around a point."""
    gradient = QRadialGradient(QPointF(*at), radius)
    gradient.setColorAt(0, tint(colour, alpha))
    gradient.setColorAt(0.5, tint(colour, alpha // 3))
    gradient.setColorAt(1, tint(colour, 0))
    p.fillRect(QRectF(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius), QBrush(gradient))


def shadow(p: QPainter, x: float, y: float, width: float, height: float, alpha: int = 90) -> None:
    """Paint the soft shadow of something that stands at (x, y)."""
    p.save()
    p.translate(x, y)
    p.scale(width / 2, height / 2)
    gradient = QRadialGradient(QPointF(0, 0), 1)
    gradient.setColorAt(0, tint("#16140f", alpha))
    gradient.setColorAt(1, tint("#16140f", 0))
    p.fillRect(QRectF(-1, -1, 2, 2), QBrush(gradient))
    p.restore()


def shape(p: QPainter, brush: QBrush | str, *points: Point) -> None:
    """Fill a polygon."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(brush) if isinstance(brush, str) else brush)
    p.drawPolygon(QPolygonF([QPointF(*point) for point in points]))


def rounded(p: QPainter, brush: QBrush | str, box: tuple[float, float, float, float], radius: float) -> None:
    """Fill a rectangle (left, top, width, height) with round corners."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(brush) if isinstance(brush, str) else brush)
    p.drawRoundedRect(QRectF(*box), radius, radius)


def disc(p: QPainter, brush: QBrush | QColor | str, x: float, y: float, rx: float, ry: float = 0) -> None:
    """Fill an ellipse around (x, y)."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(brush) if isinstance(brush, str) else brush)
    p.drawEllipse(QPointF(x, y), rx, ry or rx)


def curve(points: Sequence[Point]) -> QPainterPath:
    """Return a smooth line through ``points``."""
    path = QPainterPath(QPointF(*points[0]))
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        path.cubicTo(QPointF(middle, y0), QPointF(middle, y1), QPointF(x1, y1))
    return path


def limb(p: QPainter, colour: str | QBrush, width: float, *points: Point) -> None:
    """Draw an arm, a leg or a stick: a thick line with round ends."""
    brush = QBrush(QColor(colour)) if isinstance(colour, str) else colour
    p.setPen(QPen(brush, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    p.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    p.drawPath(path)


def hills(p: QPainter, base: float, rise: float, seed: float, *colours: str) -> None:
    """Paint a ridge across the picture: a sum of waves, lit from above, hazy below."""

    def height(x: float) -> float:
        u = x / WIDTH
        return base - rise * (
            0.55 * math.sin(2.1 * math.pi * u + seed)
            + 0.3 * math.sin(5.3 * math.pi * u + 1.7 * seed)
            + 0.15 * math.sin(11 * math.pi * u + 2.9 * seed)
        )

    points = [(x, height(x)) for x in range(0, WIDTH + 10, 10)]
    shape(p, down(base - rise, base + rise * 1.2, *colours), *points, (WIDTH, HEIGHT), (0, HEIGHT))


def grain(p: QPainter) -> None:
    """Lay a little paper grain and a soft vignette over the picture."""
    dice = random.Random(7)
    tile = QImage(160, 160, QImage.Format.Format_ARGB32)
    for y in range(160):
        for x in range(160):
            light = 255 if dice.random() < 0.5 else 0
            tile.setPixelColor(x, y, QColor(light, light, light, dice.randint(0, 9)))
    p.fillRect(0, 0, WIDTH, HEIGHT, QBrush(tile))
    edge = QRadialGradient(QPointF(WIDTH / 2, HEIGHT * 0.46), WIDTH * 0.68)
    edge.setColorAt(0.55, tint("#000000", 0))
    edge.setColorAt(1, tint("#120c06", 70))
    p.fillRect(0, 0, WIDTH, HEIGHT, QBrush(edge))


def head(p: QPainter, x: float, y: float, size: float, *, bun: bool = False) -> None:
    """Draw a head without a face, its hair parted."""
    if bun:
        disc(p, HAIR, x, y - size * 0.1, size * 1.08, size * 1.16)
        disc(p, HAIR, x + size * 0.75, y - size * 0.75, size * 0.42)
    light = fade((x - size, y), (x + size, y), "#edc39c", SKIN, SKIN_DARK)
    disc(p, light, x, y + size * 0.08, size * 0.9, size)
    hair = QPainterPath(QPointF(x - size * 0.98, y + size * 0.1))
    hair.cubicTo(
        x - size * 1.1, y - size * 1.35, x + size * 1.1, y - size * 1.35, x + size * 0.98, y + size * 0.1
    )
    hair.cubicTo(
        x + size * 0.8, y - size * 0.5, x + size * 0.1, y - size * 0.62, x - size * 0.2, y - size * 0.55
    )
    hair.cubicTo(
        x - size * 0.6, y - size * 0.5, x - size * 0.8, y - size * 0.3, x - size * 0.98, y + size * 0.1
    )
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(HAIR))
    p.drawPath(hair)


def cone_hat(p: QPainter, x: float, y: float, size: float) -> None:
    """Draw a conical hat (nón lá) over a head at (x, y)."""
    left, right, top = x - size * 1.75, x + size * 1.75, y - size * 1.6
    disc(p, "#b99352", x, y - size * 0.28, size * 1.75, size * 0.3)
    hat = QPainterPath(QPointF(left, y - size * 0.3))
    hat.quadTo(x - size * 0.5, y - size * 1.1, x, top)
    hat.quadTo(x + size * 0.5, y - size * 1.1, right, y - size * 0.3)
    hat.quadTo(x, y - size * 0.02, left, y - size * 0.3)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(fade((left, 0), (right, 0), "#f6e3b4", "#ecd199", "#c59c5c"))
    p.drawPath(hat)
    p.setPen(QPen(tint("#8a6a35", 70), 2))
    for ring in (0.35, 0.6, 0.82):
        wide = size * 1.75 * ring
        p.drawArc(
            QRectF(x - wide, top + size * 1.3 * ring - wide * 0.14, 2 * wide, wide * 0.3), 200 * 16, 140 * 16
        )


def leaves(p: QPainter, x: float, y: float, size: float, colours: Iterable[str], seed: int) -> None:
    """Draw a crown of round leaves, the lit ones last and to the upper left."""
    dice = random.Random(seed)
    tones = list(colours)
    for layer, tone in enumerate(tones):
        for _ in range(9):
            angle, far = dice.uniform(0, 2 * math.pi), size * dice.uniform(0.1, 0.62)
            lift = layer * size * 0.13
            disc(
                p, tone, x + math.cos(angle) * far - lift, y + math.sin(angle) * far * 0.8 - lift,
                size * dice.uniform(0.26, 0.44) * (1 - 0.16 * layer),
            )  # fmt: skip


def tree(p: QPainter, x: float, y: float, size: float, seed: int) -> None:
    """Draw a grown tree that stands at (x, y)."""
    shadow(p, x + size * 0.25, y, size * 1.9, size * 0.3, 80)
    limb(p, "#5f4632", size * 0.13, (x, y), (x - size * 0.03, y - size * 0.9))
    limb(p, "#5f4632", size * 0.07, (x, y - size * 0.5), (x + size * 0.26, y - size * 0.95))
    leaves(p, x, y - size * 1.28, size, ("#2f5b3c", "#427a4a", "#6a9c57"), seed)


def sapling(p: QPainter, x: float, y: float, size: float, seed: int) -> None:
    """Draw a young tree tied to its stake."""
    shadow(p, x, y, size * 0.7, size * 0.16, 80)
    limb(p, "#a98556", size * 0.045, (x + size * 0.1, y), (x + size * 0.06, y - size * 0.62))
    limb(p, "#6b4e35", size * 0.04, (x, y), (x, y - size * 0.72))
    limb(p, "#e9dcb8", size * 0.025, (x - size * 0.02, y - size * 0.42), (x + size * 0.1, y - size * 0.4))
    leaves(p, x, y - size * 0.86, size * 0.34, ("#3f7a45", "#5c9a50", "#8fbf62"), seed)

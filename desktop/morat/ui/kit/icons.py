"""Icons of one family (Tabler), drawn from SVG when they are first seen, in the colours of the theme."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from morat.assets import icon_file
from morat.ui.kit.theme import ICON, tokens

FADED = 110
"""Opacity of a disabled icon, of 255."""
STROKE = "1.6"
"""Line width on Tabler's grid of 24: their own 2 is too bold beside text at 18 px."""


def icon(name: str, tone: str = "ink", *, solid: bool = False) -> QIcon:
    """Return the Tabler icon ``name`` in a colour of the theme (a field of ``theme.Tokens``), or ``solid``.

    It follows the theme by itself and is sharp at every scale of the screen. An icon that is not
    there is empty, and the window goes on.
    """
    return QIcon(_TintedSvg(name, tone, solid=solid))


class _TintedSvg(QIconEngine):
    """Draws one SVG file in the colour that the theme gives at the moment of drawing."""

    def __init__(self, name: str, tone: str, *, solid: bool) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._solid = solid

    def clone(self) -> QIconEngine:
        """Give Qt an engine of its own (it asks where a shared icon is added to)."""
        import ctypes

        # PySide leaves a returned engine to Python, and Qt then draws with freed memory: the
        # reference kept here is never given back, Qt deletes what belongs to it.
        copy = _TintedSvg(self._name, self._tone, solid=self._solid)
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(copy))
        return copy

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:  # noqa: ARG002
        """Take all of ``size``: a wider one than high keeps a distance from the text beside it."""
        return size

    def isNull(self) -> bool:
        return not _source(self._name)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: ARG002
        """Draw for a screen with ``scale`` device pixels a pixel; ``size`` is in pixels."""
        whole = QSize(ceil(size.width() * scale), ceil(size.height() * scale))
        edge = min(whole.width(), whole.height())
        pixmap = drawn(self._name, self._colour(mode), edge, solid=self._solid)
        if whole != pixmap.size():
            pixmap = _centred(pixmap, whole)
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw for the device of the painter."""
        # Not painter.device(): to find out what it is PySide would load every kind of paint device there is.
        scale = painter.deviceTransform().m11()
        painter.drawPixmap(rect.topLeft(), self.scaledPixmap(rect.size(), mode, state, scale))

    def _colour(self, mode: QIcon.Mode) -> int:
        colour = QColor(getattr(tokens(QGuiApplication.palette()), self._tone))
        if mode == QIcon.Mode.Disabled:
            colour.setAlpha(FADED)
        return colour.rgba()


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    path = icon_file(name)
    return path.read_bytes() if path is not None else b""


@lru_cache(maxsize=512)
def _image(name: str, rgba: int, edge: int, *, solid: bool) -> QPixmap:
    # Not through QImageReader: a thread that decodes a photo may hold Qt's plugin mutex and wait for
    # Python's lock, which this one holds (see photos.decode).
    from PySide6.QtSvg import QSvgRenderer

    pixmap = QPixmap(edge, edge)
    pixmap.fill(QColor(0, 0, 0, 0))
    source = _source(name)
    if source:
        colour = QColor.fromRgba(rgba)
        painted = source.replace(b"currentColor", colour.name().encode()).replace(
            b'stroke-width="2"', f'stroke-width="{STROKE}"'.encode()
        )
        if solid:
            # The first is that of the whole drawing.
            painted = painted.replace(b'fill="none"', b'fill="' + colour.name().encode() + b'"', 1)
        painter = QPainter(pixmap)
        painter.setOpacity(colour.alphaF())
        QSvgRenderer(QByteArray(painted)).render(painter, QRectF(0, 0, edge, edge))
        painter.end()
    return pixmap


def drawn(name: str, rgba: int, edge: int, *, solid: bool = False) -> QPixmap:
    """Return an icon as a picture ``edge`` device pixels wide in the colour ``rgba``."""
    # A copy, because callers set its scale; its pixels are shared and drawn once.
    return QPixmap(_image(name, rgba, edge, solid=solid))


def _centred(pixmap: QPixmap, size: QSize) -> QPixmap:
    whole = QPixmap(size)
    whole.fill(QColor(0, 0, 0, 0))
    painter = QPainter(whole)
    painter.drawPixmap((size.width() - pixmap.width()) // 2, (size.height() - pixmap.height()) // 2, pixmap)
    painter.end()
    return whole


def draw(painter: QPainter, name: str, tone: str, at: QPoint, on: QWidget, edge: int = ICON) -> None:
    """Draw an icon with its upper left corner ``at``, for code that paints what is on the widget ``on``."""
    scale = on.devicePixelRatioF()
    pixmap = drawn(name, QColor(getattr(tokens(on.palette()), tone)).rgba(), ceil(edge * scale))
    pixmap.setDevicePixelRatio(scale)
    painter.drawPixmap(at, pixmap)

"""One of two shots that are compared: a picture of which a part is seen, as large as both are shown."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from morat.ui.kit import theme
from morat.ui.kit.theme import L

ZOOM = 1.25
"""How much larger a key or a notch of the wheel makes it."""


class CompareSide(QWidget):
    """A shot, at first from a smaller picture of it; the whole one is drawn once it is there and needed.

    Signals:
        dragged(object): it was pulled so far, a QPointF in parts of the picture.
        zoomed(float, object): it shall be so many times as large about a place (QPointF) of the picture.
        opened(object): a place (QPointF) of the picture was double-clicked.
    """

    dragged = Signal(object)
    zoomed = Signal(float, object)
    opened = Signal(object)

    def __init__(self, told: str, name: str, pixels: QSizeF, parent: QWidget) -> None:
        """Begin without a picture; ``told`` stands there until it comes. Its file has so many ``pixels``."""
        super().__init__(parent)
        self._told = told
        self._pixels = pixels
        self._shown: QImage | None = None
        self._whole: QImage | None = None
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self._held: QPointF | None = None
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 180)

    def begin(self, told: str, pixels: QSizeF) -> None:
        """Wait for another picture, whose file has so many ``pixels``."""
        self._told, self._pixels = told, pixels
        self._shown = self._whole = None
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture, perhaps a smaller one."""
        return self._shown is not None

    @property
    def has_whole(self) -> bool:
        """Whether the whole picture is here."""
        return self._whole is not None

    def show_picture(self, image: QImage) -> None:
        """Show this picture until it has to be larger than that."""
        self._shown = image
        self.update()

    def show_whole(self, image: QImage) -> None:
        """Have the picture with all its pixels too."""
        self._whole, self._pixels = image, QSizeF(image.size())
        self.update()

    def tell(self, text: str) -> None:
        """Say why there is no picture."""
        self._told = text
        self.update()

    def look(self, zoom: float, centre: QPointF) -> None:
        """Show it so large, with this place (in parts of the picture) in the middle."""
        self._zoom, self._centre = zoom, centre
        self.update()

    @property
    def hundred(self) -> float:
        """The zoom at which a pixel of the file is one of the screen."""
        fitted = self._fitted()
        return self._pixels.width() / (fitted.width() * self.devicePixelRatioF()) if fitted.width() else 1.0

    @property
    def wants_whole(self) -> bool:
        """Whether it is shown larger than the smaller picture is."""
        shown = self._shown
        if shown is None or self._whole is not None or shown.width() >= self._pixels.width():
            return False
        return self.place().width() * self.devicePixelRatioF() > shown.width()

    def place(self) -> QRectF:
        """Return where the whole picture is, most of it perhaps out of sight; empty without one."""
        if self._shown is None and self._whole is None:
            return QRectF()
        size = self._fitted() * self._zoom
        middle = QRectF(self.rect()).center()
        corner = middle - QPointF(self._centre.x() * size.width(), self._centre.y() * size.height())
        return QRectF(corner, size)

    def _fitted(self) -> QSizeF:
        image = self._whole or self._shown
        size = self._pixels if image is None else QSizeF(image.size())
        return size.scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)

    def _at(self, point: QPointF) -> QPointF | None:
        """Return a place of the widget in parts of the picture, None without one."""
        place = self.place()
        if place.isEmpty():
            return None
        at = point - place.topLeft()
        return QPointF(at.x() / place.width(), at.y() / place.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the picture."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull it along; the other one follows."""
        place = self.place()
        if self._held is not None and not place.isEmpty():
            way = event.position() - self._held
            self._held = event.position()
            self.dragged.emit(QPointF(way.x() / place.width(), way.y() / place.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Let go."""
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Say which place was meant."""
        at = self._at(event.position())
        if at is not None:
            self.opened.emit(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Grow or shrink about the mouse."""
        at = self._at(event.position())
        if at is not None:
            self.zoomed.emit(ZOOM if event.angleDelta().y() > 0 else 1 / ZOOM, at)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw what is seen of the picture, and a frame where keys come here."""
        tokens, painter = theme.tokens(self.palette()), QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.desk))
        if self.place().isEmpty():
            painter.setPen(QPen(QColor(tokens.muted)))
            middle = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(L, L, -L, -L), middle, self._told)
        else:
            self._draw(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _draw(self, painter: QPainter) -> None:
        place, shown = self.place(), self._shown
        if self._whole is not None and (
            shown is None or place.width() * self.devicePixelRatioF() > shown.width()
        ):
            shown = self._whole
        if shown is None:
            return
        # Only what is seen: a picture of 24 megapixels is drawn many times larger than the window.
        seen = place.intersected(QRectF(self.rect()))
        scale = shown.width() / place.width()
        source = QRectF((seen.topLeft() - place.topLeft()) * scale, seen.size() * scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(seen, shown, source)

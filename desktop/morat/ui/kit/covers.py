"""Small pictures that fill a frame with round corners, prepared once so that rows are cheap to paint."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap


def cover(image: QImage, size: QSize, radius: float, scale: float) -> QPixmap:
    """Return ``image`` scaled and cropped about its middle to fill ``size`` (in logical pixels).

    ``scale`` is the device pixel ratio of the screen; an image that is empty gives an empty pixmap.
    """
    if image.isNull():
        return QPixmap()
    whole = QSize(round(size.width() * scale), round(size.height() * scale))
    filled = image.scaled(
        whole, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (filled.width() - whole.width()) // 2, (filled.height() - whole.height()) // 2
    pixmap = QPixmap(whole)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(filled.copy(left, top, whole.width(), whole.height())))
    painter.drawRoundedRect(QRectF(0, 0, whole.width(), whole.height()), radius * scale, radius * scale)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap

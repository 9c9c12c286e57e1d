"""Decode pictures, upright and no larger than asked for. One decoder for window and command line.

QImageReader needs no application object: the command line decodes without a window.
"""

from threading import Lock

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from morat.newsroom.messages import UserError
from morat.photos.fingerprint import of_bytes
from morat.photos.intact import intact

MAX_PIXELS = 300_000_000
"""A picture that claims more pixels is refused: no camera makes one, and it would fill the memory."""

_CELLS = 8
"""Cells a side that are compared for a dHash."""
_KINDS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
)
"""How files of the kinds we take begin. Qt's own guess asks its plugins in changing order, and the one for
TGA, whose files have no mark of their own, takes many a JPEG for one of 257 x 25,600 pixels."""


CHOOSING = Lock()
"""Held while a reader or a writer chooses its plugin. Qt guards that with a mutex and reads the buffer under
it, which needs Python's own lock; a second thread that holds Python's and waits for Qt's would stand still
for ever."""


def _kind(data: bytes) -> str:
    """Return the kind of a picture's file as Qt names it, empty for one that is not taken."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for mark, kind in _KINDS if data.startswith(mark)), "")


class _Source:
    """A reader with the buffer it reads from; the buffer must outlive it."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name or of_bytes(data)[:12]
        kind = _kind(data)
        if not kind:
            raise UserError("photo-unreadable", path=self._name)
        if not intact(data):
            raise self.damaged()
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.reader = QImageReader(self._buffer, QByteArray(kind.encode()))
        self.reader.setAutoDetectImageFormat(False)
        with CHOOSING:
            self.stored = self.reader.size()
        self.reader.setAutoTransform(True)
        self.mime = f"image/{kind}"
        pixels = self.stored.width() * self.stored.height()
        if self.stored.isEmpty():
            raise self.damaged()
        if pixels > MAX_PIXELS:
            raise UserError("picture-too-large", path=self._name)

    @property
    def upright(self) -> QSize:
        """The size a person sees: width and height change places where the camera was held upright."""
        turn = self.reader.transformation()
        lies = bool(turn & QImageIOHandler.Transformation.TransformationRotate90)
        return self.stored.transposed() if lies else self.stored

    def damaged(self) -> UserError:
        """Return the error that says so of this picture."""
        return UserError("picture-damaged", path=self._name)


def measure(data: bytes, name: str = "") -> tuple[int, int, str]:
    """Return width and height in pixels, upright, and the MIME type, without decoding the picture.

    Raises:
        UserError: as ``scaled``; it names ``name``, else the first digits of the hash.
    """
    source = _Source(data, name)
    size = source.upright
    return size.width(), size.height(), source.mime


def scaled(data: bytes, max_width: int, max_height: int, name: str = "") -> QImage:
    """Return the picture upright, fitted into ``max_width`` x ``max_height`` pixels, never enlarged.

    A JPEG is decoded at the smaller size, not whole: ten photos of 24 Mpx cost 15 MiB instead of 919.

    Raises:
        UserError: ``photo-unreadable`` for what is no picture of a kind we know, ``picture-damaged`` for one
            that is cut short or broken, ``picture-too-large`` for one with more than :data:`MAX_PIXELS`.
    """
    source = _Source(data, name)
    upright = source.upright
    wanted = upright
    if upright.width() > max_width or upright.height() > max_height:
        box = QSize(max(1, max_width), max(1, max_height))
        wanted = _fit(upright, box)
    source.reader.setScaledSize(wanted if upright == source.stored else wanted.transposed())
    image = source.reader.read()
    if image.isNull():
        raise source.damaged()
    return image


def dhash(image: QImage) -> int:
    """Return what a picture looks like as 64 bits, see ``newsroom.likeness``; any size of it will do."""
    grey = image.scaled(_CELLS + 1, _CELLS, mode=Qt.TransformationMode.SmoothTransformation)
    grey = grey.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, step = bytes(grey.constBits()), grey.bytesPerLine()
    bits = 0
    for row in range(_CELLS):
        cells = pixels[row * step : row * step + _CELLS + 1]
        for column in range(_CELLS):
            bits = bits << 1 | (cells[column] > cells[column + 1])
    return bits


def _fit(size: QSize, box: QSize) -> QSize:
    """Return ``size`` shrunk into ``box`` with its proportions, at least one pixel each way."""
    scale = min(box.width() / size.width(), box.height() / size.height())
    return QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))

"""Decode pictures, upright and no larger than asked for. One decoder for window and command line.

QImageReader needs no application object: the command line decodes without a window. HEIC is libheif's, of a
RAW file the JPEG is shown that its camera put there.
"""

import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Lock
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QSize,
    Qt,
    QThread,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader

from morat.newsroom.messages import UserError
from morat.photos import heic, raw
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


_FLAWS = ("premature end", "bad huffman", "unsupported marker", "corrupt data")
"""What decoders say, in small letters, of pictures of which a part is missing."""


class Decoded(NamedTuple):
    """A picture, shrunk, and what it is in its file: width and height in pixels, upright, and the MIME type.

    ``flawed`` says that the decoder met with data that makes no picture, and has painted over it.
    """

    image: QImage
    width: int
    height: int
    mime: str
    flawed: bool


class _Listener:
    """Hears what decoders say of a picture on the thread that decodes it, and nothing else.

    Qt has one handler of messages for the whole process. Ours is there only while somebody decodes; what
    other threads say meanwhile goes where it would have gone. Others may put theirs over ours and take it
    off again at any time, so ours can be met where another's is looked for: it never hands on to itself, and
    never takes off what is not its own.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._decoding = 0
        self._before: Callable[..., Any] | None = None
        self._here = threading.local()

    @contextmanager
    def listening(self) -> Generator[list[str]]:
        """Give the list that what is said on this thread is added to."""
        said: list[str] = []
        outer, self._here.said = getattr(self._here, "said", None), said
        with self._lock:
            self._decoding += 1
            if self._decoding == 1:
                self._put_on()
        try:
            yield said
        finally:
            with self._lock:
                self._decoding -= 1
                if not self._decoding:
                    self._take_off()
            self._here.said = outer

    def _put_on(self) -> None:
        before = qInstallMessageHandler(self._hear)
        if before != self._hear:
            self._before = before

    def _take_off(self) -> None:
        there = qInstallMessageHandler(self._before)
        if there != self._hear:
            qInstallMessageHandler(there)

    def _hear(self, kind: Any, context: Any, message: str) -> None:
        said: list[str] | None = getattr(self._here, "said", None)
        if said is not None:
            said.append(message)
        elif self._before is not None:
            self._before(kind, context, message)
        elif sys.stderr is not None:
            sys.stderr.write(qFormatLogMessage(kind, context, message) + "\n")


_DECODERS = _Listener()


class _Source:
    """A reader with the buffer it reads from, which must outlive it: that for TIFF ends with a look at it."""

    def __init__(self, data: bytes, kind: str, name: str) -> None:
        self._name = name
        if not intact(data):
            raise damaged(name)
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._reader = QImageReader(self._buffer, QByteArray(kind.encode()))
        self._reader.setAutoDetectImageFormat(False)
        with CHOOSING:
            self._stored = self._reader.size()
        self._reader.setAutoTransform(True)
        turn = self._reader.transformation()
        lies = bool(turn & QImageIOHandler.Transformation.TransformationRotate90)
        # Width and height change places where the camera was held upright.
        self.upright = self._stored.transposed() if lies else self._stored

    def read(self, size: QSize) -> QImage:
        """Decode the picture at ``size``, which is upright."""
        self._reader.setScaledSize(size if self.upright == self._stored else size.transposed())
        image = self._reader.read()
        if image.isNull():
            raise damaged(self._name)
        return image

    def close(self) -> None:
        """Let the reader go, before its buffer does."""
        del self._reader


class _Heic:
    """The same for HEIC."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        try:
            self.upright = QSize(*heic.size(data))
        except ValueError as error:
            raise damaged(name) from error

    def read(self, size: QSize) -> QImage:
        """Decode the picture and shrink it to ``size``."""
        try:
            pixels = heic.decoded(self._data)
        except ValueError as error:
            raise damaged(self._name) from error
        kind = QImage.Format.Format_RGBA8888 if pixels.alpha else QImage.Format.Format_RGB888
        image = QImage(pixels.data, pixels.width, pixels.height, pixels.stride, kind)
        smooth = Qt.TransformationMode.SmoothTransformation
        shrunk = image.copy() if size == image.size() else image.scaled(size, mode=smooth)
        if pixels.profile:
            shrunk.setColorSpace(QColorSpace.fromIccProfile(QByteArray(pixels.profile)))
        return shrunk

    def close(self) -> None:
        """There is nothing to let go."""


def settle() -> None:
    """Make the calling thread Qt's main one where it has none yet, which is so on the command line.

    It takes the first that it meets. One that ends before others have decoded their pictures would have it
    complain of each of them.
    """
    QThread.currentThread()


def measure(data: bytes, name: str = "") -> tuple[int, int, str]:
    """Return width and height in pixels, upright, and the MIME type, without decoding the picture.

    Of a RAW file they are those of the picture that is shown of it.

    Raises:
        UserError: as ``scaled``; it names ``name``, else the first digits of the hash.
    """
    with _named(data, name), _DECODERS.listening(), _opened(data, name) as (source, mime):
        return source.upright.width(), source.upright.height(), mime


def scaled(data: bytes, max_width: int, max_height: int, name: str = "") -> QImage:
    """Return the picture upright, fitted into ``max_width`` x ``max_height`` pixels, never enlarged.

    A JPEG is decoded at the smaller size, not whole: ten photos of 24 Mpx cost 15 MiB instead of 919.

    Raises:
        UserError: ``photo-unreadable`` for what is no picture of a kind we know, ``picture-damaged`` for one
            that is cut short or broken, ``picture-too-large`` for one with more than :data:`MAX_PIXELS`,
            ``raw-without-preview`` for a RAW file that its camera put no picture into.
    """
    return decoded(data, max_width, max_height, name).image


def decoded(data: bytes, max_width: int, max_height: int, name: str = "") -> Decoded:
    """Return the same as ``scaled`` and ``measure`` together, the file looked over once.

    Raises:
        UserError: as ``scaled``.
    """
    with _named(data, name), _DECODERS.listening() as said, _opened(data, name) as (source, mime):
        upright = source.upright
        wanted = upright
        if upright.width() > max_width or upright.height() > max_height:
            wanted = _fit(upright, QSize(max(1, max_width), max(1, max_height)))
        image = source.read(wanted)
    flawed = any(flaw in message.lower() for message in said for flaw in _FLAWS)
    return Decoded(image, upright.width(), upright.height(), mime, flawed)


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


def damaged(name: str) -> UserError:
    """Return the error that says so of the picture called ``name``."""
    return UserError("picture-damaged", path=name)


@contextmanager
def _named(data: bytes, name: str) -> Generator[None]:
    """Have errors name the file that has no ``name`` by its hash; only then is all of it read for that."""
    try:
        yield
    except UserError as error:
        if name:
            raise
        raise UserError(error.message.code, path=of_bytes(data)[:12]) from error


@contextmanager
def _opened(data: bytes, name: str) -> Generator[tuple[_Source | _Heic, str]]:
    """Give what reads a picture, and its MIME type."""
    source: _Source | _Heic
    if heic.is_heic(data):
        source, mime = _Heic(data, name), "image/heic"
    elif mime := raw.mime_of(data):
        if not intact(data):
            raise damaged(name)
        shown = raw.preview(data)
        if not shown:
            raise UserError("raw-without-preview", path=name)
        source = _Source(shown, "jpeg", name)
    elif kind := _kind(data):
        source, mime = _Source(data, kind, name), f"image/{kind}"
    else:
        raise UserError("photo-unreadable", path=name)
    try:
        if source.upright.isEmpty():
            raise damaged(name)
        if source.upright.width() * source.upright.height() > MAX_PIXELS:
            raise UserError("picture-too-large", path=name)
        yield source, mime
    finally:
        source.close()


def _kind(data: bytes) -> str:
    """Return the kind of a picture's file as Qt names it, empty for one that is not taken."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for mark, kind in _KINDS if data.startswith(mark)), "")


def _fit(size: QSize, box: QSize) -> QSize:
    """Return ``size`` shrunk into ``box`` with its proportions, at least one pixel each way."""
    scale = min(box.width() / size.width(), box.height() / size.height())
    return QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))

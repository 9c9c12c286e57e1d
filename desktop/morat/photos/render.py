"""Make the picture that leaves the house: web size, upright, sRGB, without the camera's metadata."""

from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter

from morat.newsroom.messages import UserError
from morat.newsroom.pictures import Picture
from morat.newsroom.recipe import NOTHING, Recipe
from morat.photos.darkroom import developed
from morat.photos.decode import CHOOSING
from morat.photos.fingerprint import of_bytes

_ANY_HEIGHT = 65_000


class Prepared(NamedTuple):
    """A picture that leaves, before it is packed; ``mime`` is a PNG's where parts of it are transparent."""

    image: QImage
    mime: str
    name: str


def prepared(data: bytes, max_width: int, name: str = "", recipe: Recipe = NOTHING) -> Prepared:
    """Return the picture after ``recipe``, at most ``max_width`` pixels wide, its pixels alone.

    Nothing of the original's metadata is left, so no place (GPS) leaks; credit and copyright are written
    back by the caller where they are wanted.

    Raises:
        UserError: ``photo-unreadable`` and ``photo-edit-unclear``, as ``darkroom.developed``.
    """
    image = bare(developed(data, recipe, max_width, _ANY_HEIGHT, name))
    mime = "image/png" if _is_transparent(image) else "image/jpeg"
    return Prepared(image, mime, name or of_bytes(data)[:12])


def narrower(picture: Prepared, width: int) -> Prepared:
    """Return ``picture`` at another ``width``, with its proportions."""
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture._replace(image=picture.image.scaledToWidth(width, smooth))


def packed(picture: Prepared, quality: int = 85) -> Picture:
    """Return the file of ``picture``: a JPEG of ``quality`` (0 to 100), or a PNG.

    Raises:
        UserError: ``photo-unreadable``: it cannot be written.
    """
    image, mime, name = picture
    data = encoded(image, mime.removeprefix("image/"), quality)
    if not data:
        raise UserError("photo-unreadable", path=name)
    return Picture(data, mime, image.width(), image.height())


def encoded(image: QImage, kind: str, quality: int = 85, *, small: bool = True) -> bytes:
    """Return the bytes of a file that holds ``image``, empty when it cannot be written.

    The one place where a picture is written. ``kind`` is "jpeg" or "png"; ``quality`` (0 to 100) counts for
    a JPEG alone. One that need not be ``small`` is a twentieth larger and written in two thirds of the time.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, kind.encode())
    with CHOOSING:
        # Whether it can is asked for the plugin's sake; one that is lacking comes out at the write.
        writer.canWrite()
    if kind == "jpeg":
        writer.setQuality(quality)
        writer.setOptimizedWrite(small)
    return bytes(buffer.data().data()) if writer.write(image) else b""


def bare(image: QImage) -> QImage:
    """Return the pixels of ``image`` alone: texts, profile and resolution would be written as metadata."""
    pixels = QImage(image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format())
    return pixels.copy()


def _is_transparent(image: QImage) -> bool:
    """Say whether any pixel lets something through; many a screenshot has an alpha channel for nothing."""
    if not image.hasAlphaChannel():
        return False
    sample = image.convertToFormat(QImage.Format.Format_Alpha8, Qt.ImageConversionFlag.AutoColor)
    pixels, step, width = bytes(sample.constBits()), sample.bytesPerLine(), sample.width()
    return any(
        pixels.count(255, start, start + width) != width for start in range(0, step * sample.height(), step)
    )

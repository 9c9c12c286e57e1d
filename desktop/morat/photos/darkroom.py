"""Make a picture after its recipe: hide, lighten, turn, straighten, crop. Its pixels are replaced.

What is hidden keeps the mean colours of a few large fields and no more (see :func:`hidden`): there is nothing
left that could be sharpened again. Blurring and pixelating differ in how these few colours are drawn.
"""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColorSpace, QImage, QPainter, QTransform

from morat.newsroom.messages import UserError
from morat.newsroom.recipe import NOTHING, PIXELATE, Cover, Recipe, Rect, is_whole
from morat.photos.decode import measure, scaled

FIELDS = 6
"""Fields along the longer side of what is hidden, whatever its size: at most 36 colours are left of a face.
A plate of 4:1 keeps 6 by 2 of them, each wider than a letter of it."""
_STRIP = 256
"""Rows that are worked on at a time: Python's lock, which the window needs too, is let go between them."""
_SMOOTH = Qt.TransformationMode.SmoothTransformation
_ANY = Qt.AspectRatioMode.IgnoreAspectRatio


def developed(data: bytes, recipe: Recipe, max_width: int, max_height: int, name: str = "") -> QImage:
    """Return the picture after ``recipe``, upright, in sRGB, fitted into the size, never enlarged.

    The original is decoded no larger than the result needs it.

    Raises:
        UserError: ``photo-unreadable``, as ``decode.scaled``; ``photo-edit-unclear`` for a recipe that asks
            for something this version does not know: it might hide a face.
    """
    if not is_whole(recipe):
        raise UserError("photo-edit-unclear", reason=recipe.extra)
    if recipe == NOTHING:
        return standard(scaled(data, max_width, max_height, name))
    width, height, _ = measure(data, name)
    across, down = recipe.size(width, height)
    scale = min(1.0, max_width / across, max_height / down)
    wanted = (max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale)))
    return made(standard(scaled(data, *wanted, name)), recipe)


def made(image: QImage, recipe: Recipe) -> QImage:
    """Return an upright ``image`` after ``recipe``."""
    covered = hidden(image, recipe.blur)
    return placed(toned(covered, recipe.brightness, recipe.contrast), recipe)


def hidden(image: QImage, covers: tuple[Cover, ...]) -> QImage:
    """Return ``image`` with its covers made unknowable.

    Each is cut into square fields, :data:`FIELDS` along its longer side, and every pixel of it is drawn anew
    from their mean colours: as they are (``pixelate``) or running into each other (``blur``). The rectangle
    is widened to whole pixels.
    """
    if not covers:
        return image
    result = image.copy()
    for cover in covers:
        place = _pixels(cover.at, image.width(), image.height())
        # Of what an earlier cover has left, where two overlap: nothing comes back.
        fields = _unknowable(result.copy(place), cover.way)
        painter = QPainter(result)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(place.topLeft(), fields)
        painter.end()
    return result


def toned(image: QImage, brightness: float, contrast: float) -> QImage:
    """Return ``image`` lighter and with more contrast, each -100 to 100; transparency stays.

    A channel's value v becomes (v - 128) k + 128 + 1.27 ``brightness``, where k is 1 + ``contrast`` / 100
    below 0 and 1 + ``contrast`` / 50 above.
    """
    if not brightness and not contrast:
        return image
    gain = 1 + contrast / (50 if contrast > 0 else 100)
    table = bytes(
        min(255, max(0, round((value - 128) * gain + 128 + 1.27 * brightness))) for value in range(256)
    )
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels, step = plain.constBits(), _STRIP * plain.bytesPerLine()
    changed = b"".join(bytes(pixels[at : at + step]).translate(table) for at in range(0, len(pixels), step))
    lit = QImage(changed, plain.width(), plain.height(), plain.bytesPerLine(), plain.format())
    result = lit.convertToFormat(image.format())
    if image.hasAlphaChannel():
        result.setAlphaChannel(image.convertToFormat(QImage.Format.Format_Alpha8))
    return result


def placed(image: QImage, recipe: Recipe) -> QImage:
    """Return ``image`` turned, flipped, straightened and cropped; straightened pixels are mixed of four."""
    across, down = recipe.frame(image.width(), image.height())
    crop = QRectF(
        recipe.crop.left * across,
        recipe.crop.top * down,
        max(1.0, recipe.crop.width * across),
        max(1.0, recipe.crop.height * down),
    )
    if not recipe.straighten:
        turned = image
        if recipe.turn or recipe.flip:
            turned = image.transformed(turning(recipe, image.width(), image.height()))
        whole = QRect(0, 0, turned.width(), turned.height())
        kept = crop.toRect().intersected(whole)
        return turned if kept == whole else turned.copy(kept)
    result = QImage(max(1, math.floor(crop.width())), max(1, math.floor(crop.height())), image.format())
    result.fill(Qt.GlobalColor.transparent if image.hasAlphaChannel() else Qt.GlobalColor.white)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for top in range(0, result.height(), _STRIP):
        painter.resetTransform()
        painter.setClipRect(0, top, result.width(), _STRIP)
        painter.translate(-crop.left(), -crop.top())
        painter.setTransform(turning(recipe, image.width(), image.height()), combine=True)
        painter.drawImage(QPointF(0, 0), image)
    painter.end()
    return result


def turning(recipe: Recipe, width: float, height: float) -> QTransform:
    """Return how an upright original of this size gets into its frame."""
    return QTransform(*recipe.matrix(width, height))


def standard(image: QImage) -> QImage:
    """Return ``image`` in sRGB with eight bits a channel; without a profile it is taken for sRGB."""
    wanted = QImage.Format.Format_ARGB32 if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    space = image.colorSpace()
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != srgb:
        converted = image.convertedToColorSpace(srgb, wanted)
        if not converted.isNull():
            return converted
    return image.convertToFormat(wanted)


def _pixels(at: Rect, width: int, height: int) -> QRect:
    """Return the whole pixels that a rectangle touches."""
    left, top = math.floor(at.left * width), math.floor(at.top * height)
    right = math.ceil((at.left + at.width) * width)
    bottom = math.ceil((at.top + at.height) * height)
    return QRect(left, top, right - left, bottom - top).intersected(QRect(0, 0, width, height))


def _unknowable(piece: QImage, way: str) -> QImage:
    width, height = piece.width(), piece.height()
    field = max(width, height) / FIELDS
    means = piece.scaled(max(1, round(width / field)), max(1, round(height / field)), _ANY, _SMOOTH)
    mode = Qt.TransformationMode.FastTransformation if way == PIXELATE else _SMOOTH
    return means.scaled(width, height, _ANY, mode)

"""Draw the objects of the body: photos, galleries, links, and frames for blocks that are kept as they are."""

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextDocument,
    QTextFormat,
)

from morat.catalogue import Catalogue
from morat.newsroom.blocks import Box, Embed, Gallery, Photo, Unknown
from morat.newsroom.codec import blocks_from_bytes
from morat.services.document.look import text_width
from morat.services.document.properties import Key, Kind, photo_of, text_property
from morat.ui.editor import gallery

FRAME_RATIO = 0.4
"""Height of an empty frame to its width."""
UNSEEN_RATIO = 0.625
"""Height to width of a picture that has not arrived yet: most press photos are 8:5 or 3:2."""
HELD_HEIGHT = 56.0
CREDIT_HEIGHT = 20.0
EMBED_HEIGHT = 128.0
REACH = 44.0
"""Pixels that a wide photo reaches over both edges of the text: some paper is seen beside it still."""


class Colours(NamedTuple):
    """What the drawings need of the theme."""

    paper: QColor
    desk: QColor
    ink: QColor
    muted: QColor
    hairline: QColor
    accent: QColor


class PageObjects(QPyTextObject):
    """Sizes and draws the object characters of a body; registered for both object types.

    Pictures are asked of ``image(sha, width, edit)``, which never decodes: what is not there yet is a
    quiet surface, and the page is laid out again when it arrives.
    """

    def __init__(
        self,
        image: Callable[[str, int, str | None], QImage | None],
        words: Catalogue,
        colours: Colours,
        document: QTextDocument,
        scale: Callable[[], float],
    ) -> None:
        """Draw for ``document`` in the words and colours given; ``scale`` says how fine the screen is."""
        super().__init__(document)
        self._image = image
        self._words = words
        self.colours = colours
        self._scale = scale

    def intrinsicSize(self, document: QTextDocument, position: int, form: QTextFormat) -> QSizeF:  # noqa: ARG002
        """Return the room an object takes (Qt asks while it lays the page out)."""
        block = document.findBlock(position).blockFormat()
        width = _room(document, block)
        kind = text_property(block, Key.KIND)
        if kind == Kind.GALLERY:
            return QSizeF(width, self._gallery(document, block, width)[1] + 6.0)
        if kind == Kind.EMBED:
            return QSizeF(width, EMBED_HEIGHT + 6.0)
        if kind != Kind.PHOTO:
            return QSizeF(width, HELD_HEIGHT)
        photo = photo_of(block)
        if photo.size == "half":
            width = width / 2
        credit = CREDIT_HEIGHT if photo.credit else 6.0
        shown = width + 2 * reach(block)
        return QSizeF(width, round(shown * self._ratio(photo, shown)) + credit)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        form: QTextFormat,  # noqa: ARG002 - Qt's signature
    ) -> None:
        """Draw an object (Qt asks while it paints the page)."""
        block = document.findBlock(position).blockFormat()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind = text_property(block, Key.KIND)
        if kind == Kind.PHOTO:
            self._draw_photo(painter, QRectF(rect), block)
        elif kind == Kind.GALLERY:
            self._draw_gallery(painter, QRectF(rect), document, block)
        elif kind == Kind.EMBED:
            self._draw_embed(painter, QRectF(rect).adjusted(0, 0, 0, -6), block)
        else:
            self._draw_held(painter, QRectF(rect), block)
        painter.restore()

    def photo_at(self, block: QTextBlock, at: QPointF) -> tuple[Photo, bool] | None:
        """Return the photo at a place in a gallery, and whether it is its caption; None for nothing."""
        document, form = block.document(), block.blockFormat()
        if text_property(form, Key.KIND) != Kind.GALLERY:
            return None
        spots, _height = self._gallery(document, form, _room(document, form))
        found = gallery.hit(spots, at)
        return None if found is None else (photos_held(form)[found[0]], found[1])

    def _gallery(
        self, document: QTextDocument, block: QTextBlockFormat, width: float
    ) -> tuple[list[gallery.Spot], float]:
        """Return where the pictures and captions of a gallery are, and how high it is."""
        photos = photos_held(block)
        if not photos:
            return [], width * FRAME_RATIO
        captions = gallery.Captions(document, self._words)

        def height_of(number: int, across: float) -> float:
            return captions.height(photos[number], across)

        ratios = [self._ratio(photo, width / min(3, len(photos))) for photo in photos]
        return gallery.laid_out(ratios, width, height_of)

    def _draw_gallery(
        self, painter: QPainter, rect: QRectF, document: QTextDocument, block: QTextBlockFormat
    ) -> None:
        photos = photos_held(block)
        spots, height = self._gallery(document, block, rect.width())
        if not photos:
            whole = QRectF(rect.left(), rect.top(), rect.width(), height)
            self._draw_frame(painter, whole, self._words.text("Drop the pictures here"))
        captions = gallery.Captions(document, self._words)
        for photo, spot in zip(photos, spots, strict=True):
            place = spot.picture.translated(rect.topLeft())
            self._draw_picture(painter, place, photo, rect.width() / min(3, len(photos)))
            told = spot.caption.translated(rect.topLeft())
            captions.draw(painter, photo, told, self.colours.ink, self.colours.muted)

    def _draw_embed(self, painter: QPainter, rect: QRectF, block: QTextBlockFormat) -> None:
        """Draw the frame of a link: the sign of a film, the address."""
        painter.setPen(QPen(self.colours.hairline, 1.0))
        painter.setBrush(self.colours.desk)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        centre = QPointF(rect.center().x(), rect.top() + rect.height() / 2 - 14)
        painter.setPen(QPen(self.colours.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 22, 22)
        painter.setBrush(self.colours.accent)
        left, top = centre.x() - 6, centre.y() - 9
        painter.drawPolygon([QPointF(left, top), QPointF(left, top + 18), QPointF(left + 16, top + 9)])
        self._write(
            painter, QRectF(rect.left() + 16, centre.y() + 32, rect.width() - 32, 24), address_held(block)
        )

    def _write(self, painter: QPainter, place: QRectF, text: str) -> None:
        """Write one small line in the middle of ``place``."""
        font = painter.font()
        font.setItalic(False)
        font.setWeight(QFont.Weight.Normal)
        font.setPointSizeF(max(8.0, font.pointSizeF() * 0.82))
        painter.setFont(font)
        painter.setPen(self.colours.muted)
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), elided)

    def _ratio(self, photo: Photo, width: float) -> float:
        if photo.photo is None:
            return FRAME_RATIO
        image = self._image(photo.photo, pixel_width(width, self._scale()), photo.edit)
        if image is None or not image.width():
            return UNSEEN_RATIO
        return image.height() / image.width()

    def _draw_photo(self, painter: QPainter, rect: QRectF, block: QTextBlockFormat) -> None:
        photo = photo_of(block)
        over = reach(block)
        rect = rect.adjusted(-over, 0, over, 0)
        place = QRectF(rect)
        if photo.credit:
            place.setHeight(rect.height() - CREDIT_HEIGHT)
            self._draw_credit(painter, rect, photo.credit)
        else:
            place.setHeight(rect.height() - 6.0)
        if photo.photo is None:
            wanted = self._words.text("Drop the picture here")
            # A paste that could not have the picture knows what it shows.
            if photo.alt:
                wanted = self._words.text("Drop the picture here: {name}", name=photo.alt)
            self._draw_frame(painter, place, wanted)
            return
        self._draw_picture(painter, place, photo, rect.width())

    def _draw_picture(self, painter: QPainter, place: QRectF, photo: Photo, width: float) -> None:
        image = (
            self._image(photo.photo, pixel_width(width, self._scale()), photo.edit) if photo.photo else None
        )
        if image is None:
            painter.fillRect(place, self.colours.desk)
            if photo.photo is None:
                self._draw_frame(painter, place, "")
        else:
            painter.drawImage(place, image)

    def _draw_credit(self, painter: QPainter, rect: QRectF, credit: str) -> None:
        font = painter.font()
        font.setItalic(False)
        font.setPointSizeF(max(8.0, font.pointSizeF() * 0.72))
        painter.setFont(font)
        painter.setPen(self.colours.muted)
        line = QRectF(rect.left(), rect.bottom() - CREDIT_HEIGHT + 2, rect.width(), CREDIT_HEIGHT - 2)
        text = self._words.text("Photo: {credit}", credit=credit)
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), elided)

    def _draw_frame(self, painter: QPainter, place: QRectF, text: str) -> None:
        pen = QPen(self.colours.muted, 1.0, Qt.PenStyle.DashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(self.colours.desk)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._draw_mountains(painter, place.center() - QPointF(0, 16))
        self._write(painter, QRectF(place.left(), place.center().y() + 12, place.width(), 24), text)

    def _draw_mountains(self, painter: QPainter, centre: QPointF) -> None:
        """Draw the small sign of a picture."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colours.muted, 1.5))
        frame = QRectF(centre.x() - 17, centre.y() - 13, 34, 26)
        painter.drawRoundedRect(frame, 4, 4)
        painter.drawEllipse(QPointF(centre.x() - 8, centre.y() - 5), 2.5, 2.5)
        painter.drawPolyline(
            [
                QPointF(centre.x() - 13, centre.y() + 9),
                QPointF(centre.x() - 4, centre.y()),
                QPointF(centre.x() + 2, centre.y() + 5),
                QPointF(centre.x() + 7, centre.y() - 1),
                QPointF(centre.x() + 13, centre.y() + 6),
            ]
        )

    def _draw_held(self, painter: QPainter, rect: QRectF, block: QTextBlockFormat) -> None:
        painter.setPen(QPen(self.colours.hairline, 1.0))
        painter.setBrush(self.colours.desk)
        painter.drawRoundedRect(rect.adjusted(0.5, 2.5, -0.5, -2.5), 6, 6)
        painter.setPen(self.colours.muted)
        font = painter.font()
        font.setPointSizeF(max(8.0, font.pointSizeF() * 0.82))
        painter.setFont(font)
        text = held_label(text_property(block, Key.HELD), self._words)
        inner = rect.adjusted(16, 4, -16, -4)
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)


def reach(block: QTextBlockFormat) -> float:
    """Return the pixels that the picture of a block reaches over both edges of the text; in a box none.

    Qt lays nothing out beyond the text: it is drawn over what is laid out.
    """
    is_wide = text_property(block, Key.SIZE) == "wide" and not text_property(block, Key.BOX)
    return REACH if is_wide else 0.0


def pixel_width(width: float, scale: float) -> int:
    """Return the pixels to decode a picture at for a screen with ``scale`` device pixels a pixel.

    In steps, so that a page a little wider needs no new one.
    """
    return max(160, ceil(width * scale / 80) * 80)


def _room(document: QTextDocument, block: QTextBlockFormat) -> float:
    """Return how wide an object may be."""
    width = max(120.0, text_width(document))
    return width - block.leftMargin() - block.rightMargin()


def photos_held(block: QTextBlockFormat) -> tuple[Photo, ...]:
    """Return the photos of the gallery that a block's format describes."""
    held = blocks_from_bytes(text_property(block, Key.HELD).encode())
    return held[0].photos if held and isinstance(held[0], Gallery) else ()


def address_held(block: QTextBlockFormat) -> str:
    """Return the address of the link that a block's format describes."""
    held = blocks_from_bytes(text_property(block, Key.HELD).encode())
    return held[0].url if held and isinstance(held[0], Embed) else ""


def held_label(held: str, words: Catalogue) -> str:
    """Say in words what a held block is."""
    (block,) = blocks_from_bytes(held.encode())
    match block:
        case Box():
            return words.text("Box: {title}", title=block.title)
        case Unknown():
            return words.text("A block of the kind “{kind}”, kept as it is", kind=block.kind)
        case _:
            return ""

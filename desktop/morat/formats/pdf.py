"""A piece on A4 paper: as a PDF, on a printer, or as pictures of its pages.

The piece is set once, in tenths of a CSS pixel, and drawn at any size from there: what the window shows
is what is printed. Text stays text in the PDF, its fonts are embedded. QtGui without widgets: runs on any
thread.
"""

import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextTable,
)

from morat.formats.printed import ProofWords, moment, printed
from morat.formats.typeset import PLAIN_FACES, Inks, Measure, Part, typeset
from morat.newsroom.article import Article
from morat.newsroom.messages import UserError
from morat.newsroom.paper import Paper

Image = QImage
"""A decoded photo, by a name that rooms without Qt can use."""
UNIT = 10
"""Units of the page in one CSS pixel (1/96 inch)."""
DPI = 96 * UNIT
_MM = DPI / 25.4
WIDTH, HEIGHT = 210 * _MM, 297 * _MM
"""The page, in units."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 30 * _MM, 20 * _MM, 26 * _MM, 20 * _MM
_EDGE = 11 * _MM
"""From the edge of the paper to what stands in its margins."""
_COLUMN = (WIDTH - _LEFT - _RIGHT) / UNIT
_BOX, _GAP = 105 * UNIT, 12 * UNIT
"""Height of a box for a signature, and what is between them."""
_TOP_OF_PAGE = 40 * UNIT
"""What begins so far down a page begins it: spaces above stay there, and a break would change nothing."""
_INKS = Inks("#000000", "#4a4a4a", "#bbbbbb", "#000000", "#f6f6f6")


def write(article: Article, images: Mapping[str, QImage], paper: Paper) -> bytes:
    """Return ``article`` as a PDF of A4 pages; ``images`` by the SHA-256 of the original, upright."""
    with application():
        pages = Pages(article, images, paper)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(article.headline)
        writer.setCreator("Mo-rát")
        writer.setResolution(DPI)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)
        pages.draw_on(writer, DPI)
        return bytes(buffer.data().data())


@contextmanager
def application() -> Generator[None]:
    """Have fonts: without a window Qt needs an application object for them, on Linux one without a screen."""
    if QGuiApplication.instance() is not None:
        yield
        return
    screen = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
    made = QGuiApplication(["morat", *screen])
    try:
        yield
    finally:
        made.shutdown()


class Pages:
    """The pages of one piece, laid out."""

    def __init__(self, article: Article, images: Mapping[str, QImage], paper: Paper) -> None:
        """Set ``article`` and break it into pages; a photo keeps its caption, a subhead its paragraph."""
        self._article = article
        self._paper = paper
        self._words: ProofWords = printed(article.language).proof
        measure = Measure(_COLUMN, 14.7, 26, 128, 500, UNIT, _INKS)
        self._document = typeset(article, images, measure, note=paper.note)
        self._height = HEIGHT - _TOP - _BOTTOM
        self._document.setPageSize(QSizeF(WIDTH - _LEFT - _RIGHT, self._height))
        self._keep_together()
        self._numbers = list(self._line_numbers()) if paper.lines else []
        end = self._end()
        self._signed = self._place_of_signatures(end)
        self.count = int((self._signed if paper.signatures else end) // self._height) + 1

    def draw_on(self, device: QPagedPaintDevice, dpi: float, numbers: range | None = None) -> None:
        """Draw pages (from 0; all, where ``numbers`` does not say which) on a device of ``dpi`` dots an inch.

        Raises:
            UserError: ``printer-failed``.
        """
        painter = QPainter()
        if not painter.begin(device):
            raise UserError("printer-failed")
        try:
            for place, number in enumerate(numbers or range(self.count)):
                if place and not device.newPage():
                    raise UserError("printer-failed")
                painter.save()
                painter.scale(dpi / DPI, dpi / DPI)
                self.draw(painter, number)
                painter.restore()
        finally:
            painter.end()

    def image(self, number: int, width: int) -> QImage:
        """Return a picture of page ``number`` (from 0), ``width`` pixels wide."""
        image = QImage(width, round(width * HEIGHT / WIDTH), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(width / WIDTH, width / WIDTH)
        self.draw(painter, number)
        painter.end()
        return image

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw page ``number`` (from 0); the painter's unit is ``UNIT`` to a CSS pixel."""
        self._draw_margins(painter, number)
        top = number * self._height
        painter.save()
        painter.translate(_LEFT, _TOP - top)
        for y, line in self._numbers:
            if top <= y < top + self._height:
                box = QRectF(-60 * UNIT, y - 20 * UNIT, 46 * UNIT, 20 * UNIT)
                self._text(painter, box, str(line), 9, right=True, on_base=True)
        if self._paper.signatures and int(self._signed // self._height) == number:
            self._draw_signatures(painter, self._signed)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(_INKS.ink))
        seen = QRectF(0, top, self._document.pageSize().width(), self._height)
        painter.setClipRect(seen)
        context.clip = seen
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    # Where things stand

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self._document.begin()
        while block.isValid():
            yield block
            block = block.next()

    def _lines(self, block: QTextBlock) -> list[QRectF]:
        """Return where the lines of a block stand, in the one long column that the pages are cut from."""
        layout = block.layout()
        box = self._document.documentLayout().blockBoundingRect(block)
        offset = box.topLeft() - layout.boundingRect().topLeft()
        return [layout.lineAt(n).rect().translated(offset) for n in range(layout.lineCount())]

    def _page(self, place: QRectF) -> int:
        # The first line of a page may begin a thousandth above it.
        return int((place.top() + 1) // self._height)

    def _keep_together(self) -> None:
        self._document.pageCount()
        for block in self._blocks():
            form = block.blockFormat()
            lines = self._lines(block)
            if form.hasProperty(int(Part.WITH_NEXT)):
                lines += self._lines(block.next())[:1] if block.next().isValid() else []
            elif not form.hasProperty(int(Part.KEEP)):
                continue
            if not lines or self._page(lines[0]) == self._page(lines[-1]):
                continue
            if lines[0].top() % self._height > _TOP_OF_PAGE:
                _break_before(block)
                # All of it at once: what Qt lays out by and by after a break may end there for good.
                self._document.pageCount()

    def _line_numbers(self) -> Iterator[tuple[float, int]]:
        """Yield the base line and the number of every line of text; tables and empty frames have none."""
        number = 0
        for block in self._blocks():
            form, layout = block.blockFormat(), block.layout()
            hidden = form.hasProperty(int(Part.UNNUMBERED)) or block.length() < 2
            if hidden or _table_of(block) is not None:
                continue
            # The first line of a photo is its picture.
            first = 1 if form.hasProperty(int(Part.KEEP)) else 0
            for place, line in enumerate(self._lines(block)[first:], first):
                number += 1
                yield line.top() + layout.lineAt(place).ascent(), number

    def _end(self) -> float:
        """Return the height where the piece ends: the space below it makes no page."""
        layout = self._document.documentLayout()
        frames = ((frame, frame.frameFormat()) for frame in self._document.rootFrame().childFrames())
        ends = [
            layout.frameBoundingRect(one).bottom() - form.bottomMargin()
            for one, form in frames
            if form.border()
        ]
        ends += [self._lines(block)[-1].bottom() for block in self._blocks() if block.length() > 1]
        return max(ends, default=0.0)

    def _place_of_signatures(self, end: float) -> float:
        """Return the height where the boxes begin: below the piece, on a page of their own if need be."""
        top = end + 30 * UNIT
        page = int(top // self._height)
        fits = top + _BOX <= (page + 1) * self._height
        return top if fits else (page + 1) * self._height

    # What stands around the piece

    def _draw_margins(self, painter: QPainter, number: int) -> None:
        words, article = self._words, self._article
        width = WIDTH - _LEFT - _RIGHT
        names = ", ".join(author.printed for author in article.authors)
        head = QRectF(_LEFT, _EDGE, width, 16 * UNIT)
        half = head.adjusted(width / 2, 0, 0, 0)
        taken = self._text(painter, half, names, 11, right=True) + 16 * UNIT if names else 0.0
        room = head.adjusted(0, 0, -taken, 0)
        self._text(painter, room, article.headline or words.title, 11, bold=True)
        facts = [words.title]
        if self._paper.version:
            facts.append(words.version.format(version=self._paper.version))
        if self._paper.at:
            facts.append(words.printed.format(time=moment(self._paper.at)))
        self._text(painter, head.translated(0, 17 * UNIT), " · ".join(facts), 10)
        painter.setPen(QPen(QColor(_INKS.hairline), UNIT))
        for y in (_EDGE + 37 * UNIT, HEIGHT - _EDGE - 20 * UNIT):
            painter.drawLine(QPointF(_LEFT, y), QPointF(WIDTH - _RIGHT, y))
        foot = QRectF(_LEFT, HEIGHT - _EDGE - 16 * UNIT, width, 16 * UNIT)
        self._text(painter, foot, words.page.format(n=number + 1, pages=self.count), 10, right=True)

    def _draw_signatures(self, painter: QPainter, top: float) -> None:
        width = (WIDTH - _LEFT - _RIGHT - 2 * _GAP) / len(self._words.signers)
        for place, signer in enumerate(self._words.signers):
            box = QRectF(place * (width + _GAP), top, width, _BOX)
            painter.setPen(QPen(QColor(_INKS.muted), UNIT))
            painter.drawRect(box)
            inside = box.adjusted(8 * UNIT, 7 * UNIT, -8 * UNIT, -7 * UNIT)
            self._text(painter, inside, signer, 12, bold=True)
            self._text(painter, inside.translated(0, 18 * UNIT), self._words.signature, 9)
            day = QRectF(inside.left(), inside.bottom() - 14 * UNIT, inside.width(), 14 * UNIT)
            self._text(painter, day, self._words.day, 10)

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        pixels: float,
        *,
        right: bool = False,
        bold: bool = False,
        on_base: bool = False,
    ) -> float:
        """Write one line, cut short to the width of ``box``; return how wide it is.

        It stands at the top of ``box``, or with its base line on the bottom.
        """
        font = QFont()
        font.setFamilies(list(PLAIN_FACES))
        font.setPixelSize(round(pixels * UNIT))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setBold(bold)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(QColor(_INKS.ink if bold else _INKS.muted))
        wide = metrics.horizontalAdvance(shown)
        x = box.right() - wide if right else box.left()
        y = box.bottom() if on_base else box.top() + metrics.ascent()
        painter.drawText(QPointF(x, y), shown)
        return wide


def _table_of(block: QTextBlock) -> QTextTable | None:
    """Return the table a block stands in (Qt's stub forgets that there may be none)."""
    return cast("QTextTable | None", QTextCursor(block).currentTable())


def _break_before(block: QTextBlock) -> None:
    """Begin a page with ``block``, or with the table (photos side by side) that it stands in."""
    table = _table_of(block)
    if table is not None:
        # A break inside a cell would leave pages empty.
        above = table.format()
        above.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        table.setFormat(above)
        return
    form = QTextBlockFormat(block.blockFormat())
    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(block).setBlockFormat(form)

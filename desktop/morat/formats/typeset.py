"""Set a piece as its readers see it, in a QTextDocument: for paper (``pdf``) and for the window's preview.

QtGui without widgets, so that it runs on any thread. Only what is printed is set; a photo that has no
picture is an empty frame. Measures are those of ``resources/templates/article.css``, in CSS pixels.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)

from morat.assets import ARTICLE_FACES
from morat.formats.markup import is_safe_address
from morat.formats.printed import Printed, date, parting, printed
from morat.newsroom.article import Article
from morat.newsroom.blocks import (
    Block,
    Box,
    Embed,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
)
from morat.newsroom.inline import Runs, runs_of

PLAIN_FACES = ("Noto Sans", "Segoe UI", "Roboto", "Arial", "sans-serif")
"""Faces of what is not the piece's own text: kicker, credits, margins."""
LINE = "\u2028"
HALF = 320
"""CSS pixels of a photo of half size."""
BESIDE = 12
"""CSS pixels between the photos of a gallery."""
OVER = 12
"""CSS pixels above a frame or a table: Qt leaves out the space below the block before it."""
SMALLEST_PAIR = 440
"""CSS pixels of a column that has room for two photos side by side."""


class Part(IntEnum):
    """Properties of a block's format: KEEP on one page, keep WITH_NEXT, leave its lines UNNUMBERED."""

    KEEP = int(QTextFormat.Property.UserProperty) + 1
    WITH_NEXT = int(QTextFormat.Property.UserProperty) + 2
    UNNUMBERED = int(QTextFormat.Property.UserProperty) + 3


class Inks(NamedTuple):
    """The colours of a sheet, as ``#rrggbb``."""

    ink: str = "#1d1b18"
    muted: str = "#6d675e"
    hairline: str = "#e2ded5"
    accent: str = "#0f5e8c"
    side: str = "#faf9f6"


class Measure(NamedTuple):
    """How a piece is set.

    ``width`` of the column, ``body`` size of its text and ``tallest`` picture are CSS pixels; one of them is
    ``unit`` units of the document. ``line`` is the line height in per cent of the face's own.
    """

    width: float
    body: float = 17
    headline: float = 32
    line: float = 119
    tallest: float = 10_000
    unit: float = 1
    inks: Inks = Inks()


def typeset(
    article: Article, images: Mapping[str, QImage], measure: Measure, *, note: bool = False
) -> QTextDocument:
    """Return ``article`` set to ``measure``; ``images`` by the SHA-256 of the original.

    The note to the editor is set above the piece where it is asked for, and only there.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    font = QFont()
    font.setFamilies(list(ARTICLE_FACES))
    font.setPixelSize(max(1, round(measure.body * measure.unit)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(font)
    document.setTextWidth(measure.width * measure.unit)
    setter = _Setter(document, images, measure, printed(article.language))
    setter.piece(article, note=note)
    return document


class _Shape(NamedTuple):
    """The measures of a block in CSS pixels, its line height (None: the usual, 0: Qt's) and its part."""

    above: float = 0
    below: float = 16
    across: float = 0
    line: float | None = None
    centred: bool = False
    part: Part | None = None


_BODY = _Shape()


class _Setter:
    """Writes block after block at the end of a document."""

    def __init__(
        self, document: QTextDocument, images: Mapping[str, QImage], measure: Measure, words: Printed
    ) -> None:
        self._cursor = QTextCursor(document)
        self._document = document
        self._images = images
        self._words = words
        self._measure = measure
        self._width = measure.width
        self._fresh = True

    # The piece

    def piece(self, article: Article, *, note: bool) -> None:
        """Write all of it."""
        self._cursor.beginEditBlock()
        if note and article.note:
            self._boxed(self._words.proof.note, (Paragraph("", runs_of(article.note)),))
        self._head(article)
        self._blocks(article.blocks)
        self._foot(article)
        self._cursor.endEditBlock()

    def _head(self, article: Article) -> None:
        small = self._letters(0.85, sans=True, muted=True)
        if article.series:
            series = article.series
            self._line(f"{series.name} ({series.part}/{series.of})", small, _Shape(below=4))
        if article.kicker:
            kicker = self._letters(0.82, sans=True, muted=True, weight=QFont.Weight.DemiBold)
            self._line(article.kicker, kicker, _Shape(below=6))
        size = self._measure.headline / self._measure.body
        headline = self._letters(size, weight=QFont.Weight.Bold)
        self._line(article.headline or self._words.untitled, headline, _Shape(below=12, line=100))
        if article.deck:
            self._line(article.deck, self._letters(1.06, muted=True), _Shape(below=12))
        place = ", ".join(
            part for part in (article.dateline.place, date(article.dateline.date)) if part.strip()
        )
        if place:
            self._line(place, small, _Shape(below=12))
        for text in article.standfirst.split("\n"):
            if text.strip():
                self._line(text, self._letters(1, weight=QFont.Weight.DemiBold), _Shape(below=18))

    def _foot(self, article: Article) -> None:
        byline = " – ".join(
            self._words.roles.get(author.role, "") + author.printed for author in article.authors
        )
        if byline:
            letters = self._letters(0.88, sans=True, weight=QFont.Weight.DemiBold)
            self._line(byline, letters, _Shape(above=14, below=4))
        if article.source:
            letters = self._letters(0.88, sans=True, muted=True)
            self._line(self._words.source + article.source, letters, _BODY)

    # Blocks

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._runs(block.runs, self._letters(), _BODY)
            case Subhead():
                size = 1.22 if block.level == 2 else 1.0
                letters = self._letters(size, weight=QFont.Weight.Bold)
                self._runs(block.runs, letters, _Shape(above=14, below=8, part=Part.WITH_NEXT))
            case Pullquote():
                letters = self._letters(1.22, italic=True)
                self._runs(block.runs, letters, _Shape(above=8, across=36, centred=True))
            case Quote():
                self._quote(block)
            case ListBlock():
                self._list(block)
            case _:
                self._object(block)

    def _object(self, block: Block) -> None:
        match block:
            case Photo():
                self._photo(block, self._width)
            case Gallery():
                self._gallery(block)
            case Table():
                self._table(block)
            case Embed():
                self._embed(block)
            case Box():
                self._boxed(block.title, block.blocks)
            case _:
                pass  # of a later version: nothing of it is known to be printed

    def _quote(self, quote: Quote) -> None:
        shape = _Shape(across=28, below=4 if quote.attribution else 16)
        self._runs(quote.runs, self._letters(), shape)
        if quote.attribution:
            letters = self._letters(0.85, sans=True, muted=True)
            self._line(f"— {quote.attribution}", letters, _Shape(across=28))

    def _list(self, block: ListBlock) -> None:
        for place, item in enumerate(block.items, 1):
            form = self._start(_Shape(below=6 if place < len(block.items) else 16))
            form.setLeftMargin(self._px(26))
            form.setTextIndent(-self._px(20))
            self._cursor.setBlockFormat(form)
            sign = f"{place}." if block.ordered else "•"
            self._cursor.insertText(f"{sign}\u2002", self._letters())
            self._insert_runs(item, self._letters())

    def _photo(self, photo: Photo, room: float) -> None:
        width = min(HALF, room) if photo.size == "half" else room
        image = self._images.get(photo.photo or "")
        if image is None or image.isNull():
            self._frame(width)
            self._caption(photo.caption, photo.credit)
            return
        self._start(_Shape(below=20, line=0, centred=True, part=Part.KEEP))
        self._image(photo, image, width)
        if photo.caption or photo.credit:
            self._cursor.insertText(LINE, self._letters(0.88, italic=True))
            self._insert_caption(photo.caption, photo.credit)

    def _image(self, photo: Photo, image: QImage, width: float) -> None:
        name = f"photo:{photo.photo}"
        self._document.addResource(int(QTextDocument.ResourceType.ImageResource), QUrl(name), image)
        height = width * image.height() / image.width()
        if height > self._measure.tallest:
            width, height = width * self._measure.tallest / height, self._measure.tallest
        shown = QTextImageFormat()
        shown.setName(name)
        shown.setWidth(self._px(width))
        shown.setHeight(self._px(height))
        shown.setProperty(int(QTextFormat.Property.ImageAltText), photo.alt)
        self._cursor.insertImage(shown)

    def _frame(self, width: float) -> None:
        """Write the dashed frame that waits for a picture."""
        form = QTextFrameFormat()
        form.setBorder(self._px(1))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Dashed)
        form.setBorderBrush(QBrush(QColor(self._measure.inks.muted)))
        form.setPadding(self._px(24))
        form.setLeftMargin(self._px(max(0.0, (self._width - width) / 2)))
        form.setRightMargin(form.leftMargin())
        form.setTopMargin(self._px(OVER))
        form.setBottomMargin(self._px(6))
        frame = self._open_frame(form)
        letters = self._letters(0.85, sans=True, muted=True)
        self._line(self._words.frame, letters, _Shape(below=0, centred=True, part=Part.UNNUMBERED))
        self._behind(frame)

    def _caption(self, caption: Runs, credit: str) -> None:
        if caption or credit:
            self._start(_Shape(below=20, centred=True))
            self._insert_caption(caption, credit)

    def _insert_caption(self, caption: Runs, credit: str) -> None:
        self._insert_runs(caption, self._letters(0.88, italic=True, muted=True))
        if credit:
            letters = self._letters(0.8, sans=True, muted=True)
            self._cursor.insertText(f"{parting(caption)}{self._words.credit}{credit}", letters)

    def _gallery(self, gallery: Gallery) -> None:
        across = 2 if self._width >= SMALLEST_PAIR and len(gallery.photos) > 1 else 1
        if across == 1:
            for photo in gallery.photos:
                self._photo(photo, self._width)
        else:
            self._pairs(gallery.photos)
        self._caption(gallery.caption, "")

    def _pairs(self, photos: tuple[Photo, ...]) -> None:
        room = self._width
        # Room for the larger half of a pixel that the table's columns are rounded to.
        self._width = (room - BESIDE) / 2 - 1
        for first in range(0, len(photos), 2):
            # A table a row: a page can begin with any of them.
            form = self._grid(border=0, padding=0)
            form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 50)] * 2)
            if first:
                form.setTopMargin(0)
            if first + 2 < len(photos):
                form.setBottomMargin(0)
            table = self._cursor.insertTable(1, 2, form)
            for column, photo in enumerate(photos[first : first + 2]):
                self._cursor = table.cellAt(0, column).firstCursorPosition()
                self._fresh = True
                self._photo(photo, self._width)
            self._behind(table)
        self._width = room

    def _table(self, block: Table) -> None:
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        table = self._cursor.insertTable(len(block.rows), columns, self._grid(border=1, padding=6))
        for row, cells in enumerate(block.rows):
            is_head = block.header and row == 0
            letters = self._letters(0.92, weight=QFont.Weight.Bold if is_head else QFont.Weight.Normal)
            for column, cell in enumerate(cells):
                self._cursor = table.cellAt(row, column).firstCursorPosition()
                self._fresh = True
                self._runs(cell, letters, _Shape(below=0, line=100))
        self._behind(table)

    def _grid(self, *, border: float, padding: float) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setBorder(self._px(border))
        form.setBorderBrush(QBrush(QColor(self._measure.inks.hairline)))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(border > 0)
        form.setCellPadding(self._px(padding))
        form.setCellSpacing(0 if border else self._px(BESIDE / 2))
        form.setTopMargin(self._px(OVER))
        form.setBottomMargin(self._px(18))
        return form

    def _embed(self, embed: Embed) -> None:
        if embed.caption:
            self._line(embed.caption, self._letters(), _Shape(below=2))
        letters = self._letters(0.85, sans=True)
        letters.setForeground(QBrush(QColor(self._measure.inks.accent)))
        self._line(embed.url, letters, _BODY)

    def _boxed(self, title: str, blocks: Iterable[Block]) -> None:
        form = QTextFrameFormat()
        form.setBorder(self._px(1))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(QColor(self._measure.inks.hairline)))
        form.setBackground(QBrush(QColor(self._measure.inks.side)))
        form.setPadding(self._px(16))
        form.setTopMargin(self._px(OVER))
        form.setBottomMargin(self._px(18))
        room, self._width = self._width, max(80.0, self._width - 34)
        frame = self._open_frame(form)
        if title:
            letters = self._letters(1, weight=QFont.Weight.Bold)
            self._line(title, letters, _Shape(below=8, part=Part.WITH_NEXT))
        self._blocks(blocks)
        self._width = room
        self._behind(frame)

    # Lines and letters

    def _open_frame(self, form: QTextFrameFormat) -> QTextFrame:
        self._fresh = True
        return self._cursor.insertFrame(form)

    def _behind(self, frame: QTextFrame) -> None:
        """Go on behind a frame or table, in the block that Qt puts there."""
        self._cursor.setPosition(frame.lastPosition() + 1)
        self._fresh = True
        # Where nothing more comes, that block is as low as it can be.
        form = QTextBlockFormat()
        form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setProperty(int(Part.UNNUMBERED), True)  # noqa: FBT003 - Qt's own signature
        self._cursor.setBlockFormat(form)

    def _start(self, shape: "_Shape") -> QTextBlockFormat:
        """Begin a block and return its format."""
        form = QTextBlockFormat()
        form.setTopMargin(self._px(shape.above))
        form.setBottomMargin(self._px(shape.below))
        form.setLeftMargin(self._px(shape.across))
        form.setRightMargin(self._px(shape.across))
        height = self._measure.line if shape.line is None else shape.line
        if height:
            form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if shape.centred:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if shape.part is not None:
            form.setProperty(int(shape.part), True)  # noqa: FBT003 - Qt's own signature
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(self._letters())
            self._fresh = False
        else:
            self._cursor.insertBlock(form, self._letters())
        return form

    def _line(self, text: str, letters: QTextCharFormat, shape: "_Shape") -> None:
        self._start(shape)
        self._cursor.insertText(text.replace("\n", LINE), letters)

    def _runs(self, runs: Runs, letters: QTextCharFormat, shape: "_Shape") -> None:
        self._start(shape)
        self._insert_runs(runs, letters)

    def _insert_runs(self, runs: Runs, letters: QTextCharFormat) -> None:
        for run in runs:
            form = QTextCharFormat(letters)
            _mark(form, run.marks)
            if run.link and is_safe_address(run.link):
                form.setAnchor(True)
                form.setAnchorHref(run.link)
                form.setForeground(QBrush(QColor(self._measure.inks.accent)))
                form.setFontUnderline(True)
            self._cursor.insertText(run.text.replace("\n", LINE), form)

    def _letters(
        self,
        size: float = 1,
        *,
        sans: bool = False,
        muted: bool = False,
        italic: bool = False,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> QTextCharFormat:
        """Return letters ``size`` times as large as the body's."""
        form = QTextCharFormat()
        form.setFontFamilies(list(PLAIN_FACES if sans else ARTICLE_FACES))
        pixels = max(1, round(self._measure.body * size * self._measure.unit))
        form.setProperty(int(QTextFormat.Property.FontPixelSize), pixels)
        form.setFontHintingPreference(QFont.HintingPreference.PreferNoHinting)
        form.setFontWeight(weight)
        form.setFontItalic(italic)
        inks = self._measure.inks
        form.setForeground(QBrush(QColor(inks.muted if muted else inks.ink)))
        return form

    def _px(self, pixels: float) -> float:
        return pixels * self._measure.unit


def _mark(form: QTextCharFormat, marks: tuple[str, ...]) -> None:
    for mark in marks:
        match mark:
            case "bold":
                form.setFontWeight(QFont.Weight.Bold)
            case "italic":
                # Inside italic text emphasis stands upright, as printers have it.
                form.setFontItalic(not form.fontItalic())
            case "underline":
                form.setFontUnderline(True)
            case "strike":
                form.setFontStrikeOut(True)
            case "sub":
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
            case "sup":
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            case _:
                pass

"""Lays a piece out on paper off the GUI thread: pictures of the pages, and the pages for a printer."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPagedPaintDevice

from morat.newsroom.article import Article
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.paper import Paper
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk

if TYPE_CHECKING:
    from morat.formats.pdf import Pages
    from morat.services.library_desk import Library

SHOWN = 30
"""Pages that are shown as pictures; all are printed."""


class Made(NamedTuple):
    """How many pages there are, and pictures of the first of them."""

    pages: int
    pictures: tuple[QImage, ...]


class _Stock(NamedTuple):
    """What the library has for a piece: its photos, itself as it names them, and the version it is."""

    article: Article
    images: Mapping[str, QImage]
    version: str


class PageMaker(QObject):
    """The pages of one piece, laid out anew when what goes onto the paper changes.

    Signals:
        made(object): a :class:`Made`.
        failed(object): an exception that stood in the way.
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: LibraryDesk, parent: QObject | None = None) -> None:
        """Take photos and versions from the library of ``desk``."""
        super().__init__(parent)
        self._desk = desk
        self._jobs = Jobs(self)
        self._jobs.failed.connect(self.failed)
        self._article: Article | None = None
        self._stock: _Stock | None = None
        self._wanted = (Paper(), 0)
        self._pages: Pages | None = None

    @property
    def version(self) -> str:
        """The version the piece is, empty while it is not known."""
        return self._stock.version if self._stock is not None else ""

    def take(self, article: Article, pictures: Mapping[str, FoundPicture], paper: Paper, width: int) -> None:
        """Lay ``article`` out for pictures of ``width`` pixels; ``pictures`` are those the library lacks."""
        self._article, self._stock, self._pages = article, None, None
        self._wanted = (paper, width)
        work = partial(_stock, article, dict(pictures))
        self._desk.ask(work, self._on_stock, failed=self.failed.emit, topic="paper")

    def change(self, paper: Paper) -> None:
        """Lay the piece out anew with something else on the paper."""
        self._wanted = (paper, self._wanted[1])
        self._make()

    def draw_on(
        self, device: QPagedPaintDevice, dpi: float, numbers: range | None, done: Callable[[None], object]
    ) -> None:
        """Draw pages as ``formats.pdf.Pages.draw_on`` does, on the thread they live on."""
        self._jobs.run(partial(self._draw, device, dpi, numbers), done)

    def stop(self) -> None:
        """Let what is under way run to its end, and take no more."""
        self._jobs.stop()

    def _on_stock(self, stock: _Stock) -> None:
        self._stock = stock
        self._make()

    def _make(self) -> None:
        if self._article is None or self._stock is None:
            return
        paper, width = self._wanted
        paper = structs.replace(paper, version=self._stock.version)
        work = partial(self._lay_out, self._stock.article, self._stock.images, paper, width)
        self._jobs.run(work, self.made.emit, topic="pages")

    # On the thread of the pages

    def _lay_out(self, article: Article, images: Mapping[str, QImage], paper: Paper, width: int) -> Made:
        from morat.operations.printing import lay_out

        self._pages = pages = lay_out(article, images, paper)
        return Made(
            pages.count, tuple(pages.image(number, width) for number in range(min(SHOWN, pages.count)))
        )

    def _draw(self, device: QPagedPaintDevice, dpi: float, numbers: range | None) -> None:
        from morat.photos.decode import CHOOSING

        if self._pages is not None:
            # A printer may pack the photos as JPEG: see operations.printing.pdf.
            with CHOOSING:
                self._pages.draw_on(device, dpi, numbers)


def _stock(article: Article, pictures: dict[str, FoundPicture], library: "Library") -> _Stock:
    from morat.operations.printing import image, version_of
    from morat.operations.renditions import flattened, renditions

    images, _missing = renditions(article, library, pictures, image)
    return _Stock(flattened(article, images), images, version_of(article, library))

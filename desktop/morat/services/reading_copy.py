"""A piece set to be read and not edited: the preview, and what lies beside the page."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QImage, QTextDocument

from morat.formats.typeset import Inks as Inks  # noqa: PLC0414 - the window names it by this module
from morat.formats.typeset import Measure as Measure  # noqa: PLC0414 - likewise
from morat.formats.typeset import typeset
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo, photos_in
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.recipe import address, is_known
from morat.operations.renditions import Rendition, flattened, renditions
from morat.photos.darkroom import developed
from morat.services.jobs import Jobs
from morat.services.thumbnails import Thumbnails


class ReadingCopy(QObject):
    """Sets snapshots off the GUI thread, and sets them again when their pictures have arrived.

    Signals:
        done(object): a QTextDocument of this thread; whoever hears it owns it.
    """

    done = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        """Take pictures from ``thumbnails``."""
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._jobs = Jobs(self)
        self._article: Article | None = None
        self._measure = Measure(1)
        self._pixels = 0
        self._missing: set[str] = set()
        self._pictures: Mapping[str, FoundPicture] = {}
        thumbnails.ready.connect(self._on_picture)

    def make(
        self,
        article: Article,
        measure: Measure,
        pixels: int,
        pictures: Mapping[str, FoundPicture] | None = None,
    ) -> None:
        """Set ``article`` with its photos ``pixels`` wide; an older one that is under way is dropped.

        ``pictures`` are those of a file that is not in the library.
        """
        self._article, self._measure, self._pixels = article, measure, pixels
        self._pictures = pictures or {}
        images: dict[str, QImage] = {}
        self._missing.clear()
        # A picture whose edits are unknown here is left out, as it is of everything that leaves.
        shown = {address(photo) or "": photo for photo in photos_in(article.blocks) if is_known(photo)}
        for place, photo in shown.items():
            if not photo.photo or not self._pictures.keys().isdisjoint((place, photo.photo)):
                continue
            image = self._thumbnails.image(photo.photo, pixels, photo.edit)
            if image is not None:
                images[place] = image
            else:
                self._missing.add(place)
        work = partial(_typeset, article, images, self._pictures, measure, pixels)
        self._jobs.run(work, self.done.emit, topic="set")

    def forget(self) -> None:
        """Drop what is under way."""
        self._article = None
        self._missing.clear()
        self._jobs.drop("set")

    def stop(self) -> None:
        """Let what is under way run to its end, and take no more."""
        self._jobs.stop()

    @Slot(str, int)
    def _on_picture(self, sha: str, width: int) -> None:
        if width == self._pixels and sha in self._missing:
            self._missing.discard(sha)
            if not self._missing and self._article is not None:
                self.make(self._article, self._measure, self._pixels, self._pictures)


def _typeset(
    article: Article,
    images: dict[str, QImage],
    pictures: Mapping[str, FoundPicture],
    measure: Measure,
    pixels: int,
) -> QTextDocument:
    def make(_photo: Photo, shown: Rendition) -> QImage:
        return developed(shown.data, shown.recipe, pixels, pixels * 4)

    # What cannot be read is an empty frame.
    lent, _warnings = renditions(article, None, pictures, make)
    images |= lent
    document = typeset(flattened(article, images), images, measure)
    application = QCoreApplication.instance()
    if application is not None:
        document.moveToThread(application.thread())
    return document

"""Pictures at the size they are shown, decoded off the GUI thread and kept while they are in use."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk

KEPT = 200
"""Pictures kept in memory; a page's worth of 720 px photos and a screen of thumbnails."""


class Thumbnails(QObject):
    """Gives pictures of the library at the size asked for.

    Signals:
        ready(str, int): the photo with this hash has arrived at this width; ask :meth:`image`.
    """

    ready = Signal(str, int)

    def __init__(self, desk: LibraryDesk, jobs: Jobs, parent: QObject | None = None) -> None:
        """Read files that ``desk`` knows, decode them on ``jobs``."""
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._images: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._asked: set[tuple[str, int]] = set()

    def image(self, sha: str, width: int) -> QImage | None:
        """Return the picture at ``width`` pixels, None when it is not there yet; then it is fetched."""
        key = (sha, width)
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        if sha and key not in self._asked:
            self._asked.add(key)
            self._desk.ask(_PathOf(sha), _Decode(self, sha, width), failed=_Ignore())
        return None

    def decode(self, sha: str, width: int, path: Path) -> None:
        """Decode a file in the background."""
        self._jobs.run(_Decoding(path, width), _Keep(self, sha, width), failed=_Ignore())

    def keep(self, sha: str, width: int, image: QImage) -> None:
        """Keep a decoded picture and say that it is there."""
        self._images[sha, width] = image
        self._asked.discard((sha, width))
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.ready.emit(sha, width)


class _PathOf:
    def __init__(self, sha: str) -> None:
        self._sha = sha

    def __call__(self, library: object) -> Path:
        from morat.library.store import Library

        assert isinstance(library, Library)  # noqa: S101 - the desk hands over nothing else
        return library.photos.path(self._sha)


class _Decode:
    def __init__(self, thumbnails: Thumbnails, sha: str, width: int) -> None:
        self._thumbnails = thumbnails
        self._sha = sha
        self._width = width

    def __call__(self, path: Path) -> None:
        self._thumbnails.decode(self._sha, self._width, path)


class _Decoding:
    def __init__(self, path: Path, width: int) -> None:
        self._path = path
        self._width = width

    def __call__(self) -> QImage:
        from morat.photos.decode import scaled

        return scaled(self._path.read_bytes(), self._width, self._width * 4)


class _Keep:
    def __init__(self, thumbnails: Thumbnails, sha: str, width: int) -> None:
        self._thumbnails = thumbnails
        self._sha = sha
        self._width = width

    def __call__(self, image: QImage) -> None:
        self._thumbnails.keep(self._sha, self._width, image)


class _Ignore:
    """A picture that cannot be had stays a frame; the photo panel says why."""

    def __call__(self, error: Exception) -> None:
        pass

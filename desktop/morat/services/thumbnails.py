"""Pictures at the size they are shown, decoded off the GUI thread and kept while they are in use."""

from collections import OrderedDict
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import UserError
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk

if TYPE_CHECKING:
    from morat.library.store import Library

SMALL = 400
"""Pixels up to which a picture is kept on the disk for the next start too."""
QUALITY = 85
KEPT = 200
"""Pictures kept in memory; a page's worth of 720 px photos and a screen of thumbnails."""


class Thumbnails(QObject):
    """Gives pictures of the library at the size asked for.

    Signals:
        ready(str, int): the photo with this hash has arrived at this width; ask :meth:`image`.
        broken(str): the file of the photo with this hash is damaged or gone.
    """

    ready = Signal(str, int)
    broken = Signal(str)

    def __init__(self, desk: LibraryDesk, jobs: Jobs, parent: QObject | None = None) -> None:
        """Read files that ``desk`` knows, decode them on ``jobs``."""
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._images: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._lent: Mapping[str, FoundPicture] = {}
        self._asked: set[tuple[str, int]] = set()

    @property
    def is_waiting(self) -> bool:
        """Whether pictures that were asked for have not arrived."""
        return bool(self._asked)

    @property
    def lent(self) -> Mapping[str, FoundPicture]:
        """The pictures that are not in the library, by the SHA-256 of the original."""
        return self._lent

    def lend(self, pictures: Mapping[str, FoundPicture]) -> None:
        """Take pictures that are not in the library (of a piece that is only looked at)."""
        self._lent = pictures

    def image(self, sha: str, width: int) -> QImage | None:
        """Return the picture at ``width`` pixels, None when it is not there yet; then it is fetched."""
        key = (sha, width)
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        if sha and key not in self._asked:
            self._asked.add(key)
            if sha in self._lent:
                work = partial(_decode_bytes, self._lent[sha].data, width)
                self._jobs.run(work, partial(self._keep, sha, width), failed=partial(self._on_failed, sha))
                return None
            if width <= SMALL:
                self._jobs.run(
                    partial(_kept, self._desk.folder, sha, width),
                    partial(self._on_kept, sha, width),
                    failed=partial(self._on_failed, sha),
                )
            else:
                self._find(sha, width)
        return None

    def _on_kept(self, sha: str, width: int, image: QImage | None) -> None:
        if image is None:
            self._find(sha, width)
        else:
            self._keep(sha, width, image)

    def _find(self, sha: str, width: int) -> None:
        self._desk.ask(
            partial(_path_of, sha), partial(self._decode, sha, width), failed=partial(self._on_failed, sha)
        )

    def _decode(self, sha: str, width: int, path: Path) -> None:
        folder = self._desk.folder if width <= SMALL else None
        work = partial(_decode, path, sha, width, folder)
        self._jobs.run(work, partial(self._keep, sha, width), failed=partial(self._on_failed, sha))

    def _on_failed(self, sha: str, _error: Exception) -> None:
        # Its frame stays empty; who asks for it at every painting does not have it tried again.
        self.broken.emit(sha)

    def _keep(self, sha: str, width: int, image: QImage) -> None:
        self._images[sha, width] = image
        self._asked.discard((sha, width))
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.ready.emit(sha, width)


def _path_of(sha: str, library: "Library") -> Path:
    return library.photos.path(sha)


def _kept(folder: Path, sha: str, width: int) -> QImage | None:
    """Return a picture that an earlier start has made, None where there is none that can be used."""
    from morat.library.thumbs import Thumbs

    data = Thumbs(folder).get(sha, width)
    try:
        return _decode_bytes(data, width) if data else None
    except UserError:
        return None  # a damaged one is made again


def _decode(path: Path, sha: str, width: int, folder: Path | None) -> QImage:
    """Make a picture from the original; in ``folder`` it is kept for the next time."""
    image = _decode_bytes(path.read_bytes(), width)
    if folder is not None:
        from morat.library.thumbs import Thumbs
        from morat.photos.render import encoded

        # JPEG knows no transparency.
        packed = encoded(image, "png" if image.hasAlphaChannel() else "jpeg", QUALITY)
        if packed:
            Thumbs(folder).put(sha, width, packed)
    return image


def _decode_bytes(data: bytes, width: int) -> QImage:
    from morat.photos.decode import scaled

    return scaled(data, width, width * 4)

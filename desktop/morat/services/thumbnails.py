"""Pictures at the size they are shown, decoded off the GUI thread and kept while they are in use."""

from collections import OrderedDict
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from morat.newsroom import recipe
from morat.newsroom.blocks import Photo
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import UserError
from morat.services.heap import give_back_large_blocks
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk

if TYPE_CHECKING:
    from morat.library.store import Library

SMALL = 400
"""Pixels up to which a picture is kept on the disk for the next start too."""
PROXY = 1600
"""Pixels of width of a picture that is edited or compared; it is scaled once to what the window shows."""
MOST_PIXELS = 100_000_000
"""Of a picture that is shown whole: 400 MB of memory. A larger one is shown a little smaller than it is."""
QUALITY = 85
KEPT = 256 << 20
"""Bytes of pictures kept in memory: 180 of a page (720 px), or 35 of those that are edited and compared."""


class Thumbnails(QObject):
    """Gives pictures of the library at the size asked for.

    Signals:
        ready(str, int): the photo with this address has arrived at this width; ask :meth:`image`. The
            address is its hash, or that of its edited form (``recipe.address``).
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
        self._bytes = 0
        self._lent: Mapping[str, FoundPicture] = {}
        self._asked: set[tuple[str, int]] = set()
        self._broken: set[tuple[str, int]] = set()

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

    def image(self, sha: str, width: int, edit: str | None = None) -> QImage | None:
        """Return the picture after the recipe ``edit`` at ``width`` pixels, None while it is fetched."""
        asked = Asked(sha, width, edit)
        if asked.key in self._images:
            self._images.move_to_end(asked.key)
            return self._images[asked.key]
        # One that is broken is not tried again at every painting.
        if sha and asked.key not in self._asked and asked.key not in self._broken:
            self._asked.add(asked.key)
            lent, left = self._lent.get(sha), edit
            if lent is None and edit is not None:
                lent, left = self._lent.get(asked.address), None
            if lent is not None:
                work = partial(_decode_bytes, lent.data, width, left)
                self._jobs.run(work, partial(self._keep, asked), failed=partial(self._on_failed, asked))
                return None
            if width <= SMALL:
                self._jobs.run(
                    partial(_kept, self._desk.folder, asked),
                    partial(self._on_kept, asked),
                    failed=partial(self._on_failed, asked),
                )
            else:
                self._find(asked)
        return None

    def is_broken(self, sha: str, width: int, edit: str | None = None) -> bool:
        """Say whether :meth:`image` was asked for this picture and its file is damaged or gone."""
        return Asked(sha, width, edit).key in self._broken

    def let_go(self, sha: str, width: int, edit: str | None = None) -> None:
        """Keep a picture no longer: one that is so large that others would have to go for it."""
        image = self._images.pop(Asked(sha, width, edit).key, None)
        if image is not None:
            self._bytes -= image.sizeInBytes()

    def try_again(self) -> None:
        """Take it that files of pictures have come: those that were damaged or gone may be asked for."""
        self._broken.clear()

    def _on_kept(self, asked: "Asked", image: QImage | None) -> None:
        if image is None:
            self._find(asked)
        else:
            self._keep(asked, image)

    def _find(self, asked: "Asked") -> None:
        self._desk.ask(
            partial(_found, asked), partial(self._decode, asked), failed=partial(self._on_failed, asked)
        )

    def _decode(self, asked: "Asked", found: "tuple[Path, str | None]") -> None:
        folder = self._desk.folder if asked.width <= SMALL else None
        work = partial(_decode, *found, asked, folder)
        self._jobs.run(work, partial(self._keep, asked), failed=partial(self._on_failed, asked))

    def _on_failed(self, asked: "Asked", error: Exception) -> None:
        # Its frame stays empty.
        self._asked.discard(asked.key)
        self._broken.add(asked.key)
        # One that cannot be shown because of its recipe has a sound file.
        if not (isinstance(error, UserError) and error.message.code == "photo-edit-unclear"):
            self.broken.emit(asked.sha)

    def _keep(self, asked: "Asked", image: QImage) -> None:
        self._images[asked.key] = image
        self._bytes += image.sizeInBytes()
        self._asked.discard(asked.key)
        while self._bytes > KEPT and len(self._images) > 1:
            _key, oldest = self._images.popitem(last=False)
            self._bytes -= oldest.sizeInBytes()
        self.ready.emit(*asked.key)


class Asked(NamedTuple):
    """A picture at a width, after a recipe."""

    sha: str
    width: int
    edit: str | None

    @property
    def address(self) -> str:
        """By what the picture is known (``recipe.address``)."""
        return recipe.address(Photo("", self.sha, edit=self.edit)) or ""

    @property
    def key(self) -> tuple[str, int]:
        """Under what it is kept."""
        return self.address, self.width


def _found(asked: Asked, library: "Library") -> tuple[Path, str | None]:
    """Return the file and the recipe: the original's, or none for the copy that came with its edits done."""
    if asked.edit is not None and not library.photos.has(asked.sha):
        return library.photos.path(asked.address), None
    return library.photos.path(asked.sha), asked.edit


def _kept(folder: Path, asked: Asked) -> QImage | None:
    """Return a picture that an earlier start has made, None where there is none that can be used."""
    from morat.library.thumbs import Thumbs

    data = Thumbs(folder).get(*asked.key)
    try:
        return _decode_bytes(data, asked.width, None) if data else None
    except UserError:
        return None  # a damaged one is made again


def _decode(path: Path, edit: str | None, asked: Asked, folder: Path | None) -> QImage:
    """Make a picture from the original; in ``folder`` it is kept for the next time."""
    give_back_large_blocks()
    image = _decode_bytes(path.read_bytes(), asked.width, edit)
    if folder is not None:
        from morat.library.thumbs import Thumbs
        from morat.photos.render import encoded

        # JPEG knows no transparency.
        packed = encoded(image, "png" if image.hasAlphaChannel() else "jpeg", QUALITY)
        if packed:
            Thumbs(folder).put(*asked.key, packed)
    return image


def _decode_bytes(data: bytes, width: int, edit: str | None) -> QImage:
    if edit is not None:
        from morat.photos.darkroom import developed

        # Raises where not all of the recipe is known: what it hides must not be seen.
        return developed(data, recipe.read(edit), width, width * 4)
    from morat.photos.decode import scaled

    return scaled(data, width, width * 4)

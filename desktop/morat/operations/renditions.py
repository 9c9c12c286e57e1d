"""Photos as a piece shows them: from which file, after which recipe, and by which address."""

from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, structs

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo, photos_in, with_each_photo
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.protection import Known
from morat.newsroom.recipe import NOTHING, Recipe, address, is_whole, read
from morat.newsroom.system_errors import reason

T = TypeVar("T")


class Rendition(Struct, frozen=True):
    """The file a photo is made from, and what is done to it.

    A file of the library is read when its bytes are asked for: whoever has a small picture of it by its
    address needs none of them.
    """

    source: bytes | Path
    recipe: Recipe

    @property
    def size(self) -> int:
        """How many bytes the file has.

        Raises:
            UserError: ``file-unreadable``.
        """
        if isinstance(self.source, bytes):
            return len(self.source)
        with _readable(self.source):
            return self.source.stat().st_size

    @property
    def data(self) -> bytes:
        """The bytes of the file.

        Raises:
            UserError: ``file-unreadable``.
        """
        if isinstance(self.source, bytes):
            return self.source
        with _readable(self.source):
            return self.source.read_bytes()


@contextmanager
def _readable(file: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise UserError("file-unreadable", path=str(file), reason=reason(error)) from error


def rendition(photo: Photo, library: Library | None, pictures: Mapping[str, FoundPicture]) -> Rendition:
    """Return what ``photo`` is made from: its original, else the copy that was sent with its edits done.

    Raises:
        UserError: ``photo-unknown``, ``photo-missing``; ``photo-edit-unclear`` for a recipe of which not
            everything is known: what it hides must not be seen.
    """
    shown = address(photo) or ""
    try:
        source = _source(library, pictures, photo.photo or "")
    except UserError:
        if shown == photo.photo:
            raise
        return Rendition(_source(library, pictures, shown), NOTHING)
    recipe = read(photo.edit)
    if not is_whole(recipe):
        raise UserError("photo-edit-unclear", reason=recipe.extra)
    return Rendition(source, recipe)


def renditions(
    article: Article,
    library: Library | None,
    pictures: Mapping[str, FoundPicture],
    make: Callable[[Photo, Rendition], T],
) -> tuple[dict[str, T], list[Message]]:
    """Return what ``make`` makes of the photos of a piece, by address, and why others stay at home.

    A picture that the piece shows several times with the same edits is made once, of the first photo.
    """
    ready: dict[str, T] = {}
    warnings: list[Message] = []
    shown = {address(photo): photo for photo in reversed(tuple(photos_in(article.blocks))) if photo.photo}
    for place, photo in reversed(shown.items()):
        try:
            ready[place or ""] = make(photo, rendition(photo, library, pictures))
        except UserError as error:
            unclear = error.message.code == "photo-edit-unclear"
            code = "photo-edit-unknown" if unclear else "photo-not-exported"
            warnings.append(Message(code, sha=(photo.photo or "")[:12]))
    return ready, warnings


def flattened(article: Article, ready: Collection[str]) -> Article:
    """Return ``article``, its photos by address and without recipes; those not ``ready`` are frames."""

    def flat(photo: Photo) -> Photo:
        shown = address(photo)
        return structs.replace(photo, photo=shown if shown in ready else None, edit=None)

    return structs.replace(article, blocks=with_each_photo(article.blocks, flat))


def known(library: Library | None) -> Known:
    """Return who knows what of photos: ``library``, or nobody."""

    def facts(sha: str) -> PhotoFacts | None:
        return library.photos.facts(sha) if library is not None and library.photos.has(sha) else None

    return facts


def numbered(article: Article) -> dict[str, int]:
    """Return the number of each photo of a piece in its order, from 1, by address; a missing one counts."""
    shown = filter(None, map(address, photos_in(article.blocks)))
    return {place: number for number, place in enumerate(dict.fromkeys(shown), 1)}


def original(library: Library | None, pictures: Mapping[str, FoundPicture], sha: str) -> bytes:
    """Return the bytes of a photo's original, or of the copy that stands in for it.

    Raises:
        UserError: ``photo-unknown``, ``photo-missing``, ``file-unreadable``.
    """
    return Rendition(_source(library, pictures, sha), NOTHING).data


def _source(library: Library | None, pictures: Mapping[str, FoundPicture], sha: str) -> bytes | Path:
    if library is not None and library.photos.has(sha):
        return library.photos.path(sha)
    if sha in pictures:
        return pictures[sha].data
    raise UserError("photo-unknown", sha=sha[:12])

"""Write a finished piece to a file that others read."""

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct, structs

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import photos_in
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import Picture
from morat.newsroom.text import slug
from morat.operations.photographs import rename_photos
from morat.operations.writing import write_file

Writer = Callable[[Article, Mapping[str, Picture]], bytes]
ENDINGS = {"html": ".html", "docx": ".docx", "text": ".txt"}
"""Formats a piece can leave in, and the ending of their files."""
PHOTO_WIDTH = 1600
"""Pixels of width at most in an exported file; the original stays in the library."""


class Exported(Struct, frozen=True):
    """What was written and where; ``photos`` counts the pictures in it."""

    path: Path
    bytes: int
    photos: int
    warnings: tuple[Message, ...] = ()


def file_name(article: Article, to: str) -> str:
    """Return the usual file name for a piece: its headline without marks."""
    return slug(article.headline) + ENDINGS[to]


def export_piece(
    article: Article,
    library: Library | None,
    to: str,
    out: Path,
    *,
    pictures: Mapping[str, FoundPicture] | None = None,
    force: bool = False,
) -> Exported:
    """Write ``article`` as ``to`` (``html``, ``docx``, ``text``) to the file ``out``, all of it or nothing.

    Pictures come from the library, else from ``pictures``; re-encoded, so no place or serial number of
    a camera leaves the house. The note, comments and status never leave.

    Raises:
        UserError: ``target-exists``, ``target-unwritable``, ``disk-full``.
    """
    if out.exists() and not force:
        raise UserError("target-exists", path=str(out))
    ready, missing = web_pictures(article, library, pictures or {})
    names: dict[str, str | None] = dict.fromkeys((*missing, *edited_photos(article)))
    printed = structs.replace(article, blocks=rename_photos(article.blocks, names))
    data = _writer(to)(printed, ready)
    write_file(out, data)
    warnings = [Message("photo-not-exported", sha=sha[:12]) for sha in missing]
    warnings += [Message("photo-edit-unknown", sha=sha[:12]) for sha in edited_photos(article)]
    return Exported(out, len(data), len(ready), tuple(warnings))


def edited_photos(article: Article) -> list[str]:
    """Return the photos with edits (crop, blur), which this version cannot apply.

    They stay at home: a face that was made unknowable must not leave as it was taken.
    """
    return [photo.photo for photo in photos_in(article.blocks) if photo.photo and photo.edit is not None]


def web_pictures(
    article: Article, library: Library | None, pictures: Mapping[str, FoundPicture]
) -> tuple[dict[str, Picture], list[str]]:
    """Return the pictures of a piece at web size by hash, and the hashes that nobody has."""
    ready: dict[str, Picture] = {}
    missing: list[str] = []
    edited = set(edited_photos(article))
    for sha in dict.fromkeys(photo.photo for photo in photos_in(article.blocks) if photo.photo):
        if sha in edited:
            continue
        # Qt draws pictures: it is loaded only for a piece that has one.
        from morat.photos.render import web

        try:
            ready[sha] = web(original(library, pictures, sha), PHOTO_WIDTH)
        except UserError:
            missing.append(sha)
    return ready, missing


def original(library: Library | None, pictures: Mapping[str, FoundPicture], sha: str) -> bytes:
    """Return the bytes of a photo's original.

    Raises:
        UserError: ``photo-unknown``, ``photo-missing``.
    """
    if library is not None and library.photos.has(sha):
        return library.photos.path(sha).read_bytes()
    if sha in pictures:
        return pictures[sha].data
    raise UserError("photo-unknown", sha=sha[:12])


def _writer(to: str) -> Writer:
    # python-docx costs a tenth of a second to load: only for those who write Word.
    if to == "docx":
        from morat.formats import docx_out

        return docx_out.write
    if to == "html":
        from morat.formats import html_out

        return html_out.write
    from morat.formats import text_out

    return _text_writer(text_out.write)


def _text_writer(write: Callable[[Article], bytes]) -> Writer:
    def writer(article: Article, _pictures: Mapping[str, Picture]) -> bytes:
        return write(article)

    return writer

"""Open again what was exported, as a reader would, and count what it holds."""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo, photos_in, walk
from morat.newsroom.incoming import Incoming
from morat.newsroom.inline import plain
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import Picture

_PHOTO = re.compile(rb'(src="data:image/[a-z]+;base64,)[A-Za-z0-9+/]{4,}={0,2}(?=")')


class Held(Struct, frozen=True):
    """How many blocks of text, photos with their picture, and captions there are."""

    paragraphs: int
    photos: int
    captions: int


def held(article: Article, pictures: Mapping[str, Picture]) -> Held:
    """Return what a file of ``article`` must hold when it leaves with ``pictures``."""
    return _counted(article, sum(photo.photo in pictures for photo in photos_in(article.blocks)))


def recount(to: str, path: Path) -> Held | None:
    """Return what the file or folder ``path`` holds, read from the disk; None where ``to`` is not read.

    Raises:
        UserError: it cannot be read.
    """
    try:
        incoming = _read(to, path)
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=error.strerror or "?") from error
    if incoming is None:
        return None
    found = {photo.id for photo in photos_in(incoming.article.blocks) if photo.photo in incoming.pictures}
    found |= {block for block, name in incoming.wanted.items() if (path / name).is_file()}
    return _counted(incoming.article, len(found))


def compared(file: str, wanted: Held, got: Held) -> Message | None:
    """Return the warning that a file does not hold what it should, None where it does."""
    if wanted == got:
        return None
    return Message(
        "export-differs",
        file=file,
        paragraphs=f"{got.paragraphs}/{wanted.paragraphs}",
        photos=f"{got.photos}/{wanted.photos}",
        captions=f"{got.captions}/{wanted.captions}",
    )


def _counted(article: Article, photos: int) -> Held:
    blocks = list(walk(article.blocks))
    captions = sum(bool(plain(photo.caption).strip()) for photo in photos_in(article.blocks))
    return Held(sum(not isinstance(block, Photo) for block in blocks), photos, captions)


def _read(to: str, path: Path) -> Incoming | None:
    match to:
        case "html" | "html-folder":
            from morat.formats import html_folder_out, html_in

            page = path / html_folder_out.PAGE if to == "html-folder" else path
            return html_in.read(_lightened(page.read_bytes()), "utf-8", path.name)
        case "docx":
            from morat.formats import docx_in

            return docx_in.read(path.read_bytes(), path.name)
        case "packet":
            from morat.formats import html_in, packet_in

            page_inside = packet_in.page(path.read_bytes(), path.name)
            return html_in.read(_lightened(page_inside), "utf-8", path.name)
        case _:
            return None


def _lightened(page: bytes) -> bytes:
    """Return a page with next to nothing in its photos: they are counted, and megabytes of them not read."""
    return _PHOTO.sub(rb"\1AAAA", page)

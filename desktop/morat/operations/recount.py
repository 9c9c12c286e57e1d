"""Open again what was exported, as a reader would, and count what it holds.

What can be brought in again is (:func:`recount`); in what cannot, the words and pictures of the piece are
looked for (:func:`seen`).
"""

import base64
import html
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from morat.formats.naming import photo_names
from morat.newsroom.article import Article
from morat.newsroom.blocks import Block, Photo, photos_in, texts, walk
from morat.newsroom.incoming import Incoming
from morat.newsroom.inline import plain
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import Picture

READ_BACK = ("html", "html-folder", "docx", "packet")
"""Formats that come in again as they left."""
_INLINE = re.compile(r"</?(?:a|em|s|span|strong|sub|sup|u)(?:\s[^>]*)?>")
_TAG = re.compile(r"<[^>]*>")
_UNTOLD = ("alt", "credit")
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[\n\t]")
_PHOTO = re.compile(rb'(src="data:image/[a-z]+;base64,)[A-Za-z0-9+/]{4,}={0,2}(?=")')


class Held(Struct, frozen=True):
    """How many blocks of text, photos with their picture, and captions there are."""

    paragraphs: int
    photos: int
    captions: int


class _Body(Struct):
    value: str = ""


class _Association(Struct):
    name: str = ""


class _Item(Struct):
    """What is read of a ninjs item."""

    bodies: list[_Body] = []
    associations: list[_Association] = []


def held(article: Article, pictures: Mapping[str, Picture]) -> Held:
    """Return what a file of ``article`` must hold when it leaves with ``pictures``."""
    return _counted(article, sum(photo.photo in pictures for photo in photos_in(article.blocks)))


def recount(to: str, path: Path) -> Held:
    """Return what the file or folder ``path`` holds, read from the disk; ``to`` is among ``READ_BACK``.

    Raises:
        UserError: it cannot be read.
    """
    try:
        incoming = _read(to, path)
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=error.strerror or "?") from error
    found = {photo.id for photo in photos_in(incoming.article.blocks) if photo.photo in incoming.pictures}
    found |= {block for block, name in incoming.wanted.items() if (path / name).is_file()}
    return _counted(incoming.article, len(found))


def seen(to: str, path: Path, article: Article, pictures: Mapping[str, Picture]) -> Held | None:
    """Return how much of ``article`` and its ``pictures`` the file or folder ``path`` shows.

    A block is there when all of its words are, in their order; a photo when its picture is, or in a format
    that names its pictures its name. None where ``to`` cannot be looked into.

    Raises:
        UserError: it cannot be read.
    """
    try:
        shown = _shown(to, path)
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=error.strerror or "?") from error
    if shown is None:
        return None
    words = f" {' '.join(_WORD.findall(shown if to == 'text' else _words(shown)))} "
    blocks = list(walk(article.blocks))
    captions = [photo for photo in photos_in(article.blocks) if plain(photo.caption).strip()]
    names = photo_names(article, pictures)
    there = {sha for sha, name in names.items() if name in shown or _inside(pictures[sha]) in shown}
    return Held(
        sum(_told(block, words) for block in blocks if not isinstance(block, Photo)),
        sum(photo.photo in there for photo in photos_in(article.blocks)),
        sum(_told(photo, words) for photo in captions),
    )


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


def _read(to: str, path: Path) -> Incoming:
    match to:
        case "docx":
            from morat.formats import docx_in

            return docx_in.read(path.read_bytes(), path.name)
        case "packet":
            from morat.formats import html_in, packet_in

            page_inside = packet_in.page(path.read_bytes(), path.name)
            return html_in.read(_lightened(page_inside), name=path.name)
        case _:
            from morat.formats import html_in

            return html_in.read(_lightened(_page(to, path).read_bytes()), name=path.name)


def _page(to: str, path: Path) -> Path:
    return path / "index.html" if to == "html-folder" else path


def _lightened(page: bytes) -> bytes:
    """Return a page with next to nothing in its photos: they are counted, and megabytes of them not read."""
    return _PHOTO.sub(rb"\1AAAA", page)


def _shown(to: str, path: Path) -> str | None:
    """Return what a file that left says, tags and pictures with it."""
    match to:
        case "html" | "html-folder" | "nitf" | "text":
            return _page(to, path).read_bytes().decode("utf-8", "replace")
        case "ninjs":
            item = msgspec.json.decode(path.read_bytes(), type=_Item)
            return "\n".join(
                (*(body.value for body in item.bodies), *(one.name for one in item.associations))
            )
        case _:
            return None


def _words(shown: str) -> str:
    """Return a page without its tags; those between letters of one word leave no space."""
    return html.unescape(_TAG.sub(" ", _INLINE.sub("", shown)))


def _inside(picture: Picture) -> str:
    return base64.b64encode(picture.data).decode("ascii")


def _told(block: Block, words: str) -> bool:
    lines = (line for field, text in texts(block) if field not in _UNTOLD for line in _LINE.split(text))
    return all(f" {' '.join(found)} " in words for line in lines if (found := _WORD.findall(line)))

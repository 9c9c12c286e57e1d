"""Open again what was exported, as a reader would, and count what it holds.

What can be brought in again is (:func:`recount`); in what cannot, the words and pictures of the piece are
looked for: in files (:func:`seen`), on paper (:func:`printed`). Posts are measured (:func:`posted`).
"""

import base64
import html
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate, pairwise, takewhile
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
from morat.newsroom.system_errors import reason

READ_BACK = ("html", "html-folder", "docx", "packet")
"""Formats that come in again as they left."""
_INLINE = re.compile(r"</?(?:a|em|s|span|strong|sub|sup|u)(?:\s[^>]*)?>")
_TAG = re.compile(r"<[^>]*>")
_UNTOLD = ("alt", "credit")
_BEGINNING = 8
"""Letters of a headline that its post begins with at least."""
_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[\n\t]")
_PHOTO = re.compile(rb'(src="data:image/[a-z]+;base64,)[A-Za-z0-9+/]{4,}={0,2}(?=")')


class Held(Struct, frozen=True):
    """How many blocks of text, photos with their picture, and captions there are; of social text, posts."""

    paragraphs: int
    photos: int
    captions: int
    posts: int = 0


class _Body(Struct):
    value: str = ""


class _Association(Struct):
    name: str = ""


class _Item(Struct):
    """What is read of a ninjs item."""

    bodies: list[_Body] = []
    associations: list[_Association] = []


def held(article: Article, pictures: Collection[str]) -> Held:
    """Return what a file of ``article`` must hold when it leaves with ``pictures``."""
    return _counted(article, sum(photo.photo in pictures for photo in photos_in(article.blocks)))


def posts() -> Held:
    """Return what a file of social text must hold: a post for each network."""
    from morat.formats import social_out

    return Held(0, 0, 0, len(social_out.NETWORKS))


def recount(to: str, path: Path) -> Held:
    """Return what the file or folder ``path`` holds, read from the disk; ``to`` is among ``READ_BACK``.

    Raises:
        UserError: it cannot be read.
    """
    try:
        incoming = _read(to, path)
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error
    found = {photo.id for photo in photos_in(incoming.article.blocks) if photo.photo in incoming.pictures}
    found |= {block for block, name in incoming.wanted.items() if (path / name).is_file()}
    return _counted(incoming.article, len(found))


def seen(to: str, path: Path, article: Article, pictures: Mapping[str, Picture]) -> Held:
    """Return how much of ``article`` and its ``pictures`` the file or folder ``path`` shows.

    A block is there when all of its words are, in their order; a photo when its picture is, or in a format
    that names its pictures its name.

    Raises:
        UserError: it cannot be read.
    """
    try:
        shown = _shown(to, path)
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error
    words = f" {' '.join(_WORD.findall(shown if to == 'text' else _words(shown)))} "
    names = photo_names(article, pictures)
    there = {sha for sha, name in names.items() if name in shown or _inside(pictures[sha]) in shown}
    photos = sum(photo.photo in there for photo in photos_in(article.blocks))
    return _told(article, photos, lambda line: f" {' '.join(_WORD.findall(line))} " in words)


def printed(path: Path, article: Article) -> Held:
    """Return how much of ``article`` stands on the pages of the PDF ``path``.

    A block is there when all of its letters are, in their order; what a page parts stands on the next.

    Raises:
        UserError: it cannot be read.
    """
    from morat.formats import pdf_in

    try:
        pages = pdf_in.pages(path.read_bytes(), path.name)
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error
    column = [page.letters for page in pages]
    whole = "".join(column)

    def is_there(line: str) -> bool:
        wanted = pdf_in.letters(line)
        return wanted in whole or _is_parted(wanted, column)

    return _told(article, sum(page.pictures for page in pages), is_there)


def posted(path: Path, article: Article) -> Held:
    """Return how many posts in the file ``path`` fit their network and begin as ``article`` does.

    Where the piece has an address on the web, they have it too.

    Raises:
        UserError: it cannot be read.
    """
    from morat.formats import social_out
    from morat.formats.naming import uri

    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error
    address, head = uri(article), (article.headline or article.kicker).split(maxsplit=1)
    link, first = address if address.startswith("http") else "", head[0][:_BEGINNING] if head else ""
    found = social_out.posts(text, article.language).items()
    fit = (one.length(post) <= one.limit and post.startswith(first) and link in post for one, post in found)
    return Held(0, 0, 0, sum(fit))


def _is_parted(wanted: str, column: Sequence[str]) -> bool:
    """Say whether a line goes on on the next page behind other cells of its row."""
    for before, after in pairwise(column):
        here = takewhile(before.__contains__, accumulate(wanted))
        if any(wanted[len(begun) :] in after for begun in here):
            return True
    return False


def compared(file: str, wanted: Held, got: Held) -> Message | None:
    """Return the warning that a file does not hold what it should, None where it does."""
    if wanted == got:
        return None
    if wanted.posts:
        return Message("posts-differ", file=file, posts=f"{got.posts}/{wanted.posts}")
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

            return docx_in.glance(path)
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


def _shown(to: str, path: Path) -> str:
    """Return what a file that left says, tags and pictures with it."""
    if to == "ninjs":
        item = msgspec.json.decode(path.read_bytes(), type=_Item)
        return "\n".join((*(body.value for body in item.bodies), *(one.name for one in item.associations)))
    return _page(to, path).read_bytes().decode("utf-8", "replace")


def _words(shown: str) -> str:
    """Return a page without its tags; those between letters of one word leave no space."""
    return html.unescape(_TAG.sub(" ", _INLINE.sub("", shown)))


def _inside(picture: Picture) -> str:
    return base64.b64encode(picture.data).decode("ascii")


def _told(article: Article, photos: int, is_there: Callable[[str], bool]) -> Held:
    """Return what of a piece is there; ``is_there`` is asked for every line with a word in it."""

    def is_told(block: Block) -> bool:
        lines = (line for field, text in texts(block) if field not in _UNTOLD for line in _LINE.split(text))
        return all(is_there(line) for line in lines if _WORD.search(line))

    blocks = [block for block in walk(article.blocks) if not isinstance(block, Photo)]
    captions = [photo for photo in photos_in(article.blocks) if plain(photo.caption).strip()]
    return Held(sum(map(is_told, blocks)), photos, sum(map(is_told, captions)))

"""The blocks of a piece's body. Each has an ``id`` that is unique in the piece and stable for life."""

import secrets
from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec import Struct, structs

from morat.newsroom.inline import Runs, plain

_ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_id() -> str:
    """Return a fresh block id: ten letters or digits, a letter first, safe as an anchor in HTML and Word."""
    first, *others = secrets.token_bytes(10)
    return _ID_LETTERS[first % 24] + "".join(_ID_LETTERS[byte % 32] for byte in others)


class Paragraph(Struct, frozen=True, gc=False, tag_field="type", tag="paragraph"):
    """A paragraph of the body."""

    id: str
    runs: Runs = ()
    extra: str = ""


class Subhead(Struct, frozen=True, gc=False, tag_field="type", tag="subhead"):
    """A subhead (tít xen) of level 2 or 3."""

    id: str
    level: int = 2
    runs: Runs = ()
    extra: str = ""


class Pullquote(Struct, frozen=True, gc=False, tag_field="type", tag="pullquote"):
    """A pull quote (trích nổi bật): words of the piece set apart."""

    id: str
    runs: Runs = ()
    extra: str = ""


class Quote(Struct, frozen=True, gc=False, tag_field="type", tag="quote"):
    """A block quotation with the person or paper it comes from (``attribution``, may be empty)."""

    id: str
    runs: Runs = ()
    attribution: str = ""
    extra: str = ""


class ListBlock(Struct, frozen=True, gc=False, tag_field="type", tag="list"):
    """A list, numbered when ``ordered``; each item is a tuple of runs."""

    id: str
    ordered: bool = False
    items: tuple[Runs, ...] = ()
    extra: str = ""


class Photo(Struct, frozen=True, gc=False, tag_field="type", tag="photo"):
    """A picture with its own caption (chú thích ảnh) and credit (nguồn ảnh): one block, never parted.

    ``photo`` is the SHA-256 of the original file, or None for an empty frame that waits for
    its picture. ``size`` is ``half``, ``full`` or ``wide``. ``edit`` is the recipe (crop, turn,
    blur) as JSON text, or None.
    """

    id: str
    photo: str | None = None
    caption: Runs = ()
    credit: str = ""
    alt: str = ""
    size: str = "full"
    edit: str | None = None
    extra: str = ""


class Gallery(Struct, frozen=True, gc=False, tag_field="type", tag="gallery"):
    """Several pictures side by side under one caption."""

    id: str
    photos: tuple[Photo, ...] = ()
    caption: Runs = ()
    extra: str = ""


class Table(Struct, frozen=True, gc=False, tag_field="type", tag="table"):
    """A table: ``rows`` of cells of runs; ``header`` says that the first row is a heading."""

    id: str
    header: bool = False
    rows: tuple[tuple[Runs, ...], ...] = ()
    extra: str = ""


class Embed(Struct, frozen=True, gc=False, tag_field="type", tag="embed"):
    """A link to a video or a post, shown as a frame with a caption."""

    id: str
    url: str = ""
    caption: str = ""
    extra: str = ""


class Unknown(Struct, frozen=True, gc=False, tag_field="type", tag="unknown"):
    """A block of a type that this version does not know: kept whole in ``extra`` and shown as it is."""

    id: str
    kind: str = ""
    extra: str = ""


class Box(Struct, frozen=True, gc=False, tag_field="type", tag="box"):
    """An information box (``info``) or a note by the editors (``editor-note``) with blocks of its own."""

    id: str
    kind: str = "info"
    title: str = ""
    blocks: tuple["Block", ...] = ()
    extra: str = ""


Block = Paragraph | Subhead | Pullquote | Quote | ListBlock | Photo | Gallery | Table | Embed | Box | Unknown


def with_id(block: Block, block_id: str) -> Block:
    """Return ``block`` under another id."""
    return structs.replace(block, id=block_id)


def renewed(blocks: tuple["Block", ...]) -> tuple["Block", ...]:
    """Return ``blocks`` under new ids, those in boxes and galleries too: a copy of them for another piece."""
    return tuple(_renewed(block) for block in blocks)


def _renewed(block: "Block") -> "Block":
    if isinstance(block, Box):
        return structs.replace(block, id=new_id(), blocks=renewed(block.blocks))
    if isinstance(block, Gallery):
        photos = tuple(with_id(photo, new_id()) for photo in block.photos)
        return structs.replace(block, id=new_id(), photos=photos)
    return with_id(block, new_id())


def texts(block: Block) -> Iterator[tuple[str, str]]:
    """Yield ``(field, text)`` for every text of ``block``, in reading order; fields as in a Finding."""
    if isinstance(block, Paragraph | Subhead | Pullquote | Quote):
        yield "body", plain(block.runs)
        if isinstance(block, Quote) and block.attribution:
            yield "attribution", block.attribution
    elif isinstance(block, ListBlock):
        yield "body", "\n".join(plain(item) for item in block.items)
    elif isinstance(block, Photo):
        yield "caption", plain(block.caption)
        yield "credit", block.credit
        yield "alt", block.alt
    elif isinstance(block, Gallery):
        yield "caption", plain(block.caption)
    elif isinstance(block, Table):
        yield "body", "\n".join("\t".join(plain(cell) for cell in row) for row in block.rows)
    elif isinstance(block, Embed):
        yield "caption", block.caption
    elif isinstance(block, Box):
        yield "title", block.title


class Shown(NamedTuple):
    """A picture, the id of the block of the body it stands in, and the words a reader sees below it."""

    photo: Photo
    place: str
    caption: str


def shown_photos(blocks: tuple[Block, ...]) -> Iterator[Shown]:
    """Yield every photo and every empty frame of ``blocks`` as readers have them, in reading order."""
    for block in blocks:
        if isinstance(block, Photo):
            yield Shown(block, block.id, plain(block.caption).strip())
        elif isinstance(block, Gallery):
            # Pictures side by side may do with the one caption below them.
            told = plain(block.caption).strip()
            for photo in block.photos:
                yield Shown(photo, block.id, plain(photo.caption).strip() or told)
        elif isinstance(block, Box):
            yield from shown_photos(block.blocks)


def photos_in(blocks: tuple[Block, ...]) -> Iterator[Photo]:
    """Yield every photo of ``blocks`` in reading order, those in galleries and boxes too."""
    for block in blocks:
        if isinstance(block, Photo):
            yield block
        elif isinstance(block, Gallery):
            yield from block.photos
        elif isinstance(block, Box):
            yield from photos_in(block.blocks)


def first_photo(blocks: tuple[Block, ...]) -> Photo | None:
    """Return the first photo of ``blocks`` that has a picture, None where there is none."""
    return next((photo for photo in photos_in(blocks) if photo.photo), None)


def with_each_photo(blocks: tuple[Block, ...], change: Callable[[Photo], Photo]) -> tuple[Block, ...]:
    """Return ``blocks`` with every photo, in galleries and boxes too, as ``change`` makes it."""
    return tuple(_with_each_photo(block, change) for block in blocks)


def _with_each_photo(block: Block, change: Callable[[Photo], Photo]) -> Block:
    match block:
        case Photo():
            return change(block)
        case Gallery():
            return structs.replace(block, photos=tuple(map(change, block.photos)))
        case Box():
            return structs.replace(block, blocks=with_each_photo(block.blocks, change))
        case _:
            return block


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield ``blocks`` and what boxes and galleries hold, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from walk(block.blocks)
        elif isinstance(block, Gallery):
            yield from block.photos

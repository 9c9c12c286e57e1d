"""Photos: bring files into the library, and give them to the blocks of a piece."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, structs

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Block, Box, Gallery, Photo, new_id
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.system_errors import reason
from morat.operations.named_files import size_of

PICTURE_KINDS = (
    *(".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif", ".gif", ".bmp"),
    *(".cr2", ".cr3", ".nef", ".arw", ".dng", ".raf", ".orf", ".rw2", ".pef", ".srw"),
)
"""Endings of files that are pictures; the second line is what cameras call RAW."""
PICTURE_LIMIT = 200_000_000
"""Bytes of one picture file."""
PICTURE_FAULTS = ("photo-unreadable", "picture-damaged", "picture-too-large", "raw-without-preview")
"""Codes of what is wrong with a picture's file: it cannot be shown by anybody."""
LIBRARY_FAULTS = ("disk-full", "library-busy", "library-damaged", "library-unwritable")
"""Codes of what is wrong with the library and not with a picture: no other picture would fare better."""


class Added(Struct, frozen=True):
    """What became of one picture file: ``duplicate_of`` is its hash when the library had it already."""

    facts: PhotoFacts
    duplicate_of: str | None = None


class Batch(Struct, frozen=True):
    """What became of many files: the pictures, and why others were left out."""

    added: tuple[Added, ...]
    warnings: tuple[Message, ...] = ()


def pictures_among(paths: list[str]) -> list[str]:
    """Return those of ``paths`` that are picture files by their ending, or folders of them."""
    return [path for path in paths if Path(path).suffix.lower() in PICTURE_KINDS or Path(path).is_dir()]


def add_photo(library: Library, data: bytes, file: str) -> Added:
    """Bring one picture into the library; what it says of itself becomes the library's caption.

    Raises:
        UserError: ``photo-unreadable``.
    """
    from morat.photos.facts import facts

    found = facts(data, file)
    if library.photos.add(data, found):
        return Added(library.photos.facts(found.sha256))
    return Added(library.photos.facts(found.sha256), found.sha256)


def keep_picture(library: Library, sha: str, found: FoundPicture) -> None:
    """Store a picture that came with a piece under the hash of its original.

    Raises:
        UserError: ``photo-unreadable``.
    """
    if library.photos.has(sha):
        return
    from morat.photos.facts import facts

    known = facts(found.data, found.name)
    if known.sha256 == sha:
        library.photos.add(found.data, known)
    else:
        library.photos.add_copy(found.data, structs.replace(known, sha256=sha))


def put_into_trash(library: Library, sha: str, author: str = "") -> str:
    """Put a photo into the trash and return what it is called.

    Raises:
        UserError: ``photo-unknown``, ``photo-in-use``.
    """
    facts = library.photos.facts(sha)
    library.trash.put_photo(facts.sha256, author=author)
    return facts.file or facts.caption


def take_back(library: Library, sha: str, author: str = "") -> str:
    """Take a photo out of the trash and return what it is called.

    Raises:
        UserError: ``photo-unknown``: it is gone for good.
    """
    facts = library.photos.facts(sha)
    library.trash.take_back_photo(facts.sha256, author=author)
    return facts.file or facts.caption


def read_picture(path: Path) -> bytes:
    """Return the bytes of a picture file.

    Raises:
        UserError: it is missing, a folder, empty, too large or cannot be read.
    """
    size = size_of(path)
    if size == 0:
        raise UserError("file-empty", path=path.name)
    if size > PICTURE_LIMIT:
        raise UserError("picture-too-large", path=path.name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error


def photo_block(block: Photo, facts: PhotoFacts) -> Photo:
    """Return ``block`` with the picture; what the piece does not say yet comes from the picture."""
    return structs.replace(
        block,
        photo=facts.sha256,
        caption=block.caption or runs_of(facts.caption),
        credit=block.credit or facts.credit or facts.creator,
        alt=block.alt or facts.alt,
    )


def new_block(facts: PhotoFacts) -> Photo:
    """Return a fresh photo block that shows the picture with what the library says of it."""
    return photo_block(Photo(new_id()), facts)


def adopt(article: Article, files: Mapping[str, Path]) -> tuple[Article, dict[str, FoundPicture]]:
    """Give picture files to the photo blocks of ``article`` (block id to path); return the bytes by hash."""
    from morat.photos.facts import facts

    pictures: dict[str, FoundPicture] = {}
    known: dict[str, PhotoFacts] = {}
    for block_id, path in files.items():
        try:
            data = read_picture(path)
            found = facts(data, path.name)
        except UserError:
            # The frame stays empty and says so in the piece; the text is worth having all the same.
            continue
        pictures[found.sha256] = FoundPicture(path.name, data)
        known[block_id] = found
    return structs.replace(article, blocks=_fill(article.blocks, known)), pictures


def _fill(blocks: tuple[Block, ...], known: Mapping[str, PhotoFacts]) -> tuple[Block, ...]:
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Photo) and block.id in known:
            done.append(photo_block(block, known[block.id]))
        elif isinstance(block, Gallery):
            photos = _fill(block.photos, known)
            done.append(structs.replace(block, photos=photos))
        elif isinstance(block, Box):
            done.append(structs.replace(block, blocks=_fill(block.blocks, known)))
        else:
            done.append(block)
    return tuple(done)

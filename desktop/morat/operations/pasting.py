"""Paste: what stands on the clipboard becomes blocks, and its pictures come into the library."""

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, structs

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Block, Box, Gallery, Paragraph, Photo, new_id, photos_in, texts, with_id
from morat.newsroom.incoming import Clip, FoundPicture, Fragment
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import Message, UserError
from morat.newsroom.recipe import address, is_known
from morat.newsroom.text import clean, clean_line
from morat.operations.photographs import LIBRARY_FAULTS, PICTURE_KINDS, add_photo, photo_block, read_picture
from morat.operations.renditions import flattened, numbered
from morat.operations.watching import Watch

_DRIVE = re.compile(r"^/(?=[A-Za-z]:)")
_OLD_FONT = re.compile(rb"""["'=:,\s](?:\.vn|vni)[\w-]""", re.IGNORECASE)


class Taken(Struct, frozen=True):
    """Photos that came into the library, by the id of the frame they belong to, and why others did not."""

    photos: dict[str, Photo]
    warnings: tuple[Message, ...] = ()


def read(clip: Clip, watch: Watch | None = None) -> Fragment:
    """Return the best that can be made of ``clip``: files, then HTML, text, RTF, at last a picture.

    Office puts a picture of the text beside the text: it is the last choice. A browser that copies a
    picture names its address in HTML and has it beside: then the picture fills its frame.

    Raises:
        UserError: ``cancelled``.
    """
    watch = watch or Watch()
    if clip.is_plain:
        return _lines(plain_text(clip))
    if clip.files:
        return _frames(clip.files)
    fragment = _read_html(clip, watch) if clip.html else Fragment()
    if not fragment.blocks and clip.text.strip():
        return _lines(clip.text)
    if clip.picture is not None:
        return _with_picture(fragment, clip.picture(), clip.picture_name)
    return _lines(plain_text(clip)) if not fragment.blocks and clip.rtf else fragment


def plain_text(clip: Clip) -> str:
    """Return the text of ``clip`` without marks, a line for each paragraph."""
    if clip.text.strip() and not is_old(clip):
        return clean(clip.text)
    if clip.html:
        from morat.formats.clipboard_out import plain_text

        return plain_text(_read_html(clip, Watch()).blocks)
    if clip.rtf:
        from morat.formats.rtf_in import read_text

        return read_text(clip.rtf)
    return clean(clip.text)


def line(clip: Clip) -> str:
    """Return the text of ``clip`` on one line, for a headline."""
    return clean_line(plain_text(clip))


def is_old(clip: Clip) -> bool:
    """Say whether ``clip`` names a font from before Unicode: its bare text cannot be read then."""
    # Without the zeros of UTF-16.
    return _OLD_FONT.search(clip.html.replace(b"\0", b"")) is not None


def renewed(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return ``blocks`` under ids of their own, those inside boxes and galleries too."""
    return tuple(map(_renewed, blocks))


def _renewed(block: Block) -> Block:
    match block:
        case Box():
            return structs.replace(block, id=new_id(), blocks=renewed(block.blocks))
        case Gallery():
            photos = tuple(with_id(photo, new_id()) for photo in block.photos)
            return structs.replace(block, id=new_id(), photos=photos)
        case _:
            return with_id(block, new_id())


def copied(blocks: tuple[Block, ...]) -> tuple[str, str]:
    """Return ``blocks`` as HTML and as plain text, for the clipboard."""
    from morat.formats import clipboard_out

    return clipboard_out.html(blocks), clipboard_out.plain_text(blocks)


def copied_for_cms(article: Article, captions: str) -> tuple[str, str]:
    """Return the body of ``article`` for the editor of a CMS, as HTML and as plain text.

    ``captions`` is one of ``formats.cms_out.CAPTIONS``. Photos go by the names of their files in a folder of
    exported photos; their own bytes are uploaded there by hand.
    """
    from morat.formats import cms_out, text_out
    from morat.newsroom.pictures import photo_name

    known = {address(photo) for photo in photos_in(article.blocks) if is_known(photo)}
    names = {
        shown: photo_name(number, article.headline, ".jpg")
        for shown, number in numbered(article).items()
        if shown in known
    }
    article = flattened(article, names)
    return cms_out.html(article, names, captions), text_out.body(article)


def take_pictures(
    library: Library, fragment: Fragment, chosen: Iterable[str] = (), watch: Watch | None = None
) -> Taken:
    """Bring the pictures of ``fragment`` into the library.

    Of files that are only named those are read that a person has ``chosen`` and those among the
    temporary files, where Word and LibreOffice leave their pictures: no page reads the rest of the disk.

    Raises:
        UserError: one of ``photographs.LIBRARY_FAULTS``.
    """
    watch = watch or Watch()
    waiting = _waiting(fragment, frozenset(chosen))
    frames = {block.id: block for block in fragment.blocks if isinstance(block, Photo)}
    photos: dict[str, Photo] = {}
    warnings: list[Message] = []
    for number, (block_id, found) in enumerate(waiting.items()):
        watch.at(number, len(waiting))
        try:
            data = found.data if isinstance(found, FoundPicture) else read_picture(found)
            added = add_photo(library, data, found.name)
            photos[block_id] = photo_block(frames[block_id], added.facts)
        except UserError as error:
            if error.message.code in LIBRARY_FAULTS:
                raise
            warnings.append(error.message)
    return Taken(photos, tuple(warnings))


def _read_html(clip: Clip, watch: Watch) -> Fragment:
    # lxml is loaded by the first paste, on its own thread.
    from morat.formats import clipboard_in

    return clipboard_in.read(clipboard_in.decoded(clip.html), watch.at)


def _lines(text: str) -> Fragment:
    lines = (clean(one).strip() for one in clean(text).split("\n"))
    return Fragment(tuple(Paragraph(new_id(), runs_of(" ".join(one.split()))) for one in lines if one))


def _frames(files: Iterable[str]) -> Fragment:
    named = {new_id(): path for path in files if Path(path).suffix.lower() in PICTURE_KINDS}
    return Fragment(tuple(map(Photo, named)), files=named)


def _with_picture(fragment: Fragment, picture: bytes, name: str) -> Fragment:
    """Give the picture of the clipboard to the one frame there is, or make one where there is nothing."""
    if any(text for block in fragment.blocks for field, text in texts(block) if field != "alt"):
        return fragment
    if not picture or len(fragment.blocks) > 1 or fragment.pictures:
        return fragment
    frame = fragment.blocks[0] if fragment.blocks else Photo(new_id())
    found = FoundPicture(name, picture)
    return structs.replace(fragment, blocks=(frame,), pictures={frame.id: found}, files={}, elsewhere=0)


def _waiting(fragment: Fragment, chosen: frozenset[str]) -> dict[str, FoundPicture | Path]:
    waiting: dict[str, FoundPicture | Path] = dict(fragment.pictures)
    for block_id, name in fragment.files.items():
        path = Path(_DRIVE.sub("", name))
        if name in chosen or _is_temporary(path):
            waiting[block_id] = path
    return waiting


def _is_temporary(path: Path) -> bool:
    try:
        return (
            path.is_absolute()
            and path.is_file()
            and path.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve())
        )
    except (OSError, ValueError):
        return False

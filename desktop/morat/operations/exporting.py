"""Write a finished piece to a file that others read."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from morat.library.store import Library
from morat.newsroom import embargo
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo
from morat.newsroom.export_presets import Preset
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.inline import plain
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.messages import Message, UserError
from morat.newsroom.paper import Paper
from morat.newsroom.pictures import Picture
from morat.newsroom.protection import exposures
from morat.newsroom.review import REMOVE
from morat.newsroom.text import slug
from morat.operations.named_files import refuse_to_replace
from morat.operations.recount import READ_BACK, Held, compared, held, posted, posts, printed, recount, seen
from morat.operations.renditions import Rendition, flattened, known, renditions
from morat.operations.writers import writer
from morat.operations.writing import write_files

if TYPE_CHECKING:
    from morat.formats.page_template import PageTemplate

ENDINGS = {
    "html": ".html",
    "html-folder": "-web",
    "docx": ".docx",
    "pdf": ".pdf",
    "text": ".txt",
    "packet": ".zip",
    "social": "-fb.txt",
    "ninjs": ".json",
    "nitf": ".xml",
}
"""Formats a piece can leave in, and the ending of their files; ``html-folder`` is a folder."""
WEB = ("html", "html-folder")
"""Formats that a page template is for."""
WORD = ("docx", "packet")
"""Formats with a Word file in them."""
WORDS_ALONE = ("text", "social")
"""Formats that tell of pictures by their captions alone."""


class Wishes(Struct, frozen=True):
    """What is wished of a file: ``paper`` of a PDF, ``template`` of a web page, ``manuscript`` of Word files.

    None is the usual one. ``preset`` is how its pictures are made, but for paper.
    """

    paper: Paper | None = None
    template: "PageTemplate | None" = None
    manuscript: Manuscript | None = None
    preset: Preset = Preset()

    def template_for(self, to: str) -> "PageTemplate | None":
        """Return the template of a web page.

        Raises:
            UserError: ``page-template-elsewhere``, where one is wished for another format.
        """
        if self.template is not None and to not in WEB:
            raise UserError("page-template-elsewhere", format=to)
        return self.template

    def manuscript_for(self, to: str) -> Manuscript:
        """Return how a Word file looks; that in a packet is always clean.

        Raises:
            UserError: ``word-page-elsewhere``, where one is wished for another format.
        """
        if self.manuscript is not None and to not in WORD:
            raise UserError("word-page-elsewhere", format=to)
        wished = self.manuscript or Manuscript()
        return wished if to == "docx" else structs.replace(wished, review=None)


USUAL = Wishes()


class Exported(Struct, frozen=True):
    """What was written and where; ``photos`` counts the pictures in it.

    ``held`` is what was found in it when it was opened again.
    """

    path: Path
    bytes: int
    photos: int
    warnings: tuple[Message, ...]
    held: Held

    @property
    def counted(self) -> Message:
        """What is said of ``held``."""
        return Message("posts-held" if self.held.posts else "export-held", **structs.asdict(self.held))


def file_name(article: Article, to: str) -> str:
    """Return the usual file name for a piece: its headline without marks."""
    return slug(article.headline) + ENDINGS[to]


def kind_of(name: str) -> str:
    """Return the format that a file's name asks for by its ending; HTML where it says none."""
    found = [kind for kind, ending in ENDINGS.items() if name.lower().endswith(ending)]
    return max(found, key=lambda kind: len(ENDINGS[kind]), default="html")


def export_piece(
    article: Article,
    library: Library | None,
    to: str,
    out: Path,
    *,
    pictures: Mapping[str, FoundPicture] | None = None,
    force: bool = False,
    wishes: Wishes = USUAL,
) -> Exported:
    """Write ``article`` as ``to`` (see :data:`ENDINGS`) to ``out``, all of it or nothing.

    Pictures come from the library, else from ``pictures``; re-encoded, so no place or serial number of
    a camera leaves the house; they carry what :func:`labels_of` says. The note, comments and status never
    leave, but for the note in a PDF whose ``paper`` asks for it, and comments and suggestions in a Word file
    whose ``manuscript`` does.

    Raises:
        UserError: ``target-exists``, ``target-unwritable``, ``disk-full``, ``page-template-elsewhere``,
            ``word-page-elsewhere``, ``word-template-damaged``, and those of ``page_template.render``.
    """
    template, manuscript = wishes.template_for(to), wishes.manuscript_for(to)
    if not force:
        refuse_to_replace(out)
    make = _paper if to == "pdf" else _folder if to == "html-folder" else partial(_file, to, manuscript)
    made = make(article, library, pictures or {}, out, wishes)
    found = write_files(made.files, partial(_found, to, out, made, is_own=template is not None))
    differs = filter(None, (compared(out.name, made.wanted, found),))
    warnings = (*differs, *_told(article, library), *_leaving(manuscript), *made.missing)
    return Exported(out, sum(map(len, made.files.values())), made.photos, warnings, found)


class _Made(Struct, frozen=True):
    """The ``files`` of an export before they are written: with which pictures, and why others are missing."""

    piece: Article
    pictures: Mapping[str, Picture]
    files: Mapping[Path, bytes]
    photos: int
    missing: list[Message]
    wanted: Held


def _paper(
    article: Article, library: Library | None, pictures: Mapping[str, FoundPicture], out: Path, wishes: Wishes
) -> _Made:
    from morat.operations import printing

    images, missing = renditions(article, library, pictures, printing.image)
    piece = flattened(article, images)
    pages = printing.pdf(piece, images, printing.named(wishes.paper, article, library))
    return _Made(piece, {}, {out: pages}, len(images), missing, held(piece, images))


def _folder(
    article: Article, library: Library | None, pictures: Mapping[str, FoundPicture], out: Path, wishes: Wishes
) -> _Made:
    from morat.formats import html_folder_out as folder

    ready, missing = web_pictures(article, library, pictures, wishes.preset)
    narrow, _ = web_pictures(article, library, pictures, structs.replace(wishes.preset, width=folder.NARROW))
    piece = flattened(article, ready)
    parts = folder.write(piece, ready, narrow, wishes.template)
    files = {out / name: data for name, data in parts.items()}
    return _Made(piece, ready, files, len(ready), missing, held(piece, ready))


def _file(
    to: str,
    manuscript: Manuscript,
    article: Article,
    library: Library | None,
    pictures: Mapping[str, FoundPicture],
    out: Path,
    wishes: Wishes,
) -> _Made:
    gather = named_pictures if to in WORDS_ALONE else partial(web_pictures, preset=wishes.preset)
    ready, missing = gather(article, library, pictures)
    piece = flattened(article, ready)
    inside = {} if to in WORDS_ALONE else ready
    files = {out: writer(to, wishes.template, manuscript)(piece, ready)}
    wanted = posts() if to == "social" else held(piece, inside)
    return _Made(piece, inside, files, len(ready), missing, wanted)


def _found(to: str, out: Path, made: _Made, *, is_own: bool) -> Held:
    """Return what is found in the file or folder ``out``; a page of ``is_own`` template is not brought in."""
    if to == "pdf":
        return printed(out, made.piece)
    if to == "social":
        return posted(out, made.piece)
    if to in READ_BACK and not is_own:
        return recount(to, out)
    return seen(to, out, made.piece, made.pictures)


def _leaving(manuscript: Manuscript) -> Iterator[Message]:
    """Yield what must be known before a file with more than the piece in it leaves the house."""
    review = manuscript.review
    if review:
        gone = sum(bool(one.quoted) or one.kind == REMOVE for one in review.suggestions)
        counts = {"comments": len(review.comments), "suggestions": len(review.suggestions)}
        yield Message("review-leaves", **counts, deleted=gone)


def _told(article: Article, library: Library | None) -> Iterator[Message]:
    if embargo.holds(article.embargo, datetime.now(UTC)):
        # It may well be sent to the printer before its time: it is said, not refused.
        yield Message("under-embargo", until=embargo.written(article.embargo))
    yield from exposures(article, known(library))


def web_pictures(
    article: Article, library: Library | None, pictures: Mapping[str, FoundPicture], preset: Preset
) -> tuple[dict[str, Picture], list[Message]]:
    """Return the pictures of a piece by address, as ``preset`` wants them; why others stay away.

    Their edits are done, their captions are inside.
    """

    # Qt draws pictures: it is loaded only for a piece that has one.
    def make(photo: Photo, shown: Rendition) -> Picture:
        from morat.operations.web_sizes import leave

        return leave(photo, shown, labels_of(photo, library, shown), library, preset)

    return renditions(article, library, pictures, make)


def named_pictures(
    article: Article, library: Library | None, pictures: Mapping[str, FoundPicture]
) -> tuple[dict[str, Picture], list[Message]]:
    """Return the same as :func:`web_pictures` for a format without pictures: nothing is read or drawn."""

    def make(_photo: Photo, _shown: Rendition) -> Picture:
        return Picture(b"", "image/jpeg", 0, 0)

    return renditions(article, library, pictures, make)


def labels_of(photo: Photo, library: Library | None, shown: Rendition) -> dict[str, str]:
    """Return what a photo that leaves with a piece says: caption, credit and alt text as the piece has them.

    Creator and copyright, of which a piece says nothing, come from the library, else from the file ``shown``.
    """
    from morat.photos import metadata

    sha = photo.photo or ""
    is_known = library is not None and library.photos.has(sha)
    said = library.photos.facts(sha) if library is not None and is_known else metadata.read(shown.data)
    return {
        "caption": plain(photo.caption) or said.caption,
        "credit": photo.credit or said.credit,
        "alt": photo.alt or said.alt,
        "creator": said.creator,
        "copyright": said.copyright,
    }

"""Put a piece on paper: as a PDF, or as pages that a printer draws and the window shows.

Qt is loaded by who calls these, and no sooner: only a PDF, a printer or a page needs it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import structs

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo
from morat.newsroom.messages import UserError
from morat.newsroom.paper import Paper
from morat.operations.renditions import Rendition

if TYPE_CHECKING:
    # Under their own rooms' names: what an image is, is theirs to know.
    from morat.formats.pdf import Image, Pages

PHOTO_WIDTH = 1200
"""Pixels of width at most: 180 dots an inch in a column of 16 cm."""


VERSION_DIGITS = 8
"""Digits of a version's hash that are printed."""


def paper_now(*, lines: bool = True, signatures: bool = True, note: bool = False) -> Paper:
    """Return what stands on paper that is printed at this moment."""
    return Paper(lines, signatures, note, at=datetime.now(UTC).isoformat(timespec="minutes"))


def named(paper: Paper | None, article: Article, library: Library | None) -> Paper:
    """Return ``paper`` (None: the usual one) with the version that ``article`` is in ``library``."""
    paper = paper or paper_now()
    return paper if library is None else structs.replace(paper, version=version_of(article, library))


def version_of(article: Article, library: Library) -> str:
    """Return the first digits of the version that ``article`` is; nothing where it is unsaved."""
    try:
        stored = library.articles.get(article.id)
    except UserError:
        return ""
    return stored.revision[:VERSION_DIGITS] if stored.article == article else ""


def image(photo: Photo, shown: Rendition) -> "Image":
    """Return a photo after its recipe, no larger than paper needs, its pixels alone: Qt writes texts with it.

    Raises:
        UserError: ``photo-unreadable``.
    """
    from morat.photos.darkroom import developed
    from morat.photos.render import bare

    name = (photo.photo or "")[:12]
    return bare(developed(shown.data, shown.recipe, PHOTO_WIDTH, PHOTO_WIDTH * 2, name))


def lay_out(article: Article, images: "Mapping[str, Image]", paper: Paper) -> "Pages":
    """Return the pages of ``article``; ``images`` by the addresses of photos. Needs Qt's application."""
    from morat.formats.pdf import Pages

    return Pages(article, images, paper)


def pdf(article: Article, images: "Mapping[str, Image]", paper: Paper) -> bytes:
    """Return ``article`` as a PDF; without a window too."""
    from morat.formats.pdf import write
    from morat.photos.decode import CHOOSING

    # Qt packs the photos as JPEG: it chooses a plugin, while another thread may be choosing one to read.
    with CHOOSING:
        return write(article, images, paper)

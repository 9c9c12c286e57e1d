"""HTML out as a folder: ``index.html`` and its pictures in ``images/``, in two widths.

The page is that of ``html_out``, but for where the pictures are.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath

from morat.formats import html_out
from morat.formats.html_blocks import Image
from morat.formats.naming import photo_names
from morat.formats.page_template import PageTemplate
from morat.newsroom.article import Article
from morat.newsroom.pictures import Picture

PAGE = "index.html"
IMAGES = "images"
NARROW = 800
"""Pixels of width of the pictures for small screens."""


def write(
    article: Article,
    pictures: Mapping[str, Picture],
    narrow: Mapping[str, Picture],
    template: PageTemplate | None = None,
) -> dict[str, bytes]:
    """Return the files by their path in the folder, the page last.

    ``pictures`` and ``narrow`` (see :data:`NARROW`) are by the SHA-256 of the original.

    Raises:
        UserError: as ``page_template.render``.
    """
    files: dict[str, bytes] = {}
    images: dict[str, Image] = {}
    for sha, name in photo_names(article, pictures).items():
        picture, small = pictures[sha], narrow.get(sha)
        path = f"{IMAGES}/{name}"
        files[path] = picture.data
        choice = None
        if small is not None and small.width < picture.width:
            beside = f"{IMAGES}/{PurePosixPath(name).stem}-{small.width}{small.suffix}"
            files[beside] = small.data
            choice = f"{beside} {small.width}w, {path} {picture.width}w"
        images[sha] = Image(path, picture.width, picture.height, choice)
    files[PAGE] = html_out.page(article, images, "'self'", template)
    return files

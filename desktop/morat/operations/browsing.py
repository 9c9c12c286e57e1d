"""Show a piece in the browser: the real HTML, in a private folder that is emptied again."""

import contextlib
import time
from collections.abc import Mapping
from pathlib import Path

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.incoming import FoundPicture
from morat.operations import places
from morat.operations.exporting import export_piece, file_name

KEPT = 86_400
"""Seconds after which a page that a crash has left is removed."""


def page_for_browser(
    article: Article, library: Library | None, pictures: Mapping[str, FoundPicture] | None = None
) -> Path:
    """Write ``article`` as the HTML that leaves the house, for this person's eyes; return the file.

    Raises:
        UserError: ``target-unwritable``, ``disk-full``.
    """
    folder = _folder()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear(folder, older_than=time.time() - KEPT)
    path = folder / article.id / file_name(article, "html")
    return export_piece(article, library, "html", path, pictures=pictures, force=True).path


def forget_pages(pieces: set[str]) -> None:
    """Remove the pages of these pieces; one that a browser holds goes another time."""
    for piece in pieces:
        _clear(_folder() / piece)


def _folder() -> Path:
    return places.home() / "preview"


def _clear(folder: Path, older_than: float | None = None) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            if path.is_dir():
                path.rmdir()
            elif older_than is None or path.stat().st_mtime < older_than:
                path.unlink()
    if older_than is None:
        with contextlib.suppress(OSError):
            folder.rmdir()

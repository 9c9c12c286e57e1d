"""Pieces of the library: list them, open one, begin one, keep one."""

import uuid
from pathlib import Path

from msgspec import Struct, structs

from morat.library.peek import Row as Row  # noqa: PLC0414 - the window names it by this module
from morat.library.store import Library
from morat.library.trash import KEPT_DAYS as KEPT_DAYS  # noqa: PLC0414 - likewise
from morat.newsroom.article import Article, Author, new_article, tidy_article
from morat.newsroom.blocks import renewed
from morat.newsroom.incoming import FoundPicture, Incoming
from morat.operations.reading import is_file_source, read_file


class Opened(Struct, frozen=True):
    """A piece with the head revision it was read at and when that was saved (ISO).

    For a file there is no revision, and ``pictures`` are those the library may lack.
    """

    article: Article
    revision: str | None = None
    pictures: dict[str, FoundPicture] = {}
    updated: str = ""


def list_pieces(
    library: Library,
    query: str = "",
    status: str | None = None,
    limit: int = 200,
    before: int | None = None,
    last: int | None = None,
) -> list[Row]:
    """Return pieces, newest first; ``query`` finds with or without marks, see ``newsroom.query``.

    ``before`` is the smallest ``seq`` of the page before; ``last`` the smallest of this one, where it was
    read already: then it is that page, whatever has come or gone.
    """
    return library.articles.rows(query, status, limit, before, last)


def list_trash(
    library: Library, query: str = "", limit: int = 200, before: int | None = None, last: int | None = None
) -> list[Row]:
    """Return the pieces that lie in the trash, as :func:`list_pieces` does the others."""
    return library.articles.rows(query, None, limit, before, last, trashed=True)


def put_into_trash(library: Library, piece: str, author: str = "") -> str:
    """Put a piece into the trash and return its headline.

    Raises:
        UserError: ``article-unknown``.
    """
    headline = library.articles.get(piece).article.headline
    library.trash.put(piece, author=author)
    return headline


def take_back(library: Library, piece: str, author: str = "") -> str:
    """Take a piece out of the trash and return its headline.

    Raises:
        UserError: ``article-unknown``: it is gone for good.
    """
    headline = library.articles.get(piece).article.headline
    library.trash.take_back(piece, author=author)
    return headline


def purge_trash(library: Library) -> int:
    """Remove for good what has lain in the trash for its time; return how many things that were."""
    return sum(library.trash.purge())


def open_piece(library: Library, piece: str) -> Opened:
    """Return a piece of the library by its id.

    Raises:
        UserError: ``article-unknown``.
    """
    stored = library.articles.get(piece)
    return Opened(stored.article, stored.revision, updated=stored.updated)


def open_source(library_folder: Path, source: str, encoding: str | None = None) -> Opened:
    """Return the piece that ``source`` names: a file, or an id in the library of ``library_folder``.

    The library is not touched for a file.
    """
    if is_file_source(source):
        incoming: Incoming = read_file(Path(source), encoding)
        return Opened(incoming.article, None, dict(incoming.pictures))
    with Library.open(library_folder) as library:
        return open_piece(library, source)


def duplicate(article: Article, origin: str) -> Article:
    """Return a copy of ``article`` that is a piece of its own: new ids, a draft, related to the first.

    ``origin`` says that in words, as the first line of the note. Embargo and publication were the other's.
    """
    return tidy_article(
        structs.replace(
            article,
            id=str(uuid.uuid4()),
            status="draft",
            embargo="",
            published=None,
            related=tuple(dict.fromkeys((article.id, *article.related))),
            note=f"{origin}\n{article.note}".strip(),
            blocks=renewed(article.blocks),
        )
    )


def new_piece(author: str = "", genre: str = "news") -> Article:
    """Return an empty piece by ``author``; it is stored at its first save."""
    authors = (Author(author),) if author else ()
    return new_article(authors=authors, genre=genre)

"""Pieces of the library: list them, open one, begin one, keep one."""

import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, structs

from morat.library.labels import KINDS
from morat.library.peek import Row as Row  # noqa: PLC0414 - the window names it by this module
from morat.library.store import Library
from morat.library.trash import KEPT_DAYS as KEPT_DAYS  # noqa: PLC0414 - likewise
from morat.newsroom.article import Article, Author, new_article, tidy_article
from morat.newsroom.blocks import renewed
from morat.newsroom.genres import Profile
from morat.newsroom.incoming import FoundPicture, Incoming
from morat.newsroom.messages import UserError
from morat.newsroom.review import Review
from morat.operations.reading import is_file_source, read_file

if TYPE_CHECKING:
    from morat.operations.house import House


class Opened(Struct, frozen=True):
    """A piece with the head revision it was read at and when that was saved (ISO).

    For a file there is no revision, and ``pictures`` are those the library may lack. ``review`` is what
    editors say of it.
    """

    article: Article
    revision: str | None = None
    pictures: dict[str, FoundPicture] = {}
    updated: str = ""
    review: Review = Review()


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
    review = library.reviews.of(stored.article.id)
    return Opened(stored.article, stored.revision, updated=stored.updated, review=review)


def open_source(library_folder: Path, source: str, encoding: str | None = None) -> Opened:
    """Return the piece that ``source`` names: a file, or an id in the library of ``library_folder``.

    The library is not touched for a file.
    """
    if is_file_source(source):
        incoming: Incoming = read_file(Path(source), encoding)
        return Opened(incoming.article, None, dict(incoming.pictures), review=incoming.review)
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


def new_piece(author: str = "", profile: Profile | None = None) -> Article:
    """Return a piece by ``author`` that begins as its genre does; it is stored at its first save."""
    authors = (Author(author),) if author else ()
    if profile is None:
        return new_article(authors=authors)
    return new_article(authors=authors, genre=profile.genre, blocks=profile.blocks())


def headlines(library: Library, pieces: Iterable[str]) -> dict[str, str]:
    """Return the headlines of pieces by id; those that are not there are left out."""
    found: dict[str, str] = {}
    for piece in pieces:
        if library.articles.has(piece):
            found[piece] = library.articles.get(piece).article.headline
    return found


def find_others(library: Library, query: str, limit: int = 8) -> dict[str, str]:
    """Return the newest pieces with these words: headlines by id."""
    return {row.id: row.headline for row in library.articles.rows(query, None, limit) if row.headline}


class Offers(NamedTuple):
    """What the newsroom's own list of a kind has, and what else was used before, most used first."""

    listed: tuple[str, ...] = ()
    used: tuple[str, ...] = ()

    def all(self) -> list[str]:
        """Return both, the newsroom's list first."""
        return [*self.listed, *self.used]


def known_labels(library: Library, home: Path) -> dict[str, Offers]:
    """Return what may be offered for tags, sections, sources, series and places, by kind.

    A list that cannot be read is left out: proofreading by the same folder says what is wrong with it.
    """
    # Loaded here: it brings the rules of proofreading along, and a list of pieces needs none of them.
    from morat.operations.house import House

    house = House(library.folder, home)
    return {kind: offers_of(house, kind, library.labels.used(kind)) for kind in KINDS}


def offers_of(house: "House", file: str, used: Iterable[str]) -> Offers:
    """Return the newsroom's list in ``file`` (named without its ending), and ``used`` beside it."""
    listed: list[str] = []
    with suppress(UserError):
        listed = house.terms(file)
    return Offers(tuple(listed), tuple(word for word in used if word not in listed))

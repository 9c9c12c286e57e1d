"""Bring a piece from a file into the library."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, structs

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo, photos_in, with_each_photo
from morat.newsroom.incoming import Guess, Incoming
from morat.newsroom.messages import Message, UserError
from morat.newsroom.recipe import address
from morat.newsroom.review import Review
from morat.operations.photographs import LIBRARY_FAULTS, keep_picture
from morat.operations.reading import KEEP, read_file


class Imported(Struct, frozen=True):
    """What came in: the piece, how many pictures came along, what to tell, and what was guessed."""

    article: Article
    photos: int
    warnings: tuple[Message, ...]
    guesses: tuple[Guess, ...] = ()
    review: Review = Review()


def import_file(
    library: Library,
    path: Path,
    *,
    genre: str | None = None,
    encoding: str | None = None,
    revisions: str = KEEP,
    author: str = "",
) -> Imported:
    """Read a file and store its piece, its pictures and what editors said of it.

    Raises:
        UserError: the piece was not stored; the sentence says why.
    """
    return store(library, read_file(path, encoding, revisions), genre=genre, author=author)


def store(library: Library, incoming: Incoming, *, genre: str | None = None, author: str = "") -> Imported:
    """Store a piece that was read, after its pictures and what editors said of it: it never lacks them."""
    article, warnings = keep_pictures(library, incoming)
    if genre:
        article = structs.replace(article, genre=genre)
    if incoming.review:
        library.reviews.put(article.id, incoming.review, author=author)
        warnings = (*warnings, *kept(incoming.review))
    library.articles.save(article, kind="imported", author=author)
    count = len({photo.photo for photo in photos_in(article.blocks) if photo.photo})
    told = (*incoming.warnings, *warnings)
    return Imported(article, count, told, incoming.guesses, incoming.review)


def keep_pictures(library: Library, incoming: Incoming) -> tuple[Article, tuple[Message, ...]]:
    """Store the pictures of ``incoming``; return its article with every photo known to the library or empty.

    A file that Mo-rát exported names its photos by their originals and carries smaller copies: such a
    copy stands in until the original comes.

    Raises:
        UserError: one of ``photographs.LIBRARY_FAULTS``: a picture is never left out for want of room.
    """
    lost: set[str] = set()
    warnings: list[Message] = []
    for sha, found in incoming.pictures.items():
        try:
            keep_picture(library, sha, found)
        except UserError as error:
            if error.message.code in LIBRARY_FAULTS:
                raise
            warnings.append(error.message)
            lost.add(sha)

    def kept(photo: Photo) -> Photo:
        ways = [sha for sha in (photo.photo, address(photo)) if sha]
        if not ways or any(library.photos.has(sha) for sha in ways):
            return photo
        if lost.isdisjoint(ways):
            warnings.append(Message("photo-not-along", sha=ways[0][:12]))
        return structs.replace(photo, photo=None)

    blocks = with_each_photo(incoming.article.blocks, kept)
    return structs.replace(incoming.article, blocks=blocks), tuple(warnings)


def kept(review: Review) -> Iterator[Message]:
    """Yield what is to be told of comments and suggestions that came in with a piece."""
    for code, said in (("comments-kept", review.comments), ("suggestions-kept", review.suggestions)):
        if said:
            yield Message(code, n=len(said))

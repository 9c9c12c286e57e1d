"""Compare two versions of a piece, or two pieces, word by word."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.comparison import ADDED, MOVED, REMOVED, Passage, Piece, compared
from morat.newsroom.pairing import with_ids_of
from morat.operations.pieces import open_source

_WHOLE = {ADDED: "add", REMOVED: "remove", MOVED: "move"}


def compare_versions(library: Library, piece: str, older: str, newer: str | None = None) -> list[Passage]:
    """Return what changed between two versions of a piece; ``newer`` None is the piece as it is now.

    The first six or more characters of a version's name will do.

    Raises:
        UserError: ``article-unknown``, ``revision-unknown``, ``id-ambiguous``, ``revision-damaged``.
    """
    stored = library.articles.get(piece)
    old = version(library, stored.article.id, older)
    return compared(old, stored.article if newer is None else version(library, stored.article.id, newer))


def compare_sources(library_folder: Path, old: str, new: str) -> list[Passage]:
    """Return what changed from one file or piece to another.

    Raises:
        UserError: as :func:`morat.operations.pieces.open_source`.
    """
    one = open_source(library_folder, old).article
    return compare(one, open_source(library_folder, new).article)


def compare(old: Article, new: Article) -> list[Passage]:
    """Return what changed. Blocks of different pieces are paired by their words."""
    if old.id != new.id:
        new = structs.replace(with_ids_of(old, new), id=old.id)
    return compared(old, new)


def version(library: Library, piece: str, revision: str) -> Article:
    """Return a version of a piece; the first six or more characters of its name will do.

    Raises:
        UserError: ``revision-unknown``, ``id-ambiguous``, ``revision-damaged``, ``revision-thinned``.
    """
    return library.revisions.get(piece, library.revisions.find(piece, revision))


def change_rows(passages: list[Passage]) -> Iterator[dict[str, object]]:
    """Yield a row for each change: ``block`` (null for the piece's own), ``op``, ``old``, ``new``, ``field``.

    ``op`` is ``insert``, ``delete``, ``replace`` and ``format`` for words, ``set`` for plain values, ``add``,
    ``remove`` and ``move`` for whole blocks.
    """
    told: set[str] = set()
    texts = defaultdict[str | None, list[Piece]](list)
    for passage in passages:
        texts[passage.owner] += passage.pieces
    for passage in passages:
        owner = passage.owner
        if owner is not None and owner not in told and passage.state in _WHOLE:
            told.add(owner)
            yield _whole(passage, texts[owner])
        if passage.state not in (ADDED, REMOVED):
            for piece in passage.pieces:
                if piece.op != "same":
                    op = "set" if passage.is_value else piece.op
                    yield _row(passage, op, piece.old, piece.new)


def _whole(passage: Passage, pieces: list[Piece]) -> dict[str, object]:
    old = "\n".join(piece.old for piece in pieces if piece.old)
    new = "\n".join(piece.new for piece in pieces if piece.new)
    came, went = passage.state == ADDED, passage.state == REMOVED
    return _row(passage, _WHOLE[passage.state], None if came else old, None if went else new)


def _row(passage: Passage, op: str, old: str | None, new: str | None) -> dict[str, object]:
    return {"block": passage.owner, "op": op, "old": old, "new": new, "field": passage.field}

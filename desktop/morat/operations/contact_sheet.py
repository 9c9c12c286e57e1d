"""The contact sheet of a piece: its photos, those of the library beside them, and what is to be seen to."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import shown_photos
from morat.newsroom.contact_sheet import Sheet, notes_of
from morat.newsroom.messages import Message
from morat.newsroom.pictures import Run

LIMIT = 1000
"""Photos of the library that a sheet holds beside those of the piece, the newest."""


class Wanted(Struct, frozen=True):
    """What a sheet shall hold: of the piece ``article`` the photos ``here`` (how often each) and the newest.

    With a ``query``, or of the trash (``trashed``), only what is found there is shown.
    """

    article: str = ""
    here: Mapping[str, int] = {}
    query: str = ""
    trashed: bool = False


def read_sheet(library: Library, wanted: Wanted) -> Sheet:
    """Return the photos of a sheet and when those that have appeared elsewhere last did.

    Raises:
        UserError: what reading the library raises.
    """
    rows = library.photos.rows(query=wanted.query, limit=LIMIT, trashed=wanted.trashed)
    held = {facts.sha256 for facts in rows}
    missing = [sha for sha in wanted.here if sha not in held and library.photos.has(sha)]
    hidden = [*map(library.photos.facts, missing)]
    if not wanted.query and not wanted.trashed:
        rows, hidden = [*hidden, *rows], []
    ran = library.photo_uses.last_in_public((facts.sha256 for facts in rows), but=wanted.article)
    return Sheet(tuple(rows), tuple(hidden), wanted.here, ran)


def runs(library: Library, sha: str, but: str = "") -> list[Run]:
    """Return the pieces that show a photo, newest first, the piece ``but`` left out.

    Raises:
        UserError: what reading the library raises.
    """
    return [run for run in library.photo_uses.runs(sha) if run.article != but]


def look_over(article: Article) -> dict[str, tuple[Message, ...]]:
    """Return what is to be seen to in the photos of a piece, by hash.

    That is what they lack, captions that are the same, and people in them of whom the text does not speak.
    """
    notes = {sha: list(told) for sha, told in notes_of(article).items()}
    shown = {one.place: one.photo.photo or "" for one in reversed([*shown_photos(article.blocks)])}
    for block, name in _strangers(article):
        told = notes.get(shown.get(block, ""))
        note = Message("name-caption", name=name)
        if told is not None and note not in told:
            told.append(note)
    return {sha: tuple(told) for sha, told in notes.items()}


def _strangers(article: Article) -> Iterator[tuple[str, str]]:
    from morat.language.names import strangers
    from morat.language.passages import passages_of

    yield from strangers(list(passages_of(article)))

"""People in pictures who must be protected (bảo vệ người trong ảnh): children, victims, witnesses.

A mark belongs to the picture and stays in the house: it travels beside the piece, in the library and the
hand-off file, and never into what is printed or exported. A marked picture leaves without a question where
something in it is hidden, or where somebody has said that it may (đã được phép): when, and who.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct

from morat.newsroom.article import Article
from morat.newsroom.blocks import Photo, photos_in
from morat.newsroom.messages import Message, UserError
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.recipe import address, read

CHILD, VICTIM, WITNESS = "child", "victim", "witness"
FLAGS = (CHILD, VICTIM, WITNESS)
"""Whom a picture may show: a child (trẻ em), a victim (nạn nhân), a witness (nhân chứng)."""
Known = Callable[[str], PhotoFacts | None]
"""What is known of a photo by its hash, None where nothing is."""


class Protection(Struct, frozen=True):
    """Whom a picture shows, and who said when that it may be used all the same (empty: nobody)."""

    flags: tuple[str, ...] = ()
    permitted: str = ""


def nothing_known(_sha: str) -> PhotoFacts | None:
    """Know of no photo."""
    return None


def permission(who: str, now: datetime) -> str:
    """Return what is kept of somebody's word that a picture may be used: the moment, and the name."""
    return " ".join(filter(None, (now.isoformat(timespec="minutes"), who)))


def protection_of(photo: Photo, known: Known) -> Protection:
    """Return how the people in a photo of a piece are protected."""
    for sha in (photo.photo, address(photo)):
        facts = known(sha) if sha else None
        if facts is not None and facts.protects:
            return Protection(facts.protects, facts.permitted)
    return Protection()


def exposed(article: Article, known: Known) -> Iterator[tuple[Photo, Protection]]:
    """Yield the photos of a piece with somebody to be protected in them, unhidden and without permission."""
    for photo in photos_in(article.blocks):
        told = protection_of(photo, known)
        if told.flags and not told.permitted and not _hides(photo):
            yield photo, told


def exposures(article: Article, known: Known) -> Iterator[Message]:
    """Yield a warning for each picture of :func:`exposed`, once a picture."""
    seen: set[str] = set()
    for photo, told in exposed(article, known):
        sha = photo.photo or ""
        if sha not in seen:
            seen.add(sha)
            facts = known(sha)
            flags = tuple(Message(f"protects-{flag}") for flag in told.flags if flag in FLAGS)
            yield Message("photo-exposed", file=(facts.file if facts else "") or sha[:12], flags=flags)


def _hides(photo: Photo) -> bool:
    """Say whether something in the picture is hidden; a recipe nobody can follow keeps it at home anyway."""
    try:
        return bool(read(photo.edit).blur)
    except UserError:
        return True

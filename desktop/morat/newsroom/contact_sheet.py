"""The contact sheet (bảng ảnh): which photos it shows, in which order, and what each of them lacks."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from morat.newsroom.article import Article
from morat.newsroom.blocks import photos_in, shown_photos
from morat.newsroom.messages import Message
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import fold

ALL, HERE, UNUSED, NO_CAPTION, PICKED, UNDECIDED = (
    *("all", "here", "unused", "no-caption", "picked", "undecided"),
)
SHOWS = (ALL, HERE, UNUSED, NO_CAPTION, PICKED, UNDECIDED)
"""What a sheet may show: every photo, those of the piece, those that neither it nor one in public shows,
those without a caption, those picked, those neither picked nor rejected."""
PIECE, TAKEN, STARS, NAME = "piece", "taken", "stars", "name"
ORDERS = (PIECE, TAKEN, STARS, NAME)
"""Its orders: those of the piece as they stand in it, then those that have just come in and the newest; by
the clock of the camera (the first one first), the most stars first, by the names of the files."""
PICK, REJECT = 1, -1
"""What ``PhotoFacts.pick`` says of a photo that was chosen, and of one that was not."""
MOST_STARS = 5
SHORT = 4
"""Words from which a caption is none that says too little: title and name of a person are four."""


class Sheet(Struct, frozen=True):
    """Photos with what is known of where they stand.

    ``here`` counts how often the open piece shows a photo, ``ran`` says when others have last appeared
    with it (ISO), ``notes`` what is to be seen to in those of the piece; all by hash. ``hidden`` are photos
    of the piece that are none of ``photos``, while something is searched for or the trash is shown. ``fresh``
    are those that have just come in, as they came.
    """

    photos: tuple[PhotoFacts, ...] = ()
    hidden: tuple[PhotoFacts, ...] = ()
    here: Mapping[str, int] = {}
    ran: Mapping[str, str] = {}
    notes: Mapping[str, tuple[Message, ...]] = {}
    fresh: tuple[str, ...] = ()


def arranged(sheet: Sheet, show: str = ALL, order: str = PIECE, kept: str = "") -> list[PhotoFacts]:
    """Return the photos that are to be seen, in their order; the one called ``kept`` is in any case."""
    shown = [facts for facts in sheet.photos if facts.sha256 == kept or _is_shown(facts, sheet, show)]
    if order == PIECE:
        # A match is gone through as it was played; what came before it, the newest first.
        places = {sha: place for place, sha in enumerate(dict.fromkeys((*sheet.here, *sheet.fresh)))}
        return sorted(shown, key=lambda facts: places.get(facts.sha256, len(places)))
    return sorted(shown, key=_KEYS[order])


def counts_of(article: Article) -> dict[str, int]:
    """Return how often each photo stands in a piece, in the order of the first times."""
    return dict(Counter(photo.photo for photo in photos_in(article.blocks) if photo.photo))


def lacks_of(caption: str, credit: str, alt: str) -> Iterator[Message]:
    """Yield what one picture lacks, the gravest first."""
    words = len(caption.split())
    if not words:
        yield Message("photo-no-caption")
    if not credit.strip():
        yield Message("photo-no-credit")
    if not alt.strip():
        yield Message("photo-no-alt")
    if 0 < words < SHORT:
        yield Message("photo-short-caption")


def notes_of(article: Article) -> dict[str, tuple[Message, ...]]:
    """Return what the photos of a piece lack as it shows them; two with one caption are said both."""
    shown = [one for one in shown_photos(article.blocks) if one.photo.photo]
    # The one caption of a gallery may well stand for several.
    own = [fold(one.caption) for one in shown if one.photo.caption]
    notes: dict[str, list[Message]] = {}
    for one in shown:
        found = list(lacks_of(one.caption, one.photo.credit, one.photo.alt))
        if one.photo.caption and own.count(fold(one.caption)) > 1:
            found.append(Message("caption-twice"))
        told = notes.setdefault(one.photo.photo or "", [])
        told += [note for note in found if note not in told]
    return {sha: tuple(told) for sha, told in notes.items()}


def lacks_of_facts(facts: PhotoFacts) -> tuple[Message, ...]:
    """Return what a photo lacks that no piece shows yet; who took it may stand for the credit."""
    return tuple(lacks_of(facts.caption, facts.credit or facts.creator, facts.alt))


def _is_shown(facts: PhotoFacts, sheet: Sheet, show: str) -> bool:
    sha = facts.sha256
    match show:
        case "here":
            return sha in sheet.here
        case "unused":
            return sha not in sheet.here and sha not in sheet.ran
        case "no-caption":
            return not facts.caption
        case "picked":
            return facts.pick == PICK
        case "undecided":
            return not facts.pick
        case _:
            return True


_KEYS: Mapping[str, Callable[[PhotoFacts], Any]] = {
    TAKEN: lambda facts: (not facts.taken, facts.taken, facts.file),
    STARS: lambda facts: (facts.pick == REJECT, -facts.rating, -facts.pick),
    NAME: lambda facts: fold(facts.file),
}

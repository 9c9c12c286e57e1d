"""What may be offered for the fields of photos: the newsroom's lists first, then what was written before.

A list is a file in the folder ``house`` of the library, a line for each entry: ``credit.txt``,
``photographer.txt``, ``keyword.txt``, ``source.txt`` and so on. Where the newsroom keeps one, an entry
outside it is told; it may still be written.
"""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from morat.library.store import Library
from morat.newsroom.messages import UserError
from morat.operations.house import House

FILES = {
    "credit": "credit",
    "creator": "photographer",
    "source": "source",
    "copyright": "copyright",
    "keywords": "keyword",
    "event": "event",
    "city": "city",
    "province": "province",
    "country": "country",
}
"""The list of each field that has one, by the name of its file without ``.txt``."""


class Offers(NamedTuple):
    """What the newsroom's list of a field has, and what else the newest photos have, most used first."""

    listed: tuple[str, ...] = ()
    used: tuple[str, ...] = ()


def all_offers(library: Library, home: Path) -> dict[str, Offers]:
    """Return what may be offered for each field of :data:`FILES`.

    A list that cannot be read is left out: proofreading by the same folder says what is wrong with it.
    """
    house, found = House(library.folder, home), dict[str, Offers]()
    for field, file in FILES.items():
        listed: list[str] = []
        with suppress(UserError):
            listed = house.terms(file)
        used = (text for text in library.photos.used_words(field) if text not in listed)
        found[field] = Offers(tuple(listed), tuple(used))
    return found

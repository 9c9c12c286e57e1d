"""What may be offered for the fields of photos: the newsroom's lists first, then what was written before.

A list is a file in the folder ``house`` of the library, a line for each entry: ``credit.txt``,
``photographer.txt``, ``keyword.txt``, ``source.txt`` and so on. Where the newsroom keeps one, an entry
outside it is told; it may still be written.
"""

from pathlib import Path

from morat.library.store import Library
from morat.operations.house import House
from morat.operations.pieces import Offers, offers_of

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


def all_offers(library: Library, home: Path) -> dict[str, Offers]:
    """Return what may be offered for each field of :data:`FILES`.

    A list that cannot be read is left out: proofreading by the same folder says what is wrong with it.
    """
    house, used = House(library.folder, home), library.photos.used_words
    return {field: offers_of(house, file, used(field)) for field, file in FILES.items()}

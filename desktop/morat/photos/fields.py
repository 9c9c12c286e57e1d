"""The fields of a picture that the newsroom works with, and where the IPTC standard puts them."""

from collections.abc import Mapping

from morat.newsroom.text import clean
from morat.photos import iim
from morat.photos.standard import STANDARD, Property

_OURS = {
    "caption": "description",
    "headline": "headline",
    "alt": "altTextAccessibility",
    "description": "extDescrAccessibility",
    "creator": "creatorNames",
    "credit": "creditLine",
    "source": "source",
    "copyright": "copyrightNotice",
    "people": "personInImageNames",
    "location": "sublocationName",
    "city": "cityName",
    "province": "provinceState",
    "country": "countryName",
    "event": "eventName",
    "taken": "dateCreated",
    "keywords": "keywords",
    "instructions": "instructions",
}
# IIM gives these two in a notation of its own, with numbers before the words.
_UNWRITTEN = frozenset(("intellectualGenre", "subjectCodes"))

FIELDS: Mapping[str, Property] = {name: STANDARD[theirs] for name, theirs in _OURS.items()}
"""By our names."""
OTHERS: Mapping[str, Property] = {
    name: place for name, place in STANDARD.items() if name not in set(_OURS.values())
}
"""The properties we have no field for, by the names of the standard."""
MARKS: Mapping[str, Property] = {
    "rating": STANDARD["imageRating"],
    "pick": Property("Xmp.xmpDM.pick", "number"),
}
"""Stars from 1 to 5, -1 for a rejected picture as Bridge has it; 1 for a picked and -1 for a rejected one, as
Lightroom has it since 2024: it leaves a rejected picture its stars."""
MARKED: Mapping[str, tuple[int, int]] = {"rating": (-1, 5), "pick": (-1, 1)}
"""The least and the greatest of each."""
WRITABLE: Mapping[str, Property] = {
    **FIELDS,
    **MARKS,
    **{name: one for name, one in OTHERS.items() if one.kind in ("text", "alt") and name not in _UNWRITTEN},
}
"""What can be written: our fields and marks, and by their own names those others that are plain text."""
SEVERAL_LINES = frozenset(("caption", "alt", "description", "instructions"))
SHOWN: Mapping[str, str] = {
    "location": "Sublocation",
    "city": "City",
    "province": "ProvinceState",
    "country": "CountryName",
}
"""Where the standard's newer structure for the place that is shown has the same."""
SEPARATOR = "; "
"""What stands between the values of a list that is written as one text."""


def values(text: str) -> list[str]:
    """Return the values of a list that was written as one text."""
    return [value for value in map(str.strip, text.split(";")) if value]


def tidy(field: str, text: str) -> str:
    """Return ``text`` as it may stand in a file: spaces inside a line are the file's own."""
    place = FIELDS.get(field) or OTHERS.get(field)
    if place is not None and place.many and place.kind != "struct":
        return SEPARATOR.join(values(clean(text).replace("\n", " ")))
    lines = clean(text).strip()
    return lines if field in SEVERAL_LINES else " ".join(map(str.strip, lines.splitlines()))


def as_iim(place: Property, text: str) -> list[str]:
    """Return the values of a field as IIM holds them: cut to its bytes, between characters."""
    told = values(text) if place.many else [text]
    return [cut for value in told if (cut := iim.cut(value, place.limit).strip())]

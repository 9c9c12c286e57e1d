"""What the fields of a piece are called, by the field of a finding."""

from morat.catalogue.marking import mark

FIELDS = {
    "kicker": mark("Kicker"),
    "headline": mark("Headline"),
    "deck": mark("Deck"),
    "standfirst": mark("Standfirst"),
    "body": mark("Text"),
    "title": mark("Box title"),
    "attribution": mark("Source of the quote"),
    "caption": mark("Caption"),
    "credit": mark("Credit"),
    "alt": mark("Alt text"),
}
"""A field that is not named here is called ``body``."""


def name_of(field: str) -> str:
    """Return the English words for ``field``, to be looked up in the catalogue."""
    return FIELDS.get(field, FIELDS["body"])

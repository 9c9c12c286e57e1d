"""What the parts of a piece are called, by the names that findings and changes use."""

from morat.catalogue.marking import mark

FIELDS: dict[str, str] = {
    "kicker": mark("Kicker"),
    "headline": mark("Headline"),
    "deck": mark("Deck"),
    "standfirst": mark("Standfirst"),
    "section": mark("Section"),
    "genre": mark("Genre"),
    "dateline": mark("Dateline"),
    "authors": mark("Authors"),
    "source": mark("Source"),
    "tags": mark("Tags"),
    "series": mark("Series"),
    "related": mark("Related pieces"),
    "note": mark("Note to the editors"),
    "embargo": mark("Embargo"),
    "language": mark("Language"),
    "status": mark("Status"),
    "published": mark("Published"),
    "body": mark("Text"),
    "caption": mark("Caption"),
    "credit": mark("Credit"),
    "alt": mark("Alt text"),
    "attribution": mark("Source of the quote"),
    "title": mark("Box title"),
    "photo": mark("Picture"),
    "edit": mark("Crop and blur"),
    "size": mark("Size"),
    "type": mark("Kind of paragraph"),
    "url": mark("Address"),
    "level": mark("Level"),
    "ordered": mark("Numbering"),
    "header": mark("Heading of the table"),
}
"""Fields of the piece and of its blocks."""

PHOTO_FIELDS: dict[str, str] = {
    "caption": mark("Photo caption"),
    "credit": mark("Credit"),
    "creator": mark("Photographer"),
    "alt": mark("Alt text"),
    "people": mark("People in the photo"),
    "headline": mark("Photo headline"),
    "description": mark("Long description"),
    "location": mark("Place in the photo"),
    "city": mark("Commune, city"),
    "province": mark("Province"),
    "country": mark("Country"),
    "event": mark("Event"),
    "taken": mark("Date taken"),
    "source": mark("Source"),
    "copyright": mark("Copyright"),
    "keywords": mark("Keywords"),
    "instructions": mark("Instructions"),
}
"""What is said of a photo."""

KINDS: dict[str, str] = {
    "paragraph": mark("Paragraph"),
    "subhead": mark("Subhead"),
    "pullquote": mark("Pull quote"),
    "quote": mark("Quote"),
    "list": mark("List"),
    "photo": mark("Photo"),
    "gallery": mark("Gallery"),
    "table": mark("Table"),
    "embed": mark("Embedded post"),
    "box": mark("Box"),
}
"""Types of blocks."""


def field_name(field: str) -> str:
    """Return the English name of a field, to be said by a Catalogue; an unknown one is its own name."""
    return FIELDS.get(field, field)


def name_of(field: str) -> str:
    """Return the English name of the field of a finding, that of the text where it is named by none."""
    return FIELDS.get(field, FIELDS["body"])


def kind_name(kind: str) -> str:
    """Return the English name of a type of block, to be said by a Catalogue."""
    return KINDS.get(kind, kind)


def photo_field_name(field: str) -> str:
    """Return the English name of a field of a photo, to be said by a Catalogue."""
    return PHOTO_FIELDS.get(field, field)

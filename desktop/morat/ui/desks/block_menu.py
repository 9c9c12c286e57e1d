"""Which actions the menu of a text block offers."""

from PySide6.QtGui import QTextCursor

from morat.services.document.properties import CELLS, FIXED, Kind, kind_of

PHOTO_ACTIONS = (
    *("edit_picture", "caption_photo", "", "photo_half", "photo_full", "photo_wide", ""),
    *("into_gallery", "move_up", "move_down"),
)
GALLERY_ACTIONS = ("caption_photo", "gallery_photos", "edit_picture", "move_up", "move_down")
LINK_ACTIONS = ("link_address", "move_up", "move_down")
TABLE_ACTIONS = (
    *("row_above", "row_below", "remove_row", ""),
    *("column_left", "column_right", "remove_column", ""),
    "header_row",
)


LETTERS = ("bold", "italic", "link")
"""What is done to words that were chosen."""
KINDS = ("subhead", "quote", "bullets")
"""What a paragraph may become."""


def actions_at(cursor: QTextCursor) -> tuple[str, ...]:
    """Return the names of the actions that the menu offers at ``cursor`` beside those of every text."""
    kind = kind_of(cursor.block())
    if kind in CELLS:
        return TABLE_ACTIONS
    if cursor.hasSelection() and kind not in FIXED:
        return LETTERS
    return {
        Kind.PARAGRAPH: KINDS,
        Kind.ITEM: ("bullets", "numbers"),
        Kind.SUBHEAD: ("paragraph", "small_subhead"),
        Kind.PULLQUOTE: ("paragraph", "quote"),
        Kind.PHOTO: PHOTO_ACTIONS,
        Kind.GALLERY: GALLERY_ACTIONS,
        Kind.EMBED: LINK_ACTIONS,
        Kind.QUOTE: ("attribution", "paragraph", "move_up", "move_down"),
    }.get(kind, ())

"""Which actions the menu of a text block offers."""

from PySide6.QtGui import QTextBlock

from morat.services.document.properties import CELLS, Kind, kind_of

PHOTO_ACTIONS = (
    *("edit_picture", "", "photo_half", "photo_full", "photo_wide", ""),
    *("into_gallery", "move_up", "move_down"),
)
GALLERY_ACTIONS = ("gallery_photos", "edit_picture", "move_up", "move_down")
LINK_ACTIONS = ("link_address", "move_up", "move_down")
TABLE_ACTIONS = (
    *("row_above", "row_below", "remove_row", ""),
    *("column_left", "column_right", "remove_column", ""),
    "header_row",
)


def actions_at(block: QTextBlock) -> tuple[str, ...]:
    """Return the names of the actions that the menu of a text block offers beside those of its text."""
    kind = kind_of(block)
    if kind in CELLS:
        return TABLE_ACTIONS
    return {
        Kind.PHOTO: PHOTO_ACTIONS,
        Kind.GALLERY: GALLERY_ACTIONS,
        Kind.EMBED: LINK_ACTIONS,
        Kind.QUOTE: ("attribution", "move_up", "move_down"),
    }.get(kind, ())

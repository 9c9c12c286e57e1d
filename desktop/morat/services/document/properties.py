"""What the document's formats carry beyond Qt's own properties, and the characters with a meaning."""

from enum import IntEnum
from typing import cast

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextFormat, QTextList, QTextTable

from morat.newsroom.blocks import Photo

_FIRST = int(QTextFormat.Property.UserProperty)

OBJECT = "\ufffc"
"""Stands where a picture or a held block is drawn."""

LINE = "\u2028"
"""A soft line break inside a block; ``\\n`` in the article."""

PICTURE_OBJECT = int(QTextFormat.ObjectTypes.UserObject) + 1
"""Object type of a photo's picture."""

HELD_OBJECT = int(QTextFormat.ObjectTypes.UserObject) + 2
"""Object type of the frame that stands for a held block."""


class Key(IntEnum):
    """User properties. On blocks: what the block is. On characters: marks that are the article's.

    BLANK stands on the one empty block of a body without any: left empty, it is none. BOX is the id of the
    box that a text block lies in, BOX_KIND stands on the title of one. HELD is a block as JSON: of an object
    all that its caption does not say.
    """

    ID = _FIRST + 1
    KIND = _FIRST + 2
    LEVEL = _FIRST + 3
    EXTRA = _FIRST + 4
    PHOTO = _FIRST + 5
    CREDIT = _FIRST + 6
    ALT = _FIRST + 7
    SIZE = _FIRST + 8
    EDIT = _FIRST + 9
    HELD = _FIRST + 10
    BLANK = _FIRST + 11
    BOX = _FIRST + 12
    BOX_KIND = _FIRST + 13
    MARKS = _FIRST + 20
    RUN_EXTRA = _FIRST + 21
    ROLE = _FIRST + 22


class Kind:
    """Values of ``Key.KIND``."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    PULLQUOTE = "pullquote"
    QUOTE = "quote"
    ITEM = "item"
    PHOTO = "photo"
    GALLERY = "gallery"
    EMBED = "embed"
    HELD = "held"
    TITLE = "title"
    """The first line of a box."""
    CELL = "cell"
    HEAD = "head"
    """A cell of a table's heading."""
    GAP = "gap"
    """An empty line that Qt needs beside a table, and that lets people write below a box: no block."""


CAPTIONED = (Kind.PHOTO, Kind.GALLERY, Kind.EMBED)
"""Objects with a caption in the same text block."""
WHOLE = (*CAPTIONED, Kind.HELD)
"""What is taken as one: an object, or an object with its caption."""
CELLS = (Kind.CELL, Kind.HEAD)
FIXED = (*WHOLE, *CELLS, Kind.TITLE, Kind.GAP)
"""Text blocks whose kind is not for the text commands to change."""


ATTRIBUTION = "attribution"
"""``Key.ROLE`` of the characters that name where a quotation comes from."""


def kind_of(block: QTextBlock) -> str:
    """Return what ``block`` is; text that came without a kind is a paragraph."""
    return text_property(block.blockFormat(), Key.KIND) or Kind.PARAGRAPH


def list_of(block: QTextBlock) -> QTextList | None:
    """Return the list ``block`` is an item of (Qt's stub forgets that there may be none)."""
    return cast("QTextList | None", block.textList())


def box_of(block: QTextBlock) -> str:
    """Return the id of the box ``block`` lies in, empty outside of boxes."""
    return text_property(block.blockFormat(), Key.BOX)


def table_of(block: QTextBlock) -> QTextTable | None:
    """Return the table ``block`` is a cell of."""
    return cast("QTextTable | None", QTextCursor(block).currentTable())


def text_property(form: QTextFormat, key: Key) -> str:
    """Return a text property of a format, empty when it is not set."""
    value: object = form.property(int(key))
    return value if isinstance(value, str) else ""


def photo_of(form: QTextBlockFormat) -> Photo:
    """Return the photo a block's format describes, without its caption (that is the block's text)."""
    return Photo(
        id=text_property(form, Key.ID),
        photo=text_property(form, Key.PHOTO) or None,
        credit=text_property(form, Key.CREDIT),
        alt=text_property(form, Key.ALT),
        size=text_property(form, Key.SIZE) or "full",
        edit=text_property(form, Key.EDIT) or None,
        extra=text_property(form, Key.EXTRA),
    )


def describe_photo(form: QTextBlockFormat, photo: Photo) -> None:
    """Write everything of ``photo`` but its caption into a block's format."""
    form.setProperty(int(Key.ID), photo.id)
    form.setProperty(int(Key.KIND), Kind.PHOTO)
    for key, value in (
        (Key.PHOTO, photo.photo or ""),
        (Key.CREDIT, photo.credit),
        (Key.ALT, photo.alt),
        (Key.SIZE, photo.size),
        (Key.EDIT, photo.edit or ""),
        (Key.EXTRA, photo.extra),
    ):
        if value:
            form.setProperty(int(key), value)
        else:
            form.clearProperty(int(key))

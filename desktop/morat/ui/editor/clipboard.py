"""What the body puts on the clipboard, and what it takes from it."""

from msgspec import structs
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from morat.newsroom.blocks import Block, Paragraph, new_id, texts, with_id
from morat.newsroom.codec import blocks_from_bytes, blocks_to_bytes
from morat.newsroom.messages import UserError
from morat.services.document import editing
from morat.services.document.read import read

BLOCKS_MIME = "application/x-morat-blocks"
"""Whole blocks as JSON; between Mo-rát and itself."""
PHOTO_MIME = "application/x-morat-photo"
"""A photo of the library: its hash as text."""


def copied(cursor: QTextCursor) -> QMimeData:
    """Return the selection for the clipboard: our blocks, and plain text for everybody else."""
    apart = QTextDocument()
    QTextCursor(apart).insertFragment(cursor.selection())
    blocks = read(apart)
    mime = QMimeData()
    mime.setData(BLOCKS_MIME, QByteArray(blocks_to_bytes(blocks)))
    mime.setText("\n".join(_plain(block) for block in blocks))
    return mime


def pasted(cursor: QTextCursor, data: bytes) -> None:
    """Insert blocks of ours at ``cursor`` under new ids; damaged data inserts nothing."""
    try:
        blocks = blocks_from_bytes(data)
    except UserError:
        return
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        editing.insert_runs(cursor, blocks[0].runs)
    elif blocks:
        editing.insert_blocks(cursor, tuple(_fresh(block) for block in blocks))


def _fresh(block: Block) -> Block:
    return with_id(structs.replace(block), new_id())


def _plain(block: Block) -> str:
    return "\n".join(text for field, text in texts(block) if text and field != "alt")

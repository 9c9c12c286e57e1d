"""What the page puts on the clipboard, and how it takes its own blocks back."""

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument

from morat.newsroom.blocks import Block, Box, Paragraph, Table
from morat.newsroom.codec import blocks_from_bytes, blocks_to_bytes
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from morat.services.document.pasting import Flow
from morat.services.document.read import read

BLOCKS_MIME = "application/x-morat-blocks"
"""Whole blocks as JSON; between Mo-rát and itself."""
PHOTO_MIME = "application/x-morat-photo"
"""A photo of the library: its hash as text."""


def copied(cursor: QTextCursor) -> QMimeData:
    """Return the selection for the clipboard: our blocks, clean HTML for Word and the web, plain text."""
    from morat.operations import pasting

    apart = QTextDocument()
    QTextCursor(apart).insertFragment(cursor.selection())
    blocks = read(apart)
    if cursor.document().findBlock(cursor.selectionStart()).contains(cursor.selectionEnd()):
        blocks = tuple(_text_of(block) for block in blocks)
    html, text = pasting.copied(blocks)
    mime = QMimeData()
    mime.setData(BLOCKS_MIME, QByteArray(blocks_to_bytes(blocks)))
    mime.setHtml(html)
    mime.setText(text)
    return mime


def copied_line(cursor: QTextCursor) -> QMimeData:
    """Return the selection of a field for the clipboard: its text, no font."""
    mime = QMimeData()
    mime.setText(cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
    return mime


def _text_of(block: Block) -> Block:
    """Return words out of one cell or out of the title of a box as text, without what they stood in."""
    match block:
        case Table(rows=((runs,),)):
            return Paragraph(block.id, runs)
        case Box(blocks=()):
            return Paragraph(block.id, runs_of(block.title))
        case _:
            return block


def pasted(cursor: QTextCursor, data: bytes) -> None:
    """Insert blocks of ours at ``cursor`` under new ids as one step; damaged data inserts nothing."""
    from morat.operations.pasting import renewed

    try:
        blocks = blocks_from_bytes(data)
    except UserError:
        return
    cursor.beginEditBlock()
    flow = Flow(cursor)
    flow.put(renewed(blocks))
    flow.end()
    cursor.endEditBlock()

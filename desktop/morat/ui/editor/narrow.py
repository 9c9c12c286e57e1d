"""Draw what a key has changed, and no more of the page.

Qt draws the paragraph again that is written in, and all that is seen above it where the paragraph is the
first behind a mark that Qt's layout goes on from (one in five): most of what a key costs in a long piece.
While Qt types, its layout is kept from saying so; afterwards the lines from the one before the caret on are
drawn, or everything, where the paragraph has become higher or there are more of them.
"""

from collections.abc import Generator
from contextlib import contextmanager
from math import ceil

from PySide6.QtWidgets import QTextEdit


@contextmanager
def drawn_narrowly(edit: QTextEdit) -> Generator[None]:
    """Draw only the lines that what is typed or erased inside at the caret of ``edit`` has changed."""
    cursor = edit.textCursor()
    if cursor.hasSelection():
        yield
        return
    document = edit.document()
    layout, count = document.documentLayout(), document.blockCount()
    block, caret = cursor.block(), edit.cursorRect(cursor)
    place = layout.blockBoundingRect(block)
    layout.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    try:
        yield
    finally:
        layout.blockSignals(False)  # noqa: FBT003 - likewise
        if document.blockCount() == count and layout.blockBoundingRect(block) == place:
            # A word that has become shorter may go up into the line before.
            top = caret.top() - 2 * caret.height()
            edit.viewport().update(0, top, edit.width(), ceil(place.bottom()) - top)
        else:
            layout.documentSizeChanged.emit(layout.documentSize())
            edit.viewport().update()

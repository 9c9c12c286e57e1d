"""Where typing goes: the text before the caret of any text field, and a change of its end as one step.

A page's fields, a caption's field and a line are three classes of Qt that share no interface; help while
typing shall not care which of them has the keys.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import nullcontext

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from morat.services.document.places import utf16
from morat.ui.editor.growing import GrowingEdit

FAR = 20
"""Paragraphs over which somebody may be quoted."""


class Place(ABC):
    """The caret in a text field."""

    @property
    @abstractmethod
    def has_selection(self) -> bool:
        """Whether something is selected: what is typed would replace it."""

    @abstractmethod
    def before(self) -> str:
        """Return the text of the paragraph before the caret."""

    def above(self) -> Iterator[str]:
        """Yield the paragraphs before that of the caret, the nearest first; a line has none."""
        yield from ()

    @abstractmethod
    def replace(self, old: str, new: str, *, joined: bool = False) -> bool:
        """Put ``new`` in the place of ``old`` before the caret as one step; False where it is not there.

        ``joined``: it belongs to the step that was taken last, where :meth:`state` has not changed since.
        """

    @abstractmethod
    def around(self) -> tuple[str, int, int]:
        """Return the text of the paragraph and where in it the selection begins and ends, the caret twice."""

    @abstractmethod
    def select(self, start: int, end: int) -> None:
        """Select a stretch of the paragraph, in code points."""

    @abstractmethod
    def state(self) -> int:
        """Return a number that is another after every change; 0 where steps cannot be joined."""

    @abstractmethod
    def caret(self) -> QRect:
        """Return where the caret is on the screen."""


class DocumentPlace(Place):
    """The caret in a field with a document."""

    def __init__(self, edit: QTextEdit | QPlainTextEdit) -> None:
        """Look at ``edit``."""
        self.edit = edit

    @property
    def has_selection(self) -> bool:
        """Whether something is selected."""
        return self.edit.textCursor().hasSelection()

    def before(self) -> str:
        """Return the text of the block before the caret."""
        cursor = self.edit.textCursor()
        return _first_units(cursor.block().text(), cursor.positionInBlock())

    def above(self) -> Iterator[str]:
        """Yield the text blocks before that of the caret, as far as a quotation goes on."""
        block = self.edit.textCursor().block().previous()
        for _ in range(FAR):
            if not block.isValid():
                return
            yield block.text()
            block = block.previous()

    def replace(self, old: str, new: str, *, joined: bool = False) -> bool:
        """Change the document, with the format of what is replaced."""
        if not self.before().endswith(old):
            return False
        if isinstance(self.edit, GrowingEdit):
            self.edit.settle()
        cursor = self.edit.textCursor()
        if old:
            cursor.setPosition(cursor.position() - utf16(old), QTextCursor.MoveMode.KeepAnchor)
        history = self.edit.history if isinstance(self.edit, GrowingEdit) else None
        document = self.edit.document()
        if joined and (history is None or history.stack.last_document is document):
            with nullcontext() if history is None else history.going_on():
                cursor.joinPreviousEditBlock()
                cursor.insertText(new, cursor.charFormat())
                cursor.endEditBlock()
        else:
            cursor.beginEditBlock()
            cursor.insertText(new, cursor.charFormat())
            cursor.endEditBlock()
        self.edit.setTextCursor(cursor)
        return True

    def around(self) -> tuple[str, int, int]:
        """Return the text of the block with the caret, and what of it is selected."""
        cursor = self.edit.textCursor()
        block = cursor.block()
        text, at = block.text(), block.position()
        ends = (cursor.selectionStart() - at, cursor.selectionEnd() - at)
        start, end = (len(_first_units(text, max(0, one))) for one in ends)
        return text, start, end

    def select(self, start: int, end: int) -> None:
        """Select in the block with the caret."""
        cursor = self.edit.textCursor()
        block = cursor.block()
        first, last = (block.position() + utf16(block.text()[:one]) for one in (start, end))
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)
        self.edit.ensureCursorVisible()

    def state(self) -> int:
        """Return the revision of the document."""
        return self.edit.document().revision()

    def caret(self) -> QRect:
        """Return where the caret is on the screen."""
        rect = self.edit.cursorRect()
        return QRect(self.edit.viewport().mapToGlobal(rect.topLeft()), rect.size())


class LinePlace(Place):
    """The caret in a line."""

    def __init__(self, edit: QLineEdit) -> None:
        """Look at ``edit``."""
        self.edit = edit

    @property
    def has_selection(self) -> bool:
        """Whether something is selected."""
        return self.edit.hasSelectedText()

    def before(self) -> str:
        """Return the text before the caret."""
        return _first_units(self.edit.text(), self.edit.cursorPosition())

    def replace(self, old: str, new: str, *, joined: bool = False) -> bool:  # noqa: ARG002
        """Change the text of the line, as by hand."""
        at = self.edit.cursorPosition() - utf16(old)
        if not self.before().endswith(old):
            return False
        if old:
            self.edit.setSelection(at, utf16(old))
        self.edit.insert(new)
        return True

    def around(self) -> tuple[str, int, int]:
        """Return the line, and what of it is selected."""
        text, at = self.edit.text(), self.edit.cursorPosition()
        start = self.edit.selectionStart() if self.edit.hasSelectedText() else at
        end = start + self.edit.selectionLength() if self.edit.hasSelectedText() else at
        return text, len(_first_units(text, start)), len(_first_units(text, end))

    def select(self, start: int, end: int) -> None:
        """Select in the line."""
        text = self.edit.text()
        self.edit.setSelection(utf16(text[:start]), utf16(text[start:end]))

    def state(self) -> int:
        """Return 0: a line has its own undo, which takes letters back as they were typed."""
        return 0

    def caret(self) -> QRect:
        """Return where the caret is on the screen."""
        # The rectangle of the caret itself is protected; an input method asks for it this way.
        at = self.edit.fontMetrics().horizontalAdvance(self.before())
        line = self.edit.contentsRect()
        left = self.edit.mapToGlobal(QPoint(min(line.left() + at, line.right()), line.top()))
        return QRect(left.x(), left.y(), 1, line.height())


def place_of(widget: QWidget | None) -> Place | None:
    """Return the place of a text field that can be typed into, None for any other widget."""
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        return None if widget.isReadOnly() else DocumentPlace(widget)
    if isinstance(widget, QLineEdit) and widget.echoMode() == QLineEdit.EchoMode.Normal:
        return None if widget.isReadOnly() else LinePlace(widget)
    return None


def _first_units(text: str, units: int) -> str:
    """Return the first ``units`` of UTF-16, in which Qt counts."""
    if utf16(text) == len(text):
        return text[:units]
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")

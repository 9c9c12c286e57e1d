"""What of the page is seen, and where one is in it.

Whoever lays the page out anew (another size, pictures that arrive) holds the line of the caret where the
eye left it: a page that jumps is a page that is read again.
"""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QScrollArea

from morat.newsroom.find import Hit
from morat.services.document.places import Point, find, point_at
from morat.ui.editor.growing import GrowingEdit

EDGE = 48
"""Pixels that stay between the caret and the edge of the view."""
TYPEWRITER = 0.42
"""How far down the view the line stands that is written in full screen."""


class Place(NamedTuple):
    """A point of the text, ``height`` pixels below the upper edge of the view."""

    point: Point
    height: int

    def written(self) -> str:
        """Return it as text for the settings."""
        field, block, offset = self.point
        return f"{field} {block or '-'} {offset} {self.height}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Return what :meth:`written` wrote, None for anything else."""
        field, block, offset, height = (text.split(" ") + [""] * 4)[:4]
        try:
            return cls(Point(field, None if block == "-" else block, int(offset)), int(height))
        except ValueError:
            return None


class View(QObject):
    """Scrolls a page; knows which of its fields is in use."""

    def __init__(self, page: QScrollArea, edits: Mapping[str, GrowingEdit]) -> None:
        """Look at ``page`` with these ``edits`` by the name of their field; the body's is empty."""
        super().__init__(page)
        self._page = page
        self._edits = edits
        self.in_use: GrowingEdit = edits[""]
        self._is_typewriter = False
        self._held: tuple[GrowingEdit, QTextCursor, int] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_laid_out)

    # Where one is

    def point(self, *, at_end: bool) -> Point:
        """Return where the selection of the field in use begins, or ends."""
        field = next(name for name, edit in self._edits.items() if edit is self.in_use)
        cursor = self.in_use.textCursor()
        position = cursor.selectionEnd() if at_end else cursor.selectionStart()
        return point_at(self.in_use.document(), position, field or "body")

    @property
    def place(self) -> Place:
        """Where one is: the caret, and how high its line stands."""
        return Place(self.point(at_end=True), self._height(self.in_use, self.in_use.textCursor()))

    def go_to(self, place: Place) -> None:
        """Go where one was; nothing happens where that text is no more."""
        field, block, offset = place.point
        edit = self._edits.get(field, self._edits[""])
        cursor = find(edit.document(), Hit(field, block, offset, offset, ""))
        if cursor is not None:
            edit.setFocus()
            edit.setTextCursor(cursor)
            self._put(edit, cursor, place.height)

    # What is seen

    def hold(self) -> None:
        """Hold the caret while the page is laid out anew; where it is out of sight, the middle of the view."""
        if self._held is not None:
            return
        edit, cursor, seen = self.in_use, self.in_use.textCursor(), self._page.viewport().height()
        if not 0 <= self._height(edit, cursor) < seen:
            edit = self._edits[""]
            cursor = edit.cursorForPosition(edit.mapFrom(self._page.viewport(), QPoint(0, seen // 2)))
        self._put(edit, cursor, self._height(edit, cursor))

    def bring(self, edit: GrowingEdit, rect: QRect) -> None:
        """Bring a rectangle of a field into view."""
        bar, seen = self._page.verticalScrollBar(), self._page.viewport().height()
        top = edit.mapTo(self._page.viewport(), rect.topLeft()).y() + bar.value()
        # A click chooses its line where the eye is; only keys move the paper.
        if self._is_typewriter and not QGuiApplication.mouseButtons():
            bar.setValue(top - self._typewriter_height)
        elif top - EDGE < bar.value():
            bar.setValue(top - EDGE)
        elif top + rect.height() + EDGE > bar.value() + seen:
            bar.setValue(top + rect.height() + EDGE - seen)

    def set_typewriter(self, *, on: bool) -> None:
        """Keep the line that is written at one height, as a typewriter does, or let it wander."""
        if on == self._is_typewriter:
            return
        self._is_typewriter = on
        if on:
            self._put(self.in_use, self.in_use.textCursor(), self._typewriter_height)
        else:
            self.hold()

    @property
    def _typewriter_height(self) -> int:
        return round(self._page.viewport().height() * TYPEWRITER)

    def _height(self, edit: GrowingEdit, cursor: QTextCursor) -> int:
        """Return how far the line of ``cursor`` stands below the upper edge of the view."""
        return edit.mapTo(self._page.viewport(), edit.cursorRect(cursor).topLeft()).y()

    def _put(self, edit: GrowingEdit, cursor: QTextCursor, height: int) -> None:
        """Put the line of ``cursor`` at ``height`` once the page is laid out."""
        self._held = (edit, QTextCursor(cursor), height)
        self._timer.start()

    @Slot()
    def _on_laid_out(self) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        edit, cursor, height = held
        # Layouts are asked for by events; those that are on their way are wanted now.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if self._is_typewriter:
            height = self._typewriter_height
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.value() + self._height(edit, cursor) - height)

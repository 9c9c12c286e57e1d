"""What of the page is seen, and where one is in it.

Whoever lays the page out anew (another size, pictures that arrive) holds the line of the caret where the
eye left it: a page that jumps is a page that is read again.
"""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QScrollArea

from morat.newsroom.find import Hit
from morat.services.document.places import Point, find, point_at
from morat.ui.editor.growing import GrowingEdit

EDGE = 48
"""Pixels that stay between the caret and the edge of the view."""
NOTCH = 120
"""What one notch of a wheel turns, in eighths of a degree."""
SETTLED = 250
"""Milliseconds without a change of its length after which a page has come to rest."""
BEGUN = 1000
"""Milliseconds until it begins to be laid out, at most."""
TYPEWRITER = 0.42
"""How far down the view the line stands that is written in full screen."""


class Place(NamedTuple):
    """A point of the text, ``height`` pixels below the upper edge of the view.

    ``top``: that was the upper edge of the paper too.
    """

    point: Point
    height: int
    top: bool = False

    def written(self) -> str:
        """Return it as text for the settings."""
        field, block, offset = self.point
        return f"{field} {block or '-'} {offset} {self.height}{' top' if self.top else ''}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Return what :meth:`written` wrote, None for anything else."""
        field, block, offset, height, top = (text.split(" ") + [""] * 5)[:5]
        try:
            return cls(Point(field, None if block == "-" else block, int(offset)), int(height), bool(top))
        except ValueError:
            return None


class _Held(NamedTuple):
    """A line that is held at ``height`` below the edge of the view; ``top``: or at the top of the paper."""

    edit: GrowingEdit
    cursor: QTextCursor
    height: int
    top: bool


class _Brought(NamedTuple):
    """A line that was brought into view, and where the page stands since."""

    edit: GrowingEdit
    top: int
    height: int
    bar: int
    seen: int


class View(QObject):
    """Scrolls a page; knows which of its fields is in use.

    Signals:
        zoomWanted(int): the wheel was turned with Ctrl, so many notches up, or down (negative).
        selectionChanged(): other words are chosen in a field or in the body, or none any more; or the keys
            go into another field, where others are.
    """

    zoomWanted = Signal(int)
    selectionChanged = Signal()

    def __init__(self, page: QScrollArea, edits: Mapping[str, GrowingEdit]) -> None:
        """Look at ``page`` with these ``edits`` by the name of their field; the body's is empty."""
        super().__init__(page)
        self._page = page
        self._edits = edits
        self._in_use: GrowingEdit = edits[""]
        self._is_typewriter = False
        self._wheel = 0
        self._held: _Held | None = None
        self._is_new = False
        self._brought: _Brought | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._let_go)
        page.verticalScrollBar().rangeChanged.connect(self._on_laid_out)
        page.viewport().installEventFilter(self)
        for edit in edits.values():
            edit.selectionChanged.connect(self.selectionChanged)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another size when the wheel is turned with Ctrl; leave room when the view has another."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turn(event.angleDelta().y())
            return True
        if event.type() == QEvent.Type.Resize:
            self._leave_room()
        return super().eventFilter(watched, event)

    # Where one is

    @property
    def in_use(self) -> GrowingEdit:
        """The field that has the keys, or had them last."""
        return self._in_use

    @in_use.setter
    def in_use(self, edit: GrowingEdit) -> None:
        if edit is not self._in_use:
            self._in_use = edit
            self.selectionChanged.emit()

    def point(self, *, at_end: bool) -> Point:
        """Return where the selection of the field in use begins, or ends."""
        field = next(name for name, edit in self._edits.items() if edit is self.in_use)
        cursor = self.in_use.textCursor()
        position = cursor.selectionEnd() if at_end else cursor.selectionStart()
        return point_at(self.in_use.document(), position, field or "body")

    @property
    def place(self) -> Place:
        """Where one is: the caret, and how high its line stands."""
        height = self._height(self.in_use, self.in_use.textCursor())
        return Place(self.point(at_end=True), height, not self._page.verticalScrollBar().value())

    def go_to(self, place: Place) -> None:
        """Go where one was; nothing happens where that text is no more."""
        field, block, offset = place.point
        edit = self._edits.get(field, self._edits[""])
        cursor = find(edit.document(), Hit(field, block, offset, offset, ""))
        if cursor is not None:
            edit.setFocus()
            edit.setTextCursor(cursor)
            self._is_new = False
            self._put(edit, cursor, place.height, top=place.top)

    def begin(self) -> None:
        """Show the top of a paper that has just come, also when it is laid out; the caret may be below."""
        first = next(iter(self._edits.values()))
        self._is_new = True
        self._put(first, QTextCursor(first.document()), 0, top=True)

    # What is seen

    def hold(self) -> None:
        """Hold the caret while the page is laid out anew.

        Where it is out of sight the top of the paper is held, or the middle of the view; the top also on a
        paper that has just come, as long as the caret has not been moved: that is where the eye is.
        """
        if self._held is not None:
            return
        edit, cursor, seen = self.in_use, self.in_use.textCursor(), self._page.viewport().height()
        is_seen = 0 <= self._height(edit, cursor) < seen
        if (self._is_new or not is_seen) and not self._page.verticalScrollBar().value():
            self.begin()
            return
        if not is_seen:
            edit = self._edits[""]
            cursor = edit.cursorForPosition(edit.mapFrom(self._page.viewport(), QPoint(0, seen // 2)))
        self._put(edit, cursor, self._height(edit, cursor))

    def bring(self, edit: GrowingEdit, rect: QRect) -> None:
        """Bring a rectangle of a field into view."""
        self._is_new = False
        self._let_go()
        bar, seen = self._page.verticalScrollBar(), self._page.viewport().height()
        now = _Brought(edit, rect.top(), rect.height(), bar.value(), seen)
        if now == self._brought and not self._is_typewriter:
            # At most keys the caret goes on in its line.
            return
        top = edit.mapTo(self._page.viewport(), rect.topLeft()).y() + bar.value()
        # A click chooses its line where the eye is; only keys move the paper.
        if self._is_typewriter and not QGuiApplication.mouseButtons():
            self._put(edit, edit.textCursor(), self._typewriter_height)
        elif top - EDGE < bar.value():
            bar.setValue(top - EDGE)
        elif top + rect.height() + EDGE > bar.value() + seen:
            bar.setValue(top + rect.height() + EDGE - seen)
        # Not where it stood before: whoever goes back there has the line out of view.
        self._brought = now._replace(bar=bar.value())

    def set_typewriter(self, *, on: bool) -> None:
        """Keep the line that is written at one height, as a typewriter does, or let it wander."""
        if on == self._is_typewriter:
            return
        self._is_typewriter = on
        if on:
            self._put(self.in_use, self.in_use.textCursor(), self._typewriter_height)
        else:
            self.hold()
        self._leave_room()

    def _leave_room(self) -> None:
        """Leave room below the paper for its last line to stand as high as the others, where it shall."""
        desk = self._page.widget()
        layout = desk.layout() if desk is not None else None
        if layout is None:
            return
        margins = layout.contentsMargins()
        room = self._page.viewport().height() - self._typewriter_height if self._is_typewriter else 0
        if margins.top() + room != margins.bottom():
            margins.setBottom(margins.top() + room)
            layout.setContentsMargins(margins)

    def _turn(self, angle: int) -> None:
        # Fine wheels and pads turn in parts of a notch.
        self._wheel += angle
        notches = int(self._wheel / NOTCH)
        self._wheel -= notches * NOTCH
        if notches:
            self.zoomWanted.emit(notches)

    @property
    def _typewriter_height(self) -> int:
        return round(self._page.viewport().height() * TYPEWRITER)

    def _height(self, edit: GrowingEdit, cursor: QTextCursor) -> int:
        """Return how far the line of ``cursor`` stands below the upper edge of the view."""
        return edit.mapTo(self._page.viewport(), edit.cursorRect(cursor).topLeft()).y()

    def _put(self, edit: GrowingEdit, cursor: QTextCursor, height: int, *, top: bool = False) -> None:
        """Put the line of ``cursor`` at ``height`` now and whenever the page grows, until it is laid out.

        With ``top`` the paper begins at its top instead, as long as the line is seen there.
        """
        self._held = _Held(edit, QTextCursor(cursor), height, top)
        self._on_laid_out()
        self._timer.start(BEGUN)

    @Slot()
    def _let_go(self) -> None:
        self._held = None

    @Slot()
    def _on_laid_out(self) -> None:
        self._brought = None
        if self._held is None:
            return
        self._timer.start(SETTLED)
        edit, cursor, height, top = self._held
        if self._is_typewriter:
            height = self._typewriter_height
        bar, seen = self._page.verticalScrollBar(), self._page.viewport().height()
        at = bar.value() + self._height(edit, cursor)
        is_seen = at + edit.cursorRect(cursor).height() <= seen
        bar.setValue(0 if top and is_seen and not self._is_typewriter else at - height)

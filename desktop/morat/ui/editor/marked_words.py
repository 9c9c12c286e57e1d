"""The marked words of the page under the pointer and the caret: what was found there, and a menu for it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.findings import Finding
from morat.services.document.places import finding_at
from morat.ui.editor.growing import GrowingEdit
from morat.ui.kit.lines import tip


class MarkedWords(QObject):
    """Tells which finding stands where in the fields of a page.

    Signals:
        menuWanted(object, object): a menu is wanted for the Finding there (None for none), at a QPoint of
            the screen.
    """

    menuWanted = Signal(object, object)

    def __init__(self, words: Catalogue, edits: Mapping[str, GrowingEdit], page: QWidget) -> None:
        """Watch ``edits`` of ``page`` by the name of their field; the body's is empty."""
        super().__init__(page)
        # The page is asked for a tip when the field under the pointer has none: a field has too many events.
        page.installEventFilter(self)
        self._words = words
        self._edits: dict[str, GrowingEdit] = {}
        self._findings: Sequence[Finding] = ()
        self._colour: QColor | None = None
        for field, edit in edits.items():
            self.watch(field, edit)

    @Slot(str, object)
    def watch(self, field: str, edit: GrowingEdit) -> None:
        """Watch one more field."""
        self._edits[field] = edit
        edit.menuWanted.connect(self._on_menu_wanted)

    def take(self, findings: Sequence[Finding]) -> None:
        """Know these findings from now on."""
        self._findings = findings

    def at(self, edit: GrowingEdit, position: int) -> Finding | None:
        """Return the finding at ``position`` of a field or the body, None where there is none."""
        field = next(name for name, one in self._edits.items() if one is edit)
        some = [one for one in self._findings if (one.field == field if field else one.block is not None)]
        return finding_at(edit.document(), position, some)

    def select(self, edit: GrowingEdit, cursor: QTextCursor) -> None:
        """Show the selection of ``cursor`` in one field, and none in the others."""
        for other in self._edits.values():
            still = other.textCursor()
            still.clearSelection()
            other.setTextCursor(cursor if other is edit else still)

    def colour_selection(self, colour: QColor | None) -> None:
        """Let the selection, which is the hit that is shown, stand out among the others; None for no hits."""
        if colour == self._colour:
            return
        self._colour = colour
        palette = QPalette()
        if colour is not None:
            palette.setColor(QPalette.ColorRole.Highlight, colour)
        for edit in self._edits.values():
            edit.setPalette(palette)

    def open_menu(self, edit: GrowingEdit) -> bool:
        """Ask for the menu of the finding the caret of ``edit`` is in; say whether there is one."""
        finding = self.at(edit, edit.textCursor().position())
        if finding is None:
            return False
        self.menuWanted.emit(finding, edit.mapToGlobal(edit.cursorRect().bottomLeft()))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say why a word is marked while the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for edit in self._edits.values():
                at = edit.mapFromGlobal(event.globalPos())
                if edit.isVisible() and edit.rect().contains(at):
                    self._show_tip(edit, at, event.globalPos())
                    return True
        return super().eventFilter(watched, event)

    def _show_tip(self, edit: GrowingEdit, at: QPoint, place: QPoint) -> None:
        finding = self.at(edit, edit.cursorForPosition(at).position())
        if finding is None:
            QToolTip.hideText()
            return
        told = self._words.say(finding.reason)
        if finding.suggestions:
            right = ", ".join(f"“{one}”" for one in finding.suggestions[:3])
            told = f"{told} {self._words.text('Right: {suggestions}', suggestions=right)}"
        QToolTip.showText(place, tip(told), edit)

    @Slot(int, object)
    def _on_menu_wanted(self, position: int, place: QPoint) -> None:
        edit = self.sender()
        if isinstance(edit, GrowingEdit):
            self.menuWanted.emit(self.at(edit, position), place)

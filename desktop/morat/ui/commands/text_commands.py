"""What the actions of the page do: those that change text act on the field the caret is in."""

from bisect import bisect_right

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor

from morat.operations.preferences import ZOOM_CHOICES, Preferences
from morat.services.document import editing
from morat.services.document.properties import Kind
from morat.ui.desks.workbench import Workbench

ZOOMS = tuple(map(int, ZOOM_CHOICES))
"""Sizes of the page in percent."""


class TextCommands(QObject):
    """One method an action; the names are those of ``actions.ACTIONS``."""

    def __init__(self, bench: Workbench, preferences: Preferences) -> None:
        """Act on the page of ``bench``, which is as large as it was left."""
        super().__init__(bench)
        self._bench = bench
        self._linked = QTextCursor()
        self._preferences = preferences
        self._zoom = 100
        self._show_zoom(int(preferences.get("zoom")))
        bench.page.view.zoomWanted.connect(self.zoom)

    def undo(self) -> None:
        """Take the last step back."""
        if self._bench.article is not None:
            self._bench.article.history.stack.undo()

    def redo(self) -> None:
        """Take a step again."""
        if self._bench.article is not None:
            self._bench.article.history.stack.redo()

    def cut(self) -> None:
        """Cut the selection of the field the caret is in."""
        self._bench.page.focused().cut()

    def copy(self) -> None:
        """Copy the selection."""
        self._bench.page.focused().copy()

    def paste(self) -> None:
        """Paste."""
        self._bench.page.focused().paste()

    def paste_plain(self) -> None:
        """Paste the text of the clipboard without its form."""
        self._bench.page.focused().paste_plain()

    def select_all(self) -> None:
        """Select all of the field the caret is in, or all photos where the focus is on them."""
        grid = self._bench.photos.panel.grid
        target = grid if grid.hasFocus() else self._bench.page.focused()
        target.selectAll()

    def fix_here(self) -> None:
        """Open the menu of the marked word the caret is in; where there is none, go to the next finding."""
        page = self._bench.page
        if not page.marked.open_menu(page.focused()):
            self._bench.next_finding()

    def comment(self) -> None:
        """Say something of the selected words, or of the photo the caret is in."""
        self._bench.review.add()

    def show_comments(self) -> None:
        """Go to the next comment or suggestion."""
        self._bench.review.next()

    def zoom_in(self) -> None:
        """Show the page larger."""
        self.zoom(1)

    def zoom_out(self) -> None:
        """Show the page smaller."""
        self.zoom(-1)

    def zoom_reset(self) -> None:
        """Show the page at its own size."""
        self._show_zoom(100)

    @Slot(int)
    def zoom(self, steps: int) -> None:
        """Show the page so many steps larger, or smaller."""
        place = bisect_right(ZOOMS, self._zoom) - 1
        self._show_zoom(ZOOMS[max(0, min(place + steps, len(ZOOMS) - 1))])

    def _show_zoom(self, percent: int) -> None:
        if percent != self._zoom:
            self._zoom = percent
            self._bench.page.set_zoom(percent / 100)
            self._bench.window.status.show_zoom(percent)
            self._preferences.set("zoom", str(percent))

    def deck(self) -> None:
        """Go to the deck; it is there from now on."""
        self._bench.page.head.show_deck()

    def insert_frame(self) -> None:
        """Put an empty frame below the caret."""
        self._bench.photos.insert_frame()

    def bold(self) -> None:
        """Make the selection bold, or not."""
        self._mark("bold")

    def italic(self) -> None:
        """Make the selection italic, or not."""
        self._mark("italic")

    def underline(self) -> None:
        """Underline the selection, or not."""
        self._mark("underline")

    def strike(self) -> None:
        """Strike the selection through, or not."""
        self._mark("strike")

    def link(self) -> None:
        """Link the selection to an address, or take its link away."""
        from morat.ui.dialogs.link import LinkDialog

        cursor = self._bench.page.body.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        if not cursor.hasSelection():
            return
        dialog = LinkDialog(self._bench.window.words, cursor.charFormat().anchorHref(), self._bench.window)
        self._linked = cursor
        dialog.chosen.connect(self._on_address)
        dialog.open()

    def paragraph(self) -> None:
        """Make the block a paragraph."""
        editing.set_kind(self._bench.page.body.textCursor(), Kind.PARAGRAPH)

    def subhead(self) -> None:
        """Make the block a subhead."""
        editing.set_kind(self._bench.page.body.textCursor(), Kind.SUBHEAD, 2)

    def small_subhead(self) -> None:
        """Make the block a small subhead."""
        editing.set_kind(self._bench.page.body.textCursor(), Kind.SUBHEAD, 3)

    def quote(self) -> None:
        """Make the block a quotation."""
        editing.set_kind(self._bench.page.body.textCursor(), Kind.QUOTE)

    def pullquote(self) -> None:
        """Make the block a pull quote."""
        editing.set_kind(self._bench.page.body.textCursor(), Kind.PULLQUOTE)

    def bullets(self) -> None:
        """Make a list of the blocks, or paragraphs again."""
        editing.toggle_list(self._bench.page.body.textCursor(), ordered=False)

    def numbers(self) -> None:
        """Make a numbered list of the blocks, or paragraphs again."""
        editing.toggle_list(self._bench.page.body.textCursor(), ordered=True)

    def _mark(self, mark: str) -> None:
        body = self._bench.page.body
        cursor = body.textCursor()
        if cursor.hasSelection():
            editing.toggle_mark(cursor, mark)
            body.setTextCursor(cursor)
        else:
            body.setCurrentCharFormat(editing.toggled(cursor, mark))

    @Slot(str)
    def _on_address(self, address: str) -> None:
        editing.set_link(self._linked, address)

"""The current photo of the contact sheet, large: gone through, rated and picked by keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from morat.services.thumbnails import PROXY
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.newsroom.pictures import PhotoFacts
    from morat.ui.photos.loupe_dialog import LoupeDialog


class LoupeCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``. The sheet goes along with what is looked at."""

    def __init__(self, bench: Workbench, offer: Callable[..., None], undo: Callable[[], None]) -> None:
        """Look at the contact sheet of ``bench``; ``offer`` says what is missing, ``undo`` takes back."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer
        self._undo = undo
        self._dialog: LoupeDialog | None = None
        self._marks = 0
        self._whole = ("", 0)
        bench.thumbnails.ready.connect(self._on_picture)
        bench.thumbnails.broken.connect(self._on_picture)
        bench.photos.panel.grid.lookWanted.connect(self.look_at_photo)
        bench.photos.panel.sheet.currentChanged.connect(self._on_current)
        bench.photos.panel.sheet.arranged.connect(self._show)

    @Slot()
    def look_at_photo(self) -> None:
        """Show the current photo of the sheet as large as there is room for."""
        from morat.ui.photos.loupe_dialog import LoupeDialog

        if self._bench.photos.panel.sheet.current() is None:
            self._offer(self._words.text("Choose one or more photos first."))
            return
        self._marks = 0
        self._dialog = dialog = LoupeDialog(self._words, self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.stepped.connect(self._on_stepped)
        dialog.marked.connect(self._on_marked)
        dialog.takeWanted.connect(self._on_take_wanted)
        dialog.undoWanted.connect(self._on_undo_wanted)
        dialog.wholeWanted.connect(self._on_whole_wanted)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self._alone()
        self._show()

    def _alone(self) -> None:
        """Select the current photo alone: marks go to what is seen."""
        sheet = self._bench.photos.panel.sheet
        current = sheet.current()
        if current is not None:
            sheet.select(current.sha256)

    @Slot()
    def _show(self) -> None:
        """Show the current photo, and have those beside it fetched."""
        sheet = self._bench.photos.panel.sheet
        facts = sheet.current()
        if self._dialog is None or facts is None:
            return
        if facts.sha256 != self._dialog.sha:
            self._let_go()
        self._dialog.show_photo(facts, self._bench.photos.sheet.pixels(facts), sheet.place())
        self._on_picture()
        for neighbour in sheet.beside():
            self._bench.photos.sheet.picture(neighbour, PROXY)

    @Slot(str)
    @Slot(str, int)
    def _on_picture(self, _shown: str = "", _width: int = PROXY) -> None:
        """Show what has come of the photo."""
        dialog, sheet = self._dialog, self._bench.photos.sheet
        if dialog is None:
            self._let_go()
            return
        if not dialog.side.has_picture:
            image = sheet.picture(dialog.sha, PROXY)
            if image is not None:
                dialog.show_picture(image)
            elif sheet.is_broken(dialog.sha, PROXY):
                dialog.side.tell(self._words.text("The file of this picture is damaged or gone."))
        elif self._whole[0] == dialog.sha and not dialog.side.has_whole:
            image = sheet.picture(*self._whole)
            if image is not None:
                dialog.show_whole(image)

    @Slot(str)
    def _on_whole_wanted(self, sha: str) -> None:
        facts = self._bench.photos.sheet.facts(sha)
        if facts is not None and self._whole[0] != sha:
            self._whole = (sha, self._bench.photos.sheet.whole_width(facts))
            self._on_picture()

    def _let_go(self) -> None:
        """Give the memory of a whole picture back."""
        if self._whole[0]:
            self._bench.photos.sheet.let_go(*self._whole)
            self._whole = ("", 0)

    @Slot(int)
    def _on_stepped(self, way: int) -> None:
        self._bench.photos.panel.sheet.step(way)

    @Slot(object)
    def _on_current(self, _facts: "PhotoFacts | None") -> None:
        self._show()

    @Slot(str, int)
    def _on_marked(self, field: str, value: int) -> None:
        facts = self._bench.photos.panel.sheet.current()
        if facts is not None and getattr(facts, field) != value:
            self._marks += 1
            self._alone()
            self._bench.photos.give_mark(field, value)
            self._alone()
            self._show()

    @Slot()
    def _on_take_wanted(self) -> None:
        if self._dialog is not None:
            self._bench.photos.insert_all([self._dialog.sha])
            self._dialog.caption.setText(self._words.text("Put into the text."))

    @Slot()
    def _on_undo_wanted(self) -> None:
        # No farther back than to what was found here.
        if self._marks:
            self._marks -= 1
            self._undo()
            self._show()

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self._dialog = None
        self._let_go()
        self._bench.photos.panel.grid.setFocus()

"""Two shots of the contact sheet beside each other: rated, picked, and one chosen instead of the other."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QObject, Qt, Slot

from morat.newsroom.contact_sheet import PICK, REJECT
from morat.services.thumbnails import PROXY
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.ui.photos.compare_dialog import CompareDialog, Shot


class CompareCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``."""

    def __init__(self, bench: Workbench, offer: Callable[..., None], undo: Callable[[], None]) -> None:
        """Act on the contact sheet of ``bench``; ``offer`` says what was done, ``undo`` takes it back."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer
        self._undo = undo
        self._dialog: CompareDialog | None = None
        self._marks = 0
        self._wholes: dict[str, int] = {}
        bench.thumbnails.ready.connect(self._on_picture)
        bench.thumbnails.broken.connect(self._on_picture)

    def compare_photos(self) -> None:
        """Show the two selected shots beside each other."""
        from morat.ui.photos.compare_dialog import CompareDialog

        photos = self._bench.photos.panel.selected()
        if len(photos) != 2:
            self._offer(self._words.text("Select two photos of the contact sheet first (Ctrl and a click)."))
            return
        pixels = {facts.sha256: self._bench.photos.sheet.pixels(facts) for facts in photos}
        self._marks, self._wholes = 0, {}
        both = (photos[0], photos[1])
        self._dialog = dialog = CompareDialog(self._words, both, pixels, self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wholeWanted.connect(self._on_whole_wanted)
        dialog.marked.connect(self._on_marked)
        dialog.undoWanted.connect(self._on_undo_wanted)
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self._on_picture()

    @Slot(str)
    @Slot(str, int)
    def _on_picture(self, _shown: str = "", _width: int = PROXY) -> None:
        """Show what has come of the two; a picture with edits comes under an address of its own."""
        if self._dialog is None:
            self._let_go()
            return
        for shot in self._dialog.shots:
            # What is here is not asked for again: two whole pictures may be more than is kept.
            if not shot.side.has_picture:
                self._show(shot)
            elif shot.facts.sha256 in self._wholes and not shot.side.has_whole:
                self._show_whole(shot)

    def _show(self, shot: "Shot") -> None:
        sheet, sha = self._bench.photos.sheet, shot.facts.sha256
        image = sheet.picture(sha, PROXY)
        if image is not None and self._dialog is not None:
            self._dialog.show_picture(sha, image)
        elif sheet.is_broken(sha, PROXY):
            shot.side.tell(self._words.text("The file of this picture is damaged or gone."))

    def _show_whole(self, shot: "Shot") -> None:
        sha = shot.facts.sha256
        image = self._bench.photos.sheet.picture(sha, self._wholes[sha])
        if image is not None and self._dialog is not None:
            self._dialog.show_whole(sha, image)

    @Slot(str)
    def _on_whole_wanted(self, sha: str) -> None:
        facts = self._bench.photos.sheet.facts(sha)
        if facts is not None and sha not in self._wholes:
            self._wholes[sha] = self._bench.photos.sheet.whole_width(facts)
            self._on_picture()

    def _let_go(self) -> None:
        """Give the memory of whole pictures back, of those too that come when nobody looks any more."""
        for sha, width in self._wholes.items():
            self._bench.photos.sheet.let_go(sha, width)

    @Slot(str, str, int)
    def _on_marked(self, sha: str, field: str, value: int) -> None:
        facts = self._bench.photos.sheet.facts(sha)
        if facts is not None and getattr(facts, field) != value:
            self._marks += 1
            self._bench.photos.edit([structs.replace(facts, **{field: value})])
            self._show_marks()

    @Slot()
    def _on_undo_wanted(self) -> None:
        # No farther back than to what was found here.
        if self._marks:
            self._marks -= 1
            self._undo()
            self._show_marks()

    def _show_marks(self) -> None:
        for shot in self._dialog.shots if self._dialog is not None else ():
            facts = self._bench.photos.sheet.facts(shot.facts.sha256)
            if facts is not None:
                shot.show_facts(facts)

    @Slot(str, str)
    def _on_chosen(self, sha: str, other: str) -> None:
        known = self._bench.photos.sheet.facts
        for_good, out = known(sha), known(other)
        if for_good is not None and out is not None:
            marked = [structs.replace(for_good, pick=PICK), structs.replace(out, pick=REJECT)]
            self._bench.photos.edit(marked)
            told = self._words.text("Picked {file}, rejected {other}.", file=for_good.file, other=out.file)
            self._offer(told, self._words.text("Undo"), self._undo)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self._dialog = None
        self._let_go()

"""Two shots of the contact sheet beside each other: the one that is chosen is picked, the other rejected."""

from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QObject, Qt, Slot

from morat.newsroom.contact_sheet import PICK, REJECT
from morat.services.retouching import PROXY
from morat.ui.desks.workbench import Workbench
from morat.ui.photos.compare_dialog import CompareDialog


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
        bench.thumbnails.ready.connect(self._on_picture)
        bench.thumbnails.broken.connect(self._on_picture)

    def compare_photos(self) -> None:
        """Show the two selected shots beside each other."""
        photos = self._bench.photos.panel.selected()
        if len(photos) != 2:
            self._offer(self._words.text("Select two photos of the contact sheet first (Ctrl and a click)."))
            return
        self._dialog = dialog = CompareDialog(self._words, (photos[0], photos[1]), self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self._on_picture("", PROXY)

    @Slot(str)
    @Slot(str, int)
    def _on_picture(self, _shown: str, width: int = PROXY) -> None:
        """Show what has come of the two; a picture with edits comes under an address of its own."""
        if self._dialog is None or width != PROXY:
            return
        sheet = self._bench.photos.sheet
        for facts in self._dialog.shots:
            image = sheet.picture(facts.sha256, PROXY)
            if image is not None:
                self._dialog.show_picture(facts.sha256, image)
            elif sheet.is_broken(facts.sha256, PROXY):
                told = self._words.text("The file of this picture is damaged or gone.")
                self._dialog.tell(facts.sha256, told)

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

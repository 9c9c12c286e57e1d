"""Bringing in many pictures: the panel beside the page, what works behind it, and what became of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage

from morat.operations.preferences import Preferences
from morat.services.library_desk import message_of
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.newsroom.messages import Message
    from morat.operations.caption_templates import Templates
    from morat.operations.ingest import Looked, Scan
    from morat.services.ingester import Card, Ingester, Intake
    from morat.services.library_desk import Library
    from morat.ui.dialogs.files import FileChooser
    from morat.ui.photos.ingest_panel import IngestPanel

REASONS = 3
"""Reasons why pictures stayed outside that are said in full."""


class IngestDesk(QObject):
    """Shows the panel and goes between it and the ingester; whoever writes goes on writing.

    Signals:
        told(str, str): a kind of message (``success``, ``warning``, ``error``) and its text.
        failed(object): a Message to show.
    """

    told = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self,
        bench: Workbench,
        preferences: Preferences,
        chooser: "Callable[[], FileChooser]",
        new_piece: Callable[[], None],
    ) -> None:
        """Bring pictures into the library of ``bench``; where no piece is open ``new_piece`` opens one."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._preferences = preferences
        self._chooser = chooser
        self._new_piece = new_piece
        self._made: tuple[IngestPanel, Ingester] | None = None
        self._cards: list[Card] = []
        self._source = ""
        self._is_taking = False
        self._is_closing = False

    @property
    def panel(self) -> "IngestPanel":
        """The panel, made when it is first wanted."""
        return self._both()[0]

    def ingest(self) -> None:
        """Show the panel and offer the cards that are there."""
        if self._bench.article is None:
            self._new_piece()
        panel = self.panel
        self._is_closing = False
        self._bench.window.put_beside(panel)
        if not panel.pictures.rowCount():
            panel.folder_button.setFocus()
        else:
            panel.grid.setFocus()
        self._worker.find_cards()
        self._bench.desk.ask(_templates, self._on_templates, failed=self._on_failed, topic="ingest-templates")

    @Slot(list)
    def look_at(self, paths: list[str]) -> None:
        """Show the pictures of files and folders before they come in."""
        self.ingest()
        self._look(paths, paths[0] if len(paths) == 1 else self._words.text("Dropped pictures"))

    def stop(self) -> None:
        """End what is under way: what is in the library whole stays there."""
        if self._made is not None:
            self._worker.stop()

    @property
    def _worker(self) -> "Ingester":
        return self._both()[1]

    def _both(self) -> "tuple[IngestPanel, Ingester]":
        if self._made is None:
            self._made = self._make()
        return self._made

    def _make(self) -> "tuple[IngestPanel, Ingester]":
        from morat.operations.places import home
        from morat.services.ingester import Ingester
        from morat.ui.photos.ingest_panel import IngestPanel

        panel = IngestPanel(self._words, self._bench.window)
        worker = Ingester(self._bench.desk.folder, home(), self)
        panel.pattern_edit.setText(self._preferences.get("ingest_pattern"))
        panel.cardWanted.connect(self._on_card)
        panel.folderWanted.connect(self._on_folder)
        panel.filesWanted.connect(self._on_files)
        panel.takeWanted.connect(self._on_take)
        panel.cancelWanted.connect(worker.cancel)
        panel.closeWanted.connect(self.close)
        panel.patternChanged.connect(self._on_pattern)
        panel.pictures.pictureWanted.connect(self._on_picture_wanted)
        worker.cardsFound.connect(self._on_cards)
        worker.scanned.connect(self._on_scanned)
        worker.glimpsed.connect(panel.pictures.take_glimpses)
        worker.looked.connect(panel.take_looked)
        worker.lookingEnded.connect(self._on_looking_ended)
        worker.progressed.connect(self._on_progressed)
        worker.pictured.connect(self._on_pictured)
        worker.taken.connect(self._on_taken)
        worker.failed.connect(self._on_worker_failed)
        return panel, worker

    def _look(self, paths: list[str], source: str) -> None:
        if self._is_taking:
            text = self._words.text
            self.told.emit("warning", text("Photos are coming in. Choose these again once they are here."))
            return
        self._source = source
        self._worker.look(paths)

    @Slot()
    def close(self) -> None:
        """Take the panel away; what is under way ends, and what came in so far is told of."""
        self._worker.cancel()
        if self._is_taking:
            self._is_closing = True
        else:
            self._put_away()
            self._bench.page.focused().setFocus()

    def _put_away(self) -> None:
        self._bench.window.take_from_beside(self.panel)
        self.panel.pictures.begin(())
        self.panel.show_progress(0, 0, None)

    @Slot(list)
    def _on_cards(self, cards: "list[Card]") -> None:
        self._cards = cards
        self.panel.show_cards([card.name for card in cards])

    @Slot(int)
    def _on_card(self, number: int) -> None:
        card = self._cards[number]
        self._look([str(card.folder)], card.name)

    @Slot()
    def _on_folder(self) -> None:
        for path in self._chooser().open_photo_folder():
            self._look([path], Path(path).name or path)

    @Slot()
    def _on_files(self) -> None:
        paths = self._chooser().open_photos()
        if paths:
            self._look(paths, Path(paths[0]).parent.name)

    def _on_templates(self, found: "Templates") -> None:
        names = [kept.template.name for kept in found.kept]
        self.panel.show_templates(names, self._preferences.get("ingest_template"))

    @Slot(object)
    def _on_scanned(self, scan: "Scan") -> None:
        if self.panel.isHidden():
            # It was closed while the folder was being gone through.
            return
        self.panel.show_scan(scan, self._source)
        for message in scan.warnings[:1]:
            self.failed.emit(message)

    @Slot()
    def _on_looking_ended(self) -> None:
        self.panel.show_progress(0, 0, None)
        self._on_pattern("")

    @Slot(int, int, object)
    def _on_progressed(self, done: int, total: int, seconds: float | None) -> None:
        self.panel.show_progress(done, total, seconds, taking=self._is_taking)

    @Slot(str)
    def _on_picture_wanted(self, path: str) -> None:
        from morat.ui.photos.ingest_grid import PICTURE

        scale = self.panel.devicePixelRatioF()
        size = QSize(round(PICTURE.width() * scale), round(PICTURE.height() * scale))
        self._worker.picture(path, self.panel.pictures.picture_data(path), size)

    @Slot(str, QImage)
    def _on_pictured(self, path: str, image: QImage) -> None:
        self.panel.pictures.put_picture(path, image, self.panel.devicePixelRatioF())

    @Slot(str)
    def _on_pattern(self, _pattern: str) -> None:
        from morat.newsroom.pictures import PhotoFacts
        from morat.newsroom.renaming import file_name
        from morat.newsroom.variables import Shot

        pattern, chosen = self.panel.pattern, self.panel.pictures.chosen()
        if not pattern or not chosen:
            self.panel.show_example("")
            return
        first = chosen[0]
        known = None if isinstance(first, Path) else first.facts
        facts = known or PhotoFacts(sha256="", file=(first if isinstance(first, Path) else first.path).name)
        self.panel.show_example(file_name(pattern, Shot(facts, 1, len(chosen))))

    @Slot()
    def _on_take(self) -> None:
        from morat.operations.ingest_plan import Wishes

        items = self.panel.pictures.chosen()
        if self._is_taking or not items:
            return
        self._is_taking = True
        wishes = Wishes(self.panel.template, self.panel.pattern)
        self._preferences.set("ingest_template", wishes.template)
        self._preferences.set("ingest_pattern", wishes.pattern)
        self.panel.show_progress(0, len(items), None, taking=True)
        self._worker.take(items, wishes)

    @Slot(object)
    def _on_taken(self, intake: "Intake") -> None:
        from morat.operations.ingest import DUPLICATE, TAKEN

        self._is_taking = False
        inside = [one for one in intake.done if one.state in TAKEN and one.facts is not None]
        # Those that could not be looked at were never asked for.
        outside = [*self.panel.pictures.outside(), *(one for one in intake.done if one.state not in TAKEN)]
        fresh = [one for one in inside if one.state != DUPLICATE]
        told = self._words.plural("{n} photo came in.", "{n} photos came in.", len(fresh))
        parts = [told, *self._about_known(len(inside) - len(fresh)), *self._about_outside(outside)]
        if intake.stopped is not None:
            parts.append(self._words.say(intake.stopped))
        is_cut = intake.stopped is not None and not self._is_closing
        kind = "error" if is_cut else ("warning" if outside else "success")
        self.told.emit(kind, " ".join(parts))
        self._bench.photos.sheet.bring_up([one.facts.sha256 for one in inside if one.facts is not None])
        if is_cut:
            self.panel.show_progress(0, 0, None)
            return
        self._put_away()
        self._bench.side.go_to(self._bench.photos.panel)
        self._bench.photos.panel.grid.setFocus()

    def _about_known(self, count: int) -> list[str]:
        if not count:
            return []
        return [
            self._words.plural("{n} was in the library already.", "{n} were in the library already.", count)
        ]

    def _about_outside(self, outside: "Sequence[Looked]") -> list[str]:
        """Say which pictures stayed outside, and why."""
        if not outside:
            return []
        many = self._words.plural("{n} did not come in:", "{n} did not come in:", len(outside))
        reasons = [self._words.say(one.message) for one in outside[:REASONS] if one.message is not None]
        return [many, *reasons, *(["…"] if len(outside) > REASONS else [])]

    @Slot(object)
    def _on_worker_failed(self, message: "Message") -> None:
        """Say what went wrong, and let it be tried again."""
        self._is_taking = False
        self.failed.emit(message)
        if self._is_closing:
            self._put_away()
        else:
            self.panel.show_progress(0, 0, None)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))


def _templates(library: "Library") -> "Templates":
    from morat.operations.caption_templates import list_templates
    from morat.operations.places import home

    return list_templates(library.folder, home())

"""Lays a second piece, an earlier version or a source beside the page."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextDocument

from morat.catalogue import Catalogue
from morat.newsroom.article import Article
from morat.newsroom.incoming import FoundPicture, Incoming
from morat.services.jobs import Jobs
from morat.services.library_desk import message_of
from morat.services.reading_copy import ReadingCopy
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.beside import BesideDialog, Choice
from morat.ui.dialogs.files import FileChooser
from morat.ui.editor.held_place import HeldPlace
from morat.ui.editor.pictures import pixel_width
from morat.ui.kit.moments import day_and_clock
from morat.ui.window.beside import BesideView

if TYPE_CHECKING:
    from morat.services.library_desk import Library

ROWS = 60
VERSIONS = 5
"""Versions of the open piece that are offered before anything is searched for."""


class BesideDesk(QObject):
    """Asks what shall lie there, reads it, has it set.

    Signals:
        failed(object): a Message to show.
        oldWanted(object, object): the manuscript in this Path takes a while to read; the other one is called
            with its name and what it holds (an Incoming) then.
    """

    failed = Signal(object)
    oldWanted = Signal(object, object)

    def __init__(self, bench: Workbench, chooser: Callable[[], FileChooser]) -> None:
        """Lay beside the page of ``bench``; ask for files through ``chooser``."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._chooser = chooser
        self._jobs = Jobs(self)
        self._copy = ReadingCopy(bench.thumbnails, self)
        self._copy.done.connect(self._on_set)
        self._article: Article | None = None
        self._pictures: Mapping[str, FoundPicture] = {}
        self.dialog: BesideDialog | None = None
        self.view = BesideView(self._words, bench.window)
        self.view.setWanted.connect(self._on_set_wanted)
        self.view.otherWanted.connect(self.choose)
        self.view.closed.connect(self.close)
        self._place = HeldPlace(bench.page)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self._on_pause)

    def toggle(self) -> None:
        """Ask what shall lie beside the page; where something does, take it away."""
        if self.view.isVisible():
            self.close()
        else:
            self.choose()

    @Slot()
    def choose(self) -> None:
        """Ask what shall lie beside the page."""
        self._bench.settle()
        self.dialog = dialog = BesideDialog(self._words, self._bench.window)
        dialog.searched.connect(self._on_searched)
        dialog.chosen.connect(self._on_chosen)
        dialog.fileWanted.connect(self._on_file_wanted)
        dialog.finished.connect(self._on_dialog_closed)
        dialog.finished.connect(dialog.deleteLater)
        self._on_searched("")
        dialog.open()

    @Slot()
    def close(self) -> None:
        """Take away what lies there; the page stays where it is."""
        self._place.hold()
        self._bench.window.take_from_beside(self.view)
        self._copy.forget()
        self._article = None
        self._bench.page.focused().setFocus()

    def show_piece(self, piece: str, version: str = "") -> None:
        """Lay a piece of the library there, in one of its versions."""
        work = partial(_read, piece, version)
        self._bench.desk.ask(work, self._on_read, failed=self._on_failed, topic="beside")

    def show_file(self, name: str, incoming: Incoming) -> None:
        """Lay what was read of the file called ``name`` there."""
        self._show(incoming.article, name, dict(incoming.pictures))

    def stop(self) -> None:
        """Let what is under way run to its end; take no more."""
        self._jobs.stop()
        self._copy.stop()

    def _show(self, article: Article, name: str, pictures: Mapping[str, FoundPicture]) -> None:
        self._article, self._pictures = article, pictures
        self._place.hold()
        self.view.begin(name)
        self._bench.window.put_beside(self.view)
        self.view.text.setFocus()
        self._pause.start()

    @Slot(str)
    def _on_searched(self, query: str) -> None:
        piece = self._bench.article.id if self._bench.article is not None else ""
        work = partial(_choices, self._words, query, piece)
        self._bench.desk.ask(work, self._on_choices, failed=self._on_failed, topic="beside-list")

    def _on_choices(self, choices: list[Choice]) -> None:
        if self.dialog is not None:
            self.dialog.show_choices(choices)

    @Slot(object)
    def _on_chosen(self, choice: Choice) -> None:
        self.show_piece(choice.piece, choice.version)

    @Slot()
    def _on_file_wanted(self) -> None:
        from morat.operations.reading import is_old

        for path in map(Path, self._chooser().open_pieces()[:1]):
            if is_old(path):
                self.oldWanted.emit(path, self.show_file)
            else:
                work = partial(_read_file, path)
                self._jobs.run(work, partial(self.show_file, path.name), failed=self._on_failed)

    def _on_read(self, found: tuple[Article, str]) -> None:
        article, at = found
        name = article.headline or self._words.text("no headline yet")
        if at:
            name = f"{day_and_clock(self._words, at)} · {name}"
        self._show(article, name, {})

    @Slot()
    def _on_dialog_closed(self) -> None:
        self.dialog = None

    @Slot()
    def _on_set_wanted(self) -> None:
        if self._article is not None:
            self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        if self._article is not None and self.view.isVisible():
            measure = self.view.measure()
            pixels = pixel_width(measure.width, self.view.devicePixelRatioF())
            self._copy.make(self._article, measure, pixels, self._pictures)

    @Slot(object)
    def _on_set(self, document: QTextDocument) -> None:
        if self._article is not None:
            self.view.show_document(document)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))


def _choices(words: Catalogue, query: str, piece: str, library: "Library") -> list[Choice]:
    """Return what fits ``query``; before anything is typed earlier versions of the open piece come first."""
    from morat.operations.history import timeline
    from morat.operations.pieces import list_pieces

    found: list[Choice] = []
    if piece and not query.strip():
        versions = [line.row for line in timeline(library, piece).versions[1 : VERSIONS + 1]]
        named = words.text("This piece, as it was")
        found += [Choice(day_and_clock(words, row.at), named, piece, row.sha) for row in versions]
    rows = [row for row in list_pieces(library, query, limit=ROWS) if row.id != piece]
    untitled = words.text("no headline yet")
    found += [
        Choice(
            row.headline or untitled,
            " · ".join((day_and_clock(words, row.updated), *row.authors)),
            row.id,
        )
        for row in rows
    ]
    return found


def _read(piece: str, version: str, library: "Library") -> tuple[Article, str]:
    """Return a piece, and of an earlier version when that was saved."""
    if not version:
        return library.articles.get(piece).article, ""
    at = next((row.at for row in library.revisions.of(piece) if row.sha == version), "")
    return library.revisions.get(piece, version), at


def _read_file(path: Path) -> Incoming:
    from morat.operations.reading import read_file

    return read_file(path)

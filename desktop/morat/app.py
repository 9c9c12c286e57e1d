"""The composition root: the only module that builds every layer and joins them."""

import os
import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QIcon
from PySide6.QtWidgets import QApplication

from morat.assets import resource
from morat.catalogue import Catalogue
from morat.library import peek
from morat.newsroom.messages import Message, UserError
from morat.operations import places
from morat.operations.preferences import Preferences, system_language
from morat.services.collector import Collector
from morat.services.first_window import hand_over
from morat.ui.kit.theme import STYLE, Theme
from morat.ui.window.main_window import MainWindow
from morat.ui.window.sides import LEFT, RIGHT

if TYPE_CHECKING:
    from morat.services.caretaker import Caretaker
    from morat.services.first_window import FirstWindow
    from morat.ui.commands.commands import Commands
    from morat.ui.desks.workbench import Workbench

SWITCH = 0.001
"""Seconds a thread may keep Python's lock while the window waits: the usual 5 ms are felt in keys."""
AFTER_PAINT = 60
"""Milliseconds after the first paint until the rest is loaded: the window is seen first."""
PATIENCE = 1000
"""Milliseconds for which a bare desk waits for the piece that was asked for; then the start page is shown."""


def run(library: str | None, source: str | None, language: str | None) -> int:
    """Open the window on the ``library`` folder, on the piece ``source`` when one is named.

    Returns the exit status.
    """
    application = QApplication([sys.argv[0], *STYLE])
    application.setApplicationName("Mo-rát")
    application.setDesktopFileName("morat")
    preferences = Preferences(places.settings_file())
    folder = places.library_folder(library)
    if hand_over(folder, _whole(source)):
        return 0
    words = Catalogue(language or system_language() or preferences.get("language"))
    theme = Theme(preferences.get("theme"), application)
    theme.apply(application)
    moved_from: Path | None = None
    while True:
        program = Program(words, theme, preferences, folder, source)
        program.moved_from = moved_from
        sys.excepthook = program.on_bug
        sys.setswitchinterval(SWITCH)
        program.window.begin()
        status = application.exec()
        program.let_go()
        sys.excepthook = sys.__excepthook__
        if program.next_folder is None:
            return status
        # Another library: a window of its own, built anew from the first paint on.
        folder, moved_from, source = program.next_folder, program.left_behind, None
        if hand_over(folder, None):
            return status


def _whole(source: str | None) -> str | None:
    """Return what is to be opened as another process, in another folder, would name it."""
    # Not pathlib: it fails where the system will not look, and the window has a sentence for that.
    return str(Path(source).absolute()) if source and os.path.exists(source) else source  # noqa: PTH110


class Program(QObject):
    """The window and what stands behind it, built in two steps: what is painted first, then the rest."""

    _told = Signal(object)

    def __init__(
        self, words: Catalogue, theme: Theme, preferences: Preferences, folder: Path, source: str | None
    ) -> None:
        """Build the window with its first list; ``source`` is opened after the first paint."""
        super().__init__()
        self._collector = Collector(self)
        self._words = words
        self._theme = theme
        self._preferences = preferences
        self._folder = folder
        self._source = source
        self._commands: Commands | None = None
        self._first: FirstWindow | None = None
        self.caretaker: Caretaker | None = None
        self._trouble: Message | None = None
        self._may_close_unsaved = False
        self.next_folder: Path | None = None
        self.left_behind: Path | None = None
        self.moved_from: Path | None = None
        self.window = MainWindow(words)
        self.window.take_place(preferences.get("window"))
        self._wire()
        self._empty = self._show_first_list()

    @Slot()
    def _on_first_painted(self) -> None:
        QTimer.singleShot(AFTER_PAINT, self.go_on)

    @Slot()
    def go_on(self) -> None:
        """Bring back what a crash left unsaved, then open what was asked for, else the last piece.

        An empty library needs nothing more.
        """
        self._collector.begin()
        QTimer.singleShot(PATIENCE, self._on_waited)
        QApplication.setWindowIcon(QIcon(str(resource("icons", "morat.svg"))))
        self._listen()
        if self._trouble is not None:
            self.commands.tell(self._trouble)
        elif not self._empty and self._is_readable_only():
            self.commands.library.open_copy()
        elif peek.has_journals(self._folder):
            self.commands.recovery.done.connect(self._on_recovered)
            self.commands.recovery.begin()
        else:
            self._open_first("" if self._empty else self._preferences.get("last_article"))

    @Slot()
    def _on_waited(self) -> None:
        """Offer ways to begin where no piece has come: it was not there, or takes its time."""
        if self.window.awaits_page:
            self.window.show_start(library_is_empty=self._empty)

    @Slot(list)
    def _on_recovered(self, pieces: list[str]) -> None:
        self._empty = self._empty and not pieces
        self._open_first(pieces[0] if pieces else self._preferences.get("last_article"))

    def _open_first(self, piece: str) -> None:
        """Open what was asked for, else ``piece``; show the list unless there is nothing in it."""
        if self._source is not None:
            self._open_source(self._source)
        elif not self._empty:
            # Somebody may have been faster: what they opened or began stays on the page.
            if piece and self.bench.article is None:
                self.bench.places.recall(self._preferences.get("last_place"))
                self.bench.open_piece(piece, self._on_not_reopened)
            self.bench.refresh_list()
        if self.moved_from is not None:
            self.commands.library.say_moved(self.moved_from)

    def _on_not_reopened(self, error: Exception) -> None:
        # One that was begun and never written is not missed.
        if not (isinstance(error, UserError) and error.message.code == "article-unknown"):
            self.bench.failed_with(error)

    def let_go(self) -> None:
        """Take the window away, here and now: the end of Python has no order, and may come on another thread.

        The focus goes first: a field that has it tells those who watch it while it is taken apart.
        """
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.window.deleteLater()
        self.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _is_readable_only(self) -> bool:
        from morat.operations.library_places import is_readable_only

        return is_readable_only(self._folder)

    @Slot(object, object)
    def _on_switch(self, folder: Path, moved_from: Path | None) -> None:
        """Close, everything saved, and go on with another library; with the same piece where it was moved."""
        from morat.operations.library_places import remember

        if not self._go_to(folder, moved_from):
            return
        remember(self._preferences, folder, as_own=True)
        if moved_from is None:
            self._preferences.set("last_article", "")

    @Slot(object)
    def _on_look(self, folder: Path) -> None:
        """Close and show a copy, for this time alone."""
        self._go_to(folder, None)

    def _go_to(self, folder: Path, moved_from: Path | None) -> bool:
        """Close, so that another library takes this one's place; False where something is unsaved."""
        self.next_folder, self.left_behind = folder, moved_from
        if not self.window.close():
            self.next_folder = None
        return self.next_folder is not None

    def _listen(self) -> None:
        """Hear of later starts on the same library."""
        from morat.services.first_window import FirstWindow

        self._first = FirstWindow(self._folder, self)
        self._first.wanted.connect(self._on_started_again)

    @Slot(str)
    def _on_started_again(self, source: str) -> None:
        """Come to the front and open what the later start was to open."""
        self.window.come_forward()
        if source:
            self._open_source(source)

    @property
    def bench(self) -> "Workbench":
        """The workbench, built when it is first needed."""
        return self.commands.bench

    @property
    def commands(self) -> "Commands":
        """What the actions do, with the workbench they act on; built when first needed."""
        if self._commands is None:
            from morat.library.lock import WindowLock
            from morat.services.caretaker import Caretaker
            from morat.services.library_desk import LibraryDesk
            from morat.services.qt_words import QtWords
            from morat.ui.commands.commands import Commands
            from morat.ui.desks.workbench import Workbench
            from morat.ui.dialogs.files import FileChooser

            QApplication.installTranslator(QtWords(self._words, self))
            desk = LibraryDesk(self._folder, self, lock=WindowLock(self._folder))
            author, style = self._preferences.get("author"), self._preferences.get("style")
            bench = Workbench(self.window, self._theme, desk, author, style)
            bench.opened.connect(self._on_opened)
            chooser = FileChooser(self._words, self._preferences, self.window)
            self.caretaker = Caretaker(desk, partial(self._preferences.get, "backup_folder"), self)
            bench.photos.sheet.photosShown.connect(self.caretaker.draw)
            self._commands = Commands(
                self.window, bench, self._preferences, self._theme, chooser, self.caretaker
            )
            library = self._commands.library
            library.switchWanted.connect(self._on_switch)
            library.lookWanted.connect(self._on_look)
            QTimer.singleShot(0, library.begin)
            self._commands.saving.closeWanted.connect(self._on_close_wanted)
            if self._trouble is None:
                self.caretaker.start()
        return self._commands

    def on_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep the traceback of a bug in the log and say one sentence; the window and the text stay."""
        if issubclass(kind, KeyboardInterrupt):
            self.window.close()
            return
        message = Message("bug", log=places.keep_traceback(error.with_traceback(trace)))
        # It may come from any thread.
        self._told.emit(message)

    @Slot(object)
    def _on_told(self, message: Message) -> None:
        if self._commands is None:
            sys.stderr.write(self._words.say(message) + "\n")
        else:
            self._commands.tell(message)

    def _show_first_list(self) -> bool:
        """Show the newest pieces, read through the bare driver; say whether there are none."""
        try:
            rows = peek.newest(self._folder)
        except UserError as error:
            self._trouble = error.message
            rows = None
        if self._source is not None or (rows and self._preferences.get("last_article")):
            self.window.await_page(library_is_empty=not rows)
        else:
            self.window.show_start(library_is_empty=not rows)
        if rows:
            self.window.library.show_rows(rows)
        return not rows

    def _wire(self) -> None:
        self.window.actions_by_name.group.triggered.connect(self._on_action)
        self.window.startMade.connect(self._on_start_made)
        self.window.libraryMade.connect(self._on_library_made)
        self.window.firstPainted.connect(self._on_first_painted)
        self.window.closing.connect(self._on_closing)
        self._told.connect(self._on_told)

    @Slot()
    def _on_start_made(self) -> None:
        start = self.window.start
        start.sampleWanted.connect(self._on_sample)
        start.newWanted.connect(self._on_new)
        start.fileWanted.connect(self._on_file)
        start.photosWanted.connect(self._on_photos)
        start.filesDropped.connect(self._on_files)
        self._theme.changed.connect(start.show_colours)

    @Slot()
    def _on_library_made(self) -> None:
        library = self.window.library
        library.opened.connect(self._on_piece)
        library.searchChanged.connect(self._on_search)
        library.queueChosen.connect(self._on_queue)
        library.newWanted.connect(self._on_new)
        library.trashWanted.connect(self._on_trash)
        library.takeBackWanted.connect(self._on_take_back)

    def _open_source(self, source: str) -> None:
        from morat.operations.reading import is_file_source, is_old

        if is_file_source(source) and _is_brought_in(source):
            self.commands.bring_files([source])
        elif is_file_source(source) and is_old(Path(source)):
            self.commands.office.show(Path(source))
        elif is_file_source(source):
            self.bench.open_file(Path(source))
        else:
            self.bench.open_piece(source)
        self.bench.refresh_list()

    @Slot(QAction)
    def _on_action(self, action: QAction) -> None:
        name = action.objectName()
        if name in (LEFT, RIGHT):
            self.window.sides.fold(name)
        elif name == "full_screen":
            self.window.fill_screen()
        else:
            self.commands.run(name)

    @Slot()
    def _on_sample(self) -> None:
        self.commands.run("sample")

    @Slot()
    def _on_new(self) -> None:
        self.commands.run("new")

    @Slot()
    def _on_file(self) -> None:
        self.commands.run("bring")

    @Slot()
    def _on_photos(self) -> None:
        self.commands.run("add_photo_folder")

    @Slot(list)
    def _on_files(self, paths: list[str]) -> None:
        self.commands.bring_files(paths)

    @Slot(str)
    def _on_piece(self, piece: str) -> None:
        self.bench.open_piece(piece)

    @Slot(str)
    def _on_search(self, query: str) -> None:
        self.bench.pieces.refresh(query=query)

    @Slot(str)
    def _on_queue(self, queue: str) -> None:
        self.bench.pieces.refresh(queue=queue)

    @Slot(str)
    def _on_trash(self, piece: str) -> None:
        self.commands.trash.put(piece)

    @Slot(str)
    def _on_take_back(self, piece: str) -> None:
        self.commands.trash.take_back(piece)

    @Slot(str)
    def _on_opened(self, piece: str) -> None:
        self._preferences.set("last_article", piece)

    @Slot()
    def _on_close_wanted(self) -> None:
        self._may_close_unsaved = True
        self.window.close()

    @Slot(object)
    def _on_closing(self, event: QCloseEvent) -> None:
        self._preferences.set("window", self.window.place())
        if self._commands is not None and self.bench.article is not None:
            place = self.bench.places.written(self.bench.article.id)
            self._preferences.set("last_place", place)
        if self._commands is not None and not self.bench.close(unsaved=self._may_close_unsaved):
            # Unsaved text stays on the screen, with what stands in its way and what can be done.
            self._may_close_unsaved = False
            event.ignore()
            self.commands.saving.offer_way_out()
            return
        if self.caretaker is not None:
            self.caretaker.stop()
        if self._commands is not None:
            self._commands.ingesting.stop()
            self._commands.photo.files.stop()
            self._commands.office.stop()
            self._commands.piece.stop()
            self._commands.library.stop()
        if self._first is not None:
            self._first.close()


def _is_brought_in(source: str) -> bool:
    """Say whether a file is a hand-off or pictures: these come in as when they are dropped on the window."""
    from morat.operations.photographs import pictures_among

    return Path(source).suffix.lower() == ".morat" or bool(pictures_among([source]))

"""What the actions of the window do: ask for what is needed, call an operation, say what became of it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.messages import Message, UserError
from morat.operations.care import DAMAGE
from morat.operations.preferences import Preferences
from morat.operations.reading import is_old
from morat.services.caretaker import Caretaker
from morat.ui.commands.block_commands import BlockCommands
from morat.ui.commands.caption_way import CaptionWay
from morat.ui.commands.care_commands import CareCommands
from morat.ui.commands.fields_desk import FieldsDesk
from morat.ui.commands.history_commands import HistoryCommands
from morat.ui.commands.import_desk import ImportDesk
from morat.ui.commands.ingest_desk import IngestDesk
from morat.ui.commands.library_commands import LibraryCommands
from morat.ui.commands.notice_commands import NoticeCommands
from morat.ui.commands.office_desk import Manuscript, OfficeDesk
from morat.ui.commands.paste_desk import PasteDesk
from morat.ui.commands.people_desk import PeopleDesk
from morat.ui.commands.photo_commands import PhotoCommands
from morat.ui.commands.photo_export_commands import PhotoExportCommands
from morat.ui.commands.picture_commands import PictureCommands
from morat.ui.commands.piece_commands import PieceCommands
from morat.ui.commands.proof_commands import ProofCommands
from morat.ui.commands.protection_desk import ProtectionDesk
from morat.ui.commands.recovery_desk import RecoveryDesk
from morat.ui.commands.saving_commands import SavingCommands
from morat.ui.commands.send_desk import SendDesk
from morat.ui.commands.table_commands import TableCommands
from morat.ui.commands.text_commands import TextCommands
from morat.ui.commands.trash_commands import TrashCommands
from morat.ui.commands.typing_desk import TypingDesk
from morat.ui.commands.watch_desk import WatchDesk
from morat.ui.commands.writing_commands import WritingCommands
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.files import FileChooser
from morat.ui.kit.drops import are_many
from morat.ui.kit.theme import Theme
from morat.ui.window.file_drops import FileDrops
from morat.ui.window.main_window import MainWindow
from morat.ui.window.notice_bar import NoticeBar

if TYPE_CHECKING:
    from morat.newsroom.incoming import Incoming
    from morat.operations.exporting import Exported
    from morat.operations.handoff import Outlook, Received, Sent
    from morat.operations.importing import Imported
    from morat.operations.pieces import Opened
    from morat.services.library_desk import Library

T = TypeVar("T")


class Commands(QObject):
    """One method an action; the names are those of ``actions.ACTIONS``.

    Signals:
        idle(): an operation that was asked for has been answered, well or badly (tests wait for it).
    """

    idle = Signal()

    def __init__(
        self,
        window: MainWindow,
        bench: Workbench,
        preferences: Preferences,
        theme: Theme,
        chooser: FileChooser,
        caretaker: Caretaker,
    ) -> None:
        """Act on ``bench`` and its library; ask for files through ``chooser``."""
        super().__init__(window)
        self._window = window
        self.bench = bench
        self._preferences = preferences
        self._theme = theme
        self.chooser = chooser
        self._words = window.words
        self.notices = NoticeBar(self._words, window)
        window.put_above_page(self.notices)
        self._offers: tuple[Callable[[], None], ...] = ()
        self.text = TextCommands(bench, preferences)
        self.register = PeopleDesk(bench, self._chooser_now)
        FieldsDesk(bench.photos.panel.fields, bench.desk, self.register)
        self.typing = TypingDesk(bench, preferences, self.register)
        self.blocks = BlockCommands(bench)
        self.tables = TableCommands(bench)
        self.writing = WritingCommands(bench, preferences)
        self.trash = TrashCommands(bench, self.offer)
        self.history = HistoryCommands(bench, self.offer)
        self.picture = PictureCommands(bench, self.offer)
        self.caption_way = CaptionWay(bench)
        self.notice_keys = NoticeCommands(bench, self.notices)
        protection = ProtectionDesk(bench, preferences, self.ask, self.picture.edit_photo)
        self.photo_export = PhotoExportCommands(bench, preferences, protection, self.offer, self._chooser_now)
        self.photo = PhotoCommands(bench, preferences, self.offer, self._chooser_now, self.typing.keys.put)
        self.ingesting = IngestDesk(bench, preferences, self._chooser_now, self.writing.new)
        self.piece = PieceCommands(bench, preferences, self._chooser_now, protection.pass_by)
        self.sending = SendDesk(bench, self._chooser_now)
        self.proof = ProofCommands(bench, preferences)
        self.saving = SavingCommands(bench, self._chooser_now)
        self.care = CareCommands(bench, caretaker, self.offer, self.warn)
        self.recovery = RecoveryDesk(bench)
        self.recovery.failed.connect(self.tell)
        self.library = LibraryCommands(bench, self.ask, self._chooser_now, preferences)
        self.pastes = PasteDesk(bench, self.ask, self.notices)
        self.imports = ImportDesk(bench, self.ask, self.notices)
        self.office = OfficeDesk(bench, self.ask, self.notices)
        WatchDesk(bench).told.connect(self.inform)
        self._wire()

    def _wire(self) -> None:
        bench = self.bench
        self.office.done.connect(self._on_old_read)
        self.office.failed.connect(self._on_failed)
        self.piece.failed.connect(self.tell)
        self.piece.oldWanted.connect(self.office.lend)
        self.piece.told.connect(self.inform)
        self.piece.offered.connect(self.offer)
        self.piece.asked.connect(self._on_asked)
        self.piece.exported.connect(self._on_exported)
        bench.failed.connect(self.tell)
        bench.told.connect(self.inform)
        self.sending.sent.connect(self._on_sent)
        self.sending.failed.connect(self._on_failed)
        bench.proof.offered.connect(self.offer)
        bench.find.offered.connect(self.offer)
        bench.review.given.connect(self._on_setting)
        self.notices.actionTaken.connect(self._on_notice_action)
        bench.photos.filesWanted.connect(self.add_photos)
        bench.photos.othersDropped.connect(self.bring_files)
        bench.photos.ingestWanted.connect(self.ingesting.look_at)
        self.ingesting.told.connect(self._show)
        self.ingesting.failed.connect(self.tell)
        told = self._words.text("Drop to bring in: a piece opens, pictures go to the photos")
        self.drops = FileDrops(self._window, told)
        self.drops.dropped.connect(self.bring_files)
        bench.desk.crashed.connect(self._on_crash)

    def run(self, name: str) -> None:
        """Do what the action ``name`` says."""
        texts = (self.text, self.writing, self.blocks, self.tables, self.bench.find)
        desks = (self.library, self.history, self.typing, self.register, self.piece, self.photo)
        pictures = (self.picture, self.caption_way, self.photo_export, self.ingesting)
        owners = (self, self.notice_keys, *texts, *desks, *self.photo.parts, *pictures)
        owner = next(one for one in owners if hasattr(one, name))
        action: Callable[[], None] = getattr(owner, name)
        action()

    # Pieces

    def bring(self) -> None:
        """Bring in files as pieces."""
        self.bring_files(self.chooser.open_pieces())

    @Slot(list)
    def bring_files(self, paths: list[str]) -> None:
        """Bring in files: pieces open, hand-off files are received, pictures go to the photos."""
        from morat.operations.photographs import pictures_among

        pictures = pictures_among(paths)
        if pictures and are_many(pictures):
            self.ingesting.look_at(pictures)
        elif pictures:
            self._add_photos(pictures)
        for path in paths:
            if path in pictures:
                continue
            if Path(path).suffix.lower() == ".morat":
                self.look_at(Path(path))
            else:
                self._bring_file(Path(path))

    def look_at(self, path: Path) -> None:
        """Show what a hand-off file holds and offer to receive it; nothing is taken in unasked."""
        self._ask(partial(_look, path), partial(self._on_looked, path))

    def sample(self) -> None:
        """Open the sample piece."""
        self._ask(_sample, self._on_piece)

    def receive(self) -> None:
        """Take a hand-off file in."""
        for path in self.chooser.open_handoff():
            self._bring_file(Path(path))

    def add_photos(self) -> None:
        """Bring pictures in."""
        paths = self.chooser.open_photos()
        if paths:
            self._add_photos(paths)

    def add_photo_folder(self) -> None:
        """Bring a folder of pictures in."""
        paths = self.chooser.open_photo_folder()
        if paths:
            self.ingesting.look_at(paths)

    def save(self) -> None:
        """Save now; never asks."""
        self.bench.save()

    def send(self) -> None:
        """Write the hand-off file of the piece."""
        self.sending.send()

    def quit(self) -> None:
        """Leave; everything is saved first."""
        self._window.close()

    # The window

    def restore_library(self) -> None:
        """Open the restore screen."""
        self.care.open()

    def settings(self) -> None:
        """Change settings."""
        from morat.operations.preferences import SETTINGS
        from morat.ui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self._words, SETTINGS, self._preferences.values(), self._window)
        dialog.changed.connect(self._on_setting)
        dialog.open()

    def shortcuts(self) -> None:
        """Show the keys."""
        from morat.ui.dialogs.shortcuts import ShortcutsDialog
        from morat.ui.window.actions import shortcut_groups

        ShortcutsDialog(self._words, shortcut_groups(self._words), self._window).open()

    def about(self) -> None:
        """Say what this is and which version."""
        from morat.ui.dialogs.about import AboutDialog

        AboutDialog(self._words, self._window).open()

    def proofread(self) -> None:
        """Go to the next finding."""
        self.bench.next_finding()

    def proofing(self) -> None:
        """Choose what the proofreader looks for."""
        self.proof.choose()

    # What becomes of it

    @Slot(object)
    def tell(self, message: object) -> None:
        """Say a message in the window; of a library that is damaged, with the way to its backups."""
        if not isinstance(message, Message):
            return
        if message.code in DAMAGE:
            self.care.offer_restore(message)
        elif message.code == "library-in-use":
            self.library.offer_copy(message)
        else:
            self.warn(self._words.say(message))

    def warn(self, text: str, button: str = "", do: Callable[[], None] | None = None) -> None:
        """Say what stands in the way; the button, if there is one, does what is offered."""
        self.ask("error", text, {button: do} if do is not None else {})

    @Slot(object)
    def inform(self, message: object) -> None:
        """Say a message that is no failure."""
        if isinstance(message, Message):
            self._show("info", self._words.say(message))
            self.idle.emit()

    @Slot(str, str, object)
    def offer(self, text: str, button: str = "", do: Callable[[], None] | None = None) -> None:
        """Say what was done; the button, if there is one, does what is offered."""
        self.ask("info", text, {button: do} if do is not None else {})

    @Slot(str, object)
    def _on_asked(self, text: str, offers: Mapping[str, Callable[[], None]]) -> None:
        self.ask("warning", text, offers)

    def ask(self, kind: str, text: str, offers: Mapping[str, Callable[[], None]]) -> None:
        """Say something of this ``kind``, with up to two buttons and what each does."""
        self._show(kind, text, tuple(offers))
        self._offers = tuple(offers.values())
        self.idle.emit()

    def _show(self, kind: str, text: str, actions: tuple[str, ...] = ()) -> None:
        self._offers = ()
        self.notices.show_message(kind, text, actions)

    def _show_file(self, kind: str, text: str, path: Path) -> None:
        self._offers = ()
        self.notices.show_file(kind, text, path)

    def _chooser_now(self) -> FileChooser:
        return self.chooser

    def _ask(self, work: Callable[["Library"], T], done: Callable[[T], object]) -> None:
        self.bench.desk.ask(work, done, failed=self._on_failed)

    def _add_photos(self, paths: list[str]) -> None:
        if self.bench.article is None:
            self.writing.new()
        self.bench.photos.add_files(paths)

    def _bring_file(self, path: Path) -> None:
        author = self.bench.author
        if is_old(path):
            self.office.read(path)
        elif path.suffix.lower() == ".morat":
            self._ask(partial(_receive, path, author), self._on_received)
        else:
            self._ask(partial(_import, path, author), self._on_imported)

    def _on_piece(self, opened: "Opened") -> None:
        self.bench.show_piece(opened)
        self.bench.refresh_list()
        self.idle.emit()

    @Slot(object)
    def _on_old_read(self, read: Manuscript) -> None:
        done = self._on_imported if read.is_awaited else partial(self._on_arrived, read.name)
        self._ask(partial(_store, read.incoming, self.bench.author), done)

    def _on_arrived(self, name: str, came: "tuple[Imported, Opened]") -> None:
        self.bench.refresh_list()
        self.imports.offer(name, came[0])
        self.idle.emit()

    def _on_imported(self, came: "tuple[Imported, Opened]") -> None:
        imported, opened = came
        self._on_piece(opened)
        self.imports.show(imported)

    def _on_received(self, came: "tuple[Received, Opened]") -> None:
        received, opened = came
        self._on_piece(opened)
        self._show("info", self._words.say(received.notice))

    def _on_looked(self, path: Path, outlook: "Outlook") -> None:
        from morat.operations.handoff import KNOWN, prospect

        actions = () if outlook.fate == KNOWN else (self._words.text("Receive"),)
        told = self._words.say(prospect(outlook))
        if outlook.note:
            told = " ".join((told, self._words.text("Note: “{note}”", note=outlook.note)))
        self._show("info", told, actions)
        self._offers = (partial(self._bring_file, path),)
        self.idle.emit()

    def _on_exported(self, made: "Exported") -> None:
        text = self._words.text(
            "Exported: {file} ({size})", file=made.path.name, size=self._words.size(made.bytes)
        )
        told = [text, *map(self._words.say, (made.counted, *made.warnings))]
        self._show_file("success", " ".join(told), made.path)
        self.idle.emit()

    @Slot(object)
    def _on_sent(self, sent: "Sent") -> None:
        from morat.operations.handoff import contents

        self._show_file("success", self._words.say(contents(sent)), sent.path)
        self.idle.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.tell(error.message)
        else:
            self._on_crash(error)

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        from morat.operations.places import keep_traceback

        self.tell(Message("bug", log=keep_traceback(error)))

    @Slot(int)
    def _on_notice_action(self, button: int) -> None:
        offers, self._offers = self._offers, ()
        if button < len(offers):
            self.notices.hide()
            offers[button]()

    @Slot(str, str)
    def _on_setting(self, key: str, value: str) -> None:
        self._preferences.set(key, value)
        if key == "theme":
            self._theme.choose(value)
        elif key == "typing_aid":
            self.typing.show_aid()
        elif key == "author":
            self.bench.sign_with(value)
        elif key == "code_delimiter":
            self.register.refresh()
        elif key == "backup_folder":
            self.care.look_after()
        elif key == "language":
            self._show("info", self._words.text("The language changes when Mo-rát starts again."))


def _sample(library: "Library") -> "Opened":
    from morat.operations.pieces import open_piece
    from morat.operations.sample import bring_sample

    return open_piece(library, bring_sample(library).id)


def _import(path: Path, author: str, library: "Library") -> "tuple[Imported, Opened]":
    from morat.operations.importing import import_file
    from morat.operations.pieces import open_piece

    imported = import_file(library, path, author=author)
    return imported, open_piece(library, imported.article.id)


def _store(incoming: "Incoming", author: str, library: "Library") -> "tuple[Imported, Opened]":
    from morat.operations.importing import store
    from morat.operations.pieces import open_piece

    imported = store(library, incoming, author=author)
    return imported, open_piece(library, imported.article.id)


def _look(path: Path, library: "Library") -> "Outlook":
    from morat.operations.handoff import look

    return look(library, path)


def _receive(path: Path, author: str, library: "Library") -> "tuple[Received, Opened]":
    from morat.operations.handoff import receive
    from morat.operations.pieces import open_piece

    received = receive(library, path, author=author)
    return received, open_piece(library, received.article.id)

"""What happens in the window once a piece is open: it binds the open article's services to the widgets."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.incoming import Incoming
from morat.newsroom.messages import Message
from morat.newsroom.text import reading_minutes
from morat.newsroom.workflow import next_step
from morat.operations import pieces
from morat.services.jobs import Jobs
from morat.services.length_counter import LengthCounter
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle, one_line
from morat.services.saver import Origin, Saver
from morat.services.thumbnails import Thumbnails
from morat.ui.desks.chosen_length import ChosenLength
from morat.ui.desks.find_desk import FindDesk
from morat.ui.desks.history_desk import HistoryDesk
from morat.ui.desks.kept_pieces import KeptPieces
from morat.ui.desks.photo_desk import PhotoDesk
from morat.ui.desks.piece_desk import PieceDesk
from morat.ui.desks.places import Places
from morat.ui.desks.proof_desk import ProofDesk
from morat.ui.desks.review_desk import ReviewDesk
from morat.ui.desks.save_desk import SaveDesk
from morat.ui.desks.sheet_desk import SheetDesk
from morat.ui.editor.page import Page
from morat.ui.kit.theme import Theme
from morat.ui.window.main_window import MainWindow
from morat.ui.window.passing_note import PassingNote
from morat.ui.window.side_panel import SidePanel
from morat.ui.window.sides import RIGHT

if TYPE_CHECKING:
    from morat.operations.house import House
    from morat.services.library_desk import Library
    from morat.services.saver import Saved


class Workbench(QObject):
    """The open piece and everything around it.

    Signals:
        opened(str): a piece (its id) is on the page now; empty when none is any more.
        fileRead(object): the piece of a file, read into this Incoming, is on the page now.
        sendWanted(str): the piece shall be sent, with this status once its file is written.
        shrunk(str): a save has lost more than half of the text; the version before it is pinned.
        failed(object): a Message to show.
        told(object): a Message that is no failure.
    """

    opened = Signal(str)
    fileRead = Signal(object)
    sendWanted = Signal(str)
    shrunk = Signal(str)
    failed = Signal(object)
    told = Signal(object)

    def __init__(self, window: MainWindow, theme: Theme, desk: LibraryDesk, author: str, style: str) -> None:
        """Put the page and the side panel into ``window``; proofread in the house style called ``style``."""
        super().__init__(window)
        self.window = window
        self.desk = desk
        self.author = author
        self._words = window.words
        self.jobs = Jobs(self, threads=2)
        self.thumbnails = Thumbnails(desk, self.jobs, self)
        self.article: OpenArticle | None = None
        self._counter: LengthCounter | None = None
        self._theme = theme
        self.page = Page(self._words, theme.tokens, self.thumbnails.image, window)
        self.pieces = PieceDesk(window.library, desk, self.thumbnails, self)
        self.saves = SaveDesk(desk, window.status, self)
        self.kept = KeptPieces(self.saves, self._step_words, self)
        sheet = SheetDesk(self._words, desk, self.jobs, self.thumbnails, self.page, self)
        self.photos = PhotoDesk(sheet, desk, self.page, self)
        self.proof = ProofDesk(window, desk, self.page, style, partial(_house, desk.folder))
        self.side = SidePanel(self._words, window)
        self.review = ReviewDesk(window, self.side, self.page, author)
        self.versions = HistoryDesk(window, desk, self.page.commit, self)
        self.side.add(self.photos.panel, self._words.text("Photos"))
        self.side.add(self.proof.panel, self._words.text("Proof"))
        self.side.add(self.review.panel, self._words.text("Comments"))
        self.side.add(self.versions.panel, self._words.text("History"))
        self.places = Places(self.page.view)
        self._note = PassingNote(self.page)
        self._chosen = ChosenLength(self.page, window.status, self.jobs, self)
        self.find = FindDesk(self._words, self.page, self)
        self.find.photoShown.connect(self.photos.sheet.show_photo)
        window.put_page(self.find.column, self.side)
        self._wire()

    # Opening and closing

    def open_piece(self, piece: str, failed: Callable[[Exception], None] | None = None) -> None:
        """Open a piece of the library by its id; ``failed`` hears why that cannot be, else the window."""
        self.settle()
        work = partial(_open_piece, piece)
        self.desk.ask(work, self.show_piece, failed=failed or self.failed_with, topic="open")

    def show_piece(self, opened: pieces.Opened) -> None:
        """Put a piece of the library on the page, as it was read there."""
        edited = self.saver is not None and self.saver.is_dirty
        if edited and self.article is not None and self.article.id == opened.article.id:
            # It is open already, and what was typed since it was asked for is newer than what was read.
            return
        self.versions.opened_at(opened.article.id, opened.revision)
        self.open_article(opened.article, Origin(opened.revision, opened.updated, review=opened.review))
        if self.saver is not None and not self.saver.is_dirty:
            self.window.status.show_saved(opened.updated)

    def open_nothing_else(self) -> None:
        """Forget a piece that was asked for and has not arrived: something newer is wanted on the page."""
        self.desk.drop("open")
        self.jobs.drop("read")

    @property
    def saver(self) -> Saver | None:
        """Who saves the piece on the page."""
        return self.saves.current

    def open_article(self, article: Article, origin: Origin | None = None) -> None:
        """Put ``article`` on the page; it is stored at its first edit, with the pictures of its ``origin``.

        Where more of the same piece is in memory than could be saved so far, that is shown instead.
        """
        self.settle()
        self._let_go()
        kept = self.kept.of(article)
        origin = origin or Origin()
        self.article = kept
        self.thumbnails.lend(origin.pictures)
        self.saves.watch(kept, origin, self.author)
        self._counter = LengthCounter(kept, self.jobs, self)
        self._counter.counted.connect(self._on_counted)
        kept.valueChanged.connect(self._on_value_changed)
        kept.fields["headline"].contentsChanged.connect(self._on_headline)
        kept.history.stack.undoTextChanged.connect(self._on_undo_text)
        kept.history.stack.redoTextChanged.connect(self._on_redo_text)
        self._show(kept)

    def sign_with(self, author: str) -> None:
        """Sign what is done from now on with the name of ``author``, on the open piece too."""
        self.author = author
        self.review.sign_with(author)
        if self.saver is not None:
            self.saver.author = author

    def settle(self) -> None:
        """Take over what is being typed and save what is unsaved (before anything leaves the page)."""
        if self.article is not None and self.saver is not None:
            self.page.commit()
            self.saver.save_if_dirty()

    def leave(self, piece: str) -> bool:
        """Take a piece off the page; False when it is not there, or not all of it is saved and it stays."""
        if self.article is None or self.article.id != piece or self.saver is None or self.saver.is_dirty:
            return False
        self._let_go()
        self.versions.show_article(None)
        self.find.show_article(None)
        self.saves.let_go()
        self.article = self._counter = None
        self.pieces.show_open("")
        self.window.show_start(library_is_empty=False)
        self.window.actions_by_name.piece_is_open(now=False)
        self.window.top.show_status(None, None)
        self.window.status.show_nothing_open()
        self.opened.emit("")
        return True

    def close(self, *, unsaved: bool = False) -> bool:
        """Save and close the library; False, and nothing closed, where not all could be saved.

        With ``unsaved`` it closes all the same where the journals have what the library has not.
        """
        self.settle()
        self.desk.finish()
        if not self.saves.is_safe and not (unsaved and self.saves.is_journaled):
            return False
        self.jobs.stop()
        self.proof.stop()
        self.versions.stop()
        self.find.stop()
        self.desk.close()
        self.saves.close()
        return True

    # Things the commands ask for

    def save(self, kind: str = "auto") -> None:
        """Save now, as a version of this kind."""
        if self.saver is not None:
            self.page.commit()
            self.saves.save(kind)

    def take_step(self) -> None:
        """Take the one next step of the piece; a step that sends it asks for the file first."""
        if self.article is None:
            return
        step = next_step(str(self.article.value("status")))
        if step is None:
            return
        if step.name == "submit":
            self.sendWanted.emit(step.after)
        else:
            self.set_status(step.after)
            self.save(kind="milestone")

    def set_status(self, status: str) -> None:
        """Give the piece a status."""
        if self.article is not None:
            self.article.set_value("status", status)

    def open_file(self, path: Path) -> None:
        """Read a file of a kind that takes no while, and show its piece."""
        self.jobs.run(partial(_read_file, path), self.show_file, failed=self.failed_with, topic="read")

    def refresh_list(self) -> None:
        """Ask the library for its newest pieces."""
        self.pieces.refresh()

    def next_finding(self) -> None:
        """Go to the next thing the proofreader found."""
        self.side.go_to(self.proof.panel)
        self.proof.next()

    def show_history(self) -> None:
        """Go to the versions of the piece."""
        self.window.sides.show(RIGHT)
        self.side.go_to(self.versions.panel)
        self.versions.panel.take_focus()

    # How it is put together

    def _wire(self) -> None:
        self._theme.changed.connect(self._on_theme)
        self.window.escaped.connect(self._on_escaped)
        self.window.screenFilled.connect(self._on_screen_filled)
        self.thumbnails.ready.connect(self._on_picture)
        self.proof.counted.connect(self._on_found_counted)
        self.proof.failed.connect(self.failed)
        self.proof.house.genresChanged.connect(self._on_genres)
        self.window.top.statusChosen.connect(self.set_status)
        self.pieces.failed.connect(self.failed)
        self.versions.failed.connect(self.failed)
        self.photos.changed.connect(self._on_photos_changed)
        self.photos.failed.connect(self.failed)
        self.photos.pieceWanted.connect(self.open_piece)
        self.desk.failed.connect(self.failed)
        self.saves.saved.connect(self._on_saved)
        self.saves.stored.connect(self._on_stored)

    def _let_go(self) -> None:
        """Part from the article that was open; its undo history stays with it."""
        if self.article is None or self._counter is None:
            return
        self.article.valueChanged.disconnect(self._on_value_changed)
        self.article.fields["headline"].contentsChanged.disconnect(self._on_headline)
        self.article.history.stack.undoTextChanged.disconnect(self._on_undo_text)
        self.article.history.stack.redoTextChanged.disconnect(self._on_redo_text)
        self.places.leave(self.article.id)
        self.proof.let_go()
        self.review.let_go()
        self._counter.let_go()

    def _show(self, article: OpenArticle) -> None:
        self.window.show_page()
        self.page.show_article(article)
        self.proof.house.read_genres()
        self.window.status.show_nothing_open()
        self.pieces.show_open(article.id)
        self._on_headline()
        self._on_value_changed("status")
        self._on_undo_text(article.history.stack.undo_text)
        self._on_redo_text(article.history.stack.redo_text)
        self.photos.show_article(article)
        self.proof.show_article(article)
        if self._counter is not None:
            self._counter.count()
        self.review.show_article(article)
        self.versions.show_article(article)
        self.find.show_article(article)
        self.places.arrive(article.id)
        self.opened.emit(article.id)

    def _step_words(self, code: str) -> str:
        return self._words.say(Message(code))

    # What happens

    def show_file(self, incoming: Incoming) -> None:
        """Show the piece of a file that was read; it comes into the library at its first edit."""
        self.open_article(incoming.article, Origin(pictures=dict(incoming.pictures), review=incoming.review))
        self.fileRead.emit(incoming)

    def failed_with(self, error: Exception) -> None:
        """Show an error of an operation."""
        self.failed.emit(message_of(error))

    @Slot()
    def _on_genres(self) -> None:
        self.page.show_genres(self.proof.house.genres)

    @Slot()
    def _on_headline(self) -> None:
        if self.article is not None:
            self.window.show_headline(one_line(self.article.fields["headline"]))

    @Slot(str)
    def _on_value_changed(self, field: str) -> None:
        if field == "status" and self.article is not None:
            status = str(self.article.value("status"))
            step = next_step(status)
            self.window.top.show_status(status, step.name if step else None)

    @Slot()
    def _on_saved(self) -> None:
        self.refresh_list()
        self.versions.refresh()

    @Slot(object)
    def _on_stored(self, saved: "Saved") -> None:
        if saved.shrunk:
            self.shrunk.emit(saved.shrunk)
        if saved.beside is not None and self.article is not None:
            self.told.emit(Message("saved-beside", headline=one_line(self.article.fields["headline"])))

    @Slot(int, int)
    def _on_found_counted(self, errors: int, others: int) -> None:
        self.side.show_count(self.proof.panel, errors + others)
        self.window.status.show_found(errors, others)

    @Slot(int, int)
    def _on_counted(self, words: int, characters: int) -> None:
        genre = str(self.article.value("genre")) if self.article is not None else ""
        most = self.page.head.genres.profile(genre).limit("piece")
        self.window.status.show_length(words, characters, reading_minutes(words), most)

    @Slot()
    def _on_escaped(self) -> None:
        if not self.find.close():
            self.window.leave_full_screen()

    @Slot(bool)
    def _on_screen_filled(self, filled: bool) -> None:  # noqa: FBT001 - a signal's signature
        self.page.view.set_typewriter(on=filled)
        if filled:
            self._note.tell(self._words.text("Esc leads back to the window"))
        else:
            self._note.hide()

    @Slot()
    def _on_theme(self) -> None:
        self.page.show_tokens(self._theme.tokens)

    @Slot(str, int)
    def _on_picture(self, sha: str, width: int) -> None:
        image = self.thumbnails.image(sha, width)
        if image is not None:
            self.window.library.set_thumbnail(sha, image)
        self.page.picture_arrived(sha)

    @Slot(int)
    def _on_photos_changed(self, count: int) -> None:
        self.side.show_count(self.photos.panel, count)

    @Slot(str)
    def _on_undo_text(self, text: str) -> None:
        undo = self._words.text("Undo: {what}", what=text) if text else self._words.text("Undo")
        self.window.actions_by_name["undo"].setText(undo)

    @Slot(str)
    def _on_redo_text(self, text: str) -> None:
        redo = self._words.text("Redo: {what}", what=text) if text else self._words.text("Redo")
        self.window.actions_by_name["redo"].setText(redo)

    def restore(self, version: Article) -> bool:
        """Make an earlier version the newest, as one step that can be undone; False when it is not the piece.

        What is unsaved is saved first, so that it is in the history like any other version.
        """
        if self.article is None or self.article.id != version.id:
            return False
        self.settle()
        self.article.become(version, "restore-version")
        self.save(kind="restored")
        return True


def _house(library: Path) -> "House":
    from morat.operations import places
    from morat.operations.house import House

    return House(library, places.home())


def _open_piece(piece: str, library: "Library") -> pieces.Opened:
    return pieces.open_piece(library, piece)


def _read_file(path: Path) -> Incoming:
    from morat.operations.reading import read_file

    return read_file(path)

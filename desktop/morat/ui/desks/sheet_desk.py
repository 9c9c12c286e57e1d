"""The contact sheet beside the text: reads the library for it, looks over the piece, keeps both in step."""

from collections.abc import Sequence
from functools import partial
from math import isqrt
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from morat.catalogue import Catalogue
from morat.newsroom import recipe
from morat.newsroom.blocks import Photo, first_photo, photos_in
from morat.newsroom.contact_sheet import Sheet, counts_of
from morat.newsroom.inline import plain
from morat.newsroom.messages import Message
from morat.newsroom.pictures import PhotoFacts
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle
from morat.services.pause import Pause
from morat.services.thumbnails import MOST_PIXELS, Thumbnails
from morat.ui.editor.page import Page
from morat.ui.photos.panel import PhotoPanel

if TYPE_CHECKING:
    from morat.newsroom.article import Article
    from morat.newsroom.pictures import Run
    from morat.operations.contact_sheet import Wanted
    from morat.services.library_desk import Library

THUMBNAIL = 192
PAUSE = 400
"""Milliseconds without an edit until the photos of the text are looked through again."""


class SheetDesk(QObject):
    """Says what the contact sheet shows.

    Signals:
        changed(int): the piece has so many photos now.
        failed(object): a Message to show.
        photosShown(list): the piece shows these Photos now, some of them others than before, or edited.
        brought(): the photo that :meth:`bring_photo` was asked for is the current one.
    """

    changed = Signal(int)
    photosShown = Signal(list)
    failed = Signal(object)
    brought = Signal()

    def __init__(
        self,
        words: Catalogue,
        desk: LibraryDesk,
        jobs: Jobs,
        thumbnails: Thumbnails,
        page: Page,
        parent: QObject,
    ) -> None:
        """Ask ``desk`` for photos, and let ``jobs`` look over the piece."""
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._thumbnails = thumbnails
        self._article: OpenArticle | None = None
        self._facts: dict[str, PhotoFacts] = {}
        self._sheet = Sheet()
        self._query = ""
        self._in_trash = False
        self._coming: tuple[str, ...] = ()
        self._fresh: tuple[str, ...] = ()
        self._edits = 0
        self._entered = self._brings = ""
        self._recipes: dict[str, str] = {}
        self._shown: dict[str | None, Photo] = {}
        self._pause: Pause | None = None
        self.panel = PhotoPanel(words, page.window())
        self.panel.thumbnailWanted.connect(self._on_thumbnail)
        self.panel.searchChanged.connect(self._on_search)
        self.panel.trashShown.connect(self._on_trash_shown)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.pieceCaptionEdited.connect(self._on_piece_caption)
        thumbnails.broken.connect(self.panel.show_broken)
        page.photoEntered.connect(self.show_photo)
        thumbnails.ready.connect(self._on_ready)

    def show_article(self, article: OpenArticle) -> None:
        """Show the photos of ``article`` and the newest of the library."""
        if self._pause is not None:
            self._pause.stop()
            self._pause.deleteLater()
        self._article = article
        self._pause = Pause(article, PAUSE, self)
        self._pause.begun.connect(self._on_pause)
        self._sheet = structs.replace(self._sheet, here=counts_of(article.article()), notes={})
        self._show_edits()
        self.refresh()

    def refresh(self) -> None:
        """Ask the library for the photos again: those searched for, else the piece's and the newest."""
        from morat.operations.contact_sheet import Wanted

        piece = self._article.id if self._article is not None else ""
        wanted = Wanted(piece, self._sheet.here, self._query, self._in_trash)
        done = partial(self._on_read, self._edits)
        self._desk.ask(partial(_read, wanted), done, failed=self.fail, topic="photos")

    def facts(self, sha: str) -> PhotoFacts | None:
        """Return what is known of a photo of the sheet or the piece, None of another one."""
        return self._facts.get(sha)

    def picture(self, sha: str, width: int) -> QImage | None:
        """Return a photo as the piece shows it, None while it is fetched; see :class:`Thumbnails`."""
        return self._thumbnails.image(sha, width, self._recipes.get(sha))

    def let_go(self, sha: str, width: int) -> None:
        """Keep what :meth:`picture` gave no longer."""
        self._thumbnails.let_go(sha, width, self._recipes.get(sha))

    def pixels(self, facts: PhotoFacts) -> tuple[int, int]:
        """Return width and height of a photo as the piece shows it, in the pixels of its file."""
        size, edit = (max(1, facts.width), max(1, facts.height)), self._recipes.get(facts.sha256)
        if edit is None or not recipe.is_known(Photo("", edit=edit)):
            return size
        width, height = recipe.read(edit).size(*size)
        return max(1, round(width)), max(1, round(height))

    def whole_width(self, facts: PhotoFacts) -> int:
        """Return the width in pixels at which :meth:`picture` gives a photo whole, or as large as is kept."""
        width, height = self.pixels(facts)
        return min(width, isqrt(MOST_PIXELS * width // height))

    def is_broken(self, sha: str, width: int) -> bool:
        """Say whether :meth:`picture` was asked for this and its file is damaged or gone."""
        return self._thumbnails.is_broken(sha, width, self._recipes.get(sha))

    def remember(self, facts: Sequence[PhotoFacts]) -> None:
        """Know this of photos from now on; what was asked of the library before is older."""
        self._edits += 1
        self._facts.update({one.sha256: one for one in facts})

    def bring_up(self, shas: Sequence[str]) -> None:
        """Read the library again, for these photos have come in; select them once they are there."""
        self._coming = self._fresh = tuple(shas)
        self._thumbnails.try_again()
        self.panel.try_again()
        self.refresh()

    def fail(self, error: Exception) -> None:
        """Say why something was not done."""
        self.failed.emit(message_of(error))

    def _on_read(self, edits: int, sheet: Sheet) -> None:
        if edits != self._edits:
            # Something was said of a photo since this was asked for.
            self.refresh()
            return
        self._facts = {one.sha256: one for one in (*sheet.photos, *sheet.hidden)}
        self._sheet = structs.replace(
            sheet, fresh=self._fresh, here=self._sheet.here, notes=self._sheet.notes
        )
        self.panel.show_sheet(self._sheet)
        if any(facts.sha256 in self._coming for facts in sheet.photos):
            self.panel.sheet.select_all_of(self._coming)
            self._coming = ()
        self.changed.emit(len(self._sheet.here))
        self._show_piece_caption()
        self._look_over()
        current = self.panel.sheet.current()
        if self._brings and current is not None and current.sha256 == self._brings:
            self._brings = ""
            self.brought.emit()

    def _look_over(self) -> None:
        """Have what is to be seen to in the photos of the piece looked for in the background."""
        if self._article is not None and self._sheet.here:
            work = partial(_looked_over, self._article.article())
            self._jobs.run(work, self._on_looked_over, failed=self.fail, topic="photo-notes")
        else:
            self._jobs.drop("photo-notes")
            self._on_looked_over({})

    def _on_looked_over(self, notes: dict[str, tuple[Message, ...]]) -> None:
        if notes != self._sheet.notes:
            self._sheet = structs.replace(self._sheet, notes=notes)
            self.panel.show_standing(self._sheet)

    def _shown_block(self, sha: str) -> Photo | None:
        """Return the photo of the piece that shows this picture: the one that was gone to, else the first."""
        if self._article is None or sha not in self._sheet.here:
            return None
        shown = [one for one in photos_in(self._article.article().blocks) if one.photo == sha]
        return next((one for one in shown if one.id == self._entered), shown[0] if shown else None)

    def _show_piece_caption(self) -> None:
        current = self.panel.sheet.current()
        block = self._shown_block(current.sha256) if current is not None else None
        self.panel.piece_caption.show_text(None if block is None else plain(block.caption))

    @Slot(str, str)
    def _on_piece_caption(self, sha: str, text: str) -> None:
        block = self._shown_block(sha)
        if self._article is not None and block is not None:
            self._article.say_of_photo(block.id, "caption", text)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._query = text if text.strip() else ""
        self.refresh()

    @Slot(bool)
    def _on_trash_shown(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self._in_trash = shown
        self.refresh()

    @Slot(str)
    def _on_chosen(self, sha: str) -> None:
        self._show_piece_caption()
        but = self._article.id if self._article is not None else ""
        self._desk.ask(partial(_runs, sha, but), self.panel.show_runs, failed=self.fail, topic="used-in")
        # What a file says is worth knowing where it is here; one that is not is said elsewhere.
        done = self.panel.fields.show_choices
        self._desk.ask(partial(_choices, sha), done, failed=_leave, topic="photo-choices")

    @Slot()
    def _on_pause(self) -> None:
        if self._article is None:
            return
        if not self._sheet.here and first_photo(self._article.article().blocks) is None:
            # It shows none and has shown none: most pieces that are very long.
            return
        self._show_edits()
        here = counts_of(self._article.article())
        before, self._sheet = self._sheet.here, structs.replace(self._sheet, here=here)
        if list(here) != list(before):
            self.refresh()
            return
        if here != before:
            self.panel.show_standing(self._sheet)
        self._show_piece_caption()
        self._look_over()

    @Slot(str)
    def show_photo(self, block_id: str) -> None:
        """Select the picture of a photo of the piece; an empty id changes nothing."""
        if self._article is None or not block_id:
            return
        for photo in photos_in(self._article.article().blocks):
            if photo.id == block_id and photo.photo:
                self._entered = block_id
                self.panel.select(photo.photo)
                self._show_piece_caption()

    def bring_photo(self, sha: str) -> None:
        """Select a picture wherever it is: what hides it is no longer looked for."""
        self._coming, self._brings = (sha,), sha
        self.panel.show_all()
        self.refresh()

    @Slot(str)
    def _on_thumbnail(self, sha: str) -> None:
        image = self.picture(sha, THUMBNAIL)
        if image is not None:
            self.panel.set_thumbnail(sha, image)

    @Slot(str, int)
    def _on_ready(self, shown: str, width: int) -> None:
        """Show a picture that has arrived; one with edits has an address of its own."""
        if width != THUMBNAIL:
            return
        edited = {recipe.address(Photo("", sha, edit=edit)): sha for sha, edit in self._recipes.items()}
        if shown in edited or shown not in self._recipes:
            self._on_thumbnail(edited.get(shown, shown))

    def _show_edits(self) -> None:
        """Show the photos as the piece has them: the first of each."""
        if self._article is None:
            return
        photos = [photo for photo in photos_in(self._article.article().blocks) if photo.photo]
        before, self._recipes = self._recipes, {}
        for photo in reversed(photos):
            if photo.photo and photo.edit is not None:
                self._recipes[photo.photo] = photo.edit
        for sha in before.keys() | self._recipes.keys():
            if before.get(sha) != self._recipes.get(sha):
                self._on_thumbnail(sha)
        shown, self._shown = self._shown, {recipe.address(photo): photo for photo in photos}
        if shown.keys() != self._shown.keys():
            self.photosShown.emit(list(self._shown.values()))


def _leave(_error: Exception) -> None:
    """Say nothing."""


def _read(wanted: "Wanted", library: "Library") -> Sheet:
    from morat.operations.contact_sheet import read_sheet

    return read_sheet(library, wanted)


def _looked_over(article: "Article") -> dict[str, tuple[Message, ...]]:
    from morat.operations.contact_sheet import look_over

    return look_over(article)


def _runs(sha: str, but: str, library: "Library") -> "list[Run]":
    from morat.operations.contact_sheet import runs

    return runs(library, sha, but)


def _choices(sha: str, library: "Library") -> "dict[str, dict[str, str]]":
    from morat.operations.photo_metadata import contradictions

    return contradictions(library, sha)

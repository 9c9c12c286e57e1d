"""The photos of the open piece: the panel beside the text, the library behind it, the page in front."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.catalogue import Catalogue
from morat.newsroom.blocks import Photo, new_id, photos_in
from morat.newsroom.photo_edits import with_text
from morat.newsroom.pictures import PhotoFacts
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle
from morat.services.thumbnails import Thumbnails
from morat.ui.editor.page import Page
from morat.ui.photos.panel import PhotoPanel

if TYPE_CHECKING:
    from morat.operations.photographs import Batch
    from morat.services.library_desk import Library

NEWEST = 24
"""Photos of the library that are offered beside those of the piece."""
FOUND = 120
"""Photos that a search shows at most."""
THUMBNAIL = 192
UNDOS = 100
"""Edits of photos that can be taken back."""
PAUSE = 200
"""Milliseconds after an edit until the photos of the text are looked through again."""


class PhotoDesk(QObject):
    """Brings photos in, shows them, and puts them into the text.

    Signals:
        changed(int): the piece has so many photos now.
        failed(object): a Message to show.
        filesWanted(): somebody wants to choose picture files.
        othersDropped(list): files that are no pictures (their paths) fell where pictures may.
    """

    changed = Signal(int)
    failed = Signal(object)
    filesWanted = Signal()
    othersDropped = Signal(list)

    def __init__(
        self, words: Catalogue, desk: LibraryDesk, thumbnails: Thumbnails, page: Page, parent: QObject
    ) -> None:
        """Stand between the ``page`` and the library of ``desk``."""
        super().__init__(parent)
        self._desk = desk
        self._thumbnails = thumbnails
        self._page = page
        self._article: OpenArticle | None = None
        self._facts: dict[str, PhotoFacts] = {}
        self._used: tuple[str, ...] = ()
        self._query = ""
        self._edits: deque[list[PhotoFacts]] = deque(maxlen=UNDOS)
        self._in_trash = False
        self._coming = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.panel = PhotoPanel(words, page.window())
        self.panel.thumbnailWanted.connect(self._on_thumbnail)
        self.panel.photoEdited.connect(self._on_edited)
        self.panel.insertWanted.connect(self.insert)
        self.panel.filesDropped.connect(self._on_files_dropped)
        self.panel.filesWanted.connect(self.filesWanted)
        self.panel.searchChanged.connect(self._on_search)
        self.panel.trashShown.connect(self._on_trash_shown)
        self.panel.chosen.connect(self._on_chosen)
        page.photoDropped.connect(self.insert)
        page.filesDropped.connect(self._on_files_dropped)
        page.photoEntered.connect(self._on_entered)

    def show_article(self, article: OpenArticle) -> None:
        """Show the photos of ``article`` and the newest of the library."""
        if self._article is not None:
            self._article.body.contentsChanged.disconnect(self._on_contents)
        self._article = article
        article.body.contentsChanged.connect(self._on_contents)
        self._used = _photos_of(article)
        self.refresh()

    def refresh(self) -> None:
        """Ask the library for the photos again: those searched for, else the piece's and the newest."""
        if self._query or self._in_trash:
            work = partial(_found, self._query, self._in_trash)
        else:
            work = partial(_facts, self._used)
        self._desk.ask(work, self._on_facts, failed=self.fail, topic="photos")

    @Slot(list)
    def add_files(self, paths: list[str]) -> None:
        """Bring picture files into the library and show them."""
        self._bring(paths, None)

    @Slot(str)
    @Slot(str, int)
    def insert(self, sha: str, position: int | None = None) -> None:
        """Put a photo into the text at ``position``, below the caret unless said."""
        if self._article is None:
            return
        facts = self._facts.get(sha)
        if facts is None:
            self._desk.ask(partial(_one, sha), partial(self._put, position), failed=self.fail)
        else:
            self._put(position, facts)

    def put_into_trash(self, sha: str, author: str, done: Callable[[str], object]) -> None:
        """Put a photo into the trash, ``done`` hears its name; one that a piece shows stays."""
        work = partial(_put_into_trash, sha, author)
        self._desk.ask(work, partial(self._on_moved, done), failed=self.fail)

    def take_back(self, sha: str, author: str, done: Callable[[str], object]) -> None:
        """Take a photo out of the trash; ``done`` hears its name."""
        work = partial(_take_back, sha, author)
        self._desk.ask(work, partial(self._on_moved, done), failed=self.fail)

    def _put(self, position: int | None, facts: PhotoFacts) -> None:
        from morat.operations.photographs import new_block

        if self._article is None:
            return
        at = self._page.body.textCursor().position() if position is None else position
        self._article.insert_photo(new_block(facts), at)

    def edit(self, facts: Sequence[PhotoFacts]) -> None:
        """Store what is said of these photos now, and show it; ``undo`` takes it back."""
        self._keep(facts)
        self.panel.show_edited(facts)

    def undo(self) -> int:
        """Take the last edit of photos back; return how many photos it was, 0 where there is none."""
        self.panel.fields.settle()
        if not self._edits:
            return 0
        before = self._edits.pop()
        self._store(before)
        self.panel.show_edited(before)
        return len(before)

    def _keep(self, facts: Sequence[PhotoFacts]) -> None:
        before = [self._facts[one.sha256] for one in facts if one.sha256 in self._facts]
        self._edits.append(before)
        self._store(facts)

    def _store(self, facts: Sequence[PhotoFacts]) -> None:
        self._facts.update({one.sha256: one for one in facts})
        self._desk.ask(partial(_update, tuple(facts)), failed=self.fail)

    def insert_frame(self) -> None:
        """Put an empty frame below the caret: the picture will come."""
        if self._article is not None:
            self._article.insert_photo(Photo(new_id()), self._page.body.textCursor().position())

    def _bring(self, paths: list[str], position: int | None) -> None:
        files = [Path(path) for path in paths]
        self._desk.ask(partial(_add, files), partial(self._on_added, position), failed=self.fail)

    def _on_added(self, position: int | None, batch: "Batch") -> None:
        for message in batch.warnings:
            self.failed.emit(message)
        for one in batch.added:
            self._facts[one.facts.sha256] = one.facts
        if position is not None and self._article is not None:
            for one in reversed(batch.added):
                self._put(position, one.facts)
        # It is on the sheet once the library has answered.
        self._coming = batch.added[-1].facts.sha256 if batch.added else ""
        self.refresh()

    def _on_facts(self, facts: list[PhotoFacts]) -> None:
        self._facts = {one.sha256: one for one in facts}
        self.panel.show_photos(facts)
        if self._coming in self._facts:
            self.panel.select(self._coming)
            self._coming = ""
        self.panel.set_used(set(self._used))
        self.changed.emit(len(self._used))

    def _on_moved(self, done: Callable[[str], object], name: str) -> None:
        self.refresh()
        done(name)

    def fail(self, error: Exception) -> None:
        """Say why something was not done."""
        self.failed.emit(message_of(error))

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
        self._desk.ask(partial(_shown_in, sha), self.panel.show_used_in, failed=self.fail, topic="used-in")
        # What a file says is worth knowing where it is here; one that is not is said elsewhere.
        done = self.panel.fields.show_choices
        self._desk.ask(partial(_choices, sha), done, failed=_leave, topic="photo-choices")

    @Slot()
    def _on_contents(self) -> None:
        # Not per key: the walk over the blocks waits for a pause.
        self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        if self._article is None:
            return
        used = _photos_of(self._article)
        if used != self._used:
            self._used = used
            self.refresh()

    @Slot(list)
    @Slot(list, int)
    def _on_files_dropped(self, paths: list[str], position: int | None = None) -> None:
        from morat.operations.photographs import pictures_among

        pictures = pictures_among(paths)
        if pictures:
            self._bring(pictures, position)
        if len(pictures) < len(paths):
            self.othersDropped.emit([path for path in paths if path not in pictures])

    @Slot(str)
    def _on_entered(self, block_id: str) -> None:
        if self._article is None or not block_id:
            return
        for photo in photos_in(self._article.article().blocks):
            if photo.id == block_id and photo.photo:
                self.panel.select(photo.photo)

    @Slot(str)
    def _on_thumbnail(self, sha: str) -> None:
        image = self._thumbnails.image(sha, THUMBNAIL)
        if image is not None:
            self.panel.set_thumbnail(sha, image)

    @Slot(str, str, str)
    def _on_edited(self, sha: str, field: str, value: str) -> None:
        facts = self._facts.get(sha)
        if facts is not None:
            self._keep([with_text(facts, field, value)])


def _leave(_error: Exception) -> None:
    """Say nothing."""


def _photos_of(article: OpenArticle) -> tuple[str, ...]:
    """Return the hashes of the photos of the piece, in order, each once."""
    shown = (photo.photo for photo in photos_in(article.article().blocks))
    return tuple(dict.fromkeys(sha for sha in shown if sha))


def _facts(used: tuple[str, ...], library: "Library") -> list[PhotoFacts]:
    own = [library.photos.facts(sha) for sha in used if library.photos.has(sha)]
    rest = [facts for facts in library.photos.rows(limit=NEWEST + len(own)) if facts.sha256 not in used]
    return [*own, *rest[:NEWEST]]


def _found(query: str, in_trash: bool, library: "Library") -> list[PhotoFacts]:  # noqa: FBT001 - by partial
    return library.photos.rows(query=query, limit=FOUND, trashed=in_trash)


def _shown_in(sha: str, library: "Library") -> list[str]:
    return library.photos.shown_in(sha)


def _put_into_trash(sha: str, author: str, library: "Library") -> str:
    from morat.operations.photographs import put_into_trash

    return put_into_trash(library, sha, author)


def _take_back(sha: str, author: str, library: "Library") -> str:
    from morat.operations.photographs import take_back

    return take_back(library, sha, author)


def _one(sha: str, library: "Library") -> PhotoFacts:
    return library.photos.facts(sha)


def _add(files: list[Path], library: "Library") -> "Batch":
    from morat.operations.ingest import add_photos

    return add_photos(library, files)


def _update(facts: Sequence[PhotoFacts], library: "Library") -> None:
    for one in facts:
        library.photos.update(one)


def _choices(sha: str, library: "Library") -> "dict[str, dict[str, str]]":
    from morat.operations.photo_metadata import contradictions

    return contradictions(library, sha)

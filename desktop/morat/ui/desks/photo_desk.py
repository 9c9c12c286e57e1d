"""The photos of the open piece: brought in, put into the text, said something of, thrown away."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.blocks import Photo, new_id, photos_in
from morat.newsroom.inline import plain
from morat.newsroom.photo_edits import with_text
from morat.newsroom.pictures import PhotoFacts
from morat.services.library_desk import LibraryDesk
from morat.services.open_article import OpenArticle
from morat.ui.desks.sheet_desk import SheetDesk
from morat.ui.editor.page import Page
from morat.ui.kit.drops import are_many
from morat.ui.photos.panel import PhotoPanel

if TYPE_CHECKING:
    from morat.operations.photographs import Batch
    from morat.services.library_desk import Library

UNDOS = 100
"""Edits of photos that can be taken back."""


class PhotoDesk(QObject):
    """Brings photos in, puts them into the text, and keeps what is said of them.

    Signals:
        changed(int): the piece has so many photos now.
        failed(object): a Message to show.
        pieceWanted(str): the piece with this id shall open.
        filesWanted(): somebody wants to choose picture files.
        othersDropped(list): files that are no pictures (their paths) fell where pictures may.
        ingestWanted(list): so many pictures fell (paths of files or folders) that they are looked at first.
    """

    changed = Signal(int)
    failed = Signal(object)
    pieceWanted = Signal(str)
    filesWanted = Signal()
    othersDropped = Signal(list)
    ingestWanted = Signal(list)

    def __init__(self, sheet: SheetDesk, desk: LibraryDesk, page: Page, parent: QObject) -> None:
        """Stand between the ``page`` and the library of ``desk``; the photos are those of ``sheet``."""
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._article: OpenArticle | None = None
        self._edits: deque[list[PhotoFacts]] = deque(maxlen=UNDOS)
        self.sheet = sheet
        sheet.changed.connect(self.changed)
        sheet.failed.connect(self.failed)
        panel = self.panel
        panel.photoEdited.connect(self._on_edited)
        panel.marked.connect(self.give_mark)
        panel.insertWanted.connect(self.insert_all)
        panel.filesDropped.connect(self._on_files_dropped)
        panel.filesWanted.connect(self.filesWanted)
        panel.pieceWanted.connect(self.pieceWanted)
        page.photoDropped.connect(self.insert)
        page.filesDropped.connect(self._on_files_dropped)

    @property
    def panel(self) -> PhotoPanel:
        """The photos tab."""
        return self.sheet.panel

    def show_article(self, article: OpenArticle) -> None:
        """Show the photos of ``article`` and the newest of the library."""
        self._article = article
        self.sheet.show_article(article)

    def refresh(self) -> None:
        """Ask the library for the photos again."""
        self.sheet.refresh()

    @Slot(list)
    def add_files(self, paths: list[str]) -> None:
        """Bring picture files into the library and show them."""
        self._bring(paths, None)

    @Slot(list)
    def insert_all(self, shas: list[str]) -> None:
        """Put photos into the text below the caret, as one step."""
        self._insert(shas, None)

    @Slot(str, int)
    def insert(self, sha: str, position: int) -> None:
        """Put a photo into the text at ``position``."""
        self._insert([sha], position)

    def _insert(self, shas: Sequence[str], position: int | None) -> None:
        known = [facts for facts in map(self.sheet.facts, shas) if facts is not None]
        if len(known) == len(shas):
            self._put(position, known)
        else:
            self._desk.ask(partial(_all_of, tuple(shas)), partial(self._put, position), failed=self.fail)

    def _put(self, position: int | None, facts: Sequence[PhotoFacts]) -> None:
        from morat.operations.photographs import new_block

        if self._article is not None:
            at = self._page.body.textCursor().position() if position is None else position
            self._article.insert_photos(tuple(map(new_block, facts)), at)

    def put_into_trash(self, sha: str, author: str, done: Callable[[str], object]) -> None:
        """Put a photo into the trash, ``done`` hears its name; one that a piece shows stays."""
        work = partial(_put_into_trash, sha, author)
        self._desk.ask(work, partial(self._on_moved, done), failed=self.fail)

    def take_back(self, sha: str, author: str, done: Callable[[str], object]) -> None:
        """Take a photo out of the trash; ``done`` hears its name."""
        work = partial(_take_back, sha, author)
        self._desk.ask(work, partial(self._on_moved, done), failed=self.fail)

    @Slot(str, int)
    def give_mark(self, field: str, value: int) -> None:
        """Let the ``rating`` or the ``pick`` of the selected photos be ``value``."""
        photos = self.panel.selected()
        self.edit(
            [structs.replace(facts, **{field: value}) for facts in photos if getattr(facts, field) != value]
        )

    def edit(self, facts: Sequence[PhotoFacts]) -> None:
        """Store what is said of these photos now, and show it; ``undo`` takes it back."""
        if facts:
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
        before = [known for one in facts if (known := self.sheet.facts(one.sha256)) is not None]
        self._edits.append(before)
        self._store(facts)

    def _store(self, facts: Sequence[PhotoFacts]) -> None:
        self._carry_over(facts)
        self.sheet.remember(facts)
        self._desk.ask(partial(_update, tuple(facts)), failed=self.fail)

    def _carry_over(self, facts: Sequence[PhotoFacts]) -> None:
        """Let the piece say the new words too, where it said what the library said."""
        if self._article is None:
            return
        now = {one.sha256: one for one in facts}
        with self._article.history.together(self._article.step_name("edit-caption")):
            for photo in photos_in(self._article.article().blocks):
                before, after = self.sheet.facts(photo.photo or ""), now.get(photo.photo or "")
                if before is None or after is None:
                    continue
                for field, said in (
                    ("caption", plain(photo.caption)),
                    ("credit", photo.credit),
                    ("alt", photo.alt),
                ):
                    old, new = _as_shown(before, field), _as_shown(after, field)
                    if said == old and new != old:
                        self._article.say_of_photo(photo.id, field, new)

    def insert_frame(self) -> None:
        """Put an empty frame below the caret: the picture will come."""
        if self._article is not None:
            self._article.insert_photos((Photo(new_id()),), self._page.body.textCursor().position())

    def fail(self, error: Exception) -> None:
        """Say why something was not done."""
        self.sheet.fail(error)

    def _bring(self, paths: list[str], position: int | None) -> None:
        files = [Path(path) for path in paths]
        self._desk.ask(partial(_add, files), partial(self._on_added, position), failed=self.fail)

    def _on_added(self, position: int | None, batch: "Batch") -> None:
        for message in batch.warnings:
            self.failed.emit(message)
        if position is not None:
            self._put(position, [one.facts for one in batch.added])
        # They are on the sheet once the library has answered.
        self.sheet.bring_up([one.facts.sha256 for one in batch.added])

    def _on_moved(self, done: Callable[[str], object], name: str) -> None:
        self.refresh()
        done(name)

    @Slot(list)
    @Slot(list, int)
    def _on_files_dropped(self, paths: list[str], position: int | None = None) -> None:
        from morat.operations.photographs import pictures_among

        pictures = pictures_among(paths)
        if pictures and are_many(pictures):
            self.ingestWanted.emit(pictures)
        elif pictures:
            self._bring(pictures, position)
        if len(pictures) < len(paths):
            self.othersDropped.emit([path for path in paths if path not in pictures])

    @Slot(str, str, str)
    def _on_edited(self, sha: str, field: str, value: str) -> None:
        facts = self.sheet.facts(sha)
        if facts is not None:
            self._keep([with_text(facts, field, value)])


def _as_shown(facts: PhotoFacts, field: str) -> str:
    """Return what a piece shows of a photo unless it says something of its own."""
    if field == "credit":
        return facts.credit or facts.creator
    return str(getattr(facts, field))


def _put_into_trash(sha: str, author: str, library: "Library") -> str:
    from morat.operations.photographs import put_into_trash

    return put_into_trash(library, sha, author)


def _take_back(sha: str, author: str, library: "Library") -> str:
    from morat.operations.photographs import take_back

    return take_back(library, sha, author)


def _all_of(shas: tuple[str, ...], library: "Library") -> list[PhotoFacts]:
    return [library.photos.facts(sha) for sha in shas]


def _add(files: list[Path], library: "Library") -> "Batch":
    from morat.operations.ingest import add_photos

    return add_photos(library, files)


def _update(facts: Sequence[PhotoFacts], library: "Library") -> None:
    for one in facts:
        library.photos.update(one)

"""The article that is open: its documents, its plain values, its one undo history."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import cast

from msgspec import structs
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from morat.newsroom.article import Article, tidy_article, tidy_values
from morat.newsroom.blocks import Block, Photo, photos_in
from morat.newsroom.edits import rewritten
from morat.newsroom.findings import Finding
from morat.newsroom.inline import Runs
from morat.newsroom.rearranging import added, with_photo
from morat.newsroom.text import clean_line
from morat.services.document import editing, erasing
from morat.services.document.build import fill
from morat.services.document.exchange import exchange
from morat.services.document.look import Look, leave_edges
from morat.services.document.places import find, find_all
from morat.services.document.properties import (
    CELLS,
    WHOLE,
    Key,
    Kind,
    box_of,
    describe_photo,
    kind_of,
    photo_of,
    text_property,
)
from morat.services.document.replacing import rewrite_caption
from morat.services.document.snapshot import Snapshot
from morat.services.history import History
from morat.services.open_review import OpenReview
from morat.services.telling import Telling

FIELDS = ("kicker", "headline", "deck", "standfirst")
"""Printed fields that are edited as documents of their own, in reading order before the body."""
DOCUMENTS = (*FIELDS, "note")
"""All fields that are: the note (lời nhắn) is typed too, and never printed."""
_BESIDE_THE_TEXT = ("credit", "alt")
"""What a photo says that stands on no line of the page."""


class OpenArticle(QObject):
    """One article being edited. The snapshot (:meth:`article`) is the truth for everybody else.

    Signals:
        edited(): something that a save would write has changed; at every key.
        changed(): the same, for whatever need not hear of every key: at most ``telling.TOLD`` ms later.
        valueChanged(str): a plain value (``section``, ``authors``...) has a new value, also by undo.
    """

    edited = Signal()
    changed = Signal()
    valueChanged = Signal(str)

    def __init__(
        self,
        article: Article,
        look: Look,
        name: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        """Open ``article``. ``name`` turns a code (``edit-headline``) into the words of an undo step."""
        super().__init__(parent)
        self._article = tidy_article(article)
        self._look = look
        self._name = name
        self._next_name = ""
        self._said = "", "", 0
        self.history = History(self)
        self._telling = Telling(self.history.stack, self)
        self._telling.edited.connect(self.edited)
        self._telling.changed.connect(self.changed)
        self.history.stack.turns.turned.connect(self.read_on)
        self.fields: dict[str, QTextDocument] = {}
        for field in DOCUMENTS:
            document = QTextDocument(self)
            leave_edges(document, look, sides=False)
            document.setPlainText(getattr(article, field))
            self.fields[field] = document
            self._join(document, partial(self._step_name_of, field))
        self.body = QTextDocument(self)
        leave_edges(self.body, look, sides=True)
        fill(self.body, self._article.blocks, look)
        self._snapshot = Snapshot(self.body, self._article.blocks)
        self.caret: QTextCursor | None = None
        self._tidied, self._tidied_at = self._article, tuple[object, ...]([None])
        self._join(self.body, self._body_step_name)
        self._body_revision = self.body.revision()
        self._field_revisions = [document.revision() for document in self.fields.values()]
        self.review = OpenReview(self.article, self.history, self)

    @property
    def id(self) -> str:
        """The id of the piece."""
        return self._article.id

    def article(self) -> Article:
        """Return the piece as it stands now, in its normal form. Reading changes nothing.

        It costs what has changed since the last time; blocks that have not are the same objects. A step
        that is being undone is undone first.
        """
        self.history.stack.settle()
        at = (self._article, *(document.revision() for document in self.fields.values()))
        if at[0] is not self._tidied_at[0] or at != self._tidied_at:
            texts = {field: plain_text(document) for field, document in self.fields.items()}
            self._tidied = tidy_values(structs.replace(self._article, **texts))
            self._tidied_at = at
        return structs.replace(self._tidied, blocks=self._snapshot.blocks())

    @Slot()
    def read_on(self) -> None:
        """Read what has changed of the body by now: whoever changes a lot in turns pays for it in turns."""
        self._snapshot.read_on()

    def value(self, field: str) -> object:
        """Return a plain value of the piece, such as ``section`` or ``authors``; of a document its text."""
        if field in self.fields:
            return plain_text(self.fields[field])
        return getattr(self._article, field)

    def set_value(self, field: str, value: object) -> None:
        """Change a plain value as one step that can be undone; an equal value is no step."""
        self.history.stack.settle()
        old = self.value(field)
        if value != old and field in self.fields:
            _write(self.fields[field], str(value))
        elif value != old:
            self.history.change(self.step_name(f"edit-{field}"), partial(self._put_value, field), old, value)

    def become(self, article: Article, code: str) -> None:
        """Become another state of the same piece as one undo step, named by ``code``; equal is no step."""
        old, new = self.article(), tidy_article(article)
        values = structs.replace(new, blocks=())
        # Typing that goes on into the step would be undone with it.
        for document in (*self.fields.values(), self.body):
            document.setModified(False)
        self._next_name = self.step_name(code)
        with self.history.together(self._next_name):
            for field, document in self.fields.items():
                if getattr(old, field) != getattr(new, field):
                    _write(document, getattr(new, field))
            exchange(self.body, old.blocks, new.blocks, self._look)
            if any(
                getattr(self._article, name) != getattr(values, name) for name in _names_of_values(values)
            ):
                self.history.change(self._next_name, self._put_values, self._article, values)
        self._next_name = ""

    def step_name(self, code: str) -> str:
        """Return the words of an undo step."""
        return self._name(code)

    def _put_value(self, field: str, value: object) -> None:
        self._article = structs.replace(self._article, **{field: value})
        self.valueChanged.emit(field)
        self._telling.tell()

    def _put_values(self, values: object) -> None:
        """Take all plain values of another state of the piece."""
        old, self._article = self._article, cast("Article", values)
        for name in _names_of_values(old):
            if getattr(old, name) != getattr(self._article, name):
                self.valueChanged.emit(name)
        self._telling.tell()

    @property
    def milliseconds_quiet(self) -> int:
        """How long ago the last edit was; to begin with, for ever."""
        return self._telling.milliseconds_quiet

    @contextmanager
    def named(self, code: str) -> Generator[None]:
        """Name the steps that are taken inside by ``code`` (``paste``)."""
        self.history.stack.settle()
        self._next_name = self.step_name(code)
        try:
            yield
        finally:
            self._next_name = ""

    def fill_frames(self, photos: Mapping[str, Photo]) -> None:
        """Give frames of the body, by the id of their block, their pictures as one step."""
        cursor = QTextCursor(self.body)
        cursor.beginEditBlock()
        block = self.body.firstBlock()
        while block.isValid():
            photo = photos.get(text_property(block.blockFormat(), Key.ID))
            if photo is not None and kind_of(block) == Kind.PHOTO:
                self._fill_frame(block, photo)
            block = block.next()
        cursor.endEditBlock()

    def insert_photo(self, photo: Photo, position: int) -> None:
        """Put a photo at ``position`` of the body as one step: into a frame there, else below the block."""
        self.insert_photos((photo,), position)

    def insert_photos(self, photos: tuple[Photo, ...], position: int) -> None:
        """Put photos at ``position`` of the body as one step; the first one into a frame that is there."""
        cursor = QTextCursor(self.body)
        cursor.setPosition(min(position, self.body.characterCount() - 1))
        block = cursor.block()
        form = block.blockFormat()
        if kind_of(block) == Kind.GALLERY:
            blocks = self.article().blocks
            for photo in photos:
                blocks = added(blocks, text_property(form, Key.ID), photo)
            self.rearrange(blocks, "insert-photo")
            return
        with self.naming("insert-photo"):
            cursor.beginEditBlock()
            if photos and kind_of(block) == Kind.PHOTO and not text_property(form, Key.PHOTO):
                self._fill_frame(block, photos[0])
                photos = photos[1:]
            if photos:
                editing.insert_blocks(cursor, photos, self._look)
            cursor.endEditBlock()

    @contextmanager
    def naming(self, code: str) -> Generator[None]:
        """Name the steps of the body that are taken inside by ``code``; typing does not go on into them."""
        self.history.stack.settle()
        for document in (*self.fields.values(), self.body):
            document.setModified(False)
        before, self._next_name = self._next_name, self.step_name(code)
        try:
            yield
        finally:
            self._next_name = before

    def rearrange(self, blocks: tuple[Block, ...], code: str, *, goes_on: bool = False) -> bool:
        """Give the body these blocks as one step named by ``code``; False where they are the same.

        ``goes_on``: it belongs to the last step of the body.
        """
        old, new = self.article().blocks, tidy_article(structs.replace(self._article, blocks=blocks)).blocks
        if old == new:
            return False
        with self.history.going_on() if goes_on else self.naming(code):
            exchange(self.body, old, new, self._look, goes_on=goes_on)
        return True

    def _fill_frame(self, block: QTextBlock, photo: Photo) -> None:
        """Give an empty frame its picture; what the piece says already stays, the rest comes with it."""
        form = block.blockFormat()
        old = photo_of(form)
        filled = structs.replace(
            old, photo=photo.photo, credit=old.credit or photo.credit, alt=old.alt or photo.alt
        )
        describe_photo(form, filled)
        cursor = QTextCursor(block)
        cursor.beginEditBlock()
        cursor.setBlockFormat(form)
        if cursor.block().length() - 1 <= erasing.caption_start(block) - block.position():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            editing.insert_runs(cursor, photo.caption)
        cursor.endEditBlock()

    def change_photo(self, block_id: str, **fields: object) -> None:
        """Change what a photo says beside its caption (``credit``, ``alt``, ``photo``, ``size``).

        Of one in a gallery the ``caption`` too, which does not stand on the page.
        """
        block = self._photo_block(block_id)
        if block is not None:
            form = block.blockFormat()
            describe_photo(form, structs.replace(photo_of(form), **fields))
            QTextCursor(block).setBlockFormat(form)
            return
        blocks = self.article().blocks
        photo = next((one for one in photos_in(blocks) if one.id == block_id), None)
        if photo is not None:
            self.rearrange(with_photo(blocks, structs.replace(photo, **fields)), "edit-caption")

    def say_of_photo(self, block_id: str, field: str, text: str) -> None:
        """Let the ``caption``, ``credit`` or ``alt`` of a photo be ``text``, in a gallery too.

        It is one step; a caption that goes on being typed where it was goes on in its step.
        """
        block = self._photo_block(block_id)
        self._next_name = self.step_name("edit-caption")
        if block is None:
            self._say_in_gallery(block_id, field, text)
        elif field == "caption":
            rewrite_caption(block, text)
        else:
            self.change_photo(block_id, **{field: text})
        self._next_name = ""

    def _say_in_gallery(self, block_id: str, field: str, text: str) -> None:
        blocks = self.article().blocks
        photo = next((one for one in photos_in(blocks) if one.id == block_id), None)
        if photo is None:
            return
        goes_on = self._said == (block_id, field, self.body.revision())
        goes_on = goes_on and self.history.stack.last_document is self.body
        value: Runs | str = rewritten(photo.caption, text) if field == "caption" else text
        changed = with_photo(blocks, structs.replace(photo, **{field: value}))
        self.rearrange(changed, "edit-caption", goes_on=goes_on)
        self._said = block_id, field, self.body.revision()

    def _photo_block(self, block_id: str) -> QTextBlock | None:
        """Return the text block of a photo, None where it stands in a gallery or nowhere."""
        block = self.body.firstBlock()
        while block.isValid():
            if kind_of(block) == Kind.PHOTO and text_property(block.blockFormat(), Key.ID) == block_id:
                return block
            block = block.next()
        return None

    def take_suggestion(self, finding: Finding, suggestion: str) -> bool:
        """Put ``suggestion`` in a finding's place as one step; False where the text is another by now."""
        if finding.field in _BESIDE_THE_TEXT:
            return self._take_in_photo(finding, suggestion)
        document = self.fields.get(finding.field, self.body)
        cursor = find(document, finding)
        if cursor is None:
            return False
        self._next_name = self.step_name("apply-suggestion")
        letters = cursor.charFormat()
        cursor.beginEditBlock()
        cursor.insertText(suggestion, letters)
        cursor.endEditBlock()
        self._next_name = ""
        return True

    def take_all(self, findings: Sequence[Finding]) -> int:
        """Put the first suggestions of ``findings`` in their places as one step; return how many stood."""
        taken = 0
        self._next_name = self.step_name("apply-suggestions")
        with self.history.together(self._next_name):
            for field, document in self.fields.items():
                taken += _take_all(document, [one for one in findings if one.field == field])
            in_blocks = [one for one in findings if one.block is not None]
            taken += _take_all(self.body, [one for one in in_blocks if one.field not in _BESIDE_THE_TEXT])
            # The last of a line first: those before it stay where they are.
            for one in reversed(in_blocks):
                if one.field in _BESIDE_THE_TEXT:
                    taken += self._take_in_photo(one, one.suggestions[0])
        self._next_name = ""
        return taken

    def _take_in_photo(self, finding: Finding, suggestion: str) -> bool:
        for block in photos_in(self.article().blocks):
            if block.id == finding.block:
                text = _replaced(getattr(block, finding.field), finding, suggestion)
                if text is not None:
                    self._next_name = self.step_name("apply-suggestion")
                    self.change_photo(block.id, **{finding.field: text})
                    self._next_name = ""
                    return True
        return False

    def _join(self, document: QTextDocument, name: Callable[[], str]) -> None:
        document.setModified(False)
        self.history.join(document, name)
        document.contentsChanged.connect(self._on_contents_changed)

    def _step_name_of(self, field: str) -> str:
        return self._next_name or self.step_name(f"edit-{field}")

    def _body_step_name(self) -> str:
        if self._next_name:
            return self._next_name
        if self.caret is None:
            return self.step_name("edit-body")
        block = self.caret.block()
        kind = kind_of(block)
        if kind in WHOLE:
            return self.step_name("edit-caption")
        if kind in CELLS:
            return self.step_name("edit-table")
        return self.step_name("edit-box" if box_of(block) else "edit-body")

    @Slot()
    def _on_contents_changed(self) -> None:
        # Fonts and pictures that arrive change the contents too; only an edit changes the revision.
        body, fields = self.body.revision(), self._field_revisions
        if body == self._body_revision:
            self._field_revisions = [document.revision() for document in self.fields.values()]
            if fields == self._field_revisions:
                return
        self._body_revision = body
        self._telling.tell()


def _names_of_values(article: Article) -> list[str]:
    return [name for name in article.__struct_fields__ if name not in (*DOCUMENTS, "blocks")]


def _replaced(text: str, finding: Finding, suggestion: str) -> str | None:
    """Return ``text`` with the suggestion in it, None where it is another by now."""
    if text[finding.start : finding.end] != finding.text:
        return None
    return text[: finding.start] + suggestion + text[finding.end :]


def _take_all(document: QTextDocument, findings: Sequence[Finding]) -> int:
    places = list(find_all(document, findings))
    if places:
        group = QTextCursor(document)
        group.beginEditBlock()
        for finding, cursor in places:
            cursor.insertText(finding.suggestions[0], cursor.charFormat())
        group.endEditBlock()
    return len(places)


def _write(document: QTextDocument, text: str) -> None:
    """Put ``text`` in the place of all that stands in a field, as one step."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)
    cursor.endEditBlock()


def plain_text(document: QTextDocument) -> str:
    """Return the text of a field's document as it stands."""
    # toRawText keeps no-break spaces, which toPlainText turns into plain ones.
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def one_line(document: QTextDocument) -> str:
    """Return the text of a field's document on one line."""
    return clean_line(plain_text(document))

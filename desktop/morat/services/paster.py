"""Pastes into the open article: read off the GUI thread, put in a few blocks at a time, pictures later."""

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from msgspec import structs
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor

from morat.newsroom.blocks import Photo
from morat.newsroom.incoming import Clip, Fragment
from morat.newsroom.messages import UserError
from morat.operations.watching import Watch
from morat.services.document.pasting import Flow
from morat.services.jobs import Jobs
from morat.services.library_desk import LibraryDesk
from morat.services.open_article import OpenArticle
from morat.services.steps import Step

if TYPE_CHECKING:
    from morat.operations.pasting import Taken
    from morat.services.library_desk import Library

PART = 12
"""Blocks that are put in before it is looked whether the turn is over."""
TURN = 0.008
"""Seconds that a paste takes at a time before what it put in is laid out."""
LETTERS = 60_000
"""Letters that are laid out in the first turn: 10,000 words take 8 ms. Later ones have half as many."""
COMPOSING = 30
"""Milliseconds after which is looked again whether an input method has finished its letter."""


class Editor(Protocol):
    """Where the text is seen and typed."""

    @property
    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a letter: the text must not change under it."""
        ...

    def textCursor(self) -> QTextCursor:
        """Return the caret."""
        ...


class Paster(QObject):
    """One paste at a time; a new one ends the one before.

    All of a paste is one step of the history, the pictures that arrive later too, unless something else
    has been done meanwhile.

    Signals:
        progressed(int): so many per cent are read and put in; a paste that is done at once says nothing.
        placing(bool): blocks are being put in over several turns: nobody else may edit meanwhile.
        placed(object, object): the text is there: the Fragment, and a cursor where the caret belongs, None
            where somebody has typed on meanwhile.
        pictured(object): the pictures came (Taken).
        ended(): nothing of a paste is under way any more, well or badly.
        failed(object): an exception; nothing of the paste is left.
    """

    progressed = Signal(int)
    placing = Signal(bool)
    placed = Signal(object, object)
    pictured = Signal(object)
    ended = Signal()
    failed = Signal(object)
    _told = Signal(int, int)

    def __init__(self, desk: LibraryDesk, editor: Editor, parent: QObject) -> None:
        """Keep pictures in the library of ``desk``; look to ``editor`` before the text is changed."""
        super().__init__(parent)
        self._desk = desk
        self._editor = editor
        self._jobs = Jobs(self)
        self._watch = Watch()
        self._now: _Paste | None = None
        self._last: _Paste | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_turn)
        self._told.connect(self._on_told)

    @property
    def is_busy(self) -> bool:
        """Whether a paste is under way (its pictures may still come afterwards)."""
        return self._now is not None

    def paste(self, article: OpenArticle, cursor: QTextCursor, clip: Clip) -> None:
        """Put what ``clip`` holds into the body of ``article`` at ``cursor``."""
        self.cancel()
        at = QTextCursor(cursor)
        # What is typed before the paste is there goes behind it, as it would have.
        at.setKeepPositionOnInsert(True)
        self._now = _Paste(article, at, clip)
        self._watch = Watch(self._told.emit)
        self._jobs.run(
            partial(_read, clip, self._watch), self._on_read, failed=self._on_failed, topic="paste"
        )

    def cancel(self) -> None:
        """End the paste that is under way and take away what of it is there already."""
        paste, self._now, self._last = self._now, None, None
        if paste is None:
            return
        self._watch.cancel()
        self._jobs.drop("paste")
        self._turn.stop()
        if paste.is_long:
            self.placing.emit(False)  # noqa: FBT003 - Qt's own signature
        if paste.is_begun and paste.is_last:
            with paste.turn() as flow:
                flow.end()
            paste.take_back()
        self.ended.emit()

    @Slot()
    def settle(self) -> None:
        """Put in what has been read, at once: the piece is about to be saved or to leave the page."""
        if self._now is None or not self._now.is_begun:
            return
        self._turn.stop()
        if self._now.is_last:
            self._put(self._now, in_turns=False)
        else:
            self.cancel()

    def plain_instead(self) -> None:
        """Take the last paste back and paste its text alone; nothing where the text is another by now."""
        paste, self._last = self._last, None
        if paste is not None and paste.take_back():
            paste.article.history.stack.settle()
            cursor = QTextCursor(paste.article.body)
            cursor.setPosition(paste.replaced[0])
            cursor.setPosition(paste.replaced[1], QTextCursor.MoveMode.KeepAnchor)
            self.paste(paste.article, cursor, structs.replace(paste.clip, is_plain=True))

    def finish(self) -> None:
        """Cancel what is under way and wait until its thread is done: the window is about to go."""
        self.cancel()
        self._jobs.finish()

    # Reading

    def _on_read(self, fragment: Fragment) -> None:
        if self._now is None:
            return
        self._now.fragment = fragment
        self._on_turn()

    def _on_failed(self, error: Exception) -> None:
        self._now = None
        self.ended.emit()
        if not (isinstance(error, UserError) and error.message.code == "cancelled"):
            self.failed.emit(error)

    @Slot(int, int)
    def _on_told(self, done: int, total: int) -> None:
        if self._now is not None and not self._now.is_begun:
            self.progressed.emit(done * 50 // max(total, 1))

    # Putting in

    @Slot()
    def _on_turn(self) -> None:
        paste = self._now
        if paste is None:
            return
        if not paste.is_begun and self._editor.is_composing:
            self._turn.start(COMPOSING)
        elif paste.is_begun and not paste.is_last:
            # Somebody has undone what was put in so far: that ends it.
            self.cancel()
        else:
            self._put(paste)

    def _put(self, paste: "_Paste", *, in_turns: bool = True) -> None:
        """Put in what one turn may take; the rest takes another."""
        blocks = paste.fragment.blocks
        if blocks:
            if paste.is_begun:
                # The journal reads what has changed: all of it at once, at the end, would hold the window.
                paste.article.read_on()
            else:
                paste.takes_caret = self._editor.textCursor().position() in paste.place
            with paste.turn() as flow:
                end = time.perf_counter() + TURN
                most = paste.cursor.position() + (LETTERS // 2 if paste.is_long else LETTERS)
                while paste.at < len(blocks):
                    if in_turns and (paste.cursor.position() > most or time.perf_counter() > end):
                        break
                    flow.put(blocks[paste.at : paste.at + PART])
                    paste.at += PART
                if paste.at >= len(blocks):
                    flow.end()
        if paste.at < len(blocks):
            if not paste.is_long:
                paste.is_long = True
                self.placing.emit(True)  # noqa: FBT003 - Qt's own signature
            self.progressed.emit(50 + paste.at * 50 // len(blocks))
            self._turn.start(0)
        else:
            self._done(paste)

    def _done(self, paste: "_Paste") -> None:
        self._now = None
        self._last = paste
        if paste.is_long:
            self.placing.emit(False)  # noqa: FBT003 - Qt's own signature
        self.placed.emit(paste.fragment, paste.cursor if paste.takes_caret else None)
        if paste.fragment.pictures or paste.fragment.files:
            self._desk.ask(
                partial(_take, paste.fragment, paste.clip.files),
                partial(self._on_taken, paste),
                failed=self._on_pictures_failed,
            )
        else:
            self.ended.emit()

    # Pictures

    def _on_taken(self, paste: "_Paste", taken: "Taken") -> None:
        if taken.photos:
            paste.fill(taken.photos)
        self.pictured.emit(taken)
        self.ended.emit()

    def _on_pictures_failed(self, error: Exception) -> None:
        self.ended.emit()
        self.failed.emit(error)


class _Paste:
    """One paste on its way. ``cursor`` is where the caret belongs once it is in the text."""

    def __init__(self, article: OpenArticle, cursor: QTextCursor, clip: Clip) -> None:
        self.article = article
        self.cursor = QTextCursor(article.body)
        self.clip = clip
        self.fragment = Fragment()
        self.at = 0
        self.is_long = False
        self.takes_caret = True
        self.replaced = (0, 0)
        self._start = _mark(cursor, cursor.selectionStart())
        self._end = _mark(cursor, cursor.selectionEnd())
        self._flow: Flow | None = None
        self._step: Step | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where the text goes that is not there yet: two positions, apart where something is replaced."""
        return self._start.position(), self._end.position()

    @property
    def is_begun(self) -> bool:
        """Whether something of it is in the text."""
        return self._flow is not None

    @property
    def is_last(self) -> bool:
        """Whether the body has not been edited since."""
        return self._step is not None and self.article.history.stack.last_of(self.article.body) is self._step

    @contextmanager
    def turn(self) -> Generator[Flow]:
        """Give the flow for one turn; what later turns do belongs to the step of the first."""
        if self._flow is not None and self._step is not None:
            with self.article.history.growing(self._step), _edit_block(self.cursor):
                yield self._flow
            return
        self.replaced = self.place
        self.cursor.setPosition(self.replaced[0])
        self.cursor.setPosition(self.replaced[1], QTextCursor.MoveMode.KeepAnchor)
        with self.article.named("paste"), _edit_block(self.cursor):
            self._flow = Flow(self.cursor)
            yield self._flow
        self._step = self.article.history.stack.last_of(self.article.body)

    def take_back(self) -> bool:
        """Undo it where it is the last step of all; say whether it was."""
        stack = self.article.history.stack
        if not self.is_last or stack.last is not self._step:
            return False
        stack.undo()
        return True

    def fill(self, photos: Mapping[str, Photo]) -> None:
        """Give the frames their pictures, as part of the step while the body is as it was."""
        if self.is_last and self._step is not None:
            with self.article.history.growing(self._step):
                self.article.fill_frames(photos)
        else:
            with self.article.named("insert-photo"):
                self.article.fill_frames(photos)


def _mark(cursor: QTextCursor, position: int) -> QTextCursor:
    """Return a place that stays before what is typed there: typed later, it belongs behind the paste."""
    mark = QTextCursor(cursor)
    mark.setPosition(position)
    mark.setKeepPositionOnInsert(True)
    return mark


@contextmanager
def _edit_block(cursor: QTextCursor) -> Generator[None]:
    """Make what is edited inside one command of the document."""
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()


def _read(clip: Clip, watch: Watch) -> Fragment:
    from morat.operations.pasting import read

    return read(clip, watch)


def _take(fragment: Fragment, files: tuple[str, ...], library: "Library") -> "Taken":
    from morat.operations.pasting import take_pictures

    return take_pictures(library, fragment, files)

"""The trash from the window's side: every way into it has a way back beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from morat.operations.pieces import KEPT_DAYS
from morat.ui.desks.workbench import Workbench


class TrashCommands(QObject):
    """Puts pieces and photos into the trash and takes them back."""

    def __init__(self, bench: Workbench, offer: Callable[..., None]) -> None:
        """Act on ``bench``; ``offer`` says what was done, with a button and what it does."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer
        bench.photos.panel.trashWanted.connect(self.put_photo)
        bench.photos.panel.takeBackWanted.connect(self.take_back_photo)

    def put(self, piece: str) -> None:
        """Put a piece into the trash, everything of it saved; the one that is open leaves the page."""
        self._bench.settle()
        self._bench.pieces.put_into_trash(piece, self._bench.author, partial(self._on_put, piece))

    def take_back(self, piece: str) -> None:
        """Take a piece out of the trash."""
        self._bench.pieces.take_back(piece, self._bench.author, self._on_taken_back)

    @Slot(str)
    def put_photo(self, sha: str) -> None:
        """Put a photo of the library into the trash; one that a piece shows stays."""
        self._bench.photos.put_into_trash(sha, self._bench.author, partial(self._on_photo_put, sha))

    @Slot(str)
    def take_back_photo(self, sha: str) -> None:
        """Take a photo out of the trash."""
        self._bench.photos.take_back(sha, self._bench.author, self._on_photo_taken_back)

    def _on_photo_put(self, sha: str, name: str) -> None:
        self._offer(self._in_trash(name), self._words.text("Undo"), partial(self.take_back_photo, sha))

    def _on_photo_taken_back(self, name: str) -> None:
        self._offer(self._words.text("“{name}” is back among the photos.", name=name))

    def _on_put(self, piece: str, headline: str) -> None:
        was_open = self._bench.leave(piece)
        text = self._in_trash(headline or self._words.text("No headline yet"))
        self._offer(text, self._words.text("Undo"), partial(self._undo, piece, was_open))

    def _undo(self, piece: str, was_open: bool) -> None:  # noqa: FBT001 - bound by partial
        self.take_back(piece)
        if was_open:
            self._bench.open_piece(piece)

    def _on_taken_back(self, headline: str) -> None:
        headline = headline or self._words.text("No headline yet")
        self._offer(self._words.text("“{headline}” is back in the list.", headline=headline))

    def _in_trash(self, name: str) -> str:
        return self._words.plural(
            "“{name}” lies in the trash; it stays there for {n} day.",
            "“{name}” lies in the trash; it stays there for {n} days.",
            KEPT_DAYS,
            name=name,
        )

"""The trash from the window's side: every way into it has a way back beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from morat.operations.pieces import KEPT_DAYS
from morat.ui.workbench import Workbench


class TrashCommands(QObject):
    """Puts pieces into the trash and takes them back."""

    def __init__(self, bench: Workbench, offer: Callable[..., None]) -> None:
        """Act on ``bench``; ``offer`` says what was done, with a button and what it does."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer

    def put(self, piece: str) -> None:
        """Put a piece into the trash; the one that is open leaves the page first, saved."""
        was_open = self._bench.leave(piece)
        self._bench.pieces.put_into_trash(piece, self._bench.author, partial(self._on_put, piece, was_open))

    def take_back(self, piece: str) -> None:
        """Take a piece out of the trash."""
        self._bench.pieces.take_back(piece, self._bench.author, self._on_taken_back)

    def _on_put(self, piece: str, was_open: bool, headline: str) -> None:  # noqa: FBT001 - bound by partial
        text = self._words.plural(
            "“{headline}” lies in the trash; it stays there for {n} day.",
            "“{headline}” lies in the trash; it stays there for {n} days.",
            KEPT_DAYS,
            headline=headline or self._words.text("No headline yet"),
        )
        self._offer(text, self._words.text("Undo"), partial(self._undo, piece, was_open))

    def _undo(self, piece: str, was_open: bool) -> None:  # noqa: FBT001 - bound by partial
        self.take_back(piece)
        if was_open:
            self._bench.open_piece(piece)

    def _on_taken_back(self, headline: str) -> None:
        headline = headline or self._words.text("No headline yet")
        self._offer(self._words.text("“{headline}” is back in the list.", headline=headline))

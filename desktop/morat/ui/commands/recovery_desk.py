"""After a crash: has the journals taken over in the background and shows what came of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from morat.operations.places import device
from morat.operations.recovery import BESIDE, NEW, Recovered, Recovery, recover
from morat.services.library_desk import message_of
from morat.ui.desks.workbench import Workbench
from morat.ui.kit.moments import day_and_clock
from morat.ui.window.recovery_bar import RecoveredRow, RecoveryBar

if TYPE_CHECKING:
    from morat.services.library_desk import Library


class RecoveryDesk(QObject):
    """Nothing is asked: what was typed is stored already; the bar says so and shows the ways on.

    Signals:
        done(list): the ids of the pieces that were brought back; empty where there was nothing, too.
        failed(object): a Message to show.
    """

    done = Signal(list)
    failed = Signal(object)

    def __init__(self, bench: Workbench) -> None:
        """Work with the library of ``bench``; the bar goes above its page."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._waiting: list[Recovered] = []
        self._next: Callable[[], None] | None = None
        self.bar = RecoveryBar(self._words, bench.window)
        bench.window.put_above_page(self.bar)
        self.bar.lookWanted.connect(self._on_look)
        self.bar.backWanted.connect(self._on_back)
        self.bar.keepWanted.connect(self._on_keep)
        bench.opened.connect(self._on_opened)

    def begin(self) -> None:
        """Take over the journals of programs that are gone; ``done`` says what came of it."""
        self._bench.desk.ask(_recover, self._on_recovered, failed=self._on_failed)

    def _on_recovered(self, recovery: Recovery) -> None:
        self._waiting += recovery.pieces
        self._show()
        for message in recovery.warnings:
            self.failed.emit(message)
        self.done.emit([one.piece for one in recovery.pieces])

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))
        self.done.emit([])

    def _show(self) -> None:
        self.bar.show_rows(
            [RecoveredRow(one.piece, self._told(one), one.before is not None) for one in self._waiting]
        )

    def _told(self, one: Recovered) -> str:
        headline = one.headline or self._words.text("No headline yet")
        when = day_and_clock(self._words, one.at)
        if one.fate == NEW:
            return self._words.text(
                "“{headline}” was never saved; it is back as typed {when}.", headline=headline, when=when
            )
        told = self._words.text(
            "The unsaved part of “{headline}” is back, typed {when}.", headline=headline, when=when
        )
        if one.fate == BESIDE:
            stored = self._words.text("It was saved elsewhere too; that text is in the history.")
        else:
            stored = self._words.text("What was stored before is in the history.")
        return f"{told} {stored}"

    @Slot(str)
    def _on_look(self, piece: str) -> None:
        before = self._take(piece, remove=False)
        if before is not None:
            self._with(piece, partial(self._compare, before))
        else:
            self._take(piece)
            self._with(piece, self._bench.page.setFocus)

    @Slot(str)
    def _on_back(self, piece: str) -> None:
        before = self._take(piece)
        if before is not None:
            self._with(piece, partial(self._bench.versions.restore, before))

    def _compare(self, before: str) -> None:
        # The history beside it says which versions these are.
        self._bench.side.go_to(self._bench.versions.panel)
        self._bench.versions.compare(before)

    @Slot(str)
    def _on_keep(self, piece: str) -> None:
        self._take(piece)

    def _take(self, piece: str, *, remove: bool = True) -> str | None:
        """Return the version from before, and put the piece's line away."""
        found = next((one for one in self._waiting if one.piece == piece), None)
        if remove:
            self._waiting = [one for one in self._waiting if one is not found]
            self._show()
        return None if found is None else found.before

    def _with(self, piece: str, do: Callable[[], None]) -> None:
        """Do something with a piece once it is on the page."""
        article = self._bench.article
        if article is not None and article.id == piece:
            do()
        else:
            self._next = do
            self._bench.open_piece(piece)

    @Slot(str)
    def _on_opened(self, piece: str) -> None:
        do, self._next = self._next, None
        if do is not None and piece:
            do()


def _recover(library: "Library") -> Recovery:
    return recover(library, device=device())

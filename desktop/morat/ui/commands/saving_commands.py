"""When the text cannot be saved: say so, and offer the ways out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.messages import Message
from morat.newsroom.text import slug
from morat.services.jobs import Jobs
from morat.services.library_desk import message_of
from morat.services.open_article import one_line
from morat.ui.desks.workbench import Workbench
from morat.ui.dialogs.files import FileChooser
from morat.ui.window.notice_bar import NoticeBar


class SavingCommands(QObject):
    """Offers to write the piece to another place, and to close with the text in the journal.

    In a bar of its own: no other message may take its place while something is unsaved.

    Signals:
        closeWanted(): close the window although not all is in the library.
    """

    closeWanted = Signal()

    def __init__(self, bench: Workbench, chooser: Callable[[], FileChooser]) -> None:
        """Act on the piece of ``bench``; ask for a file through ``chooser``."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._chooser = chooser
        self._jobs = Jobs(self)
        self._actions: tuple[Callable[[], None], ...] = ()
        self._bar: NoticeBar | None = None
        bench.saves.failed.connect(self._on_failed)
        bench.saves.mended.connect(self._on_mended)

    @property
    def bar(self) -> NoticeBar:
        """The bar, made when there is first something to say: most never see it."""
        if self._bar is None:
            self._bar = NoticeBar(self._words, self._bench.window)
            self._bar.setObjectName("savingBar")
            self._bench.window.put_above_page(self._bar)
            self._bar.actionTaken.connect(self._on_action)
        return self._bar

    def offer_way_out(self) -> None:
        """The window was to close and cannot: say what stands in the way and what can be done."""
        why = self._bench.saves.trouble
        told = self._words.text("Not saved: {reason}", reason=why) if why else ""
        actions = {self._words.text("Save elsewhere…"): self.save_elsewhere}
        if self._bench.saves.is_journaled:
            comfort = self._words.text("Closed now, the text comes back at the next start.")
            told = f"{told} {comfort}"
            actions[self._words.text("Close all the same")] = self.closeWanted.emit
        self._show("error", told.strip(), actions)

    def save_elsewhere(self) -> None:
        """Ask for a file and write the piece to it, as a hand-off file: it can be received again anywhere."""
        article, saver = self._bench.article, self._bench.saver
        if article is None or saver is None:
            return
        from morat.operations.handoff import keep_outside

        self._bench.page.commit()
        headline = one_line(article.fields["headline"])
        path = self._chooser().save_handoff(f"{slug(headline)}.morat")
        if path is not None:
            work = partial(keep_outside, article.article(), saver.known, saver.pictures, path)
            self._jobs.run(work, self._on_kept, failed=self._on_not_kept)

    def _on_kept(self, path: Path) -> None:
        text = self._words.text(
            "The piece is in {file} now. It is still unsaved here, and being tried again.", file=str(path)
        )
        self._show("success", text, {})

    def _on_not_kept(self, error: Exception) -> None:
        self._on_failed(message_of(error))

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._show(
            "error", self._words.say(message), {self._words.text("Save elsewhere…"): self.save_elsewhere}
        )

    @Slot()
    def _on_mended(self) -> None:
        self.bar.hide()

    def _show(self, kind: str, text: str, actions: dict[str, Callable[[], None]]) -> None:
        self._actions = tuple(actions.values())
        self.bar.show_message(kind, text, tuple(actions))

    @Slot(int)
    def _on_action(self, button: int) -> None:
        if button < len(self._actions):
            self._actions[button]()

"""The care of the library from the window's side: the restore screen, and what to do about damage."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from morat.newsroom.messages import Message
from morat.operations import care
from morat.operations.watching import Watch
from morat.services.caretaker import Caretaker
from morat.services.library_desk import message_of
from morat.ui.desks.workbench import Workbench
from morat.ui.kit.moments import day_and_clock

if TYPE_CHECKING:
    from morat.services.library_desk import Library
    from morat.ui.dialogs.restore import RestoreDialog


class CareCommands(QObject):
    """Opens the restore screen and does what is chosen there."""

    def __init__(
        self,
        bench: Workbench,
        caretaker: Caretaker,
        offer: Callable[..., None],
        warn: Callable[..., None],
    ) -> None:
        """Act on the library of ``bench``; ``offer`` and ``warn`` say something, with a button."""
        super().__init__(bench)
        self._bench = bench
        self._caretaker = caretaker
        self._folder = bench.desk.folder
        self._words = bench.window.words
        self._offer = offer
        self._warn = warn
        self._watch: Watch | None = None
        self.dialog: RestoreDialog | None = None
        caretaker.damaged.connect(self.offer_restore)
        caretaker.told.connect(self._on_told)
        caretaker.indexed.connect(bench.refresh_list)

    def open(self) -> None:
        """Open the restore screen on the newest backup that can be read."""
        if self.dialog is None:
            from morat.ui.dialogs.restore import RestoreDialog

            dialog = RestoreDialog(self._words, self._bench.window)
            dialog.looked.connect(self._on_looked)
            dialog.restoreWanted.connect(self.restore)
            dialog.piecesWanted.connect(self._on_pieces_wanted)
            dialog.rebuildWanted.connect(self._on_rebuild)
            dialog.cancelWanted.connect(self._on_cancel)
            dialog.finished.connect(self._on_finished)
            self._caretaker.progressed.connect(dialog.show_progress)
            self.dialog = dialog
        self.dialog.open()
        self._caretaker.ask(partial(_list, self._folder), self._on_listed, self._on_failed)

    def look_after(self) -> None:
        """Do what is due now: there is a second place for backups, or another one."""
        self._caretaker.look_after()

    @Slot(object)
    def offer_restore(self, message: object) -> None:
        """Say that the library is damaged, and offer the restore screen."""
        if isinstance(message, Message):
            self._caretaker.note_damage()
            self._warn(self._words.say(message), self._words.text("Restore…"), self.open)

    @Slot(str)
    def restore(self, path: str) -> None:
        """Put a backup back as the whole library."""
        self._bench.settle()
        work = partial(_put_back, self._folder, Path(path))
        self._watch = self._caretaker.replace(work, partial(self._on_restored, Path(path)), self._on_failed)
        self._show_work()

    # What becomes of it

    def _on_listed(self, found: tuple[list[care.Known], bool]) -> None:
        known, has_copies = found
        if self.dialog is not None:
            self.dialog.show_backups(known, has_copies=has_copies)

    @Slot(str)
    def _on_looked(self, path: str) -> None:
        look = partial(_look, self._folder, Path(path))
        self._caretaker.ask(look, partial(self._on_outlook, path), self._on_failed)

    def _on_outlook(self, path: str, found: tuple[care.Outlook, list[care.Change]]) -> None:
        if self.dialog is not None and self.dialog.chosen == path:
            self.dialog.show_outlook(*found)

    @Slot(str, list)
    def _on_pieces_wanted(self, path: str, ids: list[str]) -> None:
        self._bench.settle()
        work = partial(_take, Path(path), ids, self._bench.author)
        self._bench.desk.ask(work, partial(self._on_taken, ids), failed=self._on_failed)

    def _on_taken(self, ids: list[str], headlines: list[str]) -> None:
        self._close()
        self._show_anew(ids)
        text = self._words.plural(
            "{n} piece came back: “{headline}”. What it was before is in its history.",
            "{n} pieces came back, “{headline}” among them. What they were before is in their history.",
            len(headlines),
            headline=headlines[0] or self._words.text("No headline yet"),
        )
        self._offer(text)

    def _on_restored(self, copy: Path, done: care.Restored) -> None:
        self._close()
        self._show_anew()
        moment = day_and_clock(self._words, care.moment_of(copy))
        count = self._words.plural("{n} piece", "{n} pieces", done.contents.articles)
        text = self._words.text("The library is as it was {moment}: {count}.", moment=moment, count=count)
        if done.newer:
            text += " " + self._words.plural(
                "{n} piece that was saved later came in from its plain copy.",
                "{n} pieces that were saved later came in from their plain copies.",
                done.newer,
            )
        if done.before is not None:
            self._offer(text, self._words.text("Undo"), partial(self.restore, str(done.before)))
        else:
            self._offer(text)

    @Slot()
    def _on_rebuild(self) -> None:
        work = partial(_rebuild, self._folder)
        self._watch = self._caretaker.replace(work, self._on_rebuilt, self._on_failed)
        self._show_work()

    def _on_rebuilt(self, done: care.Rebuilt) -> None:
        self._close()
        self._show_anew()
        self._offer(" ".join(map(self._words.say, care.told_of(done, self._folder))))

    def _on_failed(self, error: Exception) -> None:
        self._watch = None
        sentence = self._words.say(message_of(error))
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_failure(sentence)
        else:
            self._warn(sentence)

    @Slot()
    def _on_cancel(self) -> None:
        if self._watch is not None:
            self._watch.cancel()

    @Slot(object)
    def _on_told(self, message: object) -> None:
        if isinstance(message, Message):
            self._offer(self._words.say(message))

    @Slot()
    def _on_finished(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _show_work(self) -> None:
        if self.dialog is not None:
            self.dialog.show_work(0, 0)

    def _close(self) -> None:
        self._watch = None
        if self.dialog is not None:
            self.dialog.show_work(0, 0, busy=False)
            self.dialog.accept()

    def _show_anew(self, ids: list[str] | None = None) -> None:
        """Show what the library holds now; text that could not be saved before stays and is saved now."""
        bench = self._bench
        bench.refresh_list()
        if bench.article is None or (ids is not None and bench.article.id not in ids):
            return
        if bench.saver is not None and bench.saver.is_dirty:
            bench.save()
            return
        piece = bench.article.id
        bench.desk.ask(partial(_has, piece), partial(self._on_has, piece))

    def _on_has(self, piece: str, there: bool) -> None:  # noqa: FBT001 - an answer of the library
        if there:
            self._bench.open_piece(piece)
        else:
            self._bench.leave(piece)


def _list(folder: Path) -> tuple[list[care.Known], bool]:
    return care.list_backups(folder), care.has_plain_copies(folder)


def _look(folder: Path, copy: Path) -> tuple[care.Outlook, list[care.Change]]:
    outlook = care.what_would_change(folder, copy)
    return outlook, [] if outlook.compared else care.pieces_in(copy)


def _put_back(folder: Path, copy: Path, watch: Watch) -> care.Restored:
    return care.put_back(folder, copy, watch)


def _rebuild(folder: Path, watch: Watch) -> care.Rebuilt:
    return care.rebuild(folder, folder, watch, over=True)


def _take(copy: Path, ids: list[str], author: str, library: "Library") -> list[str]:
    return care.take_pieces(library, copy, ids, author)


def _has(piece: str, library: "Library") -> bool:
    return library.articles.has(piece)

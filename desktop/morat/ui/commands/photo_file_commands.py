"""Captions into the files that photos came from: asked for, written beside the work, told of, put back."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from morat.newsroom.messages import Message
from morat.services.library_desk import message_of
from morat.ui.desks.workbench import Workbench

if TYPE_CHECKING:
    from morat.newsroom.pictures import PhotoFacts, PhotoFile
    from morat.operations.photo_files import Originals, Written
    from morat.services.caption_writer import CaptionWriter, Outcome
    from morat.services.library_desk import Library
    from morat.ui.dialogs.files import FileChooser
    from morat.ui.dialogs.photo_files import PhotoFilesDialog


class PhotoFileCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``."""

    def __init__(
        self,
        bench: Workbench,
        selected: "Callable[[], Sequence[PhotoFacts]]",
        offer: Callable[..., None],
        chooser: "Callable[[], FileChooser]",
    ) -> None:
        """Write of the photos that ``selected`` gives; ``offer`` says what was done, ``chooser`` asks."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._selected = selected
        self._offer = offer
        self._chooser = chooser
        self._writer: CaptionWriter | None = None
        self._dialog: PhotoFilesDialog | None = None
        self._shas: list[str] = []
        # What begins once the library has what was typed last, and what begins once files are let go of.
        self._waiting: Callable[[], object] | None = None
        self._following: Callable[[], object] | None = None
        self._is_in_files = False

    def write_into_files(self) -> None:
        """Ask into which files of the selected photos what the library says of them shall be written."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        photos = self._selected()
        if photos:
            self._shas = [facts.sha256 for facts in photos]
            self._open()
            self._next(partial(self._when_stored, partial(self._worker.find, self._shas)))

    def stop(self) -> None:
        """End what is under way: files that are written stay so, the others are as they were."""
        if self._writer is not None:
            self._writer.stop()

    @property
    def _worker(self) -> "CaptionWriter":
        if self._writer is None:
            from morat.services.caption_writer import CaptionWriter

            writer = CaptionWriter(self._bench.desk.folder, self)
            writer.found.connect(self._on_found)
            writer.progressed.connect(self._on_progressed)
            writer.written.connect(self._on_written)
            writer.putBack.connect(self._on_put_back)
            writer.failed.connect(self._on_failed)
            self._writer = writer
        return self._writer

    def _open(self) -> None:
        from morat.ui.dialogs.photo_files import PhotoFilesDialog

        dialog = PhotoFilesDialog(self._words, len(self._shas), self._bench.window)
        dialog.searchWanted.connect(self._on_search)
        dialog.writeWanted.connect(self._on_write)
        dialog.cancelWanted.connect(self._on_cancel)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.show()

    def _when_stored(self, do: Callable[[], object]) -> None:
        """Do something once the library has what was typed last."""
        self._waiting = do
        self._bench.photos.panel.fields.settle()
        self._bench.desk.ask(_nothing, partial(self._on_stored, do), failed=self._on_trouble)

    def _on_stored(self, do: Callable[[], object], _answer: object) -> None:
        if self._waiting is do:
            self._waiting = None
            do()

    def _next(self, do: Callable[[], object]) -> None:
        """Do something once what is done with files has ended and was told of."""
        if self._is_in_files:
            self._following = do
        else:
            do()

    def _work(self, do: Callable[[], object]) -> None:
        """Begin with files: until it has ended nothing else begins, or nobody would hear what was written."""
        self._is_in_files = True
        do()

    def _ended(self) -> None:
        """Go on with what was asked for meanwhile; the dialog is that one's then."""
        self._is_in_files = False
        following, self._following = self._following, None
        if following is None:
            self._close()
        elif self._dialog is not None:
            following()

    @Slot(object)
    def _on_found(self, found: "Originals") -> None:
        if self._dialog is not None:
            self._dialog.show_found(found)

    @Slot()
    def _on_search(self) -> None:
        folders = self._chooser().open_photo_folder()
        if folders:
            self._worker.search(self._shas, folders)

    @Slot(object)
    def _on_write(self, files: "Sequence[PhotoFile]") -> None:
        self._on_progressed(0, len(files), None)
        self._when_stored(partial(self._work, partial(self._worker.write, files)))

    @Slot()
    def _on_cancel(self) -> None:
        self._following = None
        if self._waiting is not None:
            self._waiting = None
            self._on_progressed(0, 0, None)
        self._worker.cancel()

    @Slot(int, int, object)
    def _on_progressed(self, done: int, total: int, seconds: float | None) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total, seconds)

    @Slot(object)
    def _on_written(self, outcome: "Outcome") -> None:
        said = [one for one in outcome.done if one.into is not None]
        new = [one for one in said if one.is_new]
        told = self._words.plural("The caption is in {n} file.", "The captions are in {n} files.", len(said))
        parts = [told, *self._why_not(outcome)]
        if new:
            self._offer(" ".join(parts), self._words.text("Undo"), partial(self._put_back, new))
        else:
            self._offer(" ".join(parts))
        self._ended()

    def _put_back(self, written: "Sequence[Written]") -> None:
        """Give files what they said before; what else is asked of files goes."""
        if self._dialog is not None:
            self._dialog.reject()
        self._open()
        self._on_progressed(0, len(written), None)
        self._next(partial(self._work, partial(self._worker.put_back, written)))

    @Slot(object)
    def _on_put_back(self, outcome: "Outcome") -> None:
        many = sum(one.message is None for one in outcome.done)
        told = self._words.plural(
            "{n} file says again what it said before.", "{n} files say again what they said before.", many
        )
        self._offer(" ".join((told, *self._why_not(outcome))))
        self._ended()

    def _why_not(self, outcome: "Outcome") -> list[str]:
        """Say why files were not written: each reason once, and of how many more it is true."""
        reasons: dict[str, list[Message]] = {}
        for one in outcome.done:
            if one.message is not None:
                reasons.setdefault(one.message.code, []).append(one.message)
        told = [text for messages in reasons.values() for text in self._reason(messages)]
        return [*told, *([self._words.say(outcome.stopped)] if outcome.stopped else [])]

    def _reason(self, messages: Sequence[Message]) -> Iterable[str]:
        yield self._words.say(messages[0])
        if len(messages) > 1:
            more = len(messages) - 1
            yield self._words.plural("So it is with {n} more file.", "So it is with {n} more files.", more)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._bench.failed.emit(message)
        self._ended()

    def _on_trouble(self, error: Exception) -> None:
        self._waiting = None
        self._on_failed(message_of(error))

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _nothing(_library: "Library") -> None:
    """Ask nothing: what was asked before is answered then."""

"""Earlier versions from the window's side: what was brought back, and what a save cut short."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from morat.newsroom.article import Article
from morat.ui.desks.workbench import Workbench


class HistoryCommands(QObject):
    """Brings versions back and says so, with the way back beside it."""

    def __init__(self, bench: Workbench, offer: Callable[..., None]) -> None:
        """Act on ``bench``; ``offer`` says what was done, with a button and what it does."""
        super().__init__(bench)
        self._bench = bench
        self._words = bench.window.words
        self._offer = offer
        bench.versions.restoreWanted.connect(self.restore)
        bench.shrunk.connect(self._on_shrunk)

    def show_history(self) -> None:
        """Go to the versions of the piece."""
        self._bench.show_history()

    @Slot(object)
    def restore(self, version: Article) -> None:
        """Make an earlier version the newest; the one that was is in the history like any other."""
        if self._bench.restore(version):
            self._offer(
                self._words.text("This is the earlier version. The text that was here is in the history."),
                self._words.text("Undo"),
                self._undo,
            )

    def _undo(self) -> None:
        if self._bench.article is not None:
            self._bench.article.history.stack.undo()

    @Slot(str)
    def _on_shrunk(self, revision: str) -> None:
        self._offer(
            self._words.text(
                "More than half of the text is gone. The version before it is pinned in the history."
            ),
            self._words.text("Bring it back"),
            partial(self._bench.versions.restore, revision),
        )

"""How long the open piece is, counted in the background a moment after the last key."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from morat.newsroom.article import Size, size
from morat.services.jobs import Jobs
from morat.services.open_article import OpenArticle
from morat.services.pause import Pause

PAUSE = 400
"""Milliseconds without an edit after which the words are counted."""


class LengthCounter(QObject):
    """Counts the words of one open article.

    Signals:
        counted(int, int): words and characters of the newest snapshot, as newsrooms count them.
    """

    counted = Signal(int, int)

    def __init__(self, article: OpenArticle, jobs: Jobs, parent: QObject | None = None) -> None:
        """Count ``article`` on a thread of ``jobs``, now and after every change."""
        super().__init__(parent)
        self._article = article
        self._jobs = jobs
        self._pause = Pause(article, PAUSE, self)
        self._pause.begun.connect(self.count)

    @Slot()
    def count(self) -> None:
        """Count the article as it is now."""
        self._jobs.run(partial(size, self._article.article()), self._on_sized, topic="length")

    def _on_sized(self, whole: Size) -> None:
        self.counted.emit(whole.words, whole.characters)

    def let_go(self) -> None:
        """Count no more; what is being counted is heard by nobody."""
        self._pause.stop()
        self._jobs.drop("length")
        self.deleteLater()

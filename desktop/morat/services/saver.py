"""Keep the open article: a version after every pause, at most five seconds behind."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.incoming import FoundPicture
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle

if TYPE_CHECKING:
    from morat.library.articles import Saved
    from morat.library.store import Library

PAUSE = 1000
"""Milliseconds without a key after which the article is saved."""
AT_MOST = 5000
"""Milliseconds that typing without a pause may stay unsaved."""


class Saver(QObject):
    """Saves one open article. The text stays in memory until the library has read its hash back.

    Signals:
        dirty(): there is something unsaved.
        saved(str): the time (ISO) of the version that is now in the library.
        shrunk(str): the version (its hash) that was pinned because the save after it lost half of its words.
        failed(object): a Message; the text is still here and will be tried again.
    """

    dirty = Signal()
    saved = Signal(str)
    shrunk = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        article: OpenArticle,
        desk: LibraryDesk,
        author: str,
        pictures: dict[str, FoundPicture],
        parent: QObject | None = None,
    ) -> None:
        """Watch ``article`` and keep it in the library of ``desk`` under the name of ``author``.

        ``pictures`` came with it from a file and are not in the library yet: they go there first.
        """
        super().__init__(parent)
        self._article = article
        self._desk = desk
        self._author = author
        self._pictures = pictures
        self._dirty = False
        self._pause = self._timer(PAUSE)
        self._latest = self._timer(AT_MOST)
        article.changed.connect(self._on_changed)

    @property
    def is_dirty(self) -> bool:
        """Whether something is not saved yet."""
        return self._dirty

    @Slot()
    def save(self, kind: str = "auto") -> None:
        """Save now, as a version of this kind; never asks.

        With nothing changed it only says again when the last save was.
        """
        self._pause.stop()
        self._latest.stop()
        self._dirty = False
        work = partial(_save, self._article.article(), kind, self._author, self._pictures)
        self._desk.ask(work, self._on_saved, failed=self._on_failed)

    def save_if_dirty(self) -> None:
        """Save what is not saved yet."""
        if self._dirty:
            self.save()

    def let_go(self) -> None:
        """Stop watching; a save under way is finished, its answer heard by nobody."""
        self._pause.stop()
        self._latest.stop()
        self._article.changed.disconnect(self._on_changed)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature

    @Slot()
    def _on_changed(self) -> None:
        if not self._dirty:
            self._dirty = True
            self._latest.start()
            self.dirty.emit()
        self._pause.start()

    def _on_saved(self, saved: "Saved") -> None:
        if not self._dirty:
            self.saved.emit(saved.at)
        if saved.shrunk:
            self.shrunk.emit(saved.shrunk)

    def _on_failed(self, error: Exception) -> None:
        self._dirty = True
        self._latest.start()
        self.failed.emit(message_of(error))

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save)
        return timer


def _save(
    article: Article, kind: str, author: str, pictures: dict[str, FoundPicture], library: "Library"
) -> "Saved":
    for sha, found in pictures.items():
        from morat.operations.photographs import keep_picture

        keep_picture(library, sha, found)
    return library.articles.save(article, kind=kind, author=author)

"""Keep the open article: a version after every pause, at most five seconds behind."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.newsroom.article import Article
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle

PAUSE = 1000
"""Milliseconds without a key after which the article is saved."""
AT_MOST = 5000
"""Milliseconds that typing without a pause may stay unsaved."""


class Saver(QObject):
    """Saves one open article. The text stays in memory until the library has read its hash back.

    Signals:
        dirty(): there is something unsaved.
        saved(str): the time (ISO) of the version that is now in the library.
        failed(object): a Message; the text is still here and will be tried again at the next change.
    """

    dirty = Signal()
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, article: OpenArticle, desk: LibraryDesk, author: str, parent: QObject | None = None) -> None:
        """Watch ``article`` and keep it in the library of ``desk`` under the name of ``author``."""
        super().__init__(parent)
        self._article = article
        self._desk = desk
        self._author = author
        self._dirty = False
        self._pause = _timer(self, PAUSE)
        self._latest = _timer(self, AT_MOST)
        article.changed.connect(self._on_changed)

    @property
    def is_dirty(self) -> bool:
        """Whether something is not saved yet."""
        return self._dirty

    @Slot()
    def save(self) -> None:
        """Save now; never asks. With nothing changed it only says again when the last save was."""
        self._pause.stop()
        self._latest.stop()
        self._dirty = False
        snapshot = self._article.article()
        self._desk.ask(_Save(snapshot, self._author), self._on_saved, failed=self._on_failed)

    def save_if_dirty(self) -> None:
        """Save what is not saved yet."""
        if self._dirty:
            self.save()

    @Slot()
    def _on_changed(self) -> None:
        if not self._dirty:
            self._dirty = True
            self._latest.start()
            self.dirty.emit()
        self._pause.start()

    def _on_saved(self, at: str) -> None:
        if not self._dirty:
            self.saved.emit(at)

    def _on_failed(self, error: Exception) -> None:
        self._dirty = True
        self._latest.start()
        self.failed.emit(message_of(error))


class _Save:
    """The save itself, on the library's thread."""

    def __init__(self, article: Article, author: str) -> None:
        self._article = article
        self._author = author

    def __call__(self, library: object) -> str:
        from morat.library.store import Library

        assert isinstance(library, Library)  # noqa: S101 - the desk hands over nothing else
        return library.articles.save(self._article, author=self._author).at


def _timer(saver: Saver, milliseconds: int) -> QTimer:
    timer = QTimer(saver)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(saver.save)
    return timer

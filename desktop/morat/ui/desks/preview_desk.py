"""Keeps the preview in step with the piece, and shows the real page in the browser."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QTextDocument

from morat.newsroom.article import Article
from morat.newsroom.incoming import FoundPicture
from morat.services.library_desk import LibraryDesk, message_of
from morat.services.open_article import OpenArticle
from morat.services.reading_copy import ReadingCopy
from morat.services.thumbnails import Thumbnails
from morat.ui.editor.pictures import pixel_width
from morat.ui.window.main_window import MainWindow
from morat.ui.window.preview import PreviewView

if TYPE_CHECKING:
    from morat.services.library_desk import Library

PAUSE = 300
"""Milliseconds after the last change until the preview follows."""


class PreviewDesk(QObject):
    """Makes the view when it is first wanted.

    Signals:
        failed(object): a Message to show.
        pageReady(object): the file (a Path) that the browser is to show has been written.
    """

    failed = Signal(object)
    pageReady = Signal(object)

    def __init__(
        self, window: MainWindow, desk: LibraryDesk, thumbnails: Thumbnails, parent: QObject
    ) -> None:
        """Stand between ``window`` and the library of ``desk``."""
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._thumbnails = thumbnails
        self._article: OpenArticle | None = None
        self._view: PreviewView | None = None
        self._written: set[str] = set()
        self._copy = ReadingCopy(thumbnails, self)
        self._copy.done.connect(self._on_set)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._on_pause)

    @property
    def is_shown(self) -> bool:
        """Whether the preview stands in the page's place."""
        return self._view is not None and self._view.isVisible()

    @property
    def view(self) -> PreviewView:
        """The view, made when it is first wanted."""
        if self._view is None:
            self._view = view = PreviewView(self._window.words, self._window)
            view.setWanted.connect(self._on_set_wanted)
            view.browserWanted.connect(self.browse)
            view.closed.connect(self.close)
        return self._view

    def show_article(self, article: OpenArticle | None) -> None:
        """Preview another piece from now on; the page of this one comes first."""
        if self._article is not None:
            self._article.changed.disconnect(self._on_changed)
        self.close()
        self._article = article
        if article is not None:
            article.changed.connect(self._on_changed)

    def toggle(self, device: str) -> None:
        """Show the preview as on ``device``; where it is shown so already, the page again."""
        if self._article is None:
            return
        if self.is_shown and self.view.device == device:
            self.close()
            return
        self._window.show_over_page(self.view)
        self.view.show_device(device)
        self.view.text.setFocus()

    @Slot()
    def close(self) -> None:
        """Put the preview away: the page is back."""
        if self.is_shown:
            self._window.back_to_page()
        self._pause.stop()
        self._copy.forget()

    @Slot()
    def browse(self) -> None:
        """Show the real page of the piece in the browser."""
        if self._article is not None:
            article = self._article.article()
            self._written.add(article.id)
            work = partial(_page, article, dict(self._thumbnails.lent))
            self._desk.ask(work, self._on_page, failed=self._on_failed)

    def stop(self) -> None:
        """Remove the pages that were shown in the browser; take no more."""
        from morat.operations.browsing import forget_pages

        self._copy.stop()
        forget_pages(self._written)

    @Slot()
    def _on_changed(self) -> None:
        if self.is_shown:
            self._pause.start(PAUSE)

    @Slot()
    def _on_set_wanted(self) -> None:
        self._pause.start(0)

    @Slot()
    def _on_pause(self) -> None:
        if self._article is None or not self.is_shown:
            return
        measure = self.view.measure()
        pixels = pixel_width(measure.width, self.view.devicePixelRatioF())
        self._copy.make(self._article.article(), measure, pixels)

    @Slot(object)
    def _on_set(self, document: QTextDocument) -> None:
        if self.is_shown:
            self.view.show_document(document)

    def _on_page(self, path: Path) -> None:
        self.pageReady.emit(path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(message_of(error))


def _page(article: Article, pictures: dict[str, FoundPicture], library: "Library") -> Path:
    from morat.operations.browsing import page_for_browser

    return page_for_browser(article, library, pictures)

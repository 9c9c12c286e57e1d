"""The pieces that were on the page while the program runs, with the undo history of each."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from morat.newsroom.article import Article
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.desks.save_desk import SaveDesk


class KeptPieces:
    """Holds every open article as it was left."""

    def __init__(self, saves: SaveDesk, step_words: Callable[[str], str], parent: QObject) -> None:
        """Hold articles of ``parent`` which ``saves`` saves; ``step_words`` names the steps of their undo."""
        self._saves = saves
        self._step_words = step_words
        self._parent = parent
        self._pieces: dict[str, OpenArticle] = {}

    def of(self, article: Article) -> OpenArticle:
        """Return the open article of ``article``: with more in it where not all of it is saved so far.

        Else as it was left, with its undo history, where it says the same still; else a new one.
        """
        unsaved = self._saves.unsaved(article.id)
        if unsaved is not None:
            return unsaved
        kept = self._pieces.get(article.id)
        if kept is None or kept.article() != article:
            kept = self._pieces[article.id] = OpenArticle(article, Look(), self._step_words, self._parent)
        return kept

    def was_sent(self, piece: str, status: str) -> None:
        """Give a piece that was sent its new status here too, wherever it is by now.

        What is still being saved of it, or is edited when it comes back to the page, would take the status
        back that the library has given it.
        """
        kept = self._pieces.get(piece)
        if kept is not None:
            kept.set_value("status", status)
            self._saves.save_piece(piece)

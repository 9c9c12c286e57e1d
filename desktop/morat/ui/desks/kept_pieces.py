"""The pieces that were on the page last, with the undo history of each."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from morat.newsroom.article import Article
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.desks.save_desk import SaveDesk

MOST = 40
"""Pieces that are held, as many as anybody has at work in a day; each takes up to some megabytes."""


class KeptPieces:
    """Holds open articles as they were left; those that were on the page longest ago go."""

    def __init__(self, saves: SaveDesk, step_words: Callable[[str], str], parent: QObject) -> None:
        """Hold articles of ``parent`` which ``saves`` saves; ``step_words`` names the steps of their undo."""
        self._saves = saves
        self._step_words = step_words
        self._parent = parent
        self._pieces: dict[str, OpenArticle] = {}
        self._leaving: list[OpenArticle] = []

    def of(self, article: Article) -> OpenArticle:
        """Return the open article of ``article``: with more in it where not all of it is saved so far.

        Else as it was left, with its undo history, where it says the same still; else a new one.
        """
        before = self._pieces.pop(article.id, None)
        kept = self._saves.unsaved(article.id)
        if kept is None and before is not None and before.article() == article:
            kept = before
        if kept is None:
            kept = OpenArticle(article, Look(), self._step_words, self._parent)
        if before is not None and before is not kept:
            self._leaving.append(before)
        # At the end: the one that was asked for last.
        self._pieces[article.id] = kept
        self._let_go(kept)
        return kept

    def _let_go(self, wanted: OpenArticle) -> None:
        """Let go of what is too much, except of what is still being saved, or ``wanted`` again."""
        while len(self._pieces) > MOST:
            self._leaving.append(self._pieces.pop(next(iter(self._pieces))))
        leaving = [one for one in self._leaving if one is not wanted]
        self._leaving = [one for one in leaving if self._saves.holds(one)]
        for one in leaving:
            if one not in self._leaving:
                one.deleteLater()

    def was_sent(self, piece: str, status: str) -> None:
        """Give a piece that was sent its new status here too, wherever it is by now.

        What is still being saved of it, or is edited when it comes back to the page, would take the status
        back that the library has given it.
        """
        kept = self._saves.unsaved(piece) or self._pieces.get(piece)
        if kept is not None:
            kept.set_value("status", status)
            self._saves.save_piece(piece)

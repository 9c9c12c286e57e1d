"""A pause in the editing of a piece, for those who wait with their work until there is one."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.services.open_article import OpenArticle


class Pause(QObject):
    """Tells when an article has not been edited for a while, once after each edit.

    A key costs nothing here: the article is asked, when the time is over, whether it was edited meanwhile.

    Signals:
        begun(): nothing was edited for so long.
    """

    begun = Signal()

    def __init__(self, article: OpenArticle, milliseconds: int, parent: QObject | None = None) -> None:
        """Watch ``article``; ``milliseconds`` without an edit are a pause."""
        super().__init__(parent)
        self._article = article
        self._milliseconds = milliseconds
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        article.changed.connect(self._on_changed)

    def stop(self) -> None:
        """Tell of no pause any more."""
        self._timer.stop()
        self._article.changed.disconnect(self._on_changed)

    @property
    def is_one(self) -> bool:
        """Whether nothing was edited for so long by now."""
        return self._left <= 0

    @property
    def _left(self) -> int:
        return self._milliseconds - self._article.milliseconds_quiet

    @Slot()
    def _on_changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start(max(0, self._left))

    @Slot()
    def _look(self) -> None:
        # Read once: a moment later there may be nothing left, and Qt knows no time below zero.
        left = self._left
        if left > 0:
            self._timer.start(left)
        else:
            self.begun.emit()

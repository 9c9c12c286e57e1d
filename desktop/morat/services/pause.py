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
        self.milliseconds = milliseconds
        self._article = article
        self._clock = article.findChild(_Clock) or _Clock(article)
        self._clock.watch(self)

    def stop(self) -> None:
        """Tell of no pause any more."""
        self._clock.forget(self)

    @property
    def is_one(self) -> bool:
        """Whether nothing was edited for so long by now."""
        return self.milliseconds <= self._article.milliseconds_quiet


class _Clock(QObject):
    """One timer for all pauses of an article: to wake the window while somebody types is not free."""

    def __init__(self, article: OpenArticle) -> None:
        super().__init__(article)
        self._article = article
        self._watched: list[Pause] = []
        self._awaited: list[Pause] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        article.changed.connect(self._on_changed)

    def watch(self, pause: Pause) -> None:
        self._watched.append(pause)

    def forget(self, pause: Pause) -> None:
        for pauses in (self._watched, self._awaited):
            if pause in pauses:
                pauses.remove(pause)

    @Slot()
    def _on_changed(self) -> None:
        self._awaited = list(self._watched)
        self._wait(self._article.milliseconds_quiet)

    def _wait(self, quiet: int) -> None:
        if self._awaited:
            soonest = min(pause.milliseconds for pause in self._awaited)
            self._timer.start(max(0, soonest - quiet))

    @Slot()
    def _look(self) -> None:
        # Read once: a moment later there may be nothing left, and Qt knows no time below zero.
        quiet = self._article.milliseconds_quiet
        begun = [pause for pause in self._awaited if pause.milliseconds <= quiet]
        self._awaited = [pause for pause in self._awaited if pause not in begun]
        self._wait(quiet)
        for pause in begun:
            # Whoever heard of the one before may have stopped this one.
            if pause in self._watched:
                pause.begun.emit()

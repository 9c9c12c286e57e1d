"""Proofread the open article in the background, a moment after the last key."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.newsroom.article import Article
from morat.newsroom.findings import Finding
from morat.services.jobs import Jobs
from morat.services.open_article import OpenArticle

PAUSE = 400
"""Milliseconds without a key after which the text is read."""


class Proofreader(QObject):
    """Reads snapshots of one open article.

    Signals:
        found(object): list of Finding of the newest snapshot.
    """

    found = Signal(object)

    def __init__(self, article: OpenArticle, jobs: Jobs, parent: QObject | None = None) -> None:
        """Read ``article`` on a thread of ``jobs``, now and after every change."""
        super().__init__(parent)
        self._article = article
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.read)
        article.changed.connect(self._timer.start)

    @Slot()
    def read(self) -> None:
        """Read the article as it is now."""
        self._jobs.run(partial(_read, self._article.article()), self._on_found, topic="proofread")

    def let_go(self) -> None:
        """Read no more; what is being read is heard by nobody."""
        self._timer.stop()
        self._article.changed.disconnect(self._timer.start)
        self._jobs.drop("proofread")
        self.deleteLater()

    def _on_found(self, findings: list[Finding]) -> None:
        self.found.emit(findings)


def _read(article: Article) -> list[Finding]:
    from morat.operations.proofing import proof_article

    return proof_article(article)

"""How long the text is that is chosen: in place of the length of the piece, as long as something is."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from morat.newsroom.text import word_count
from morat.services.document.properties import OBJECT
from morat.services.jobs import Jobs
from morat.ui.editor.page import Page
from morat.ui.window.status_line import StatusLine

PAUSE = 120
"""Milliseconds after which a selection that grows is counted."""


class ChosenLength(QObject):
    """Counts what is chosen in a field or in the body: of all of a long piece, some 20 ms of work."""

    def __init__(self, page: Page, status: StatusLine, jobs: Jobs, parent: QObject) -> None:
        """Watch the selections of ``page``, count them by ``jobs``; say in ``status`` how long they are."""
        super().__init__(parent)
        self._page = page
        self._status = status
        self._jobs = jobs
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        page.view.selectionChanged.connect(self._pause.start)

    @Slot()
    def _on_pause(self) -> None:
        text = self._page.view.in_use.textCursor().selectedText()
        if text:
            self._jobs.run(partial(_length, text), self._on_counted, topic="chosen")
        else:
            self._jobs.drop("chosen")
            self._status.show_chosen(0, 0)

    def _on_counted(self, length: tuple[int, int]) -> None:
        self._status.show_chosen(*length)


def _length(text: str) -> tuple[int, int]:
    """Return how many words and how many letters there are in a selection as Qt gives it."""
    # Much quicker than translate.
    lines = text.replace("\u2029", "\n").replace("\u2028", "\n").replace(OBJECT, "")
    return word_count(lines), len(lines) - lines.count("\n")

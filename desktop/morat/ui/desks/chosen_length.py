"""How long the text is that is chosen: in place of the length of the piece, as long as something is."""

from PySide6.QtCore import QObject, QTimer, Slot

from morat.newsroom.text import word_count
from morat.services.document.properties import OBJECT
from morat.ui.editor.page import Page
from morat.ui.window.status_line import StatusLine

PAUSE = 120
"""Milliseconds after which a selection that grows is counted."""
_BREAKS = str.maketrans({"\u2029": "\n", "\u2028": "\n", OBJECT: None})


class ChosenLength(QObject):
    """Counts what is chosen in a field or in the body."""

    def __init__(self, page: Page, status: StatusLine, parent: QObject) -> None:
        """Watch the selections of ``page``; say in ``status`` how long they are."""
        super().__init__(parent)
        self._page = page
        self._status = status
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        page.view.selectionChanged.connect(self._pause.start)
        # Into another field: what is chosen there counts.
        page.caretMoved.connect(self._pause.start)

    @Slot()
    def _on_pause(self) -> None:
        text = self._page.view.in_use.textCursor().selectedText().translate(_BREAKS)
        self._status.show_chosen(word_count(text), len(text) - text.count("\n"))

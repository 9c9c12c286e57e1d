"""Keep the line one reads at its height while the page becomes narrower or wider."""

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtGui import QTextCursor

from morat.ui.editor.page import Page

LONG = 250
"""Milliseconds for which the page may go on laying itself out."""


class HeldPlace(QObject):
    """Holds the first line of the body that is seen; above the body nothing needs to be held."""

    def __init__(self, page: Page) -> None:
        """Hold the place of ``page``."""
        super().__init__(page)
        self._page = page
        self._line: QTextCursor | None = None
        self._height = 0
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(LONG)
        self._end.timeout.connect(self._on_end)

    def hold(self) -> None:
        """Remember the line now, and bring it back to its height until the page has come to rest."""
        page, body = self._page, self._page.body
        seen = page.viewport().mapTo(page, QPoint(0, 0))
        top = body.mapFrom(page, seen).y()
        if top <= 0:
            self._line = None
            return
        self._line = body.cursorForPosition(QPoint(body.width() // 2, top + 1))
        self._height = body.cursorRect(self._line).top() - top
        if not self._end.isActive():
            page.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._end.start()

    @Slot()
    def _on_range(self) -> None:
        if self._line is None:
            return
        page, body = self._page, self._page.body
        top = body.mapFrom(page, page.viewport().mapTo(page, QPoint(0, 0))).y()
        bar = page.verticalScrollBar()
        bar.setValue(bar.value() + body.cursorRect(self._line).top() - top - self._height)

    @Slot()
    def _on_end(self) -> None:
        self._on_range()
        self._page.verticalScrollBar().rangeChanged.disconnect(self._on_range)
        self._line = None

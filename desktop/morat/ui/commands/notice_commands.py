"""The way of the keys to the message above the page, to what it offers, and back to the text."""

from PySide6.QtCore import QObject, Slot

from morat.ui.desks.workbench import Workbench
from morat.ui.window.notice_bar import NoticeBar


class NoticeCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``."""

    def __init__(self, bench: Workbench, notices: NoticeBar) -> None:
        """Go between ``notices`` and the page of ``bench``."""
        super().__init__(bench)
        self._bench = bench
        self._notices = notices
        notices.left.connect(self._to_text)
        notices.actionTaken.connect(self._on_done)

    def to_message(self) -> None:
        """Let keys go to the buttons of the message above the page; from there, back to the text."""
        if self._notices.has_keys():
            self._to_text()
        elif self._notices.isVisible():
            self._notices.take_keys()

    @Slot(int)
    def _on_done(self, _button: int) -> None:
        if self._notices.has_keys():
            self._to_text()

    @Slot()
    def _to_text(self) -> None:
        if self._bench.article is not None:
            self._bench.page.view.in_use.setFocus()

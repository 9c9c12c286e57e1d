"""What can be done with a piece beside writing it: find it, read it as it will look, in the browser too."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from morat.newsroom.messages import Message
from morat.ui.workbench import Workbench

if TYPE_CHECKING:
    from morat.ui.preview_desk import PreviewDesk


class PieceCommands(QObject):
    """One method an action, named as in ``actions.ACTIONS``. Each desk is made when it is wanted."""

    def __init__(self, bench: Workbench, tell: Callable[[Message], None]) -> None:
        """Act on the piece of ``bench``; ``tell`` says what stands in the way."""
        super().__init__(bench)
        self._bench = bench
        self._tell = tell
        self._previews: PreviewDesk | None = None
        bench.opened.connect(self._on_opened)

    @property
    def previews(self) -> "PreviewDesk":
        """The preview and what goes to the browser."""
        if self._previews is None:
            from morat.ui.preview_desk import PreviewDesk

            bench = self._bench
            self._previews = PreviewDesk(bench.window, bench.desk, bench.thumbnails, self)
            self._previews.failed.connect(self._tell)
            self._previews.show_article(bench.article)
        return self._previews

    def preview(self) -> None:
        """Show the piece as on a computer, or the page again."""
        self._bench.page.commit()
        self.previews.toggle("desktop")

    def preview_phone(self) -> None:
        """Show the piece as on a phone, or the page again."""
        self._bench.page.commit()
        self.previews.toggle("phone")

    def open_in_browser(self) -> None:
        """Show the real page in the browser."""
        self._bench.page.commit()
        self.previews.browse()

    def find_piece(self) -> None:
        """Go to the search field."""
        window = self._bench.window
        window.library.show()
        window.actions_by_name["left_side"].setChecked(True)
        window.library.search.setFocus()
        window.library.search.selectAll()

    def stop(self) -> None:
        """Take no more work, and leave nothing behind."""
        if self._previews is not None:
            self._previews.stop()

    @Slot(str)
    def _on_opened(self, _piece: str) -> None:
        if self._previews is not None:
            self._previews.show_article(self._bench.article)

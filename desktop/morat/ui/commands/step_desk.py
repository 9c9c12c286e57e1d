"""The next step of the open piece, and what it lacks before it: the checklist never stands in the way."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from morat.newsroom.checklist import Lack, lacks
from morat.newsroom.workflow import next_step
from morat.services.document.places import blocks_of
from morat.ui.desks.workbench import Workbench
from morat.ui.editor.page import Page
from morat.ui.kit.names import step_name
from morat.ui.window.checklist import Checklist


class StepDesk(QObject):
    """Looks over the piece before its next step is taken."""

    def __init__(self, bench: Workbench) -> None:
        """Hear of the next-step button of the window of ``bench``."""
        super().__init__(bench)
        self._bench = bench
        self._checklist: Checklist | None = None
        bench.window.top.stepWanted.connect(self.take)

    @property
    def checklist(self) -> Checklist | None:
        """The checklist that is open, if there is one."""
        return self._checklist

    def lacks(self) -> list[Lack]:
        """Return what the open piece lacks now."""
        bench = self._bench
        if bench.article is None:
            return []
        bench.page.commit()
        article = bench.article.article()
        profile = bench.proof.house.genres.profile(article.genre)
        return lacks(article, profile, datetime.now(UTC), bench.photos.sheet.facts)

    @Slot()
    def take(self) -> None:
        """Take the next step; where something is missing, say so first."""
        missing = self.lacks()
        step = next_step(str(self._bench.article.value("status"))) if self._bench.article else None
        # An embargo is nothing to stop for before the day on which the piece shall appear.
        publishes = step is not None and step.name == "publish"
        if any(lack.warns or publishes for lack in missing):
            self._open(missing, with_step=True)
        else:
            self._bench.take_step()

    def missing(self) -> None:
        """Show the checklist."""
        self._open(self.lacks(), with_step=False)

    def _open(self, missing: list[Lack], *, with_step: bool) -> None:
        bench = self._bench
        if bench.article is None:
            return
        words, top = bench.window.words, bench.window.top
        step = next_step(str(bench.article.value("status"))) if with_step else None
        made = Checklist(words, missing, step_name(words, step.name) if step else "", bench.window)
        made.placeWanted.connect(self._on_place_wanted)
        made.stepWanted.connect(bench.take_step)
        made.destroyed.connect(self._on_closed)
        self._checklist = made
        made.show_below(top.step if top.step.isVisible() else top)

    @Slot()
    def _on_closed(self) -> None:
        self._checklist = None

    @Slot(object)
    def _on_place_wanted(self, lack: Lack) -> None:
        go_to(self._bench.page, lack)


def go_to(page: Page, lack: Lack) -> None:
    """Put the caret where something is missing."""
    if lack.block is not None and page.article is not None:
        block, _ = next(blocks_of(page.article.body, lack.block), (None, 0))
        if block is not None:
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            page.body.setTextCursor(cursor)
        page.body.setFocus()
    elif lack.field == "deck":
        page.head.show_deck()
    elif lack.field in ("tags", "source", "embargo"):
        page.details.go_to(lack.field)
    else:
        _edit(page, lack.field).setFocus()


def _edit(page: Page, field: str) -> QWidget:
    byline = page.byline
    lines: dict[str, QWidget] = {"authors": byline.authors, "section": byline.section}
    lines["dateline"] = byline.date if byline.place.text() else byline.place
    return lines.get(field) or page.head.edits.get(field) or page.body

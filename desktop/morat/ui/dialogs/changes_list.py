"""What would change in photos, row by row, before it does: each row can be left out."""

import time
from collections.abc import Callable, Mapping, Sequence

from msgspec import structs
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from morat.catalogue import Catalogue
from morat.catalogue.fields import photo_field_name
from morat.newsroom.caption_templates import Applied
from morat.newsroom.photo_edits import Difference, differences
from morat.newsroom.pictures import PhotoFacts

SHOWN = 300
"""Rows at most: more than anybody reads."""
NAMES = 120
"""Width of the columns that say where, at most."""
TURN = 0.004
"""Seconds of one turn of the event loop that comparing takes."""
_CHUNK = 8
"""Photos that are worked on at a time."""

Work = Callable[[Sequence[PhotoFacts], int], Applied]
"""Says what becomes of some photos, the first of which has this number (from 1)."""


class ChangesList(QTreeWidget):
    """Photo, field, before and after. It is filled bit by bit, so that typing goes on over many photos.

    Signals:
        compared(): everything has been compared, or a row was ticked.
    """

    compared = Signal()

    def __init__(self, words: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._words = words
        self._photos: tuple[PhotoFacts, ...] = ()
        self._work: Work | None = None
        self._after: list[PhotoFacts] = []
        self._left_out: set[tuple[str, str]] = set()
        self._rows: list[Difference] = []
        self.told: list[Applied] = []
        self.setAccessibleName(words.text("What would change in the photos"))
        self.setHeaderLabels(
            [words.text("Photo"), words.text("Field"), words.text("Before"), words.text("After")]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.header().setMinimumSectionSize(NAMES // 4)
        for at in (2, 3):
            self.header().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)
        self.itemChanged.connect(self._on_item_changed)

    def compare(self, photos: Sequence[PhotoFacts], work: Work) -> None:
        """Show what ``work`` makes of ``photos`` from now on; what was left out stays so."""
        self._photos, self._work = tuple(photos), work
        self._after, self._rows, self.told = [], [], []
        self.clear()
        self._timer.start()
        self._on_turn()

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Leave half of a narrow list to what was and will be said."""
        super().resizeEvent(e)
        for at in (0, 1):
            self.setColumnWidth(at, min(NAMES, e.size().width() // 4))

    @property
    def is_done(self) -> bool:
        """Whether all photos have been compared."""
        return not self._timer.isActive()

    def count(self) -> tuple[int, int]:
        """Return how many photos change, of those compared so far, and how many fields of them."""
        before = {facts.sha256: facts for facts in self._photos}
        after = self._changed()
        fields = differences([before[facts.sha256] for facts in after], after)
        return len(after), sum(1 for _ in fields)

    def decided(self) -> list[PhotoFacts]:
        """Return the photos that change, as they shall be, without what was left out.

        Whoever decides before all have been compared decides about all of them.
        """
        at = len(self._after)
        if self._work is not None and at < len(self._photos):
            applied = self._work(self._photos[at:], at + 1)
            self._after += applied.facts
            self.told.append(applied)
        return self._changed()

    def _changed(self) -> list[PhotoFacts]:
        changed: list[PhotoFacts] = []
        for was, now in zip(self._photos, self._after, strict=False):
            kept = {field: getattr(was, field) for sha, field in self._left_out if sha == was.sha256}
            after = structs.replace(now, **kept)
            if after != was:
                changed.append(after)
        return changed

    @Slot()
    def _on_turn(self) -> None:
        until = time.perf_counter() + TURN
        while self._work is not None and (at := len(self._after)) < len(self._photos):
            if at and time.perf_counter() > until:
                return
            chunk = self._photos[at : at + _CHUNK]
            applied = self._work(chunk, at + 1)
            self._after += applied.facts
            self.told.append(applied)
            names = {facts.sha256: facts.file for facts in chunk}
            self._show(list(differences(chunk, applied.facts)), names)
        self._timer.stop()
        self.compared.emit()

    def _show(self, found: Sequence[Difference], names: Mapping[str, str]) -> None:
        grey = self.palette().brush(QPalette.ColorRole.PlaceholderText)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for one in found[: max(0, SHOWN - len(self._rows))]:
            cells = [names[one.sha256], self._words.text(photo_field_name(one.field)), one.before, one.after]
            item = QTreeWidgetItem(cells)
            for place, text in enumerate(cells):
                item.setToolTip(place, text)
            item.setForeground(2, grey)
            out = (one.sha256, one.field) in self._left_out
            item.setCheckState(0, Qt.CheckState.Unchecked if out else Qt.CheckState.Checked)
            self._rows.append(one)
            self.addTopLevelItem(item)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    @Slot(QTreeWidgetItem, int)
    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            row = self._rows[self.indexOfTopLevelItem(item)]
            place = (row.sha256, row.field)
            if item.checkState(0) == Qt.CheckState.Checked:
                self._left_out.discard(place)
            else:
                self._left_out.add(place)
            self.compared.emit()

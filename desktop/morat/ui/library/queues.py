"""The queues: whose turn it is, and how many pieces wait there."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit import theme
from morat.ui.kit.names import status_name
from morat.ui.kit.theme import M, S

ALL = ""
TRASH = "trash"
QUEUES = (ALL, "submitted", "in-review", "returned", "approved", "published", TRASH)
"""All pieces, the statuses in which somebody has to act, what is done, and what was thrown away."""
LEAST = 3
"""Rows that stay in view when the window is low; the others scroll."""

_COUNT = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Queues(QListWidget):
    """A short list without a scroll bar; the arrows and a click choose.

    Signals:
        chosen(str): a status, :data:`ALL` or :data:`TRASH`.
    """

    chosen = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Show :data:`QUEUES`, the first of them chosen."""
        super().__init__(parent)
        self._words = words
        own = {ALL: words.text("All pieces"), TRASH: words.text("Trash")}
        for queue in QUEUES:
            self.addItem(own.get(queue) or status_name(words, queue))
        self.setItemDelegate(_QueueDelegate(self))
        self.setAccessibleName(words.text("Queues"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.flatten(self)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(self._on_row_changed)

    @property
    def current(self) -> str:
        """The queue that is chosen."""
        return QUEUES[self.currentRow()]

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many pieces there are of each status and in the trash, and of all statuses together."""
        everything = sum(counts.values()) - counts.get(TRASH, 0)
        for number, queue in enumerate(QUEUES):
            count = everything if queue == ALL else counts.get(queue, 0)
            item = self.item(number)
            spoken = self._words.plural("{queue}: {n} piece", "{queue}: {n} pieces", count, queue=item.text())
            item.setData(_COUNT, self._words.number(count) if count else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def sizeHint(self) -> QSize:
        """Return room for all rows."""
        return QSize(theme.LEFT_WIDTH, self.sizeHintForRow(0) * self.count())

    def minimumSizeHint(self) -> QSize:
        """Return room for the first rows."""
        return QSize(0, self.sizeHintForRow(0) * LEAST)

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(QUEUES[row])


class _QueueDelegate(QStyledItemDelegate):
    """Draws the name on the left and the number on the right."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view
        self._metrics = QFontMetrics(theme.face())
        self._size = QSize(0, self._metrics.height() + S + 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, flag = theme.tokens(self._view.palette()), QStyle.StateFlag
        frame = QRectF(option.rect).adjusted(S, 0.5, -S, -0.5)
        chosen = bool(option.state & flag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = chosen and self._view.hasFocus()
        painter.setPen(QColor(colours.accent) if focus else Qt.PenStyle.NoPen)
        if chosen or option.state & flag.State_MouseOver:
            ground = QColor(colours.tint)
            ground.setAlphaF(1 if chosen else 0.5)
            painter.setBrush(ground)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        inside = frame.adjusted(M, 0, -M, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.face())
        painter.setPen(QColor(colours.ink))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, index.data() or "")
        painter.setPen(QColor(colours.muted))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, index.data(_COUNT) or "")
        painter.restore()

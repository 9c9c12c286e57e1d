"""Earlier versions of the piece, newest first."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.ui import icons, theme
from morat.ui.empty import EmptyState
from morat.ui.moments import day_and_clock
from morat.ui.theme import ICON, XS, M, S

_KINDS = {
    "auto": ("clock", mark("Saved")),
    "milestone": ("send", mark("Handed over")),
    "imported": ("file-import", mark("Brought in")),
    "merged": ("git-merge", mark("Merged")),
    "restored": ("arrow-back-up", mark("Restored")),
}
_BELOW = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class HistoryRow(NamedTuple):
    """A version: its hash, when it was made (ISO), how (``auto``, ``milestone``, ...) and by whom."""

    sha: str
    at: str
    kind: str
    author: str


class HistoryPanel(QWidget):
    """The list of versions, or a sentence while there are none.

    Signals:
        chosen(str): the version with this hash was clicked or taken with Enter.
    """

    chosen = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without versions."""
        super().__init__(parent)
        self._words = words
        self._rows: tuple[HistoryRow, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("historyList")
        self.list.setAccessibleName(words.text("Versions"))
        self.list.setItemDelegate(_VersionDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.flatten(self.list)
        self._empty = EmptyState("history", words.text("Every version that is saved will stand here."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, XS, 0, 0)
        column.addWidget(self._stack)
        self.list.itemActivated.connect(self._on_chosen)
        self.list.itemClicked.connect(self._on_chosen)

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these versions, the first on top."""
        self._rows = tuple(rows)
        self.list.clear()
        for row in self._rows:
            icon, name = _KINDS.get(row.kind, ("clock", row.kind))
            item = QListWidgetItem(day_and_clock(self._words, row.at))
            item.setData(_BELOW, " · ".join(part for part in (self._words.text(name), row.author) if part))
            item.setData(_ICON, icon)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {item.data(_BELOW)}")
            self.list.addItem(item)
        self._stack.setCurrentWidget(self.list if self._rows else self._empty)

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._rows[self.list.row(item)].sha)


class _VersionDelegate(QStyledItemDelegate):
    """Draws the moment, and below it what was done and by whom."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view
        self._font = theme.face()
        self._small = theme.face(theme.SMALL_PX)
        self._line = QFontMetrics(self._font).height()
        self._size = QSize(0, self._line + QFontMetrics(self._small).height() + 2 * S)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, flag = theme.tokens(self._view.palette()), QStyle.StateFlag
        selected = option.state & flag.State_Selected
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or option.state & flag.State_MouseOver:
            focus = selected and self._view.hasFocus()
            painter.setPen(QColor(colours.accent) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if selected else colours.tint))
            frame = QRectF(option.rect).adjusted(S + 0.5, 1.5, -S - 0.5, -1.5)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        left, top = option.rect.left() + M + XS, option.rect.top() + S
        icons.draw(painter, str(index.data(_ICON)), "muted", QPoint(left, top + 1), self._view.palette())
        left += ICON + S + 2
        width = option.rect.right() - M - left
        for font, tone, text in (
            (self._font, colours.ink, index.data()),
            (self._small, colours.muted, index.data(_BELOW)),
        ):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(tone))
            told = metrics.elidedText(str(text), Qt.TextElideMode.ElideRight, width)
            painter.drawText(left, top + metrics.ascent(), told)
            top += metrics.height()
        painter.restore()

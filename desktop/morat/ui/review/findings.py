"""What the proofreader found, in the order of the text."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
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
from morat.ui import icons, theme
from morat.ui.empty import EmptyState
from morat.ui.lines import broken, tip
from morat.ui.theme import ICON, XS, M, S

ARROW = " → "
MOST_TEXT = 40
"""Characters of the text that are quoted; a whole paragraph can be a finding."""
REASON_LINES = 3
TAKE = QSize(24, 20)
"""The small key at the right end that takes the suggestion."""
_SIGNS = {
    "error": ("alert-circle", "error"),
    "warning": ("alert-triangle", "warning"),
    "info": ("info-circle", "muted"),
}
_Index = QModelIndex | QPersistentModelIndex


class FindingRow(NamedTuple):
    """A finding in words: how grave, the text, what would be right, why, and where."""

    severity: str
    text: str
    suggestions: tuple[str, ...]
    reason: str
    place: str


class FindingsPanel(QWidget):
    """The list of findings, or a sentence when there are none.

    Signals:
        chosen(int): the finding with this number was walked to or clicked.
        suggestionTaken(int, str): its suggestion was taken, by Enter or by its key.
    """

    chosen = Signal(int)
    suggestionTaken = Signal(int, str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin with nothing found."""
        super().__init__(parent)
        self.list = FindingsList(words)
        self._empty = EmptyState("circle-check", words.text("No mistakes found so far."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, XS, 0, 0)
        column.addWidget(self._stack)
        self.list.chosen.connect(self.chosen)
        self.list.suggestionTaken.connect(self.suggestionTaken)

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show these findings; the current one keeps its number, for one that was mended is gone."""
        self.list.show_rows(rows)
        self._stack.setCurrentWidget(self.list if rows else self._empty)

    def next(self) -> None:
        """Go to the next finding, after the last to the first again."""
        self.list.next()


class FindingsList(QListWidget):
    """Findings one below the other. Arrows walk, Enter takes the suggestion.

    Signals:
        chosen(int), suggestionTaken(int, str): see :class:`FindingsPanel`.
    """

    chosen = Signal(int)
    suggestionTaken = Signal(int, str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self._rows: tuple[FindingRow, ...] = ()
        self.setObjectName("findingsList")
        self.setAccessibleName(words.text("Findings"))
        self.setItemDelegate(_FindingDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        theme.flatten(self)
        self.itemClicked.connect(self._on_clicked)

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        """Show these findings instead of those before; entries that stay are not made again."""
        new = tuple(rows)
        if new == self._rows:
            return
        current = self.walked_to()
        first, last = _same(self._rows, new), _same(self._rows[::-1], new[::-1])
        last = min(last, min(len(self._rows), len(new)) - first)
        for _ in range(len(self._rows) - first - last):
            self.takeItem(first)
        self._rows = new
        for number in range(first, len(new) - last):
            self.insertItem(number, self._item(new[number]))
        if new and current >= 0:
            self.setCurrentRow(min(current, len(new) - 1))

    def _item(self, row: FindingRow) -> QListWidgetItem:
        item = QListWidgetItem(row.text)
        spoken = ", ".join(part for part in (self._severity(row), quoted(row), row.reason, row.place) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(tip(self._tip(row)))
        return item

    def row_at(self, index: _Index) -> FindingRow:
        """Return the finding at ``index``."""
        return self._rows[index.row()]

    def next(self) -> None:
        """Go to the next finding, after the last to the first again."""
        if self._rows:
            number = (self.walked_to() + 1) % len(self._rows)
            self.setCurrentRow(number)
            self.chosen.emit(number)

    def walked_to(self) -> int:
        """Return the number of the finding one has come to, -1 before the first."""
        # Qt makes the first row current when the list gets the focus; that is no step of anybody's.
        return self.currentRow() if self.selectedIndexes() else -1

    def take(self, number: int) -> None:
        """Take the first suggestion of a finding; one without any is only gone to."""
        row = self._rows[number]
        if row.suggestions:
            self.suggestionTaken.emit(number, row.suggestions[0])
        else:
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows and say so; take with Enter."""
        before = self.walked_to()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and before >= 0:
            self.take(before)
            return
        super().keyPressEvent(event)
        if self.walked_to() not in (before, -1):
            self.chosen.emit(self.currentRow())

    def _severity(self, row: FindingRow) -> str:
        return {
            "error": self._words.text("Error"),
            "warning": self._words.text("Warning"),
        }.get(row.severity, self._words.text("Note"))

    def _tip(self, row: FindingRow) -> str:
        others = ", ".join(row.suggestions[1:])
        return self._words.text("Also: {suggestions}", suggestions=others) if others else ""

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.row(item))


def _same(before: Sequence[FindingRow], after: Sequence[FindingRow]) -> int:
    """Return how many findings both begin with."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(before), len(after)))


def quoted(row: FindingRow) -> str:
    """Return the text of a finding and its suggestion on one line, cut to a readable length."""
    text = " ".join(row.text.split())
    text = f"{text[: MOST_TEXT - 1]}…" if len(text) > MOST_TEXT else text
    return ARROW.join((text, row.suggestions[0].strip() or "∅")) if row.suggestions else text


class _FindingDelegate(QStyledItemDelegate):
    """Draws sign, text and suggestion, reason and place; a hairline parts the rows."""

    def __init__(self, view: FindingsList) -> None:
        super().__init__(view)
        self._view = view
        self._font = theme.face()
        self._bold = theme.face(weight=QFont.Weight.DemiBold)
        self._small = theme.face(theme.SMALL_PX)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        width = self._view.viewport().width()
        lines = len(self._below(self._view.row_at(index), self._inside(QRect(0, 0, width, 0)).width()))
        height = QFontMetrics(self._font).height() + lines * QFontMetrics(self._small).height()
        return QSize(0, height + XS // 2 + 2 * (S + 1) + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, row = theme.tokens(self._view.palette()), self._view.row_at(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option, colours)
        inside = self._inside(option.rect)
        name, tone = _SIGNS.get(row.severity, _SIGNS["info"])
        sign = QPoint(option.rect.left() + M + XS, inside.top() + 1)
        icons.draw(painter, name, tone, sign, self._view.palette())
        top = inside.top() + QFontMetrics(self._font).ascent()
        self._draw_text(painter, QPoint(inside.left(), top), inside.width(), row, colours)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        small = QFontMetrics(self._small)
        y = inside.top() + QFontMetrics(self._font).height() + XS // 2 + small.ascent()
        for line in self._below(row, inside.width()):
            painter.drawText(inside.left(), y, line)
            y += small.height()
        if row.suggestions:
            self._draw_key(painter, self._key(option.rect), colours)
        painter.restore()

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: _Index) -> bool:  # noqa: ARG002
        """Take the suggestion when its key is pressed."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and self._view.row_at(index).suggestions
            and self._key(option.rect).adjusted(-XS, -XS, XS, XS).contains(event.position().toPoint())
        ):
            self._view.take(index.row())
            return True
        return False

    def _inside(self, rect: QRect) -> QRect:
        return rect.adjusted(M + XS + ICON + S + 2, S + 1, -(M + TAKE.width() + S), -S)

    def _key(self, rect: QRect) -> QRect:
        return QRect(QPoint(rect.right() - M - TAKE.width(), rect.top() + S), TAKE)

    def _below(self, row: FindingRow, width: int) -> list[str]:
        # The stop of a sentence would stand before the dot.
        told = f"{row.reason.removesuffix('.')} · {row.place}" if row.place else row.reason
        return broken(told, self._small, width, REASON_LINES)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, colours: theme.Tokens) -> None:
        frame, flag = option.rect.adjusted(S, 1, -S, -2), QStyle.StateFlag
        if option.state & (flag.State_Selected | flag.State_MouseOver):
            focus = option.state & flag.State_Selected and self._view.hasFocus()
            painter.setPen(QColor(colours.accent) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(
                QColor(colours.selection if option.state & flag.State_Selected else colours.tint)
            )
            painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        line = QRectF(option.rect.left() + M, option.rect.bottom(), option.rect.width() - 2 * M, 1)
        painter.fillRect(line, QColor(colours.hairline))

    def _draw_text(
        self, painter: QPainter, at: QPoint, width: int, row: FindingRow, colours: theme.Tokens
    ) -> None:
        text, _, suggestion = quoted(row).partition(ARROW)
        plain, bold = QFontMetrics(self._font), QFontMetrics(self._bold)
        if suggestion:
            # The suggestion is what one came for: the text before it gives way.
            suggestion = bold.elidedText(suggestion, Qt.TextElideMode.ElideRight, width * 2 // 3)
            width -= bold.horizontalAdvance(suggestion) + plain.horizontalAdvance(ARROW)
        text = plain.elidedText(text, Qt.TextElideMode.ElideRight, width) + (ARROW if suggestion else "")
        painter.setFont(self._font)
        painter.setPen(QColor(colours.ink))
        painter.drawText(at, text)
        painter.setFont(self._bold)
        painter.setPen(QColor(colours.accent))
        painter.drawText(at + QPoint(plain.horizontalAdvance(text), 0), suggestion)

    def _draw_key(self, painter: QPainter, key: QRect, colours: theme.Tokens) -> None:
        painter.setPen(QColor(colours.hairline))
        painter.setBrush(QColor(colours.paper))
        painter.drawRoundedRect(QRectF(key).adjusted(0.5, 0.5, -0.5, -0.5), XS, XS)
        edge = 14
        corner = QPoint(key.left() + (key.width() - edge) // 2, key.top() + (key.height() - edge) // 2)
        icons.draw(painter, "corner-down-left", "muted", corner, self._view.palette(), edge)

"""The list of codes under the caret: it shows what would be written and never takes the focus."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from morat.ui.kit import theme
from morat.ui.kit.theme import XS, M, S

WIDTH = 420
_CODE, _TEXT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.DisplayRole
_Index = QModelIndex | QPersistentModelIndex


class Offer(NamedTuple):
    """A row: the code as it is typed, and the text it stands for."""

    code: str
    text: str


class CodeList(QListWidget):
    """Lies over the window below the caret. The keys stay with the text; whoever has them moves the row.

    Signals:
        taken(str): a row was clicked; its text.
        turned(bool): it can be seen now, or no longer.
    """

    taken = Signal(str)
    turned = Signal(bool)

    def __init__(self, name: str) -> None:
        """Begin hidden, called ``name`` for screen readers."""
        super().__init__()
        self.setObjectName("codeList")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_OfferDelegate(self))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.itemClicked.connect(self._on_clicked)
        self._bar: QScrollBar | None = None
        self.is_shown = False
        """Whether it can be seen, for those who ask at every key."""
        self.hide()

    @property
    def current(self) -> str:
        """The text of the chosen row, empty where there is only a note."""
        row = self.currentRow()
        return str(self.item(row).data(_TEXT)) if row >= 0 else ""

    def show_offers(self, offers: Sequence[Offer], owner: QWidget, caret: QRect) -> None:
        """Show rows below ``caret`` (on the screen), over the window of ``owner``."""
        self.clear()
        for offer in offers:
            item = QListWidgetItem(offer.text)
            item.setData(_CODE, offer.code)
            self.addItem(item)
        self.setCurrentRow(0)
        self._stand(owner, caret)

    def show_note(self, text: str, owner: QWidget, caret: QRect) -> None:
        """Show a sentence instead of rows."""
        self.clear()
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)
        self.setCurrentRow(-1)
        self._stand(owner, caret)

    def showEvent(self, event: QShowEvent) -> None:
        """Know that it is shown."""
        super().showEvent(event)
        self.is_shown = True
        self.turned.emit(True)  # noqa: FBT003 - a signal's arguments have no names

    def hideEvent(self, event: QHideEvent) -> None:
        """Know that it is not."""
        super().hideEvent(event)
        self.is_shown = False
        self.turned.emit(False)  # noqa: FBT003 - likewise

    def put_away(self) -> None:
        """Hide, and belong to no window: one that is closed would take the list with it."""
        self.hide()
        if self._bar is not None:
            self._bar.valueChanged.disconnect(self._on_scrolled)
            self._bar = None
        if self.parentWidget() is not None:
            self.setParent(None)

    def step(self, way: int) -> None:
        """Go a row down (1) or up (-1), round the ends."""
        self.setCurrentRow((self.currentRow() + way) % self.count())

    def _stand(self, owner: QWidget, caret: QRect) -> None:
        window = owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        height = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth()
        self.resize(min(WIDTH, window.width() - 2 * S), height)
        below = window.mapFromGlobal(caret.bottomLeft() + QPoint(0, XS))
        if below.y() + height > window.height() - S:
            below = window.mapFromGlobal(caret.topLeft()) - QPoint(0, height + XS)
        self._go_with(owner)
        left = max(S, min(below.x(), window.width() - self.width() - S))
        self.move(left, max(S, below.y()))
        self.show()
        self.raise_()

    def _go_with(self, owner: QWidget) -> None:
        """Hide when the page below is scrolled: the caret is somewhere else then."""
        area = owner.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        bar = area.verticalScrollBar() if isinstance(area, QScrollArea) else None
        if bar is not self._bar:
            if self._bar is not None:
                self._bar.valueChanged.disconnect(self._on_scrolled)
            if bar is not None:
                bar.valueChanged.connect(self._on_scrolled)
            self._bar = bar

    @Slot()
    def _on_scrolled(self) -> None:
        self.hide()

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.taken.emit(str(item.data(_TEXT)))


class _OfferDelegate(QStyledItemDelegate):
    """Draws the code, muted, and the text it stands for."""

    def __init__(self, view: CodeList) -> None:
        super().__init__(view)
        self._view = view
        self._font = theme.face()
        self._small = theme.face(theme.SMALL_PX)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(0, QFontMetrics(self._font).height() + 2 * XS + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = theme.tokens(self._view.palette())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.selection))
        rect = option.rect.adjusted(M, 0, -M, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        code = str(index.data(_CODE) or "")
        room = 0
        if code:
            painter.setFont(self._small)
            painter.setPen(QColor(colours.muted))
            room = QFontMetrics(self._small).horizontalAdvance(code) + M
            painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, code)
        painter.setFont(self._font)
        painter.setPen(QColor(colours.ink if code else colours.muted))
        text = QFontMetrics(self._font).elidedText(
            str(index.data(_TEXT)), Qt.TextElideMode.ElideRight, rect.width() - room
        )
        painter.drawText(rect, middle, text)
        painter.restore()

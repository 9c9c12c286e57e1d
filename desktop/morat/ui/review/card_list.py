"""A list whose rows are drawn when they are seen; the one that was walked to stands open as a card."""

from abc import abstractmethod

from PySide6.QtCore import QItemSelection, QModelIndex, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from morat.ui.kit import theme
from morat.ui.kit.theme import M, S
from morat.ui.review.card import Card


class CardList(QListView):
    """Rows one below the other, the walked-to one a card that :meth:`make_card` gives."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without rows; the model is set by whoever goes on from here."""
        super().__init__(parent)
        self.card: Card | None = None
        self._card_row = -1
        self._card_height = 0
        self._before = (-1, 0)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Thousands of rows are laid out a few hundred at a time, the events of the window between them.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(400)
        theme.flatten(self)

    @abstractmethod
    def make_card(self, row: int) -> Card:
        """Return the card of a row."""

    def watch_model(self) -> None:
        """Keep the row one has come to while the model of the list begins anew."""
        self.model().modelAboutToBeReset.connect(self._on_about_to_change)
        self.model().modelReset.connect(self._on_changed)

    def walked_to(self) -> int:
        """Return the row one has come to, -1 before the first."""
        # Qt makes the first row current when the list gets the focus; that is no step of anybody's.
        return self.currentIndex().row() if self.selectedIndexes() else -1

    def go_to(self, row: int) -> None:
        """Open a row and bring it into view."""
        self.setCurrentIndex(self.model().index(row, 0))

    def card_height(self, row: int) -> int:
        """Return how high the card in ``row`` is, 0 where there is none."""
        return self._card_height if row == self._card_row else 0

    def row_after_change(self, before: int, count: int) -> int:
        """Return the row that is open once the model began anew with ``count`` rows, -1 for none.

        The number stays, for one that was mended is gone.
        """
        return min(before, count - 1)

    def open_card(self) -> None:
        """Open the row one has come to, anew where it is open."""
        # A child of ours and no index widget of Qt's: those are freed under its hands while rows change.
        self._close_card()
        row = self.walked_to()
        if row < 0:
            return
        card = self.make_card(row)
        card.setParent(self.viewport())
        self.card, self._card_row = card, row
        self.fit_card()
        self._show_focus()
        self.scrollTo(self.currentIndex())
        self._place_card()
        card.show()

    @Slot()
    def fit_card(self) -> None:
        """Give the card the height that it needs by now."""
        if self.card is not None:
            self._card_height = self.card.height_at(self.viewport().width())
            self.scheduleDelayedItemsLayout()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Open the card of the row that was walked to."""
        super().selectionChanged(selected, deselected)
        self.open_card()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show in the card that the keys are here."""
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show in the card that the keys are elsewhere."""
        super().focusOutEvent(event)
        self._show_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the card to the new width."""
        if event.size().width() != event.oldSize().width():
            self.fit_card()
        super().resizeEvent(event)

    def updateGeometries(self) -> None:
        """Put the card where its row is, once the rows have been laid out."""
        super().updateGeometries()
        self._place_card()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the card along."""
        super().scrollContentsBy(dx, dy)
        self._place_card()

    def _close_card(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card, self._card_row = None, -1
            self.scheduleDelayedItemsLayout()

    def _place_card(self) -> None:
        if self.card is not None:
            self.card.setGeometry(self.visualRect(self.model().index(self._card_row, 0)))

    def _show_focus(self) -> None:
        if self.card is not None:
            self.card.focused = self.hasFocus()
            self.card.update()

    @Slot()
    def _on_about_to_change(self) -> None:
        self._before = (self.walked_to(), self.verticalScrollBar().value())
        self._close_card()

    @Slot()
    def _on_changed(self) -> None:
        """Keep the row one has come to."""
        row, place = self._before
        count = self.model().rowCount(QModelIndex())
        row = self.row_after_change(row, count) if row >= 0 and count else -1
        if row >= 0:
            self.go_to(row)
        self.verticalScrollBar().setValue(place)


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, colours: theme.Tokens) -> None:
    """Draw what lies under a row: a tint under the pointer, a hairline below."""
    if option.state & QStyle.StateFlag.State_MouseOver:
        frame = QRectF(option.rect.adjusted(S, 1, -S, -2)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.tint))
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
    line = QRectF(option.rect.left() + M, option.rect.bottom(), option.rect.width() - 2 * M, 1)
    painter.fillRect(line, QColor(colours.hairline))

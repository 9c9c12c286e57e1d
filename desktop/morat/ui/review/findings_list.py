"""The list of findings: rows that are drawn when they are seen, the one that was walked to as a card."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
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
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.ignoring import NEWSROOM, ONCE, PIECE
from morat.ui.kit import icons, theme
from morat.ui.kit.theme import XS, M, S
from morat.ui.review.finding_card import EXPLAIN, LEFT, SIGNS, FindingCard
from morat.ui.review.finding_menu import HEED, IGNORE, TAKE, TAKE_ALL, WORD, FindingMenu
from morat.ui.review.findings_model import ARROW, Entry, FindingsModel, quoted

KEY = QSize(24, 20)
"""The small key at the right end that takes the suggestion."""
_Index = QModelIndex | QPersistentModelIndex


class FindingsList(QListView):
    """Findings one below the other, by the keyboard alone if one likes.

    Arrows walk, Enter takes the first suggestion and a digit another one, Ctrl+Enter takes it everywhere;
    Delete or I ignores here, with Shift in the piece, with Ctrl in the newsroom; D puts the words into the
    newsroom's dictionary, with Shift into one's own; the space bar explains, Escape goes back to the text.

    Signals:
        chosen(object): the Entry that was walked to or clicked.
        wanted(object, str, str): an Entry and what shall be done, see ``FindingMenu``.
        left(object): the keys shall go back to the text, to this Entry (None: to none).
    """

    left = Signal(object)
    chosen = Signal(object)
    wanted = Signal(object, str, str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self._card: FindingCard | None = None
        self._card_row = -1
        self._card_height = 0
        self._explained = False
        self.findings = FindingsModel(words)
        self.setModel(self.findings)
        self.setObjectName("findingsList")
        self.setAccessibleName(words.text("Findings"))
        self.setItemDelegate(_RowDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Thousands of rows are laid out a few hundred at a time, the events of the window between them.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(400)
        theme.flatten(self)
        self.clicked.connect(self._on_clicked)
        self.findings.modelAboutToBeReset.connect(self._on_about_to_change)
        self.findings.modelReset.connect(self._on_changed)
        self._before = (-1, 0)

    def walked_to(self) -> int:
        """Return the row one has come to, -1 before the first."""
        # Qt makes the first row current when the list gets the focus; that is no step of anybody's.
        return self.currentIndex().row() if self.selectedIndexes() else -1

    def next(self) -> None:
        """Go to the next finding, after the last to the first again."""
        count = self.findings.rowCount()
        if count:
            self.go_to((self.walked_to() + 1) % count)
            self.chosen.emit(self._entry())

    def go_to(self, row: int) -> None:
        """Open a row and bring it into view."""
        self.setCurrentIndex(self.findings.index(row, 0))

    def card_height(self, row: int) -> int:
        """Return how high the card in ``row`` is, 0 where there is none."""
        return self._card_height if row == self._card_row else 0

    def take(self, entry: Entry) -> None:
        """Take the first suggestion; of a finding without any only its place is shown."""
        if entry.finding.suggestions and entry.ignored is None:
            self.wanted.emit(entry, TAKE, entry.finding.suggestions[0])
        else:
            self.chosen.emit(entry)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Open the card of the row that was walked to."""
        super().selectionChanged(selected, deselected)
        self._open_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows and say so; do what the other keys mean."""
        before = self.walked_to()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(self._entry() if before >= 0 else None)
            return
        if before >= 0 and self._take_key(event):
            return
        super().keyPressEvent(event)
        if self.walked_to() not in (before, -1):
            self.chosen.emit(self._entry())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer all that can be done."""
        if self.walked_to() >= 0:
            entry = self._entry()
            menu = FindingMenu(self._words, self)
            if entry.ignored is None:
                menu.add_fixes(entry.finding, self.findings.alike(entry.finding))
            menu.add_ignoring(entry.ignored)
            if entry.ignored is None:
                menu.add_dictionaries()
            menu.wanted.connect(self._on_wanted)
            menu.popup_at(event.globalPos())

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
        if self._card is not None and event.size().width() != event.oldSize().width():
            self._card_height = self._card.height_at(self.viewport().width())
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def updateGeometries(self) -> None:
        """Put the card where its row is, once the rows have been laid out."""
        super().updateGeometries()
        self._place_card()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the card along."""
        super().scrollContentsBy(dx, dy)
        self._place_card()

    def _take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the finding one has come to; say whether it meant anything."""
        entry, key, held = self._entry(), event.key(), event.modifiers()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & control:
                self.wanted.emit(entry, TAKE_ALL, "")
            else:
                self.take(entry)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_I):
            scope = NEWSROOM if held & control else PIECE if held & shift else ONCE
            self.wanted.emit(entry, *((IGNORE, scope) if entry.ignored is None else (HEED, "")))
        elif key == Qt.Key.Key_D and not held & control:
            self.wanted.emit(entry, WORD, "personal" if held & shift else "newsroom")
        elif key == Qt.Key.Key_Space:
            self._on_wanted(EXPLAIN, "")
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not held & control:
            number = key - Qt.Key.Key_1
            if number < len(entry.finding.suggestions):
                self.wanted.emit(entry, TAKE, entry.finding.suggestions[number])
        else:
            return False
        return True

    def _entry(self) -> Entry:
        return self.findings.entry(self.walked_to())

    def _open_card(self) -> None:
        # A child of ours and no index widget of Qt's: those are freed under its hands while rows change.
        self._close_card()
        row = self.walked_to()
        if row < 0:
            return
        entry = self.findings.entry(row)
        alike = self.findings.alike(entry.finding)
        card = FindingCard(self._words, self.findings, entry, alike, explained=self._explained)
        card.setParent(self.viewport())
        card.wanted.connect(self._on_wanted)
        self._card, self._card_row = card, row
        self._card_height = card.height_at(self.viewport().width())
        self._show_focus()
        self.scheduleDelayedItemsLayout()
        self.scrollTo(self.currentIndex())
        self._place_card()
        card.show()

    def _close_card(self) -> None:
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card, self._card_row = None, -1
            self.scheduleDelayedItemsLayout()

    def _place_card(self) -> None:
        if self._card is not None:
            self._card.setGeometry(self.visualRect(self.findings.index(self._card_row, 0)))

    def _show_focus(self) -> None:
        if self._card is not None:
            self._card.focused = self.hasFocus()
            self._card.update()

    @Slot(str, str)
    def _on_wanted(self, what: str, how: str) -> None:
        if what == EXPLAIN:
            self._explained = not self._explained
            self._open_card()
        else:
            self.wanted.emit(self._entry(), what, how)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.findings.entry(index.row()))

    @Slot()
    def _on_about_to_change(self) -> None:
        self._before = (self.walked_to(), self.verticalScrollBar().value())
        self._close_card()

    @Slot()
    def _on_changed(self) -> None:
        """Keep the number of the row one has come to, for one that was mended is gone."""
        row, place = self._before
        count = self.findings.rowCount()
        if row >= 0 and count:
            self.go_to(min(row, count - 1))
        self.verticalScrollBar().setValue(place)


class _RowDelegate(QStyledItemDelegate):
    """Draws sign, text and suggestion on one line, the reason below; a hairline parts the rows."""

    def __init__(self, view: FindingsList) -> None:
        super().__init__(view)
        self._view = view
        self._font = theme.face()
        self._bold = theme.face(weight=QFont.Weight.DemiBold)
        self._small = theme.face(theme.SMALL_PX)
        height = QFontMetrics(self._font).height() + QFontMetrics(self._small).height()
        self._closed = QSize(0, height + XS // 2 + 2 * (S + 1) + 1)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        height = self._view.card_height(index.row())
        return QSize(0, height) if height else self._closed

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self._view
        if view.card_height(index.row()):
            return
        colours, entry = theme.tokens(view.palette()), view.findings.entry(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option, colours)
        inside = self._inside(option.rect)
        name, tone = SIGNS[entry.kind]
        icons.draw(painter, name, tone, QPoint(option.rect.left() + M + XS, inside.top() + 1), view)
        top = inside.top() + QFontMetrics(self._font).ascent()
        self._draw_text(painter, QPoint(inside.left(), top), inside.width(), entry, colours)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        small = QFontMetrics(self._small)
        y = inside.top() + QFontMetrics(self._font).height() + XS // 2 + small.ascent()
        told = f"{view.findings.reason(entry).removesuffix('.')} · {view.findings.place(entry)}"
        room = option.rect.right() - M - S - inside.left()
        told = small.elidedText(" ".join(told.split()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside.left(), y, told)
        if _can_take(entry):
            self._draw_key(painter, self._key(option.rect), colours)
        painter.restore()

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: _Index) -> bool:  # noqa: ARG002
        """Take the suggestion when its key is pressed."""
        entry = self._view.findings.entry(index.row())
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and event.button() == Qt.MouseButton.LeftButton
            and _can_take(entry)
            and self._key(option.rect).adjusted(-XS, -XS, XS, XS).contains(event.position().toPoint())
        ):
            self._view.take(entry)
            return True
        return False

    def _inside(self, rect: QRect) -> QRect:
        return rect.adjusted(LEFT, S + 1, -(M + KEY.width() + S), -S)

    def _key(self, rect: QRect) -> QRect:
        return QRect(QPoint(rect.right() - M - KEY.width(), rect.top() + S), KEY)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, colours: theme.Tokens) -> None:
        if option.state & QStyle.StateFlag.State_MouseOver:
            frame = QRectF(option.rect.adjusted(S, 1, -S, -2)).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.tint))
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        line = QRectF(option.rect.left() + M, option.rect.bottom(), option.rect.width() - 2 * M, 1)
        painter.fillRect(line, QColor(colours.hairline))

    def _draw_text(
        self, painter: QPainter, at: QPoint, width: int, entry: Entry, colours: theme.Tokens
    ) -> None:
        text, _, suggestion = quoted(entry.finding).partition(ARROW)
        plain, bold = QFontMetrics(self._font), QFontMetrics(self._bold)
        if suggestion:
            # The suggestion is what one came for: the text before it gives way.
            suggestion = bold.elidedText(suggestion, Qt.TextElideMode.ElideRight, width * 2 // 3)
            width -= bold.horizontalAdvance(suggestion) + plain.horizontalAdvance(ARROW)
        text = plain.elidedText(text, Qt.TextElideMode.ElideRight, width) + (ARROW if suggestion else "")
        painter.setFont(self._font)
        painter.setPen(QColor(colours.muted if entry.ignored is not None else colours.ink))
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
        icons.draw(painter, "corner-down-left", "muted", corner, self._view, edge)


def _can_take(entry: Entry) -> bool:
    return bool(entry.finding.suggestions) and entry.ignored is None

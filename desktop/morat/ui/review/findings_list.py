"""The list of findings: rows that are drawn when they are seen, the one that was walked to as a card."""

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
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.ignoring import NEWSROOM, ONCE, PIECE
from morat.ui.kit import icons, theme
from morat.ui.kit.theme import XS, M, S
from morat.ui.review.card import LEFT
from morat.ui.review.card_list import CardList, draw_ground
from morat.ui.review.finding_card import EXPLAIN, SIGNS, FindingCard
from morat.ui.review.finding_menu import HEED, IGNORE, TAKE, TAKE_ALL, WORD, FindingMenu
from morat.ui.review.findings_model import ARROW, Entry, FindingsModel, quoted

KEY = QSize(24, 20)
"""The small key at the right end that takes the suggestion."""
_Index = QModelIndex | QPersistentModelIndex


class FindingsList(CardList):
    """Findings one below the other, by the keyboard alone if one likes.

    Arrows walk, Enter takes the first suggestion and a digit another one, Ctrl+Enter takes it everywhere;
    Delete or I ignores here, with Shift in the piece, with Ctrl in the newsroom; D puts the words into the
    newsroom's dictionary, with Shift into one's own; the space bar explains, Escape goes back to the text.
    In a row that stands for several places all this means all of them.

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
        self._explained = False
        self.findings = FindingsModel(words)
        self.setModel(self.findings)
        self.setObjectName("findingsList")
        self.setAccessibleName(words.text("Findings"))
        self.setItemDelegate(_RowDelegate(self))
        self.clicked.connect(self._on_clicked)
        self.watch_model()

    def next(self) -> None:
        """Go to the next finding, after the last to the first again."""
        count = self.findings.rowCount()
        if count:
            self.go_to((self.walked_to() + 1) % count)
            self.chosen.emit(self._entry())

    def take(self, entry: Entry) -> None:
        """Take the first suggestion; of a finding without any only its place is shown."""
        if entry.finding.suggestions and entry.ignored is None:
            self._want(entry, TAKE, entry.finding.suggestions[0])
        else:
            self.chosen.emit(entry)

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
                menu.add_fixes(entry.finding, self._alike(entry))
            menu.add_ignoring(entry.ignored, here=entry.places == 1)
            if entry.ignored is None:
                menu.add_dictionaries()
            menu.wanted.connect(self._on_wanted)
            menu.popup_at(event.globalPos())

    def _take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the finding one has come to; say whether it meant anything."""
        entry, key, held = self._entry(), event.key(), event.modifiers()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & control:
                self._want(entry, TAKE_ALL, "")
            else:
                self.take(entry)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_I):
            scope = NEWSROOM if held & control else PIECE if held & shift else ONCE
            self._want(entry, *((IGNORE, scope) if entry.ignored is None else (HEED, "")))
        elif key == Qt.Key.Key_D and not held & control:
            self._want(entry, WORD, "personal" if held & shift else "newsroom")
        elif key == Qt.Key.Key_Space:
            self._on_wanted(EXPLAIN, "")
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not held & control:
            number = key - Qt.Key.Key_1
            if number < len(entry.finding.suggestions):
                self._want(entry, TAKE, entry.finding.suggestions[number])
        else:
            return False
        return True

    def _entry(self) -> Entry:
        return self.findings.entry(self.walked_to())

    def make_card(self, row: int) -> FindingCard:
        """Return the card of a finding."""
        entry = self.findings.entry(row)
        card = FindingCard(self._words, self.findings, entry, self._alike(entry), explained=self._explained)
        card.wanted.connect(self._on_wanted)
        return card

    def _alike(self, entry: Entry) -> int:
        """Return how many places may be put right at once beside taking what the row itself offers."""
        return self.findings.alike(entry.finding) if entry.places == 1 else 1

    @Slot(str, str)
    def _on_wanted(self, what: str, how: str) -> None:
        if what == EXPLAIN:
            self._explained = not self._explained
            self.open_card()
        else:
            self._want(self._entry(), what, how)

    def _want(self, entry: Entry, what: str, how: str) -> None:
        """Ask for what shall be done; a row of several places is dealt with in all of them."""
        if entry.places > 1:
            everywhere = {(TAKE, how): (TAKE_ALL, how), (IGNORE, ONCE): (IGNORE, PIECE)}
            what, how = everywhere.get((what, how), (what, how))
        self.wanted.emit(entry, what, how)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.findings.entry(index.row()))


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
        draw_ground(painter, option, colours)
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

    def _draw_text(
        self, painter: QPainter, at: QPoint, width: int, entry: Entry, colours: theme.Tokens
    ) -> None:
        text, _, suggestion = quoted(entry.finding).partition(ARROW)
        plain, bold = QFontMetrics(self._font), QFontMetrics(self._bold)
        places = f"  ({entry.places})" if entry.places > 1 else ""
        width -= plain.horizontalAdvance(places)
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
        at += QPoint(plain.horizontalAdvance(text), 0)
        painter.drawText(at, suggestion)
        painter.setFont(self._font)
        painter.setPen(QColor(colours.muted))
        painter.drawText(at + QPoint(bold.horizontalAdvance(suggestion), 0), places)

    def _draw_key(self, painter: QPainter, key: QRect, colours: theme.Tokens) -> None:
        painter.setPen(QColor(colours.hairline))
        painter.setBrush(QColor(colours.paper))
        painter.drawRoundedRect(QRectF(key).adjusted(0.5, 0.5, -0.5, -0.5), XS, XS)
        edge = 14
        corner = QPoint(key.left() + (key.width() - edge) // 2, key.top() + (key.height() - edge) // 2)
        icons.draw(painter, "corner-down-left", "muted", corner, self._view, edge)


def _can_take(entry: Entry) -> bool:
    return bool(entry.finding.suggestions) and entry.ignored is None

"""The list of comments and suggestions: rows that are drawn when they are seen, one of them a card."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from morat.catalogue import Catalogue
from morat.newsroom.remarks import Remark
from morat.newsroom.review import Comment
from morat.ui.kit import icons, theme
from morat.ui.kit.theme import XS, M, S
from morat.ui.review.card import LEFT
from morat.ui.review.card_list import CardList, draw_ground
from morat.ui.review.remark_card import ACCEPT, DELETE, REJECT, RESOLVE, Answer, RemarkCard
from morat.ui.review.remarks_model import SIGNS, RemarksModel, kind_of

_Index = QModelIndex | QPersistentModelIndex


class RemarksList(CardList):
    """Comments and suggestions one below the other, by the keyboard alone if one likes.

    Arrows walk; Enter writes an answer, or accepts a suggestion; the space bar resolves a comment or opens
    it again; Delete takes a comment away, or rejects a suggestion; Escape goes back to the text.

    Signals:
        chosen(object): the Remark that was walked to or clicked.
        wanted(object, str, str): a Remark and what shall be done, see ``RemarkCard``.
        left(object): the keys shall go back to the text, to this Remark (None: to none).
    """

    chosen = Signal(object)
    wanted = Signal(object, str, str)
    left = Signal(object)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self._drafts: dict[str, str] = {}
        self._open = ""
        self.remarks = RemarksModel(words)
        self.setModel(self.remarks)
        self.setObjectName("commentsList")
        self.setAccessibleName(words.text("Comments and suggestions"))
        self.setItemDelegate(_RowDelegate(self))
        self.clicked.connect(self._on_clicked)
        self._caret: tuple[str, int] | None = None
        self.remarks.modelAboutToBeReset.connect(self._on_about_to_begin_anew)
        self.watch_model()
        self.remarks.modelReset.connect(self._on_begun_anew)

    def make_card(self, row: int) -> RemarkCard:
        """Return the card of a row, with the answer that was begun there."""
        remark = self.remarks.remark(row)
        self._open = remark.said.id
        card = RemarkCard(self._words, self.remarks, remark, self._drafts.get(self._open, ""))
        card.wanted.connect(self._on_wanted)
        card.drafted.connect(self._on_drafted)
        card.left.connect(self._on_card_left)
        return card

    def row_after_change(self, before: int, count: int) -> int:
        """Return the row of what was open, where it is gone the one that has its number now."""
        row = self.remarks.row_of(self._open)
        return row if row >= 0 else min(before, count - 1)

    def next(self) -> None:
        """Go to the next one, after the last to the first again."""
        count = self.remarks.rowCount()
        if count:
            self.go_to((self.walked_to() + 1) % count)
            self.chosen.emit(self._remark())

    def show_remark(self, name: str) -> bool:
        """Open what has this id; False where it is not shown."""
        row = self.remarks.row_of(name)
        if row >= 0:
            self.go_to(row)
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows and say so; do what the other keys mean."""
        before = self.walked_to()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(self._remark() if before >= 0 else None)
            return
        if before >= 0 and self._take_key(event):
            return
        super().keyPressEvent(event)
        if self.walked_to() not in (before, -1):
            self.chosen.emit(self._remark())

    def _take_key(self, event: QKeyEvent) -> bool:
        remark, key = self._remark(), event.key()
        is_comment = isinstance(remark.said, Comment)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            reply = self._reply()
            if reply is not None:
                reply.setFocus()
            elif remark.fits:
                self.wanted.emit(remark, ACCEPT, "")
        elif key == Qt.Key.Key_Delete:
            self.wanted.emit(remark, DELETE if is_comment else REJECT, "")
        elif key == Qt.Key.Key_Space and is_comment:
            self.wanted.emit(remark, RESOLVE, "")
        else:
            return False
        return True

    def _remark(self) -> Remark:
        return self.remarks.remark(self.walked_to())

    @Slot(str, str)
    def _on_wanted(self, what: str, how: str) -> None:
        remark = self._remark()
        if how:
            self._drafts.pop(remark.said.id, None)
        self.setFocus()
        self.wanted.emit(remark, what, how)

    @Slot(str)
    def _on_drafted(self, text: str) -> None:
        self._drafts[self._open] = text

    @Slot()
    def _on_card_left(self) -> None:
        self.setFocus()

    @Slot()
    def _on_about_to_begin_anew(self) -> None:
        reply = self._reply()
        self._caret = (self._open, reply.cursorPosition()) if reply is not None and reply.hasFocus() else None

    @Slot()
    def _on_begun_anew(self) -> None:
        """Let somebody who writes an answer write on; the keys are no commands of the list meanwhile."""
        reply, caret = self._reply(), self._caret
        if reply is not None and caret is not None and caret[0] == self._open:
            reply.setFocus()
            reply.setCursorPosition(caret[1])

    def _reply(self) -> Answer | None:
        return self.card.reply if isinstance(self.card, RemarkCard) else None

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.remarks.remark(index.row()))


class _RowDelegate(QStyledItemDelegate):
    """Draws who and when on one line, what is said below; a hairline parts the rows."""

    def __init__(self, view: RemarksList) -> None:
        super().__init__(view)
        self._view = view
        self._font = theme.face()
        self._bold = theme.face(weight=QFont.Weight.DemiBold)
        self._small = theme.face(theme.SMALL_PX)
        height = QFontMetrics(self._font).height() * 2 + QFontMetrics(self._small).height()
        self._with_quote = QSize(0, height + XS + 2 * (S + 1) + 1)
        self._without = QSize(0, self._with_quote.height() - QFontMetrics(self._small).height() - XS // 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        height = self._view.card_height(index.row())
        if height:
            return QSize(0, height)
        remarks = self._view.remarks
        return self._with_quote if remarks.quoted(remarks.remark(index.row())) else self._without

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self._view
        if view.card_height(index.row()):
            return
        colours, remark = theme.tokens(view.palette()), view.remarks.remark(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option, colours)
        inside = option.rect.adjusted(LEFT, S + 1, -(M + S), -S)
        name, tone = SIGNS[kind_of(remark)]
        icons.draw(painter, name, tone, QPoint(option.rect.left() + M + XS, inside.top() + 1), view)
        top = self._draw_head(painter, inside, remark, colours)
        quoted = view.remarks.quoted(remark)
        if quoted:
            top = self._draw_line(painter, inside, top, quoted, self._small, colours.muted)
        ink = colours.ink if remark.is_open and remark.fits else colours.muted
        told = " ".join(view.remarks.told(remark).split())
        self._draw_line(painter, inside, top, told, self._font, ink)
        painter.restore()

    def _draw_head(self, painter: QPainter, inside: QRect, remark: Remark, colours: theme.Tokens) -> int:
        remarks, said = self._view.remarks, remark.said
        small = QFontMetrics(self._small)
        when = remarks.when(remark)
        if isinstance(said, Comment) and said.replies:
            when = f"{when} · ↩ {len(said.replies)}".removeprefix(" · ")
        room = small.horizontalAdvance(when) + S
        painter.setFont(self._small)
        painter.setPen(QColor(colours.muted))
        base = inside.top() + QFontMetrics(self._bold).ascent()
        painter.drawText(inside.right() + 1 - room + S, base, when)
        line = QRect(inside.topLeft(), QSize(inside.width() - room, inside.height()))
        return self._draw_line(painter, line, inside.top(), remarks.author(remark), self._bold, colours.ink)

    def _draw_line(self, painter: QPainter, inside: QRect, top: int, text: str, font: QFont, ink: str) -> int:
        """Draw one line and return where the next begins."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside.left(), top + metrics.ascent(), shown)
        return top + metrics.height() + XS // 2

"""The list of pieces: its model, and how a row is drawn."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit import icons, theme
from morat.ui.kit.covers import cover
from morat.ui.kit.lines import broken, tip
from morat.ui.kit.moments import clock_or_day
from morat.ui.kit.names import status_name
from morat.ui.kit.theme import XS, M, S

if TYPE_CHECKING:
    from morat.newsroom.query import Query
    from morat.operations.pieces import Row

THUMB = QSize(44, 44)
THUMB_RADIUS = 4
LOCK = 12
"""Pixels of the sign of an embargo."""
LINES = 2
NEAR = 20
"""Rows before an end of the list at which the next ones are asked for."""
_START, _END = "start", "end"
FOUND = 0.18
"""How much of the accent lies behind a word that was found; a line below says it by its shape too."""
LEAD = 12
"""Letters that are shown before a word that was found."""
_TONES = {
    "submitted": "warning",
    "in-review": "accent",
    "returned": "error",
    "approved": "success",
    "published": "success",
    "corrected": "success",
}
_Index = QModelIndex | QPersistentModelIndex


class Pieces(QAbstractListModel):
    """The rows that are shown, with the thumbnails that have come in.

    Signals:
        thumbnailWanted(str, str): a row that is seen has a photo, of this hash and with this recipe, whose
            picture is not here yet.
        moreWanted(): one of the last rows is seen.
        earlierWanted(): one of the first rows is seen.
    """

    thumbnailWanted = Signal(str, str)
    moreWanted = Signal()
    earlierWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty; ``words`` say what a row is to a screen reader."""
        super().__init__(parent)
        self._words = words
        self._rows: list[Row] = []
        self._query: Query | None = None
        self._covers: dict[str, QPixmap] = {}
        self._wanted: dict[str, Row] = {}
        self._asked: set[str] = set()
        self._near: set[str] = set()
        self._told: set[str] = set()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._on_asking)

    def show_rows(self, rows: Sequence["Row"], query: str = "") -> None:
        """Show ``rows`` instead of those before; thumbnails that no row shows are let go.

        The words of ``query`` are marked in them.
        """
        self.beginResetModel()
        self._rows = list(rows)
        self._query = _parsed(query)
        self._wanted.clear()
        self._asked.clear()
        self.endResetModel()
        self._on_changed()

    def add_rows(self, rows: Sequence["Row"], drop: int = 0) -> None:
        """Show ``rows`` below those that are shown, and the first ``drop`` no longer."""
        self._insert(len(self._rows), rows)
        self._remove(0, drop)
        self._on_changed()

    def add_rows_above(self, rows: Sequence["Row"], drop: int = 0) -> None:
        """Show ``rows`` above those that are shown, and the last ``drop`` no longer."""
        self._remove(len(self._rows) - drop, drop)
        self._insert(0, rows)
        self._on_changed()

    def _insert(self, place: int, rows: Sequence["Row"]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self._rows[place:place] = rows
            self.endInsertRows()

    def _remove(self, place: int, count: int) -> None:
        if count:
            self.beginRemoveRows(QModelIndex(), place, place + count - 1)
            del self._rows[place : place + count]
            self.endRemoveRows()

    def _on_changed(self) -> None:
        """Let go what no row shows any more, and ask anew where an end is near."""
        shown = {row.cover for row in self._rows}
        self._covers = {address: cover for address, cover in self._covers.items() if address in shown}
        self._asked &= shown
        self._near.clear()
        self._told.clear()

    def found(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of each word in ``text`` that is searched for."""
        if self._query is None:
            return []
        from morat.newsroom.query import found_words

        return list(found_words(self._query, text))

    def seen(self, index: _Index) -> None:
        """Ask for more rows when the one at ``index`` is among the last, or the first."""
        if index.row() >= len(self._rows) - NEAR:
            self._near.add(_END)
        if index.row() < NEAR:
            self._near.add(_START)
        if self._near - self._told:
            self._asking.start(0)

    def row(self, index: _Index) -> "Row":
        """Return the piece at ``index``."""
        return self._rows[index.row()]

    def find(self, piece: str) -> QModelIndex:
        """Return where the piece with this id stands, an invalid index when it is not shown."""
        for number, row in enumerate(self._rows):
            if row.id == piece:
                return self.index(number)
        return QModelIndex()

    def cover(self, row: "Row") -> QPixmap | None:
        """Return the thumbnail of the first photo of a piece; one that is not here is asked for, once."""
        address = row.cover
        if not address:
            return None
        picture = self._covers.get(address)
        if picture is None and address not in self._asked:
            # Asked after the painting: whoever answers at once may change the view.
            self._asked.add(address)
            self._wanted[address] = row
            self._asking.start(0)
        return picture

    def set_thumbnail(self, address: str, image: QImage, scale: float) -> None:
        """Take in a picture by its address, for a screen of this ``scale``; one that no row shows is left."""
        places = [number for number, row in enumerate(self._rows) if row.cover == address]
        if places:
            self._covers[address] = cover(image, THUMB, THUMB_RADIUS, scale)
        for number in places:
            index = self.index(number)
            self.dataChanged.emit(index, index)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many pieces are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the headline; to a screen reader the whole row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title(self._words, row)
        held = self.held(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            hold = "\n" + self._words.text("Not to be published before {until}.", until=held) if held else ""
            return tip(title(self._words, row) + hold)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (title(self._words, row), status_name(self._words, row.status), *self.about(row))
            return ", ".join((*told, self._words.text("not before {time}", time=held)) if held else told)
        return None

    def about(self, row: "Row") -> tuple[str, ...]:
        """Return what stands after the status: the time and the names."""
        return tuple(
            part for part in (clock_or_day(self._words, row.updated), ", ".join(row.authors)) if part
        )

    def held(self, row: "Row") -> str:
        """Return until when a piece must not appear, empty where nothing holds it back (any more)."""
        if not row.embargo:
            return ""
        from morat.newsroom import embargo

        now = datetime.now(UTC)
        return embargo.written(row.embargo) if embargo.holds(row.embargo, now) else ""

    @Slot()
    def _on_asking(self) -> None:
        wanted, self._wanted = self._wanted, {}
        for row in wanted.values():
            self.thumbnailWanted.emit(row.thumb, row.edit or "")
        near, self._told = self._near - self._told, self._told | self._near
        if _END in near:
            self.moreWanted.emit()
        if _START in near:
            self.earlierWanted.emit()


def _parsed(query: str) -> "Query | None":
    if not query.strip():
        return None
    from morat.newsroom.query import parse

    return parse(query)


def title(words: Catalogue, row: "Row") -> str:
    """Return the headline (tít), or what stands for it while there is none."""
    return row.headline or words.text("No headline yet")


class PieceList(QListView):
    """The list itself; a click or Enter takes a piece, Delete throws it away, the arrows only walk.

    Signals:
        taken(str): the piece with this id.
        trashWanted(str): the piece with this id shall go into the trash.
        menuWanted(str, QPoint): the menu of the piece with this id, at this place of the screen.
    """

    taken = Signal(str)
    trashWanted = Signal(str)
    menuWanted = Signal(str, QPoint)

    def __init__(self, pieces: Pieces, words: Catalogue, parent: QWidget | None = None) -> None:
        """Show the rows of ``pieces``."""
        super().__init__(parent)
        self._pieces = pieces
        self.setModel(pieces)
        self.setItemDelegate(_PieceDelegate(pieces, words, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.flatten(self)
        self.clicked.connect(self._on_taken)

    def shift(self, rows: int) -> None:
        """Keep what is seen where it is: ``rows`` came in above it, or went when that is negative."""
        if rows:
            bar = self.verticalScrollBar()
            place = bar.value() + rows * self.sizeHintForRow(0)
            self.doItemsLayout()
            bar.setValue(place)

    def let_go(self, first: int, last: int) -> None:
        """Be on no row where the current one is among those that go: the view would walk to another."""
        if first <= self.currentIndex().row() <= last:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current piece with Enter, throw it away with Delete."""
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self._on_taken(current)
        elif event.key() == Qt.Key.Key_Delete and current.isValid():
            self.trashWanted.emit(self._pieces.row(current).id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the piece under the pointer, of the current one for the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = (
                self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            )
            self.menuWanted.emit(self._pieces.row(index).id, place)

    @Slot(QModelIndex)
    def _on_taken(self, index: QModelIndex) -> None:
        self.taken.emit(self._pieces.row(index).id)


class _PieceDelegate(QStyledItemDelegate):
    """Draws thumbnail, headline in two lines, and status, time, names below."""

    def __init__(self, pieces: Pieces, words: Catalogue, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._pieces = pieces
        self._words = words
        self._font = theme.face()
        self._small = theme.face(theme.SMALL_PX)
        self._line = QFontMetrics(self._font).height()
        self._below = QFontMetrics(self._small)
        text = LINES * self._line + self._below.height()
        self._size = QSize(THUMB.width() * 2, max(THUMB.height(), text) + 2 * S + 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = theme.tokens(self._view.palette())
        row = self._pieces.row(index)
        self._pieces.seen(index)
        bar = self._view.verticalScrollBar()
        frame = option.rect.adjusted(S, 1, 0 if bar.isVisible() else -S, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, frame, option, colours)
        inside = frame.adjusted(S + 2, S, -S, -S)
        self._draw_thumbnail(painter, inside.topLeft(), row, colours)
        inside.setLeft(inside.left() + THUMB.width() + M - 2)
        lines = self._lines(row, inside.width())
        height = len(lines) * self._line + self._below.height()
        y = inside.top() + (inside.height() - height) // 2
        painter.setFont(self._font)
        for line, tone in lines:
            self._draw_line(painter, QPoint(inside.left(), y), line, getattr(colours, tone), colours.accent)
            y += self._line
        self._draw_status(
            painter, QRect(inside.left(), y, inside.width(), 0), row, colours, selected=selected
        )
        painter.restore()

    def _lines(self, row: "Row", width: int) -> list[tuple[str, str]]:
        """Return the lines of a row with their tones: the headline, or with what was found below it."""
        head = title(self._words, row)
        tone = "ink" if row.headline else "muted"
        found = [] if self._pieces.found(head) else self._pieces.found(row.standfirst)
        if not found:
            return [(line, tone) for line in broken(head, self._font, width, LINES)]
        start = row.standfirst.rfind(" ", 0, max(0, found[0][0] - LEAD)) + 1
        told = ("…" if start else "") + row.standfirst[start:]
        return [
            *((line, tone) for line in broken(head, self._font, width, 1)),
            *((line, "muted") for line in broken(told, self._font, width, 1)),
        ]

    def _draw_line(self, painter: QPainter, corner: QPoint, line: str, ink: str, mark: str) -> None:
        """Draw a line of text, the found words on a ground of their own and underlined."""
        metrics = QFontMetrics(self._font)
        ground = QColor(mark)
        ground.setAlphaF(FOUND)
        for start, end in self._pieces.found(line):
            left = corner.x() + metrics.horizontalAdvance(line[:start])
            place = QRect(left, corner.y(), metrics.horizontalAdvance(line[start:end]), metrics.height())
            painter.fillRect(place, ground)
            painter.fillRect(place.adjusted(0, place.height() - 2, 0, -1), QColor(mark))
        painter.setPen(QColor(ink))
        painter.drawText(corner.x(), corner.y() + metrics.ascent(), line)

    def _draw_ground(
        self, painter: QPainter, frame: QRect, option: QStyleOptionViewItem, colours: theme.Tokens
    ) -> None:
        state, flag = option.state, QStyle.StateFlag
        ground = colours.selection if state & flag.State_Selected else colours.tint
        if state & (flag.State_Selected | flag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        if state & flag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)

    def _draw_thumbnail(self, painter: QPainter, corner: QPoint, row: "Row", colours: theme.Tokens) -> None:
        pixmap = self._pieces.cover(row)
        if pixmap is not None and not pixmap.isNull():
            painter.drawPixmap(corner, pixmap)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hairline))
        painter.drawRoundedRect(QRect(corner, THUMB), THUMB_RADIUS, THUMB_RADIUS)
        middle = QPoint((THUMB.width() - theme.ICON) // 2, (THUMB.height() - theme.ICON) // 2)
        icons.draw(painter, "photo" if row.thumb else "file-text", "muted", corner + middle, self._view)

    def _draw_status(
        self, painter: QPainter, place: QRect, row: "Row", colours: theme.Tokens, *, selected: bool
    ) -> None:
        tone = getattr(colours, _TONES.get(row.status, "muted"))
        metrics = self._below
        baseline = place.top() + metrics.ascent()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone))
        dot = metrics.ascent() * 0.45
        painter.drawEllipse(QRectF(place.left(), baseline - metrics.xHeight() / 2 - dot / 2, dot, dot))
        left = place.left() + round(dot) + XS
        name = metrics.elidedText(
            status_name(self._words, row.status), Qt.TextElideMode.ElideRight, place.right() - left
        )
        painter.setFont(self._small)
        # Those two are too pale for words on the selection.
        pale = selected and tone in (colours.warning, colours.success)
        painter.setPen(QColor(colours.ink if pale else tone))
        painter.drawText(left, baseline, name)
        left += metrics.horizontalAdvance(name)
        held = self._pieces.held(row)
        if held:
            # A lock says by its shape that the piece must wait; until when is what matters most then.
            ground = colours.ink if selected else colours.warning
            tone_of_lock = "ink" if selected else "warning"
            sign = QPoint(left + S, place.top() + (metrics.height() - LOCK) // 2)
            icons.draw(painter, "lock", tone_of_lock, sign, self._view, edge=LOCK)
            left += S + LOCK + 2
            painter.setPen(QColor(ground))
            painter.drawText(left, baseline, held)
            left += metrics.horizontalAdvance(held)
        about = "".join(f" · {part}" for part in self._pieces.about(row))
        painter.setPen(QColor(colours.muted))
        painter.drawText(
            left, baseline, metrics.elidedText(about, Qt.TextElideMode.ElideRight, place.right() - left)
        )

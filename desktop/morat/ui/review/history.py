"""Earlier versions of the piece by days, newest first, with what was done with it in between."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.ui.kit import icons, theme
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.theme import ICON, XS, M, S
from morat.ui.review.timeline import Entry

_Index = QModelIndex | QPersistentModelIndex


class HistoryPanel(QWidget):
    """The list of versions, or a sentence while there are none.

    Signals:
        chosen(str): the version with this hash was clicked or taken with Enter.
        pairChosen(str, str): two versions were selected: the older and the newer one.
        foldToggled(str): the fold with this name was clicked or taken with Enter.
        nameWanted(str, str): the version with this hash shall have another name than this one.
        shown(): somebody looks at it now.
    """

    chosen = Signal(str)
    pairChosen = Signal(str, str)
    foldToggled = Signal(str)
    nameWanted = Signal(str, str)
    shown = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin without versions."""
        super().__init__(parent)
        self._model = Entries(self)
        self._wants_focus = False
        self.list = VersionList(self._model)
        self.list.setAccessibleName(words.text("Versions"))
        self._empty = EmptyState("history", words.text("Every version that is saved will stand here."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, XS, 0, 0)
        column.addWidget(self._stack)
        self.list.setToolTip(
            words.text(
                "Enter: compare with the text as it is now. Ctrl+click: with another. F2: give a name."
            )
        )
        self.list.taken.connect(self._on_taken)
        self.list.nameWanted.connect(self._on_name)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these rows, the first on top; what was selected stays so where it is still there."""
        current = self.list.currentIndex()
        name = self._model.entry(current).sha if current.isValid() else ""
        self._model.show(entries)
        place = self._model.find(name) if name else QModelIndex()
        if place.isValid():
            self.list.selectionModel().setCurrentIndex(
                place, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self._stack.setCurrentWidget(self.list if entries else self._empty)
        # Whoever walks through the list by keys stands on a row also where the one of before is gone.
        if self._wants_focus or self.list.hasFocus():
            self.take_focus()

    def take_focus(self) -> None:
        """Take the keys, now or as soon as there are versions; the first one is current then."""
        self._wants_focus = not self.list.isVisible()
        if self._wants_focus:
            return
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            rows = (self._model.index(row) for row in range(self._model.rowCount()))
            first = next((index for index in rows if self._model.entry(index).sha), QModelIndex())
            self.list.setCurrentIndex(first)

    def showEvent(self, event: QShowEvent) -> None:
        """Say that it is seen."""
        super().showEvent(event)
        self.shown.emit()

    @Slot()
    def _on_name(self) -> None:
        entry = self._model.entry(self.list.currentIndex())
        if entry.kind == "version":
            self.nameWanted.emit(entry.sha, entry.name)

    @Slot()
    def _on_taken(self) -> None:
        entry = self._model.entry(self.list.currentIndex())
        if entry.kind == "fold":
            self.foldToggled.emit(entry.folded[0])
            return
        chosen = sorted(index.row() for index in self.list.selectedIndexes())
        shas = [sha for row in chosen if (sha := self._model.entry(self._model.index(row)).sha)]
        if len(shas) == 2 and shas[0] != shas[1]:
            newer, older = shas
            self.pairChosen.emit(older, newer)
        elif entry.sha:
            self.chosen.emit(entry.sha)


class Entries(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show ``entries`` instead of those before; equal ones are left alone."""
        if list(entries) != self._entries:
            self.beginResetModel()
            self._entries = list(entries)
            self.endResetModel()

    def entry(self, index: _Index) -> Entry:
        """Return the row at ``index``."""
        return self._entries[index.row()]

    def find(self, sha: str) -> QModelIndex:
        """Return where a version stands in its day, an invalid index when it is not shown."""
        for row in range(len(self._entries) - 1, -1, -1):
            if self._entries[row].sha == sha:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the first line of a row; to a screen reader all of it."""
        if not index.isValid():
            return None
        entry = self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.change, entry.below) if part)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let arrows and clicks pass over days and events."""
        if not index.isValid() or self.entry(index).kind in ("day", "event"):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class VersionList(QListView):
    """The list itself: a click or Enter takes a row, with Ctrl or Shift a second one besides.

    Signals:
        taken(): the current row, or the two that are selected.
        nameWanted(): the current row shall have a name (F2, or the right button).
    """

    taken = Signal()
    nameWanted = Signal()

    def __init__(self, model: Entries, parent: QWidget | None = None) -> None:
        """Show the rows of ``model``."""
        super().__init__(parent)
        self.setModel(model)
        self.setObjectName("historyList")
        self.setItemDelegate(_EntryDelegate(model, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Rows are laid out as they are scrolled to: a thousand at once would hold the window up.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        theme.flatten(self)
        self.clicked.connect(self._on_clicked)

    def event(self, event: QEvent) -> bool:
        """Keep F2, which leads from the page to a photo's caption, for the names of versions."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F2
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter; the arrows only walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.taken.emit()
        elif event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.nameWanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer a name for the version under the pointer, for the current one by the menu key."""
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            self.setCurrentIndex(self.indexAt(event.pos()))
        if self.currentIndex().isValid():
            self.nameWanted.emit()

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self.taken.emit()


class _EntryDelegate(QStyledItemDelegate):
    """Draws a day as a heading, an event as one quiet line, a version as two."""

    def __init__(self, model: Entries, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._font = theme.face()
        self._bold = theme.face(weight=QFont.Weight.DemiBold)
        self._small = theme.face(theme.SMALL_PX)
        self._small_bold = theme.face(theme.SMALL_PX, QFont.Weight.DemiBold)
        line, small = QFontMetrics(self._font).height(), QFontMetrics(self._small).height()
        two = line + small + 2 * S
        self._heights = {"day": small + S + M, "event": line + small + S, "fold": two, "version": two}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(0, self._heights[self._model.entry(index).kind])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, entry = theme.tokens(self._view.palette()), self._model.entry(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.kind == "day":
            self._draw_day(painter, option, entry, colours)
        else:
            if entry.kind != "event":
                self._draw_ground(painter, option, colours)
            self._draw_entry(painter, option, entry, colours)
        painter.restore()

    def _draw_day(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, colours: theme.Tokens
    ) -> None:
        painter.setFont(self._small_bold)
        painter.setPen(QColor(colours.muted))
        bottom = option.rect.bottom() - XS - QFontMetrics(self._small_bold).descent()
        painter.drawText(option.rect.left() + M + XS, bottom, entry.title)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, colours: theme.Tokens) -> None:
        flag = QStyle.StateFlag
        selected = option.state & flag.State_Selected
        if selected or option.state & flag.State_MouseOver:
            focus = option.state & flag.State_HasFocus and self._view.hasFocus()
            painter.setPen(QColor(colours.accent) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if selected else colours.tint))
            frame = QRectF(option.rect).adjusted(S + 0.5, 1.5, -S - 0.5, -1.5)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)

    def _draw_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, colours: theme.Tokens
    ) -> None:
        quiet = entry.kind == "event"
        left, top = option.rect.left() + M + XS, option.rect.top() + (XS if quiet else S)
        tone = "accent" if entry.is_mark else "muted"
        icons.draw(painter, entry.icon, tone, QPoint(left, top + 1), self._view)
        left += ICON + S + 2
        right = option.rect.right() - M - XS
        if entry.change:
            metrics = QFontMetrics(self._small)
            painter.setFont(self._small)
            painter.setPen(QColor(colours.muted))
            width = metrics.horizontalAdvance(entry.change)
            painter.drawText(right - width, top + QFontMetrics(self._font).ascent(), entry.change)
            right -= width + S
        first = self._small if quiet else self._bold if entry.is_mark else self._font
        ink = colours.muted if quiet else colours.ink
        for font, colour, text in ((first, ink, entry.title), (self._small, colours.muted, entry.below)):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            told = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(left, top + metrics.ascent(), told)
            top += metrics.height()
            right = option.rect.right() - M - XS

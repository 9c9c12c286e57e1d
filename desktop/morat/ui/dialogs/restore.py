"""The restore screen: backups at the left, what each would change at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.operations.care import Change, Known, Outlook
from morat.ui.kit import theme
from morat.ui.kit.empty import EmptyState
from morat.ui.kit.moments import day_and_clock
from morat.ui.kit.sizes import begin_at
from morat.ui.kit.theme import XL, XS, L, M, S

SIZE = (880, 560)
LIST_WIDTH = 280
_BELOW = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1
_KINDS = {
    "auto": mark("automatic"),
    "manual": mark("made by hand"),
    "before-upgrade": mark("before an update"),
    "before-restore": mark("before a restore"),
}
_BOX = QStyle.SubElement.SE_ItemViewItemCheckIndicator
_Index = QModelIndex | QPersistentModelIndex


class RestoreDialog(QDialog):
    """Chooses a backup, for the whole library or for single pieces of it. It does nothing itself.

    Signals:
        looked(str): the backup in this file is looked at: what would it change?
        restoreWanted(str): the library shall be as in the backup in this file.
        piecesWanted(str, list): these pieces (ids) shall come back from it.
        rebuildWanted(): the library shall be built from its plain copies.
        cancelWanted(): what is under way shall stop.
    """

    looked = Signal(str)
    restoreWanted = Signal(str)
    piecesWanted = Signal(str, list)
    rebuildWanted = Signal()
    cancelWanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty; :meth:`show_backups` fills it."""
        super().__init__(parent)
        self._words = words
        self._known: tuple[Known, ...] = ()
        self._outlook: Outlook | None = None
        self.setWindowTitle(words.text("Restore the library"))
        self.setObjectName("restoreDialog")
        begin_at(self, *SIZE)
        self.backups = self._list("backupList", words.text("Backups"))
        self.backups.setFixedWidth(LIST_WIDTH)
        self.backups.setItemDelegate(_TwoLines(self.backups))
        self.pieces = self._list("changeList", words.text("What would change"))
        self.pieces.setItemDelegate(_TwoLines(self.pieces, boxes=True))
        self._summary = QLabel()
        self._summary.setObjectName("restoreSummary")
        self._summary.setWordWrap(True)
        self._summary.setFont(theme.face(weight=QFont.Weight.DemiBold))
        self._empty = EmptyState("history", words.text("There are no backups yet."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._both())
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(L)
        column.addWidget(self._stack, 1)
        column.addLayout(self._bottom())
        self._wire()
        self._show_choice()

    # What is shown

    def show_backups(self, known: Sequence[Known], *, has_copies: bool) -> None:
        """Show the backups, the newest first; the newest that can be read is chosen."""
        self._known = tuple(known)
        self.backups.clear()
        for one in self._known:
            moment = day_and_clock(self._words, one.backup.at)
            if one.pieces is None:
                told = self._words.text("cannot be read")
            else:
                count = self._words.plural("{n} piece", "{n} pieces", one.pieces)
                told = " · ".join((count, self._words.size(one.backup.bytes), self._kind(one)))
            item = _item(moment, told)
            if one.pieces is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.backups.addItem(item)
        if not self._known and has_copies:
            self._empty.say(
                self._words.text("There are no backups. The library can be built from its plain copies."),
                self._words.text("Build it anew"),
            )
        self._stack.setCurrentIndex(1 if self._known else 0)
        good = next((row for row, one in enumerate(self._known) if one.pieces is not None), -1)
        self.backups.setCurrentRow(good)
        self.backups.setFocus()

    def show_outlook(self, outlook: Outlook, pieces: Sequence[Change]) -> None:
        """Show what the chosen backup would change; of an unreadable library, the backup's own ``pieces``."""
        self._outlook = outlook
        self.pieces.clear()
        for change in outlook.changes if outlook.compared else pieces:
            item = _item(change.headline or self._words.text("No headline yet"), self._fate(change, outlook))
            item.setData(_ID, change.id)
            # Single pieces come into a library that can be read; a damaged one is put back as a whole.
            if outlook.compared and change.what != "missing":
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
            self.pieces.addItem(item)
        self._summary.setText(self._told(outlook))
        self._show_choice()

    def show_failure(self, sentence: str) -> None:
        """Say what stands in the way, and let the person choose again."""
        self._summary.setText(sentence)
        self.show_work(0, 0, busy=False)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Show how much of a restore is done."""
        self.show_work(done, total)

    def show_work(self, done: int, total: int, *, busy: bool = True) -> None:
        """Show that a restore is under way, how far it is (``total`` 0: not known), or that none is."""
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        self._stack.setEnabled(not busy)
        self._close.setVisible(not busy)
        if busy:
            # A percentage: SQLite counts rows and bytes beyond what the bar can hold.
            self._bar.setRange(0, 100 if total else 0)
            self._bar.setValue(100 * done // total if total else 0)
        self._show_choice()

    @property
    def chosen(self) -> str:
        """The file of the chosen backup, empty when there is none."""
        row = self.backups.currentRow()
        return str(self._known[row].backup.path) if 0 <= row < len(self._known) else ""

    # How it is put together

    def _list(self, name: str, told: str) -> QListWidget:
        made = QListWidget()
        made.setObjectName(name)
        made.setAccessibleName(told)
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.flatten(made)
        return made

    def _both(self) -> QWidget:
        both = QWidget()
        right = QVBoxLayout()
        right.setSpacing(S)
        right.addWidget(self._summary)
        right.addWidget(self.pieces, 1)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XL)
        row.addWidget(self.backups)
        row.addLayout(right, 1)
        return both

    def _bottom(self) -> QVBoxLayout:
        text = self._words.text
        self._hint = QLabel(text("The library as it is now is kept; nothing is overwritten."))
        self._hint.setFont(theme.face(theme.SMALL_PX))
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(text("Restoring"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(XS)
        self._bar.hide()
        self._take = _button("takePiecesButton", text("Take back the chosen pieces"))
        self._restore = _button("restoreButton", text("Restore the whole library"), "primary")
        self._cancel = _button("stopButton", text("Stop"))
        self._close = _button("closeButton", text("Close"))
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self._hint)
        buttons.addStretch(1)
        for button in (self._cancel, self._close, self._take, self._restore):
            buttons.addWidget(button)
        self._cancel.hide()
        column = QVBoxLayout()
        column.setSpacing(M)
        column.addWidget(self._bar)
        column.addLayout(buttons)
        return column

    def _wire(self) -> None:
        self.backups.currentRowChanged.connect(self._on_backup)
        self.pieces.itemChanged.connect(self._on_checked)
        self.pieces.itemActivated.connect(self._on_piece)
        self._take.clicked.connect(self._on_take)
        self._restore.clicked.connect(self._on_restore)
        self._cancel.clicked.connect(self.cancelWanted)
        self._close.clicked.connect(self.reject)
        self._empty.wanted.connect(self.rebuildWanted)

    def reject(self) -> None:
        """Close; while a restore is under way, ask it to stop instead."""
        if self._bar.isHidden():
            super().reject()
        else:
            self.cancelWanted.emit()

    # What is said

    def _kind(self, known: Known) -> str:
        return self._words.text(_KINDS.get(known.backup.kind, known.backup.kind))

    def _told(self, outlook: Outlook) -> str:
        plural = self._words.plural
        if not outlook.compared:
            return plural(
                "The present library cannot be read. This backup has {n} piece.",
                "The present library cannot be read. This backup has {n} pieces.",
                outlook.pieces,
            )
        parts = [
            plural("{n} piece goes back", "{n} pieces go back", outlook.counts["older"]),
            plural("{n} piece would be missing", "{n} pieces would be missing", outlook.counts["missing"]),
            plural("{n} piece comes back", "{n} pieces come back", outlook.counts["back"]),
        ]
        told = [
            part
            for part, what in zip(parts, ("older", "missing", "back"), strict=True)
            if outlook.counts[what]
        ]
        if not told:
            return self._words.text("Nothing would change: the library holds the same pieces.")
        return self._words.text("If this backup is restored: {changes}.", changes=", ".join(told))

    def _fate(self, change: Change, outlook: Outlook) -> str:
        moment = day_and_clock(self._words, change.updated)
        text = self._words.text
        if not outlook.compared:
            return text("saved {moment}", moment=moment)
        match change.what:
            case "older":
                return text("goes back to how it was {moment}", moment=moment)
            case "missing":
                return text("not in this backup; saved {moment}", moment=moment)
            case _:
                return text("comes back as it was {moment}", moment=moment)

    def _show_choice(self) -> None:
        idle = self._bar.isHidden()
        self._take.setVisible(bool(self._known))
        self._restore.setVisible(bool(self._known))
        self._hint.setVisible(bool(self._known))
        self._take.setEnabled(idle and bool(self._checked()))
        self._restore.setEnabled(idle and self._outlook is not None)

    def _checked(self) -> list[str]:
        items = (self.pieces.item(row) for row in range(self.pieces.count()))
        return [item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked]

    # What happens

    @Slot(int)
    def _on_backup(self, _row: int) -> None:
        self._outlook = None
        self.pieces.clear()
        self._summary.setText("")
        self._show_choice()
        if self.chosen:
            self.looked.emit(self.chosen)

    @Slot(QListWidgetItem)
    def _on_checked(self, _item: QListWidgetItem) -> None:
        self._show_choice()

    @Slot(QListWidgetItem)
    def _on_piece(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    @Slot()
    def _on_take(self) -> None:
        self.piecesWanted.emit(self.chosen, self._checked())

    @Slot()
    def _on_restore(self) -> None:
        self.restoreWanted.emit(self.chosen)


def _button(name: str, text: str, kind: str = "quiet") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    theme.set_kind(button, kind)
    return button


def _item(text: str, below: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setData(_BELOW, below)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {below}")
    return item


class _TwoLines(QStyledItemDelegate):
    """Draws what a row is called and below it in small what is said of it; with ``boxes`` to be ticked."""

    def __init__(self, view: QListWidget, *, boxes: bool = False) -> None:
        super().__init__(view)
        self._view = view
        self._boxes = boxes
        self._font = theme.face()
        self._small = theme.face(theme.SMALL_PX)
        height = QFontMetrics(self._font).height() + QFontMetrics(self._small).height()
        self._size = QSize(0, height + 2 * S)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, flag = theme.tokens(self._view.palette()), QStyle.StateFlag
        selected = option.state & flag.State_Selected
        enabled = index.flags() & Qt.ItemFlag.ItemIsEnabled
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or (enabled and option.state & flag.State_MouseOver):
            focus = selected and self._view.hasFocus()
            painter.setPen(QColor(colours.accent) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if selected else colours.tint))
            frame = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        left = option.rect.left() + M
        if self._boxes:
            left = self._draw_box(painter, option, index) + M
        top, width = option.rect.top() + S, option.rect.right() - S - left
        for font, tone, text in (
            (self._font, colours.ink if enabled else colours.muted, index.data()),
            (self._small, colours.muted, index.data(_BELOW)),
        ):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(tone))
            told = metrics.elidedText(str(text), Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(int(left), int(top + metrics.ascent()), told)
            top += metrics.height()
        painter.restore()

    def _draw_box(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> int:
        """Draw the box, where there is one, at the place that takes clicks; return its right edge."""
        box = QStyleOptionViewItem(option)
        self.initStyleOption(box, index)
        box.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        frame = QRectF(self._view.style().subElementRect(_BOX, box, self._view))
        if index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            colours = theme.tokens(self._view.palette())
            checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
            painter.setPen(QColor(colours.button if checked else colours.muted))
            painter.setBrush(QColor(colours.button if checked else colours.paper))
            painter.drawRoundedRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)
            if checked:
                painter.setPen(QPen(QColor(colours.on_button), 1.8))
                left, top, size = frame.left(), frame.top(), frame.width()
                turns = ((0.2, 0.52), (0.42, 0.74), (0.8, 0.28))
                painter.drawPolyline([QPointF(left + x * size, top + y * size) for x, y in turns])
        return int(frame.right())

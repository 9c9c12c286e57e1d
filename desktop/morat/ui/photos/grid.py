"""The contact sheet: pictures with badges, dragged out into the text."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.pictures import PhotoFacts
from morat.ui import icons, theme
from morat.ui.covers import cover
from morat.ui.lines import tip
from morat.ui.theme import ICON, XS

THUMB = QSize(92, 68)
CELL = QSize(102, 78)
"""A thumbnail with room for its frame; three of them side by side."""
THUMB_RADIUS = 4
BADGE_PX = 10
BADGE_PADDING = 3
PHOTO_MIME = "application/x-morat-photo"
"""What a dragged photo carries: its hash as text (several: one a line)."""
_USED = QColor(20, 16, 12, 200)
_MISSING = QColor("#b42318")
_ON_BADGE = QColor("#ffffff")
_Index = QModelIndex | QPersistentModelIndex


class Badge(NamedTuple):
    """A word on a picture; a ``grave`` one says that something is missing."""

    text: str
    grave: bool


class Photos(QAbstractListModel):
    """The pictures that are shown.

    Signals:
        thumbnailWanted(str): a picture that is seen is not here yet.
    """

    thumbnailWanted = Signal(str)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self._rows: list[PhotoFacts] = []
        self._used: set[str] = set()
        self._covers: dict[str, QPixmap] = {}
        self._wanted: set[str] = set()
        self._asked: set[str] = set()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._on_asking)

    def show_photos(self, photos: Sequence[PhotoFacts]) -> None:
        """Show these pictures instead of those before."""
        self.beginResetModel()
        self._rows = list(photos)
        shown = {facts.sha256 for facts in self._rows}
        self._covers = {sha: picture for sha, picture in self._covers.items() if sha in shown}
        self._wanted.clear()
        self._asked.clear()
        self.endResetModel()

    def set_used(self, used: set[str]) -> None:
        """Say which pictures stand in the text."""
        if used != self._used:
            self._used = set(used)
            self._changed(0, len(self._rows) - 1)

    def replace(self, facts: PhotoFacts) -> None:
        """Show what is known of a picture now."""
        at = self.find(facts.sha256).row()
        if at >= 0:
            self._rows[at] = facts
            self._changed(at, at)

    def facts(self, index: _Index) -> PhotoFacts:
        """Return what is known of the picture at ``index``."""
        return self._rows[index.row()]

    def find(self, sha: str) -> QModelIndex:
        """Return where a picture stands, an invalid index when it is not shown."""
        for number, facts in enumerate(self._rows):
            if facts.sha256 == sha:
                return self.index(number)
        return QModelIndex()

    def badges(self, facts: PhotoFacts) -> list[Badge]:
        """Return what is to be said about a picture, the gravest first."""
        missing = [
            Badge(text, grave=True)
            for text, value in (
                (self._words.text("no caption"), facts.caption),
                (self._words.text("no credit"), facts.credit or facts.creator),
            )
            if not value.strip()
        ]
        used = [Badge(self._words.text("used"), grave=False)] if facts.sha256 in self._used else []
        return [*missing[:1], *used]

    def cover(self, sha: str) -> QPixmap | None:
        """Return the picture at the size of the sheet; one that is not here is asked for, once."""
        picture = self._covers.get(sha)
        if picture is None and sha not in self._asked:
            # Asked after the painting: whoever answers at once may change the view.
            self._asked.add(sha)
            self._wanted.add(sha)
            self._asking.start(0)
        return picture

    def set_thumbnail(self, sha: str, image: QImage, scale: float) -> None:
        """Take in a picture, for a screen of this ``scale``; one that is not shown is left."""
        at = self.find(sha).row()
        if at >= 0:
            self._covers[sha] = cover(image, THUMB, THUMB_RADIUS, scale)
            self._changed(at, at)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many pictures are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the caption or the file's name; to a screen reader the badges too."""
        if not index.isValid():
            return None
        facts = self._rows[index.row()]
        name = facts.caption or facts.file
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((name, *(badge.text for badge in self.badges(facts))))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let pictures be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the hashes of the pictures that are dragged."""
        data = QMimeData()
        hashes = [self._rows[index.row()].sha256 for index in indexes]
        data.setData(PHOTO_MIME, "\n".join(hashes).encode("ascii"))
        return data

    def mimeTypes(self) -> list[str]:
        """Name what a drag carries."""
        return [PHOTO_MIME]

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))

    @Slot()
    def _on_asking(self) -> None:
        wanted, self._wanted = self._wanted, set()
        for sha in wanted:
            self.thumbnailWanted.emit(sha)


class PhotoGrid(QListView):
    """Pictures in rows of three, as many rows as there is room for; Delete throws the current one away.

    Signals:
        trashWanted(str): the picture with this hash shall go into the trash.
    """

    trashWanted = Signal(str)

    def __init__(self, photos: Photos, words: Catalogue, parent: QWidget | None = None) -> None:
        """Show the pictures of ``photos``."""
        super().__init__(parent)
        self.setObjectName("photoGrid")
        self.setAccessibleName(words.text("Photos"))
        self._photos = photos
        self.setModel(photos)
        self.setItemDelegate(_PhotoDelegate(photos, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.flatten(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Throw the current picture away with Delete."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.trashWanted.emit(self._photos.facts(self.currentIndex()).sha256)
        else:
            super().keyPressEvent(event)

    def rows_of(self, width: int) -> int:
        """Return how many rows the pictures need in ``width`` pixels."""
        a_row = max(1, width // CELL.width())
        return -(-self.model().rowCount() // a_row)


class _PhotoDelegate(QStyledItemDelegate):
    """Draws picture, badges and the frame of the selection."""

    def __init__(self, photos: Photos, view: QListView) -> None:
        super().__init__(view)
        self._photos = photos
        self._view = view
        self._font = theme.face(BADGE_PX, QFont.Weight.Bold)
        self._metrics = QFontMetrics(self._font)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, flag = theme.tokens(self._view.palette()), QStyle.StateFlag
        facts = self._photos.facts(index)
        margin = QPoint((CELL.width() - THUMB.width()) // 2, (CELL.height() - THUMB.height()) // 2)
        place = QRect(option.rect.topLeft() + margin, THUMB)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self._photos.cover(facts.sha256)
        if picture is not None and not picture.isNull():
            painter.drawPixmap(place.topLeft(), picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hairline))
            painter.drawRoundedRect(place, THUMB_RADIUS, THUMB_RADIUS)
            middle = place.center() - QPoint(ICON // 2, ICON // 2)
            icons.draw(painter, "photo", "muted", middle, self._view)
        bottom = place.bottom() - XS
        for badge in reversed(self._photos.badges(facts)):
            bottom = self._draw_badge(painter, badge, place, bottom) - XS // 2
        if option.state & (flag.State_Selected | flag.State_MouseOver):
            selected = option.state & flag.State_Selected
            painter.setPen(QPen(QColor(colours.accent if selected else colours.muted), 2 if selected else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(place).adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        painter.restore()

    def _draw_badge(self, painter: QPainter, badge: Badge, place: QRect, bottom: int) -> int:
        """Draw a badge that stands on ``bottom``; return where its own top is."""
        most = place.width() - 2 * (XS + BADGE_PADDING)
        text = self._metrics.elidedText(badge.text, Qt.TextElideMode.ElideRight, most)
        width = self._metrics.horizontalAdvance(text) + 2 * BADGE_PADDING
        height = self._metrics.height()
        box = QRect(place.left() + XS, bottom - height, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_MISSING if badge.grave else _USED)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(_ON_BADGE)
        painter.setFont(self._font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.top()

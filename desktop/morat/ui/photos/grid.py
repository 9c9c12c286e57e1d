"""The contact sheet: pictures with badges, chosen by keys, dragged out into the text."""

from collections.abc import Iterable, Sequence

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
    Signal,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.newsroom.contact_sheet import REJECT, Sheet, lacks_of_facts
from morat.newsroom.messages import Message
from morat.newsroom.pictures import PhotoFacts
from morat.ui.kit import theme
from morat.ui.kit.covers import cover
from morat.ui.kit.lines import tip
from morat.ui.photos.badges import Badge, BadgePainter, badges_of, protection_badges, told_marks
from morat.ui.photos.covers import Covers
from morat.ui.photos.tiles import Tiles, draw_missing, frame_width, is_too_much, mark_of

THUMB = QSize(92, 68)
CELL = QSize(102, 78)
"""A thumbnail with room for its frame; three of them side by side."""
THUMB_RADIUS = 4
PHOTO_MIME = "application/x-morat-photo"
"""What a dragged photo carries: its hash as text (several: one a line)."""
FADED = 0.35
"""Opacity of a picture that was rejected."""
_Index = QModelIndex | QPersistentModelIndex


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
        self._places: dict[str, int] = {}
        self._sheet = Sheet()
        self._broken: set[str] = set()
        self._covers = Covers(self)
        self._covers.wanted.connect(self.thumbnailWanted)

    def show_photos(self, photos: Sequence[PhotoFacts], sheet: Sheet) -> None:
        """Show these pictures of ``sheet`` instead of those before; the same ones stay where they are."""
        same = [one.sha256 for one in photos] == [one.sha256 for one in self._rows]
        self._sheet = sheet
        if same:
            self._rows = list(photos)
            self._changed(0, len(self._rows) - 1)
            return
        self.beginResetModel()
        self._rows = list(photos)
        self._places = {facts.sha256: number for number, facts in enumerate(self._rows)}
        self._covers.keep({facts.sha256 for facts in sheet.photos})
        self.endResetModel()

    def show_standing(self, sheet: Sheet) -> None:
        """Say anew where the pictures stand and what is to be seen to; they are the same."""
        self._sheet = sheet
        self._changed(0, len(self._rows) - 1)

    def show_broken(self, sha: str) -> None:
        """Say that the file of a picture is damaged or gone."""
        self._broken.add(sha)
        at = self.find(sha).row()
        if at >= 0:
            self._changed(at, at)

    def try_again(self) -> None:
        """Ask once more for the pictures that were damaged or gone."""
        for sha in self._broken:
            self._covers.renew(sha)
        self._broken.clear()
        self._changed(0, len(self._rows) - 1)

    def replace(self, facts: Iterable[PhotoFacts]) -> None:
        """Show what is known of pictures now; those that are not shown are left."""
        rows: list[int] = []
        for one in facts:
            at = self._places.get(one.sha256)
            if at is not None:
                self._rows[at] = one
                rows.append(at)
        if rows:
            self._changed(min(rows), max(rows))

    def facts(self, index: _Index) -> PhotoFacts:
        """Return what is known of the picture at ``index``."""
        return self._rows[index.row()]

    def find(self, sha: str) -> QModelIndex:
        """Return where a picture stands, an invalid index when it is not shown."""
        return self.index(self._places[sha]) if sha in self._places else QModelIndex()

    def notes(self, facts: PhotoFacts) -> Sequence[Message]:
        """Return what is to be seen to in a picture, as the piece shows it or else the library."""
        found = self._sheet.notes.get(facts.sha256)
        return lacks_of_facts(facts) if found is None else found

    def badges(self, facts: PhotoFacts) -> list[Badge]:
        """Return what is to be said on a picture, the gravest first."""
        sha = facts.sha256
        here, ran = self._sheet.here.get(sha, 0), self._sheet.ran.get(sha, "")
        told = badges_of(self._words, self.notes(facts), here, ran, broken=sha in self._broken)
        return protection_badges(self._words, facts) + told

    def cover(self, sha: str) -> QPixmap | None:
        """Return the picture at the size of the sheet; one that is not here is asked for, once."""
        return self._covers.get(sha)

    def set_thumbnail(self, sha: str, image: QImage, scale: float) -> None:
        """Take in a picture, for a screen of this ``scale``; one that is not shown is left."""
        at = self.find(sha).row()
        if at >= 0:
            self._covers.put(sha, cover(image, THUMB, THUMB_RADIUS, scale))
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
            badges = (badge.text for badge in self.badges(facts))
            return ", ".join((name, *told_marks(self._words, facts), *badges))
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


class PhotoGrid(Tiles):
    """Pictures in rows of three, as many rows as there is room for.

    Delete throws the current one away, Enter takes those that are selected into the text; 1 to 5 give them
    stars and 0 none, P picks them, X rejects them, U leaves it open; Space shows the current one large.

    Signals:
        trashWanted(str): the picture with this hash shall go into the trash.
        takeWanted(): Enter was pressed.
        lookWanted(): the current picture shall be shown large.
        marked(str, int): ``rating`` or ``pick`` of the selected pictures shall be this.
    """

    trashWanted = Signal(str)
    takeWanted = Signal()
    lookWanted = Signal()
    marked = Signal(str, int)

    def __init__(self, photos: Photos, words: Catalogue, parent: QWidget | None = None) -> None:
        """Show the pictures of ``photos``."""
        super().__init__(photos, "photoGrid", words.text("Photos"), CELL, parent)
        self._photos = photos
        self.setItemDelegate(_PhotoDelegate(photos, self))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for; with Control, Alt or Meta held it is somebody else's."""
        key, plain = Qt.Key(event.key()), Qt.KeyboardModifier.KeypadModifier
        is_ours = self.currentIndex().isValid() and not event.modifiers() & ~plain
        mark = mark_of(event)
        if is_ours and is_too_much(event):
            event.accept()
        elif is_ours and key == Qt.Key.Key_Delete:
            self.trashWanted.emit(self._photos.facts(self.currentIndex()).sha256)
        elif is_ours and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.takeWanted.emit()
        elif is_ours and key == Qt.Key.Key_Space:
            self.lookWanted.emit()
        elif is_ours and mark is not None:
            self.marked.emit(*mark)
        else:
            super().keyPressEvent(event)

    def rows_of(self, width: int) -> int:
        """Return how many rows the pictures need in ``width`` pixels."""
        a_row = max(1, width // CELL.width())
        return -(-self.model().rowCount() // a_row)


class _PhotoDelegate(QStyledItemDelegate):
    """Draws picture, badges and the frame of the selection."""

    def __init__(self, photos: Photos, view: Tiles) -> None:
        super().__init__(view)
        self._photos = photos
        self._view = view
        self._badges = BadgePainter(view)

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
            painter.setOpacity(FADED if facts.pick == REJECT else 1.0)
            painter.drawPixmap(place.topLeft(), picture)
            painter.setOpacity(1.0)
        else:
            draw_missing(painter, place, THUMB_RADIUS, self._view)
        self._badges.draw_badges(painter, self._photos.badges(facts), place)
        self._badges.draw_marks(painter, facts, place)
        if option.state & (flag.State_Selected | flag.State_MouseOver):
            selected = option.state & flag.State_Selected
            painter.setPen(QPen(QColor(colours.accent if selected else colours.muted), frame_width(option)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(place).adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        painter.restore()

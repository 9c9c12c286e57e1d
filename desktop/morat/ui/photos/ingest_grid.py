"""Pictures that may come in, whole and with a tick each; what is known of them stands on them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from morat.catalogue import Catalogue
from morat.operations.ingest import DUPLICATE, NEAR, TAKEN, Looked
from morat.ui.kit import icons, theme
from morat.ui.kit.moments import clock_or_day
from morat.ui.kit.theme import XS
from morat.ui.photos.badges import GRAVE, TELLS, WARNS, Badge, BadgePainter
from morat.ui.photos.covers import Covers
from morat.ui.photos.tiles import Tiles, draw_missing, frame_width

PICTURE = QSize(112, 80)
NAME = 18
"""Pixels of the line with the file's name."""
CELL = QSize(122, 110)
"""Three of them side by side in a window of 1366 pixels."""
TICK = 18
FADED = 0.4
"""Opacity of a picture that does not come in."""
_Index = QModelIndex | QPersistentModelIndex


class IngestPictures(QAbstractListModel):
    """The pictures in their order; all are ticked but those that are in the library, or cannot come in.

    Signals:
        pictureWanted(str): the picture of this path is seen and not here yet.
        ticked(): other pictures are ticked.
    """

    pictureWanted = Signal(str)
    ticked = Signal()

    def __init__(self, words: Catalogue) -> None:
        """Begin empty."""
        super().__init__()
        self._words = words
        self._paths: tuple[Path, ...] = ()
        self._places: dict[str, int] = {}
        self._looked: dict[str, Looked] = {}
        self._glimpses: dict[str, bytes] = {}
        self._off: set[str] = set()
        self._chosen: set[str] = set()
        self._broken: set[str] = set()
        self._covers = Covers(self)
        self._covers.wanted.connect(self.pictureWanted)

    def begin(self, paths: Sequence[Path]) -> None:
        """Show these pictures, of which nothing is known yet."""
        self.beginResetModel()
        self._paths = tuple(paths)
        self._places = {str(path): row for row, path in enumerate(paths)}
        for known in (self._looked, self._glimpses, self._off, self._chosen, self._broken):
            known.clear()
        self._covers.keep(set())
        self.endResetModel()
        self.ticked.emit()

    def take_glimpses(self, found: Sequence[tuple[Path, bytes]]) -> None:
        """Take in the small pictures that the camera left."""
        for path, data in found:
            self._glimpses[str(path)] = data
            self._covers.renew(str(path))
        self._changed(str(path) for path, _ in found)

    def take_looked(self, found: Sequence[Looked]) -> None:
        """Take in what was found out; what is in the library already loses its tick."""
        for one in found:
            path = str(one.path)
            self._looked[path] = one
            if one.state == DUPLICATE and path not in self._chosen:
                self._off.add(path)
            if one.thumbnail:
                self._covers.renew(path)
        self._changed(str(one.path) for one in found)
        self.ticked.emit()

    def picture_data(self, path: str) -> bytes:
        """Return the best small picture that is here, empty for none."""
        looked = self._looked.get(path)
        return looked.thumbnail if looked is not None and looked.thumbnail else self._glimpses.get(path, b"")

    def put_picture(self, path: str, image: QImage, scale: float) -> None:
        """Show a picture that was asked for; an empty one cannot be shown."""
        if path not in self._places:
            return
        if image.isNull():
            self._broken.add(path)
        else:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(scale)
            self._covers.put(path, picture)
        self._changed([path])

    def cover(self, path: str) -> QPixmap | None:
        """Return the picture as it is drawn; one that is not here is asked for.

        Not before it is known whether the camera left a small one: the whole file takes far longer.
        """
        return self._covers.get(path) if path in self._glimpses else None

    def path(self, index: _Index) -> str:
        """Return the path of a picture."""
        return str(self._paths[index.row()])

    def looked(self, index: _Index) -> Looked | None:
        """Return what was found out about a picture so far."""
        return self._looked.get(self.path(index))

    def chosen(self) -> list[Path | Looked]:
        """Return the pictures that are ticked, in their order, with what was found out of them."""
        return [self._looked.get(str(path), path) for path in self._paths if self._is_ticked(str(path))]

    def outside(self) -> list[Looked]:
        """Return the pictures that cannot come in, with the reason."""
        known = (self._looked.get(str(path)) for path in self._paths)
        return [one for one in known if one is not None and one.state not in TAKEN]

    def set_ticked(self, indexes: Iterable[_Index], *, ticked: bool) -> None:
        """Tick pictures, or take their ticks away; those that cannot come in stay without."""
        paths = [self.path(index) for index in indexes]
        if ticked:
            self._off.difference_update(paths)
            self._chosen.update(paths)
        else:
            self._off.update(paths)
        self._changed(paths)
        self.ticked.emit()

    def is_ticked(self, index: _Index) -> bool:
        """Say whether a picture comes in."""
        return self._is_ticked(self.path(index))

    def can_come(self, index: _Index) -> bool:
        """Say whether a picture may come in."""
        return self._can_come(self.path(index))

    def badges(self, index: _Index) -> list[Badge]:
        """Return what is to be said on a picture."""
        looked = self.looked(index)
        if looked is None:
            return []
        ran = next((run for run in looked.ran if run.public), None)
        if looked.state not in TAKEN:
            return [Badge(self._words.text("damaged"), GRAVE)]
        told: list[Badge] = []
        if looked.state == DUPLICATE:
            told.append(Badge(self._words.text("in the library"), TELLS))
        elif looked.state == NEAR:
            told.append(Badge(self._words.text("looks like another"), WARNS))
        if ran is not None:
            told.append(Badge(self._words.text("ran {day}", day=clock_or_day(self._words, ran.at)), WARNS))
        return told

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many pictures there are."""
        return 0 if parent.isValid() else len(self._paths)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the file's name, the tick; to a screen reader what is known too."""
        if not index.isValid():
            return None
        name = self._paths[index.row()].name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((name, *(badge.text for badge in self.badges(index))))
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.is_ticked(index) else Qt.CheckState.Unchecked
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let pictures be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def _can_come(self, path: str) -> bool:
        looked = self._looked.get(path)
        return looked is None or looked.state in TAKEN

    def _is_ticked(self, path: str) -> bool:
        return path not in self._off and self._can_come(path)

    def _changed(self, paths: Iterable[str]) -> None:
        rows = [self._places[path] for path in paths if path in self._places]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))


class IngestGrid(Tiles):
    """As many pictures side by side as there is room for. Space ticks those selected, Enter is ready.

    Signals:
        readyWanted(): Enter was pressed.
    """

    readyWanted = Signal()

    def __init__(self, pictures: IngestPictures, words: Catalogue, parent: QWidget | None = None) -> None:
        """Show ``pictures``."""
        super().__init__(pictures, "ingestGrid", words.text("Pictures to bring in"), CELL, parent)
        self._pictures = pictures
        self.setItemDelegate(_IngestDelegate(pictures, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, be ready with Enter."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.readyWanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the box; elsewhere select."""
        index = self.indexAt(event.position().toPoint())
        on_tick = index.isValid() and tick_of(self.visualRect(index)).contains(event.position().toPoint())
        if on_tick and event.button() == Qt.MouseButton.LeftButton:
            self._pictures.set_ticked([index], ticked=not self._pictures.is_ticked(index))
        else:
            super().mousePressEvent(event)

    def toggle(self) -> None:
        """Tick the selected pictures, or take their ticks away where the current one has one."""
        ticked = not self._pictures.is_ticked(self.currentIndex())
        self._pictures.set_ticked(self.selectionModel().selectedIndexes(), ticked=ticked)


def tick_of(cell: QRect) -> QRect:
    """Return where in its cell the tick of a picture is."""
    corner = cell.topLeft() + QPoint((CELL.width() - PICTURE.width()) // 2 + XS, 2 * XS)
    return QRect(corner, QSize(TICK, TICK))


class _IngestDelegate(QStyledItemDelegate):
    """Draws picture, tick, badges, name and the frame of the selection."""

    def __init__(self, pictures: IngestPictures, view: Tiles) -> None:
        super().__init__(view)
        self._pictures = pictures
        self._view = view
        self._badges = BadgePainter(view)
        self._font = theme.face(theme.SMALL_PX - 1)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, flag = theme.tokens(self._view.palette()), QStyle.StateFlag
        corner = option.rect.topLeft() + QPoint((CELL.width() - PICTURE.width()) // 2, XS)
        place = QRect(corner, PICTURE)
        ticked, can_come = self._pictures.is_ticked(index), self._pictures.can_come(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (flag.State_Selected | flag.State_MouseOver):
            selected = option.state & flag.State_Selected
            painter.setPen(
                QPen(QColor(colours.accent if selected else colours.hairline), frame_width(option))
            )
            painter.setBrush(QColor(colours.selection) if selected else Qt.BrushStyle.NoBrush)
            around = QRectF(option.rect).adjusted(1, 0.5, -1, -2.5)
            painter.drawRoundedRect(around, theme.RADIUS, theme.RADIUS)
        self._draw_picture(painter, index, place, faded=not ticked)
        self._badges.draw_badges(painter, self._pictures.badges(index), place)
        if can_come:
            self._draw_tick(painter, tick_of(option.rect), ticked=ticked)
        painter.setPen(QColor(colours.ink if ticked else colours.muted))
        painter.setFont(self._font)
        below = QRect(place.left(), place.bottom() + 2, place.width(), NAME)
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, place.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()

    def _draw_picture(self, painter: QPainter, index: _Index, place: QRect, *, faded: bool) -> None:
        picture = self._pictures.cover(self._pictures.path(index))
        painter.setOpacity(FADED if faded else 1.0)
        if picture is not None:
            size = picture.deviceIndependentSize().toSize()
            corner = place.center() - QPoint(size.width() // 2, size.height() // 2)
            painter.drawPixmap(corner, picture)
        else:
            draw_missing(painter, place, theme.RADIUS, self._view)
        painter.setOpacity(1.0)

    def _draw_tick(self, painter: QPainter, box: QRect, *, ticked: bool) -> None:
        colours = theme.tokens(self._view.palette())
        painter.setPen(QPen(QColor(colours.button if ticked else colours.muted), 1))
        painter.setBrush(QColor(colours.button if ticked else colours.paper))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if ticked:
            icons.draw(painter, "check", "on_button", box.topLeft() + QPoint(2, 2), self._view, TICK - 4)

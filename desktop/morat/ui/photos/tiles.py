"""Pictures as tiles, as many side by side as there is room for: on the contact sheet and on their way in."""

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from morat.newsroom.contact_sheet import MOST_STARS, PICK, REJECT
from morat.ui.kit import icons, theme
from morat.ui.kit.theme import ICON

_STARS = {Qt.Key(Qt.Key.Key_0.value + stars): stars for stars in range(MOST_STARS + 1)}
_PICKS = {Qt.Key.Key_P: PICK, Qt.Key.Key_X: REJECT, Qt.Key.Key_U: 0}
_ONCE = (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Tiles(QListView):
    """A list whose rows are tiles of one size; several may be selected."""

    def __init__(
        self, model: QAbstractItemModel, name: str, told: str, tile: QSize, parent: QWidget | None = None
    ) -> None:
        """Show ``model``; ``name`` is the object's, ``told`` the one that is read aloud."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setModel(model)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setGridSize(tile)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.flatten(self)


def mark_of(event: QKeyEvent) -> tuple[str, int] | None:
    """Return the mark a key gives to pictures, ``rating`` or ``pick`` and its value, None for another key.

    1 to 5 give stars and 0 none, P picks, X rejects, U leaves it open; not with Control, Alt or Meta held.
    """
    key = Qt.Key(event.key())
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    if key in _STARS:
        return "rating", _STARS[key]
    return ("pick", _PICKS[key]) if key in _PICKS else None


def is_too_much(event: QKeyEvent) -> bool:
    """Say whether a key that is held would do to the next picture what was meant for one.

    One that was marked or thrown away may have made room for it.
    """
    return event.isAutoRepeat() and (Qt.Key(event.key()) in _ONCE or mark_of(event) is not None)


def frame_width(option: QStyleOptionViewItem) -> int:
    """Return the pixels of the frame of a tile: the one that keys go to stands out by more than colour."""
    flag = QStyle.StateFlag
    if option.state & flag.State_HasFocus:
        return 3
    return 2 if option.state & flag.State_Selected else 1


def draw_missing(painter: QPainter, place: QRect, radius: int, on: QWidget) -> None:
    """Draw what stands for a picture that is not here, on the widget ``on``."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens(on.palette()).hairline))
    painter.drawRoundedRect(place, radius, radius)
    icons.draw(painter, "photo", "muted", place.center() - QPoint(ICON // 2, ICON // 2), on)

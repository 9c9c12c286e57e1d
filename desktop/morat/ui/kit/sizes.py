"""How large windows begin."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_OF_SCREEN = 0.95


def is_small_for(window: QWidget, width: int, height: int) -> bool:
    """Say whether the screen of ``window`` has less room than this many pixels."""
    room = window.screen().availableSize()
    return room.width() < width or room.height() < height


def begin_at(window: QWidget, width: int, height: int) -> None:
    """Give ``window`` this size in pixels, and no more than its screen has room for, the frame included."""
    window.resize(QSize(width, height).boundedTo(window.screen().availableSize() * _OF_SCREEN))

"""Boxes with choices that nobody changes in passing."""

from PySide6 import QtCore
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class Choices(QComboBox):
    """Leaves the wheel to what it stands on: whoever scrolls past chooses nothing."""

    def wheelEvent(self, e: QWheelEvent) -> None:
        """Hand the wheel on."""
        e.ignore()


class PassingChoices(Choices):
    """Stands beside a text: a click chooses here and leaves the keys there; Tab comes here all the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.TabFocus)

"""Rows of fields that scroll where the screen has no room for all of them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

LEAST = 160
"""Pixels of height that are shown at least."""


class Scrolled(QScrollArea):
    """Holds a layout of fields: as large as all of them, where there is room."""

    def __init__(self, rows: QLayout) -> None:
        """Hold ``rows``."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        # Tab goes through the fields, which come into view by themselves.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget()
        held.setLayout(rows)
        self.setWidget(held)

    def sizeHint(self) -> QSize:
        """Return room for all rows, and for the bar that may come."""
        rows = self.widget()
        whole = rows.sizeHint() if rows is not None else QSize()
        return whole + QSize(self.verticalScrollBar().sizeHint().width(), 0)

    def minimumSizeHint(self) -> QSize:
        """Return room for the widest row, and for a few of them."""
        whole = self.sizeHint()
        return QSize(whole.width(), min(LEAST, whole.height()))

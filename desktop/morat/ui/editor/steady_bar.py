"""A scroll bar that keeps its room when there is nothing to scroll."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QScrollBar, QWidget


class SteadyBar(QScrollBar):
    """Stands beside the page always, and shows its handle only where there is something to scroll.

    One that comes and goes makes the page narrower and wider: where a line more or less decides whether it
    is needed, it would be shown and hidden for ever, each time from within the other (a crash).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to scroll."""
        super().__init__(parent)
        self.setEnabled(False)
        self.rangeChanged.connect(self._on_range)

    @Slot(int, int)
    def _on_range(self, low: int, high: int) -> None:
        self.setEnabled(high > low)

"""Tells of edits: of each at once, of all a moment later, of half a step never."""

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from morat.services.steps import Steps

TOLD = 400
"""Milliseconds in which edits are told as one to those who need not hear of each; each costs a key time.

The shortest pause that anybody waits for is as long."""


class Telling(QObject):
    """What is edited is told here; while a step of ``stack`` is on its way, nobody is to keep half of it.

    Signals:
        edited(): there was an edit, or a whole step was undone.
        changed(): the same, at most :data:`TOLD` milliseconds later.
    """

    edited = Signal()
    changed = Signal()

    def __init__(self, stack: Steps, parent: QObject) -> None:
        """Begin with nothing to tell."""
        super().__init__(parent)
        self._stack = stack
        self._owes = False
        self._edited_at = float("-1e6")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TOLD)
        self._later.timeout.connect(self._on_later)
        stack.moved.connect(self._on_moved)

    @property
    def milliseconds_quiet(self) -> int:
        """How long ago the last edit was; to begin with, for ever."""
        return int((monotonic() - self._edited_at) * 1000)

    def tell(self) -> None:
        """Tell of an edit; of one that belongs to a step on its way when that is whole."""
        if self._stack.is_busy:
            self._owes = True
            return
        self._owes = False
        self._edited_at = monotonic()
        self.edited.emit()
        if not self._later.isActive():
            self._later.start()

    @Slot()
    def _on_moved(self) -> None:
        if self._owes:
            self.tell()

    @Slot()
    def _on_later(self) -> None:
        if self._stack.is_busy:
            self._later.start()
        else:
            self.changed.emit()

"""Work of the GUI thread that is done in turns; whatever a person does comes behind it."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

TURN = 0.008
"""Seconds after which the window has its turn; an item like the last one that took longer waits."""
_DONE_BY_HAND = frozenset(
    (
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Drop,
        QEvent.Type.Close,
    )
)
"""What may edit the text, or ask for it: keys, input methods, a click on a command, what is let fall."""


class Turns(QObject):
    """Does one piece of work after the other; the next one waits until the one before is at its end.

    Nothing is to see half of it, and nobody to edit it: a key, a click or a drop anywhere in the program
    has the rest done at once, before it arrives.

    Signals:
        turned(): a turn is over.
    """

    turned = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._ended: Callable[[], None] = _nothing
        self._at_work = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    @property
    def is_busy(self) -> bool:
        """Whether some work is not at its end."""
        return self._work is not None

    def begin(self, work: Iterator[object], ended: Callable[[], None]) -> None:
        """Do ``work``, item by item: what fits into a turn now, the rest later. At its end call ``ended``."""
        self.settle()
        self._work, self._ended = work, ended
        self._on_turn()

    @Slot()
    def settle(self) -> None:
        """Do the rest at once; who asks in the middle of an item gets what is there."""
        self._go_on(float("inf"))

    def stop(self) -> None:
        """Leave the rest undone; nobody is told that it has ended."""
        self._rest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nobody do anything in the middle of it."""
        if event.type() in _DONE_BY_HAND:
            self.settle()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_turn(self) -> None:
        self._go_on(time.perf_counter() + TURN)

    def _go_on(self, until: float) -> None:
        work = self._work
        if work is None or self._at_work:
            return
        self._at_work = True
        is_done = True
        try:
            before = time.perf_counter()
            for _ in work:
                now = time.perf_counter()
                if self._work is not work or 2 * now - before > until:
                    is_done = False
                    break
                before = now
        finally:
            self._at_work = False
        if self._work is work and is_done:
            self._end()
        elif self._work is work:
            self._wait()

    def _wait(self) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()
        self.turned.emit()

    def _end(self) -> None:
        self._rest()
        ended, self._ended = self._ended, _nothing
        ended()

    def _rest(self) -> None:
        self._work = None
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)


def _nothing() -> None:
    """Nobody waits for the end."""

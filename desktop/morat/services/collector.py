"""Python's collector of circles, on the thread of the window alone.

By itself it runs on whichever thread happens to need memory. What was left in a circle may be a QObject, and
one that ends on another thread than its own while its timer runs takes Qt down with it
(``QTimerInfoList::activateTimers``).
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK = 500
"""Milliseconds between two looks."""
YOUNG = 2_000
"""So many new objects are looked through; fewer may wait."""
QUIET = 10
"""Looks with hardly anything new after which all there is is looked through, once."""


class Collector(QObject):
    """Takes the collector over from Python; live on the GUI thread, and :meth:`begin` after the first paint.

    New objects are looked through twice a second (some 1 ms while somebody types in 100,000 words), all of
    them only once nothing has gone on for a while: that takes 3 ms when ``services.proofreader`` has put
    aside what stays, 30 to 110 before.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Stop Python from collecting by itself."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)
        self._quiet = QUIET

    def begin(self) -> None:
        """Look from now on."""
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect what is new, or after a quiet while everything."""
        if gc.get_count()[0] > YOUNG:
            gc.collect(1)
            self._quiet = 0
        elif self._quiet < QUIET:
            self._quiet += 1
            if self._quiet == QUIET:
                gc.collect()

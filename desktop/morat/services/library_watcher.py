"""Notice that another program has written to the library: a command, an import, a second window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from morat.services.library_desk import LibraryDesk

if TYPE_CHECKING:
    from morat.services.library_desk import Library

EVERY = 2000
"""Milliseconds between two looks, while the window is the active one."""


class LibraryWatcher(QObject):
    """Looks at a number that SQLite changes with every write of somebody else; our own do not count.

    Signals:
        written(): somebody else has written.
    """

    written = Signal()

    def __init__(self, desk: LibraryDesk, parent: QObject | None = None) -> None:
        """Look at the library of ``desk``, on its thread."""
        super().__init__(parent)
        self._desk = desk
        self._version: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._on_time)
        self._timer.start()
        # They may be taken apart in any order at the end of the program.
        desk.destroyed.connect(self._timer.stop)
        # Before anything is read to be shown: what is written after this is noticed.
        self.look()

    @Slot()
    def look(self) -> None:
        """Look now."""
        self._desk.ask(_data_version, self._on_version, failed=_later, topic="data-version")

    @Slot()
    def _on_time(self) -> None:
        if QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _on_version(self, version: int) -> None:
        before, self._version = self._version, version
        if before is not None and before != version:
            self.written.emit()


def _data_version(library: "Library") -> int:
    return library.data_version()


def _later(_error: Exception) -> None:
    """Whoever asks the library for something says what stands in the way; here it is only looked at again."""

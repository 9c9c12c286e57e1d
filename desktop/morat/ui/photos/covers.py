"""Small pictures as they are drawn: kept while they are seen, asked for when they are not here."""

from collections import OrderedDict

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap

KEPT = 400
"""Pictures that are kept, some 10 to 20 MiB."""


class Covers(QObject):
    """Pictures by a key, those seen last.

    Signals:
        wanted(str): a picture that is being painted is not here, or there is a better one.
    """

    wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: set[str] = set()
        self._asked: set[str] = set()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._on_asking)

    def get(self, key: str) -> QPixmap | None:
        """Return a picture; one that is not here is asked for, once."""
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
        if key not in self._asked:
            # Asked after the painting: whoever answers at once may change the view.
            self._asked.add(key)
            self._wanted.add(key)
            self._asking.start(0)
        return picture

    def put(self, key: str, picture: QPixmap) -> None:
        """Keep a picture."""
        self._pictures[key] = picture
        self._asked.add(key)
        if len(self._pictures) > KEPT:
            # Who scrolls back to it asks again.
            oldest, _ = self._pictures.popitem(last=False)
            self._asked.discard(oldest)

    def renew(self, key: str) -> None:
        """Ask again the next time a picture is painted; the one that is here is shown until then."""
        self._asked.discard(key)

    def keep(self, keys: set[str]) -> None:
        """Forget all other pictures, and what was asked for."""
        for key in [key for key in self._pictures if key not in keys]:
            del self._pictures[key]
        self._wanted.clear()
        self._asked = set(self._pictures)

    @Slot()
    def _on_asking(self) -> None:
        wanted, self._wanted = self._wanted, set()
        for key in wanted:
            self.wanted.emit(key)

"""A second start on the same machine raises the window that is there and hands over what it was to open.

The window listens under a name made of the library's folder and the person. A second start looks
whether there is such a name, which costs nothing; only then is QtNetwork loaded.
"""

import json
import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

WAIT = 3000
"""Milliseconds after which a window that does not answer counts as hung."""
LONGEST = 65_536
"""Bytes that a second start may say."""
HEARD = b"heard\n"


def hand_over(folder: Path, source: str | None) -> bool:
    """Raise the window that has the library of ``folder`` and let it open ``source``; False without one."""
    name = server_name(folder)
    if not is_listening(name):
        return False
    from PySide6.QtNetwork import QLocalSocket

    _let_come_forward()
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT):
        return False
    socket.write(json.dumps({"library": _place(folder), "open": source}).encode() + b"\n")
    heard = socket.waitForReadyRead(WAIT) and bytes(socket.readAll().data()) == HEARD
    socket.disconnectFromServer()
    return heard


class FirstWindow(QObject):
    """Listens for later starts on the same library.

    Signals:
        wanted(str): somebody started the program again, to open this piece or file (empty: to see it).
    """

    wanted = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Listen for those who start on the library of ``folder``."""
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._place = _place(folder)
        self._said: dict[QLocalSocket, bytes] = {}
        name = server_name(folder)
        # What a crash left behind: whoever answers there has been asked before.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._said[socket] = b""
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(self._on_gone)
        self._on_ready()

    @Slot()
    def _on_ready(self) -> None:
        for socket in list(self._said):
            said = self._said[socket] = self._said[socket] + bytes(socket.readAll().data())
            if not said.endswith(b"\n") and len(said) <= LONGEST:
                continue
            source = self._source_in(said)
            if source is None:
                socket.abort()
                continue
            self._said[socket] = b""
            socket.write(HEARD)
            socket.flush()
            self.wanted.emit(source)

    @Slot()
    def _on_gone(self) -> None:
        for socket in list(self._said):
            if socket.state() == socket.LocalSocketState.UnconnectedState:
                del self._said[socket]
                socket.deleteLater()

    def _source_in(self, said: bytes) -> str | None:
        """Return what a later start wants opened; None for one that did not mean this window."""
        try:
            wanted = json.loads(said)
            if wanted["library"] != self._place:
                return None
            return str(wanted["open"] or "")
        except (ValueError, KeyError, TypeError):
            return None


def server_name(folder: Path) -> str:
    """Return the name under which the window of a library listens."""
    place = _place(folder).encode(errors="surrogateescape")
    person = os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "")
    name = f"morat-{person}-{zlib.crc32(place):08x}{zlib.adler32(place):08x}"
    if sys.platform == "win32":
        return name
    # The folder for temporary files is swept from time to time, with the sockets in it.
    return f"{os.environ.get('XDG_RUNTIME_DIR') or QDir.tempPath()}/{name}"


def _place(folder: Path) -> str:
    return os.path.normcase(folder.resolve())


def is_listening(name: str, *, windows: bool = sys.platform == "win32") -> bool:
    """Say whether somebody seems to listen under ``name``; on POSIX it must be the same person."""
    try:
        if windows:
            return name in os.listdir(r"\\.\pipe\\")  # noqa: PTH208 - no folder that pathlib could list
        return sys.platform == "win32" or Path(name).stat().st_uid == os.getuid()
    except OSError:
        return False


def _let_come_forward() -> None:
    """Allow the other window to come to the front, which Windows leaves to whoever the person acts on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)

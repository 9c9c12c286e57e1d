"""A second start on the same machine raises the window that is there and hands over what it was to open.

The window holds a file, its door, named after the library's folder and the person. A second start that finds
it held knocks: it writes to it. Only then does either of them load QtNetwork, and they talk. Most windows are
never knocked at, and QtNetwork with what it brings holds 3 MiB.
"""

import json
import os
import stat
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileSystemWatcher, QObject, Signal, Slot

from morat.library.holding import hold

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 3000
"""Milliseconds after which a window that does not answer counts as hung."""
_LOOK = 0.01
"""Seconds between two tries to talk to a window that was knocked at."""
LONGEST = 65_536
"""Bytes that a second start may say."""
HEARD = b"heard\n"


def hand_over(folder: Path, source: str | None) -> bool:
    """Raise the window that has the library of ``folder`` and let it open ``source``; False without one."""
    door = door_of(folder)
    if not is_held(door):
        return False
    from PySide6.QtNetwork import QLocalSocket

    _let_come_forward()
    socket = QLocalSocket()
    if not _knocked(door) or not _connected(socket, server_name(folder)):
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
        self._name, self._place = server_name(folder), _place(folder)
        self._said: dict[QLocalSocket, bytes] = {}
        self._server: QLocalServer | None = None
        self._door = door_of(folder)
        self._handle = _taken(self._door)
        self._watcher = QFileSystemWatcher(self)
        if self._handle is not None:
            self._watcher.fileChanged.connect(self.listen)
            if not self._watcher.addPath(str(self._door)):
                # The system has given all its watches to others: nobody would hear the knock.
                self.listen()

    @Slot()
    def listen(self) -> None:
        """Listen from now on: somebody has knocked."""
        if self._server is not None or self._handle is None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        # What a crash left behind: whoever answers there would have held the door.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
        if self._handle is not None:
            # Windows lets go of no file that is open; on the others nobody shall find it free and there.
            if sys.platform != "win32":
                self._door.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    @Slot()
    def _on_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
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


def door_of(folder: Path) -> Path:
    """Return the file that the window of a library holds."""
    here = Path(os.environ.get("XDG_RUNTIME_DIR") or QDir.tempPath())
    return here / f"{Path(server_name(folder)).name}.door"


def is_held(door: Path) -> bool:
    """Say whether a window of the same person holds ``door``; what a crash left behind is held by nobody."""
    handle = _opened(door)
    if handle is None:
        return False
    try:
        return not hold(handle)
    finally:
        os.close(handle)


def _taken(door: Path) -> int | None:
    """Make ``door`` and hold it; None where somebody else does, or it cannot be made."""
    handle = _opened(door, os.O_CREAT)
    if handle is None or hold(handle):
        return handle
    os.close(handle)
    return None


def _knocked(door: Path) -> bool:
    """Write to ``door``, which the window that holds it sees; False where that cannot be done."""
    handle = _opened(door)
    if handle is None:
        return False
    try:
        return os.write(handle, str(os.getpid()).encode()) > 0
    except OSError:
        return False
    finally:
        os.close(handle)


def _opened(door: Path, how: int = 0) -> int | None:
    """Open ``door``; None where it is not there, or a link or a file of somebody else in its place."""
    try:
        handle = os.open(door, os.O_RDWR | how | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError:
        return None
    told = os.fstat(handle)
    if stat.S_ISREG(told.st_mode) and (sys.platform == "win32" or told.st_uid == os.getuid()):
        return handle
    os.close(handle)
    return None


def _connected(socket: "QLocalSocket", name: str) -> bool:
    """Connect to the window that has just been knocked at, once it listens."""
    until = time.monotonic() + WAIT / 1000
    while time.monotonic() < until:
        socket.connectToServer(name)
        if socket.waitForConnected(WAIT):
            return True
        time.sleep(_LOOK)
    return False


def _let_come_forward() -> None:
    """Allow the other window to come to the front, which Windows leaves to whoever the person acts on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)

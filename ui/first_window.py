"""One window for one library: a second start finds the first and has it come to the front.

The window that has a library open listens under a name made from the library's path. A lock file
tells a window that lives from what a killed one left behind.
"""

import getpass
import hashlib
import logging
from pathlib import Path

import msgspec
from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

logger = logging.getLogger(__name__)

_PREFIX = "briefing-builder"
_ANSWER = b"ok\n"
_PATIENCE = 5_000  # milliseconds that a busy window may take to answer
_LONGEST_MESSAGE = 65_536


class Call(msgspec.Struct, frozen=True):
    """What a second start asks of the first window: to show itself, with this library."""

    library: str


class FirstWindow(QObject):
    """Answers for the library that is open here."""

    called = Signal(Path)  # the library that was asked for

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    @property
    def is_listening(self) -> bool:
        """Whether a second start would be answered."""
        return self._server is not None and self._server.isListening()

    def listen(self, library: Path) -> None:
        """Answer for this library from now on, and for no other.

        Nothing happens where another window answers for it already, or where none can: the
        program works without.
        """
        self.close()
        lock = _make_lock(self._folder, library)
        if lock is None or not lock.tryLock(0):
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        name = make_name(library)
        QLocalServer.removeServer(name)  # of a window that was killed; the lock says it is gone
        if not server.listen(name):
            logger.info("No second start will be answered: %s", server.errorString())
        self._lock, self._server = lock, server

    def close(self) -> None:
        """Answer no more; safe to call twice."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        if self._lock is not None:
            self._lock.unlock()
        self._server = self._lock = None

    def _on_connection(self) -> None:
        server = self._server
        socket = server.nextPendingConnection() if server is not None else None
        if socket is None:
            return
        socket.setReadBufferSize(_LONGEST_MESSAGE)
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._on_message(socket))
        if socket.canReadLine():
            self._on_message(socket)

    def _on_message(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() >= _LONGEST_MESSAGE:
                socket.abort()
            return
        try:
            call = msgspec.json.decode(socket.readLine().data(), type=Call)
        except msgspec.MsgspecError:
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        self.called.emit(Path(call.library))


def call_first_window(library: Path) -> bool:
    """Have the window that has this library open come to the front; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(make_name(library))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(msgspec.json.encode(Call(str(library))) + b"\n")
    answered = socket.waitForBytesWritten(_PATIENCE) and socket.waitForReadyRead(_PATIENCE)
    is_ok = answered and socket.readAll().data() == _ANSWER
    socket.abort()
    return is_ok


def make_name(library: Path) -> str:
    """Give the name under which the window of a library listens."""
    place = f"{_find_user()}\0{library.resolve()}"
    return f"{_PREFIX}-{hashlib.sha256(place.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"


def _make_lock(folder: Path, library: Path) -> QLockFile | None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        logger.info("No second start will be answered: %s", error)
        return None
    lock = QLockFile(str(folder / f"{make_name(library)}.lock"))
    lock.setStaleLockTime(0)  # a lock goes stale with its process, not with time
    return lock


def _find_user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""

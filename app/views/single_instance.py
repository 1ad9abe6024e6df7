"""One program a profile: a second start hands its words to the first and goes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 500
RAISE = "raise"
"""What a start without a link asks for."""


class SingleInstance(QObject):
    """Listens for later starts; made by the first, asked by every start."""

    asked = Signal(str)
    """What a later start was given: a ``decile:`` link, or ``raise``."""

    def __init__(self, profile: Path) -> None:
        super().__init__()
        self.name = f"decile-{hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:20]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def hand_over(self, words: str = RAISE) -> bool:
        """Hand words to a program already running on this profile; return whether there is one."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(ANSWER_MS):
            return False
        socket.write(words.encode())
        socket.flush()
        socket.waitForBytesWritten(ANSWER_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> bool:
        """Become the one; what a crashed program left behind is cleared away first."""
        QLocalServer.removeServer(self.name)
        return self._server.listen(self.name)

    def stop(self) -> None:
        """Stop listening."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        while socket is not None:
            socket.setParent(self)
            socket.disconnected.connect(self._on_words)
            if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                self._take(socket)
            socket = self._server.nextPendingConnection()

    @Slot()
    def _on_words(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        words = bytes(socket.readAll().data()).decode(errors="replace")
        socket.deleteLater()
        if words:
            self.asked.emit(words)

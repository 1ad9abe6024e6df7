"""A wire between a desk and its server that can be slow, break, be cut at a byte, go deaf, or be unplugged."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from typing import Literal
from urllib.parse import urlsplit

type Way = Literal["up", "down"]


class Proxy:
    """Passes bytes on between any number of clients and one server.

    Attributes:
        cut_after: Bytes one way after which the connection that sends them is reset; once each.
        is_deaf: Takes everything and passes nothing on: a machine that acknowledges and a server that hangs.
        is_unplugged: Resets whoever comes.
        sent: Bytes passed on, by way.
        one_way_s: How long each word takes to the other end.
        breaks_each: After so many words a connection breaks, and so on; 0: never.
        broken: How many broke that way.
    """

    def __init__(self, url: str) -> None:
        target = urlsplit(url)
        self._target = (str(target.hostname), int(target.port or 5432))
        self.cut_after: dict[Way, int] = {}
        self.is_deaf = self.is_unplugged = False
        self.sent: dict[Way, int] = {"up": 0, "down": 0}
        self.one_way_s = 0.0
        self.breaks_each = self.broken = self._words = 0
        self._closing = threading.Event()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = url.replace(f"{target.hostname}:{target.port}", f"127.0.0.1:{self._door.getsockname()[1]}")
        self._begin(self._let_in)

    def cut(self, way: Way, after: int) -> None:
        """Reset the connection once so many more bytes have passed one way."""
        with self._lock:
            self.cut_after[way] = self.sent[way] + after

    def unplug(self) -> None:
        """Reset every connection and refuse further ones."""
        self.is_unplugged = True
        self._reset_all()

    def plug_in(self) -> None:
        """Pass bytes on again."""
        self.is_unplugged = self.is_deaf = False
        self._reset_all()  # what went deaf stays so: TCP would have to send it again

    def close(self) -> None:
        """End every thread."""
        self._closing.set()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._reset_all()
        for thread in self._threads:
            thread.join(5)

    def _let_in(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            if self.is_unplugged:
                _reset(client)
                continue
            server = socket.create_connection(self._target)
            with self._lock:
                self._open += [client, server]
            self._begin(self._pass_on, client, server, "up")
            self._begin(self._pass_on, server, client, "down")

    def _pass_on(self, source: socket.socket, target: socket.socket, way: Way) -> None:
        with contextlib.suppress(OSError):
            while some := source.recv(65536):
                if self.is_deaf:
                    continue
                if self.one_way_s:
                    self._closing.wait(self.one_way_s)
                if self._is_breaking():
                    break
                with self._lock:
                    room = self.cut_after.get(way, self.sent[way] + len(some)) - self.sent[way]
                    is_cut = room < len(some)
                    if is_cut:
                        del self.cut_after[way]
                    self.sent[way] += len(some)
                target.sendall(some[: max(room, 0)] if is_cut else some)
                if is_cut:
                    break
            else:
                target.shutdown(socket.SHUT_WR)
                return
        _reset(source)
        _reset(target)

    def _is_breaking(self) -> bool:
        with self._lock:
            self._words += 1
            is_breaking = self.breaks_each > 0 and self._words % self.breaks_each == 0
            self.broken += is_breaking
            return is_breaking

    def _reset_all(self) -> None:
        with self._lock:
            old, self._open = self._open, []
        for one in old:
            _reset(one)

    def _begin(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, name="proxy", daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()


def _reset(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.shutdown(socket.SHUT_RDWR)
    one.close()

"""A relay that ends TLS in front of a PostgreSQL that speaks none: what somebody between desk and server would run."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import struct
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from app.services.demo.certificates import Certificates

_SSL, _GSS = (struct.pack("!ii", 8, code) for code in (80877103, 80877104))


@contextlib.contextmanager
def tls_relay(host: str, port: int, certificates: Certificates) -> Iterator[int]:
    """Yield the port of this machine at which the server behind is spoken to over TLS, and only so."""
    loop = asyncio.new_event_loop()
    relay = _Relay(host, port, _context(certificates))
    thread = threading.Thread(target=loop.run_forever, name="tls-relay")
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(relay.start(), loop).result()
    finally:
        asyncio.run_coroutine_threadsafe(relay.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _context(certificates: Certificates) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        chain, key = Path(folder) / "server.pem", Path(folder) / "server.key"
        chain.write_text(certificates.server)
        key.write_text(certificates.server_key)
        context.load_cert_chain(chain, key)
    return context


class _Relay:
    def __init__(self, host: str, port: int, context: ssl.SSLContext) -> None:
        self._host, self._port, self._context = host, port, context
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
        with contextlib.suppress(OSError, ssl.SSLError, asyncio.IncompleteReadError):
            await self._serve(reader, writer)
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (asked := await reader.readexactly(8)) == _GSS:
            writer.write(b"N")
        if asked != _SSL:
            return  # whoever begins in plain text is not answered
        writer.write(b"S")
        await writer.drain()
        await writer.start_tls(self._context)
        there, back = await asyncio.open_connection(self._host, self._port)
        try:
            await asyncio.gather(_pump(reader, back), _pump(there, writer))
        finally:
            back.close()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while block := await source.read(1 << 16):
        sink.write(block)
        await sink.drain()
    with contextlib.suppress(OSError, NotImplementedError):
        sink.close()

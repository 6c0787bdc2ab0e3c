"""A balancer as people put it in front of several hotlines: each new connection goes to one that says that it is ready, in turns."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from tests.torture.proxy import CHUNK, Front

LOOK_SECONDS = 0.3
"""So often each hotline is asked whether it is ready, and so soon one that fell is passed over, if nobody ran into it before."""
PATIENCE_SECONDS = 2.0
NOBODY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Balancer(Front):
    """Carries bytes, and knows nothing of requests: what is cut on one side is cut on the other."""

    def __init__(self, urls: Sequence[str]) -> None:
        super().__init__()
        self._there = [(told.hostname, told.port) for told in map(urlsplit, urls)]
        self._ready = list(self._there)
        self._turn = 0
        self.turned_away = 0
        """Connections for which no hotline was ready."""

    async def __aenter__(self) -> "Balancer":
        await super().__aenter__()
        for one in self._there:
            self._begin(self._look_after(one))
        return self

    async def _look_after(self, one: tuple[str | None, int | None]) -> None:
        while True:
            good = False
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    good = await _is_ready(*one)
            if good != (one in self._ready):
                (self._ready.append if good else self._ready.remove)(one)
            await asyncio.sleep(LOOK_SECONDS)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(len(self._ready)):
            self._turn += 1
            host, port = self._ready[self._turn % len(self._ready)]
            try:
                source, there = await asyncio.open_connection(host, port)
            except OSError:
                continue
            try:
                await _both_ways(reader, writer, source, there)
            finally:
                there.transport.abort()
            await _said(writer)
            return
        self.turned_away += 1
        await reader.read(CHUNK)
        writer.write(NOBODY)
        await _said(writer)


async def _is_ready(host: str | None, port: int | None) -> bool:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(b"GET /readyz HTTP/1.1\r\nHost: hotline\r\nConnection: close\r\n\r\n")
        return b" 200 " in await reader.readuntil(b"\r\n")
    finally:
        writer.transport.abort()


async def _said(writer: asyncio.StreamWriter) -> None:
    """Hang up once all of it is on its way."""
    writer.close()
    await writer.wait_closed()


async def _both_ways(ours: asyncio.StreamReader, back: asyncio.StreamWriter, theirs: asyncio.StreamReader, there: asyncio.StreamWriter) -> None:
    """Until either side has enough; what was said by then is delivered."""
    pumps = [asyncio.create_task(_pour(ours, there)), asyncio.create_task(_pour(theirs, back))]
    try:
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await source.read(CHUNK):
        sink.write(data)
        await sink.drain()

"""The balancer sends nobody to who is not ready, and goes on to the next where one has fallen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.torture.balancer import Balancer


class Server:
    """Says its name to whoever asks, and whether it is ready."""

    def __init__(self, name: str) -> None:
        self.name, self.ready, self.url = name, True, ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        good = b" /readyz " not in asked or self.ready
        writer.write(f"HTTP/1.1 {200 if good else 503} .\r\nContent-Length: {len(self.name)}\r\n\r\n{self.name}".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[asyncio.Server]:
    opened = await asyncio.start_server(server.answer, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{opened.sockets[0].getsockname()[1]}"
    try:
        yield opened
    finally:
        opened.close()


async def asked(url: str) -> str:
    """Who answered; empty where nobody was ready."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    told = (await reader.read()).decode()
    writer.close()
    return told.rpartition("\n")[2]


async def until(url: str, names: set[str]) -> None:
    """Ask until these are who answers, ten times in a row."""
    async with asyncio.timeout(20):
        while {await asked(url) for _ in range(10)} != names:
            pass


async def test_who_is_ready_is_asked_in_turns_and_who_is_not_is_passed_over() -> None:
    one, other = Server("one"), Server("other")
    async with listening(one) as opened, listening(other), Balancer([one.url, other.url]) as line:
        await until(line.url, {"one", "other"})
        other.ready = False
        await until(line.url, {"one"})
        other.ready = True
        await until(line.url, {"one", "other"})
        opened.close()
        await until(line.url, {"other"})
        other.ready = False
        await until(line.url, {""})
        assert line.turned_away >= 10

"""A hotline that lies: a small server on loopback that answers any request with whatever bytes a test has it send."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import NamedTuple

from api_client.models.page import Page

HEAD_BYTES = 1 << 20


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    """Without what follows a question mark."""
    headers: dict[str, str]


Lie = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


class Lying:
    """The server; `lie` writes the answer to every request, and what it returns from, hangs up."""

    def __init__(self, lie: Lie) -> None:
        self.lie = lie
        self.asked: list[Asked] = []
        self.url = ""

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["Lying"]:
        """Answer on a free port while this lasts."""
        talks: set[asyncio.Task[None]] = set()

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            if task := asyncio.current_task():
                talks.add(task)
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._answer(reader, writer)
            writer.transport.abort()

        server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=HEAD_BYTES)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()
            for task in talks:
                task.cancel()
            await asyncio.gather(*talks, return_exceptions=True)

    @contextmanager
    def beside(self) -> Iterator["Lying"]:
        """The same in a thread of its own, for desks that are processes."""
        ready, over = threading.Event(), asyncio.Event()
        loop = asyncio.new_event_loop()

        async def serve() -> None:
            async with self.listening():
                ready.set()
                await over.wait()

        thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
        thread.start()
        assert ready.wait(10)
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(over.set)
            thread.join(10)
            loop.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        await reader.readexactly(int(headers.get("content-length", "0")))
        asked = Asked(method, target.partition("?")[0], headers)
        self.asked.append(asked)
        await self.lie(asked, writer)
        await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
        await reader.read()


def says(body: bytes | str | object, status: str = "200 OK", **headers: str) -> Lie:
    """An answer that is whole; names of headers with `_` for `-`."""
    content = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    told = {"content-type": "application/json", "content-length": str(len(content)), "connection": "close"} | more
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return raw(head.encode("latin-1") + b"\r\n" + content)


def raw(content: bytes) -> Lie:
    """Just these bytes."""

    async def lie(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(content)

    return lie


def endless(begins: bytes, again: bytes, *, pause: float = 0.0) -> Lie:
    """These bytes, then those again and again until the other side hangs up, each time after a pause."""

    async def lie(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(begins)
        while not writer.is_closing():
            writer.write(again)
            await writer.drain()
            await asyncio.sleep(pause)

    return lie


def stream(*events: bytes, then: bytes = b"", pause: float = 0.01) -> Lie:
    """A stream of these events, then of those bytes again and again; a heartbeat where there are none."""
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
    return endless(head + b"".join(events), then or b": still here\n\n", pause=pause)


def event(page: Page) -> bytes:
    """A page as an event."""
    return f"id: {page.cursor}\nevent: page\ndata: {page.model_dump_json()}\n\n".encode()

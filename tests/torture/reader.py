"""A reader of the feed that holds nothing but its place, takes it up again wherever it is let in, and notes what is missing or told twice."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import orjson

SILENT_SECONDS = 15.0
"""As a desk: after so long without a byte the line is given up."""
AGAIN_SECONDS = 0.25
LARGEST = 1 << 24
MOST_FAULTS = 20


class Reader:
    """One stream of one scope, over as many connections as it takes."""

    def __init__(self, url: str, token: str, *, scope: str, whole: bool) -> None:
        """`whole`: it sees the whole city, so each page has to have every event that it goes over."""
        self._at, self._token, self.scope, self._whole = urlsplit(url), token, scope, whole
        self.held = 0
        """The cursor of the last page."""
        self.events: list[int] = []
        self.connections = self.breaks = 0
        self.faults: list[str] = []

    async def read(self) -> None:
        """Until cancelled."""
        while True:
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                await self._once()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _once(self) -> None:
        reader, writer = await asyncio.open_connection(self._at.hostname, self._at.port, limit=LARGEST)
        try:
            head = f"GET /v1/feed HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self._token}\r\nAccept: text/event-stream\r\n"
            writer.write(f"{head}Last-Event-ID: {self.held}\r\n\r\n".encode())
            status = await _within(reader.readuntil(b"\r\n\r\n"))
            if b" 200 " not in status.partition(b"\r\n")[0]:
                if b" 503 " not in status.partition(b"\r\n")[0]:
                    self._fault(f"was answered {status[:60]!r}")
                return
            self.connections += 1
            try:
                await self._pages(reader)
            finally:
                self.breaks += 1
        finally:
            writer.transport.abort()

    async def _pages(self, reader: asyncio.StreamReader) -> None:
        """The pages of a chunked answer."""
        told = b""
        while size := int(await _within(reader.readuntil(b"\r\n")), 16):
            told += (await _within(reader.readexactly(size + 2)))[:-2]
            *whole, told = told.split(b"\n\n")
            for one in whole:
                self._take(one)

    def _take(self, told: bytes) -> None:
        lines = dict(line.split(b": ", 1) for line in told.split(b"\n") if b": " in line and not line.startswith(b":"))
        if b"data" in lines:
            self.page(int(lines[b"id"]), orjson.loads(lines[b"data"]))

    def page(self, id: int, page: dict[str, Any]) -> None:
        """Take a page in, and note what is wrong with it."""
        after, cursor, events = page["after"], page["cursor"], [event["seq"] for event in page["events"]]
        if after != self.held or id != cursor or cursor < after:
            self._fault(f"held {self.held}, and a page {id} goes from {after} to {cursor}")
        elif self._whole and events != list(range(after + 1, cursor + 1)):
            self._fault(f"from {after} to {cursor} has the events {events[:20]}")
        elif events != sorted(set(events)) or (events and not after < events[0] <= events[-1] <= cursor):
            self._fault(f"from {after} to {cursor} has the events {events[:20]}, which are not in order")
        self.held = cursor
        self.events += events

    def wrong(self, own: Sequence[int], head: int) -> list[str]:
        """What is wrong with its story in the end, beside the events that the log says are its own."""
        found = list(self.faults)
        if self.held != head:
            found.append(f"stopped at {self.held} of {head}")
        if self.events != list(own):
            found.append(f"had {len(self.events)} events, and {len(own)} are its own")
        return found

    def _fault(self, what: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(what)


async def _within(awaited: Any) -> Any:
    async with asyncio.timeout(SILENT_SECONDS):
        return await awaited

"""A client of next to no cost: requests as bytes on a socket that stays open, so that what is measured is the hotline."""

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import uuid4

HEAD_BYTES = 64 * 1024


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Line:
    """One connection, one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> None:
        self._reader, self._writer = reader, writer
        self._own = f"Host: x\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n"

    @classmethod
    async def to(cls, host: str, port: int, token: str) -> "Line":
        """A connection of who has this token."""
        return cls(*await asyncio.open_connection(host, port, limit=HEAD_BYTES), token)

    async def ask(self, method: str, path: str, body: bytes = b"", headers: str = "") -> Answer:
        """One request, and its answer when all of it is here."""
        if body:
            headers += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        self._writer.write(f"{method} {path} HTTP/1.1\r\n{self._own}{headers}\r\n".encode() + body)
        return await self._answer()

    async def _answer(self) -> Answer:
        first, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        told = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        if told.get("transfer-encoding") == "chunked":
            return Answer(int(first.split()[1]), told, await self._chunks())
        return Answer(int(first.split()[1]), told, await self._reader.readexactly(int(told.get("content-length", "0"))))

    async def _chunks(self) -> bytes:
        found = bytearray()
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            found += (await self._reader.readexactly(size + 2))[:-2]
        await self._reader.readexactly(2)
        return bytes(found)

    async def begun(self, path: str, headers: str) -> float:
        """When the first bytes of a long answer were here. Of no use for anything else afterwards."""
        self._writer.write(f"GET {path} HTTP/1.1\r\n{self._own}{headers}\r\n".encode())
        await self._reader.readuntil(b"\r\n\r\n")
        await self._reader.read(1)
        return time.perf_counter()

    async def drained(self, path: str, headers: str) -> tuple[float, int]:
        """An answer of unknown length, thrown away: when its first bytes were here, and how many there were."""
        self._writer.write(f"GET {path} HTTP/1.1\r\n{self._own}{headers}\r\n".encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.partition(b"\r\n")[0], head.decode("latin-1")
        first, size, end = 0.0, 0, b""
        while not end.endswith(b"\r\n0\r\n\r\n"):
            part = await self._reader.read(1 << 18)
            assert part, "the answer was cut"
            first, size, end = first or time.perf_counter(), size + len(part), (end + part)[-16:]
        return first, size

    async def command(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for something under a new id; the Outcome. AssertionError where it is refused."""
        id = str(uuid4())
        answer = await self.ask("PUT", f"/v1/commands/{id}", json.dumps({"id": id, **told}).encode())
        assert answer.status == 200, answer.body.decode()
        found: dict[str, Any] = json.loads(answer.body)
        return found

    def close(self) -> None:
        """Hang up."""
        self._writer.close()

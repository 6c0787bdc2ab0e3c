"""A hotline that only tells, cheap beside a desk: tickets of a mirror change at a set rate, and a snapshot is ready to be fetched.

`python -m benchmarks.desk.told PORT --mirror PATH --rate 1000` or `--snapshot PATH`; it says when it is ready, and ends with its stdin.
"""

import argparse
import asyncio
import os
import random
import sqlite3
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import orjson

from api_client.summary import summary_of
from benchmarks import made
from benchmarks.desk import homes

PAGE_TICKETS = 20
TOP = ".top"
"""Beside a snapshot that is ready stands what burns first in it, as a window of the queue."""
BEAT_SECONDS = 5
"""As the reference hotline's heart beats: an empty page where nothing else comes."""
FIRST = 200
"""So many tickets at the top of the queue are among those that change, as somebody looks at them."""
FIRST_SHARE = 0.05
HEAD = "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nX-Hotline-Log: {log}\r\n{more}\r\n"
Ticket = dict[str, Any]


@contextmanager
def hotline(env: homes.Home, *words: str) -> Iterator[None]:
    """The hotline of such a home, until the end of the block."""
    with Popen(
        [sys.executable, "-m", "benchmarks.desk.told", env["PAIDAN_URL"].rpartition(":")[2], *words], stdin=PIPE, stdout=PIPE, process_group=0
    ) as child:
        assert child.stdout is not None
        try:
            child.stdout.readline()
            yield
        finally:
            child.kill()


class Changing:
    """Tickets of a mirror, of which some are one version on at every look."""

    def __init__(self, mirror: Path) -> None:
        with closing(sqlite3.connect(f"file:{mirror}?mode=ro", uri=True)) as db:
            asked = "SELECT json FROM summary JOIN ticket USING (id) WHERE open = 1 "
            self.first = [summary_of(text) for [text] in db.execute(f"{asked} ORDER BY next_due LIMIT {FIRST}")]
            others = "AND id IN (SELECT abs(random()) % (SELECT max(id) FROM ticket) FROM ticket LIMIT 5000)"
            known = {ticket["number"] for ticket in self.first}
            self.others = [ticket for [text] in db.execute(asked + others) if (ticket := summary_of(text))["number"] not in known]
            [(self.cursor,)] = db.execute("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'cursor'").fetchall()
        self._chance = random.Random(5)

    def page(self, count: int) -> bytes:
        """The next page, of so many tickets that have changed, as a server-sent event."""
        chosen = {ticket["number"]: ticket for ticket in (self._one() for _ in range(count))}
        for ticket in chosen.values():
            ticket["version"] += 1
            ticket["hops"] = self._chance.randrange(4)
        after, self.cursor = self.cursor, self.cursor + bool(chosen)
        told = {"after": after, "cursor": self.cursor, "now": made.moment(), "tickets": list(chosen.values())}
        return _page(self.cursor, told)

    def _one(self) -> Ticket:
        return self._chance.choice(self.first if self._chance.random() < FIRST_SHARE else self.others)


class Told:
    """Answers what a desk's courier asks."""

    def __init__(self, changing: Changing | None, rate: float, snapshot: Path | None) -> None:
        self._changing, self._rate, self._snapshot = changing, rate, snapshot
        self._me, self._city = homes.me().model_dump_json().encode(), homes.city().encode()

    async def answer(self, reader: StreamReader, writer: StreamWriter) -> None:
        """The requests of one connection."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                line, *_ = (await reader.readuntil(b"\r\n\r\n")).decode().partition("\r\n")
                await self._one(line.split()[1].partition("?")[0], writer)
                await writer.drain()
        writer.close()

    async def _one(self, path: str, writer: StreamWriter) -> None:
        match path:
            case "/v1/me":
                _whole(writer, self._me)
            case "/v1/city":
                _whole(writer, self._city, 'ETag: "1"\r\n')
            case "/v1/tickets" if self._snapshot:
                _whole(writer, self._snapshot.with_suffix(TOP).read_bytes())
            case "/v1/snapshot" if self._snapshot:
                size = f"Content-Length: {self._snapshot.stat().st_size}\r\nContent-Encoding: zstd\r\n"
                writer.write(_head("200 OK", "application/x-ndjson", size))
                with self._snapshot.open("rb") as told:
                    while piece := told.read(1 << 16):
                        writer.write(piece)
                        await writer.drain()
            case "/v1/feed":
                await self._feed(writer)
            case _:
                _whole(writer, b'{"status":404,"code":"unknown","title":"","detail":""}', status="404 Not Found")

    async def _feed(self, writer: StreamWriter) -> None:
        writer.write(_head("200 OK", "text/event-stream", f"X-Hotline-Beat: {BEAT_SECONDS}\r\n"))
        loop = asyncio.get_running_loop()
        began, sent = loop.time(), 0
        while self._changing is None:
            writer.write(_page(1, {"after": 1, "cursor": 1, "now": made.moment()}))
            await asyncio.sleep(BEAT_SECONDS)
        writer.write(self._changing.page(0))
        while self._rate:
            await asyncio.sleep(PAGE_TICKETS / self._rate)
            while sent < (loop.time() - began) * self._rate:
                writer.write(self._changing.page(PAGE_TICKETS))
                sent += PAGE_TICKETS
            await writer.drain()
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            writer.write(self._changing.page(0))


def _page(cursor: int, told: dict[str, Any]) -> bytes:
    """A page as a server-sent event."""
    return b"id: %d\nevent: page\ndata: %s\n\n" % (cursor, orjson.dumps(told, option=orjson.OPT_UTC_Z))


def _head(status: str, kind: str, more: str) -> bytes:
    return HEAD.format(status=status, kind=kind, log=homes.LOG, more=more).encode()


def _whole(writer: StreamWriter, body: bytes, more: str = "", *, status: str = "200 OK") -> None:
    writer.write(_head(status, "application/json", f"Content-Length: {len(body)}\r\n{more}") + body)


async def serve(told: Told, port: int) -> None:
    """Serve on a port of this machine until stdin ends."""
    await asyncio.start_server(told.answer, "127.0.0.1", port)
    print("ready", flush=True)
    await asyncio.to_thread(os.read, 0, 1)
    os._exit(0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk.told", description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--mirror", type=Path)
    parser.add_argument("--snapshot", type=Path)
    parser.add_argument("--rate", type=float, default=0.0, help="changed tickets a second")
    asked = parser.parse_args()
    asyncio.run(serve(Told(Changing(asked.mirror) if asked.mirror else None, asked.rate, asked.snapshot), asked.port))

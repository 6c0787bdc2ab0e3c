"""Streams that only listen cost a hotline little, and nothing once they are gone; PAIDAN_SCHEMATHESIS=long opens thousands of them."""

import asyncio
import os
import sys
from pathlib import Path

import argon2
import pytest

from api_client.models.people import Role
from fixtures.clock import Clock
from fixtures.feed.seats import STREAMS_EACH
from fixtures.log.events import Log
from fixtures.people.accounts import Accounts
from tests.cities import shipped
from tests.hotlines import Hotline

LONG = os.environ.get("PAIDAN_SCHEMATHESIS") == "long"
STREAMS = 4000 if LONG else 320
MOST_KB = 64.0
"""Each; a third of it is usual."""
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def tokens(hotline: Hotline) -> list[str]:
    """Sessions of so many people that each may have its share of the streams."""
    city = shipped("beijing")
    log = Log.open(hotline.database, city=city.code)
    accounts = Accounts(log, city, wall=Clock.wall, hasher=argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    people = [f"listener-{count}" for count in range(STREAMS // STREAMS_EACH)]
    try:
        return [accounts.open_session(accounts.add(name, role=Role.AUDITOR, unit=city.code, password="long enough")).token for name in people]
    finally:
        log.close()


def handles(pid: int) -> int:
    """How many files and lines a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def resident(pid: int) -> int:
    """Memory of a process in KB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


async def listening(port: int, token: str) -> Line:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    asked = f"GET /v1/feed HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\nAuthorization: Bearer {token}\r\n\r\n"
    writer.write(asked.encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        writer.transport.abort()
        raise AssertionError(head)
    assert await reader.readuntil(b"\n\n")
    return reader, writer


async def listening_again(port: int, token: str) -> Line:
    """The same, once the hotline has noticed that others who listened have gone."""
    while True:
        try:
            return await listening(port, token)
        except AssertionError as error:
            if b" 429 " not in error.args[0]:
                raise
            await asyncio.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
async def test_idle_streams_cost_little_and_leave_nothing_behind(victim: Hotline, capsys: pytest.CaptureFixture[str]) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, STREAMS + 200)), hard))
    port, theirs = int(victim.url.rpartition(":")[2]), tokens(victim)
    before, open_before = resident(victim.pid), handles(victim.pid)
    lines: list[Line] = []
    for token in theirs:
        lines += await asyncio.gather(*(listening(port, token) for _ in range(STREAMS_EACH)))
    each = (resident(victim.pid) - before) / len(lines)
    for _, writer in lines:
        writer.transport.abort()
    async with asyncio.timeout(30):
        while handles(victim.pid) > open_before + 20:  # noqa: ASYNC110 - another process's handles are the condition
            await asyncio.sleep(0.02)
    with capsys.disabled():
        if LONG:
            sys.stdout.write(f"\nstreams: {len(lines)} idle, {each:.1f} KB each\n")
    assert len(lines) == STREAMS
    assert each < MOST_KB
    async with asyncio.timeout(30):
        again = [await listening_again(port, theirs[0]) for _ in range(STREAMS_EACH)]
    for _, writer in again:
        writer.transport.abort()

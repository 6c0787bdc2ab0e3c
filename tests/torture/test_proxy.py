"""The faulty line does what it says: each fault, on requests whose end is counted behind it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import h11
import httpx
import pytest

from tests.torture import proxy
from tests.torture.proxy import Fault, FaultyLine

BODY = b"x" * 2000


class Counting:
    """A server that counts whole requests and answers each; `/stream` goes on for ever."""

    def __init__(self) -> None:
        self.whole = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0)
            await reader.readexactly(length)
            self.whole += 1
            if b"event-stream" in head:
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
                while True:
                    writer.write(b"data: " + b"y" * 1000 + b"\n\n")
                    await writer.drain()
                    await asyncio.sleep(0)
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(BODY), BODY))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()


@asynccontextmanager
async def behind(fault: Fault | None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Counting, FaultyLine, httpx.AsyncClient]]:
    """A line on which every request meets this fault."""
    monkeypatch.setattr(proxy, "OF_REQUESTS", {fault: 1})
    monkeypatch.setattr(proxy, "OF_STREAMS", {fault: 1})
    counting = Counting()
    server = await asyncio.start_server(counting.answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with FaultyLine(url, seed=1, often=1.0 if fault else 0.0, hang=0.05) as line, httpx.AsyncClient(base_url=line.url, timeout=10) as client:
        yield counting, line, client
    server.close()


@pytest.mark.parametrize(
    ("fault", "answered", "delivered"),
    [
        (None, True, 1), (Fault.TRICKLED, True, 1), (Fault.OVERTAKEN, True, 1), (Fault.DOUBLED, True, 2), (Fault.CUT_REQUEST, False, 0),
        (Fault.CUT_REPLY, False, 1), (Fault.LOST_REPLY, False, 1), (Fault.HALF_OPEN, False, 1),
    ],
)  # fmt: skip
async def test_each_fault(fault: Fault | None, answered: bool, delivered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    async with behind(fault, monkeypatch) as (counting, line, client):
        if answered:
            assert (await client.put("/a", content=b"z" * 500)).content == BODY
        else:
            with pytest.raises(httpx.TransportError):
                await client.put("/a", content=b"z" * 500)
        async with asyncio.timeout(10):
            while counting.whole < delivered:  # noqa: ASYNC110 - what is doubled arrives in its own time
                await asyncio.sleep(0.01)
        assert counting.whole == delivered
        assert line.done == ({fault: 1} if fault else {})


async def test_what_is_given_up_arrives_later(monkeypatch: pytest.MonkeyPatch) -> None:
    async with behind(Fault.LATE, monkeypatch) as (counting, _, client):
        assert (await client.put("/a", content=b"z")).status_code == 504
        assert counting.whole == 0
        async with asyncio.timeout(10):
            while not counting.whole:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("fault", [Fault.CUT_STREAM, Fault.HALF_OPEN_STREAM])
async def test_a_stream_ends_somewhere(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    async with behind(fault, monkeypatch) as (_, line, client):
        heard = 0
        async with client.stream("GET", "/stream", headers={"Accept": "text/event-stream"}) as answer:
            async for part in answer.aiter_raw():
                heard += len(part)
        assert 0 < heard <= proxy.MOST_STREAM_BYTES
        assert line.done == {fault: 1}


async def test_the_same_seed_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy, "MOST_DELAY_SECONDS", 0.001)
    lines = [FaultyLine("http://127.0.0.1:1", seed=7, often=0.5) for _ in range(2)]
    call = proxy._Call(b"", h11.Request(method="GET", target="/", headers=[("host", "x")]))
    first, second = ([line._fault(call) for _ in range(200)] for line in lines)
    assert first == second
    assert len(set(first)) > len(proxy.OF_REQUESTS) // 2

"""A line with faults: an HTTP forwarder on loopback that cuts, loses, doubles, delays and reorders, by chance from a seed, and counts what it did."""

import asyncio
import random
from collections import Counter
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from enum import StrEnum
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

import h11

CHUNK = 65_536
SNIPPET = 700
"""A trickled reply comes in pieces of at most so many bytes."""
MOST_DELAY_SECONDS = 0.05
MOST_LATE_SECONDS = 0.4
HANG_SECONDS = 3.0
"""How long a half-open connection stays there before the line forgets it; its reader should have given up by then."""
MOST_STREAM_BYTES = 60_000
"""A stream that is to be cut is cut after at most so many."""
STREAMS_MORE_OFTEN = 4
"""A stream is opened once where a hundred requests are made."""
GATEWAY_TIMEOUT = b"HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Fault(StrEnum):
    """What the line can do to one request and its reply."""

    CUT_REQUEST = "request cut in the middle"
    CUT_REPLY = "reply cut in the middle"
    LOST_REPLY = "reply lost"
    DOUBLED = "request delivered twice"
    LATE = "given up (504), delivered later"
    OVERTAKEN = "held back, others passed it"
    HALF_OPEN = "half-open: no reply, no end"
    TRICKLED = "reply in small pieces"
    CUT_STREAM = "stream cut"
    HALF_OPEN_STREAM = "stream silent, not ended"


OF_REQUESTS: Mapping[Fault, float] = {
    Fault.CUT_REQUEST: 3, Fault.CUT_REPLY: 3, Fault.LOST_REPLY: 4, Fault.DOUBLED: 4, Fault.LATE: 3, Fault.OVERTAKEN: 4, Fault.HALF_OPEN: 0.3,
    Fault.TRICKLED: 2,
}  # fmt: skip
"""How often each is chosen, relative to the others."""
OF_STREAMS: Mapping[Fault, float] = {Fault.CUT_STREAM: 6, Fault.HALF_OPEN_STREAM: 1}


class _Call(NamedTuple):
    """One request as it came, and what it asks for."""

    raw: bytes
    request: h11.Request

    @property
    def is_stream(self) -> bool:
        return any(name == b"accept" and b"event-stream" in value for name, value in self.request.headers)


class Front:
    """Listens on loopback in front of a hotline, and ends all that it began. Use it as an async context manager."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """Where to call."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, backlog=1024)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._server is not None
        self._server.close()
        while self._tasks:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, h11.ProtocolError, asyncio.CancelledError):
                await self._serve(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raise NotImplementedError


class FaultyLine(Front):
    """Forwards HTTP/1.1 to the hotline at `url`; each request meets a fault with the probability `often`."""

    def __init__(self, url: str, *, seed: int, often: float = 0.2, hang: float = HANG_SECONDS) -> None:
        super().__init__()
        self._to = urlsplit(url)
        self._chance = random.Random(seed)
        self.often = often
        self._hang = hang
        self.done: Counter[Fault] = Counter()
        self.requests = 0
        self._passed = asyncio.Event()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        parser = h11.Connection(h11.SERVER)
        while (call := await _read_call(reader, parser)) is not None:
            self.requests += 1
            if not await self._carry(call, writer):
                break
            parser = h11.Connection(h11.SERVER)

    def _fault(self, call: _Call) -> Fault | None:
        if self._chance.random() >= self.often * (STREAMS_MORE_OFTEN if call.is_stream else 1):
            return None
        weights = OF_STREAMS if call.is_stream else OF_REQUESTS
        [fault] = self._chance.choices(list(weights), list(weights.values()))
        self.done[fault] += 1
        return fault

    async def _carry(self, call: _Call, writer: asyncio.StreamWriter) -> bool:
        """Carry one request there and its reply back, or do to it what chance says. Returns whether the connection goes on."""
        fault = self._fault(call)
        match fault:
            case Fault.CUT_REQUEST:
                await self._send_part(call)
                return False
            case Fault.LOST_REPLY:
                await self._deliver(call, None)
                return False
            case Fault.LATE:
                self._begin(self._deliver_late(call))
                writer.write(GATEWAY_TIMEOUT)
                await writer.drain()
                return False
            case Fault.HALF_OPEN:
                await self._deliver(call, None)
                await asyncio.sleep(self._hang)
                return False
            case Fault.DOUBLED:
                self._begin(self._deliver(call, None))
            case Fault.OVERTAKEN:
                await self._let_another_pass()
        whole = await self._deliver(call, writer, fault)
        self._passed.set()
        return whole

    async def _let_another_pass(self) -> None:
        self._passed.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._chance.uniform(0, MOST_DELAY_SECONDS)):
                await self._passed.wait()

    async def _deliver_late(self, call: _Call) -> None:
        await asyncio.sleep(self._chance.uniform(0, MOST_LATE_SECONDS))
        await self._deliver(call, None)

    async def _send_part(self, call: _Call) -> None:
        with suppress(OSError):
            _, there = await asyncio.open_connection(self._to.hostname, self._to.port)
            there.write(call.raw[: self._chance.randrange(len(call.raw))])
            with suppress(OSError):
                await there.drain()
            there.transport.abort()

    async def _deliver(self, call: _Call, back: asyncio.StreamWriter | None, fault: Fault | None = None) -> bool:
        """Send the request and pour the reply back, or nowhere. Returns whether all of a reply that ends was poured."""
        try:
            source, there = await asyncio.open_connection(self._to.hostname, self._to.port)
        except OSError:
            return False
        try:
            there.write(call.raw)
            return await self._pour(call, source, back, fault)
        except OSError:
            return False
        finally:
            there.transport.abort()

    async def _pour(self, call: _Call, source: asyncio.StreamReader, back: asyncio.StreamWriter | None, fault: Fault | None) -> bool:
        parser = _expecting(call)
        left = self._chance.randrange(1, MOST_STREAM_BYTES if call.is_stream else SNIPPET)
        cut = fault in (Fault.CUT_REPLY, Fault.CUT_STREAM, Fault.HALF_OPEN_STREAM)
        while data := await source.read(SNIPPET if fault is Fault.TRICKLED else CHUNK):
            if back is not None:
                back.write(data[:left] if cut else data)
                await back.drain()
                left -= len(data)
            if cut and left <= 0:
                if fault is Fault.HALF_OPEN_STREAM:
                    await asyncio.sleep(self._hang)
                return False
            if fault is Fault.TRICKLED:
                await asyncio.sleep(self._chance.uniform(0, MOST_DELAY_SECONDS / 5))
            if _is_over(parser, data):
                return not cut
        return False


async def _read_call(reader: asyncio.StreamReader, parser: h11.Connection) -> _Call | None:
    """The next request, whole; None where the other end hangs up."""
    raw, request = bytearray(), None
    while True:
        event = parser.next_event()
        if event is h11.NEED_DATA:
            data = await reader.read(CHUNK)
            if not data:
                return None
            raw += data
            parser.receive_data(data)
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.EndOfMessage):
            assert request is not None
            return _Call(bytes(raw), request)


def _expecting(call: _Call) -> h11.Connection:
    """A parser that knows what was asked and tells where the reply ends."""
    parser = h11.Connection(h11.CLIENT)
    kept = [(name, value) for name, value in call.request.headers if name not in (b"content-length", b"transfer-encoding")]
    parser.send(h11.Request(method=call.request.method, target=call.request.target, headers=kept))
    parser.send(h11.EndOfMessage())
    return parser


def _is_over(parser: h11.Connection, data: bytes) -> bool:
    parser.receive_data(data)
    while (event := parser.next_event()) is not h11.NEED_DATA:
        if isinstance(event, h11.EndOfMessage):
            return True
    return False

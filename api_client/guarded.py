"""A stream of events that is cut where it falls silent, or where an event grows without end, or never ends, or never begins."""

import asyncio
import re
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager

import httpx

from api_client.errors import Unexpected, Unreachable
from api_client.unfold import ANSWER_BYTES

FIRST_SECONDS = 35.0
"""A hotline tells the first page at once. Where none has come in so long, though the line is not silent, pages have to be polled."""
EVENT_SECONDS = 60.0
"""How long one event may take to arrive."""
BEATS = 3
"""A hotline that says how often its heart beats is silent once so many beats were missed."""
LEAST_SILENCE_SECONDS = 10.0
"""A shorter silence is none, however fast the heart is said to beat: the line may be slow."""
LOOKS = 5
"""In so many equal parts a silence is lived through."""

_ENDS = re.compile(rb"\n\r?\n|\r\r")
"""An empty line, and with it an event, ends."""


class Guarded(httpx.AsyncByteStream):
    """The chunks of a stream of events.

    Raises Unexpected where one is longer than any answer may be, Unreachable where one is not told to its end.
    """

    def __init__(self, chunks: AsyncIterable[bytes], *, silence: float) -> None:
        """`silence` in seconds is how long none may come; one that arrives slowly comes all the same."""
        self._chunks = chunks
        self._silence = silence
        self.heard = False
        """To be set once there was a page."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The chunks as they come."""
        clock = asyncio.get_running_loop().time
        opened = since = clock()
        held, tail = 0, b""
        async for chunk in self._coming():
            seen, end = tail + chunk, 0
            for found in _ENDS.finditer(seen):
                end = found.end()
            held = len(seen) - end if end else held + len(chunk)
            tail = seen[-3:]
            if held > ANSWER_BYTES:
                raise Unexpected(f"an event of more than {ANSWER_BYTES} bytes", why="too_much")
            if end:
                since = clock()
            if clock() - since > EVENT_SECONDS:
                raise Unreachable("timeout", "an event that does not end")
            if not self.heard and clock() - opened > FIRST_SECONDS:
                raise Unreachable("timeout", "a stream that tells no page")
            yield chunk

    async def _coming(self) -> AsyncIterator[bytes]:
        chunks = aiter(self._chunks)
        while True:
            try:
                async with lived_through(self._silence):
                    chunk = await anext(chunks)
            except StopAsyncIteration:
                return
            except TimeoutError:
                raise Unreachable("silent", f"no answer for {self._silence:g} s", silent=self._silence) from None
            yield chunk


def silence(beat: str, most: float) -> float:
    """How many seconds of silence are too many where a hotline says so of its heartbeat, in seconds; `most` where it says nothing of use."""
    every = float(beat) if beat.isascii() and beat.isdecimal() else 0.0
    return min(most, max(LEAST_SILENCE_SECONDS, BEATS * every)) if every else most


@asynccontextmanager
async def lived_through(seconds: float) -> AsyncIterator[None]:
    """A limit of time that was lived through: while this process or its machine sleeps, one of LOOKS parts can pass. Raises TimeoutError."""
    loop = asyncio.get_running_loop()
    timers: list[asyncio.TimerHandle] = []

    def look(parts: int) -> None:
        if parts == LOOKS:
            limit.reschedule(loop.time())
        else:
            timers[:] = [loop.call_later(seconds / LOOKS, look, parts + 1)]

    async with asyncio.timeout(None) as limit:
        look(0)
        try:
            yield
        finally:
            timers[0].cancel()

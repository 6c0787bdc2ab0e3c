"""A stream of events that is cut where an event grows without end, or never ends, or never begins."""

import asyncio
import re
from collections.abc import AsyncIterable, AsyncIterator

import httpx

from api_client.errors import Unexpected, Unreachable
from api_client.unfold import ANSWER_BYTES

FIRST_SECONDS = 35.0
"""A hotline tells the first page at once. Where none has come in so long, though the line is not silent, pages have to be polled."""
EVENT_SECONDS = 60.0
"""How long one event may take to arrive."""

_ENDS = re.compile(rb"\n\r?\n|\r\r")
"""An empty line, and with it an event, ends."""


class Guarded(httpx.AsyncByteStream):
    """The chunks of a stream of events.

    Raises Unexpected where one is longer than any answer may be, Unreachable where one is not told to its end.
    """

    def __init__(self, chunks: AsyncIterable[bytes]) -> None:
        self._chunks = chunks
        self.heard = False
        """To be set once there was a page."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The chunks as they come."""
        clock = asyncio.get_running_loop().time
        opened = since = clock()
        held, tail = 0, b""
        async for chunk in self._chunks:
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

"""The live pages, resumed after every break and never with one missing."""

import asyncio
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Literal, NamedTuple

from api_client.backoff import Backoff
from api_client.client import Client
from api_client.errors import Gap, NewLog, NoStream, Unexpected, Unreachable
from api_client.models.page import Page

POLL_SECONDS = 10
"""How long a poll waits for news: where pages are polled there is no heartbeat, and a hotline that hangs is noticed by a poll without an answer."""
SILENT_STREAMS = 2
"""After so many streams that brought nothing, something between us holds them back: then the pages are polled."""
EMPTY_SECONDS = 1.0
"""A poll that brings nothing should have taken POLL_SECONDS; where it has not, the next one is not asked at once."""
GAPS = 5
"""A gap is mended by reading on from one's own cursor; as many in a row mean that it is not."""


StateName = Literal["connecting", "live", "lost", "signed_out"]


class State(NamedTuple):
    """How it stands between a desk and its hotline; `since` in epoch seconds of wall time, `why` as a code."""

    name: StateName
    since: float
    why: str = ""
    detail: str = ""
    where: str = ""
    """As of Unreachable."""


class Feed:
    """The pages of one person's scope, one after the other, through every break of the line."""

    def __init__(
        self,
        client: Client,
        *,
        log_id: str = "",
        greet: Callable[[], Awaitable[None]] | None = None,
        live: Callable[[], None] | None = None,
        lost: Callable[[Unreachable], None] | None = None,
        chance: Callable[[], float] = random.random,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`greet` is awaited before each connection: what has to be said first. `live` and `lost` are told each change."""
        self._client = client
        self._log_id = log_id
        self._greet = greet
        self._live = live
        self._lost = lost
        self._backoff = Backoff(chance)
        self._pause = pause
        self._polling = False
        self._silent = 0
        self._gaps = 0

    async def pages(self, after: int) -> AsyncGenerator[Page]:
        """Every page that follows a cursor, for ever. Raises NewLog, NotSignedIn, Unexpected; never Unreachable."""
        cursor, is_live = after, False
        while True:
            try:
                if self._greet:
                    await self._greet()
                async with aclosing(self._read(cursor)) as pages:
                    async for page in pages:
                        self._check(page, cursor)
                        cursor = page.cursor
                        if not is_live and self._live:
                            self._live()
                        is_live = True
                        yield page
                raise Unreachable("cut", "the hotline ended the stream")
            except NoStream:
                self._polling = True
            except Gap:
                await self._pause(self._backoff.next())
            except Unreachable as error:
                if self._lost:
                    self._lost(error)
                is_live = False
                await self._pause(self._backoff.next(error.retry_after))

    async def _read(self, cursor: int) -> AsyncGenerator[Page]:
        if self._polling:
            while True:
                page = await self._client.feed(cursor, POLL_SECONDS)
                yield page
                if page.cursor == cursor:
                    await self._pause(EMPTY_SECONDS)
                cursor = page.cursor
        heard = False
        try:
            async with aclosing(self._client.stream(cursor)) as pages:
                async for page in pages:
                    heard, self._silent = True, 0
                    yield page
        except Unreachable as error:
            if not heard and error.why in ("timeout", "silent"):
                self._silent += 1
                self._polling = self._silent >= SILENT_STREAMS
            raise

    def _check(self, page: Page, cursor: int) -> None:
        """Let a page through only where it follows what is held, of the same log."""
        if self._log_id and self._client.log_id not in ("", self._log_id):
            raise NewLog(f"the log was {self._log_id} and is {self._client.log_id}")
        if page.cursor < page.after or page.cursor < cursor:
            raise Unexpected(f"a page from {page.after} to {page.cursor}, where {cursor} is held", why="goes_back")
        if page.after != cursor:
            self._gaps += 1
            if self._gaps >= GAPS:
                raise Unexpected(f"asked from {cursor}, the hotline goes on from {page.after}, {self._gaps} times in a row", why="goes_back")
            raise Gap(cursor, page.after)
        self._gaps = 0
        self._backoff.reset()

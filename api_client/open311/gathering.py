"""All open requests of a city, one answer at a time: page by page where it has pages, else through windows of time that get smaller as they fill.

The standard has no pages and tells ninety days unless it is asked for others; what cities do beside differs, so it is found out as one goes.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from api_client.errors import Unexpected
from api_client.open311 import reading
from api_client.open311.reading import Request
from api_client.open311.wire import Found, Marked, NoSuch, Params, Wire

PAGE_SIZE = 100
WINDOW = timedelta(days=90)
"""The longest span that the standard lets one ask for."""
SMALLEST_WINDOW = timedelta(days=1)
EMPTY_WINDOWS = 4
"""After a year without an open request there are taken to be no older ones."""
MOST_WINDOWS = 40
MOST_REQUESTS = 20_000
"""So many are gathered at most: beyond it a desk shows the newest of them."""
FULL = 50
"""An answer of as many, or more, may have been cut off by a limit of the city's."""
NEARLY = timedelta(minutes=1)
"""So much earlier than asked still is what was asked."""
MOST_IDS = 20
"""So many numbers are asked for at once."""


class Gathering:
    """Asks one city for its requests, and remembers what it lets itself be asked."""

    def __init__(self, wire: Wire, found: Found, shared: Params, *, now: Callable[[], float]) -> None:
        self._wire, self._found, self._shared, self._now = wire, found, shared, now
        self.zone = "UTC"
        """Zone of what is told without one."""
        self._pages: bool | None = None
        """Whether the city has pages; None before that is known."""
        self._filters = True
        """Whether it lets itself be asked for open ones alone."""
        self.since = True
        """Whether it tells what changed since a moment: taken to be so until an answer holds something older. Otherwise its newest are told."""
        self._told = 0
        """How many requests its last answer had."""
        self._longest = 0
        """How many requests its longest page had."""
        self._newest: Marked | None = None

    async def everything(self) -> AsyncGenerator[list[Request]]:
        """Every open request, each answer's as it comes; whatever else the city tells with them. Raises Unreachable, Unexpected."""
        seen: set[str] = set()
        async for part in self._paged({}, seen):
            yield part
        end = datetime.fromtimestamp(self._now(), UTC)
        if not self._pages and len(seen) >= FULL:
            async for part in self._older(end, seen):
                yield part
        empty = windows = 0
        while empty < EMPTY_WINDOWS and windows < MOST_WINDOWS and len(seen) < MOST_REQUESTS:
            end -= WINDOW
            windows, empty = windows + 1, empty + 1
            async for part in self._older(end, seen):
                if not any(end - WINDOW - timedelta(days=1) <= one.requested <= end + timedelta(days=1) for one in part if one.requested):
                    return  # dates are ignored: there is nothing else to come
                empty = 0
                yield part

    async def changed(self, since: float) -> AsyncGenerator[list[Request]]:
        """What may have changed since a moment in epoch seconds: what the city says did; else, where not `since`, its newest, then older ones."""
        if self.since:
            moment = datetime.fromtimestamp(since, UTC)
            try:
                async for part in self._paged({"updated_after": _written(moment)}, set(), open_only=False):
                    if not all(one.updated and one.updated >= moment - NEARLY for one in part):
                        self.since = False
                        break
                    yield part
            except NoSuch:
                self.since = False
            if self.since:
                return
        async for part in self._paged({}, set(), open_only=False):
            yield part

    async def by_number(self, numbers: list[str]) -> dict[str, Request | None]:
        """How some requests stand now; None for those that the city says it has not; those it says nothing of are left out."""
        found: dict[str, Request | None] = {}
        for start in range(0, len(numbers), MOST_IDS):
            with suppress(Unexpected):
                asked = numbers[start : start + MOST_IDS]
                found |= {one.id: one for one in await self._requests({"service_request_id": ",".join(asked)}) if one.id in asked}
        for number in [one for one in numbers if one not in found][:MOST_IDS]:
            with suppress(Unexpected):
                found[number] = await self.one(number)
        return found

    async def one(self, number: str) -> Request | None:
        """One request, None where the city says that there is none. Raises Unreachable, Unexpected."""
        try:
            told = await self._wire.get(f"{self._found.base}/requests/{quote(number, safe='')}.{self._found.form}", self._shared)
        except NoSuch as refusal:
            if refusal.status in (404, 410):
                return None
            raise
        found = next((one for one in self._read(told) if one.id == number), None)
        if found is None:
            raise Unexpected("asked for one request, the city tells another or none", why="open311_none")
        return found

    # One answer, one page after the other

    async def _older(self, end: datetime, seen: set[str]) -> AsyncGenerator[list[Request]]:
        """One window; a city that will not be asked for it has nothing there."""
        with suppress(Unexpected):
            async for part in self._window(end - WINDOW, end, seen):
                yield part

    async def _window(self, start: datetime, end: datetime, seen: set[str]) -> AsyncGenerator[list[Request]]:
        async for part in self._paged({"start_date": _written(start), "end_date": _written(end)}, seen):
            yield part
        if not self._pages and self._told >= FULL and end - start > SMALLEST_WINDOW:
            middle = start + (end - start) / 2
            for since, until in ((middle, end), (start, middle)):
                async for part in self._window(since, until, seen):
                    yield part

    async def _paged(self, asked: Params, seen: set[str], *, open_only: bool = True) -> AsyncGenerator[list[Request]]:
        """What is new on each page, as long as one brings something new."""
        page = 1
        while len(seen) < MOST_REQUESTS:
            told = await self._page(asked, page, open_only=open_only)
            self._told = len(told)
            fresh = [one for one in told if one.id not in seen]
            seen |= {one.id for one in fresh}
            if page == 2 and self._pages is None:
                self._pages = bool(fresh) or not told  # who has none says the first one again
            if fresh:
                yield fresh
            self._longest = max(self._longest, len(told))
            if not fresh or self._pages is False or (self._pages and len(told) < self._longest):
                return
            page += 1

    async def _page(self, asked: Params, page: int, *, open_only: bool) -> list[Request]:
        """One page; a city that refuses a question for what stands beside its dates is asked without."""
        more: Params = {"status": "open"} if open_only and self._filters else {}
        more |= {"page": page, "page_size": PAGE_SIZE} if self._pages is not False else {}
        try:
            return await self._requests(asked | more)
        except NoSuch as refusal:
            if refusal.status != 400 or not more:
                raise
            if self._pages is None:
                self._pages = False
                return await self._page(asked, page, open_only=open_only) if page == 1 else []
            if not self._filters or not open_only:
                raise
            self._filters = False
            return await self._page(asked, page, open_only=open_only)

    async def _requests(self, asked: Params) -> list[Request]:
        plain = set(asked) <= {"page", "page_size"} and asked.get("page", 1) == 1
        told = await self._wire.get(f"{self._found.base}/requests.{self._found.form}", self._shared | asked, known=self._newest if plain else None)
        if plain:
            self._newest = told
        return self._read(told)

    def _read(self, told: Marked) -> list[Request]:
        found = reading.requests(told.told, ZoneInfo(self.zone))
        if found is None:
            said = reading.errors(told.told)
            raise Unexpected(f"no list of requests: {said}" if said else "no list of requests", why="open311_none")
        return found


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"

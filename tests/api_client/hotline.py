"""A hotline made of one dictionary, for tests of what stands on the other side of the wire; it can lose, refuse, stall and lie."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qs

import httpx
import orjson
import zstandard

from api_client.client import Client
from api_client.models.line import NEVER
from api_client.models.page import Outcome, Page, Problem, TicketView, Window
from api_client.models.people import Me, Person, Role
from api_client.models.ticket import FullTicket, Ticket
from tests.api_client.told import COLUMNS, arrays, head, moment, ticket

TOKEN = "good-token"
CITY = {
    "code": "1", "name": "样城", "zone": "Asia/Shanghai", "units": [{"code": "1", "kind": "city", "name": "样城"}], "catalogue": [],
    "policies": [{"version": "1", "effective_from": "2020-01-01T00:00:00Z", "tiers": ["24h"], "settings": [], "cosign": []}],
}  # fmt: skip


class Hotline:
    """Tickets, a log of what changed, and what was done under which id."""

    def __init__(self) -> None:
        self.log_id = "log-a"
        self.tickets: dict[str, Ticket] = {}
        self.log: list[tuple[str, ...]] = []
        """Numbers touched by each step; the cursor is the log's length."""
        self.done: dict[str, Outcome] = {}
        self.commands: list[str] = []
        """Ids as they were asked, every time."""
        self.requests: list[httpx.Request] = []
        self.streams = True
        self.refuse: dict[str, Problem] = {}
        """By the text of a note."""
        self.trouble: list[Callable[[httpx.Request], httpx.Response | None]] = []
        """Asked before anything else, each until it answers None; an exception is a broken line."""
        self.lose_replies = 0
        self.hang_up = 0
        """So many streams end with the next news."""
        self.person = "zhang"
        self._news = asyncio.Event()

    def client(self, token: str = TOKEN) -> Client:
        """A client on this hotline."""
        return Client("http://hotline.example/", token, transport=httpx.MockTransport(self.answer))

    def change(self, *told: Ticket, gone: tuple[str, ...] = ()) -> None:
        """One step of the log."""
        self.tickets |= {one.number: one for one in told}
        for number in gone:
            del self.tickets[number]
        self.log.append((*(one.number for one in told), *gone))
        self.news()

    def news(self) -> None:
        """Wake all who wait."""
        self._news.set()
        self._news = asyncio.Event()

    def page(self, after: int, *, claims: int | None = None) -> Page:
        """What came after a cursor."""
        numbers = {number for step in self.log[after:] for number in step}
        return Page(
            after=after if claims is None else claims, cursor=len(self.log), now=moment(len(self.log)),
            tickets=tuple(self.tickets[number] for number in sorted(numbers & set(self.tickets))), gone=tuple(sorted(numbers - set(self.tickets))),
        )  # fmt: skip

    async def answer(self, request: httpx.Request) -> httpx.Response:
        """Any request."""
        self.requests.append(request)
        for trouble in list(self.trouble):
            answer = trouble(request)
            if answer is not None:
                return self._marked(answer)
            self.trouble.remove(trouble)
        if request.headers.get("authorization") != f"Bearer {TOKEN}" and request.url.path != "/v1/sessions":
            return self._marked(problem(401, "not_signed_in"))
        return self._marked(await self._routed(request))

    def _marked(self, answer: httpx.Response) -> httpx.Response:
        answer.headers["X-Hotline-Log"] = self.log_id
        return answer

    async def _routed(self, request: httpx.Request) -> httpx.Response:
        asked = {key: values[0] for key, values in parse_qs(request.url.query.decode()).items()}
        match request.method, request.url.path.strip("/").split("/")[1:]:
            case "GET", ["me"]:
                me = Me(person=Person(name=self.person, role=Role.DISPATCHER, unit="1", scope="1"), asks=("note",), now=moment(0))
                return told(me)
            case "GET", ["city"]:
                if request.headers.get("if-none-match") == '"1"':
                    return httpx.Response(304)
                return httpx.Response(200, json=CITY, headers={"ETag": '"1"'})
            case "GET", ["snapshot"]:
                return self._snapshot()
            case "GET", ["feed"]:
                return await self._feed(request, asked)
            case "GET", ["tickets"]:
                open_ones = sorted((one for one in self.tickets.values() if not one.ended), key=_burns_at)
                first = tuple(open_ones[: int(asked["limit"])])
                return told(Window(items=first, total=len(open_ones), now=moment(0)))
            case "GET", ["tickets", number] if number in self.tickets:
                return told(TicketView(ticket=FullTicket.model_validate(self.tickets[number].model_dump()), now=moment(0)))
            case "PUT", ["commands", id]:
                return self._decide(id, request, preview="preview" in asked)
            case "GET", ["commands", id]:
                return told(self.done[id]) if id in self.done else problem(404, "unknown")
            case _:
                return problem(404, "unknown")

    def _snapshot(self) -> httpx.Response:
        lines = [head(len(self.tickets), cursor=len(self.log)).model_dump_json().encode(), *map(orjson.dumps, arrays(list(self.tickets.values())))]
        content = zstandard.ZstdCompressor().compress(b"".join(line + b"\n" for line in lines))
        assert COLUMNS
        return httpx.Response(200, stream=Pieces(content), headers={"Content-Encoding": "zstd", "Content-Type": "application/x-ndjson"})

    async def _feed(self, request: httpx.Request, asked: dict[str, str]) -> httpx.Response:
        after = int(asked["after"])
        if after > len(self.log):
            return problem(410, "cursor_unknown")
        if self.streams and request.headers["accept"] == "text/event-stream":
            return httpx.Response(200, content=self._events(after), headers={"Content-Type": "text/event-stream; charset=utf-8"})
        if len(self.log) == after and asked.get("wait", "0") != "0":
            await self._news.wait()
        return told(self.page(after))

    async def _events(self, after: int) -> AsyncIterator[bytes]:
        yield b"retry: 1000\n\n"
        while True:
            page = self.page(after)
            yield event(page)
            after = page.cursor
            while len(self.log) == after and not self.hang_up:
                await self._news.wait()
            if self.hang_up:
                self.hang_up -= 1
                return

    def _decide(self, id: str, request: httpx.Request, *, preview: bool) -> httpx.Response:
        self.commands.append(id)
        asked = json.loads(request.content)
        if id not in self.done:
            if asked["text"] in self.refuse:
                return told(self.refuse[asked["text"]], self.refuse[asked["text"]].status)
            number = asked["ticket"]
            before = self.tickets.get(number, ticket(int(number[-6:]), version=0))
            after = before.model_copy(update={"version": before.version + 1})
            outcome = Outcome(command=asked["id"], number=number, ticket=after, now=moment(0), cursor=0 if preview else len(self.log) + 1)
            if preview:
                return told(outcome)
            self.done[id] = outcome
            self.change(after)
        if self.lose_replies:
            self.lose_replies -= 1
            raise httpx.ReadError("cut")
        return told(self.done[id])


class Pieces(httpx.AsyncByteStream):
    """A body that comes in small pieces."""

    def __init__(self, content: bytes, size: int = 100) -> None:
        self._content, self._size = content, size

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self._content), self._size):
            yield self._content[start : start + self._size]


def event(page: Page) -> bytes:
    """A page as a server-sent event."""
    return f"id: {page.cursor}\nevent: page\ndata: {page.model_dump_json()}\n\n".encode()


def _burns_at(one: Ticket) -> tuple[float, str]:
    return one.next.due.timestamp() if one.next else NEVER, one.number


def told(value: Any, status: int = 200) -> httpx.Response:
    """A value as JSON."""
    return httpx.Response(status, content=value.model_dump_json().encode(), headers={"Content-Type": "application/json"})


def problem(status: int, code: str, detail: str = "不行", **headers: str) -> httpx.Response:
    """A problem as the wire tells it."""
    content = Problem(status=status, code=code, detail=detail).model_dump_json()
    return httpx.Response(status, content=content.encode(), headers={"Content-Type": "application/problem+json", **headers})

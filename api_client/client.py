"""The hotline's routes, one method each; with `api_client.wire` the only file that speaks HTTP."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, NamedTuple, overload
from urllib.parse import quote
from uuid import UUID

import httpx
from httpx_sse import EventSource

from api_client.answers import outcome_of, read, told
from api_client.errors import NoStream, Refused
from api_client.guarded import Guarded, silence
from api_client.models.audit import AuditWindow
from api_client.models.board import Figures
from api_client.models.city import City
from api_client.models.commands import AnyCommand, Load, OnDossier, OnTicket, Register
from api_client.models.page import (
    AnyOutcome,
    DossierOutcome,
    DossierView,
    DossierWindow,
    Outcome,
    Page,
    SnapshotHead,
    TicketView,
    Unmasked,
    Window,
)
from api_client.models.people import Me, Session, SignIn
from api_client.models.recurring import Call, Duplicates
from api_client.models.routing import Foretold
from api_client.models.text import clean
from api_client.trust import verified
from api_client.unfold import ANSWER_BYTES, OUTCOME_BYTES, batches, chain, flowing, lines_of
from api_client.wire import body_of, check, chunks_of, network

CONNECT_SECONDS = 5.0
READ_SECONDS = 35.0
"""Longer than the longest wait of a poll (30 s), and than a hotline is silent in a stream that does not say how often its heart beats."""
LATE_SECONDS = 8.0
"""How long nothing may come of a poll after its wait is over."""
ANSWER_SECONDS = 55.0
"""How long an answer may take from the first byte asked to the last one told, however it drips in; longer than the longest poll."""
LOG_ID_LENGTH = 80
KEEP_ALIVE_SECONDS = 60.0
"""Below what servers keep idle connections for, so that ours are not cut just when they are used."""

_EVENTS = "text/event-stream"


class Answer(NamedTuple):
    """An answer that was read to its end."""

    status: int
    headers: httpx.Headers
    body: bytes


class Tagged(NamedTuple):
    """The city, as the hotline tells it, with the tag to ask again by."""

    city: City
    json: str
    etag: str


class Snapshot(NamedTuple):
    """A snapshot on its way: its head, and its tickets as lines of JSON, some thousand at a time."""

    head: SnapshotHead
    lines: AsyncIterator[list[bytes]]


class Client:
    """One person's connection to one hotline. Methods raise Unreachable, NotSignedIn, Refused (Stale), NewLog, Unexpected."""

    def __init__(self, base_url: str, token: str = "", *, lang: str = "zh", transport: httpx.AsyncBaseTransport | None = None, ca: str = "") -> None:
        """`ca` is a file of certificates to go by instead of those that everybody goes by."""
        self.token = token
        self.log_id = ""
        """Which log the hotline last answered from."""
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers={"Accept": "application/json", "Accept-Encoding": "zstd, gzip", "Accept-Language": lang, "User-Agent": "paidan/1"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # it needs none, and whoever answers could pile them up
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            limits=httpx.Limits(keepalive_expiry=KEEP_ALIVE_SECONDS),
            follow_redirects=False,
            transport=transport,
            verify=verified(base_url, ca),
        )

    def speak(self, lang: str) -> None:
        """Be answered in this language from now on."""
        self._http.headers["Accept-Language"] = lang

    def hurry(self) -> None:
        """Somebody waits: here nothing is put off."""

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    # Who asks

    async def sign_in(self, name: str, password: str) -> Session:
        """Sign in and go on with the new token."""
        body = SignIn(name=name, password=password).model_dump_json()
        session = read(Session, (await self._ask("POST", "v1/sessions", content=body)).body)
        self.token = session.token
        return session

    async def sign_out(self) -> None:
        """Have the token forgotten."""
        await self._ask("DELETE", "v1/sessions/current")
        self.token = ""

    async def me(self) -> Me:
        """Who I am and what I may ask."""
        return read(Me, (await self._ask("GET", "v1/me")).body)

    async def city(self, etag: str = "") -> Tagged | None:
        """The city, or None where it still is the one with this tag."""
        answer = await self._ask("GET", "v1/city", headers={"If-None-Match": etag} if etag else {})
        if answer.status == 304:
            return None
        return Tagged(read(City, answer.body), answer.body.decode(), clean(answer.headers.get("etag", "")))

    async def ready(self) -> None:
        """Ask whether the hotline can do its work. Raises Unreachable with a code where it says what keeps it, Refused where it tells nothing."""
        await self._ask("GET", "readyz")

    # The queue

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """All tickets in the asker's scope, as they arrive; nothing is held whole."""
        async with self._opened("v1/snapshot", {"Accept": "application/x-ndjson"}) as answer:
            packed = answer.headers.get("content-encoding", "")
            async with aclosing(lines_of(flowing(chunks_of(answer)), packed)) as parts:
                head, *first = await anext(parts, [b""])
                async with aclosing(batches(chain(first, parts))) as lines:
                    yield Snapshot(read(SnapshotHead, head), lines)

    async def feed(self, after: int, wait: int = 0) -> Page:
        """The page that follows a cursor; waits up to `wait` seconds (at most 30) where nothing is new."""
        silence = min(READ_SECONDS, wait + LATE_SECONDS) if wait else READ_SECONDS
        return read(Page, (await self._ask("GET", "v1/feed", params={"after": after, "wait": wait}, silence=silence)).body)

    async def stream(self, after: int) -> AsyncGenerator[Page]:
        """The pages that follow a cursor, as they come, until the connection ends. Raises NoStream where there is none to read."""
        headers = {"Accept": _EVENTS, "Accept-Encoding": "identity", "Cache-Control": "no-store", "Last-Event-ID": str(after)}
        async with self._opened("v1/feed", headers, params={"after": after}, gone=(404, 405, 406, 501)) as answer:
            kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind != _EVENTS or answer.headers.get("content-encoding", "identity") != "identity":
                raise NoStream
            # With headers of our own: what the others say of character set and packing is not believed.
            guarded = Guarded(chunks_of(answer), silence=silence(answer.headers.get("x-hotline-beat", ""), READ_SECONDS))
            events = EventSource(httpx.Response(200, headers={"content-type": _EVENTS}, stream=guarded)).aiter_sse()
            async with aclosing(events):
                async for event in events:
                    if event.event == "page":
                        guarded.heard = True
                        yield told(read(Page, event.data.encode()), event.id)

    async def window(self, **filters: str | int) -> Window:
        """One window of the queue, by the filters of `GET /v1/tickets`."""
        return read(Window, (await self._ask("GET", "v1/tickets", params=filters)).body)

    async def ticket(self, number: str) -> TicketView:
        """Everything about one ticket."""
        return read(TicketView, (await self._ask("GET", f"v1/tickets/{quote(number, safe='')}")).body)

    async def contacts(self, number: str, reveal: UUID | str) -> Unmasked:
        """Who asks, unmasked, for who has just asked `reveal` with this id. Raises Refused (404) where that is too long ago."""
        return read(Unmasked, (await self._ask("GET", f"v1/tickets/{quote(number, safe='')}/contacts", params={"reveal": str(reveal)})).body)

    # What is bigger than one ticket

    async def dossiers(self, **filters: str | int) -> DossierWindow:
        """One window of the dossiers, by the filters of `GET /v1/dossiers`."""
        return read(DossierWindow, (await self._ask("GET", "v1/dossiers", params=filters)).body)

    async def dossier(self, number: str) -> DossierView:
        """Everything about one dossier."""
        return read(DossierView, (await self._ask("GET", f"v1/dossiers/{quote(number, safe='')}")).body)

    # Figures

    async def board(self, name: str, **asked: str | int) -> dict[str, Any]:
        """One board by the questions of `GET /v1/boards/…`; `rates/tickets` are the tickets behind a figure."""
        return read(Figures, (await self._ask("GET", f"v1/boards/{quote(name)}", params=asked)).body).root

    async def audit(self, **asked: str | int) -> AuditWindow:
        """One window of the log for auditors, by the filters of `GET /v1/audit`. Raises Refused (403) for everybody else."""
        return read(AuditWindow, (await self._ask("GET", "v1/audit", params=asked)).body)

    async def duplicates(self, call: Call) -> Duplicates:
        """Which tickets a call may repeat; the hotline keeps nothing of it."""
        return read(Duplicates, (await self._ask("POST", "v1/duplicates", content=call.model_dump_json())).body)

    async def route(self, *, item: str = "", district: str = "", street: str = "") -> Foretold:
        """Where a request about this would go if it were dispatched now."""
        return read(Foretold, (await self._ask("GET", "v1/route", params={"item": item, "district": district, "street": street})).body)

    async def report(self, name: str, form: str = "text/markdown", *, lang: str = "", **period: str) -> str:
        """A report on paper, in the form of a media type and in a language; without one in the client's."""
        headers = {"Accept": form} | ({"Accept-Language": lang} if lang else {})
        return (await self._ask("GET", f"v1/reports/{quote(name)}", params=period, headers=headers)).body.decode(errors="replace")

    # Commands

    @overload
    async def submit(self, command: Register | Load | OnTicket) -> Outcome: ...
    @overload
    async def submit(self, command: OnDossier) -> DossierOutcome: ...

    async def submit(self, command: AnyCommand) -> AnyOutcome:
        """Ask a command; asking it again is harmless."""
        return await self.send(command.id, command.model_dump_json())

    async def send(self, id: UUID | str, body: str) -> AnyOutcome:
        """Ask a command that was kept as JSON."""
        return outcome_of((await self._ask("PUT", f"v1/commands/{id}", content=body, most=OUTCOME_BYTES)).body, id, body)

    @overload
    async def preview(self, command: Register | Load | OnTicket) -> Outcome: ...
    @overload
    async def preview(self, command: OnDossier) -> DossierOutcome: ...

    async def preview(self, command: AnyCommand) -> AnyOutcome:
        """What a command would do; nothing happens."""
        return await self.weigh(command.id, command.model_dump_json())

    async def weigh(self, id: UUID | str, body: str) -> AnyOutcome:
        """What a command that is given as JSON would do; nothing happens."""
        return outcome_of((await self._ask("PUT", f"v1/commands/{id}", content=body, params={"preview": "true"}, most=OUTCOME_BYTES)).body, id, body)

    async def outcome(self, id: UUID | str, body: str = "") -> AnyOutcome | None:
        """What a command did, or None where the hotline knows of none; `body` is what was asked, where it is at hand."""
        try:
            return outcome_of((await self._ask("GET", f"v1/commands/{id}", most=OUTCOME_BYTES)).body, id, body)
        except Refused as refusal:
            if refusal.problem.status == 404:
                return None
            raise

    # How it is asked

    def _signed(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        content: str | None = None,
        params: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        most: int = ANSWER_BYTES,
        silence: float = READ_SECONDS,
    ) -> Answer:
        patience = httpx.Timeout(silence, connect=CONNECT_SECONDS)
        sent = self._signed() | ({"Content-Type": "application/json"} if content is not None else {}) | (headers or {})
        with network():
            asking = self._http.stream(method, path, content=content, params=params, headers=sent, timeout=patience)
            async with asyncio.timeout(ANSWER_SECONDS), asking as answer:
                await self._check(answer)
                return Answer(answer.status_code, answer.headers, await body_of(answer, most))

    @asynccontextmanager
    async def _opened(
        self, path: str, headers: dict[str, str], *, params: dict[str, Any] | None = None, gone: tuple[int, ...] = ()
    ) -> AsyncIterator[httpx.Response]:
        """An answer that goes on for as long as it is read. Raises NoStream where it has one of the states in `gone`."""
        with network():
            async with AsyncExitStack() as stack:
                async with asyncio.timeout(ANSWER_SECONDS):
                    asking = self._http.stream("GET", path, params=params, headers=self._signed() | headers)
                    answer = await stack.enter_async_context(asking)
                    if answer.status_code in gone:
                        raise NoStream
                    await self._check(answer)
                yield answer

    async def _check(self, answer: httpx.Response) -> None:
        self.log_id = clean(answer.headers.get("x-hotline-log", ""))[:LOG_ID_LENGTH] or self.log_id
        await check(answer)

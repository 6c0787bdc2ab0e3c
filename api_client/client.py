"""The hotline's routes, one method each; the only file that speaks HTTP."""

import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from typing import Any, NamedTuple, TypeVar, overload
from urllib.parse import quote
from uuid import UUID

import httpx
from httpx_sse import SSEError, aconnect_sse
from pydantic import BaseModel, ValidationError

from api_client.errors import NewLog, NoStream, NotSignedIn, Refused, Stale, Unexpected, Unreachable, spoken
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
    Problem,
    SnapshotHead,
    TicketView,
    Unmasked,
    Window,
)
from api_client.models.people import Me, Session, SignIn
from api_client.models.recurring import Call, Duplicates
from api_client.models.routing import Foretold
from api_client.unfold import batches, lines_of

CONNECT_SECONDS = 5.0
READ_SECONDS = 35.0
"""Longer than the longest wait of a poll (30 s) and than two heartbeats of a stream (15 s)."""
KEEP_ALIVE_SECONDS = 60.0
"""Below what servers keep idle connections for, so that ours are not cut just when they are used."""

Model = TypeVar("Model", bound=BaseModel)

_UNREACHABLE = {408: "timeout", 429: "too_fast", 502: "cut", 503: "busy", 504: "timeout"}
_REFUSED = (403, 404, 409, 412, 413, 422)


class Tagged(NamedTuple):
    """The city, as the hotline tells it, with the tag to ask again by."""

    city: City
    json: str
    etag: str


class Snapshot(NamedTuple):
    """A snapshot on its way: its head, and its tickets as arrays, some hundred at a time."""

    head: SnapshotHead
    rows: AsyncIterator[list[list[Any]]]


class Client:
    """One person's connection to one hotline. Methods raise Unreachable, NotSignedIn, Refused (Stale), NewLog, Unexpected."""

    def __init__(self, base_url: str, token: str = "", *, lang: str = "zh", transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.token = token
        self.log_id = ""
        """Which log the hotline last answered from."""
        # Without TLS the bundle of certificates is 3 MB for nothing; a context without any trusts nobody.
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers={"Accept": "application/json", "Accept-Language": lang, "User-Agent": "paidan/1"},
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            limits=httpx.Limits(keepalive_expiry=KEEP_ALIVE_SECONDS),
            follow_redirects=False,
            transport=transport,
            verify=True if base_url.startswith("https:") else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    # Who asks

    async def sign_in(self, name: str, password: str) -> Session:
        """Sign in and go on with the new token."""
        body = SignIn(name=name, password=password).model_dump_json()
        session = _read(Session, await self._ask("POST", "v1/sessions", content=body))
        self.token = session.token
        return session

    async def sign_out(self) -> None:
        """Have the token forgotten."""
        await self._ask("DELETE", "v1/sessions/current")
        self.token = ""

    async def me(self) -> Me:
        """Who I am and what I may ask."""
        return _read(Me, await self._ask("GET", "v1/me"))

    async def city(self, etag: str = "") -> Tagged | None:
        """The city, or None where it still is the one with this tag."""
        answer = await self._ask("GET", "v1/city", headers={"If-None-Match": etag} if etag else {})
        return None if answer.status_code == 304 else Tagged(_read(City, answer), answer.text, answer.headers.get("etag", ""))

    # The queue

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """All tickets in the asker's scope, as they arrive; nothing is held whole."""
        headers = self._signed() | {"Accept": "application/x-ndjson", "Accept-Encoding": "zstd, gzip"}
        with _network():
            async with self._http.stream("GET", "v1/snapshot", headers=headers) as answer:
                await self._checked(answer)
                packed = answer.headers.get("content-encoding", "")
                async with aclosing(lines_of(answer.aiter_raw(), packed)) as lines:
                    head = _read(SnapshotHead, await anext(lines, b""))
                    async with aclosing(batches(lines)) as rows:
                        yield Snapshot(head, rows)

    async def feed(self, after: int, wait: int = 0) -> Page:
        """The page that follows a cursor; waits up to `wait` seconds (at most 30) where nothing is new."""
        return _read(Page, await self._ask("GET", "v1/feed", params={"after": after, "wait": wait}))

    async def stream(self, after: int) -> AsyncGenerator[Page]:
        """The pages that follow a cursor, as they come, until the connection ends. Raises NoStream where there is none to read."""
        headers = self._signed() | {"Last-Event-ID": str(after)}
        with _network():
            async with aconnect_sse(self._http, "GET", "v1/feed", params={"after": after}, headers=headers) as source:
                if source.response.status_code in (404, 405, 406, 501):
                    raise NoStream
                await self._checked(source.response)
                try:
                    async for event in source.aiter_sse():
                        if event.event == "page":
                            yield _told(_read(Page, event.data.encode()), event.id)
                except SSEError as error:
                    raise NoStream from error

    async def window(self, **filters: str | int) -> Window:
        """One window of the queue, by the filters of `GET /v1/tickets`."""
        return _read(Window, await self._ask("GET", "v1/tickets", params=filters))

    async def ticket(self, number: str) -> TicketView:
        """Everything about one ticket."""
        return _read(TicketView, await self._ask("GET", f"v1/tickets/{quote(number, safe='')}"))

    async def contacts(self, number: str, reveal: UUID | str) -> Unmasked:
        """Who asks, unmasked, for who has just asked `reveal` with this id. Raises Refused (404) where that is too long ago."""
        return _read(Unmasked, await self._ask("GET", f"v1/tickets/{quote(number, safe='')}/contacts", params={"reveal": str(reveal)}))

    # What is bigger than one ticket

    async def dossiers(self, **filters: str | int) -> DossierWindow:
        """One window of the dossiers, by the filters of `GET /v1/dossiers`."""
        return _read(DossierWindow, await self._ask("GET", "v1/dossiers", params=filters))

    async def dossier(self, number: str) -> DossierView:
        """Everything about one dossier."""
        return _read(DossierView, await self._ask("GET", f"v1/dossiers/{quote(number, safe='')}"))

    # Figures

    async def board(self, name: str, **asked: str | int) -> dict[str, Any]:
        """One board by the questions of `GET /v1/boards/…`; `rates/tickets` are the tickets behind a figure."""
        return _read(Figures, await self._ask("GET", f"v1/boards/{quote(name)}", params=asked)).root

    async def audit(self, **asked: str | int) -> AuditWindow:
        """One window of the log for auditors, by the filters of `GET /v1/audit`. Raises Refused (403) for everybody else."""
        return _read(AuditWindow, await self._ask("GET", "v1/audit", params=asked))

    async def duplicates(self, call: Call) -> Duplicates:
        """Which tickets a call may repeat; the hotline keeps nothing of it."""
        return _read(Duplicates, await self._ask("POST", "v1/duplicates", content=call.model_dump_json()))

    async def route(self, *, item: str = "", district: str = "", street: str = "") -> Foretold:
        """Where a request about this would go if it were dispatched now."""
        return _read(Foretold, await self._ask("GET", "v1/route", params={"item": item, "district": district, "street": street}))

    async def report(self, name: str, form: str = "text/markdown", *, lang: str = "", **period: str) -> str:
        """A report on paper, in the form of a media type and in a language; without one in the client's."""
        headers = {"Accept": form} | ({"Accept-Language": lang} if lang else {})
        return (await self._ask("GET", f"v1/reports/{quote(name)}", params=period, headers=headers)).text

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
        return _outcome(await self._ask("PUT", f"v1/commands/{id}", content=body))

    @overload
    async def preview(self, command: Register | Load | OnTicket) -> Outcome: ...
    @overload
    async def preview(self, command: OnDossier) -> DossierOutcome: ...

    async def preview(self, command: AnyCommand) -> AnyOutcome:
        """What a command would do; nothing happens."""
        return await self.weigh(command.id, command.model_dump_json())

    async def weigh(self, id: UUID | str, body: str) -> AnyOutcome:
        """What a command that is given as JSON would do; nothing happens."""
        return _outcome(await self._ask("PUT", f"v1/commands/{id}", content=body, params={"preview": "true"}))

    async def outcome(self, id: UUID | str) -> AnyOutcome | None:
        """What a command did, or None where the hotline knows of none."""
        try:
            return _outcome(await self._ask("GET", f"v1/commands/{id}"))
        except Refused as refusal:
            if refusal.problem.status == 404:
                return None
            raise

    # How it is asked

    def _signed(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def _ask(
        self, method: str, path: str, *, content: str | None = None, params: dict[str, Any] | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        sent = self._signed() | ({"Content-Type": "application/json"} if content is not None else {}) | (headers or {})
        with _network():
            answer = await self._http.request(method, path, content=content, params=params, headers=sent)
            return await self._checked(answer)

    async def _checked(self, answer: httpx.Response) -> httpx.Response:
        """The answer, if it is one; otherwise what is wrong, named by what to do next."""
        self.log_id = answer.headers.get("x-hotline-log") or self.log_id
        status = answer.status_code
        if answer.is_success or status == 304:
            return answer
        await answer.aread()
        said = problem.detail if (problem := _problem(answer)) else f"the hotline answers {status}"
        if status == 401:
            raise NotSignedIn(said)
        if status == 410:
            raise NewLog(said)
        if status in _UNREACHABLE:
            after = answer.headers.get("retry-after", "")  # a date would have to be read against a clock that may be wrong
            raise Unreachable(_UNREACHABLE[status], said, retry_after=float(after) if after.isdecimal() else None)
        if status in _REFUSED and problem:
            raise Stale(problem) if status == 412 else Refused(problem)
        where = f" (to {answer.headers['location']})" if "location" in answer.headers else ""
        raise Unexpected(f"{status}{where}: {said}")


def _outcome(answer: httpx.Response) -> AnyOutcome:
    """The answer to a command: which of the two it is, its fields tell."""
    try:
        return DossierOutcome.model_validate_json(answer.content)
    except ValidationError:
        return _read(Outcome, answer)


def _read(kind: type[Model], answer: httpx.Response | bytes) -> Model:
    try:
        return kind.model_validate_json(answer if isinstance(answer, bytes) else answer.content)
    except ValidationError as error:
        raise Unexpected(f"an answer that is no {kind.__name__}: {spoken(error)}") from error


def _problem(answer: httpx.Response) -> Problem | None:
    try:
        return Problem.model_validate_json(answer.content)
    except ValidationError:
        return None


def _told(page: Page, id: str) -> Page:
    if id != str(page.cursor):
        raise Unexpected(f"an event with the id {id!r} holds a page up to {page.cursor}")
    return page


@contextmanager
def _network() -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise Unreachable("timeout", str(error)) from error
    except httpx.ConnectError as error:
        raise Unreachable("certificate" if "CERTIFICATE" in str(error) else "refused", str(error)) from error
    except httpx.UnsupportedProtocol as error:
        raise Unexpected(str(error)) from error
    except httpx.TransportError as error:
        raise Unreachable("cut", str(error)) from error
    except httpx.DecodingError as error:
        raise Unexpected(f"an answer that cannot be unpacked: {error}") from error

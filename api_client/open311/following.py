"""An Open311 city as the client of a hotline has it: the same verbs, so that courier, mirror and desk need not know the difference.

GeoReport has neither a log nor events. What is held is compared with what the city tells: all its open requests every half an hour, its newest
changes every minute, one answer after the other and never two at a time. What the city does not say, is not said here either.
"""

import zlib
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import orjson

from api_client.backoff import Rest
from api_client.client import Answer, Snapshot, Tagged
from api_client.errors import NoStream, Refused, Unexpected
from api_client.models.city import City, UnitKind
from api_client.models.page import Page, Problem, SnapshotHead, TicketView, Window
from api_client.models.people import By, Me, Person, Role
from api_client.models.recorded import Recorded
from api_client.models.text import clean
from api_client.models.ticket import FullTicket
from api_client.open311 import reading
from api_client.open311.gathering import MOST_REQUESTS, Gathering
from api_client.open311.reading import Request, Service
from api_client.open311.translating import ROOT, Reported, city_of, same, ticket, zone_of
from api_client.open311.wire import Found, Params, Wire, find
from api_client.reading import ReadingClient

if TYPE_CHECKING:
    from api_client.mirror import Mirror

POLL_SECONDS = 60.0
SWEEP_SECONDS = 1800.0
"""How often everything that is open is gone through: many cities do not tell what changed."""
BETWEEN_SECONDS = 0.25
"""A breath between two answers of a walk."""
OVERLAP_SECONDS = 300.0
"""So far back from the last look changes are asked for: a city's clock may be slow, and its list late."""
BATCH = 500
"""So many requests of a first copy become tickets at once."""
MOST_MISSED = 400
"""So many of those that have left the list are asked for after a walk; the others after the next."""
MISSED_TWICE = 2
"""What was in no answer of so many walks, and of which the city says nothing when asked, is not open any more."""
WHO = By(name="open311", role=Role.SYSTEM, unit=ROOT)
SAID = {"zh": "Open311 只公布诉求本身，没有这一项。", "en": "Open311 tells requests only, and nothing of this."}


def mark(url: str, jurisdiction: str) -> str:
    """What stands for the log's id: a mirror is of this city alone."""
    return f"open311 {zlib.crc32(f'{url} {jurisdiction}'.encode()):08x}"


class CityClient(ReadingClient):
    """One Open311 city. Methods raise Unreachable, Refused, Unexpected; what a hotline alone can tell is refused."""

    def __init__(
        self,
        url: str,
        *,
        held: "Callable[[], Mirror]",
        now: Callable[[], float],
        jurisdiction: str = "",
        lang: str = "zh",
        ca: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`held` gives the mirror, which is what the city's answers are compared with; `now` tells wall time in epoch seconds."""
        super().__init__("http://open311.invalid", lang=lang)
        self.name = clean(jurisdiction or urlsplit(url).hostname or url)
        self.log_id = mark(url, jurisdiction)
        self._url, self._held, self._now = url, held, now
        self._shared: Params = {"jurisdiction_id": jurisdiction} if jurisdiction else {}
        self._wire = Wire(now=now, lang=lang, ca=ca, transport=transport)
        self._found: Found | None = None
        self._lost: tuple[float, Unexpected] | None = None
        """When it was last looked for in vain, and what came of it."""
        self._services: list[Service] = []
        self._city: City | None = None
        self._walk: AsyncGenerator[list[Request]] | None = None
        self._sweeping = False
        self._seen: set[str] = set()
        self._missing: Counter[str] = Counter()
        """In how many walks in a row requests that are open here were not told, of those that could not be asked for."""
        self._due = 0.0
        self._looked = False
        self._first: list[Request] = []
        self._rest = Rest()

    def speak(self, lang: str) -> None:
        """What comes from now on is asked for in this language; what is there keeps its own until all is looked through again."""
        super().speak(lang)
        self._wire.speak(lang)

    def hurry(self) -> None:
        """Somebody waits: look now."""
        self._lost, self._due = None, 0.0
        self._rest.end()

    async def close(self) -> None:
        """Close all connections."""
        await self._wire.close()
        await super().close()

    async def me(self) -> Me:
        """An onlooker, once the city has answered."""
        await self._find()
        return Me(person=Person(name="open311", title="Open311", role=Role.AUDITOR, unit=ROOT, scope=ROOT), asks=(), now=self._moment())

    async def city(self, etag: str = "") -> Tagged | None:
        """What is known of the city by now."""
        await self._find()
        told = self._known.model_dump_json()
        tag = f"{zlib.crc32(told.encode()):08x}"
        return None if tag == etag else Tagged(self._known, told, tag)

    @property
    def _known(self) -> City:
        assert self._city is not None
        return self._city

    async def _find(self) -> Gathering:
        if self._found is None:
            found = await self._search()
            self._gathering = Gathering(self._wire, found, self._shared, now=self._now)
            self._services = reading.services(found.services.told) or []
            told = self._held().meta("city")
            before = City.model_validate_json(told) if told else None
            agencies = {unit.name for unit in before.units if unit.kind is UnitKind.DEPARTMENT} if before else set()
            self._city = city_of(self._services, agencies, name=self.name, zone=before.zone if before else "UTC")
            self._gathering.zone = self._city.zone
            self._found = found
        return self._gathering

    async def _search(self) -> Found:
        """Where the city is. What was none a moment ago is not asked again at once, unless somebody waits."""
        if self._lost and self._now() < self._lost[0] + POLL_SECONDS:
            raise self._lost[1]
        try:
            return await find(self._wire, self._url, self._shared)
        except Unexpected as error:
            self._lost = (self._now(), error)
            raise

    def _learn(self, part: Sequence[Request]) -> bool:
        """Take in which agencies and services requests name, and in what zone they are told; returns whether anything of it is new."""
        known = self._known
        agencies = {unit.name for unit in known.units if unit.kind is UnitKind.DEPARTMENT}
        more = {one.agency for one in part if one.agency}
        listed = {one.code for one in self._services}
        named = {one.service_code: one for one in part if one.service_code and one.service_code not in listed}
        self._services += [Service(code, one.service_name or code) for code, one in named.items()]
        zone = known.zone if known.zone != "UTC" else zone_of(one.offset for one in part)
        if more <= agencies and not named and zone == known.zone:
            return False
        self._city = city_of(self._services, agencies | more, name=self.name, zone=zone)
        self._gathering.zone = zone
        return True

    # The queue

    async def window(self, **filters: str | int) -> Window:  # noqa: ARG002 - as the client's
        """The first answer's requests; the snapshot that is taken next goes on from there."""
        gathering = await self._find()
        self._begin(gathering.everything(), sweeping=True)
        self._first = await self._next() or []
        self._learn(self._first)
        told = tuple(ticket(one, city=self._known, now=self._moment()) for one in self._first)
        return Window(items=told, total=len(told), now=self._moment())

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """Every open request; how many are here by now is noted in the mirror."""
        gathering = await self._find()
        parts, self._first = self._first, []
        if self._walk is None or not self._sweeping:
            self._begin(gathering.everything(), sweeping=True)
            parts = []
        while (part := await self._next()) is not None:
            parts += part
            self._held().remember(arrived=str(len(parts)))
        self._walk, self._looked = None, True
        self._noted(swept=True)
        self._learn(parts)
        columns = tuple(Reported.model_fields)
        head = SnapshotHead(cursor=1, count=len(parts), columns=columns, now=self._moment())
        yield Snapshot(head, self._lines(parts, columns))

    async def _lines(self, parts: list[Request], columns: Sequence[str]) -> AsyncGenerator[list[bytes]]:
        """The requests as lines of a snapshot, some at a time."""
        for start in range(0, len(parts), BATCH):
            told = (ticket(one, city=self._known, now=self._moment()).model_dump(mode="json") for one in parts[start : start + BATCH])
            yield [orjson.dumps([one[name] for name in columns]) for one in told]

    async def feed(self, after: int, wait: int = 0) -> Page:
        """The page that follows a cursor; without `wait` all that is new now, with it the next answer's when it is time to ask."""
        gathering = await self._find()
        if wait:
            await self._rest(max(0.0, self._due - self._now()))
        while True:
            if self._walk is None:
                if self._looked and not wait:
                    return Page(after=after, cursor=after, now=self._moment())
                self._due, self._looked = self._now() + POLL_SECONDS, True
                sweeping = self._now() - float(self._held().meta("open311_swept") or 0) > SWEEP_SECONDS
                since = float(self._held().meta("open311_looked") or self._now()) - OVERLAP_SECONDS
                self._begin(gathering.everything() if sweeping else gathering.changed(since), sweeping=sweeping)
            page = await self._step(after)
            if wait and self._walk is not None:
                self._due = self._now() + BETWEEN_SECONDS
            if wait or page.cursor > after:
                return page

    async def stream(self, after: int) -> AsyncGenerator[Page]:  # noqa: ARG002 - as the client's
        """Open311 has none."""
        raise NoStream
        yield  # makes it a generator

    async def ticket(self, number: str) -> TicketView:
        """One request as the city tells it now. Raises Refused (404) where it has none."""
        return TicketView(ticket=FullTicket.model_validate((await self.reported(number)).model_dump()), now=self._moment())

    async def reported(self, number: str) -> Reported:
        """The same with what GeoReport tells beside. Raises Refused (404) where the city has no such request."""
        request = await (await self._find()).one(number)
        if request is None:
            raise Refused(Problem(status=404, code="unknown_ticket", detail=f"{clean(number)}: 404"))
        self._learn([request])
        return ticket(request, city=self._known, now=self._moment(), held=self._held().ticket(request.id))

    # One step of the walk

    def _begin(self, walk: AsyncGenerator[list[Request]], *, sweeping: bool) -> None:
        self._walk, self._sweeping, self._seen = walk, sweeping, set()

    async def _next(self) -> list[Request] | None:
        """The walk's next answer; None at its end. What breaks it off has it begin anew next time."""
        assert self._walk is not None
        try:
            part = await anext(self._walk, None)
        except BaseException:
            self._walk = None
            raise
        self._seen |= {one.id for one in part or ()}
        return part

    async def _step(self, after: int) -> Page:
        part, gone = await self._next(), list[str]()
        if part is None:
            self._walk = None
            part, gone = await self._missed() if self._sweeping else ([], [])
            self._noted(swept=self._sweeping)
        new = self._learn(part)
        told = ((one, self._held().ticket(one.id)) for one in part)
        tickets = [(ticket(one, city=self._known, now=self._moment(), held=held), held) for one, held in told]
        changed = tuple(one for one, held in tickets if not same(held, one))
        if self._walk is not None and not (changed or self._sweeping or self._gathering.since):
            self._walk = None  # the newest are known, and so is what follows
            self._noted(swept=False)
        events = (self._city_changed(),) if new else ()
        more = bool(changed or gone or events)
        return Page(after=after, cursor=after + more, now=self._moment(), tickets=changed, gone=tuple(gone), events=events)

    def _noted(self, *, swept: bool) -> None:
        now = f"{self._now():.0f}"
        walked = {"open311_swept": now, "open311_cut": str(len(self._seen)) if len(self._seen) >= MOST_REQUESTS else ""} if swept else {}
        self._held().remember(open311_looked=now, **walked)

    async def _missed(self) -> tuple[list[Request], list[str]]:
        """How those stand that are open here and were in no answer of the walk, and which are no more; nothing where it was not to the end."""
        if len(self._seen) >= MOST_REQUESTS:
            return [], []
        view = self._held().view()
        open_here = [line.number for line in view.window(0, view.count)]
        missed = [number for number in open_here if number not in self._seen][:MOST_MISSED]
        found = await self._gathering.by_number(missed) if missed else {}
        self._missing = Counter({number: self._missing[number] + 1 for number in missed if number not in found})
        gone = [number for number, one in found.items() if not one]
        return [one for one in found.values() if one], gone + [number for number, walks in self._missing.items() if walks >= MISSED_TWICE]

    def _city_changed(self) -> Recorded:
        return Recorded(seq=0, ticket="", version=0, at=self._moment(), by=WHO, type="city_changed")

    def _moment(self) -> datetime:
        return datetime.fromtimestamp(int(self._now()), UTC)

    # What a hotline alone can tell

    async def _ask(self, method: str, path: str, **more: Any) -> Answer:  # noqa: ARG002 - as the client's
        raise self._not_told()

    def _not_told(self) -> Refused:
        said = SAID.get(self._http.headers.get("accept-language", ""), SAID["en"])
        return Refused(Problem(status=404, code="open311", detail=said))

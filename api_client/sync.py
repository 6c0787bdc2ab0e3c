"""Push what waits, pull what is new: what a desk and the command line do with a hotline, as a list of verbs."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress

from api_client.backoff import Backoff, Rest
from api_client.client import Client
from api_client.errors import Gap, HotlineError, LocalError, NewLog, NotSignedIn, Refused, Stale, Unexpected, Unreachable
from api_client.faultpoints import Point, reached
from api_client.feed import Feed, State
from api_client.fetching import everything, first_page
from api_client.mirror import Mirror
from api_client.models.page import Page
from api_client.outbox import Outbox, Row, Settled
from api_client.standing import OtherLogs, Saying, code

LOOK_SECONDS = 2.0
"""How often the outbox is looked at unasked: another desk or the command line may have put something in."""
MOST_PULLS = 10_000
"""Pages that a script takes in at once: two million events. A hotline with more to tell at once tells the same again and again."""
KEEP_SECONDS = 7 * 86400.0
"""How long what was done stays in the outbox."""


class Sync:
    """Keeps one mirror and one outbox in step with one hotline."""

    def __init__(
        self,
        client: Client,
        mirror: Mirror,
        outbox: Outbox,
        *,
        now: Callable[[], float],
        chance: Callable[[], float] = random.random,
        pause: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        """`now` tells wall time in epoch seconds; `chance` and `pause` are for tests."""
        self.client = client
        self.mirror = mirror
        self.outbox = outbox
        self._now = now
        self._chance = chance
        self._rest = Rest()
        self._pause = pause or self._rest
        self._pushing = asyncio.Lock()
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._on_settled: Callable[[Row], None] = lambda _: None
        self._on_anew: Callable[[], None] = lambda: None

    # Down

    async def push(self) -> list[Row]:
        """Send all that may be sent, oldest first; returns what was settled. Raises Unreachable or NotSignedIn, and keeps the rest."""
        settled: list[Row] = []
        tried: set[str] = set()
        async with self._pushing:
            while rows := [row for row in self.outbox.due(self._now()) if row.id not in tried]:
                for row in rows:
                    tried.add(row.id)
                    settled.append(await self.push_one(row))
        return [row for row in settled if row.state != "waiting"]

    async def push_one(self, row: Row) -> Row:
        """Send one command and keep what came of it. Raises Unreachable or NotSignedIn; then it waits as before."""
        if self.outbox.begin(row.id):
            reached(Point.BEFORE_SEND)
            state, answer = await self._answer(row)
            reached(Point.ANSWER_READ)
            self.outbox.settle(row.id, state=state, answer=answer, now=self._now())
            reached(Point.ANSWER_NOTED)
        now_stands = self.outbox.row(row.id) or row
        if now_stands.state != "waiting":
            self._on_settled(now_stands)
        return now_stands

    async def _answer(self, row: Row) -> tuple[Settled, str]:
        try:
            return "done", (await self.client.send(row.id, row.body)).model_dump_json()
        except Stale as refusal:
            return "stale", refusal.problem.model_dump_json()
        except Refused as refusal:
            return "refused", refusal.problem.model_dump_json()
        except Unexpected as error:
            # The command may have been done although its answer cannot be read: the record decides.
            try:
                if recorded := await self.client.outcome(row.id, row.body):
                    return "done", recorded.model_dump_json()
            except (Refused, Unexpected):
                pass
            return "unexpected", json.dumps({"code": error.why, "detail": str(error)}, ensure_ascii=False)

    # Up

    async def pull(self, wait: int = 0) -> Page:
        """Take in the next page. Raises NewLog where a snapshot is needed."""
        held = self.mirror.cursor
        page = await self.client.feed(held, wait)
        if self.mirror.log_id != self.client.log_id:
            raise NewLog("the hotline has another log")
        if page.after != held or page.cursor < held:
            raise Unexpected(f"asked from {held}, the hotline tells from {page.after} to {page.cursor}", why="goes_back")
        await self._take_in(page)
        return page

    async def fetch_all(self) -> None:
        """Hold a fresh snapshot; where nothing is held yet, what burns first is there before it."""
        if await first_page(self.client, self.mirror, wall=self._now()):
            self._on_anew()
            await self._learn_city()
            self._on_anew()
        await everything(self.client, self.mirror, wall=self._now, anew=self._on_anew)

    async def meet(self) -> None:
        """Learn who I am and what the city is; a mirror that was another person's is given up."""
        me = await self.client.me()
        whose = f"{me.person.name} {me.person.scope}"
        if self.mirror.meta("whose") != whose or not self.mirror.cursor or self.mirror.log_id != self.client.log_id:
            if not self.mirror.cursor:
                self.mirror.remember(me=me.model_dump_json())  # whose a copy is that is whole is said when it is another one
            await self.fetch_all()
        self.mirror.remember(whose=whose, me=me.model_dump_json())
        await self._learn_city()

    async def _learn_city(self) -> None:
        """Remember the city as it is now, where it is another one than is known, or was kept without its gist."""
        city = await self.client.city(self.mirror.meta("city_etag") if self.mirror.meta("gist") else "")
        if city is not None:
            self.mirror.remember(city=city.json, city_etag=city.etag)

    async def _take_in(self, page: Page) -> None:
        """Hold what a page tells; a changed city is learnt first, so that a line that is cut now has the page told again."""
        if changes_city(page):
            await self._learn_city()
        self.mirror.apply(page, wall=self._now())

    async def catch_up(self) -> None:
        """Meet, then pull until nothing is new; for whoever does not stay to listen."""
        await self.meet()
        try:
            for _ in range(MOST_PULLS):
                held = self.mirror.cursor
                await self.pull()
                if held == self.mirror.cursor:
                    return
            raise Unexpected("the hotline's news have no end", why="goes_back")
        except NewLog:
            await self.fetch_all()

    # All the time

    def wake(self) -> None:
        """Something was put in the outbox: look now. Any thread may call."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)

    def hurry(self) -> None:
        """Somebody waits: what would be tried again later is tried now."""
        self.client.hurry()
        self._rest.end()
        self._wake.set()

    async def run(
        self,
        on_page: Callable[[Page], None],
        on_state: Callable[[State], None],
        on_settled: Callable[[Row], None] | None = None,
        on_anew: Callable[[], None] | None = None,
    ) -> None:
        """Stay in step until cancelled, or until the token is no longer good: then the state is `signed_out` and all that waits is kept."""
        self._loop = asyncio.get_running_loop()
        self._on_settled = on_settled or self._on_settled
        self._on_anew = on_anew or self._on_anew
        say = Saying(on_state, self._now)
        say("connecting")
        with suppress(LocalError):
            self.outbox.forget(self._now() - KEEP_SECONDS)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._keep_pushing())
                tasks.create_task(self._keep_pulling(on_page, say))
        except* NotSignedIn:
            say("signed_out")

    async def _keep_pushing(self) -> None:
        backoff = Backoff(self._chance)
        while True:
            self._wake.clear()
            wait = LOOK_SECONDS
            try:
                await self.push()
                backoff.reset()
                if (due := self.outbox.next_due()) is not None:
                    wait = min(wait, max(0.01, due - self._now()))
            except Unreachable as error:
                wait = backoff.next(error.retry_after)
            except LocalError:
                wait = backoff.next()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()

    async def _keep_pulling(self, on_page: Callable[[Page], None], say: Saying) -> None:
        backoff, others = Backoff(self._chance), OtherLogs(self._chance)
        met = False
        while True:
            try:
                if not met or not self.mirror.cursor:
                    await self._push_first()
                    await self.meet()
                    met = True
                async with aclosing(self._feed(say).pages(self.mirror.cursor)) as pages:
                    async for page in pages:
                        await self._take_in(page)
                        backoff.reset()
                        others.page()
                        on_page(page)
            except NotSignedIn:
                raise
            except NewLog as error:
                met = False
                wait = others.next()
                if others.often:
                    say("lost", "other_logs", str(error))
                await self._pause(wait)
            except Gap:
                met = False
                await self._pause(backoff.next())
            except HotlineError as error:
                say("lost", code(error), str(error), where=getattr(error, "where", ""))
                await self._pause(backoff.next(error.retry_after if isinstance(error, Unreachable) else None))

    def _feed(self, say: Saying) -> Feed:
        def live() -> None:
            say("live")
            self._wake.set()

        return Feed(
            self.client,
            log_id=self.mirror.log_id,
            greet=self._push_first,
            live=live,
            lost=lambda error: say("lost", error.why, str(error), ago=error.silent, where=error.where),
            chance=self._chance,
            pause=self._pause,
        )

    async def _push_first(self) -> None:
        """What waited goes before anything new is read; where it cannot go, the pushing loop tries again."""
        with suppress(Unreachable, LocalError):
            await self.push()


def changes_city(page: Page) -> bool:
    """Whether a page tells of a change of the dispatch catalogue, or of an Open311 city's own: then the city is another one."""
    if any(event.type == "city_changed" for event in page.events):
        return True
    opened = (event.data.get("dossier") for event in page.events if event.type == "dossier_opened")
    return any(isinstance(dossier, dict) and dossier.get("kind") == "catalogue" for dossier in opened)

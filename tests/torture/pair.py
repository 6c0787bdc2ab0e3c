"""Two hotlines on one PostgreSQL behind a balancer: people ask, readers read, and one is killed after the other; then all else breaks, too."""

import asyncio
import io
import os
import random
import signal
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from itertools import count, cycle, pairwise
from pathlib import Path

from api_client.client import Client
from api_client.mirror import Mirror
from api_client.models.city import City
from api_client.models.people import Person, Role
from api_client.outbox import Outbox
from api_client.sync import Sync
from fixtures.__main__ import main
from fixtures.log.places import Url
from tests.cities import shipped
from tests.hotlines import PASSWORD, Hotline, employ_several
from tests.postgres import Cluster
from tests.torture import crowd
from tests.torture.balancer import Balancer
from tests.torture.history import History
from tests.torture.ran import Phase, Ran, Scale
from tests.torture.reader import Reader
from tests.torture.storm import DISTRICT, shared_tickets, streets_of
from tests.torture.truth import Truth, judge

ROLES = (Role.DISPATCHER, Role.SUPERVISOR, Role.UNIT_OFFICER, Role.UNIT_LEADER)
"""As of `crowd.ROLES`."""
STREETS = 8
"""People who only read, each of one street."""
PATIENCE_SECONDS = 0.1
AWAY_SECONDS = 5.0
CAUGHT_UP_WITHIN_SECONDS = 60.0
MOST_LATE = 1000
"""So many answers are looked through for somebody's."""


class _Pair:
    """All that takes part, as long as it lasts."""

    def __init__(self, cluster: Cluster, folder: Path, scale: Scale, *, seed: int, tell: Callable[[str], object]) -> None:
        self.cluster, self.folder, self.scale, self.tell = cluster, folder, scale, tell
        self.url = cluster.fresh()
        self.chance = random.Random(seed)
        self.city = shipped("beijing")
        self.hotlines = [Hotline(self._made(folder / f"hotline{place}"), options=("--lang", "en"), database=Url(self.url)) for place in range(2)]
        self.history = History()
        self.people: list[crowd.Person] = []
        self.readers: list[Reader] = []
        self.over = False
        self.turns = cycle(self.hotlines)

    @staticmethod
    def _made(folder: Path) -> Path:
        folder.mkdir(parents=True)
        return folder

    async def begin(self, line: Balancer) -> None:
        """Let everybody in: they sign in at one of the two, and are known to both."""
        staff = _staff(self.city, self.scale.people)
        tokens = await _tokens(self.hotlines[0].url, [one.name for one in staff])
        streets = streets_of(self.city)
        numbers = await shared_tickets(self.hotlines[0].url, tokens[staff[0].name], self.chance, streets)
        for place, one in enumerate(staff[: self.scale.people]):
            told = crowd.Told(line.url, tokens[one.name], crowd.ROLES[place % len(ROLES)], self.folder / one.name, numbers, streets)
            person = crowd.Person(one.name, told, self.history, seed=self.chance.getrandbits(64))
            person.patience = PATIENCE_SECONDS
            self.people.append(person)
        for place in range(self.scale.streams):
            one = staff[place % len(staff)]
            self.readers.append(Reader(line.url, tokens[one.name], scope=one.scope, whole=one.scope == self.city.code))

    # -- what is broken ----------------------------------------------------------------------------------------------

    async def kills(self) -> dict[str, int]:
        """Kill the one, then the other, again and again, and start it anew at once."""
        began, killed = time.monotonic(), 0
        for killed in range(1, int(self.scale.seconds / self.scale.every) + 1):
            await asyncio.sleep(max(0.0, began + killed * self.scale.every - time.monotonic()))
            victim = next(self.turns)
            victim.kill()
            fallen = time.monotonic()
            await asyncio.to_thread(victim.start)
            asked, held = sum(one.asked for one in self.people), sorted(one.held for one in self.readers)
            self.tell(f"killed {killed}, back in {time.monotonic() - fallen:.1f} s; {asked} commands, readers at {held[0]} to {held[-1]}")
        await self._calm()
        return {"kill -9 of a hotline": killed}

    async def breaks(self) -> dict[str, int]:
        """Have the database restart as after a crash, throw everybody out, and be away for a while; and a hotline stand still, whatever it holds."""
        ways = {
            "database restarted": self._restart, "connections ended": self._end_connections, "database away": self._away,
            "hotline frozen": self._freeze,
        }  # fmt: skip
        done = dict.fromkeys(self.scale.troubles, 0)
        for _ in range(self.scale.times):
            for name in self.scale.troubles:
                await asyncio.to_thread(ways[name])
                done[name] += 1
                self.tell(name)
                await self._calm()
        return done

    async def _calm(self) -> None:
        """Wait for a while, and until everybody has been answered something since."""
        began = time.monotonic()
        await asyncio.sleep(self.scale.calm)
        deadline = began + CAUGHT_UP_WITHIN_SECONDS
        heard: set[str] = set()
        while len(heard) < len(self.people) and time.monotonic() < deadline:
            heard = {deed.who for deed in self.history.deeds[-MOST_LATE:] if deed.ended > began}
            await asyncio.sleep(0.1)

    def _restart(self) -> None:
        self.cluster.stop(signal.SIGQUIT)
        self.cluster.start()

    def _end_connections(self) -> None:
        self.cluster.do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hotline'")

    def _away(self) -> None:
        self.cluster.stop(signal.SIGQUIT)
        time.sleep(AWAY_SECONDS)
        self.cluster.start()

    def _freeze(self) -> None:
        victim = next(self.turns)
        os.kill(victim.pid, signal.SIGSTOP)
        time.sleep(AWAY_SECONDS)
        os.kill(victim.pid, signal.SIGCONT)

    # -- what came of it ---------------------------------------------------------------------------------------------

    async def phase(self, name: str, work: Callable[[], Awaitable[dict[str, int]]]) -> tuple[str, float, float, dict[str, int]]:
        """Its name, when it began and ended, and what was broken."""
        began = time.monotonic()
        troubles = await work()
        return name, began, time.monotonic(), troubles

    def seen(self, name: str, began: float, ended: float, troubles: Mapping[str, int]) -> Phase:
        """How it looked from outside."""
        deeds, looks = self.history.deeds, self.history.looks
        answers = sorted(one for one in (*(deed.ended for deed in deeds), *(look.ended for look in looks)) if began <= one < ended)
        moments = [began, *answers, ended]
        longest = max(later - earlier for earlier, later in pairwise(moments))
        slowest = max((deed.ended - deed.began for deed in deeds if began <= deed.ended < ended), default=0.0)
        return Phase(name, ended - began, troubles, len(answers), longest, slowest)

    async def caught_up(self, head: int) -> None:
        """Wait until every reader has come to the end."""
        deadline = time.monotonic() + CAUGHT_UP_WITHIN_SECONDS
        while min(one.held for one in self.readers) < head and time.monotonic() < deadline:  # noqa: ASYNC110 - readers do not know of each other
            await asyncio.sleep(0.1)

    def gaps(self, head: int) -> list[str]:
        """What is wrong with each reader's story, beside what the log says belongs to its scope."""
        scopes = {one.scope for one in self.readers}
        whole = list(range(1, head + 1))
        of_scope = {scope: whole if scope == self.city.code else self._track(scope) for scope in scopes}
        return [
            f"stream {place} of {one.scope}: {what}" for place, one in enumerate(self.readers) for what in one.wrong(of_scope[one.scope], head)
        ]  # fmt: skip

    def _track(self, scope: str) -> list[int]:
        import psycopg

        with psycopg.connect(self.url) as db:
            return [seq for (seq,) in db.execute("SELECT seq FROM track WHERE unit = %s ORDER BY seq", (scope,))]

    async def copied(self) -> list[str]:
        """What the follower's copy has otherwise than one that is fetched anew."""
        one = self.people[0]
        await one.sync.catch_up()
        client = Client(self.hotlines[0].url, one.client.token, lang="en")
        anew = Sync(client, Mirror.open(self.folder / "anew.db"), Outbox.open(self.folder / "anew-outbox.db"), now=crowd.wall)
        try:
            await anew.catch_up()
            ours, theirs = _tickets(one.sync.mirror.path), _tickets(anew.mirror.path)
        finally:
            anew.mirror.close()
            anew.outbox.close()
            await client.close()
        return sorted(f"the copy has {number} otherwise" for number in ours.keys() | theirs.keys() if ours.get(number) != theirs.get(number))


async def fail_over(cluster: Cluster, folder: Path, scale: Scale, *, seed: int, tell: Callable[[str], object] = lambda _: None) -> Ran:
    """All of it."""
    pair = _Pair(cluster, folder, scale, seed=seed, tell=tell)
    employ_several(Url(pair.url), _staff(pair.city, scale.people))
    try:
        await asyncio.gather(*(asyncio.to_thread(one.start) for one in pair.hotlines))
        async with Balancer([one.url for one in pair.hotlines]) as line:
            await pair.begin(line)
            parts = await _lived(pair)
            return await _judged(pair, parts, line, seed)
    finally:
        for one in pair.hotlines:
            one.kill()


_Part = tuple[str, float, float, dict[str, int]]


async def _lived(pair: _Pair) -> list[_Part]:
    """People ask and readers read while all of it is broken; then everybody is answered and has come to the end."""
    reading = [asyncio.create_task(one.read()) for one in pair.readers]
    every = pair.scale.people / pair.scale.rate
    working = asyncio.create_task(crowd.crowd(pair.people, pair.people[:1], until=lambda: pair.over, every=every))
    try:
        parts = [await pair.phase("hotlines killed", pair.kills), await pair.phase("all else broken", pair.breaks)]
        pair.over = True
        await working
        view = await pair.people[0].client.feed(pair.readers[0].held, 0)
        await pair.caught_up(view.cursor)
        return parts
    finally:
        for task in (working, *reading):
            task.cancel()
        await asyncio.gather(working, *reading, return_exceptions=True)


async def _judged(pair: _Pair, parts: Sequence[_Part], line: Balancer, seed: int) -> Ran:
    differing = await pair.copied()
    for one in pair.people:
        await one.leave()
    for hotline in pair.hotlines:
        hotline.end()
    truth = await asyncio.to_thread(Truth.ask, pair.url)
    verdict = await asyncio.to_thread(judge, pair.history, truth)
    gaps = pair.gaps(len(truth.rows))
    other = (*differing, *filter(None, [await asyncio.to_thread(_verified, pair.url)]))
    return Ran(
        seed, os.getloadavg()[1], tuple(pair.seen(*part) for part in parts), sum(one.asked for one in pair.people), len(truth.rows),
        len(pair.readers), sum(one.connections for one in pair.readers), line.turned_away, verdict, tuple(gaps), other,
    )  # fmt: skip


def _staff(city: City, people: int) -> list[Person]:
    """Those who ask, and some more of single streets who only read."""
    found = []
    for place in range(people):
        role = ROLES[place % len(ROLES)]
        unit = city.code if role in ROLES[:2] else DISTRICT
        found.append(Person(name=f"person{place}", title="", role=role, unit=unit, scope=unit))
    streets = streets_of(city)[:STREETS]
    return [*found, *(Person(name=f"street{n}", title="", role=Role.UNIT_OFFICER, unit=code, scope=code) for n, code in zip(count(), streets))]


async def _tokens(url: str, names: Sequence[str]) -> dict[str, str]:
    client = Client(url, lang="en")
    try:
        return {name: (await client.sign_in(name, PASSWORD)).token for name in names}
    finally:
        await client.close()


def _verified(url: str) -> str:
    """What `hotline verify` says; nothing where the log is good."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main(["verify", "--database", url])
    return said.getvalue() + (f"exit {code}" if code else "")


def _tickets(mirror: Path) -> dict[str, tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{mirror}?mode=ro", uri=True)) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(ticket)") if row[1] not in ("id", "number")]
        return {row[0]: row[1:] for row in db.execute(f"SELECT number, {', '.join(columns)} FROM ticket")}

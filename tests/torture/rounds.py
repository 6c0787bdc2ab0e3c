"""Rounds of `kill -9`: hotline or desk, at any moment or at a named point of the program, started again and asked on; the log has to have all once.

Processes are forked from one that has loaded the program already, so that a round need not wait for it; everything from the opening of the
files on is what a start does.
"""

import asyncio
import json
import multiprocessing
import os
import random
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple, cast
from uuid import UUID

from api_client.client import Client
from api_client.errors import HotlineError
from api_client.faultpoints import VARIABLE, Point, arm
from api_client.mirror import Mirror
from api_client.models.commands import Note, Register
from api_client.outbox import Outbox, Row, Settled
from api_client.sync import Sync
from tests.hotlines import PASSWORD, Hotline
from tests.stories.desks import hire
from tests.torture.crowd import wall
from tests.torture.history import Deed, History
from tests.torture.storm import shared_tickets, verified
from tests.torture.truth import Truth, Verdict, judge

FORKS = multiprocessing.get_context("forkserver")
LOADED = ["fixtures.__main__", "fixtures.serving.command", "fixtures.keeping.opening", "api_client.sync", "tests.torture.rounds"]
OF_HOTLINE = (Point.REQUEST_READ, Point.BEFORE_BEGIN, Point.HALF_WRITTEN, Point.WRITTEN, Point.COMMITTED, Point.BEFORE_FEED, Point.BEFORE_ANSWER)
OF_DESK = (Point.OUTBOX_HALF, Point.OUTBOX_WRITTEN, Point.BEFORE_SEND, Point.ANSWER_READ, Point.ANSWER_NOTED, Point.PAGE_HALF)
LONGEST_SECONDS = 0.3
"""A victim lives for at most so long after both are there."""
ARMED_SECONDS = 1.0
"""One that is to die at a point lives for so long until it is killed anyway."""
MOST_TIMES = 4
READY_WITHIN_SECONDS = 30.0
SETTLED_WITHIN_SECONDS = 60.0
MOST_AT_ONCE = 3


class Killed(NamedTuple):
    """What came of it."""

    seed: int
    rounds: int
    seconds: float
    kills: Counter[str]
    """By victim and place."""
    accepted: int
    """Commands whose acceptance was told before a kill."""
    asked: int
    """All that stands in the outbox."""
    verdict: Verdict
    verified: str


def _hotline(database: str, port: int, ready: str, fault: str) -> None:
    """Be the hotline."""
    from fixtures.__main__ import main

    os.environ[VARIABLE] = fault
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    served = ["serve", "--database", database, "--port", str(port), "--ready-file", ready]
    os._exit(main([*served, "--lang", "en"]))


def _desk(url: str, token: str, folder: str, numbers: list[str], seed: int, told: str, fault: str) -> None:
    """Be a desk that asks and asks; each id is told in a file once its key is answered."""
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    arm({VARIABLE: fault})
    asyncio.run(_ask_for_ever(url, token, Path(folder), numbers, random.Random(seed), Path(told)))


async def _ask_for_ever(url: str, token: str, folder: Path, numbers: list[str], chance: random.Random, told: Path) -> None:
    sync = _sync(url, token, folder)
    following = asyncio.create_task(sync.run(lambda _: None, lambda _: None))
    with told.open("a", encoding="ascii") as accepted:
        while not following.done():
            commands = [_command(chance, numbers) for _ in range(chance.randint(1, MOST_AT_ONCE))]
            sync.outbox.put(commands, now=wall())
            accepted.write("".join(f"{command.id}\n" for command in commands))
            accepted.flush()
            sync.wake()
            await asyncio.sleep(0.002)
            while len(sync.outbox.waiting()) > MOST_AT_ONCE * 4:
                await asyncio.sleep(0.02)
                sync.wake()


def _command(chance: random.Random, numbers: list[str]) -> Note | Register:
    id = UUID(int=chance.getrandbits(128), version=4)
    if chance.random() < 0.1:
        return Register(id=id, title="rung in between two kills", anonymous=True)
    return Note(id=id, ticket=chance.choice(numbers), seen=chance.randint(1, 3), text="between two kills")


def _sync(url: str, token: str, folder: Path) -> Sync:
    return Sync(Client(url, token, lang="en"), Mirror.open(folder / "mirror.db"), Outbox.open(folder / "outbox.db"), now=wall)


class _Pair:
    """A hotline and a desk, each ended and started again at will."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        self.folder = folder
        self.database = folder / "hotline.db"
        self.accepted = folder / "accepted"
        self.chance = random.Random(seed)
        self.kills: Counter[str] = Counter()
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.token = ""
        self.numbers: list[str] = []
        self._ready = folder / "ready"
        self._armed: dict[str, str] = {"hotline": "", "desk": ""}
        self.hotline: BaseProcess | None = None
        self.desk: BaseProcess | None = None

    def start_hotline(self, fault: str = "") -> None:
        """Start it and wait until it is ready, or has ended at its point already."""
        self._ready.unlink(missing_ok=True)
        self.hotline = FORKS.Process(target=_hotline, args=(str(self.database), self.port, str(self._ready), fault), daemon=True)
        self.hotline.start()
        _until(lambda: self._ready.exists() or not self._lives(self.hotline), "the hotline does not start")

    def start_desk(self, fault: str = "") -> None:
        """Start it; it asks at once."""
        told = (self.url, self.token, str(self.folder / "desk"), self.numbers, self.chance.getrandbits(60), str(self.accepted), fault)
        self.desk = FORKS.Process(target=_desk, args=told, daemon=True)
        self.desk.start()

    def round(self) -> None:
        """Kill one of the two, or both, and start it again; half of them die at a point that they were armed with when they started."""
        for victim in self.chance.choice((("hotline",), ("hotline",), ("desk",), ("hotline", "desk"))):
            process, point = self.hotline if victim == "hotline" else self.desk, self._armed[victim]
            assert process is not None
            process.join(ARMED_SECONDS if point else self.chance.uniform(0, LONGEST_SECONDS))
            self.kills[f"{victim}, {'at ' + point if process.exitcode is not None else 'at any moment'}"] += 1
            self._end(victim)
            self._start(victim)

    def _start(self, victim: str) -> None:
        points = OF_HOTLINE if victim == "hotline" else OF_DESK
        self._armed[victim] = self.chance.choice(points) if self.chance.random() < 0.6 else ""
        fault = f"{self._armed[victim]}:{self.chance.randint(1, MOST_TIMES)}:kill" if self._armed[victim] else ""
        (self.start_hotline if victim == "hotline" else self.start_desk)(fault)

    def _end(self, victim: str) -> None:
        process = self.hotline if victim == "hotline" else self.desk
        if process is not None and process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
            process.join(READY_WITHIN_SECONDS)
            process.close()
        if victim == "hotline":
            self.hotline = None
        else:
            self.desk = None

    @staticmethod
    def _lives(process: BaseProcess | None) -> bool:
        return process is not None and process.is_alive()

    def end(self) -> None:
        """End both for good."""
        self._end("desk")
        self._end("hotline")


def rounds(folder: Path, *, seed: int, count: int) -> Killed:
    """So many rounds; then everything that was asked is settled and judged."""
    FORKS.set_forkserver_preload(LOADED)
    folder.mkdir(parents=True, exist_ok=True)
    pair, began = _Pair(folder, seed=seed), time.monotonic()
    try:
        hire(_Standing(pair.database), "dispatcher", "dispatcher")
        pair.start_hotline()
        pair.token, pair.numbers = asyncio.run(_signed_in(pair.url, pair.chance))
        pair.start_desk()
        for _ in range(count):
            pair.round()
        pair._armed = {"hotline": "", "desk": ""}
        pair.end()
        pair.start_hotline()
        rows = asyncio.run(_settled(pair))
    finally:
        pair.end()
    verdict = judge(_history(rows, pair.accepted.read_text(encoding="ascii").split()), Truth.read(pair.database))
    said = verified(_Standing(pair.database))
    accepted = len(pair.accepted.read_text(encoding="ascii").split())
    return Killed(seed, count, time.monotonic() - began, pair.kills, accepted, len(rows), verdict, said)


class _Standing(Hotline):
    """A database without a hotline in front."""

    def __init__(self, database: Path) -> None:
        super().__init__(database.parent, options=(), database=database)


async def _signed_in(url: str, chance: random.Random) -> tuple[str, list[str]]:
    client = Client(url, lang="en")
    try:
        token = (await client.sign_in("dispatcher", PASSWORD)).token
    finally:
        await client.close()
    return token, await shared_tickets(url, token, chance, [""])


async def _settled(pair: _Pair) -> Mapping[str, Row]:
    """Push all that waits, as the next desk does; every command in the outbox, by id."""
    sync = _sync(pair.url, pair.token, pair.folder / "desk")
    deadline = time.monotonic() + SETTLED_WITHIN_SECONDS
    while sync.outbox.waiting() and time.monotonic() < deadline:
        with suppress(HotlineError):
            await sync.push()
    rows = {row.id: row for row in sync.outbox.latest(1_000_000)}
    sync.outbox.close()
    sync.mirror.close()
    await sync.client.close()
    return rows


def _history(rows: Mapping[str, Row], accepted: list[str]) -> History:
    """What stands in the outbox as deeds; an accepted command that does not stand there was never answered, and so is lost."""
    history = History()
    for row in rows.values():
        became = "unanswered" if row.state == "waiting" else row.state
        seen = int(json.loads(row.body).get("seen", 0))
        history.deeds.append(Deed("desk", row.id, row.do, row.ticket, seen, row.made, row.settled or row.made, cast(Settled, became), row.answer))
    history.deeds += [Deed("desk", id, "?", "", 0, 0.0, 0.0, "unanswered", "") for id in accepted if id not in rows]
    return history


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(what)
        time.sleep(0.002)

"""People without screens who work on the same tickets, each with the outbox and the sync of a desk; all they ask, see and hear is written down."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, cast
from uuid import UUID

from api_client.client import Client
from api_client.errors import HotlineError
from api_client.mirror import Mirror
from api_client.models.city import City
from api_client.models.commands import AnyCommand, Contact, Dispatch, Escalate, Note, Reassign, Register, Sign
from api_client.models.page import Page
from api_client.outbox import Outbox, Row, Settled
from api_client.sync import Sync
from tests.hotlines import PASSWORD
from tests.torture.history import Deed, Heard, History, Look

ROLES = ("dispatcher", "supervisor", "officer-haidian", "leader-haidian")
"""Accounts of every scenario; those of the district see a part of the city only."""
MOST_AT_ONCE = 4
"""Commands that one key asks."""
LOOKS = 0.3
"""The share of turns in which somebody looks at a ticket before they ask."""
ANSWERED_WITHIN_SECONDS = 90.0


class Told(NamedTuple):
    """What a person needs to begin with."""

    url: str
    token: str
    role: str
    folder: Path
    numbers: list[str]
    """Of the tickets everybody works on; grows as people register more."""
    streets: Sequence[str]


def wall() -> float:
    """Seconds since 1970."""
    return time.time()  # noqa: TID251 - who plays a person has a watch


async def tokens(url: str) -> dict[str, str]:
    """A token for each role."""
    found = {}
    for role in ROLES:
        client = Client(url, lang="en")
        found[role] = (await client.sign_in(role, PASSWORD)).token
        await client.close()
    return found


async def city_of(url: str, token: str) -> City:
    """The city that is served."""
    client = Client(url, token, lang="en")
    try:
        tagged = await client.city()
        assert tagged is not None
        return tagged.city
    finally:
        await client.close()


class Person:
    """One of the crowd."""

    def __init__(self, name: str, told: Told, history: History, *, seed: int) -> None:
        self.name = name
        self._told = told
        self._history = history
        self._chance = random.Random(seed)
        self._seen: dict[str, int] = {}
        self._began: dict[str, float] = {}
        self._commands: dict[str, AnyCommand] = {}
        self.asked = 0
        self.patience = 0.0
        """Seconds until what could not be sent is sent again."""
        told.folder.mkdir(parents=True, exist_ok=True)
        self.client = Client(told.url, told.token, lang="en")
        self.outbox = Outbox.open(told.folder / "outbox.db")
        self.sync = Sync(self.client, Mirror.open(told.folder / "mirror.db"), self.outbox, now=wall)

    @property
    def whole(self) -> bool:
        """Whether this person sees the whole city."""
        return self._told.role in ROLES[:2]

    async def work(self, until: Callable[[], bool]) -> None:
        """Look, ask, push; over and over, through every fault. All that was asked is settled in the end."""
        while not until():
            if self._chance.random() < LOOKS:
                await self._look(self._chance.choice(self._told.numbers))
            await self._ask(self._chance.randint(1, MOST_AT_ONCE))

    async def work_steadily(self, every: float, until: Callable[[], bool]) -> None:
        """The same at a pace, in seconds for each command: what came due while an answer was waited for is asked at once, some of it."""
        due = time.monotonic() + self._chance.random() * every
        while not until():
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if self._chance.random() < LOOKS:
                await self._look(self._chance.choice(self._told.numbers))
            late = int(max(0.0, time.monotonic() - due) / every)
            due += (1 + late) * every
            await self._ask(min(1 + late, MOST_AT_ONCE))

    async def _ask(self, count: int) -> None:
        commands = [self._command() for _ in range(count)]
        now = time.monotonic()
        self.outbox.put(commands, now=wall())
        for command in commands:
            self._began[str(command.id)], self._commands[str(command.id)] = now, command
        self.asked += len(commands)
        await self._push_all()

    async def follow(self) -> None:
        """Keep a copy in step until cancelled, and write down every page that it took in."""
        await self.sync.run(self._heard, lambda _: None)

    def _heard(self, page: Page) -> None:
        if page.cursor > page.after or page.events:
            events = tuple(event.seq for event in page.events)
            self._history.heard.append(Heard(self.name, page.after, page.cursor, events, tuple((one.number, one.version) for one in page.tickets)))

    async def _look(self, number: str) -> None:
        began = time.monotonic()
        try:
            view = await self.client.ticket(number)
        except HotlineError:
            return
        if self.whole:
            self._history.looks.append(Look(self.name, number, began, time.monotonic(), view.ticket.model_dump_json()))
        self._seen[number] = view.ticket.version

    def _command(self) -> AnyCommand:
        chance = self._chance
        id = UUID(int=chance.getrandbits(128), version=4)
        if self.whole and chance.random() < 0.05:
            return Register(id=id, title=f"made by {self.name}", anonymous=True, street=chance.choice(self._told.streets))
        number = chance.choice(self._told.numbers)
        seen = self._seen.get(number, 1)
        ways: list[Callable[[], AnyCommand]] = [lambda: Note(id=id, ticket=number, seen=seen, text="seen to")] * 5
        if self.whole:
            ways += [
                lambda: Dispatch(id=id, ticket=number, seen=seen, unit=chance.choice(self._told.streets), reason="nearest"),
                lambda: Reassign(id=id, ticket=number, seen=seen, unit=chance.choice(self._told.streets), reason="not theirs"),
                lambda: Escalate(id=id, ticket=number, seen=seen, reason="beyond the street"),
            ]
        else:
            ways += [lambda: Sign(id=id, ticket=number, seen=seen), lambda: Contact(id=id, ticket=number, seen=seen)]
        return chance.choice(ways)()

    async def _push_all(self) -> None:
        deadline = time.monotonic() + ANSWERED_WITHIN_SECONDS
        while self._began and time.monotonic() < deadline:
            try:
                await self.sync.push()
            except HotlineError:
                await asyncio.sleep(self.patience)
            # Where this person follows, too, their feed's own loop pushes as well, as a desk's does.
            self._write_down([row for id in self._began if (row := self.outbox.row(id)) and row.state != "waiting"])

    def _write_down(self, rows: Sequence[Row]) -> None:
        now = time.monotonic()
        for row in rows:
            began, command = self._began.pop(row.id), self._commands.pop(row.id)
            ticket, seen = str(getattr(command, "ticket", "")), int(getattr(command, "seen", 0))
            self._history.deeds.append(Deed(self.name, row.id, row.do, ticket, seen, began, now, cast(Settled, row.state), row.answer))
            answer = json.loads(row.answer)
            if row.state == "done":
                self._seen[answer["number"]] = answer["ticket"]["version"]
                if row.do == "register":
                    self._told.numbers.append(answer["number"])
            elif row.state == "stale":
                self._seen[ticket] = answer["version"]

    async def leave(self) -> None:
        """Settle what waits, write down what could not be, and close."""
        await self._push_all()
        for id, began in self._began.items():
            command = self._commands[id]
            told = str(getattr(command, "ticket", ""))
            self._history.deeds.append(Deed(self.name, id, command.do, told, 0, began, time.monotonic(), "unanswered", ""))
        self.outbox.close()
        self.sync.mirror.close()
        await self.client.close()


async def crowd(people: Sequence[Person], followers: Sequence[Person], *, until: Callable[[], bool], every: float = 0.0) -> None:
    """Let them work until it is so, and all be answered; followers follow meanwhile, and are cancelled at the end.

    They ask as much as they can, or each a command every so many seconds.
    """
    following = [asyncio.create_task(one.follow()) for one in followers]
    try:
        await asyncio.gather(*(one.work_steadily(every, until) if every else one.work(until) for one in people))
    finally:
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)

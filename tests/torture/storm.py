"""A storm: hundreds of people on the same tickets, every request through a faulty line; afterwards the log has to explain it all."""

import asyncio
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from api_client.client import Client
from api_client.models.city import City
from api_client.models.commands import Register
from tests.hotlines import ROOT, Hotline, serving
from tests.torture import crowd
from tests.torture.history import History
from tests.torture.proxy import FaultyLine
from tests.torture.truth import Truth, Verdict, judge

QUIET = ("--scenario", "quiet_day", "--speed", "1", "--tickets", "5", "--lang", "en")
SHARED_TICKETS = 24
FOLLOWERS = 4
DISTRICT = "110108"
CAUGHT_UP_WITHIN_SECONDS = 60.0


class Stormed(NamedTuple):
    """What came of it."""

    seed: int
    people: int
    seconds: float
    asked: int
    became: Counter[str]
    requests: int
    faults: Counter[str]
    looks: int
    pages: int
    verdict: Verdict
    verified: str
    """What `hotline verify` says; nothing where the log is good."""
    behind: tuple[str, ...]
    """Followers whose copy is not the hotline's in the end."""


def streets_of(city: City) -> list[str]:
    """Streets of the district that the district's people see."""
    return [unit.code for unit in city.units if unit.kind == "street" and unit.code.startswith(DISTRICT)]


async def storm(folder: Path, *, seed: int, people: int, commands: int, often: float = 0.2) -> Stormed:
    """Let so many people ask at least so many commands through a line on which so large a part of the requests meets a fault."""
    with serving(folder, *QUIET) as hotline:
        began = time.monotonic()
        history, chance = History(), random.Random(seed)
        async with FaultyLine(hotline.url, seed=seed, often=often) as line:
            made = await _people(hotline, line, folder, history, chance, people)
            await crowd.crowd(made, made[:FOLLOWERS], until=lambda: sum(one.asked for one in made) >= commands)
            line.often = 0.0
            behind = await _behind(made[:FOLLOWERS], hotline)
            for one in made:
                await one.leave()
            faults = Counter({fault.value: count for fault, count in line.done.items()})
            requests = line.requests
        seconds = time.monotonic() - began
        hotline.end()
        verdict = await asyncio.to_thread(lambda: judge(history, Truth.read(hotline.database)))
        became: Counter[str] = Counter(deed.became for deed in history.deeds)
        return Stormed(
            seed, people, seconds, sum(one.asked for one in made), became, requests, faults, len(history.looks), len(history.heard), verdict,
            verified(hotline), tuple(behind),
        )  # fmt: skip


async def _people(hotline: Hotline, line: FaultyLine, folder: Path, history: History, chance: random.Random, count: int) -> list[crowd.Person]:
    tokens = await crowd.tokens(hotline.url)
    city = await crowd.city_of(hotline.url, tokens["dispatcher"])
    streets = streets_of(city)
    numbers = await shared_tickets(hotline.url, tokens["dispatcher"], chance, streets)
    found = []
    for place in range(count):
        # Followers see the whole city: what belongs into their feeds is every event.
        role = crowd.ROLES[place % 2] if place < FOLLOWERS else crowd.ROLES[place % len(crowd.ROLES)]
        told = crowd.Told(line.url, tokens[role], role, folder / f"person{place}", numbers, streets)
        found.append(crowd.Person(f"{role} {place}", told, history, seed=chance.getrandbits(64)))
    return found


async def shared_tickets(url: str, token: str, chance: random.Random, streets: list[str]) -> list[str]:
    """The tickets that everybody works on, registered without a fault."""
    client = Client(url, token, lang="en")
    try:
        ids = [UUID(int=chance.getrandbits(128), version=4) for _ in range(SHARED_TICKETS)]
        asked = [Register(id=id, title=f"shared {place}", anonymous=True, street=chance.choice(streets)) for place, id in enumerate(ids)]
        return [(await client.submit(one)).number for one in asked]
    finally:
        await client.close()


async def _behind(followers: list[crowd.Person], hotline: Hotline) -> list[str]:
    """Whose copy does not come to be the hotline's, once the line is good."""
    following = [asyncio.create_task(one.follow()) for one in followers]
    deadline = time.monotonic() + CAUGHT_UP_WITHIN_SECONDS
    try:
        while late := [one.name for one in followers if versions(one.sync.mirror.path) != versions(hotline.database)]:
            if time.monotonic() > deadline:
                break
            await asyncio.sleep(0.2)
        return late
    finally:
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)


def versions(database: Path) -> dict[str, int]:
    """Every ticket's version, in a mirror or at the hotline."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return dict(db.execute("SELECT number, version FROM ticket"))


def verified(hotline: Hotline) -> str:
    """What `hotline verify` says; nothing where the log is good."""
    command = [sys.executable, "-m", "fixtures", "verify", "--database", hotline.where]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr + ("" if done.returncode == 0 else f"exit {done.returncode}")

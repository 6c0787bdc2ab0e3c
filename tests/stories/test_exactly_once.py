"""A command whose key was answered is done exactly once, whoever is killed when; PAIDAN_ROUNDS sets how often it is tried."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from api_client.client import Client
from api_client.errors import Unreachable
from api_client.mirror import Mirror
from api_client.models.commands import AnyCommand, Note, Register, Remark, WriteArticle
from api_client.outbox import Outbox
from api_client.sync import Sync
from tests.hotlines import ROOT, Hotline, serving

ROUNDS = int(os.environ.get("PAIDAN_ROUNDS", "1"))
COMMANDS_A_ROUND = 12
LONGEST_BEFORE_THE_KILL = 0.12
KEPT = ("noted", "registered", "remarked", "dossier_opened")
"""What the commands of these tests come to, one event each."""


@pytest.fixture
def shaky(tmp_path: Path) -> Iterator[Hotline]:
    """A hotline that is about to be killed again and again."""
    with serving(tmp_path, "--scenario", "quiet_day", "--speed", "1", "--tickets", "5", "--lang", "en") as hotline:
        yield hotline


def wall() -> float:
    return time.time()  # noqa: TID251 - a test is its own clock


async def desk(hotline: Hotline, folder: Path) -> Sync:
    """A desk without a screen, signed in as the dispatcher."""
    client = Client(hotline.url, lang="en")
    session = await client.sign_in("dispatcher", hotline.password)
    await client.close()
    return Sync(Client(hotline.url, session.token, lang="en"), Mirror.open(folder / "mirror.db"), Outbox.open(folder / "outbox.db"), now=wall)


async def close(sync: Sync) -> None:
    sync.mirror.close()
    sync.outbox.close()
    await sync.client.close()


async def push_until_settled(sync: Sync) -> None:
    """Push again and again, as the desk does, until nothing waits any more."""
    while sync.outbox.waiting():
        with suppress(Unreachable):
            await sync.push()


def told_by_the_log(hotline: Hotline) -> Counter[str]:
    """How many times each command stands in the log, read behind the hotline's back."""
    with closing(sqlite3.connect(f"file:{hotline.database}?mode=ro", uri=True)) as db:
        return Counter(id for (id,) in db.execute(f"SELECT command FROM event WHERE command IS NOT NULL AND type IN {KEPT}"))


def verified(hotline: Hotline) -> str:
    """What `hotline verify` says; nothing where the log is good."""
    command = [sys.executable, "-m", "fixtures", "verify", "--database", str(hotline.database)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr + ("" if done.returncode == 0 else f"exit {done.returncode}")


async def test_a_hotline_killed_at_any_moment_has_every_command_exactly_once(shaky: Hotline, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    sync = await desk(shaky, tmp_path / "desk")
    await sync.catch_up()
    numbers = [(await sync.client.submit(Register(id=uuid4(), title="for notes", anonymous=True))).number for _ in range(4)]
    dossier = (await sync.client.submit(WriteArticle(id=uuid4(), title="for remarks", text="x"))).number
    asked: list[str] = []
    for _ in range(ROUNDS):
        batch: list[AnyCommand] = [Note(id=uuid4(), ticket=chance.choice(numbers), seen=0, text="once") for _ in range(COMMANDS_A_ROUND)]
        batch += [WriteArticle(id=uuid4(), title="once", text="x"), Remark(id=uuid4(), dossier=dossier, text="once")]
        sync.outbox.put(batch, now=wall())
        asked += [str(command.id) for command in batch]
        pushing = asyncio.create_task(push_until_settled(sync))
        await asyncio.wait({pushing}, timeout=chance.uniform(0, LONGEST_BEFORE_THE_KILL))
        await asyncio.to_thread(shaky.kill)
        await asyncio.to_thread(shaky.start)
        await pushing
    truth = told_by_the_log(shaky)
    assert {id: truth[id] for id in asked} == dict.fromkeys(asked, 1)
    assert {(sync.outbox.row(id) or sync.outbox.latest(1)[0]).state for id in asked} == {"done"}, "the outbox tells the truth"
    await sync.catch_up()
    for number in numbers:
        view, summary = await sync.client.ticket(number), sync.mirror.ticket(number)
        assert summary is not None
        assert summary["version"] == view.ticket.version, "the mirror stands where the hotline stands"
    await close(sync)
    shaky.end()
    assert verified(shaky) == ""


async def test_a_desk_killed_at_any_moment_loses_nothing_and_asks_nothing_twice(shaky: Hotline, tmp_path: Path) -> None:
    chance = random.Random(1122)
    folder = tmp_path / "desk"
    sync = await desk(shaky, folder)
    numbers = [(await sync.client.submit(Register(id=uuid4(), title="for notes", anonymous=True))).number for _ in range(4)]
    token = sync.client.token
    await close(sync)
    answered: list[str] = []
    for _ in range(ROUNDS):
        answered += await asyncio.to_thread(ask_until_killed, shaky.url, token, folder, numbers, chance.randint(1, 25))
    again = await desk(shaky, folder)
    rows = {id: again.outbox.row(id) for id in answered}
    assert all(rows.values()), "every command that was answered for is still there"
    await push_until_settled(again)
    truth = told_by_the_log(shaky)
    everything = [row.id for row in again.outbox.latest(10_000)]
    assert set(answered) <= set(everything)
    assert {id: truth[id] for id in everything} == dict.fromkeys(everything, 1)
    assert {row.state for row in again.outbox.latest(10_000)} == {"done"}
    await close(again)
    shaky.end()
    assert verified(shaky) == ""


def ask_until_killed(url: str, token: str, folder: Path, numbers: list[str], lines: int) -> list[str]:
    """Run a desk that asks and asks; kill it after so many answers. Returns the ids it had answered for."""
    command = [sys.executable, "-m", "tests.stories.asking", url, token, str(folder), *numbers]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline().strip() for _ in range(lines)]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read().split()
    assert all(len(id) == 36 for id in told), told
    return told

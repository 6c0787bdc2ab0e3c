"""Desk and hotline killed at every point at which they can be broken: each command once, nothing lost.

Where PAIDAN_ROUNDS is set, every point of a serving hotline is struck so often; else those that tests/fixtures/test_breaking.py cannot reach.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest

from api_client.errors import Unreachable
from api_client.faultpoints import VARIABLE, Kind, Point
from api_client.models.commands import Note, Register
from api_client.sync import Sync
from fixtures.log.writer import ROUNDS_BEFORE_TIDYING
from tests.fixtures.breaking import POINTS
from tests.hotlines import ROOT, Hotline
from tests.stories.test_exactly_once import close, desk, push_until_settled, told_by_the_log, verified, wall

ROUNDS = int(os.environ.get("PAIDAN_ROUNDS", "0"))
TIMES = range(1, 1 + (ROUNDS or 1))
OF_AN_OFFICE = tuple(point for point in POINTS if point is not Point.CHECKPOINT)
WHILE_COMMANDS_COME = (Point.REQUEST_READ, Point.BEFORE_ANSWER, *(OF_AN_OFFICE if ROUNDS else ()))
OF_A_DESK = tuple(point for point in Point if point.sentence.startswith("desk"))
ELSEWHERE = {Point.BACKUP, Point.PHOTOGRAPH, Point.BACKED_UP, Point.UPGRADE, Point.REBUILD}
"""tests/fixtures/keeping/test_backup.py, test_photographs.py beside it and tests/fixtures/test_disk.py"""
AT_THE_END = (Point.SNAPSHOT, Point.STOPPING)


def test_every_point_is_struck_by_some_test() -> None:
    assert {*POINTS, *WHILE_COMMANDS_COME, *OF_A_DESK, *ELSEWHERE, *AT_THE_END} == set(Point)


async def test_a_hotline_killed_at_every_point_has_every_command_exactly_once(tmp_path: Path) -> None:
    hotline = Hotline(tmp_path, options=("--scenario", "quiet_day", "--speed", "1", "--tickets", "5", "--lang", "en"))
    try:
        await begin(hotline, f"{Point.REQUEST_READ}:2:{Kind.KILL}")
        sync = await desk(hotline, tmp_path / "desk")
        number = (await sync.client.submit(Register(id=uuid4(), title="for notes", anonymous=True))).number
        await sync.catch_up()
        asked: list[str] = []
        for point, time in product(WHILE_COMMANDS_COME, TIMES):
            if not hotline.runs:
                await begin(hotline, f"{point}:{time}:{Kind.KILL}")
            await ask_until_fallen(hotline, sync, number, asked)
        if ROUNDS:
            await at_a_checkpoint(hotline, sync, number, asked)
        await at_a_snapshot(hotline, sync)
        await begin(hotline, f"{Point.STOPPING}:1:{Kind.KILL}")
        await push_until_settled(sync)
        assert Counter(row.state for row in sync.outbox.latest(10_000)) == {"done": len(asked)}
        await sync.fetch_all()
        await mirror_is_the_hotlines(sync, number)
        await close(sync)
        assert hotline.end() == -signal.SIGKILL
        truth = told_by_the_log(hotline)
        assert {id: truth[id] for id in asked} == dict.fromkeys(asked, 1)
        assert verified(hotline) == ""
    finally:
        hotline.kill()


async def begin(hotline: Hotline, fault: str) -> None:
    hotline.fault = fault
    await asyncio.to_thread(hotline.start)


async def ask(sync: Sync, number: str, asked: list[str]) -> None:
    command = Note(id=uuid4(), ticket=number, seen=0, text="once")
    sync.outbox.put([command], now=wall())
    asked.append(str(command.id))
    with suppress(Unreachable):
        await sync.push()


async def ask_until_fallen(hotline: Hotline, sync: Sync, number: str, asked: list[str]) -> None:
    falling = asyncio.create_task(asyncio.to_thread(hotline.fallen))
    while not falling.done():
        await ask(sync, number, asked)
    assert await falling == -signal.SIGKILL


async def at_a_checkpoint(hotline: Hotline, sync: Sync, number: str, asked: list[str]) -> None:
    """The writing thread tidies when it has nothing to do after some rounds."""
    await begin(hotline, f"{Point.CHECKPOINT}:1:{Kind.KILL}")
    falling = asyncio.create_task(asyncio.to_thread(hotline.fallen))
    for _ in range(ROUNDS_BEFORE_TIDYING):
        await ask(sync, number, asked)
    assert await falling == -signal.SIGKILL


async def at_a_snapshot(hotline: Hotline, sync: Sync) -> None:
    """What was held stays held."""
    await begin(hotline, f"{Point.SNAPSHOT}:1:{Kind.KILL}")
    held = sync.mirror.cursor
    falling = asyncio.create_task(asyncio.to_thread(hotline.fallen))
    with pytest.raises(Unreachable):
        await sync.fetch_all()
    assert await falling == -signal.SIGKILL
    assert sync.mirror.cursor == held > 0


async def mirror_is_the_hotlines(sync: Sync, number: str) -> None:
    view, summary = await sync.client.ticket(number), sync.mirror.ticket(number)
    assert summary is not None
    assert summary["version"] == view.ticket.version


async def test_a_desk_killed_at_every_point_loses_nothing_and_asks_nothing_twice(hotline: Hotline, tmp_path: Path) -> None:
    first = await desk(hotline, tmp_path / "first")
    number = (await first.client.submit(Register(id=uuid4(), title="for notes", anonymous=True))).number
    token = first.client.token
    await close(first)
    answered: list[str] = []
    folder = tmp_path / "desk"
    for time in TIMES:
        for point in OF_A_DESK:
            if point is Point.SNAPSHOT_HALF:
                (folder / "mirror.db").unlink(missing_ok=True)  # it is disposable, and a new one begins with a snapshot
            answered += await asyncio.to_thread(
                ask_until_struck, hotline.url, token, folder, number, f"{point}:{1 if point is Point.SNAPSHOT_HALF else time}:kill"
            )
    again = await desk(hotline, folder)
    assert {id for id in answered if again.outbox.row(id) is None} == set(), "every command that was answered for is still there"
    await push_until_settled(again)
    everything = [row.id for row in again.outbox.latest(10_000)]
    truth = told_by_the_log(hotline)
    assert set(answered) <= set(everything)
    assert {id: truth[id] for id in everything} == dict.fromkeys(everything, 1)
    assert {row.state for row in again.outbox.latest(10_000)} == {"done"}
    await again.catch_up()
    await mirror_is_the_hotlines(again, number)
    await close(again)


def ask_until_struck(url: str, token: str, folder: Path, number: str, fault: str) -> list[str]:
    """Run a desk that asks and asks until it comes to its fault. Returns the ids it had answered for."""
    words = [sys.executable, "-m", "tests.stories.asking", url, token, str(folder), number]
    done = subprocess.run(words, cwd=ROOT, env=os.environ | {VARIABLE: fault}, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout.split()

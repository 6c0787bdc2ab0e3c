"""Random keys and random events: nothing breaks, nothing sticks, nothing typed is lost, and in the end the copy is the hotline's.

`PAIDAN_MONKEY=long` storms for two minutes a seed; `PAIDAN_MONKEY_SEED=N` repeats one seed; `PAIDAN_MONKEY_SECONDS=N` sets how long.
"""

import json
import os
import sqlite3
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from api_client.client import Client
from api_client.mirror import Mirror
from api_client.models.ticket import Ticket
from api_client.profile import Profile
from tests.hotlines import PASSWORD, Hotline, serving
from tests.stories.cuttable import Cuttable
from tests.stories.monkey import SIZES, Monkey, MonkeyDesk
from tui.link import Link
from tui.starting.opening import open_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hotline heeds POSIX signals")

LONG = os.environ.get("PAIDAN_MONKEY") == "long"
SEEDS = [int(os.environ["PAIDAN_MONKEY_SEED"])] if "PAIDAN_MONKEY_SEED" in os.environ else list(range(1, 7)) if LONG else [1]
SECONDS = float(os.environ.get("PAIDAN_MONKEY_SECONDS", "110" if LONG else "5"))
SPEED = "120"
"""The city's seconds in one of ours: ten minutes of the scenario are five seconds."""


@pytest.mark.timeout(SECONDS * 3 + 120)
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_monkey_breaks_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    print(f"seed {seed}: PAIDAN_MONKEY_SEED={seed} repeats it")  # noqa: T201 - shown where it fails
    monkeypatch.chdir(tmp_path)
    living = ("--scenario", "rainstorm", "--speed", SPEED, "--tickets", "60", "--lang", "zh", "--seed", str(seed))
    with serving(tmp_path, *living) as hotline, Cuttable(hotline.url) as line:
        client, colleague = Client(hotline.url, lang="zh"), Client(hotline.url, lang="zh")
        token = (await client.sign_in("dispatcher", PASSWORD)).token
        await colleague.sign_in("supervisor", PASSWORD)
        profile = Profile(tmp_path / "home", tmp_path / "home", url=line.url, name="dispatcher", lang="zh", token=token)
        profile.folder.mkdir(mode=0o700, parents=True)
        opened = open_files(profile, lang="zh", wall=time.time)  # noqa: TID251 - stands where tui/__main__.py does
        desk = opened.desk
        desk.link = Link(profile, lang=lambda: desk.say.lang, wall=desk.wall)
        app = MonkeyDesk(desk)
        try:
            async with app.run_test(size=SIZES[seed % len(SIZES)]) as pilot:
                monkey = Monkey(app, pilot, hotline, line, colleague, seed=seed)
                await monkey.until(lambda: desk.mirror.cursor > 0, "nothing arrives")
                await monkey.storm(SECONDS)
                await a_key_still_paints(monkey, pilot)
                await the_copy_is_the_hotline_s(monkey, hotline, line, client)
                print(f"{monkey.steps} steps, {monkey.probes} drafts, {app.quits} wishes to quit")  # noqa: T201
        finally:
            desk.link.stop()
            opened.close()
            await client.close()
            await colleague.close()


async def a_key_still_paints(monkey: Monkey, pilot: Pilot[int]) -> None:
    """After the storm, Esc and `1` lead to the queue, and the screen answers to keys."""
    await pilot.resize_terminal(80, 24)
    await monkey.to_the_queue()
    await monkey.press("escape", "escape", "g")
    before = painted(monkey)
    await monkey.press("G")
    await monkey.until(lambda: painted(monkey) != before, "a key paints nothing")


def painted(monkey: Monkey) -> list[str]:
    return [strip.text for strip in monkey.app.screen._compositor.render_strips()]


async def the_copy_is_the_hotline_s(monkey: Monkey, hotline: Hotline, line: Cuttable, client: Client) -> None:
    """With the line whole and the city standing still, everything asked is answered and every ticket is as the hotline has it."""
    hotline.kill()
    hotline.change("--speed", "1", "--lang", "zh")
    hotline.start()
    line.restore()
    mirror, outbox = monkey.app.desk.mirror, monkey.app.desk.outbox
    await monkey.until(lambda: not outbox.waiting(), "commands wait for ever")
    for _ in range(20):
        cursor, theirs = await everything(client)
        await monkey.until(partial(reaches, mirror, cursor), "the copy does not catch up")
        ours = {number: Ticket.model_validate(mirror.ticket(number)) for number in numbers(mirror.path)}
        if mirror.cursor == cursor:
            assert ours == theirs
            return
    raise AssertionError("the hotline never stands still")


def reaches(mirror: Mirror, cursor: int) -> bool:
    return mirror.cursor >= cursor


def numbers(mirror: Path) -> list[str]:
    """Of every ticket in the copy, open or ended."""
    with closing(sqlite3.connect(f"file:{mirror}?mode=ro", uri=True)) as db:
        return [number for (number,) in db.execute("SELECT number FROM ticket")]


async def everything(client: Client) -> tuple[int, dict[str, Ticket]]:
    """The hotline's cursor, and every ticket as it stands there."""
    async with client.snapshot() as told:
        columns = told.head.columns
        tickets = [Ticket.model_validate(dict(zip(columns, json.loads(line), strict=True))) async for lines in told.lines for line in lines]
        return told.head.cursor, {ticket.number: ticket for ticket in tickets}

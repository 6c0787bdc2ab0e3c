"""Draws docs/queue.svg: the queue of a small demo city, at a moment that stands still."""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

from api_client.client import Client
from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import Profile
from tui import terminal
from tui.demo import Demo, Wish, hotline
from tui.words.words import Words

terminal.prepare(os.environ)

from textual.pilot import Pilot  # noqa: E402 - Textual reads its switches when it is imported

from tui.app import DeskApp  # noqa: E402
from tui.desk import Desk  # noqa: E402
from tui.link import Link  # noqa: E402
from tui.settings import Settings  # noqa: E402
from widgets.glyphs import UNICODE  # noqa: E402

SIZE = (126, 30)
CITY = Wish("quiet_day", 0.001, 120, "en")
PATIENCE_SECONDS = 30.0
SETTLING_SECONDS = 2.0
"""Until the counts on top are in; they are made once a second."""


def draw(file: Path) -> None:
    """Write the picture."""
    with hotline(CITY) as demo:
        file.write_text(asyncio.run(_picture(demo)), encoding="utf-8")


async def _picture(demo: Demo) -> str:
    client = Client(demo.url, lang=CITY.lang)
    session = await client.sign_in("dispatcher", demo.password)
    await client.close()
    folder = demo.folder / "desk"
    profile = Profile(folder, folder).at(demo.url, "dispatcher").keep_token(session.token)
    say = Words(CITY.lang)
    mirror, outbox = Mirror.open(profile.mirror_path), Outbox.open(profile.outbox_path)

    link = Link(profile, lang=lambda: say.lang, wall=time.time)
    app = DeskApp(Desk(mirror=mirror, outbox=outbox, link=link, say=say, settings=Settings(), signs=UNICODE, wall=time.time))
    try:
        async with app.run_test(size=SIZE) as pilot:
            await _until(pilot, lambda: mirror.cursor > 0 and "connected" in app.export_screenshot())
            await pilot.pause(SETTLING_SECONDS)
            await pilot.press("n", "j", "j")
            await pilot.pause(SETTLING_SECONDS)
            return app.export_screenshot(title="paidan")
    finally:
        link.stop()
        mirror.close()
        outbox.close()


async def _until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not holds():
            await pilot.pause(0.05)

"""Everything that the palette offers works or says why not: walked on every screen, by every role, in front of a real hotline.

The dispatcher walks all of it in Chinese, the supervisor all of it in English; the other roles what depends on who asks: forms and questions.
`PAIDAN_WALK=all` lets every role walk all of it in both languages.
"""

import os
import re
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from api_client.sync import Sync
from tests.hotlines import Hotline
from tests.tui.asking_desk import AskingBench, asking
from tests.tui.queue.test_queue import screen_text
from tests.tui.waiting import until
from tui import keymap
from tui.palette.entries import commands, entries
from tui.words.words import LANGUAGES
from widgets.chooser import Entry


class Walk(NamedTuple):
    """Who walks, and how far."""

    name: str
    lang: str
    whole: bool = False
    """Whether also what is the same for everybody."""
    forms: tuple[str, ...] = ("queue",)
    """On which screens forms are opened."""


ROLES = ("dispatcher", "supervisor", "agent", "auditor", "officer-haidian", "leader-haidian")
QUICK = (
    Walk("dispatcher", "zh", whole=True, forms=("queue", "ticket")), Walk("supervisor", "en", whole=True), Walk("agent", "zh"), Walk("auditor", "en"),
    Walk("officer-haidian", "zh"), Walk("leader-haidian", "en"),
)  # fmt: skip
ALL = tuple(Walk(name, lang, whole=True, forms=("queue", "ticket")) for name in ROLES for lang in LANGUAGES)
WALKS = ALL if os.environ.get("PAIDAN_WALK") == "all" else QUICK
EVERYWHERE = {row.id for row in keymap.KEYS if row.where == "desk"}
GOES = re.compile(r"go\('(\w+)'\)")
PLACES_TO_GO = tuple(found[1] for row in keymap.KEYS if (found := GOES.fullmatch(row.action)) and found[1] != "queue")
"""The screens that a key leads to."""
LAST = "key:quit"
SHOWN_WHOLE = (("reports", "key:open_row"),)
"""Reading on does nothing where all of it is on the screen."""
TURNS = 20
"""So often an idle desk is looked at before nothing counts as having come of a choice."""
FORMS = ("act", "intake")
OF_ROLES = ("asking", "dossier", "dossiers", "outbox", "handover")
"""Groups of keys whose effect depends on who asks."""


@pytest.fixture
async def bench(request: pytest.FixtureRequest, tmp_path: Path, hotline: Hotline) -> AsyncIterator[AskingBench]:
    """Somebody's desk with a copy of what they may see."""
    name, lang = request.param[:2]
    async with asking(tmp_path, hotline, name=name, lang=lang) as made:
        sync = Sync(made.link.client, made.mirror, made.outbox, now=time.time)
        await sync.meet()
        await sync.fetch_all()
        made.wall = float(int(time.time()))
        made.desk.heard(anew=True)
        yield made


def offered(bench: AskingBench, place: str, walk: Walk) -> Iterator[Entry]:
    """What the palette offers on a screen; what works everywhere only on the queue, forms where they open in another way than on the queue."""
    by_id = {f"key:{row.id}": row for row in bench.desk.keys if row.where in keymap.PLACES[place]}
    for text in ("", "theme", "set") if place == "queue" and walk.whole else ("",):
        for entry in entries(bench.desk, commands(bench.desk, place), text):
            row = by_id.get(entry.id)
            form = entry.id.startswith("do:") or (row is not None and row.where in FORMS)
            once = entry.id.startswith("view:") or entry.id.removeprefix("key:") in EVERYWHERE
            of_role = form or (row is not None and (row.where in OF_ROLES or row.action.startswith("go(")))
            here = place in walk.forms if form else place == "queue" or not once
            if here and (walk.whole or of_role) and entry.id != LAST and not entry.id.startswith("save:"):
                yield entry


async def come(bench: AskingBench, pilot: Pilot[Any], place: str) -> Screen[Any]:
    """To a screen as it is when it has just been opened."""
    app, queue = bench.app, bench.queue
    await back(bench, pilot, queue)
    if place == "ticket":
        await until(pilot, lambda: queue.list.current)
        app.push_screen(bench.desk.screen("ticket", queue.list.current.number))
    elif place != "queue":
        app.action_go(place)
    await pilot.pause()
    return app.screen


async def back(bench: AskingBench, pilot: Pilot[Any], here: Screen[Any]) -> bool:
    """Away with what was opened on a screen, as it was before; False where that screen itself is gone."""
    app, queue = bench.app, bench.queue
    on_queue = here is queue
    if here not in app.screen_stack:
        return False
    while app.screen is not here:
        app.pop_screen()
    if on_queue and not queue.list.has_focus:
        await pilot.press("escape")  # out of the filter's line, or the strip
    if on_queue and queue.filter:
        queue.filter_by("")
    return not here.has_class("zoomed")  # where nothing is said


def seen(bench: AskingBench) -> tuple[Any, ...]:
    return len(bench.app.screen_stack), bench.app.screen, screen_text(bench)


def hush(bench: AskingBench) -> None:
    """Take away what was said last: the next thing said may be the same."""
    screen: Any = bench.app.screen
    if hasattr(screen, "status"):
        screen.status.show(note="", alarm=False)
    if hasattr(screen, "show_state"):
        screen._note = ""
        screen.show_state()


async def changed(bench: AskingBench, pilot: Pilot[Any], before: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is seen once something has come of a choice, or has not come of it for a while."""
    for _ in range(TURNS):
        await pilot.pause()
        if (after := seen(bench)) != before:
            return after
    return before


@pytest.mark.parametrize("bench", WALKS, indirect=True, ids=lambda walk: f"{walk.name}-{walk.lang}")
async def test_everything_offered_works_or_says_why_not(bench: AskingBench, request: pytest.FixtureRequest) -> None:
    walk: Walk = request.node.callspec.params["bench"]
    silent, broken = [], []
    async with bench.app.run_test(size=(80, 24) if walk.whole else (60, 20)) as pilot:
        for place in ("queue", "ticket", *PLACES_TO_GO):
            here = await come(bench, pilot, place)
            for entry in offered(bench, place, walk):
                hush(bench)
                before = seen(bench)
                await bench.app._chosen(entry.id)
                after = await changed(bench, pilot, before)
                silent += [(place, entry.id)] if before == after and (place, entry.id) not in SHOWN_WHOLE else []
                broken += [(place, entry.id)] if any(bench.desk.say("desk.unexpected", why="") in line for line in after[2]) else []
                bench.desk.say.lang = walk.lang
                if not await back(bench, pilot, here):
                    here = await come(bench, pilot, place)
        await bench.app._chosen(LAST)
    assert (silent, broken) == ([], [])
    assert bench.outbox.latest() == [], "walking asks nothing"

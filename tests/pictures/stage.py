"""A desk that stands still to be photographed: time does not pass, short waits are over at once, long ones never."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch
from uuid import UUID, uuid5

from rich.segment import Segment
from rich.style import Style
from textual.dom import DOMNode
from textual.events import Key, Paste
from textual.filter import LineFilter
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widget import Widget

from api_client.mirror import Mirror
from api_client.models.commands import COMMANDS
from api_client.models.page import SnapshotHead
from api_client.outbox import Outbox
from tests.pictures.picture import Painted, Picture, look_of, picture, text_of
from tests.pictures.recorded import ToldLink
from tests.tui.fake_desk import beijing
from tui import app, themes
from tui.app import DeskApp
from tui.desk import Desk
from tui.display.plain import in_ascii
from tui.link import Arrived, LinkChanged, Settled
from tui.screens.queue import QueueScreen
from tui.settings import Settings
from tui.themes import Paint, theme
from tui.words.words import Words
from widgets.cells.glyphs import ASCII, UNICODE

COLOURS = ("truecolor", "standard")
THEMES = {
    name if colours == "truecolor" else f"{name}/16": Paint(theme(name, colours))
    for name in themes.NAMES
    for colours in COLOURS
    if colours == "truecolor" or any(few for _, few in themes.THEMES[name].values())
}
"""Each theme with all colours and, where that is another table, with sixteen."""
SHORT_SECONDS = 1.0
FRAME_SECONDS = 0.03
LOOKS, CALM = 2000, 2
"""So often a screen is looked at, until so often in a row nothing was under way."""
HOME = "/home/zhang"
"""Of whoever sits at the desk, wherever the pictures are taken."""
IDS = UUID("5f7f6c9e-0000-4000-8000-000000000000")


@cache
def looks_of(style: Style | None) -> tuple[str, ...]:
    """How a style of inks is shown in each theme."""
    return tuple(look_of(paint.style(style)) for paint in THEMES.values())


class StillDesk(DeskApp):
    """The desk without its second hand, and with its inks not yet shown in any theme."""

    CSS_PATH = str(Path(app.__file__).with_name("desk.tcss"))
    bare = True

    def get_line_filters(self) -> Sequence[LineFilter]:
        """None while the inks themselves are wanted."""
        return () if self.bare else super().get_line_filters()

    def _tick_at_whole_second(self) -> None:
        """No second ever passes."""


def _moves(node: DOMNode) -> bool:
    """Whether a message lies there unread, or it wants to be laid out, scrolled or painted."""
    waits = node._message_queue.qsize() > 0 or node._pending_message is not None or bool(node._next_callbacks)
    return waits or (isinstance(node, Widget) and (node._layout_required or node._scroll_required or node._repaint_required))


_set_timer = MessagePump.set_timer


def _timer(self: MessagePump, delay: float, *args: Any, **more: Any) -> Timer:
    return _set_timer(self, 0.001 if delay < SHORT_SECONDS else 1e6, *args, **more)


class Never(AssertionError):
    """A scene that never came to be; says what stood there instead."""


class Stage:
    """The desk, the keys pressed on it, and what it shows. Scenes are written against this."""

    def __init__(self, folder: Path, link: ToldLink, *, lang: str, ascii: bool = False) -> None:
        told = link.told
        self.link, self.lang, self.folder = link, lang, folder
        self.mirror, self.outbox = Mirror.open(folder / "mirror.db"), Outbox.open(folder / "outbox.db")
        self.mirror.replace(SnapshotHead.model_validate(told.head), told.rows, log_id="pictures", wall=float(told.now))
        self.mirror.remember(city=beijing().model_dump_json(), me=json.dumps(told.people[link.person]))
        parts: dict[str, Any] = {"mirror": self.mirror, "outbox": self.outbox, "link": link}
        signs = ASCII if ascii else UNICODE
        self.desk = Desk(**parts, say=Words(lang), settings=Settings(title=False), signs=signs, wall=lambda: float(told.now))
        self.app = StillDesk(self.desk)
        self._pilot: Pilot[int] | None = None
        self.begun: set[str] = set()

    def close(self) -> None:
        """Close the files."""
        self.mirror.close()
        self.outbox.close()

    @property
    def pilot(self) -> Pilot[int]:
        """The hand on the keys."""
        assert self._pilot is not None
        return self._pilot

    async def begin(self) -> None:
        """What is in the outbox now stays there for all scenes."""
        self.begun = {row.id for row in self.outbox.latest()}
        await self.line("live")

    # -- what scenes do

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when what came before has its effect."""
        for key in keys:
            self._key(key)
            await self.still()

    def _key(self, key: str) -> None:
        sign = " " if key == "space" else key
        self.app.post_message(Key(_character_to_key(sign), sign) if len(sign) == 1 else Key(key, None))

    async def paste(self, text: str) -> None:
        """As a terminal pastes."""
        self.app.post_message(Paste(text))
        await self.still()

    async def type(self, text: str) -> None:
        """Type a text in one go."""
        for sign in text:
            self._key(sign)
        await self.still()

    def either(self, zh: str, en: str) -> str:
        """The one of two texts that is in the language spoken."""
        return zh if self.lang == "zh" else en

    async def be(self, person: str) -> None:
        """Go on as somebody else."""
        if self.link.person != person:
            self.link.person = person
            self.mirror.remember(me=json.dumps(self.link.told.people[person]))
            self.app.post_message(Arrived(frozenset()))
            await self.still()

    async def line(self, name: str) -> None:
        """The line is live, or lost."""
        self.link.cut = name == "lost"
        self.app.post_message(LinkChanged(name, self.link.told.now - 240.0, "refused"))
        await self.still()

    def put(self, do: str, number: str, *, refused: Mapping[str, Any] | None = None, **fields: Any) -> None:
        """A command in the outbox: waiting, or refused with an answer."""
        name = f"{do} {number} {len(self.outbox.latest())}"
        ticket = self.mirror.ticket(number) or {}
        asked = {"id": uuid5(IDS, name), "do": do, "ticket": number, "seen": ticket.get("version", 1), **fields}
        self.desk.put([cast(Any, COMMANDS.validate_python(asked))], hold=0)
        if refused is not None:
            self.outbox.settle(str(asked["id"]), state="refused", answer=json.dumps(refused), now=self.desk.wall())
        self.app.post_message(Settled())

    @cached_property
    def tickets(self) -> list[dict[str, Any]]:
        """Everything in the mirror, in the queue's order."""
        lines = self.mirror.view().window(0, 10_000)
        return [found for line in lines if (found := self.mirror.ticket(line.number)) is not None]

    def number(self, fits: Callable[[dict[str, Any]], object]) -> str:
        """The number of the first ticket of the queue that fits."""
        return next(str(ticket["number"]) for ticket in self.tickets if fits(ticket))

    async def open(self, name: str, *args: object) -> None:
        """Put a screen on top."""
        self.app.push_screen(self.desk.screen(name, *args))
        await self.still()

    async def reset(self, person: str) -> None:
        """Back to the queue as it was at the start."""
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        await self.still()  # what a form holds is kept as it goes
        for draft in self.desk.drafts:
            self.desk.drafts.drop(draft)
        self.desk.kept.clear()
        if self.app.tour is not None:
            self.app.action_tour()
        for row in self.outbox.latest():
            if row.id not in self.begun and not self.outbox.drop(row.id):
                self.outbox.acknowledge(row.id)
        self.app.post_message(Settled())
        queue = cast(QueueScreen, self.app.screen_stack[0])
        queue.filter_by("")
        queue.list.focus()
        if queue.list.marks:
            queue.list.mark_all()
        await self.be(person)
        await self.line("live")
        await self.press("g")
        queue.status.show(note="", alarm=False)
        await self.still()

    # -- what is seen

    async def size(self, width: int, height: int) -> None:
        """In another window."""
        await self.pilot.resize_terminal(width, height)
        await self.still()
        for _ in range(LOOKS):
            await asyncio.sleep(FRAME_SECONDS)  # what is scrolled into view comes with the next frame
            await self.still()
            if self._follows():
                continue
            if [strip.cell_length for strip in self.app.screen._compositor.render_strips()] == [width] * height:
                return
        raise Never(f"nothing is ever painted in {width}x{height}")

    def _follows(self) -> bool:
        """Whether a new size has yet to be laid out, scrolled or painted somewhere: on a busy machine that may take longer than a frame."""
        screen = self.app.screen
        nodes = [self.app, *screen.walk_children(with_self=True)]
        return self.app._resize_event is not None or bool(screen._callbacks) or any(map(_moves, nodes))

    def painted(self) -> Painted:
        """What stands on the screen, as it leaves for the terminal."""
        strips = self.app.screen._compositor.render_strips()
        if self.desk.signs.letters:
            return [list(strip) for strip in strips]
        return [[Segment("".join(map(in_ascii, part.text)), part.style, part.control) for part in strip] for strip in strips]

    async def still(self) -> None:
        """Wait until nothing is under way any more. Raises Never."""
        calm = 0
        for _ in range(LOOKS):
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()
            busy = self._busy()
            calm = 0 if busy else calm + 1
            if calm == CALM:
                return
            await asyncio.sleep(0.004 if busy else 0)
        raise Never("it never stands still:\n" + "\n".join(text_of(self.painted())))

    def _busy(self) -> bool:
        """Whether a key, a worker, a search or a short wait is still under way."""
        if not cast(QueueScreen, self.app.screen_stack[0]).view.wait(0):
            return True
        if self.app._typed or self.app._following is not None or any(not worker.is_finished for worker in self.app.workers):
            return True
        nodes = [self.app, *self.app.screen.walk_children(with_self=True)]
        timers = (timer for node in nodes for timer in node._timers if timer._interval < SHORT_SECONDS and timer._repeat == 0)
        return any(timer._task is not None and not timer._task.done() for timer in timers)

    def taken(self) -> Picture:
        """A picture of what stands there, in each theme."""
        return picture(self.painted(), looks_of)

    async def switched(self, name: str) -> Painted:
        """What stands there once the desk itself has changed its theme; afterwards it is as it was."""
        self.app.bare, self.desk.settings = False, self.desk.settings._replace(theme=name)
        self.app.repaint()
        await self.still()
        shown = self.painted()
        self.app.bare = True
        self.app.repaint()
        await self.still()
        return shown


@asynccontextmanager
async def stage(folder: Path, link: ToldLink, *, lang: str, ascii: bool = False) -> AsyncIterator[Stage]:
    """A stage, lit."""
    made = Stage(folder, link, lang=lang, ascii=ascii)
    try:
        with patch.object(MessagePump, "set_timer", _timer), patch.dict(os.environ, HOME=HOME):
            async with made.app.run_test(size=(80, 24)) as pilot:
                made._pilot = pilot
                yield made
    finally:
        made.close()

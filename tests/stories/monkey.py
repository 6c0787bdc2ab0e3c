"""A monkey at a desk: keys and events by chance, from a seed; what it did last is told where something breaks."""

import asyncio
import os
import random
import signal
import string
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input

import tui.app
from api_client.client import Client
from api_client.errors import HotlineError
from api_client.models.commands import Note
from tests.hotlines import Hotline
from tests.stories.cuttable import Cuttable
from tui import keymap
from tui.app import DeskApp
from tui.link import Broke
from widgets.forms.field_row import FieldRow
from widgets.forms.inputs import NoteArea

SIZES = ((60, 20), (80, 24), (120, 40))
NEVER_PRESSED = {"ctrl+z"}
"""It would stop the test itself."""
PASTED = ("一行", "两行\n第二行", "a,b;c\td", "[red]x[/]", "\x1b[2J", "１３８００００００００", "页" * 900, "", "x\r\ny")
CHINESE = "暖气不热派单会签改一二三，。：；、？［］"
EVERY_KEY = tuple(
    sorted(
        {key for row in keymap.KEYS for key in keymap.twins(row.keys)} | {"tab", "shift+tab", "enter", "escape", "ctrl+c", "delete"} - NEVER_PRESSED
    )
)
STUCK_SECONDS = 60.0
"""A step that takes longer than this has hung; the machine may be slow."""
TOLD_AFTERWARDS = 80
LEAST_STEPS = 60


class MonkeyDesk(DeskApp):
    """The desk, but it stays when it is told to quit, and remembers every bug that it would only show for a moment."""

    CSS_PATH = str(Path(tui.app.__file__).with_name("desk.tcss"))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.quits = 0
        self.heard = 0
        self.bugs: list[str] = []

    async def action_quit(self) -> None:
        self.quits += 1

    async def on_event(self, event: events.Event) -> None:
        from_outside = isinstance(event, events.Key) and not event.is_forwarded
        await super().on_event(event)
        self.heard += from_outside

    def on_broke(self, message: Broke) -> None:
        self.bugs.append(message.what)
        super().on_broke(message)


class Monkey:
    """Presses and meddles; `steps` of it make a storm."""

    def __init__(self, app: MonkeyDesk, pilot: Pilot[Any], hotline: Hotline, line: Cuttable, colleague: Client, *, seed: int) -> None:
        self.app, self.pilot, self.hotline, self.line, self.colleague = app, pilot, hotline, line, colleague
        self.chance = random.Random(seed)
        self.diary: deque[str] = deque(maxlen=TOLD_AFTERWARDS)
        self.steps = 0
        self.pressed = 0
        self.probes = 0
        self.deeds: tuple[tuple[float, Callable[[], Awaitable[None]]], ...] = (
            (60, self.press_keys), (12, self.type_text), (5, self.paste), (5, self.resize), (4, self.go_somewhere), (3, self.probe_a_draft),
            (1, self.probe_a_call),
            (0.5, self.kill_the_courier), (2, self.cut_or_restore), (2, self.colleague_writes), (0.25, self.restart_the_hotline),
        )  # fmt: skip

    async def storm(self, seconds: float) -> None:
        """Meddle for so long, and not too little on a slow machine."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while loop.time() < end or self.steps < LEAST_STEPS:
            await self.step()

    async def step(self) -> None:
        """One deed; none of them may break the desk, or hang."""
        [deed] = self.chance.choices([what for _, what in self.deeds], [weight for weight, _ in self.deeds])
        self.steps += 1
        try:
            async with asyncio.timeout(STUCK_SECONDS):
                await deed()
                if self.chance.random() < 0.3:
                    await self.pilot.pause()
        except TimeoutError as error:
            raise AssertionError(f"hung in {deed.__name__}\n{self.told()}") from error
        self.check()

    def check(self) -> None:
        """Nothing has broken so far."""
        assert self.app._exception is None, self.told()
        assert not self.app.bugs, f"{self.app.bugs}\n{self.told()}"

    def told(self) -> str:
        """What was done last, on which screen."""
        return "\n".join(self.diary)

    def note(self, what: str) -> None:
        """Write into the diary."""
        self.diary.append(f"{type(self.app.screen).__name__}: {what}")

    # -- keys

    async def press(self, *keys: str) -> None:
        """Press keys as quickly as a terminal hands them over, and wait until they have been taken."""
        self.note(" ".join(keys))
        for key in keys:
            named = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            pressed = events.Key(named, key if len(key) == 1 else " " if key == "space" else None)
            pressed.set_sender(self.app)
            self.app.post_message(pressed)
        self.pressed += len(keys)
        while self.app.heard < self.pressed or self.app._typed or self.app._following:  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0.002)

    async def press_keys(self) -> None:
        """Some keys of the table, in a burst."""
        burst = [self.chance.choice(EVERY_KEY) for _ in range(self.chance.randint(1, 4))]
        if self.app.place == "saving" or type(self.app.screen).__name__ == "SavingScreen":
            burst = ["escape"]  # it would write files anywhere
        await self.press(*burst)

    async def type_text(self) -> None:
        """Letters or Chinese text, as an input method commits it."""
        if type(self.app.screen).__name__ == "SavingScreen":
            return
        source = self.chance.choice((string.ascii_lowercase, string.digits, CHINESE, string.punctuation))
        await self.press(*(self.chance.choice(source) for _ in range(self.chance.randint(1, 12))))

    async def paste(self) -> None:
        """Text from the clipboard."""
        if type(self.app.screen).__name__ != "SavingScreen":
            text = self.chance.choice(PASTED)
            self.note(f"pastes {text[:20]!r}")
            self.app.post_message(events.Paste(text))

    async def go_somewhere(self) -> None:
        """Out of wherever it is, to a screen by its digit."""
        await self.press("escape", "escape", self.chance.choice("1234567890"))

    async def resize(self) -> None:
        """Another size of the window."""
        size = self.chance.choice(SIZES)
        self.note(f"{size[0]}x{size[1]}")
        await self.pilot.resize_terminal(*size)

    # -- events

    async def cut_or_restore(self) -> None:
        """The line goes down, or comes up."""
        self.note("cut" if self.line.whole else "restored")
        await asyncio.to_thread(self.line.cut if self.line.whole else self.line.restore)

    async def restart_the_hotline(self) -> None:
        """The hotline dies and comes back."""
        self.note("hotline killed")
        await asyncio.to_thread(self.hotline.kill)
        await self.press("j", "k")
        await asyncio.to_thread(self.hotline.start)

    async def kill_the_courier(self) -> None:
        """The process that talks to the hotline dies; another one follows."""
        if pid := self.app.desk.link.pid:
            self.note("courier killed")
            os.kill(pid, signal.SIGKILL)

    async def colleague_writes(self) -> None:
        """Somebody else does something to a ticket that is on the screen."""
        window = self.app.desk.mirror.view().window(0, 20)
        if window:
            number = self.chance.choice(window).number
            self.note(f"a colleague writes on {number}")
            try:
                await self.colleague.submit(Note(id=uuid4(), ticket=number, seen=0, text="同事来过"))
            except HotlineError as error:
                self.note(f"but {error!r}")

    # -- what must hold all the time

    async def to_the_queue(self) -> None:
        """Escapes and `1` lead to the queue from wherever it is."""
        for _ in range(12):
            await self.press("escape")
        await self.press("1")
        await self.until(lambda: self.app.place == "queue", "Esc and 1 do not lead to the queue")

    async def probe_a_draft(self) -> None:
        """What is typed into a form is there after leaving it, whatever happens meanwhile."""
        await self.to_the_queue()
        queue: Any = self.app.screen
        if queue.list.current is None:
            return
        self.probes += 1
        number, text = queue.list.current.number, f"{self.probes}草稿 {self.chance.randrange(10**6)}"
        ticket = self.app.desk.screen("ticket", number)
        self.app.push_screen(ticket)
        await self.until(lambda: self.app.screen is ticket, "no ticket")
        await self.open_note()
        box = self.app.screen.query_one(NoteArea)
        box.clear()
        await self.press(*text)
        if self.chance.random() < 0.5:
            await self.resize()
        if self.chance.random() < 0.5:
            await self.cut_or_restore()
        await self.press("escape")
        await self.until(lambda: self.app.screen is ticket, "Esc does not leave the form")
        await self.open_note()
        found = self.app.screen.query_one(NoteArea).text
        assert found == text, f"typed {text!r}, found {found!r}\n{self.told()}"
        self.app.screen.query_one(NoteArea).clear()
        await self.to_the_queue()

    async def probe_a_call(self) -> None:
        """The same for the form of a call."""
        await self.to_the_queue()
        await self.open_call()
        text = f"{self.probes}来电 {self.chance.randrange(10**6)}"
        box = self.titles()[0]
        await self.until(lambda: self.app.screen.focused is not None, "the form takes no keys")
        box.value = ""
        await self.until(partial(self.focus_on, box), "no way to the title")
        await self.press(*text)
        assert box.value == text, f"typed {text!r}, found {box.value!r}\n{self.told()}"
        if self.chance.random() < 0.5:
            await self.cut_or_restore()
        await self.press("escape")
        await self.until(lambda: self.app.place == "queue", "Esc does not leave the call")
        await self.open_call()
        found = self.titles()[0].value
        assert found == text, f"typed {text!r}, found {found!r}\n{self.told()}"
        await self.press("escape")

    def focus_on(self, box: Input) -> bool:
        """Whether a line has the focus; a form that has just opened may still give it to another."""
        if self.app.focused is not box:
            box.focus()
        return self.app.focused is box

    async def open_call(self) -> None:
        """The form of a call."""
        await self.press("a")
        await self.until(lambda: self.app.place == "register" and bool(self.titles()), "no form for a call")

    def titles(self) -> list[Input]:
        """Where the call's title is typed."""
        return [box for row in self.app.screen.query(FieldRow) if row.field.name == "title" for box in row.query(Input)]

    async def open_note(self) -> None:
        """The form of a note on the ticket that is shown."""
        await self.press("o")
        await self.until(lambda: self.app.place == "form" and bool(self.app.screen.query(NoteArea)), "no form")

    async def until(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Wait until something holds; a line that was cut is tried anew after half a minute at most."""
        deadline = asyncio.get_running_loop().time() + STUCK_SECONDS
        while asyncio.get_running_loop().time() < deadline:
            self.check()
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{otherwise}; on {type(self.app.screen).__name__}\n{self.told()}")

"""Night triage: one ticket at a time, worst first; after a decision the next one, until nothing burns."""

import asyncio
from functools import partial
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from api_client.errors import LocalError
from api_client.filter import EVERYTHING_OPEN, FilterError
from api_client.models.line import Line
from api_client.models.text import clean
from tui import keymap
from tui.anew import begin
from tui.desk import Desk
from tui.link import Arrived, LinkChanged, Noted, Settled, Ticked
from tui.night import look as night_look
from tui.night.acts import NightActs
from tui.night.look import Look, Told
from tui.queue.page import SMALLEST, known
from tui.typeahead import Opened
from widgets.lines.keys import KeyLine
from widgets.lines.status import StatusLine
from widgets.night.card import NightCard

HINTS = ("night", "act", "desk")
LOOK_EVERY_SECONDS = 3
ASK_AFTER_SECONDS = 0.15
"""A ticket that is only leafed past is not asked of the hotline."""


class NightScreen(NightActs):
    """What burns, one by one; it works from the mirror, and commands wait where there is no line."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("night", "act")
    AUTO_FOCUS = ""
    opening = True
    """Before the first look there is no ticket that a key could be meant for."""
    CSS: ClassVar[str] = """
    NightScreen Input { display: none; height: 1; }
    NightScreen > #small { display: none; height: 1fr; }
    NightScreen.small > * { display: none; }
    NightScreen.small > #small { display: block; }
    """

    def __init__(self, desk: Desk, filter: str = "") -> None:
        """`filter` is the queue's: the run keeps to it."""
        super().__init__(desk)
        self.filter, self.query_on = filter, EVERYTHING_OPEN
        try:
            self.query_on = desk.read_filter(filter)
        except FilterError:  # of another city than the one that is known by now
            self.filter = ""
        self.card = NightCard(night_look.page(desk))
        self.status = StatusLine(say=desk.say, signs=desk.signs, read_only=desk.read_only)
        self.keys = KeyLine(desk.say)
        self._look: Look | None = None
        self._told: dict[tuple[str, int], Told] = {}
        """By number and version."""
        self._ticks = 0

    def compose(self) -> ComposeResult:
        """The ticket, until when it is put off, state, keys."""
        yield from (self.card, self.line, self.status, self.keys, Static(markup=False, id="small"))

    def on_mount(self) -> None:
        """Look at once."""
        self.line.cursor_blink = False
        self.relabel()
        self._read()

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size one sentence."""
        width, height = event.size
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "small")
        self.query_one("#small", Static).update(self.desk.say("desk.too_small", width=width, height=height))

    def relabel(self) -> None:
        """Say everything again: in another language, of another copy of the city, or as the line stands now."""
        self.card.page = night_look.page(self.desk)
        self.line.placeholder = self.desk.say("night.until")
        self._told.clear()
        self._show()

    # -- what is shown

    @work(thread=True, exclusive=True, group="look")
    def _read(self) -> None:
        try:
            seen = night_look.look(self.desk, self.query_on)
        except LocalError as error:
            self.call_later(self.say, "desk.unexpected", alarm=True, why=clean(str(error)))
            self.call_later(self._stands)
        else:
            self.call_later(self._take, seen)

    def _take(self, seen: Look) -> None:
        self._look = seen
        self._stands()
        self.run_through.look(seen.lines, self.desk.now(), snoozed=self.snoozes.all(), waiting=night_look.under_way(self.desk))
        self._show()

    def _stands(self) -> None:
        """What was typed before the first look goes on now."""
        if self.opening:
            self.opening = False
            self.app.post_message(Opened())

    def _show(self) -> None:
        """The ticket that is on, or that none is, and the state of things."""
        run, state = self.run_through, known(self.desk)
        (at, total), line = run.place, run.current
        told = self._told.get((line.number, line.version)) if line else None
        self.keys.show(self.desk.hints(*HINTS, asks=told.asks if told else None if line else (), without=run.idle))
        self.status.show(at=at, total=total, filter=self.filter, waiting=state.waiting, trouble=state.trouble, time=state.time, person=state.person)
        if (card := night_look.shown(self.desk, run, self._look, told or Told())) is not None:
            self.card.show(card)
        if line and told is None:
            begin(self, partial(self._ask, line), group="ask")

    async def _ask(self, line: Line) -> None:
        await asyncio.sleep(ASK_AFTER_SECONDS)
        self._told[line.number, line.version] = await night_look.ask(self.desk, line.number)
        self._show()

    def onward(self) -> None:
        """Show what is on now, and look again."""
        self._show()
        self._read()

    # -- what comes from outside

    def on_ticked(self, _: Ticked) -> None:
        """A second has passed; bands change by themselves."""
        self._ticks += 1
        self.card.tick()
        if self._ticks % LOOK_EVERY_SECONDS == 0:
            self._read()

    def on_arrived(self, message: Arrived) -> None:
        """The mirror has changed."""
        if not message.numbers:
            self.relabel()
        self._read()

    def on_settled(self, message: Settled) -> None:
        """A command was taken back: its ticket is on again. One was refused: its ticket comes again."""
        if message.row is not None and message.row.state in ("refused", "stale", "unexpected"):
            self.run_through.reopen(message.row.ticket)
        for number, ids in list(self.put_ids.items()):
            if all(self.desk.outbox.row(id) is None for id in ids):
                del self.put_ids[number]
                self.run_through.back(number)
        self.onward()

    def on_link_changed(self, message: LinkChanged) -> None:
        """Say how the line stands; what could not be asked is asked now."""
        self.status.show(**self.desk.line_said(message))
        self.relabel()

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self.status.remark(message.text, alarm=message.alarm)

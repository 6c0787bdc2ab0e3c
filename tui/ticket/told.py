"""The half of the ticket screen that tells: the copy kept here at once, the hotline's own as soon as it answers, what became of commands."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from api_client.errors import HotlineError, Refused, Unexpected, Unreachable, spoken
from api_client.models.text import clean
from api_client.models.ticket import Ticket
from tui import keymap
from tui.anew import begin
from tui.commands.kept import problem
from tui.commands.said import why
from tui.desk import Desk
from tui.link import Arrived, LinkChanged, Noted, Settled, Ticked
from tui.ticket.contacts import Contacts
from widgets.cells import glyphs
from widgets.lines.keys import KeyLine
from widgets.outcome.pane import REFUSED
from widgets.speech import Speech
from widgets.ticket.page import TicketPage
from widgets.ticket.timeline import timeline_lines

if TYPE_CHECKING:
    from api_client.outbox import Row

CITY_AT_ONCE_SECONDS = 0.1
"""The city is usually remembered here; the first picture does not wait longer for it."""
CITY_WITHIN_SECONDS = 3
NOTE_SECONDS = 8
BAD = Style.from_rich_style(glyphs.BAD)
HINTS = ("act", "ticket", "desk")


class TicketTold(Screen[None]):
    """Number, page, what became of a command, state, keys."""

    DEFAULT_CSS: ClassVar[str] = """
    TicketTold > #head { height: 1; text-style: bold reverse; }
    TicketTold > #trouble { height: auto; max-height: 40%; display: none; }
    TicketTold > #state { height: 1; }
    TicketTold > Input { height: 1; display: none; }
    TicketTold.zoomed > #head, TicketTold.zoomed > #state, TicketTold.zoomed > KeyLine { display: none; }
    TicketTold.zoomed > #state.noted { display: block; }
    """

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__()
        self.desk = desk
        self.number = number
        self.page = TicketPage(Speech(desk.say, lang=desk.say.lang), ascii_only=not desk.signs.letters, keys=self._key_of)
        self.keys = KeyLine(desk.say)
        self.contacts = Contacts(desk, number)
        self.to_end = False
        """Whether somebody went to the end and has stayed there: the end of a summary is not yet that of the ticket."""
        self.settled: Row | None = None
        """A command that was not done, while that is said."""
        self._state = "page.loading"
        self._why = ""
        self._note = ""

    def compose(self) -> ComposeResult:
        """Number, page, what became of a command, state, keys."""
        yield Static(Content(clean(self.number)), id="head")
        yield self.page
        yield Static(id="trouble", markup=False)
        yield Static(id="state", markup=False)
        yield self.keys

    async def on_mount(self) -> None:
        """Show the copy kept here at once, then ask the hotline."""
        self._show_keys()
        await self._learn_city(CITY_AT_ONCE_SECONDS)
        self.watch(self.page, "scroll_y", self.show_state, init=False)
        self.watch(self.page, "virtual_size", self.on_resize, init=False)
        self._show_summary()
        self.show_settled(next((row for row in self.desk.outbox.trouble() if row.ticket == self.number), None))
        self.reload()

    def on_resize(self) -> None:
        """Whether there is more below is known once the page stands."""
        self.call_after_refresh(self.show_state)

    # -- the ticket

    def reload(self) -> None:
        """Ask the hotline for the ticket again; what is shown stays until it answers."""
        begin(self, self._load, group="load")
        if self.contacts.unread:
            begin(self, self._reveal, group="reveal")

    async def _load(self) -> None:
        if self.page.speech.city is None:
            await self._learn_city(CITY_WITHIN_SECONDS)
        try:
            view = await self.desk.view(self.number)
        except Unreachable:
            self._stand("page.offline")
        except Refused as refused:
            self._stand("page.unknown" if refused.problem.status == 404 else "page.trouble", clean(refused.problem.detail))
        except Unexpected as error:
            self._stand("page.trouble", self.desk.say.get(f"why.{error.why}") or clean(spoken(error)))
        except (HotlineError, ValidationError) as error:
            self._stand("page.trouble", clean(spoken(error)))
        else:
            to_end = self.to_end and self.page.view is None
            self.page.show(view, self.desk.now())
            if to_end:
                self.page.scroll_end(animate=False)
            self._show_keys()
            self._stand("")

    async def _reveal(self) -> None:
        await self.contacts.read()
        self.page.show_contacts(self.contacts.shown, self.desk.now())
        if self.contacts.trouble:
            self.note("page.contacts.lost", alarm=True, why=self.contacts.trouble)

    async def _learn_city(self, seconds: float) -> None:
        try:
            city = await asyncio.wait_for(self.desk.city(), seconds)
        except (HotlineError, TimeoutError):
            return
        self.page.relabel(Speech(self.desk.say, city=city, lang=self.desk.say.lang), self.desk.now())

    def _show_summary(self) -> None:
        summary = self.desk.mirror.ticket(self.number)
        if summary is None:
            return
        try:
            self.page.show_summary(Ticket.model_validate(summary), self.desk.now())
        except ValidationError as error:
            self._stand("page.trouble", clean(spoken(error)))

    # -- the lines below

    def _stand(self, state: str, why: str = "") -> None:
        """How the page stands: loading, offline, unknown, or nothing to say."""
        self._state, self._why = state, why
        self.page.say_missing(missing=state in ("page.offline", "page.trouble"), now=self.desk.now())
        self.call_after_refresh(self.show_state)

    def show_state(self) -> None:
        """What was said last, how the page stands, what waits, or that there is more below; nothing on a screen that has just been closed."""
        if not (state := self.query("#state")):
            return
        say, said = self.desk.say, self._note
        if not said and self._state:
            said = say(self._state, number=self.number, why=self._why)
        waiting = [row for row in self.desk.outbox.waiting() if row.ticket == self.number]
        if not said and waiting:
            said = say("page.waiting", what=self.page.speech.listed(self.page.speech.word("command", row.do) for row in waiting))
        more = say("page.more") if not self._note and self.page.max_scroll_y > self.page.scroll_y else ""
        mark = f"{say('desk.read_only')}  " if self.desk.read_only else ""
        style = BAD if self._state not in ("", "page.loading") and not self._note else ""
        state.first(Static).update(Content.assemble((mark, "bold reverse"), (said, style), "  " if said and more else "", (more, "dim")))
        state.first().set_class(bool(self._note), "noted")

    def show_settled(self, row: "Row | None") -> None:
        """Say why a command was not done, what changed meanwhile, and which key goes on."""
        self.settled = row
        trouble = self.query_one("#trouble", Static)
        trouble.display = row is not None
        if row is None:
            return
        do, told = self.page.speech.word("command", row.do), problem(row)
        lines = [Content.styled(self.desk.say(f"page.settled.{row.state}", do=do, why=why(row, self.desk.say)), REFUSED)]
        if told is not None and told.changed:
            lines += timeline_lines(told.changed, self.page.speech, now=self.desk.now())
        keys = {"edit": self._key_of("edit")} | ({"again": self._key_of("again")} if row.state == "stale" else {})
        lines.append(Content.styled(self.desk.say("page.settled.again" if row.state == "stale" else "page.settled.edit", **keys), "bold"))
        trouble.update(Content("\n").join(lines))

    def relabel(self) -> None:
        """The language has changed."""
        if self.desk.open311:  # what it tells is in words of ours
            self.reload()
        self.page.relabel(Speech(self.desk.say, city=self.page.speech.city, lang=self.desk.say.lang), self.desk.now())
        self._show_keys()
        self.show_settled(self.settled)
        self.show_state()

    def _show_keys(self) -> None:
        """The keys; where the hotline has said what may be asked of the ticket now, those commands alone."""
        view = self.page.view
        self.keys.show(self.desk.hints(*HINTS, asks=[ask.do for ask in view.asks if ask.may] if view else None))

    def _key_of(self, do: str) -> str:
        """The key of a command or of a row, as the person has set it."""
        return next((keymap.shown(row.keys[0]) for row in self.desk.keys if row.id == do), "")

    def note(self, key: str, /, *, alarm: bool = False, **facts: object) -> None:
        """Say something for a moment."""
        self.post_message(Noted(self.desk.say(key, **facts), alarm=alarm))

    # -- what comes from outside

    def on_ticked(self, _: Ticked) -> None:
        """A second has passed; contacts whose time is over are hidden."""
        now = self.desk.now()
        if self.contacts.over(now):
            self.page.show_contacts(None, now)
            self.note("page.contacts.over", key=self._key_of("reveal"))
        self.page.tick(now)

    def on_arrived(self, message: Arrived) -> None:
        """The ticket may have changed: show the new summary at once where nothing better is known, and ask."""
        if not message.numbers or self.number in message.numbers:
            self._show_summary()
            self.reload()

    def on_link_changed(self, message: LinkChanged) -> None:
        """The line is up again: what could not be read is asked anew."""
        if message.name == "live" and self._state:
            self.reload()

    def on_settled(self, message: Settled) -> None:
        """A command on this ticket has its answer."""
        row = message.row
        if row is not None and row.ticket == self.number:
            failed = row.state in ("refused", "stale", "unexpected")
            self.show_settled(row if failed else None)
            if not failed:
                self.reload()
        elif self.settled is not None and self.settled.id not in {trouble.id for trouble in self.desk.outbox.trouble()}:
            self.show_settled(None)
        self.show_state()

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self._note = message.text
        self.show_state()
        self.set_timer(NOTE_SECONDS, partial(self._forget, message.text))

    def _forget(self, note: str) -> None:
        if self._note == note:
            self._note = ""
            self.show_state()

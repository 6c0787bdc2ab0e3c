"""One ticket in full: the copy kept here at once, the hotline's own as soon as it answers, and every command on a key."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from api_client.errors import HotlineError, Refused, Unreachable
from api_client.models.line import Line
from api_client.models.text import clean
from api_client.models.ticket import Ticket
from tui import asks_again, asks_of, keymap
from tui.commands_kept import refusal
from tui.desk import Desk
from tui.link import Arrived, LinkChanged, Noted, Settled, Ticked
from widgets.key_line import KeyLine
from widgets.outcome_pane import REFUSED
from widgets.speech import Speech
from widgets.ticket_page import TicketPage
from widgets.timeline import timeline_lines

if TYPE_CHECKING:
    from api_client.outbox import Row

CITY_AT_ONCE_SECONDS = 0.1
"""The city is usually remembered here; the first picture does not wait longer for it."""
CITY_WITHIN_SECONDS = 3
NOTE_SECONDS = 8
HALF_PAGE = 0.5


class TicketScreen(Screen[None]):
    """What is known of a ticket, what became of commands on it, and what may be asked of it now."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "ticket", "act", "intake")
    AUTO_FOCUS = "TicketPage"
    DEFAULT_CSS = """
    TicketScreen > #head { height: 1; text-style: bold reverse; }
    TicketScreen > #trouble { height: auto; max-height: 40%; display: none; }
    TicketScreen > #state { height: 1; text-style: dim; }
    """

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__()
        self.desk = desk
        self.number = number
        self.page = TicketPage(Speech(desk.say, lang=desk.say.lang), ascii_only=not desk.signs.letters, keys=self._key_of)
        self.keys = KeyLine()
        self._state = "page.loading"
        self._why = ""
        self._note = ""
        self._settled: Row | None = None

    def compose(self) -> ComposeResult:
        """Number, page, what became of a command, state, keys."""
        yield Static(Content(clean(self.number)), id="head")
        yield self.page
        yield Static(id="trouble", markup=False)
        yield Static(id="state", markup=False)
        yield self.keys

    async def on_mount(self) -> None:
        """Show the copy kept here at once, then ask the hotline."""
        self.keys.show(self.desk.hints("act", "ticket", "desk"))
        await self._learn_city(CITY_AT_ONCE_SECONDS)
        self.watch(self.page, "scroll_y", self._show_state, init=False)
        self._show_summary()
        self._show_settled(next((row for row in self.desk.outbox.trouble() if row.ticket == self.number), None))
        self.reload()

    # -- what is shown

    def reload(self) -> None:
        """Ask the hotline for the ticket again; what is shown stays until it answers."""
        self.run_worker(self._load(), group="load", exclusive=True)

    async def _load(self) -> None:
        if self.page.speech.city is None:
            await self._learn_city(CITY_WITHIN_SECONDS)
        try:
            view = await self.desk.view(self.number)
        except Unreachable:
            self._stand("page.offline")
        except Refused as refused:
            self._stand("page.unknown" if refused.problem.status == 404 else "page.trouble", clean(refused.problem.detail))
        except (HotlineError, ValidationError) as error:
            self._stand("page.trouble", clean(str(error)))
        else:
            self.page.show(view, self.desk.now())
            self._stand("")

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
            self._stand("page.trouble", clean(str(error)))

    def _stand(self, state: str, why: str = "") -> None:
        """How the page stands: loading, offline, unknown, or nothing to say."""
        self._state, self._why = state, why
        self.call_after_refresh(self._show_state)

    def _show_state(self) -> None:
        say, said = self.desk.say, self._note
        if not said and self._state:
            said = say(self._state, number=self.number, why=self._why)
        waiting = [row for row in self.desk.outbox.waiting() if row.ticket == self.number]
        if not said and waiting:
            said = say("page.waiting", what=self.page.speech.listed(self.page.speech.word("command", row.do) for row in waiting))
        if not said and self.page.max_scroll_y > self.page.scroll_y:
            said = say("page.more")
        self.query_one("#state", Static).update(Content(said))

    def _show_settled(self, row: "Row | None") -> None:
        """Say why a command was not done, what changed meanwhile, and which key goes on."""
        self._settled = row
        trouble = self.query_one("#trouble", Static)
        trouble.display = row is not None
        if row is None:
            return
        do, told = self.page.speech.word("command", row.do), refusal(row, self.desk.say)
        lines = [Content.styled(self.desk.say(f"page.settled.{row.state}", do=do, why=clean(told.detail or told.code) if told else ""), REFUSED)]
        if told is not None and told.changed:
            lines += timeline_lines(told.changed, self.page.speech, now=self.desk.now())
        lines.append(Content.styled(self.desk.say("page.settled.again" if row.state == "stale" else "page.settled.edit"), "bold"))
        trouble.update(Content("\n").join(lines))

    def relabel(self) -> None:
        """The language has changed."""
        self.page.relabel(Speech(self.desk.say, city=self.page.speech.city, lang=self.desk.say.lang), self.desk.now())
        self.keys.show(self.desk.hints("act", "ticket", "desk"))
        self._show_settled(self._settled)
        self._show_state()

    def _key_of(self, do: str) -> str:
        """The key of a command, as the person has set it."""
        return next((keymap.shown(row.keys[0]) for row in self.desk.keys if row.id == do), "")

    # -- what comes from outside

    def on_ticked(self, _: Ticked) -> None:
        """A second has passed."""
        self.page.tick(self.desk.now())

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
            self._show_settled(row if failed else None)
            if not failed:
                self.reload()
        elif self._settled is not None and self._settled.id not in {trouble.id for trouble in self.desk.outbox.trouble()}:
            self._show_settled(None)
        self._show_state()

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self._note = message.text
        self._show_state()
        self.set_timer(NOTE_SECONDS, partial(self._forget, message.text))

    def _forget(self, note: str) -> None:
        if self._note == note:
            self._note = ""
            self._show_state()

    # -- keys

    def action_move(self, how: str, by: int) -> None:
        """Scroll by lines or pages, or to an edge."""
        if how == "edge":
            self.page.scroll_to(y=0 if by < 0 else self.page.max_scroll_y, animate=False)
            return
        page = max(1, self.page.size.height - 1)
        self.page.scroll_relative(y=by * {"line": 1, "half": max(1, int(page * HALF_PAGE))}.get(how, page), animate=False)

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss()

    def action_copy(self) -> None:
        """Put the number on the clipboard, where the terminal allows it, and say so."""
        self.app.copy_to_clipboard(self.number)
        self.post_message(Noted(self.desk.say("page.copied", number=self.number)))

    def action_act(self, do: str) -> None:
        """Ask a command of this ticket, as it is shown."""
        line = self._line()
        if line is None and do != "register":
            self.post_message(Noted(self.desk.say("page.unknown", number=self.number), alarm=True))
            return
        asks_of.ask(self, self.desk, do, [line] if line and do != "register" else [])

    def _line(self) -> Line | None:
        """The ticket as a line, in the version that is on the screen."""
        shown = self.page.ticket
        if shown is None:
            return self.desk.line(self.number)
        return (self.desk.line(self.number) or line_of(shown))._replace(version=shown.version)

    def action_again(self) -> None:
        """Send a stale command again, as things stand now."""
        row, seen = self._settled, self.page.ticket.version if self.page.ticket else 0
        if row is not None and row.state == "stale" and asks_again.send_again(self, self.desk, row, seen=seen):
            self._show_settled(None)

    def action_edit(self) -> None:
        """Open what was typed into a command that was not done."""
        row, line = self._settled, self._line()
        if row is not None and line is not None:
            asks_again.mend(self, self.desk, row, [line], then=lambda _: self._show_settled(None))


def line_of(ticket: Ticket) -> Line:
    """A ticket that the mirror does not hold, as a line; clocks are not told by it."""
    known = {name: "" for name in Line._fields if Line.__annotations__[name] is str}
    numbers = {name: 0 for name in Line._fields if name not in known}
    values = {"number": ticket.number, "version": ticket.version, "tier": ticket.tier, "stage": ticket.stage.value, "kind": ticket.kind.value}
    return Line(**{**known, **numbers, **values, "title": ticket.title, "lead": ticket.lead, "street": ticket.street})  # type: ignore[arg-type] # mixed by field

"""The outbox: commands that wait, with what is left of their hold, and commands that were refused, with the rule's sentence."""

import json
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from api_client.models.text import clean
from tui import keymap
from tui.commands import asks_again, asks_of
from tui.commands.kept import on
from tui.commands.said import why
from tui.desk import Desk
from tui.link import Arrived, LinkChanged, Noted, Settled, Ticked
from tui.queue.page import known
from widgets.cells.columns import fit
from widgets.cells.glyphs import PENDING
from widgets.cells.hanging import hung_lines
from widgets.lines.keys import KeyLine
from widgets.lines.status import StatusLine

if TYPE_CHECKING:
    from api_client.outbox import Row


class OutboxScreen(Screen[None]):
    """Every command that is not yet done, oldest first; what was refused stays until it was redone or acknowledged."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "outbox")
    AUTO_FOCUS = "OptionList"
    DEFAULT_CSS = "OutboxScreen > #head { height: 1; text-style: bold reverse; }"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: list[Row] = []
        self._link = "connecting"
        self._texts: list[str] = []
        self.list = OptionList(markup=False, compact=True)
        self.status = StatusLine(say=desk.say, signs=desk.signs, read_only=desk.read_only)
        self.keys = KeyLine()

    def compose(self) -> ComposeResult:
        """What this is, the rows, the state, the keys."""
        yield Static(id="head", markup=False)
        yield self.list
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        """Show what is there."""
        self.reread()

    def reread(self) -> None:
        """Read the outbox again; the highlighted command stays highlighted where it is still there."""
        was = self.chosen
        self.rows = [*self.desk.outbox.trouble(), *self.desk.outbox.waiting()]
        self._texts = []
        self.list.clear_options()
        self.list.add_options([Option(self.describe(row), id=str(row.id)) for row in self.rows])
        if not self.rows:
            self.list.add_option(Option(Content.styled(self.desk.say("outbox.empty"), "dim"), disabled=True))
        else:
            self.list.highlighted = next((at for at, row in enumerate(self.rows) if was and row.id == was.id), 0)
        waiting, trouble = len(self.desk.outbox.waiting()), len(self.desk.outbox.trouble())
        say = self.desk.say
        self.query_one("#head", Static).update(f" {say('outbox.title')}  {say('outbox.counts', waiting=waiting, trouble=trouble)}")
        self.status.show(waiting=waiting, trouble=trouble, time=known(self.desk).time, person=self.desk.person())
        self._show_place()

    @property
    def chosen(self) -> "Row | None":
        """The highlighted command."""
        at = self.list.highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def describe(self, row: "Row") -> Content:
        """A command: what, on which ticket, how it stands; below it when it was asked and the title of what it is about, of a call too."""
        desk, signs = self.desk, self.desk.signs
        sign = signs.waiting if row.state == "waiting" else signs.refused
        head = f"{sign} {fit(desk.say.get(f'command.{row.do}') or row.do, 10, signs.more)} {fit(row.number, 15, signs.more)} "
        ticket = desk.mirror.ticket(row.ticket) if row.ticket else None
        title = clean(str((ticket or json.loads(row.body)).get("title", "")))
        style = Style.from_rich_style(PENDING[row.state])
        lines = Content.assemble((head, style), (self.state_of(row), "bold")), Content(f"  {desk.clock_time(desk.at(row.made))}  {title}")
        return hung_lines(lines, max(2, self.size.width))

    def on_resize(self) -> None:
        """The rows fit the new width."""
        self.reread()

    def state_of(self, row: "Row") -> str:
        """How a command stands, in words."""
        say = self.desk.say
        if row.state != "waiting":
            return say(f"outbox.{row.state}", why=why(row, say))
        if row.ticket and not row.number:
            return say("outbox.follows")
        left = row.hold_until - self.desk.wall()
        if left > 0:
            return say("outbox.hold", seconds=int(left) + 1)
        if self._link != "live":
            return say("outbox.waiting_offline")
        return say("outbox.waiting_tries", tries=row.tries) if row.tries > 1 else say("outbox.waiting")

    # -- what comes from outside

    def on_ticked(self, _: Ticked) -> None:
        """The holds run down, and the hotline's clock goes on."""
        self.status.show(time=known(self.desk).time)
        for at, row in enumerate(self.rows):
            if row.state == "waiting":
                self.list.replace_option_prompt_at_index(at, self.describe(row))

    def on_arrived(self, _: Arrived) -> None:
        """Titles may have changed."""
        self.on_ticked(Ticked())

    def on_settled(self, _: Settled) -> None:
        """Something happened in the outbox."""
        self.reread()

    def on_link_changed(self, message: LinkChanged) -> None:
        """Say whether we are connected."""
        self._link = message.name
        self.status.show(**self.desk.line_said(message))
        self.on_ticked(Ticked())

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self.status.remark(message.text, alarm=message.alarm)

    def relabel(self) -> None:
        """The language has changed."""
        self.on_mount()

    # -- keys

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """Another command is highlighted."""
        self._show_place()

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """Enter: redo what was refused."""
        await self.run_action("redo")

    def action_move(self, how: str, by: int) -> None:
        """Move the highlight by lines or pages, or to an edge."""
        ways = {"line": ("cursor_up", "cursor_down"), "edge": ("first", "last")}.get(how, ("page_up", "page_down"))
        getattr(self.list, f"action_{ways[by > 0]}")()

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss()

    def action_acknowledge(self) -> None:
        """Take a refused command off the list."""
        row = self.chosen
        if row is None or row.state == "waiting":
            self._say("outbox.not_refused")
            return
        if asks_of.keep(self, self.desk, lambda: self.desk.outbox.acknowledge(row.id)):
            self.app.post_message(Settled())

    def action_redo(self) -> None:
        """Edit a refused command, as it was typed, on the ticket as it stands now."""
        row = self.chosen
        if row is None or row.state == "waiting":
            self._say("outbox.not_refused")
            return
        lines = on(row, self.desk)
        if lines is None:
            self._say("outbox.gone")
            return
        asks_again.mend(self, self.desk, row, lines)

    def _show_place(self) -> None:
        refused = self.chosen is not None and self.chosen.state != "waiting"
        self.keys.show(self.desk.hints("outbox", "desk", without=() if refused else ("redo", "acknowledge")))
        at = self.list.highlighted
        self.status.show(at=0 if at is None or not self.rows else at + 1, total=len(self.rows))

    def _say(self, key: str) -> None:
        self.post_message(Noted(self.desk.say(key)))

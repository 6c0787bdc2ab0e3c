"""The queue: the live list with counts above, the filter and the state of things below, and a pane beside it where there is room."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from api_client.filter import FilterError, Query
from tui import asks_of, keymap
from tui.desk import Desk
from tui.link import Arrived, LinkChanged, Noted, Settled, Ticked
from tui.queue_page import HINTS, PREVIEW_FROM, SMALLEST, STANDING, known, pane_width, pending_said
from widgets.filter_line import FilterLine
from widgets.key_line import KeyLine
from widgets.preview import Preview
from widgets.status_line import StatusLine
from widgets.ticket_list import MOST_MARKS, TicketList
from widgets.tier_strip import TierStrip

if TYPE_CHECKING:
    from api_client.view import View

PANE_AFTER_SECONDS = 0.1
COUNT_EVERY_SECONDS = 10
"""Counts are taken again although nothing has arrived: bands change as time passes."""


class QueueScreen(Screen[None]):
    """What burns first, and two keys to do something about it."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "queue", "act", "intake")
    AUTO_FOCUS = "TicketList"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.filter = ""
        self.query_on = Query()
        self.view: View = desk.mirror.view()
        self._wide = desk.settings.preview
        self._ticks = 0
        self._count_due = True
        self._pane_wait: Timer | None = None
        self._link = ("connecting", 0.0, "")
        self.strip = TierStrip(say=desk.say, signs=desk.signs, tiers=desk.tiers())
        self.list = TicketList(signs=desk.signs, lang=desk.lang, unit=desk.unit_short, now=desk.now)
        self.pane = Preview(say=desk.say, lang=desk.lang, unit=desk.unit, signs=desk.signs, now=desk.now)
        self.line = FilterLine()
        self.status = StatusLine(say=desk.say, signs=desk.signs)
        self.keys = KeyLine()
        self.small = Static(markup=False, id="small")

    def compose(self) -> ComposeResult:
        """Counts, list and pane, filter or state, keys."""
        yield self.strip
        with Horizontal(id="middle"):
            yield self.list
            yield self.pane
        yield from (self.line, self.status, self.keys, self.small)

    def on_mount(self) -> None:
        """Show what the mirror holds; the line to the hotline comes up behind it."""
        self._arrange(*self.app.size)
        self.list.show(self.view)
        self.relabel()
        self.call_after_refresh(self._count)

    def on_unmount(self) -> None:
        """Stop whatever still searches."""
        self.view.close()

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size one sentence; the pane only where there is room."""
        self._arrange(event.size.width, event.size.height)

    def _arrange(self, width: int, height: int) -> None:
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "small")
        self.set_class(self._wide and width >= PREVIEW_FROM, "wide")
        self.pane.styles.width = pane_width(width)
        self.small.update(self.desk.say("desk.too_small", width=width, height=height))

    def on_ticked(self, _: Ticked) -> None:
        """A second has passed."""
        self._ticks += 1
        self.list.tick()
        self.pane.tick()
        if self._ticks % COUNT_EVERY_SECONDS == 0 and self.query_on.timed:
            self._reread()
        self._show_state()
        if self._count_due or self._ticks % COUNT_EVERY_SECONDS == 0:
            self._count()

    def on_arrived(self, message: Arrived) -> None:
        """The mirror has changed."""
        if not message.numbers:
            self.relabel()
        self._reread()
        self._count_due = True

    def _found(self) -> None:
        self.call_later(self._found_more)  # from the search's own thread

    def _found_more(self) -> None:
        self.list.changed()
        self._show_state()

    def _counted(self, counts: dict[tuple[str, str], int], query: Query) -> None:
        if query == self.query_on:
            self.strip.show(counts, filtered=bool(self.filter))

    def on_settled(self, _: Settled) -> None:
        """Something happened in the outbox."""
        self._show_ticket()
        self._show_state()

    def on_link_changed(self, message: LinkChanged) -> None:
        """Say whether we are connected, or since when not."""
        self._link = (message.name, message.since, message.why)
        self._show_state()

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self.status.remark(message.text, alarm=message.alarm)

    def on_ticket_list_moved(self, _: TicketList.Moved) -> None:
        """Show its place at once, and the ticket in the pane as soon as the selection rests."""
        self._show_place()
        if self._pane_wait is not None:
            self._pane_wait.stop()
        self._pane_wait = self.set_timer(PANE_AFTER_SECONDS, self._show_ticket)

    def on_ticket_list_marked(self, message: TicketList.Marked) -> None:
        """Count the marks."""
        self.status.show(marks=message.count)
        if message.count >= MOST_MARKS:
            self._say("desk.marked_most", count=message.count, most=MOST_MARKS)

    # -- the filter

    def on_filter_line_typed(self, message: FilterLine.Typed) -> None:
        """Apply the filter while it is typed; say what is wrong with it."""
        self.line.complain(self._apply(message.text))

    def on_filter_line_closed(self, message: FilterLine.Closed) -> None:
        """The filter is decided; a wrong one leaves the one that works."""
        self.status.display = True
        self.list.focus()
        self.filter_by(message.text)

    def action_filter(self) -> None:
        """Type a filter."""
        self.status.display = False
        self.line.open(self.filter)

    def filter_by(self, text: str) -> None:
        """Put a filter on, from the palette or a named view."""
        if mistake := self._apply(text):
            self.post_message(Noted(mistake, alarm=True))

    def _apply(self, text: str) -> str:
        """Look through another filter; returns what is wrong with it, and then the one before stays on."""
        try:
            query = self.desk.read_filter(text)
        except FilterError as error:
            return self.desk.say(f"filter.{error.code}", word=error.word)
        self.filter = text.strip()
        if query != self.query_on:
            self.query_on = query
            self.view.close()
            self.view = self.desk.mirror.view(query, now=self.desk.now, changed=self._found)
            self.list.show(self.view)
            self._count()
        self._show_state()
        return ""

    # -- keys

    def action_move(self, how: str, by: int) -> None:
        """Move the selection by lines, pages or half pages, or to an edge."""
        match how:
            case "line":
                self.list.move(by)
            case "edge":
                self.list.edge(by)
            case _:
                self.list.page(by if how == "page" else by / 2)

    def action_next_burning(self) -> None:
        """The next ticket that is overdue or urgent."""
        if not self.list.next_burning():
            self._say("desk.none_burning")

    def action_mark(self) -> None:
        """Mark the selected ticket."""
        self.list.mark()

    def action_mark_all(self) -> None:
        """Mark all tickets of the filter, or none."""
        self.list.mark_all()

    def action_back(self) -> None:
        """Clear the filter, then the marks."""
        if self.filter:
            self.filter_by("")
        elif self.list.marks:
            self.list.mark_all()

    def action_preview(self) -> None:
        """Show or hide the pane."""
        if self.size.width < PREVIEW_FROM:
            self._say("desk.preview_narrow")
            return
        self._wide = not self._wide
        self.set_class(self._wide, "wide")
        self._show_ticket()

    def action_open(self) -> None:
        """Open the selected ticket."""
        if line := self.list.current:
            self.app.push_screen(self.desk.screen("ticket", line.number))

    def action_act(self, do: str) -> None:
        """Ask a command of the marked tickets, or of the selected one; a new request is on none."""
        targets = () if do == "register" else self.list.targets
        if targets or do == "register":
            asks_of.ask(self, self.desk, do, targets, then=self._asked)
        else:
            self._say("desk.nothing_selected")

    def _asked(self, _: Sequence[Any]) -> None:
        """What was asked of the marked ones leaves none marked."""
        if self.list.marks:
            self.list.mark_all()

    # -- showing

    def _reread(self) -> None:
        if self.view.refresh():
            self.list.changed()
        self._show_ticket()
        self._show_place()

    def relabel(self) -> None:
        """Say everything again: in another language, or of another copy of the city."""
        self.list.restyle()
        self.strip.update()
        self.keys.show(self.desk.hints(*HINTS))
        self._show_ticket()
        self._show_state()

    def _show_ticket(self) -> None:
        if not self.has_class("wide"):
            return
        line = self.list.current
        ticket = self.desk.summary(line.number) if line else None
        self.pane.show(ticket, pending=pending_said(self.desk, line.number) if line else [], zone=self.desk.zone)

    def _show_place(self) -> None:
        self.status.show(at=self.list.cursor + 1 if self.list.count else 0, total=self.list.count, exact=self.view.exact)

    def _show_state(self) -> None:
        """Everything that the status line says and the list needs beside its lines."""
        desk, (link, since, why) = self.desk, self._link
        self.list.pend(desk.pending())
        self.list.say_empty(desk.empty_said(filtered=bool(self.filter), link=link, why=why) if self.view.exact else "")
        since_said = desk.clock_time(desk.at(since)) if since else ""
        status = known(desk)._replace(filter=self.filter, link=link, since=since_said)
        self.status.show(**{name: getattr(status, name) for name in STANDING})
        self._show_place()

    def _say(self, key: str, /, *, alarm: bool = False, **facts: object) -> None:
        self.post_message(Noted(self.desk.say(key, **facts), alarm=alarm))

    @work(thread=True, exclusive=True, group="counts")
    def _count(self) -> None:
        self._count_due = False
        query = self.query_on
        self.call_later(self._counted, self.desk.mirror.counts(self.desk.now(), query), query)

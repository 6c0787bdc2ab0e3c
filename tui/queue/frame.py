"""The queue's frame: which lines and panes there are, where they stand, and what each of them shows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from api_client.filter import Query, unfinished
from tui import keymap
from tui.desk import Desk
from tui.link import LinkChanged, Noted
from tui.queue.page import HINTS, PREVIEW_FROM, SMALLEST, STANDING, empty_said, known, pane_width, pending_said
from tui.settings import View as Named
from widgets.cells.painting import paint_now
from widgets.lines.keys import KeyLine
from widgets.lines.offers import Offer
from widgets.lines.status import StatusLine
from widgets.queue.filter_line import FilterBox, FilterLine
from widgets.queue.preview import Preview
from widgets.queue.ticket_list import TicketList
from widgets.queue.tier_strip import TierStrip

if TYPE_CHECKING:
    from api_client.view import View


ON_A_TICKET = ("open", "next_burning", "mark")
"""Keys of the bottom line that need a ticket in the list."""


class QueueBox(FilterBox):
    """Where a filter is typed, with the keys of the table."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("typing")


class QueueStrip(TierStrip):
    """The counts, with the keys of the table."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("strip")


class QueueFrame(Screen[None]):
    """Counts, list and pane, filter or state, keys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.filter = ""
        self.named: Named | None = None
        """The view that is on."""
        self.query_on = Query()
        self.view: View = desk.mirror.view()
        self.line_stands = LinkChanged("connecting", 0.0)
        self._wide = desk.settings.preview
        self._nothing_there = False
        self.strip = QueueStrip(say=desk.say_of_bands, signs=desk.signs, tiers=desk.tiers())
        self.list = TicketList(signs=desk.signs, lang=desk.lang, unit=desk.unit_short, now=desk.now)
        self.list.columns = desk.settings.columns
        self.pane = Preview(say=desk.say, lang=desk.lang, unit=desk.unit, signs=desk.signs, now=lambda: self.list.moment)
        self.line = FilterLine(QueueBox(), offers=self._offers, unfinished=unfinished)
        self.status = StatusLine(say=desk.say, signs=desk.signs, read_only=desk.read_only)
        self.list.painted_with = (self.pane, self.status)
        self.list.follow, self.list.placed = self.show_ticket, self._placed
        self.keys = KeyLine()
        self.small = Static(markup=False, id="small")

    def compose(self) -> ComposeResult:
        """Counts, list and pane, filter or state, keys."""
        self.fit_window(*self.app.size)  # before there are parts in it, each of which would be styled twice
        yield self.strip
        with Horizontal(id="middle"):
            yield self.list
            yield self.pane
        yield from (self.line, self.status, self.keys, self.small)

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size one sentence; the pane only where there is room."""
        self.fit_window(event.size.width, event.size.height)
        self.show_ticket()  # the pane may have come only now

    def fit_window(self, width: int, height: int) -> None:
        """Give everything its place in a window of this size."""
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "small")
        self.set_class(self._wide and width >= PREVIEW_FROM, "wide")
        self.pane.styles.width = pane_width(width)
        self.small.update(self.desk.say("desk.too_small", width=width, height=height))

    def relabel(self) -> None:
        """Say everything again: in another language, or of another copy of the city."""
        self.list.restyle()
        self.strip.update()
        self.show_keys()
        self.show_ticket()
        self.show_state()

    def on_descendant_focus(self) -> None:
        """Another part has the keys."""
        self.show_keys()

    def show_keys(self) -> None:
        """The keys of the part that has them."""
        groups = ("typing",) if isinstance(self.focused, FilterBox) else ("strip",) if self.focused is self.strip else HINTS
        if groups is not HINTS or not self._nothing_there:
            self.keys.show(self.desk.hints(*groups))
            return
        clear = [(keymap.shown("escape"), self.desk.say("desk.clear_filter"))] if self.filter else []
        self.keys.show([*clear, *self.desk.hints(*HINTS, asks=(), without=ON_A_TICKET)])

    def action_preview(self) -> None:
        """Show or hide the pane."""
        if self.size.width < PREVIEW_FROM:
            self.say("desk.preview_narrow")
            return
        self._wide = not self._wide
        self.set_class(self._wide, "wide")
        self.show_ticket()

    def show_ticket(self) -> None:
        """The selected ticket in the pane."""
        if not self.has_class("wide"):
            return
        line = self.list.current
        ticket = self.desk.summary(line.number) if line else None
        self.pane.show(ticket, pending=pending_said(self.desk, line.number) if line else [], zone=self.desk.zone)

    def _placed(self) -> None:
        exact = self.view.exact and not self.desk.expected
        self.status.place(self.list.cursor + 1 if self.list.count else 0, self.list.count, exact=exact)

    def show_place(self) -> None:
        """Where in the list we are."""
        self._placed()
        paint_now(self.status)
        if (nothing := self.view.exact and not self.list.count) != self._nothing_there:
            self._nothing_there = nothing
            self.show_keys()

    def show_state(self) -> None:
        """Everything that the status line says and the list needs beside its lines."""
        desk, line = self.desk, self.line_stands
        self.list.pend(desk.pending())
        nothing = empty_said(desk, filtered=bool(self.filter), link=line.name, why=line.why, where=line.where) if self.view.exact else ""
        self.list.say_empty(nothing)
        status = known(desk)._replace(filter=self.filter, view=self.named.name if self.named else "", **desk.line_said(line))
        self.status.show(**{name: getattr(status, name) for name in STANDING})
        self.show_place()

    def say(self, key: str, /, *, alarm: bool = False, **facts: object) -> None:
        """Say something for a moment."""
        self.post_message(Noted(self.desk.say(key, **facts), alarm=alarm))

    def _offers(self, text: str, at: int) -> Sequence[Offer]:
        from tui.filtering.completing import offers  # here, because the first picture needs none

        return offers(text, at, self.desk.namable, self.desk.say)

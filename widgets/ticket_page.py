"""Everything known of one ticket, in the order one reads it."""

from collections.abc import Callable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from api_client.models.page import TicketView
from api_client.models.text import clean
from api_client.models.ticket import FullTicket, Ticket
from widgets.clock_bars import clock_lines
from widgets.part_order import FULL
from widgets.speech import Speech
from widgets.ticket_facts import ask_lines, facts_lines, head_lines, similar_lines
from widgets.ticket_parts import Lines
from widgets.timeline import timeline_lines

LIVE = ("head", "clocks", "instructions", "co_orders")
"""The parts that read differently as time passes."""

PARTS = ("head", "content", "facts", "clocks", *FULL, "asks", "timeline", "similar")


class TicketPage(VerticalScroll):
    """One ticket from head to history; parts that stay empty take no room."""

    DEFAULT_CSS = """
    TicketPage { height: 1fr; scrollbar-size: 0 0; }
    TicketPage > Static { height: auto; width: 1fr; display: none; }
    TicketPage > .filled { display: block; }
    """

    def __init__(self, speech: Speech, *, ascii_only: bool = False, keys: Callable[[str], str] = lambda _: "", id: str | None = None) -> None:
        """`keys` tells the key of a command, as the person has set it."""
        super().__init__(id=id)
        self.speech = speech
        self.ticket: Ticket | None = None
        self._view: TicketView | None = None
        self._ascii_only = ascii_only
        self._keys = keys
        self._drawn: dict[str, Content] = {}
        self._parts = {name: Static(markup=False, id=f"part-{name}") for name in PARTS}

    def on_mount(self) -> None:
        """One text a part."""
        self.mount(*self._parts.values())

    @property
    def said(self) -> str:
        """The whole page as plain text."""
        return "\n".join(self._drawn[name].plain for name in PARTS if name in self._drawn)

    def show_summary(self, ticket: Ticket, now: int) -> None:
        """Show what the feed told: the page without content and history. Nothing that was shown in full is lost to it."""
        if self._view is None or self._view.ticket.number != ticket.number:
            self.ticket = ticket
            self._draw(PARTS, now)

    def show(self, view: TicketView, now: int) -> None:
        """Show a ticket in full."""
        self._view, self.ticket = view, view.ticket
        self._draw(PARTS, now)

    def relabel(self, speech: Speech, now: int) -> None:
        """Say it all again: another language, or the city is known now."""
        self.speech = speech
        self._draw(PARTS, now)

    def tick(self, now: int) -> None:
        """Time has passed: repaint the parts that read differently now."""
        self._draw(LIVE, now)

    def _draw(self, names: Sequence[str], now: int) -> None:
        if self.ticket is None:
            return
        for name in names:
            lines = self._lines(name, self.ticket, now)
            drawn = Content("\n").join(lines)
            if name in self._drawn and drawn.is_same(self._drawn[name]):
                continue
            self._drawn[name] = drawn
            self._parts[name].update(drawn)
            self._parts[name].set_class(bool(lines), "filled")

    def _lines(self, name: str, ticket: Ticket, now: int) -> Lines:
        """One part; none where there is nothing to tell."""
        speech, view = self.speech, self._view
        match name:
            case "head":
                return head_lines(ticket, speech, now=now)
            case "facts":
                return [Content(), *facts_lines(ticket, speech, now=now)]
            case "clocks":
                return self._headed(name, clock_lines(ticket.clocks, speech, now=now, ascii_only=self._ascii_only))
            case "similar" if view:
                return self._headed(name, similar_lines(view.similar, speech))
            case "asks" if view:
                return self._headed(name, ask_lines(view.asks, speech, keys=self._keys))
            case "timeline" if view:
                return self._headed(name, timeline_lines(view.timeline, speech, now=now))
        if not isinstance(ticket, FullTicket):
            return []
        if name == "content":
            return [Content(), Content(clean(ticket.content, lines=True) or speech.say("page.no_content"))]
        return self._headed(name, FULL[name](ticket, speech, now)) if name in FULL else []

    def _headed(self, name: str, lines: Lines) -> Lines:
        """A part under its heading, after a blank line."""
        return [Content(), Content.styled(self.speech.say(f"page.{name}"), "bold underline"), *lines] if lines else []

"""Everything known of one ticket, in the order one reads it; one goes from section to section, and looks for words."""

import re
from collections.abc import Callable, Iterator, Sequence

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from api_client.models.page import TicketView, Unmasked
from api_client.models.ticket import Ticket
from widgets.cells.hanging import hung
from widgets.speech import Speech
from widgets.ticket.page_parts import PARTS, Told, part_lines

LIVE = ("head", "contacts", "clocks", "instructions", "co_orders")
"""The parts that read differently as time passes."""
WIDENING = ("clocks", "timeline")
"""The parts that read differently in another width."""
PROSE = ("head", "content")
"""The parts whose lines are no list; of what may be asked it is the keys, one after another."""
FOUND, FOUND_HERE = "reverse", "bold reverse underline"


class TicketPage(VerticalScroll):
    """One ticket from head to history; parts that stay empty take no room."""

    DEFAULT_CSS = """
    TicketPage { height: 1fr; scrollbar-size: 0 0; }
    TicketPage > Static { height: auto; width: 1fr; display: none; }
    TicketPage > .filled { display: block; }
    """

    def __init__(self, speech: Speech, *, ascii_only: bool = False, keys: Callable[[str], str] = lambda _: "", id: str | None = None) -> None:
        """`keys` tells the key of a command, or of a row of keys, as the person has set it."""
        super().__init__(id=id)
        self.told = Told(speech, keys=keys, ascii_only=ascii_only)
        self.words = ""
        """What is looked for."""
        self.match = -1
        self._drawn: dict[str, Content] = {}
        self._parts = {name: Static(markup=False, id=f"part-{name}") for name in PARTS}

    def on_mount(self) -> None:
        """One text a part."""
        self.mount(*self._parts.values())

    @property
    def speech(self) -> Speech:
        """How it is said."""
        return self.told.speech

    @property
    def ticket(self) -> Ticket | None:
        """The ticket as it is shown."""
        return self.told.ticket

    @property
    def view(self) -> TicketView | None:
        """The hotline's whole answer, where it is there."""
        return self.told.view

    @property
    def said(self) -> str:
        """The whole page as plain text."""
        return "\n".join(self._drawn[name].plain for name in PARTS if name in self._drawn)

    # -- what is shown

    def show_summary(self, ticket: Ticket, now: int) -> None:
        """Show what the feed told: the page without content and history. Nothing that was shown in full is lost to it."""
        if self.told.view is None or self.told.view.ticket.number != ticket.number:
            self.told = self.told._replace(ticket=ticket)
            self._draw(PARTS, now)

    def show(self, view: TicketView, now: int) -> None:
        """Show a ticket in full."""
        self.told = self.told._replace(view=view, ticket=view.ticket)
        self._draw(PARTS, now)

    def show_contacts(self, contacts: Unmasked | None, now: int) -> None:
        """Show who asks, unmasked; None hides it again."""
        self.told = self.told._replace(contacts=contacts)
        self._draw(("contacts",), now)

    def say_missing(self, *, missing: bool, now: int) -> None:
        """Say what a summary does not tell, where no more can be had."""
        self.told = self.told._replace(missing=missing)
        self._draw(("missing",), now)

    def fold(self, now: int) -> None:
        """Show or hide the reasons why something may not be asked."""
        self.told = self.told._replace(folded=not self.told.folded)
        self._draw(("asks",), now)

    def on_resize(self, event: events.Resize) -> None:
        """Bars and the history fit the width."""
        before, self.told = self.told.width, self.told._replace(width=event.size.width)
        if self.told.now is not None and before != event.size.width:
            self._draw(WIDENING, self.told.now)
            for name in self._drawn:
                self._paint(name)

    def relabel(self, speech: Speech, now: int) -> None:
        """Say it all again: another language, or the city is known now."""
        self.told = self.told._replace(speech=speech)
        self._draw(PARTS, now)

    def tick(self, now: int) -> None:
        """Time has passed: repaint the parts that read differently now."""
        self._draw(LIVE, now)

    def _draw(self, names: Sequence[str], now: int) -> None:
        self.told = self.told._replace(now=now)
        if self.ticket is None:
            return
        for name in names:
            lines = part_lines(name, self.told, now)
            drawn = Content("\n").join(lines)
            if name in self._drawn and drawn.is_same(self._drawn[name]):
                continue
            self._drawn[name] = drawn
            self._parts[name].set_class(bool(lines), "filled")
            self._paint(name)

    # -- finding one's way

    def sections(self) -> list[str]:
        """The parts that are there, from top to bottom."""
        return [name for name in PARTS if name in self._drawn and self._drawn[name].plain]

    def to_section(self, by: int) -> tuple[str, int, int]:
        """Bring the next section (or the one before) to the top; returns its name, which one it is and of how many."""
        names = self.sections()
        tops = [self._top(name) for name in names]
        here = round(self.scroll_y)
        after = next((at for at, top in enumerate(tops) if top > here), len(names) - 1)
        before = next((at for at in reversed(range(len(names))) if tops[at] < here), 0)
        at = after if by > 0 else before
        self.scroll_to(y=tops[at], animate=False, immediate=True)
        return names[at], at + 1, len(names)

    def _top(self, name: str) -> int:
        """The line on which a part's heading stands, below the blank that parts it from the one above."""
        return int(self._parts[name].virtual_region.y) + (0 if name == PARTS[0] else 1)

    def look_for(self, words: str) -> int:
        """Mark every place where these words stand; returns how many there are."""
        self.words, self.match = words, -1
        for name in self.sections():
            self._paint(name)
        return len(list(self._matches()))

    def next_match(self, by: int) -> tuple[int, int]:
        """Go to the next place (or the one before), round the ends; returns which one it is, from 1, and of how many."""
        found = list(self._matches())
        if not found:
            return 0, 0
        if self.match < 0:
            first = next((at for at, (name, start) in enumerate(found) if self._line(name, start) >= self.scroll_y), 0)
            self.match = first if by > 0 else first - 1
        else:
            self.match += by
        self.match %= len(found)
        for name in {name for name, _ in found}:
            self._paint(name)
        line = self._line(*found[self.match])
        if not self.scroll_y <= line < self.scroll_y + self.size.height:
            self.scroll_to(y=max(0, line - self.size.height // 3), animate=False, immediate=True)
        return self.match + 1, len(found)

    def _matches(self) -> Iterator[tuple[str, int]]:
        """Every place where the words stand: which part, and at which sign of it."""
        words = re.compile(re.escape(self.words), re.IGNORECASE)
        for name in self.sections() if self.words else ():
            yield from ((name, found.start()) for found in words.finditer(self._drawn[name].plain))

    def _line(self, name: str, start: int) -> int:
        """The line of the page on which a sign of a part stands, lines being broken at the page's width."""
        above = self._drawn[name][:start].split("\n", allow_blank=True)
        return int(self._parts[name].virtual_region.y) + sum(len(self._pieces(name, line)) for line in above) - 1

    def _pieces(self, name: str, line: Content) -> list[Content]:
        """A line of a part as it is broken at the page's width; prose is not set in."""
        width = self.size.width or self.told.width
        prose = name in PROSE or (name == "asks" and not line.plain.startswith(" "))
        return (line.wrap(width) or [line]) if prose else hung(line, width)

    def _paint(self, name: str) -> None:
        drawn = self._drawn[name]
        for at, (part, start) in enumerate(self._matches()):
            if part == name:
                drawn = drawn.stylize(FOUND_HERE if at == self.match else FOUND, start, start + len(self.words))
        lines = drawn.split("\n", allow_blank=True)
        self._parts[name].update(Content("\n").join(piece for line in lines for piece in self._pieces(name, line)))

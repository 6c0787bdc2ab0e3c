"""The queue while it lives: what comes in, what begins to burn out of sight, holding the list still, and the counts."""

from collections.abc import Collection
from contextlib import suppress

from rich.segment import Segment
from textual import work

from api_client.errors import LocalError
from api_client.filter import Query
from api_client.models.line import Line
from api_client.tally import Tally
from tui import keymap
from tui.link import Arrived, Burns, Ticked
from tui.queue.filter import QueueFilter
from tui.queue.newcomers import Newcomers
from widgets.cells import glyphs

COUNT_EVERY_SECONDS = 10
"""Counts are taken again although nothing has arrived: bands change as time passes."""


class QueueLive(QueueFilter):
    """The list moves under the selection, which stays where it is."""

    _ticks = 0
    _count_due = True
    _tally: Tally | None = None
    """The counts of the filter that is on."""
    _new: Tally | None = None
    """How many are new."""
    _loads = 0
    """How often the copy was new when we began to listen."""
    _entered = 0
    """Up to which mark of the mirror everything that entered it was heard."""
    held: set[str] | None = None
    """Numbers of the tickets that changed while the list is held; None where it is not."""

    def begin(self) -> None:
        """Begin to listen: what is there now is no news."""
        self.newcomers = Newcomers()
        self._loads, self._entered = self.desk.mirror.loads, self.desk.mirror.newest_row()
        if not self.desk.memory.looked and self.desk.mirror.pace:
            self.desk.memory.look(self.desk.now())

    def on_ticked(self, _: Ticked) -> None:
        """A second has passed."""
        self._ticks += 1
        if self._ticks == 1:
            self.learn_words()
        self.list.tick()
        self.pane.tick()
        self.list.paint()
        if self._ticks % COUNT_EVERY_SECONDS == 0 and self.query_on.timed:
            self.reread()
        self.show_state()
        self.show_news()
        if (self._count_due or self._ticks % COUNT_EVERY_SECONDS == 0) and self.view.exact:  # a search goes first
            self.count()

    def on_arrived(self, message: Arrived) -> None:
        """The mirror has changed."""
        if not message.numbers:
            self.list.tick()  # the hotline's time may be known only now
            self.relabel()
        anew = self.desk.mirror.loads != self._loads
        to_top = anew and self.desk.open311 and not self.list.cursor  # a city's first answer seldom begins with what burns
        if anew:
            self.begin()
        self._count_due = True
        self._hear(message.numbers)
        if self.held is not None:
            self.held |= message.numbers
            self.status.show(held=len(self.held))
        self.reread()
        if to_top:
            self.list.edge(-1)

    def _hear(self, numbers: frozenset[str]) -> None:
        """What has entered the copy is news; what was news may have changed or left."""
        mirror = self.desk.mirror
        known = [number for number in numbers if number in self.newcomers]
        self.newcomers.drop(known)
        with suppress(LocalError):  # who reads the list says what is wrong with the file
            newest = mirror.newest_row()  # before they are read: what enters meanwhile is heard next time
            fresh = mirror.entered(self._entered, self.query_on, self.desk.now())
            self._entered = newest
            self.newcomers.hear([*self._kept(known), *fresh])

    def _kept(self, numbers: Collection[str]) -> list[Line]:
        """Those of some tickets that the filter keeps."""
        return self.desk.mirror.kept(list(numbers), self.query_on, self.desk.now()) if numbers else []

    def on_burns(self, message: Burns) -> None:
        """What begins to burn out of sight is news, too."""
        with suppress(LocalError):
            self.newcomers.hear(self._kept([line.number for line in message.lines]))
        self.show_news()

    def show_news(self) -> None:
        """Say at the edge of the list what has come in above and below what is seen; what is seen is no news."""
        desk, rows = self.desk, self.list.rows
        if self.app.screen is self and self.held is None:
            self.newcomers.drop([line.number for line in rows])
        edges = self.newcomers.edges(rows, self.query_on.order, desk.now())
        parts: list[Segment] = []
        for sign, count, urgent in ((desk.signs.above, edges.above, edges.above_urgent), (desk.signs.below, edges.below, edges.below_urgent)):
            if count:
                parts.append(Segment(f" {sign}{desk.say('desk.news', count=count)} ", glyphs.STRONG))
                parts += [Segment(f"{desk.say('desk.news_urgent', count=urgent)} ", glyphs.ALARM)] if urgent else []
        if parts:
            key = next((keymap.shown(row.keys[0]) for row in desk.keys if row.id == "newcomers"), "")
            parts.append(Segment(f"{key} ", glyphs.STRONG))
        self.list.say_news(*parts)

    def action_newcomers(self) -> None:
        """To what has come in out of sight: what burns first."""
        number = self.newcomers.first(self.list.rows, self.query_on.order, self.desk.now())
        if not number:
            self.say("desk.no_news")
        elif self.held is not None or not self.list.go_to(number):
            self.reread(anyway=True)
            self.list.go_to(number)
        if self.view.exact or (self.list.current and self.list.current.number == number):  # a search may yet come to it
            self.newcomers.drop([number])
        self.show_news()

    def action_hold(self) -> None:
        """Hold the list still, or let it go on."""
        if self.held is None:
            self.held = set()
            self.status.show(held=0)
            self.say("desk.held_still")
        else:
            self._go_on()

    def action_refresh(self) -> None:
        """Take in everything now, and have what waits sent; where the line is lost, try it at once."""
        self.desk.link.hurry()
        self._go_on()
        self.count()
        self.say("desk.trying_line" if self.status.status.link == "lost" else "desk.refreshed")

    def _go_on(self) -> None:
        self.held = None
        self.status.show(held=None)
        self.reread()

    def reread(self, *, anyway: bool = False) -> None:
        """Show the list as it is now, unless it is held still."""
        if self.held is not None and not anyway:
            return
        if self.held:
            self.held.clear()
            self.status.show(held=0)
        if self.read_again():
            self.list.changed()
        self.show_ticket()
        self.show_place()
        self.show_news()

    def found(self) -> None:
        """The search knows more."""
        self.call_later(self._found_more)  # from the search's own thread

    def _found_more(self) -> None:
        self.list.changed()
        self.show_state()
        if self._count_due and self.view.exact:
            self.count()

    def looks_elsewhere(self) -> None:
        """What was news of another filter is none of this one's."""
        news = self._kept(self.newcomers.numbers)
        self.newcomers.clear()
        self.newcomers.hear(news)
        self.show_news()
        self._count_due = True
        if self.view.exact:
            self.count()

    @work(thread=True)
    def learn_words(self) -> None:
        """Gather what a first filter needs before somebody types it, but not while the desk starts."""
        self.desk.read_filter("")

    @work(thread=True, exclusive=True, group="counts")
    def count(self) -> None:
        """Count what the filter keeps, and what is new."""
        if not self.desk.mirror.cursor:
            self.call_later(self.strip.show, None, filtered=False, tiers=self.desk.tiers())  # of the first tickets alone it would say nothing true
            return
        self._count_due = False
        query, now, memory = self.query_on, self.desk.now(), self.desk.memory
        tally = self._tally = self._tallied(self._tally, self.counts_of(query))
        fresh = self._new = self._tallied(self._new, self.desk.whats_new()) if memory.looked else None
        try:
            counts, new = tally.counts(now), fresh.total(now) if fresh else None
        except LocalError:
            return  # the next count tries again
        self._count_due = self._count_due or tally.behind
        self.call_later(self._counted, counts, query, new)

    def _tallied(self, tally: Tally | None, query: Query) -> Tally:
        return tally if tally is not None and tally.query == query else self.desk.mirror.tally(query)

    def _counted(self, counts: dict[tuple[str, str], int], query: Query, new: int | None) -> None:
        if new is not None:
            self.status.show(new=new)
        if query == self.query_on:
            self.strip.show(counts, filtered=not self.counts_of(query).whole, tiers=self.desk.tiers())

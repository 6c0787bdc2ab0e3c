"""The queue's list: a window on tickets in which they are marked, one by one, in ranges or all, and looked through for what burns."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from textual.message import Message

from api_client.models.line import Line, band
from widgets.cells.painting import paint_now
from widgets.queue.line_window import LineWindow
from widgets.queue.lines import Lines

BURNING = ("long", "overdue", "urgent")
MOST_MARKS = 500
SCROLLED_LINES = 3
"""A terminal that moves the list by a few lines moves what stands beside it, too: that has to be written anew in any case."""
SCAN_WINDOW = 256
SCAN_MOST = 4096
"""How far `next_burning` looks: the lines come by due time, so what burns is near the top."""


class Range(NamedTuple):
    """Marking whatever the selection goes over."""

    anchor: str
    """Number of the ticket it began on."""
    before: dict[str, Line]
    """The marks that were there before."""
    sticky: bool
    """Whether every way of moving goes on with it; otherwise the next plain move ends it."""


class TicketList(LineWindow):
    """The queue's list. Marks are on tickets: they stay while the list moves and while another filter is on."""

    class Marked(Message):
        """The marks have changed, or a range was begun or ended."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    range: Range | None = None
    """The range being marked."""
    follow: Callable[[], None] | None = None
    """Has what stands beside the list show the selected line."""
    _stretching = False

    @property
    def targets(self) -> list[Line]:
        """What an action acts on: the marked lines, or the selected one."""
        return list(self.marks.values()) or ([self.current] if self.current else [])

    def show(self, source: Lines, *, on: str | None = None) -> None:
        """Show other lines; a range ends, the marks stay."""
        if self.range is not None:
            self._put(self.marks, None)
        super().show(source, on=on)

    def next_burning(self) -> bool:
        """To the next line that is urgent or overdue, from the top again after the last one; False where there is none."""
        for start, end in ((self.cursor + 1, self._count), (0, self.cursor + 1)):
            for at, line in self._scan(start, min(end, start + SCAN_MOST)):
                if band(line, self._now) in BURNING:
                    self._go(at, self.top)
                    return True
        return False

    def go_to(self, number: str) -> bool:
        """Select a ticket; False where the list does not hold it."""
        place = self._source.find(number) if self._source else None
        if place is not None:
            self._go(place, self.top)
        return place is not None

    def far(self, number: str) -> int | None:
        """How many lines below the selected one a ticket stands, negative above it; None where the list does not hold it."""
        place = self._source.find(number) if self._source else None
        return None if place is None else place - self.cursor

    def beside(self, number: str, by: int) -> str:
        """Select the ticket after another (1) or before it (-1); its number, empty at the end. One that has left stands where the selection is."""
        place = self._source.find(number) if self._source and number != self._left else None
        to = place + by if place is not None else self.cursor - (by < 0)
        if not 0 <= to < self._count:
            return ""
        self._go(to, self.top)
        return self.current.number if self.current else ""

    def mark(self) -> None:
        """Mark the selected line, or take its mark away, and go on to the next."""
        if (line := self.current) is None:
            return
        self.range = None
        if self.marks.pop(line.number, None) is None and len(self.marks) < MOST_MARKS:
            self.marks[line.number] = line
        self._repaint([self.cursor - self.top])
        self.post_message(self.Marked(len(self.marks)))
        self.move(1)
        paint_now(self)

    def mark_all(self) -> None:
        """Mark all lines, at most MOST_MARKS; where any is marked, take all marks away."""
        fresh = self._source.window(0, MOST_MARKS) if self._source and not self.marks else []
        self._put({line.number: line for line in fresh}, None)

    def mark_range(self) -> None:
        """Begin to mark whatever the selection goes over; again: go on without marking, the marks stay."""
        if self.range is not None:
            self._put(self.marks, None)
        else:
            self._begin(sticky=True)

    def stretch(self, by: int) -> None:
        """Move by so many lines and mark what lies between, from where stretching began."""
        if self.range is None:
            self._begin(sticky=False)
        self._stretching = True
        self.move(by)
        self._stretching = False

    def drop_range(self) -> bool:
        """Take back what the range being marked has marked; False where there is none."""
        if self.range is None:
            return False
        self._put(self.range.before, None)
        return True

    def gone_to(self, by: int) -> None:
        """Mark what lies between the range's beginning and here; what stands beside the list follows at once where that is no dearer."""
        if self.follow is not None and 0 < abs(by) <= SCROLLED_LINES:
            self.follow()
        if self.range is None:
            return
        if not (self.range.sticky or self._stretching):
            self._put(self.marks, None)
            return
        start = self._source.find(self.range.anchor) if self._source else None
        first, last = sorted((self.cursor, self.cursor if start is None else start))
        lines = self._source.window(first, min(last - first + 1, MOST_MARKS)) if self._source else []
        found = self.range.before | {line.number: line for line in lines}
        self._put(dict(list(found.items())[:MOST_MARKS]), self.range)

    def _begin(self, *, sticky: bool) -> None:
        if (line := self.current) is not None:
            self._put(self.marks | {line.number: line}, Range(line.number, dict(self.marks), sticky))

    def _put(self, marks: dict[str, Line], going_on: Range | None) -> None:
        self.marks, self.range = marks, going_on
        self.refresh()
        self.post_message(self.Marked(len(marks)))
        paint_now(self)

    def _scan(self, start: int, end: int) -> Iterator[tuple[int, Line]]:
        for top in range(start, end, SCAN_WINDOW):
            rows = self._source.window(top, min(SCAN_WINDOW, end - top)) if self._source else []
            yield from enumerate(rows, top)

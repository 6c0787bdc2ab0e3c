"""The queue's list: drawn line by line from windows of the mirror, repainting only the cells that changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from api_client.models.line import NEVER, Line, band
from widgets.columns import countdown, edges, layout
from widgets.glyphs import Signs
from widgets.line_drawing import blank, draw, header, look
from widgets.painting import paint_now

BURNING = ("long", "overdue", "urgent")
MOST_MARKS = 500
STRIPS_KEPT = 200
SCAN_WINDOW = 256
SCAN_MOST = 4096
"""How far `next_burning` looks: the lines come by due time, so what burns is near the top."""


class Lines(Protocol):
    """Where the lines come from, in the queue's order."""

    @property
    def count(self) -> int:
        """How many there are."""

    def window(self, top: int, height: int) -> list[Line]:
        """The lines from an index on, at most so many."""

    def find(self, number: str) -> int | None:
        """The index of a ticket, None where it is not among them."""


class TicketList(Widget, can_focus=True):
    """A header and as many tickets as fit. The selection is a ticket, not a place: it stays on it while the list moves."""

    DEFAULT_CSS = "TicketList { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Another line is selected, or the selected one has changed; None in an empty list."""

        def __init__(self, line: Line | None) -> None:
            super().__init__()
            self.line = line

    class Marked(Message):
        """The marks have changed."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self, *, signs: Signs, lang: Callable[[], str], unit: Callable[[str], str], now: Callable[[], int]) -> None:
        super().__init__()
        self.top = 0
        self.cursor = 0
        self.marks: dict[str, Line] = {}
        """Marked lines by number, as they stood when they were marked."""
        self._empty = ""
        self.lines_drawn = 0
        """How many lines were drawn anew; for tests."""
        self._signs, self._lang, self._unit, self._clock = signs, lang, unit, now
        self._now = now()
        self._source: Lines | None = None
        self._rows: list[Line] = []
        self._fits = 0
        """For how many lines the rows were read."""
        self._count = 0
        self._number = ""
        self._pending: Mapping[str, str] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}

    # -- what is shown

    @property
    def count(self) -> int:
        """How many lines the list has."""
        return self._count

    @property
    def height(self) -> int:
        """How many tickets fit."""
        return max(1, self.size.height - 1)

    @property
    def current(self) -> Line | None:
        """The selected line."""
        at = self.cursor - self.top
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @property
    def targets(self) -> list[Line]:
        """What an action acts on: the marked lines, or the selected one."""
        return list(self.marks.values()) or ([self.current] if self.current else [])

    def show(self, source: Lines) -> None:
        """Show other lines, for instance those of another filter; the selected ticket stays selected where it is among them."""
        self._source = source
        self._count = source.count
        place = source.find(self._number) if self._number else None
        self.top, self.cursor = (place or 0, place or 0)
        self._settle()

    def changed(self) -> None:
        """The same lines have changed: read them again, stay on the selected ticket and on its place on the screen."""
        source = self._source
        if source is None:
            return
        self._count = source.count
        fresh = source.window(self.top, self.height)
        at = self.cursor - self.top
        if not (0 <= at < len(fresh) and fresh[at].number == self._number) and (place := source.find(self._number)) is not None:
            self.top, self.cursor = place - at, place
        before, top = self._rows, self.top
        self._clamp()
        self._rows = source.window(self.top, self.height)
        self.marks.update((line.number, line) for line in self._rows if line.number in self.marks)
        self._select()
        if len(before) != len(self._rows) or top != self.top:
            self.refresh()
        else:
            self._repaint(y for y, (old, new) in enumerate(zip(before, self._rows, strict=True)) if old != new)
        paint_now(self)

    def pend(self, pending: Mapping[str, str]) -> None:
        """Say what became of commands on tickets, by number: waiting, done, refused, stale, unexpected."""
        before, self._pending = self._pending, dict(pending)
        self._repaint(y for y, line in enumerate(self._rows) if before.get(line.number) != self._pending.get(line.number))
        paint_now(self)

    def say_empty(self, text: str) -> None:
        """What to say where there are no lines."""
        if text != self._empty:
            self._empty = text
            self._repaint([1])

    def restyle(self) -> None:
        """Draw everything anew, in another language or with other unit names."""
        self._strips.clear()
        self.refresh()

    def tick(self) -> None:
        """Time has passed: repaint the lines whose countdown or band reads differently now."""
        before, self._now = self._now, self._clock()
        # Textual sends a line from its left end to the end of what changed, so the countdown stands first and the span ends with its column.
        places = edges(layout(self.size.width, self._lang()))
        regions = []
        for y, line in enumerate(self._rows, 1):
            (text, burn), (text_now, burn_now) = _reads(line, before), _reads(line, self._now)
            if (text, burn) != (text_now, burn_now):
                regions.append(Region(0, y, places["clock"] if burn == burn_now else places["tier"], 1))
        if regions:
            self.refresh(*regions)
            paint_now(self)

    # -- moving and marking

    def move(self, by: int) -> None:
        """Move the selection by so many lines."""
        self._go(self.cursor + by, self.top)

    def page(self, by: float) -> None:
        """Move the selection and the window by so many pages."""
        step = int(by * self.height) or (1 if by > 0 else -1)
        self._go(self.cursor + step, self.top + step)

    def edge(self, side: int) -> None:
        """To the first (-1) or the last (1) line."""
        self._go(0 if side < 0 else self._count - 1, self.top)

    def next_burning(self) -> bool:
        """To the next line that is urgent or overdue, from the top again after the last one; False where there is none."""
        for start, end in ((self.cursor + 1, self._count), (0, self.cursor + 1)):
            for at, line in self._scan(start, min(end, start + SCAN_MOST)):
                if band(line, self._now) in BURNING:
                    self._go(at, self.top)
                    return True
        return False

    def mark(self) -> None:
        """Mark the selected line, or take its mark away, and go on to the next."""
        if (line := self.current) is None:
            return
        if self.marks.pop(line.number, None) is None and len(self.marks) < MOST_MARKS:
            self.marks[line.number] = line
        self._repaint([self.cursor - self.top])
        self.post_message(self.Marked(len(self.marks)))
        self.move(1)
        paint_now(self)

    def mark_all(self) -> None:
        """Mark all lines, at most MOST_MARKS; where any is marked, take all marks away."""
        fresh = self._source.window(0, MOST_MARKS) if self._source and not self.marks else []
        self.marks = {line.number: line for line in fresh}
        self.refresh()
        self.post_message(self.Marked(len(self.marks)))
        paint_now(self)

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """One line of the widget: the header, then tickets."""
        width = self.size.width
        columns = layout(width, self._lang())
        if self._fits != self.height:
            self._read()  # the very first picture is painted before the widget is told its size
        if y == 0:
            return Strip([header(columns, self._lang(), self._signs, width)], width)
        if y > len(self._rows):
            return Strip(blank(self._empty if y == 2 and not self._rows else "", width, self._signs), width)
        line = self._rows[y - 1]
        shown = look(
            line, self._now, selected=self.top + y - 1 == self.cursor, marked=line.number in self.marks,
            pending=self._pending.get(line.number, ""), lang=self._lang(),
        )  # fmt: skip
        key = (line, shown, width)
        strip = self._strips.get(key)
        if strip is None:
            self.lines_drawn += 1
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[key] = Strip(draw(line, shown, columns, self._signs, self._unit)).adjust_cell_length(width)
        return strip

    def on_resize(self) -> None:
        """Read as many lines as fit now, the selected one among them."""
        if self._fits != self.height:
            self._settle()

    def _go(self, cursor: int, top: int) -> None:
        """Select the line at an index and bring it into the window, which starts at `top` as far as it can."""
        was = (self.top, self.cursor)
        self.top, self.cursor = top, cursor
        self._clamp()
        if (self.top, self.cursor) == was or self._source is None:
            return
        if self.top != was[0]:
            self._rows = self._source.window(self.top, self.height)
            self.refresh()
        else:
            self._repaint(at - self.top for at in (was[1], self.cursor))
        self._select()
        paint_now(self)

    def _settle(self) -> None:
        self._read()
        self._select()
        self.refresh()

    def _read(self) -> None:
        self._clamp()
        self._fits = self.height
        self._rows = self._source.window(self.top, self.height) if self._source else []

    def _clamp(self) -> None:
        """Keep the selection in the list, the window around it, and no empty lines below while there are lines above."""
        self.cursor = max(0, min(self._count - 1, self.cursor))
        self.top = max(self.cursor - self.height + 1, min(self.top, self.cursor))
        self.top = max(0, min(self.top, self._count - self.height))

    def _select(self) -> None:
        line = self.current
        if line:
            self._number = line.number
        self.post_message(self.Moved(line))

    def _scan(self, start: int, end: int) -> Iterator[tuple[int, Line]]:
        for top in range(start, end, SCAN_WINDOW):
            rows = self._source.window(top, min(SCAN_WINDOW, end - top)) if self._source else []
            yield from enumerate(rows, top)

    def _repaint(self, rows: Iterable[int]) -> None:
        """Repaint some rows of the window from end to end."""
        if regions := [Region(0, y + 1, self.size.width, 1) for y in rows if 0 <= y < self.height]:
            self.refresh(*regions)


def _reads(line: Line, now: int) -> tuple[str, str]:
    """What of a line changes by itself as time passes."""
    return (countdown(line.next_due - now) if line.next_due != NEVER else "", band(line, now))

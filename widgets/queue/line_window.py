"""A window on lines: drawn line by line, repainting only the cells that changed; the selection is a ticket and never jumps."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from api_client.models.line import Line
from widgets.cells.columns import Column, end_of, layout
from widgets.cells.glyphs import Signs
from widgets.cells.own_lines import OwnLines
from widgets.cells.painting import paint_now
from widgets.queue.line_drawing import blank, draw, header, look, reads
from widgets.queue.lines import Lines

STRIPS_KEPT = 200
OWN = ("waiting", "done")
"""What becomes of a command from here that moves its ticket."""


class LineWindow(OwnLines, can_focus=True):
    """A header and as many tickets as fit. The selection is a ticket, not a place: it stays on it while the list moves.

    But where a command from here has sent the ticket elsewhere, it keeps its place and takes the next: one works down the list.
    """

    DEFAULT_CSS = "LineWindow { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Another line is selected, or the selected one has changed; None in an empty list."""

        def __init__(self, line: Line | None) -> None:
            super().__init__()
            self.line = line

    def __init__(self, *, signs: Signs, lang: Callable[[], str], unit: Callable[[str], str], now: Callable[[], int]) -> None:
        super().__init__()
        self.top, self.cursor = 0, 0
        self.marks: dict[str, Line] = {}
        """Marked lines by number, as they stood when they were marked."""
        self.painted_with: tuple[Widget, ...] = ()
        """What is painted in one frame with the list where both change."""
        self.placed: Callable[[], None] | None = None
        """Has what is painted with the list say where the selection stands."""
        self.columns: tuple[str, ...] = ()
        """The columns that a person has chosen; none: what suits the width."""
        self._news: tuple[Segment, ...] = ()
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
        self._wanted: str | None = None
        """The ticket that is to be selected once it is found, "" for the first one; None where somebody has chosen."""
        self._pending: Mapping[str, str] = {}
        self._own: set[str] = set()
        """Tickets on which a command from here waits, or was done since the lines were read last."""
        self._left = ""
        """The ticket that the selection let go last."""
        self._strips: dict[tuple[object, ...], Strip] = {}

    # -- what is shown

    @property
    def count(self) -> int:
        """How many lines the list has."""
        return self._count

    @property
    def moment(self) -> int:
        """The hotline's time that the lines are drawn for: what stands beside them tells the same."""
        return self._now

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
    def rows(self) -> list[Line]:
        """The lines that are seen."""
        return self._rows

    def show(self, source: Lines, *, on: str | None = None) -> None:
        """Show other lines, as of another filter; the selected ticket, or `on`, is selected where it is among them, else the first one."""
        self._source, self._count = source, source.count
        self._wanted = self._number if on is None else on
        self._to_wanted(source)
        self._settle()
        paint_now(self)

    def changed(self) -> None:
        """The same lines have changed: read them again, stay on the selected ticket and on its place on the screen."""
        if (source := self._source) is None:
            return
        self._count = source.count
        fresh = source.window(self.top, self.height)
        at = self.cursor - self.top
        if self._wanted is not None:
            self._to_wanted(source)
        elif not (0 <= at < len(fresh) and fresh[at].number == self._number) and (place := self._place(source, at)) is not None:
            self.top, self.cursor = place - at, place
        self._own = {number for number, state in self._pending.items() if state in OWN}
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

    def _to_wanted(self, source: Lines) -> None:
        """Select what was wanted when these lines were first shown; while more is being found, it may be found yet."""
        place = source.find(self._wanted) if self._wanted else None
        self.top = self.cursor = place or 0
        self._wanted = None if source.exact else self._wanted

    def pend(self, pending: Mapping[str, str]) -> None:
        """Say what became of commands on tickets, by number: waiting, done, refused, stale, unexpected."""
        before, self._pending = self._pending, dict(pending)
        held = {number for number in self._own if before.get(number) == "waiting" and number not in pending}  # taken back
        own = {number for number, state in pending.items() if state in OWN}
        self._own = (self._own | own) - held - (pending.keys() - own)
        self._repaint(y for y, line in enumerate(self._rows) if before.get(line.number) != self._pending.get(line.number))
        paint_now(self)

    def say_empty(self, text: str) -> None:
        """What to say where there are no lines."""
        if text != self._empty:
            self._empty = text
            self._repaint([1])

    def say_news(self, *parts: Segment) -> None:
        """What has come in out of sight: stands at the right end of the header."""
        if parts != self._news:
            self._news = parts
            self.refresh(Region(0, 0, self.size.width, 1))
            paint_now(self)

    def restyle(self) -> None:
        """Draw everything anew, in another language or with other unit names."""
        self._strips.clear()
        self.refresh()

    def tick(self) -> None:
        """Time has passed: repaint the lines whose countdown or band reads differently now, with `paint` or Textual's next frame."""
        before, self._now = self._now, self._clock()
        columns = self.shown_columns()
        aged = any(column.name == "age" for column in columns)
        # Textual sends a line from its left end to the end of what changed, so the countdown stands first and the span ends with its column.
        ends = (end_of(columns, "countdown"), end_of(columns, "countdown", "clock", "band"), end_of(columns, "age"))
        regions = []
        for y, line in enumerate(self._rows, 1):
            changes = zip(ends, reads(line, before, aged=aged), reads(line, self._now, aged=aged), strict=True)
            if width := max((end for end, old, new in changes if old != new), default=0):
                regions.append(Region(0, y, min(width, self.size.width), 1))
        if regions:
            self.refresh(*regions)

    def paint(self) -> None:
        """Paint what has changed, here and in what is painted with the list."""
        paint_now(self, *self.painted_with)

    # -- moving

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

    # -- drawing

    def strips(self, ys: Iterable[int]) -> Iterator[Strip]:
        """The header, then tickets."""
        width, columns, lang = self.size.width, self.shown_columns(), self._lang()
        aged = any(column.name == "age" for column in columns)
        if self._fits != self.height:
            self._read()  # the very first picture is painted before the widget is told its size
        for y in ys:
            if y == 0:
                yield self._strip((lang, width, columns, self._news), partial(header, columns, lang, self._signs, width, self._news), width)
            elif y > len(self._rows):
                said = self._empty if y == 2 and not self._rows else ""
                yield self._strip((said, width), partial(blank, said, width, self._signs), width)
            else:
                line = self._rows[y - 1]
                shown = look(
                    line, self._now, selected=self.top + y - 1 == self.cursor, marked=line.number in self.marks,
                    pending=self._pending.get(line.number, ""), lang=lang, aged=aged,
                )  # fmt: skip
                yield self._strip((line, shown, columns), partial(draw, line, shown, columns, self._signs, self._unit), width)

    def _strip(self, key: tuple[object, ...], drawn: Callable[[], list[Segment]], width: int) -> Strip:
        strip = self._strips.get(key)
        if strip is None:
            self.lines_drawn += 1
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[key] = Strip(drawn()).adjust_cell_length(width)
        return strip

    def on_resize(self) -> None:
        """Read as many lines as fit now."""
        if self._fits != self.height:
            self._settle()

    def _go(self, cursor: int, top: int) -> None:
        """Select the line at an index and bring it into the window, which starts at `top` as far as it can."""
        was = (self.top, self.cursor)
        self.top, self.cursor, self._wanted = top, cursor, None
        self._clamp()
        if (self.top, self.cursor) == was or self._source is None:
            return
        if self.top != was[0]:
            self._rows = self._source.window(self.top, self.height)
            self.refresh()
        else:
            self._repaint(at - self.top for at in (was[1], self.cursor))
        self._select()
        self.gone_to(self.top - was[0])
        if self.placed is not None:
            self.placed()
        self.paint()

    def gone_to(self, by: int) -> None:
        """The selection has been moved, and the window by so many lines; for who marks what it goes over, or keeps something beside it."""

    def shown_columns(self) -> tuple[Column, ...]:
        """The columns as they stand in this width."""
        return layout(self.size.width, self._lang(), self.columns)

    def _place(self, source: Lines, at: int) -> int | None:
        """Where the selection goes: on its ticket, or between its neighbours where that has gone, or a command from here moved it past them."""
        place = source.find(self._number)
        if place is not None and self._number not in self._own:
            return place
        numbers = [line.number for line in self._rows]
        after = next((to for number in numbers[at + 1 :] if number not in self._own and (to := source.find(number)) is not None), None)
        before = next((to for number in reversed(numbers[:at]) if number not in self._own and (to := source.find(number)) is not None), None)
        if after is None and before is None:
            return place
        end = after if after is not None else (before or 0) + 2
        if place is not None and (-1 if before is None else before) < place < end:
            return place
        self._left = self._number
        return after if after is not None else (before or 0) + 1

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
        if line := self.current:
            self._number = line.number
            self._left = "" if line.number == self._left else self._left
        self.post_message(self.Moved(line))

    def _repaint(self, rows: Iterable[int]) -> None:
        """Repaint some rows of the window from end to end."""
        if regions := [Region(0, y + 1, self.size.width, 1) for y in rows if 0 <= y < self.height]:
            self.refresh(*regions)

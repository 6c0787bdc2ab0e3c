"""A list of things that wait: a grid with marks whose countdowns turn, repainting only the cells that read differently."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message

from widgets.cells import glyphs
from widgets.cells.glyphs import Signs
from widgets.cells.painting import paint_now
from widgets.tables.grid import Grid
from widgets.tables.table import GAP, HANDLE, Row, Table, drawn

MOST_MARKS = 200


class WorkList(Grid):
    """The selection is a thing, not a place: it stays on it, and on its place on the screen, while the list moves."""

    class Marked(Message):
        """The marks have changed."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self, *, signs: Signs) -> None:
        super().__init__(signs=signs)
        self.marks: set[str] = set()
        """Ids of the marked rows."""
        self.cells_painted = 0
        """How many cells a tick has repainted; for tests."""

    @property
    def targets(self) -> list[str]:
        """Ids of the rows that an action acts on: the marked ones, or the selected one."""
        marked = [row.id for row in self.table.rows if row.id in self.marks]
        return marked or ([self.current.id] if self.current else [])

    def show(self, table: Table, *, empty: str = "", keep: bool = True) -> None:
        """Show a table; marks go with their rows, and with the whole of another list."""
        before, self.marks = self.marks, {row.id for row in table.rows if row.id in self.marks} if keep else set()
        super().show(table, empty=empty, keep=keep)
        if before != self.marks:
            self.post_message(self.Marked(len(self.marks)))

    def tick(self, draw: Callable[[int], Row]) -> None:
        """Time has passed: `draw` makes the row at an index anew; only cells that read differently are painted."""
        rows, regions, sizes = list(self.table.rows), [], self._widths(self.size.width)
        for at in range(self.top, min(self.top + self.height, len(rows))):
            old, rows[at] = rows[at], draw(at)
            changed = [place for place, (a, b) in enumerate(zip(old.cells, rows[at].cells, strict=True)) if a != b and sizes[place]]
            if changed:
                edges = [HANDLE + sum(size + GAP for size in sizes[:place] if size) for place in (changed[0], changed[-1])]
                regions.append(Region(edges[0], 1 + at - self.top, edges[1] + sizes[changed[-1]] - edges[0], 1))
                self.cells_painted += len(changed)
        self.table = self.table._replace(rows=tuple(rows))
        if regions:
            self.refresh(*regions)
            paint_now(self)

    def mark(self) -> None:
        """Mark the selected row, or take its mark away, and go on to the next."""
        if (row := self.current) is None:
            return
        if row.id in self.marks:
            self.marks.discard(row.id)
        elif len(self.marks) < MOST_MARKS:
            self.marks.add(row.id)
        self.refresh()
        self.post_message(self.Marked(len(self.marks)))
        self.move("line", 1)

    def mark_these(self, ids: Sequence[str]) -> None:
        """Mark these rows, at most MOST_MARKS; where any is marked, take all marks away."""
        self.marks = set() if self.marks else set(ids[:MOST_MARKS])
        self.refresh()
        self.post_message(self.Marked(len(self.marks)))

    def _row(self, row: Row, width: int, *, selected: bool) -> list[Segment]:
        handle = (self._signs.cursor if selected else " ") + (self._signs.mark if row.id in self.marks else " ")
        parts = [Segment(handle, glyphs.STRONG), *drawn(row.cells, self.table.columns, self._widths(width), self._signs)]
        if not selected:
            return parts
        styled = [Segment(part.text, (part.style or glyphs.PLAIN) + glyphs.SELECTED) for part in parts]
        return Segment.adjust_line_length(styled, width, style=glyphs.SELECTED)

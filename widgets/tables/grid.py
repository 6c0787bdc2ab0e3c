"""A table one moves through: header, rows line by line, the selected one marked; columns fit the width, wide signs are never halved."""

from collections.abc import Callable

from rich.segment import Segment
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import glyphs
from widgets.cells.columns import fit
from widgets.cells.glyphs import Signs
from widgets.cells.painting import paint_now
from widgets.tables.table import HANDLE, Cell, Row, Table, drawn, unsaid, widths

UNMEASURED: tuple[int, tuple[int, ...]] = (-1, ())
"""No width has been asked about yet."""


class Grid(Widget, can_focus=True):
    """Shows a table. The selection is a row by its id, not a place: it stays on it where the rows change."""

    DEFAULT_CSS = "Grid { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Another row is selected; None in an empty table."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, signs: Signs, id: str | None = None) -> None:
        super().__init__(id=id)
        self.table = Table((), ())
        self.cursor = 0
        self.top = 0
        self._signs = signs
        self._empty = ""
        self._sizes: tuple[int, tuple[int, ...]] = UNMEASURED
        self._told_at = 0
        """The width at which it was last told which row is selected."""

    @property
    def current(self) -> Row | None:
        """The selected row."""
        return self.table.rows[self.cursor] if self.cursor < len(self.table.rows) else None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.table.rows)

    @property
    def height(self) -> int:
        """How many rows fit."""
        return max(1, self.size.height - 1)

    def unsaid(self, pair: Callable[[str, str], str]) -> str | None:
        """What the selected row has no room to show; None where no row of the table lacks any, so that nothing need be kept free for it.

        None also before the table has a place on the screen; its rows are told of again when it has.
        """
        row, sizes = self.current, self._widths(self.size.width)
        if row is None or not self.size.width or not any(unsaid(self.table, one, sizes, pair) for one in self.table.rows):
            return None
        return unsaid(self.table, row, sizes, pair)

    def show(self, table: Table, *, empty: str = "", keep: bool = True) -> None:
        """Show a table, or the sentence `empty` where it has no rows.

        With `keep` the selected row stays selected, and where it is on the screen; where it is gone, the next one is.
        """
        place, at = self._place_in(table) if keep else 0, self.cursor - self.top
        self.table, self._empty, self._sizes = table, empty, UNMEASURED
        self.cursor, self.top = place, place - at if keep else 0
        self._clamp()
        self.refresh()
        self.post_message(self.Moved(self.current))

    def _place_in(self, table: Table) -> int:
        """Where the selected row stands in another table; where it is gone, the first one after it that is there, else the last one before."""
        places = {row.id: place for place, row in enumerate(table.rows) if row.id}
        after, before = self.table.rows[self.cursor :], reversed(self.table.rows[: self.cursor])
        return next((places[row.id] for row in (*after, *before) if row.id in places), min(self.cursor, max(0, len(table.rows) - 1)))

    def move(self, how: str, by: int) -> None:
        """Move the selection by lines, half pages or pages, or to an edge."""
        steps = {"line": 1, "half": max(1, self.height // 2), "page": max(1, self.height - 1), "edge": self.count}
        was, self.cursor = self.cursor, max(0, min(self.count - 1, self.cursor + by * steps[how]))
        if self.cursor != was:
            self._clamp()
            self.refresh()
            self.post_message(self.Moved(self.current))
            paint_now(self)

    def on_resize(self) -> None:
        """The selected row stays in sight; in another width it shows more or less of itself."""
        self._clamp()
        self.refresh()
        if self.count and self._told_at != self.size.width:
            self.post_message(self.Moved(self.current))
        self._told_at = self.size.width

    def render_line(self, y: int) -> Strip:
        """The header, then the rows."""
        width = self.size.width
        at = self.top + y - 1
        if not self.count:
            said = [line.plain for line in Content(self._empty).wrap(max(1, width - 2 * HANDLE))]
            return Strip([Segment(fit(f"{'':{HANDLE}}{said[y - 1]}" if 0 < y <= len(said) else "", width, self._signs.more), glyphs.FAINT)], width)
        if y == 0:
            heads = tuple(Cell(column.title, glyphs.HEAD) for column in self.table.columns)
            return self._strip([Segment("  "), *drawn(heads, self.table.columns, self._widths(width), self._signs)], width)
        if at >= self.count:
            return Strip.blank(width)
        return self._strip(self._row(self.table.rows[at], width, selected=at == self.cursor), width)

    def _row(self, row: Row, width: int, *, selected: bool) -> list[Segment]:
        parts = [
            Segment(f"{self._signs.cursor} " if selected else "  ", glyphs.STRONG),
            *drawn(row.cells, self.table.columns, self._widths(width), self._signs),
        ]
        more = glyphs.PLAIN + (glyphs.STRONG if row.strong else glyphs.PLAIN) + (glyphs.SELECTED if selected else glyphs.PLAIN)
        styled = [Segment(part.text, (part.style or glyphs.PLAIN) + more) for part in parts]
        return Segment.adjust_line_length(styled, width, style=more) if selected else styled

    @staticmethod
    def _strip(parts: list[Segment], width: int) -> Strip:
        return Strip(parts).adjust_cell_length(width)

    def _widths(self, width: int) -> tuple[int, ...]:
        if self._sizes[0] != width:
            self._sizes = (width, widths(self.table, width))
        return self._sizes[1]

    def _clamp(self) -> None:
        self.cursor = max(0, min(self.count - 1, self.cursor))
        self.top = max(self.cursor - self.height + 1, min(self.top, self.cursor))
        self.top = max(0, min(self.top, self.count - self.height))

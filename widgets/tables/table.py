"""A table as a value: columns by weight, rows of cells, and how both are brought to a width counted in cells."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from widgets.cells import glyphs
from widgets.cells.columns import fit, right
from widgets.cells.glyphs import Signs

HANDLE = 2
"""Cells before the first column: the cursor and a blank."""
GAP = 1
HEAD, HEAD_WISH = 8, 12
"""The heading of a column of numbers is not cut below the first, nor below the second while a column may still go. Numbers are never cut."""
NOTHING = ("", "-")
"""What stands in a cell that tells nothing."""
MOST = 44
"""To how many cells words are held first, unless a column says otherwise; one that says less grows beyond it after all others."""
READABLE = 22
"""What a column that stays wishes for, unless it says otherwise."""


class Column(NamedTuple):
    """One column."""

    title: str
    number: bool = False
    """Numbers stand at the right and are never cut, only their heading is."""
    rank: int = 0
    """Where there is no room, columns go from the highest rank down; those of rank 0 stay."""
    least: int = 6
    """To how many cells words may be cut."""
    most: int = MOST
    wish: int = READABLE
    """A column that stays is not cut further than this for the sake of one that may go."""
    again: bool = False
    """Whether it shows what another column tells: it stands only where no other is cut for it, and where it does not, nothing is missing."""


class Cell(NamedTuple):
    """One cell with a look of its own."""

    text: str
    style: Style = glyphs.PLAIN


class Row(NamedTuple):
    """One row; `id` says what opening it shows, empty where there is nothing behind it."""

    id: str
    cells: tuple[Cell, ...]
    strong: bool = False
    chart: tuple[str, ...] = ()
    """Its figures drawn large, for where there is room; empty where they are no course of time."""


class Table(NamedTuple):
    """A table before it has a width."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    """What is said below it."""


def row(id: str, *cells: str | Cell | int | float | None, strong: bool = False) -> Row:
    """A row of plain texts, numbers and cells; rates with two places, nothing as a dash."""
    return Row(id, tuple(cell if isinstance(cell, Cell) else Cell(shown(cell)) for cell in cells), strong)


def shown(value: str | int | float | None) -> str:
    """A value as it stands in a cell."""
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)


def widths(table: Table, room: int) -> tuple[int, ...]:
    """The cells of each column in so much room; 0 for one that is left out: there is no room, or nothing in it and it may go."""
    longest = [max((cell_len(one.cells[at].text) for one in table.rows), default=0) for at in range(len(table.columns))]
    heads = [cell_len(column.title) for column in table.columns]
    natural = [max(head, min(column.most, size)) for head, size, column in zip(heads, longest, table.columns, strict=True)]
    least = [max(size, min(head, HEAD)) if column.number else column.least for head, size, column in zip(heads, longest, table.columns, strict=True)]
    kept = {at for at, column in enumerate(table.columns) if not column.rank or any(one.cells[at].text for one in table.rows)}
    if _total([natural[at] for at in kept]) > room - HANDLE:
        kept -= {at for at, column in enumerate(table.columns) if column.again}
    readable = [_wished(column, size, head) for column, size, head in zip(table.columns, least, heads, strict=True)]
    while True:
        sizes = _grown(_squeezed(natural, kept, room - HANDLE, readable), longest, table.columns, room - HANDLE)
        leaving = max(kept, key=lambda at: (table.columns[at].rank, at), default=None)
        if _total(sizes) <= room - HANDLE:
            return sizes
        if leaving is None or not table.columns[leaving].rank:
            return _squeezed(natural, kept, room - HANDLE, least)
        kept.remove(leaving)


def _squeezed(natural: Sequence[int], kept: set[int], room: int, floors: Sequence[int]) -> tuple[int, ...]:
    """Columns cut, the widest first, until all that are kept fit or none can be cut further."""
    sizes = [size if at in kept else 0 for at, size in enumerate(natural)]
    while _total(sizes) > room:
        wide = [at for at in kept if sizes[at] > floors[at]]
        if not wide:
            break
        sizes[max(wide, key=lambda at: sizes[at])] -= 1
    return tuple(sizes)


def _wished(column: Column, least: int, head: int) -> int:
    """Below this a column is not cut while another one may still go."""
    if column.number:
        return max(least, min(head, HEAD_WISH))
    return least if column.rank else max(least, column.wish)


def _grown(sizes: Sequence[int], longest: Sequence[int], columns: Sequence[Column], room: int) -> tuple[int, ...]:
    """Columns of words that were held to their most take what is left over, from the left; those that were held short, last."""
    spare, grown = room - _total(sizes), list(sizes)
    for at in sorted((at for at, size in enumerate(sizes) if size), key=lambda at: columns[at].most < MOST):
        more = max(0, min(spare, longest[at] - sizes[at]))
        grown[at], spare = sizes[at] + more, spare - more
    return tuple(grown)


def _total(sizes: Sequence[int]) -> int:
    return sum(size + GAP for size in sizes if size) - GAP


def drawn(cells: Sequence[Cell], columns: Sequence[Column], sizes: Sequence[int], signs: Signs) -> list[Segment]:
    """The cells of one line as segments, each of exactly its column's width; the look of a cell ends before the gap."""
    parts: list[Segment] = []
    for cell, column, size in zip(cells, columns, sizes, strict=True):
        if size:
            text = right(cell.text, size, signs.more) if column.number else fit(cell.text, size, signs.more)
            parts += [Segment(text, cell.style), Segment(" " * GAP)] if cell.style else [Segment(text + " " * GAP)]
    return parts


def unsaid(table: Table, chosen: Row, sizes: Sequence[int], pair: Callable[[str, str], str]) -> str:
    """What a row's own line does not show at these widths: columns left out, words cut. Empty where all of it stands there.

    `pair` puts a heading and a text together.
    """
    missing = (
        (column.title, cell.text)
        for column, cell, size in zip(table.columns, chosen.cells, sizes, strict=True)
        if not column.again and cell.text not in NOTHING and (cell_len(cell.text) > size or (column.number and cell_len(column.title) > size))
    )
    return "  ".join(pair(title, text) if title else text for title, text in missing)

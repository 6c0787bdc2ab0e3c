"""Which columns a line of the queue has at a width, and how text is brought to exactly so many cells."""

from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

SECONDS_SHOWN_BELOW = 600
DAY = 86_400
DAY_SIGNS = len("20261122")


class Column(NamedTuple):
    """One column; a blank follows it."""

    name: str
    width: int
    """Cells; the title's is what is left."""


_NARROW = (("countdown", 7), ("clock", 2), ("band", 2), ("tier", 3), ("number", 6), ("title", 0), ("stage", 6), ("flags", 3))
_USUAL = (
    ("countdown", 7), ("clock", 2), ("band", 2), ("tier", 3), ("number", 9), ("title", 0), ("lead", 8), ("stage", 6), ("hops", 2), ("flags", 4),
)  # fmt: skip
_WIDE = (
    ("countdown", 7), ("clock", 3), ("band", 2), ("tier", 3), ("number", 11), ("title", 0), ("lead", 14), ("stage", 8), ("hops", 2), ("flags", 8),
)  # fmt: skip
_FULL = (
    ("countdown", 7), ("clock", 8), ("band", 2), ("tier", 3), ("number", 15), ("title", 0), ("street", 14), ("lead", 18), ("stage", 8), ("hops", 2),
    ("flags", 10), ("age", 4),
)  # fmt: skip
_LAYOUTS = ((0, _NARROW), (74, _USUAL), (96, _WIDE), (130, _FULL))

HANDLE = 2
"""Cells before the first column: cursor and mark."""

_ENGLISH_EXTRA = {"clock": 3, "lead": 10, "stage": 8, "kind": 10, "cosign": 7}
"""Columns whose English words need at least so much."""

COLUMNS = {
    "countdown": 7, "band": 2, "number": 9, "title": 0, "tier": 3, "stage": 6, "lead": 12, "flags": 8, "clock": 8, "hops": 2, "street": 12,
    "cosign": 4, "age": 4, "item": 10, "kind": 4,
}  # fmt: skip
"""Every column with its cells where a person has chosen it; where there is no room for all, the last ones named here go first."""
ORDERED = (
    "countdown", "clock", "band", "tier", "number", "title", "street", "lead", "stage", "hops", "flags", "cosign", "age", "item", "kind",
)  # fmt: skip
"""The same from left to right."""
LEAST_TITLE = 12


@lru_cache(maxsize=32)
def layout(width: int, lang: str, chosen: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns of a list of this width, the title's width reckoned: those that were chosen, or what suits the width."""
    usual = next(columns for least, columns in reversed(_LAYOUTS) if width >= least)
    wanted = [(name, COLUMNS[name]) for name in dict.fromkeys(chosen) if name in COLUMNS] or list(usual)
    sized = [(name, max(cells, _ENGLISH_EXTRA.get(name, 0)) if lang == "en" else cells) for name, cells in wanted]
    least = LEAST_TITLE if chosen else 0
    by_weight = list(COLUMNS)
    while len(sized) > 1 and chosen and _taken(sized) + (least if ("title", 0) in sized else 0) > width:
        sized.remove(max(sized, key=lambda column: by_weight.index(column[0])))
    left = width - _taken(sized)
    if ("title", 0) not in sized:  # the last column takes what is left
        name, cells = sized.pop()
        return (*(Column(*column) for column in sized), Column(name, max(1, cells + left)))
    return tuple(Column(name, cells or max(4, left)) for name, cells in sized)


def _taken(sized: list[tuple[str, int]]) -> int:
    return HANDLE + sum(cells + 1 for _, cells in sized)


def edges(columns: tuple[Column, ...]) -> dict[str, int]:
    """The first cell of every column."""
    places, at = {}, HANDLE
    for column in columns:
        places[column.name] = at
        at += column.width + 1
    return places


def end_of(columns: tuple[Column, ...], *names: str) -> int:
    """The cell after the last of some columns; 0 where none of them is shown."""
    places = edges(columns)
    return max((places[column.name] + column.width + 1 for column in columns if column.name in names), default=0)


def fit(text: str, cells: int, more: str) -> str:
    """The text cut or filled to exactly so many cells; no wide character is ever halved."""
    wide = cell_len(text)
    if wide <= cells:
        return text + " " * (cells - wide)
    if cells < 2:
        return set_cell_size(text, cells)
    kept = set_cell_size(text, cells - 1)
    # A wide character that would have been halved leaves a blank: the sign goes before it, close to the text it cuts.
    return kept[:-1] + more + " " if kept[-1] == " " and not text.startswith(kept) else kept + more


def right(text: str, cells: int, more: str) -> str:
    """The same, filled from the left."""
    return " " * max(0, cells - cell_len(text)) + fit(text, min(cells, cell_len(text)), more)


def countdown(left: int) -> str:
    """What is left in seconds, as fine as it matters: days, then hours, then minutes, seconds only in the last ten minutes; `+` once it is over."""
    sign = "+" if left <= 0 else ""
    span = abs(left)
    if span >= 100 * DAY:
        return f"{sign}{span // DAY}d"
    if span >= DAY:
        return f"{sign}{span // DAY}d{span % DAY // 3600:02}h"
    if span >= 3600:
        return f"{sign}{span // 3600}h{span % 3600 // 60:02}m"
    if span < SECONDS_SHOWN_BELOW and not sign:
        return f"{span // 60}:{span % 60:02}"
    return f"{sign}{span // 60}m"


def age(seconds: int) -> str:
    """How long ago something was, in one unit: `40m`, `5h`, `12d`."""
    span = max(0, seconds)
    return f"{span // DAY}d" if span >= DAY else f"{span // 3600}h" if span >= 3600 else f"{span // 60}m"


def number(full: str, cells: int) -> str:
    """A ticket's number in so many cells: without the year, then with the day of the month alone, then without the day.

    Of a number that has no day in it, another city's, the end.
    """
    day, _, serial = full.partition("-")
    if len(day) != DAY_SIGNS or not (day.isdecimal() and serial):
        return full[-cells:].lstrip("-")
    for text in (full, f"{day[4:]}-{serial}", f"{day[6:]}-{serial}", serial):
        if len(text) <= cells:
            return text
    return serial[-cells:]

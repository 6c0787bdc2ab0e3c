"""Finds out where lines have only moved, so that the terminal can move them itself."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from tui.display.cells import BLANK, Cell

Line = list[Cell]

FEWEST_LINES = 4
"""Below so many changed lines a scroll region does not pay."""
COST_IN_CELLS = 20
"""About what the sequences of a scroll cost."""
LINE_IN_CELLS = 8
"""About what it costs to go to a line and to change the pen there."""
_SAMPLE = slice(8, 48)


class Shift(NamedTuple):
    """Lines `top` to `bottom` - 1 move up by `by`, down where it is negative."""

    top: int
    bottom: int
    by: int
    right: int | None = None
    """Only the columns before this one move; all where it is None."""


def find(shown: Sequence[Line], wanted: Sequence[Line], changed: Sequence[int], *, margins: bool = False) -> Shift | None:
    """The shift after which the fewest cells have to be sent, None where that saves nothing. `changed` are the lines that differ.

    `margins`: the terminal can leave columns at the right where they are.
    """
    if len(changed) < FEWEST_LINES:
        return None
    places = {text: y for y in changed if (text := _sample(shown[y])).strip()}
    came = {y: places[text] for y in changed if (text := _sample(wanted[y])) in places and places[text] != y}
    if not came:
        return None
    by, votes = Counter(was - y for y, was in came.items()).most_common(1)[0]
    if votes * 3 < len(changed):
        return None
    moved = [place for y, was in came.items() if was - y == by for place in (y, was)]
    shift = Shift(min(moved), max(moved) + 1, by)
    shift = shift._replace(right=_edge(shift, shown, wanted)) if margins else shift
    return shift if _saves(shift, shown, wanted) else None


def after(lines: Sequence[Line], shift: Shift, fresh: Line) -> list[Line]:
    """The lines of the region as they stand after the shift; `fresh` is what comes in at its edge."""
    kept = lines[shift.top + max(shift.by, 0) : shift.bottom + min(shift.by, 0)]
    came_in = [fresh] * abs(shift.by)
    moved = [*kept, *came_in] if shift.by > 0 else [*came_in, *kept]
    if shift.right is None:
        return moved
    return [[*line[: shift.right], *still[shift.right :]] for line, still in zip(moved, lines[shift.top : shift.bottom], strict=True)]


def differing(one: Line, other: Line) -> list[int]:
    """The columns in which two lines differ."""
    if one is other:
        return []
    return [x for x, (new, old) in enumerate(zip(one, other, strict=True)) if new is not old and new != old]


def _sample(line: Line) -> str:
    """Enough of a line to know it again; neither its countdown nor what stands beside the list."""
    return "".join([cell[0] for cell in line[_SAMPLE]])


def _edge(shift: Shift, shown: Sequence[Line], wanted: Sequence[Line]) -> int | None:
    """The column from which on the lines are better left where they are; None where that saves too little. No wide sign of theirs is parted."""
    lines, stay = wanted[shift.top : shift.bottom], shown[shift.top : shift.bottom]
    moved = after(shown, shift, [BLANK] * len(wanted[0]))
    spared, cost = (Counter(chain.from_iterable(map(differing, lines, was))) for was in (stay, moved))
    saved = list(accumulate(spared[x] - cost[x] for x in range(len(wanted[0]))))  # by moving the columns up to this one
    for x in sorted(range(1, len(saved)), key=lambda x: saved[x - 1], reverse=True):
        if saved[x - 1] <= saved[-1] + COST_IN_CELLS:
            break
        if all(line[x][0] for line in stay):
            return x
    return None


def _saves(shift: Shift, shown: Sequence[Line], wanted: Sequence[Line]) -> bool:
    lines, blank = wanted[shift.top : shift.bottom], [BLANK] * len(wanted[0])
    return _cost(lines, after(shown, shift, blank)) + COST_IN_CELLS < _cost(lines, shown[shift.top : shift.bottom])


def _cost(lines: Sequence[Line], shown: Sequence[Line]) -> int:
    """About how many bytes it takes from the one to the other."""
    counts = [len(differing(line, was)) for line, was in zip(lines, shown, strict=True)]
    return sum(counts) + LINE_IN_CELLS * sum(map(bool, counts))

"""Finds out where lines have only moved, so that the terminal can move them itself."""

from collections import Counter
from collections.abc import Sequence
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


def find(shown: Sequence[Line], wanted: Sequence[Line], changed: Sequence[int]) -> Shift | None:
    """The shift after which the fewest cells have to be sent, None where that saves nothing. `changed` are the lines that differ."""
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
    return shift if _saves(shift, shown, wanted) else None


def after(lines: Sequence[Line], shift: Shift, fresh: Line) -> list[Line]:
    """The lines of the region as they stand after the shift; `fresh` is what comes in at its edge."""
    kept = lines[shift.top + max(shift.by, 0) : shift.bottom + min(shift.by, 0)]
    came_in = [fresh] * abs(shift.by)
    return [*kept, *came_in] if shift.by > 0 else [*came_in, *kept]


def differing(one: Line, other: Line) -> list[int]:
    """The columns in which two lines differ."""
    if one is other:
        return []
    return [x for x, (new, old) in enumerate(zip(one, other, strict=True)) if new is not old and new != old]


def _sample(line: Line) -> str:
    """Enough of a line to know it again; neither its countdown nor what stands beside the list."""
    return "".join([cell[0] for cell in line[_SAMPLE]])


def _saves(shift: Shift, shown: Sequence[Line], wanted: Sequence[Line]) -> bool:
    lines, blank = wanted[shift.top : shift.bottom], [BLANK] * len(wanted[0])
    return _cost(lines, after(shown, shift, blank)) + COST_IN_CELLS < _cost(lines, shown[shift.top : shift.bottom])


def _cost(lines: Sequence[Line], shown: Sequence[Line]) -> int:
    """About how many bytes it takes from the one to the other."""
    counts = [len(differing(line, was)) for line, was in zip(lines, shown, strict=True)]
    return sum(counts) + LINE_IN_CELLS * sum(map(bool, counts))

"""Shifts: found where lines have moved, not where they have changed."""

import pytest

from tui.display.cells import Cell, Cells
from tui.display.pens import Pens
from tui.display.shift import Shift, after, find

CELLS = Cells(Pens())


def page(*numbers: int) -> list[list[Cell]]:
    """Lines like those of the queue."""
    return [
        list(CELLS.of(f"  {number % 7}:{number % 60:02}  ▴▴ 2h  {number:06} 号楼电梯停运待修{number * 7919 % 997:04}", None)) for number in numbers
    ]


@pytest.mark.parametrize("by", [1, 3, -1, -5])
def test_moved_lines_are_found(by: int) -> None:
    found = find(page(*range(20)), page(*range(by, 20 + by)), list(range(20)))
    assert found == Shift(0, 20, by)


def test_other_lines_are_not() -> None:
    assert find(page(*range(20)), page(*range(50, 70)), list(range(20))) is None
    assert find(page(*range(3)), page(*range(1, 4)), [0, 1, 2]) is None, "too few to pay"


def test_only_the_lines_that_moved_are_in_the_region() -> None:
    shown, wanted = page(90, *range(20), 91), page(92, *range(1, 21), 93)
    assert find(shown, wanted, list(range(22))) == Shift(1, 21, 1)


def test_lines_after_a_shift() -> None:
    lines = page(*range(6))
    blank = page(99)[0]
    assert after(lines, Shift(1, 5, 2), blank) == [*lines[3:5], blank, blank]
    assert after(lines, Shift(1, 5, -1), blank) == [blank, *lines[1:4]]

"""A spark shows which figures are higher, in one cell each."""

import pytest
from rich.cells import cell_len

from widgets.cells.spark import ASCII, BRAILLE, LENGTH, LONG, LONG_ASCII, measure, spark


def test_lowest_and_highest_are_the_ends_of_the_scale() -> None:
    assert spark([1, 2, 3, 4]) == "⣀⣤⣶⣿"
    assert spark([1, 2, 3, 4], ascii_only=True) == "_-=#"


def test_what_is_missing_is_blank_and_what_is_alike_is_level() -> None:
    assert spark([None, 5.0, 5.0, None]) == " ⣤⣤ "
    assert spark([None, None]) == "  "
    assert spark([]) == ""


@pytest.mark.parametrize("signs", [BRAILLE, ASCII, LONG, LONG_ASCII])
def test_each_sign_takes_one_cell(signs: str) -> None:
    assert [cell_len(sign) for sign in signs] == [1] * len(signs)


def test_a_bar_is_as_long_as_its_part_of_the_whole() -> None:
    assert [len(measure(figure, 100)) for figure in (None, 0, 0.1, 50, 100, 130)] == [0, 0, 1, LENGTH // 2, LENGTH, LENGTH]
    assert measure(20, 40, ascii_only=True) == "#" * (LENGTH // 2)
    assert measure(5, 0) == ""

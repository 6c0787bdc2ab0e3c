"""A spark shows which figures are higher, in one cell each."""

import pytest
from rich.cells import cell_len

from widgets.cells.spark import ASCII, BRAILLE, spark


def test_lowest_and_highest_are_the_ends_of_the_scale() -> None:
    assert spark([1, 2, 3, 4]) == "⣀⣤⣶⣿"
    assert spark([1, 2, 3, 4], ascii_only=True) == "_-=#"


def test_what_is_missing_is_blank_and_what_is_alike_is_level() -> None:
    assert spark([None, 5.0, 5.0, None]) == " ⣤⣤ "
    assert spark([None, None]) == "  "
    assert spark([]) == ""


@pytest.mark.parametrize("signs", [BRAILLE, ASCII])
def test_each_sign_takes_one_cell(signs: str) -> None:
    assert [cell_len(sign) for sign in signs] == [1] * len(signs)

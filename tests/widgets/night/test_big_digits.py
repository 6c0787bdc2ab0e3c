"""Large digits: every sign of a countdown has one, lines are even, and what is too wide is said small."""

import pytest

from widgets.cells.columns import countdown
from widgets.cells.glyphs import ALARM
from widgets.night.big_digits import ROWS, big, cells

RED = ALARM


def picture(text: str, **more: object) -> list[str]:
    """The digits as a person sees them, `#` for ink."""
    lines = big(text, RED, width=80, **more)  # type: ignore[arg-type] # the caller names its own
    return ["".join("#" * len(part.text) if part.style and part.style.bgcolor else part.text for part in line) for line in lines]


@pytest.mark.parametrize("seconds", [0, -1, 5, 59, 599, 600, 3599, 3600, 86_399, 86_400, 20 * 86_400, 200 * 86_400, -86_400 * 99])
@pytest.mark.parametrize("tall", [1, 2])
def test_every_countdown_has_a_large_form_of_even_lines(seconds: int, tall: int) -> None:
    text = countdown(seconds)
    lines = big(text, RED, width=200, tall=tall)
    assert len(lines) == ROWS * tall
    assert {sum(len(part.text) for part in line) for line in lines} == {cells(text, 2 * tall)}


def test_a_digit_looks_like_itself() -> None:
    assert picture("4") == ["##  ##", "##  ##", "######", "    ##", "    ##"]
    assert picture("4", blocks=False) == picture("4")


def test_blocks_are_filled_blanks_and_ascii_is_signs() -> None:
    assert all(not part.text.strip() for line in big("9:59", RED, width=80) for part in line)
    assert "#" in "".join(part.text for line in big("9:59", RED, width=80, blocks=False) for part in line)


def test_what_is_too_wide_gets_narrower_dots_and_then_ordinary_signs() -> None:
    text = "+99d23h"
    assert cells(text, 2) > 40 >= cells(text, 1)
    assert len(big(text, RED, width=40)) == ROWS
    assert [[part.text for part in line] for line in big(text, RED, width=10)] == [["+99d23h"]]
    assert [[part.text for part in line] for line in big("", RED, width=10)] == [[""]]

"""Tabs show the chosen name whatever the width, and say that there are more."""

import pytest
from rich.cells import cell_len

from widgets.lines.tabs import Tabs

NAMES = ["三率", "排名", "约谈名单", "Misdispatch", "高频", "口径"]


def line(width: int, at: int) -> tuple[str, str]:
    tabs = Tabs()
    tabs._names, tabs._at = tuple(NAMES), at
    left, right = tabs.parts(width)
    return "".join(part.text for part in left), "".join(part.text for part in right)


def test_with_room_all_stand_and_the_chosen_one_is_in_brackets() -> None:
    left, right = line(80, 2)
    assert left == " 三率  排名 [约谈名单] Misdispatch  高频  口径 "
    assert right == ""


@pytest.mark.parametrize("at", range(len(NAMES)))
@pytest.mark.parametrize("width", [20, 30, 44])
def test_the_chosen_one_always_stands_and_what_is_hidden_is_said(width: int, at: int) -> None:
    left, right = line(width, at)
    assert f"[{NAMES[at]}]" in left
    assert cell_len(left) + cell_len(right) <= width
    assert left.startswith("<") is (NAMES[0] not in left)
    assert (right == " >") is (NAMES[-1] not in left)

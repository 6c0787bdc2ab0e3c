"""Update after update, the thin display and Textual's own output leave the same on the screen; PAIDAN_DISPLAY=long has ten thousand at each size."""

import os
import random
import sys
from unicodedata import category

import pytest
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from tests.tui.display.test_inside import Both, chops, layout
from tests.tui.display.test_picture import SIZES, STYLES

LONG = os.environ.get("PAIDAN_DISPLAY") == "long"
UPDATES = 10_000 if LONG else 40
WIDE, AMBIGUOUS, WITHOUT_WIDTH = "中文字工单，。か한", "…①▸·─", ("\u200b", "\u2060", "e\u0301", "x\u0323\u0301")
SIGNS = (*"ab 12:  ", *WIDE, *AMBIGUOUS, *WITHOUT_WIDTH)


def update(lines: list[list[Segment]], size: tuple[int, int], chance: random.Random) -> LayoutUpdate | ChopsUpdate:
    """All lines anew, or those from some line on, each in two parts."""
    width, height = size
    cut = chance.randrange(1, width)
    if chance.random() < 0.4 or any(parts_a_mark(line, width, cut) for line in lines):
        return layout(lines, width, height)
    return chops(lines, width, height, cut, chance.randrange(height))


def parts_a_mark(line: list[Segment], width: int, cut: int) -> bool:
    """Whether a cut leaves a sign on one side and its mark on the other: what is shown then is an accident, and ours shows the sign alone."""
    right = Strip(line).adjust_cell_length(width).divide([cut, width])[1].text
    return category(right[:1] or " ") == "Mn"


def line(chance: random.Random) -> list[Segment]:
    """A line of some texts in some styles."""
    return [Segment("".join(chance.choices(SIGNS, k=chance.randrange(1, 12))), chance.choice(STYLES)) for _ in range(chance.randrange(1, 7))]


def changed(lines: list[list[Segment]], chance: random.Random) -> list[list[Segment]]:
    """The next screen: scrolled by some lines, one line another, or all of them."""
    match chance.randrange(5):
        case 0:
            by = chance.randrange(1, 4)
            return [*lines[by:], *(line(chance) for _ in range(by))]
        case 4:
            return beside(lines, chance)
        case 1:
            return [line(chance), *lines[:-1]]
        case 2:
            at = chance.randrange(len(lines))
            return [*lines[:at], line(chance), *lines[at + 1 :]]
        case _:
            return [line(chance) for _ in lines]


def beside(lines: list[list[Segment]], chance: random.Random) -> list[list[Segment]]:
    """The next screen: the left part of its lines scrolled, up or down; what stands at the right stays."""
    width = max(2, *map(Segment.get_line_length, lines))
    cut, by = chance.randrange(1, width), chance.choice((-2, -1, 1, 2))
    if any(parts_a_mark(one, width, cut) for one in lines):
        return lines
    parts = [Strip(one).adjust_cell_length(width).divide([cut, width]) for one in lines]
    moved = [*parts[by:], *parts[:by]]
    return [[*left, *right] for (left, _), (_, right) in zip(moved, parts, strict=True)]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("margins", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_every_update_shows_the_same(size: tuple[int, int], margins: bool, capsys: pytest.CaptureFixture[str]) -> None:
    chance, screens = random.Random(f"{size}"), Both(*size, margins=margins)
    lines = [[Segment("")] for _ in range(size[1])]
    screens.show(layout(lines, *size))
    for number in range(UPDATES):
        lines = changed(lines, chance)
        if chance.random() < 0.02:
            screens.picture.forget()
        screens.show(update(lines, size, chance))
        assert screens.thin.seen() == screens.own.seen(), f"update {number} of {size}"
    if LONG:
        with capsys.disabled():
            sys.stdout.write(f"\n{UPDATES:,} updates at {size[0]}x{size[1]}: {screens.sent:,} bytes, Textual's own {screens.own_sent:,}\n")

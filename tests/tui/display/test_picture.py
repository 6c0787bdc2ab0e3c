"""The picture: whatever is drawn, in whatever order, the terminal shows it; and it takes few bytes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from tests.tui.display.replay import Replay, plainly
from tui.display.cells import Cell, Cells
from tui.display.pens import Pens
from tui.display.picture import Picture

SIZES = ((20, 6), (40, 12), (80, 24), (7, 5))
SIGNS = [*"ab  1:2", *"中文字，。か한", *"…①·▸✖é", "e\u0301", "x\u0323\u0301", "\u200b", "\x1b", "\u202e", "\u3000"]
STYLES = [None, Style(bold=True), Style(color="red"), Style(color="cyan", reverse=True), Style(bgcolor="blue"), Style(dim=True)]

TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=14).map("".join)
PUTS = st.tuples(st.just("put"), st.integers(0, 79), st.integers(0, 23), TEXTS, st.sampled_from(STYLES))
SHIFTS = st.tuples(st.just("shift"), st.integers(0, 23), st.integers(0, 23), st.sampled_from([-3, -1, 1, 2]), st.none())
FILLS = st.tuples(st.just("fill"), st.integers(0, 9), st.none(), TEXTS, st.sampled_from(STYLES))
REST = st.tuples(st.sampled_from(["send", "forget", "caret"]), st.none(), st.none(), st.none(), st.none())
STEPS = st.lists(PUTS | PUTS | SHIFTS | FILLS | REST, min_size=1, max_size=40)


Step = tuple[str, Any, Any, Any, Any]


def apply(picture: Picture, cells: Cells, step: Step) -> bool:
    """Draw one step; whether the picture is to be sent after it."""
    what, one, other, by, style = step
    if what == "put":
        picture.put(one % picture.width, other % picture.height, cells.of(by, style))
    elif what == "shift":
        before = list(picture.wanted)
        top, bottom = sorted((one % picture.height, other % picture.height))
        for y in range(top, bottom + 1):
            if top <= y + by <= bottom:
                picture.put(0, y, before[y + by])
    elif what == "fill":
        for y in range(picture.height):
            picture.put(0, y, [*cells.of(f"{one}{y}", None), *cells.of(by * (picture.width // 4), style)])
    elif what == "forget":
        picture.forget()
    return what in ("send", "forget", "caret", "shift")


@pytest.mark.parametrize("size", SIZES)
@settings(max_examples=40, deadline=None)
@given(
    steps=STEPS, undoes=st.booleans(), able=st.fixed_dictionaries(dict.fromkeys(("scrolls", "fills", "erases"), st.booleans())), margins=st.booleans()
)
def test_the_terminal_shows_what_is_wanted(size: tuple[int, int], steps: list[Step], undoes: bool, able: dict[str, bool], margins: bool) -> None:
    pens = Pens(undoes=undoes)
    picture, cells, terminal = Picture(*size, pens, **able), Cells(pens), Replay(*size)
    picture.margins = margins
    for number, step in enumerate(steps):
        if apply(picture, cells, step) or number == len(steps) - 1:
            caret = (3, 2) if step[0] == "caret" else None
            sent = picture.difference(caret)
            terminal.feed(sent)
            assert terminal.seen() == plainly(list(picture.wanted), pens).seen()
            assert not {"\u200b", "\u202e"} & set(sent)
            if caret:
                assert (terminal.screen.cursor.x, terminal.screen.cursor.y) == caret
            assert picture.difference(caret) == "", "nothing is sent twice"


CELLS = Cells(Pens())


def drawn() -> Picture:
    """A page of 36 lines that stands on the terminal."""
    picture = Picture(120, 40, Pens())
    for y in range(36):
        picture.put(0, y + 1, line(y))
    picture.difference()
    return picture


def line(number: int) -> tuple[Cell, ...]:
    """Like one of the queue's."""
    return CELLS.of(f"  {number % 9}:{number % 60:02} 签 ▴▴ 2h  22-{number:06} 万柳街道{number * 7919 % 997}号楼电梯停运三天无人处理", None)


def test_one_digit_costs_one_digit() -> None:
    picture = drawn()
    picture.put(4, 1, CELLS.of("7", None))
    assert picture.difference() == "\x1b[2;5H7"
    picture.put(4, 2, CELLS.of("7", None))
    assert picture.difference() == "\b\x1bD7"


def test_a_scrolled_list_costs_little_more_than_its_new_line() -> None:
    picture = drawn()
    for y in range(36):
        picture.put(0, y + 1, line(y + 1))
    sent = picture.difference()
    assert "\x1b[2;37r" in sent
    assert len(sent.encode()) < 150


@pytest.mark.parametrize("by", [1, 2, -1])
def test_a_list_scrolls_beside_a_pane_that_stays(by: int) -> None:
    picture, terminal = drawn(), Replay(120, 40)
    picture.margins = True
    picture.forget()
    pane = [CELLS.of(f"│ 主办 {y * 7919 % 997} 街道", None) for y in range(36)]
    for first in (10, 10 + by):
        for y in range(36):
            picture.put(0, y + 1, line(first + y))
            picture.put(84, y + 1, pane[y])
        sent = picture.difference()
        terminal.feed(sent)
        assert terminal.seen() == plainly(list(picture.wanted), picture._pens).seen()
    assert "\x1b[?69h\x1b[;" in sent
    assert sent.count("\x1b[?69l") == 1
    assert len(sent.encode()) < 150 + 90 * (abs(by) - 1)


def test_blanks_inside_a_line_are_erased() -> None:
    picture = drawn()
    picture.put(10, 1, CELLS.of(" " * 20, None))
    assert picture.difference().endswith("X")
    picture.put(10, 2, CELLS.of(" " * 3, None))
    assert picture.difference().endswith("D  "), "few are sooner written"


def test_after_a_sign_of_doubtful_width_the_next_one_has_an_address() -> None:
    picture = drawn()
    picture.put(0, 39, CELLS.of("①中", None))
    assert "①\x1b[40;2H中" in picture.difference()


def test_a_blank_end_is_erased() -> None:
    picture = drawn()
    picture.put(10, 1, CELLS.of(" " * 110, None))
    sent = picture.difference()
    assert sent.endswith("\x1b[K")
    assert len(sent) < 20


def test_cut_wide_signs_leave_blanks() -> None:
    picture = Picture(6, 1, Pens())
    picture.put(0, 0, CELLS.of("中文字", None))
    picture.put(1, 0, CELLS.of("ab", None))
    assert [cell[0] for cell in picture.wanted[0]] == [" ", "a", "b", " ", "字", ""]
    picture.put(5, 0, CELLS.of("中", None))
    assert [cell[0] for cell in picture.wanted[0]] == [" ", "a", "b", " ", " ", " "]

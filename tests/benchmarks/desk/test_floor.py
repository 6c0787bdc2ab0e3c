"""The floor: what it writes shows the same, and nothing of it can be left out."""

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.desk.floor import PLAIN, Floor, Pen, Screen, move, pen_step, screen_of

WIDTH, HEIGHT = 24, 5
TEXTS = st.lists(st.sampled_from([*"ab 1:", *"中文工单"]), min_size=1, max_size=4).map("".join)
COLOURS = st.sampled_from(["", "\x1b[31m", "\x1b[1;33m", "\x1b[7m", "\x1b[38;5;208m", "\x1b[44m", "\x1b[m"])
PARTS = st.lists(st.tuples(COLOURS, TEXTS).map("".join), max_size=3).map("".join)
LINES = st.lists(st.tuples(st.integers(1, HEIGHT), PARTS), min_size=1, max_size=6)


class Emulated:
    """An emulator that does not wrap."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.Stream(self.screen)
        self.stream.feed("\x1b[?7l")

    def shows(self, text: str) -> Screen:
        self.stream.feed(text)
        return screen_of(self.screen)


def seen(screen: Screen) -> list[list[tuple[object, ...]]]:
    """What a person sees: nobody sees the colour of a sign that is not there."""
    return [[(text, pen.back, pen.marks, None if text == " " and not pen.marks else pen.fore) for text, pen in line] for line in screen]


@settings(max_examples=80, deadline=None)
@given(frames=st.lists(LINES, min_size=1, max_size=4))
def test_what_it_writes_shows_the_same(frames: list[list[tuple[int, str]]]) -> None:
    theirs, ours, floor = Emulated(), Emulated(), Floor(WIDTH)
    before = theirs.shows("")
    for lines in frames:
        after = theirs.shows("".join(f"\x1b[{y}H{parts}\x1b[m\x1b[K" for y, parts in lines))
        assert seen(ours.shows(floor.frame(before, after))) == seen(after)
        before = after


def test_one_digit_is_one_address_and_one_digit() -> None:
    terminal, floor = Emulated(), Floor(WIDTH)
    before = terminal.shows("\x1b[2;3H4:59")
    after = terminal.shows("\x1b[2;6H8")
    assert floor.frame(before, after) == "\x1b[2;6H8"
    assert floor.frame(after, after) == ""
    assert floor.frame(after, terminal.shows("\x1b[2;6H7")) == "\b7"


def test_a_blank_end_is_erased() -> None:
    terminal = Emulated()
    before = terminal.shows("\x1b[1;1Habcdefghijkl")
    assert Floor(WIDTH).frame(before, terminal.shows("\x1b[1;3H\x1b[K")) == "\x1b[1;3H\x1b[K"


@pytest.mark.parametrize(
    ("at", "x", "y", "way"),
    [
        ((4, 2), 4, 2, ""), ((4, 2), 3, 2, "\b"), ((4, 2), 5, 2, "\x1b[C"), ((4, 2), 0, 3, "\r\n"), ((4, 2), 4, 3, "\x1bD"),
        ((4, 2), 2, 3, "\b\b\x1bD"), (None, 0, 0, "\x1b[H"), (None, 0, 3, "\x1b[4H"), (None, 9, 3, "\x1b[4;10H"),
    ],
)  # fmt: skip
def test_the_cheapest_way(at: tuple[int, int] | None, x: int, y: int, way: str) -> None:
    assert move(at, x, y) == way


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        (PLAIN, PLAIN, ""), (PLAIN, Pen(fore="red"), "\x1b[31m"), (Pen(fore="red"), PLAIN, "\x1b[m"),
        (Pen(fore="red", marks=frozenset("1")), Pen(fore="red"), "\x1b[0;31m"), (Pen(fore="red"), Pen(back="brightblue"), "\x1b[0;104m"),
        (PLAIN, Pen(fore="ff8700"), "\x1b[38;5;208m"), (PLAIN, Pen(fore="010203"), "\x1b[38;2;1;2;3m"),
    ],
)  # fmt: skip
def test_the_shortest_change_of_pens(old: Pen, new: Pen, step: str) -> None:
    assert pen_step(old, new) == step

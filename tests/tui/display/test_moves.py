"""Moves: the cursor arrives, and never by more bytes than an address takes."""

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.display.replay import Replay
from tui.display.moves import move

PLACES = st.tuples(st.integers(0, 119), st.integers(0, 39))


@given(here=PLACES | st.none(), there=PLACES, index=st.booleans())
def test_the_cursor_arrives(here: tuple[int, int] | None, there: tuple[int, int], index: bool) -> None:
    terminal = Replay(120, 40)
    if here is not None:
        terminal.feed(f"\x1b[{here[1] + 1};{here[0] + 1}H")
    way = move(here, there, index=index)
    terminal.feed(way)
    assert (terminal.screen.cursor.x, terminal.screen.cursor.y) == there
    assert len(way) <= len(f"\x1b[{there[1] + 1};{there[0] + 1}H")


def test_near_is_cheap() -> None:
    assert move((5, 3), (5, 3)) == ""
    assert move((5, 3), (6, 3)) == "\x1b[C"
    assert move((6, 3), (4, 3)) == "\b\b"
    assert move((6, 3), (0, 3)) == "\r"
    assert move((9, 3), (8, 4)) == "\b\x1bD"
    assert move((9, 3), (9, 2)) == "\x1bM"
    assert move((9, 3), (9, 2), index=False) == "\x1b[A"

"""The emulator that all stories are read from is itself read rightly."""

import pytest

from tests.terminal import Terminal


def shown(*pieces: bytes) -> list[str]:
    terminal = Terminal(["true"], cols=10, rows=6)
    for piece in pieces:
        terminal.draw(piece)
    return terminal.text()


def test_a_line_feed_below_the_margins_moves_nothing_within_them() -> None:
    lines = b"".join(b"\x1b[%d;1Hline %d" % (row, row) for row in range(1, 7))
    below = b"\x1b[2;4r\x1b[5;1Hfifth\x1b[K\r\nsixth\x1b[K"
    assert shown(lines, below) == ["line 1", "line 2", "line 3", "line 4", "fifth", "sixth"]
    assert shown(lines, below, b"\x1b[1A!") == ["line 1", "line 2", "line 3", "line 4", "fifth!", "sixth"]
    assert shown(lines, b"\x1b[3;4r\x1b[2;1H\x1b[A1") == ["1ine 1", "line 2", "line 3", "line 4", "line 5", "line 6"]
    assert shown(lines, b"\x1b[2;4r\x1b[4;1H\r\nnew") == ["line 1", "line 3", "line 4", "new", "line 5", "line 6"]


def test_a_mode_takes_no_letter_of_the_text_behind_it() -> None:
    assert shown(b"\x1b[?25lduty\x1b[?2026$pfree\x1b[>4;2m.")[0] == "dutyfree."


@pytest.mark.parametrize("at", range(1, 6))
def test_a_sequence_that_comes_in_two_pieces_is_one(at: int) -> None:
    told = b"a\x1b[2;3Hb"
    assert shown(told[:at], told[at:])[:2] == ["a", "  b"]

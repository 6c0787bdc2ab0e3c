"""The slow line: bytes leave at its pace, arrive after its delay and in their order, and wait where there is no room."""

import sys

import pytest

from benchmarks.desk.slow import BUFFER_BYTES, SLICE_BYTES, Way, soonest
from tests.terminal import Terminal


def test_bytes_take_their_time() -> None:
    way = Way(8 * 1000, 0.1)  # a byte takes a millisecond
    way.put(b"x" * SLICE_BYTES, 5.0)
    assert way.arrived(5.131) == b""
    assert way.wait(5.0) == pytest.approx(0.1 + SLICE_BYTES / 1000)
    assert way.arrived(5.133) == b"x" * SLICE_BYTES
    assert way.wait(5.133) is None


def test_one_after_the_other() -> None:
    way = Way(8 * 1000, 0.1)
    way.put(b"a" * 100, 0.0)
    way.put(b"b" * 100, 0.0)
    came = [way.arrived(at / 1000) for at in range(0, 401, 4)]
    assert b"".join(came) == b"a" * 100 + b"b" * 100
    assert max(map(len, came)) <= SLICE_BYTES


def test_an_idle_line_saves_nothing_up() -> None:
    way = Way(8 * 1000, 0.0)
    way.put(b"x", 0.0)
    way.put(b"y" * SLICE_BYTES, 60.0)
    assert way.arrived(60.01) == b"x"


def test_room_shrinks_as_bytes_wait_and_grows_as_they_leave() -> None:
    way = Way(8 * 1000, 0.1)
    assert way.room(0.0) == BUFFER_BYTES
    way.put(b"x" * BUFFER_BYTES, 0.0)
    assert way.room(0.0) == 0
    assert way.room(1.0) == 1000
    assert way.room(60.0) == BUFFER_BYTES


def test_the_soonest() -> None:
    assert soonest(None, 0.5, 0.2) == 0.2
    assert soonest(None, None) is None


def test_a_program_at_its_end_hears_and_says_all_and_ends_as_it_ends() -> None:
    told = "import os, sys; print(os.get_terminal_size().columns, input().upper()); sys.exit(7)"
    line = [sys.executable, "-m", "benchmarks.desk.slow", "--bits", "1e6", "--rtt", "20", "--", sys.executable, "-c", told]
    with Terminal(line, cols=70, rows=10) as terminal:
        terminal.type("so far away", "enter")
        terminal.until("70 SO FAR AWAY")
        assert terminal.ended() == 7

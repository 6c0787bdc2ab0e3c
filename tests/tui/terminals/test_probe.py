"""The terminal asked how wide it draws and how long its line is: it answers, answers late, not at all, or says what nobody asked."""

import pyte
import pytest

from tests.tui.display.sided import SidedScreen, SidedStream
from tui.terminals.probe import HOW_BESIDE, HOW_LONG, HOW_WIDE, LEFT, Answer, Probe, sensible


@pytest.mark.parametrize(("column", "wide"), [(1, False), (2, True)])
def test_the_column_tells_the_width(column: int, wide: bool) -> None:
    probe = Probe(signs=True)
    assert probe.width(0.0) == HOW_WIDE + HOW_BESIDE
    assert probe.width(0.1) == "", "once"
    assert probe.hear(column, 60.0)
    assert probe.told == Answer(column)
    assert probe.told.wide is wide
    assert not probe.told.slow, "the answer waited while the desk was loaded"
    assert probe.width(61.0) == probe.time(61.0) == ""


@pytest.mark.parametrize(("sided", "column"), [(True, LEFT), (False, 0)])
def test_a_line_begins_at_the_margin_where_there_is_one(sided: bool, column: int) -> None:
    screen = SidedScreen(80, 24) if sided else pyte.Screen(80, 24)
    (SidedStream if sided else pyte.Stream)(screen).feed(HOW_BESIDE.partition("\x1b[6n")[0])
    assert screen.cursor.x == column
    probe = Probe(signs=True)
    probe.width(0.0)
    probe.hear(1, 0.1)
    assert probe.told.margins is None
    assert probe.hear(column, 0.2)
    assert probe.told.margins is sided


@pytest.mark.parametrize(("seconds", "slow"), [((0.01,), False), ((0.12, 0.01), False), ((0.12, 0.13), True)])
def test_one_late_answer_is_no_slow_line(seconds: tuple[float, ...], slow: bool) -> None:
    probe = Probe(link=True)
    assert probe.width(0.0) == ""
    for at, took in enumerate(seconds):
        assert probe.time(float(at)) == HOW_LONG
        assert probe.time(at + 0.005) == "", "one question after the other"
        known = probe.hear(40, at + took)
        assert known is (at == len(seconds) - 1)
    assert probe.told.slow is slow
    assert probe.time(9.0) == "", "what is known is not asked again"


def test_how_long_is_asked_once_the_width_is_known() -> None:
    probe = Probe(signs=True, link=True)
    probe.width(0.0)
    assert probe.time(1.0) == ""
    probe.hear(1, 1.2)
    assert probe.time(1.5) == "", "the other answer is still to come"
    probe.hear(0, 1.6)
    assert probe.time(2.0) == HOW_LONG
    assert probe.hear(7, 2.01)
    assert probe.told.cells == 1
    assert not probe.told.slow


def test_silence_is_unknown_and_not_asked_again() -> None:
    probe = Probe(signs=True, link=True)
    probe.width(0.0)
    assert [probe.time(float(second)) for second in range(1, 60)] == [""] * 59
    assert probe.told == Answer()
    assert not probe.told.wide
    assert not probe.told.slow


def test_what_nobody_asked_is_no_answer() -> None:
    probe = Probe()
    assert probe.width(0.0) == probe.time(0.0) == ""
    assert not probe.hear(2, 1.0), "as Shift+F3 would be read"
    assert probe.told == Answer()


@pytest.mark.parametrize(("term", "encoding"), [("linux", "utf-8"), ("vt100", "utf-8"), ("dumb", "utf-8"), ("xterm", "ascii"), ("xterm", "gbk")])
def test_where_ascii_is_used_in_any_case_nobody_asks(term: str, encoding: str) -> None:
    assert not sensible({"TERM": term}, encoding)

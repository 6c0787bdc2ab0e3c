"""The terminal asked how wide it draws: it answers, answers late, not at all, or while somebody types."""

import os
import pty
import termios
import threading
from collections.abc import Callable, Iterator

import pytest

from tui import probe
from tui.probe import Answer, Probe, sensible


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """A terminal's end and the program's."""
    terminal, program = pty.openpty()
    yield terminal, program
    os.close(terminal)
    os.close(program)


def asked(ends: tuple[int, int], reply: Callable[[bytes], bytes]) -> tuple[Answer, Probe]:
    """What comes of a question to a terminal that answers so."""
    terminal, program = ends

    def answer() -> None:
        os.write(terminal, reply(os.read(terminal, 1024)))

    one = Probe(source=program, sink=program)
    thread = threading.Thread(target=answer)
    one.ask()
    thread.start()
    told = one.answer()
    thread.join()
    one.end()
    return told, one


@pytest.mark.parametrize(("column", "wide"), [(2, False), (3, True)])
def test_the_column_tells_the_width(ends: tuple[int, int], column: int, wide: bool) -> None:
    told, _ = asked(ends, lambda question: f"\x1b[7;{column}R".encode())
    assert told.cells == column - 1
    assert told.wide is wide
    assert told.seconds is not None
    assert told.slow is (told.seconds > probe.SLOW_SECONDS)


def test_the_sample_is_wiped_out_at_once(ends: tuple[int, int]) -> None:
    seen: list[bytes] = []
    asked(ends, lambda question: seen.append(question) or b"\x1b[1;2R")  # type: ignore[func-returns-value]
    assert seen[0].decode().endswith("\x1b[6n\r\x1b[K")


@pytest.mark.parametrize(("seconds", "slow"), [((0.12, 0.01), False), ((0.12, 0.13), True), ((0.12, None), True)])
def test_one_late_answer_is_no_slow_line(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch, seconds: tuple[float, float | None], slow: bool
) -> None:
    heard = iter(Answer(1, took) if took else Answer() for took in seconds)
    monkeypatch.setattr(Probe, "_heard", lambda one, asked: next(heard))
    one = Probe(source=ends[1], sink=ends[1])
    one.ask()
    assert one.answer().slow is slow
    assert one.answer().cells == 1
    one.end()


def test_what_is_typed_meanwhile_is_kept(ends: tuple[int, int]) -> None:
    told, one = asked(ends, lambda question: "j\x1b[1;2R派\r".encode())
    assert told.cells == 1
    assert one.typed == "j派\r".encode()


def test_a_silent_terminal_is_not_waited_for(ends: tuple[int, int]) -> None:
    told, one = asked(ends, lambda question: b"jj")
    assert told == Answer()
    assert not told.wide
    assert not told.slow
    assert one.typed == b"jj"


def test_the_attributes_are_as_before(ends: tuple[int, int]) -> None:
    before = termios.tcgetattr(ends[1])
    one = Probe(source=ends[1], sink=ends[1])
    one.ask()
    assert not termios.tcgetattr(ends[1])[3] & termios.ECHO
    one.end()
    assert termios.tcgetattr(ends[1]) == before
    one.end()
    assert termios.tcgetattr(ends[1]) == before


def test_no_terminal_is_asked_nothing() -> None:
    source, sink = os.pipe()
    one = Probe(source=source, sink=sink)
    one.ask()
    assert one.answer() == Answer()
    one.end()
    os.close(sink)
    assert os.read(source, 100) == b""
    os.close(source)


@pytest.mark.parametrize(("term", "encoding"), [("linux", "utf-8"), ("vt100", "utf-8"), ("dumb", "utf-8"), ("xterm", "ascii"), ("xterm", "gbk")])
def test_where_ascii_is_used_in_any_case_nobody_asks(term: str, encoding: str) -> None:
    assert not sensible({"TERM": term}, encoding)


def test_how_long_the_answer_took_is_known_however_late_it_is_asked_for(ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, program = ends
    one = Probe(source=program, sink=program)
    one.ask()
    os.read(terminal, 1024)
    os.write(terminal, b"\x1b[1;2R")
    assert one._listener
    one._listener.join()
    monkeypatch.setattr("tui.probe.time.monotonic", lambda: 1e9)  # loading the desk takes its time
    told = one.answer()
    one.end()
    assert told.seconds is not None
    assert not told.slow

"""A child process that is spoken with line by line: how it ends, and what it cannot do to its parent."""

import os
import sys
from pathlib import Path

import pytest

from tui.child import Child

HERE = Path(__file__).parent


def child(code: str) -> Child:
    return Child((sys.executable, "-c", f"import sys, os, signal\n{code}"), path=HERE)


def test_it_hears_and_answers() -> None:
    echo = child("for line in sys.stdin: print(line.upper(), end='', flush=True)")
    assert echo.write(b"one\ntwo\n")
    lines = echo.lines(100)
    assert [next(lines), next(lines)] == [b"ONE\n", b"TWO\n"]
    echo.hang_up()
    assert list(lines) == []
    assert echo.end() == ""


def test_its_last_words_are_kept_and_reach_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    sad = child("print('x' * 9000, file=sys.stderr); raise ValueError('oh')")
    assert list(sad.lines(100)) == []
    assert sad.end() == "ValueError: oh"
    assert capfd.readouterr().err == ""


def test_half_a_line_is_left_out_and_one_too_long_is_cut() -> None:
    cut = child("sys.stdout.write('whole\\n' + 'y' * 10 + '\\nhalf'); sys.stdout.flush(); os.kill(os.getpid(), 9)")
    assert list(cut.lines(8)) == [b"whole\n", b"yyyyyyyy", b"yy\n"]
    cut.end()


def test_what_is_longer_than_a_pipe_arrives_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.child.READING_SECONDS", 20.0)  # however seldom it has the processor
    echo = child("for line in sys.stdin: print(len(line), flush=True)")
    assert echo.write(b"x" * 1_000_000 + b"\n")
    assert next(echo.lines(100)) == b"1000001\n"
    echo.hang_up()
    echo.end()


def test_one_that_does_not_listen_is_killed_and_holds_nobody_up() -> None:
    deaf = child("print('here', flush=True); signal.pause()")
    assert next(lines := deaf.lines(100)) == b"here\n"
    written = 0
    while deaf.write(b"x" * 4096):
        written += 1
        assert written < 10_000
    assert list(lines) == [], "it was killed"
    deaf.end()


def test_one_that_does_not_end_is_killed_and_no_zombie_is_left() -> None:
    stubborn = child("signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); signal.pause()")
    next(stubborn.lines(100))
    stubborn.end()
    with pytest.raises(ProcessLookupError):
        os.kill(stubborn.pid, 0)


def test_nothing_can_be_said_to_one_that_has_ended() -> None:
    gone = child("")
    assert list(gone.lines(100)) == []
    gone.end()
    assert gone.write(b"x\n") is False


def test_a_terminal_s_signals_are_not_for_it() -> None:
    calm = child("print(os.getsid(0), os.getpgid(0), flush=True); sys.stdin.read()")
    assert next(calm.lines(100)).split() == [str(calm.pid).encode()] * 2
    calm.end()


def test_one_that_cannot_be_started_says_so() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        Child(("/no-such-program",), path=HERE)


def test_its_modules_are_found_before_all_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "told.py").write_text("print('ours', flush=True)")
    monkeypatch.setenv("PYTHONPATH", "/somewhere/else")
    one = Child((sys.executable, "-P", "-c", "import told, os; print(os.environ['PYTHONPATH'], flush=True)"), path=tmp_path)
    assert list(one.lines(1000)) == [b"ours\n", f"{tmp_path}{os.pathsep}/somewhere/else\n".encode()]
    one.end()

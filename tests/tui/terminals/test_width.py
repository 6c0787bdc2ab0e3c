"""A terminal's widths, measured in one that answers and in one that does not."""

import sys

import pytest

from tests.hotlines import ROOT
from tests.terminal import Terminal

SCRIPT = "from tui.terminals.width import measure\nprint('=', *measure(['中', '─', 'ab']).values())"


def test_a_terminal_that_answers() -> None:
    with Terminal([sys.executable, "-c", SCRIPT], env={"PYTHONPATH": str(ROOT)}) as terminal:
        for cells in (2, 2, 3):
            terminal.until(lambda: b"\x1b[6n" in terminal.received)
            terminal.received.clear()
            terminal.type(f"\x1b[1;{cells + 1}R")
        terminal.until("= 2 2 3")


def test_a_terminal_that_keeps_silent() -> None:
    with Terminal([sys.executable, "-c", SCRIPT], env={"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.until("= None None None")
        assert not terminal.shows("中")


def test_no_terminal_at_all() -> None:
    import subprocess

    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, start_new_session=True)
    assert done.returncode == 1
    assert "OSError" in done.stderr or "No such device" in done.stderr


@pytest.mark.parametrize("word", ["doctor"])
def test_the_doctor_measures_at_a_terminal(word: str, tmp_path: str) -> None:
    env = {"PYTHONPATH": str(ROOT), "PAIDAN_HOME": str(tmp_path), "PAIDAN_LANG": "en"}
    with Terminal([sys.executable, "-m", "tui", word], env=env, cols=100) as terminal:
        terminal.until("widths.*does not answer")
        assert terminal.ended() == 1

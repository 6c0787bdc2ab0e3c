"""The terminal as the desk finds and leaves it: a real one, with a real process in it."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import pexpect
import pytest

from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import load
from tests.tui.desk_parts import fill, ticket

ROOT = Path(__file__).parents[3]
LEFT = "\x1b[?1049l"
BROKEN = "import sys, time; sys.modules['tui.screens.boards'] = None; from tui.cli.main import run; sys.exit(run([], now=time.time))"
"""A desk with a bug: one of its screens cannot be loaded."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """Everything a desk reads, nothing of the developer's own."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "PYTHONDONTWRITEBYTECODE")}
    told = {"PAIDAN_HOME": str(home), "PAIDAN_URL": "http://127.0.0.1:9", "PAIDAN_TOKEN": "x", "PAIDAN_LANG": "zh"}
    return kept | told | {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | more


def opened(home: Path, *, tickets: int = 30, program: tuple[str, ...] = ("-m", "tui"), **more: str) -> "pexpect.spawn[str]":
    """A desk on a mirror with some tickets; returns when they are on the screen."""
    told = environment(home, **more)
    profile = load(told)
    profile.folder.mkdir(parents=True)
    mirror = Mirror.open(profile.mirror_path)
    fill(mirror, [ticket(serial, due=serial * 600) for serial in range(tickets)])
    mirror.close()
    Outbox.open(profile.outbox_path).close()
    child = pexpect.spawn(
        sys.executable, list(program), cwd=str(ROOT), env=told, dimensions=(24, 80), encoding="utf-8", codec_errors="replace", timeout=20
    )
    child.expect("000012")
    return child


def rest(child: "pexpect.spawn[str]") -> str:
    """Everything up to the end."""
    child.expect(pexpect.EOF)
    child.close()
    return str(child.before)


def test_quitting_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    child = opened(tmp_path)
    started = str(child.before)
    child.send("q")
    after = rest(child)
    assert child.exitstatus == 0
    assert LEFT in after
    assert "\x1b[?25h" in after
    assert "\x1b[?1000h" not in started + after, "the mouse is left to the terminal"
    assert "\x1b[>" not in started, "the Kitty keyboard protocol is not asked for"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_leaves_the_terminal_as_it_was(tmp_path: Path, name: str) -> None:
    child = opened(tmp_path)
    child.kill(getattr(signal, name))
    after = rest(child)
    assert LEFT in after
    assert child.exitstatus == 128 + getattr(signal, name)


def test_a_bug_leaves_the_terminal_as_it_was_and_says_so_by_the_exit_code(tmp_path: Path) -> None:
    child = opened(tmp_path, program=("-c", BROKEN))
    child.send("2")
    after = rest(child)
    assert LEFT in after
    assert "ModuleNotFoundError" in after
    assert child.exitstatus == 1


def test_a_line_that_is_cut_leaves_no_process_behind(tmp_path: Path) -> None:
    child = opened(tmp_path)
    os.close(child.child_fd)
    until = time.monotonic() + 15
    while child.isalive() and time.monotonic() < until:
        time.sleep(0.05)
    assert not child.isalive()
    child.closed = True


@pytest.mark.parametrize("term", ["linux", "vt220", "screen", "xterm"])
def test_sixteen_colours_are_enough(tmp_path: Path, term: str) -> None:
    child = opened(tmp_path, TERM=term, COLORTERM="truecolor" if term == "linux" else "")
    child.send("q")
    sent = str(child.before) + rest(child)
    assert "38;2;" not in sent
    assert "48;2;" not in sent
    assert "38;5;" not in sent


def test_no_colour_means_none(tmp_path: Path) -> None:
    child = opened(tmp_path, NO_COLOR="1")
    child.send("jj")
    child.send("q")
    sent = str(child.before) + rest(child)
    pens = {number for codes in re.findall("\x1b\\[([0-9;]*)m", sent) for number in codes.split(";") if number}
    assert pens <= {"0", "1", "2", "3", "4", "7", "22", "27", "39", "49"}, pens


def test_another_encoding_is_said_in_plain_words(tmp_path: Path) -> None:
    child = opened(tmp_path, PYTHONUTF8="0", PYTHONIOENCODING="latin-1", PAIDAN_LANG="en")
    child.expect("UTF-8")
    child.send("q")
    rest(child)

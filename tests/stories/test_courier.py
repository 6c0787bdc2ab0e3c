"""Desk and courier, each killed, stopped or interrupted behind the other's back; and nothing is lost or done twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api_client.mirror import Mirror
from api_client.profile import load
from tests.hotlines import Hotline, serving
from tests.stories.desks import desk, environment, paidan
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hotline heeds POSIX signals")


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Hotline]:
    """A hotline at which nothing happens by itself."""
    with serving(tmp_path, "--scenario", "quiet_day", "--speed", "1", "--tickets", "5", "--lang", "en") as hotline:
        yield hotline


@pytest.fixture
def env(quiet: Hotline, tmp_path: Path) -> dict[str, str]:
    return environment(quiet, "dispatcher", tmp_path / "home", lang="en")


def children(pid: int) -> dict[int, str]:
    """The state and the command line of each child of a process; a zombie's state begins with Z."""
    told = subprocess.run(["ps", "-axo", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 3) for line in told.splitlines()]
    return {int(row[0]): " ".join(row[2:]) for row in rows if int(row[1]) == pid}


def courier_of(terminal: Terminal) -> int:
    """The courier of the desk in a terminal."""
    [courier] = [pid for pid, told in children(terminal.child.pid).items() if "--courier" in told]
    return courier


def in_time(holds: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether something comes to hold within so many seconds."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


def runs(pid: int) -> bool:
    """Whether a process runs; one that has ended and was left to nobody in particular counts as gone."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()
    return bool(told) and not told.startswith("Z")


def notes(hotline: Hotline) -> int:
    """How many notes stand in the log."""
    with closing(sqlite3.connect(f"file:{hotline.database}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM event WHERE type = 'noted'").fetchone()[0])


def test_a_courier_ends_with_a_desk_that_is_killed(env: dict[str, str]) -> None:
    with desk(env) as terminal:
        terminal.until("connected")
        courier = courier_of(terminal)
        os.kill(terminal.child.pid, signal.SIGKILL)
        assert in_time(lambda: not runs(courier), 1.0)


def test_quitting_ends_it_and_the_terminal_shows_nothing_of_it(env: dict[str, str]) -> None:
    with desk(env) as terminal:
        terminal.until("connected")
        courier = courier_of(terminal)
        terminal.type("q")
        assert terminal.ended() == 0
        assert in_time(lambda: not runs(courier), 1.0)
        assert b"Traceback" not in terminal.received


def test_a_command_survives_a_courier_that_is_killed_again_and_again(env: dict[str, str], quiet: Hotline) -> None:
    with desk(env) as terminal:
        terminal.until("connected")
        terminal.type("o")
        terminal.until("Clocks")
        terminal.type("written while the courier died")
        terminal.type("ctrl+s")
        terminal.until("undo|waiting")
        for _ in range(3):
            os.kill(courier_of(terminal), signal.SIGKILL)
            terminal.until("offline since|connecting")
            terminal.until("connected", timeout=60)
        terminal.until(lambda: notes(quiet) == 1, timeout=60)
        assert [told for told in children(terminal.child.pid).values() if told.startswith("Z")] == []
        terminal.type("q")
        assert terminal.ended() == 0
    assert notes(quiet) == 1


def test_ctrl_c_leaves_the_courier_alone(env: dict[str, str]) -> None:
    with desk(env) as terminal:
        terminal.until("connected")
        courier = courier_of(terminal)
        terminal.type("ctrl+c")
        terminal.until("q Quit .*connected")
        assert courier_of(terminal) == courier
        assert os.getpgid(courier) == courier


def test_while_the_desk_is_stopped_the_courier_goes_on(env: dict[str, str], quiet: Hotline, tmp_path: Path) -> None:
    with desk(env) as terminal:
        terminal.until("connected")
        mirror = Mirror.open(load(os.environ | env).mirror_path)
        [top] = mirror.view().window(0, 1)
        os.kill(terminal.child.pid, signal.SIGSTOP)
        other = environment(quiet, "dispatcher", tmp_path / "other", lang="en")
        paidan(other, "do", top.number, "note", "text=written while the first desk was stopped")
        assert in_time(lambda: (mirror.ticket(top.number) or {})["version"] == top.version + 1)
        mirror.close()
        os.kill(terminal.child.pid, signal.SIGCONT)
        terminal.type("enter")
        terminal.until("more below")
        terminal.type("G")
        terminal.until("written while the first desk was stopped")


def test_two_desks_on_one_folder_have_a_courier_each(env: dict[str, str], quiet: Hotline) -> None:
    with desk(env) as first, desk(env) as second:
        first.until("connected")
        second.until("connected")
        assert courier_of(first) != courier_of(second)
        first.type("o")
        first.until("Clocks")
        first.type("told on the first")
        first.type("ctrl+s")
        second.until(lambda: notes(quiet) == 1, timeout=60)
        first.pump()
        second.type("q")
        assert second.ended() == 0
        first.type("q")
        assert first.ended() == 0
    assert notes(quiet) == 1

"""A demo leaves nothing behind, however it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hotlines import ROOT
from tests.terminal import Terminal
from tui.starting import demo

PROC = Path("/proc")
pytestmark = pytest.mark.skipif(not PROC.exists(), reason="counts processes through /proc")

SMALL = ("--tickets", "12", "--lang", "en")


def mentioning(folder: Path) -> list[int]:
    """Processes that were started with this folder on their command line."""
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in command:
                found.append(int(entry.name))
    return found


def soon(condition: Callable[[], object], *, seconds: float = 20) -> None:
    deadline = time.perf_counter() + seconds
    while not condition():
        assert time.perf_counter() < deadline, "never came true"
        time.sleep(0.02)  # between two looks at other processes there is nothing to wait on


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where demos put their folders in this test."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    yield tmp_path
    for pid in mentioning(tmp_path):
        os.kill(pid, signal.SIGKILL)


def nothing_left(folder: Path) -> bool:
    return not mentioning(folder) and not list(folder.glob("paidan-*"))


def paidan(*words: str) -> list[str]:
    return [sys.executable, "-m", "tui", "demo", *words, *SMALL]


def test_q_leaves_nothing_behind(folder: Path) -> None:
    with Terminal(paidan("--no-tour"), timeout=30) as terminal:
        terminal.until("connected")
        assert not terminal.shows("Tour 1/5")
        assert len(mentioning(folder)) == 1
        terminal.type("q")
        assert terminal.ended() == 0
    assert nothing_left(folder)


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_behind(folder: Path, kind: signal.Signals) -> None:
    with Terminal(paidan(), timeout=30) as terminal:
        terminal.until("connected")
        os.kill(terminal.child.pid, kind)
        assert terminal.ended() == 128 + kind
    assert nothing_left(folder)


def test_a_killed_demo_takes_its_hotline_along_and_the_next_one_tidies_up(folder: Path) -> None:
    with Terminal(paidan(), timeout=30) as terminal:
        terminal.until("connected")
        os.kill(terminal.child.pid, signal.SIGKILL)
        terminal.ended()
    soon(lambda: not mentioning(folder))
    assert len(list(folder.glob("paidan-demo-*"))) == 1
    assert demo.running() is None
    with demo.hotline(demo.Wish("quiet_day", None, 5, "en")) as started:
        assert list(folder.glob("paidan-demo-*")) == [started.folder]
    assert nothing_left(folder)


def test_a_killed_hotline_is_told_and_leaving_then_leaves_nothing_behind(folder: Path) -> None:
    with Terminal(paidan(), timeout=30) as terminal:
        terminal.until("connected")
        (hotline,) = mentioning(folder)
        os.kill(hotline, signal.SIGKILL)
        terminal.until("no line since|offline|lost")
        terminal.type("q")
        assert terminal.ended() == 0
        assert b"\x1b[?1049l" in terminal.received
    assert nothing_left(folder)


def test_ctrl_c_while_the_city_starts_leaves_nothing_behind(folder: Path) -> None:
    with Terminal(paidan(), timeout=30) as terminal:
        terminal.until(lambda: bool(mentioning(folder)))
        terminal.type("ctrl+c")
        assert terminal.ended() == 130
        assert not terminal.shows("Traceback")
    soon(lambda: nothing_left(folder))


def test_the_start_is_told_part_by_part(folder: Path) -> None:
    told: list[float] = []
    with demo.hotline(demo.Wish("quiet_day", None, 5, "en"), told.append):
        assert told == sorted(told)
        assert told[-1] == 1.0
    assert nothing_left(folder)


def test_a_second_person_joins(folder: Path) -> None:
    with demo.hotline(demo.Wish("quiet_day", None, 5, "en")) as started:
        assert demo.running() == started._replace(child=None)
        with Terminal(paidan("--join", "--as", "supervisor"), timeout=30, cols=120) as terminal:
            terminal.until("connected.*supervisor")
            terminal.type("q")
            assert terminal.ended() == 0
    assert nothing_left(folder)


def test_the_hotline_alone_until_interrupted(folder: Path) -> None:
    with subprocess.Popen(paidan("--no-desk"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as alone:
        assert alone.stdout is not None
        assert [alone.stdout.readline().partition("=")[0] for _ in range(2)] == ["PAIDAN_URL", "PAIDAN_DEMO_PASSWORD"]
        alone.send_signal(signal.SIGINT)
        assert alone.wait(20) == 0
    assert nothing_left(folder)


def test_what_goes_wrong_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(paidan("--no-desk", "--scenario", "no_such_day"), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert "no_such_day" in done.stderr
    assert nothing_left(folder)


def test_the_note_is_for_its_owner_alone(folder: Path) -> None:
    with demo.hotline(demo.Wish("quiet_day", None, 5, "en")) as started:
        modes = [path.stat().st_mode & 0o077 for path in (started.folder, started.folder / demo.NOTE)]
    assert modes == [0, 0]

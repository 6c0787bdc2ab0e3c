"""Points at which tests break the programs: silent in normal life, loud when armed, exact about the time."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api_client.errors import DiskFull, local
from api_client.faultpoints import SLOW_SECONDS, VARIABLE, WITH_A_FILE, Kind, Point, Unarmed, arm, entered, reached


@pytest.fixture(autouse=True)
def unarmed() -> Iterator[None]:
    yield
    arm({})


def test_nothing_happens_where_nothing_is_armed(capsys: pytest.CaptureFixture[str]) -> None:
    arm({})
    for point in Point:
        reached(point)
        entered(point)
    assert capsys.readouterr() == ("", "")


def test_every_point_says_whose_it_is_and_what_has_been_done() -> None:
    assert {point.sentence.partition(":")[0] for point in Point} == {"hotline", "desk"}
    assert len({point.sentence for point in Point}) == len(Point)
    assert set(Point) > WITH_A_FILE


def test_arming_is_said_aloud_and_strikes_at_its_time_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arm({VARIABLE: "written:2:full, half_written:2+:full"})
    said = capsys.readouterr().err
    assert said.count("ARMED FOR A TEST") == 2
    assert Point.WRITTEN.sentence in said

    def full(point: Point) -> bool:
        try:
            with local(tmp_path):
                reached(point)
        except DiskFull:
            return True
        return False

    assert [full(Point.WRITTEN) for _ in range(4)] == [False, True, False, False]
    assert [full(Point.HALF_WRITTEN) for _ in range(4)] == [False, True, True, True]
    assert not full(Point.COMMITTED), "others are left alone"
    assert capsys.readouterr().err.count("full at") == 4


def test_slow_takes_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("api_client.faultpoints.time.sleep", slept.append)
    arm({VARIABLE: "committed:1:slow,checkpoint:1:slow"})
    reached(Point.COMMITTED)
    entered(Point.CHECKPOINT)
    assert slept == [SLOW_SECONDS] * 2


@pytest.mark.parametrize(
    "said", ["committed", "committed:1", "committed:0:kill", "committed:x:kill", "nowhere:1:kill", "committed:1:die", "request_read:1:full"]
)
def test_what_cannot_be_read_is_refused_with_what_could_be(said: str) -> None:
    with pytest.raises(Unarmed) as refused:
        arm({VARIABLE: said})
    assert "half_written" in str(refused.value)


@pytest.mark.parametrize("call", ["reached", "entered"])
def test_a_kill_is_the_end_of_the_process(call: str) -> None:
    code = f"import time; from api_client.faultpoints import *; arm({{'PAIDAN_FAULT': 'checkpoint:2:{Kind.KILL}'}})\n"
    code += f"{call}(Point.CHECKPOINT); print('once', flush=True); {call}(Point.CHECKPOINT); time.sleep(20); print('survived')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "once\n")


@pytest.mark.parametrize("program", ["fixtures", "tui"])
def test_neither_program_starts_with_an_arming_it_cannot_read(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "comitted:1:kill")
    done = subprocess.run([sys.executable, "-m", program, "--help"], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)

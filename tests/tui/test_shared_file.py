"""Processes that change the same small files as hard as they can: nothing that any of them put there is lost."""

import fcntl
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hotlines import ROOT
from tui.filtering.memory import QueueMemory
from tui.night.snoozes import Snoozes
from tui.shared_file import alone, write

DESKS, TIMES = 3, 15
HAMMER = """
import sys
from pathlib import Path
from api_client.models.line import NEVER, Line
from tui.filtering.memory import QueueMemory
from tui.night.snoozes import Snoozes

folder, who, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
line = Line._make([NEVER if kind is int else "" for kind in Line.__annotations__.values()])
for n in range(times):
    QueueMemory(folder / "queue.json").use(f"{who} {n}")
    Snoozes(folder / "snoozes.json").put(line._replace(number=f"{who}-{n}"), 2_000, 1_000)
"""


def test_desks_side_by_side_lose_nothing_of_one_another(tmp_path: Path) -> None:
    hammers = [
        subprocess.Popen([sys.executable, "-c", HAMMER, str(tmp_path), str(who), str(TIMES)], cwd=ROOT, stderr=subprocess.PIPE)
        for who in range(DESKS)
    ]
    assert [(hammer.communicate(timeout=60)[1].decode(), hammer.returncode) for hammer in hammers] == [("", 0)] * DESKS
    asked = [(who, n) for who in range(DESKS) for n in range(TIMES)]
    assert sorted(QueueMemory(tmp_path / "queue.json").filters) == sorted(f"{who} {n}" for who, n in asked)
    assert sorted(Snoozes(tmp_path / "snoozes.json").all()) == sorted(f"{who}-{n}" for who, n in asked)
    assert not list(tmp_path.glob(".*.new"))


def test_a_desk_that_was_stopped_in_the_midst_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.shared_file.PATIENCE_SECONDS", 0.02)
    other = os.open(tmp_path / ".a.json.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(other, fcntl.LOCK_EX)
    with alone(tmp_path / "a.json"):
        write(tmp_path / "a.json", "here")
    os.close(other)
    assert (tmp_path / "a.json").read_text() == "here"
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(OSError, match=r"a\.json"):
        write(tmp_path / "a.json", "here")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]

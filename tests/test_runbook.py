"""Every command of the runbook does what the page says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.__main__ import main as hotline_program
from tests.hotlines import ROOT, Hotline
from tests.stories.desks import environment

PAGE = (ROOT / "docs/runbook.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
COMMANDS = list(dict.fromkeys(line for block in BLOCKS for line in block.splitlines()))
SAYS = {
    "hotline retain": r"^0$", "hotline verify --database hotline.db --verbose": r"^good: \d+ events", "hotline restore": r"\d+ events",
    "hotline verify --database hotline.db --rebuild": "rebuilt", "df": r"\d+%", "date": "UTC|GMT", "paidan doctor": "127.0.0.1",
    "curl -sS http://127.0.0.1:12345/readyz": '"ready"', "curl -sS -D": "(?i)x-hotline-time: ",
    "curl -sS http://127.0.0.1:12345/metrics |": "^hotline_(commit_seconds_bucket|requests_total)",
}  # fmt: skip
"""What some of them print, by how they begin."""


def run(command: str, env: dict[str, str], folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Its exit code and what it printed; `hotline` without a process of its own, as it is quicker."""
    if command.startswith("hotline "):
        code = hotline_program(shlex.split(command)[1:])
        return code, capsys.readouterr().out
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("curl"), reason="without a shell or curl")
def test_every_command_works(hotline: Hotline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    python = Path(sys.executable).parent
    env = os.environ | environment(hotline, "supervisor", tmp_path / "home", lang="en") | {"PATH": f"{python}:{os.environ['PATH']}", "LC_ALL": "C"}
    monkeypatch.chdir(tmp_path)
    assert hotline_program(["backup", "hotline.db", "--database", str(hotline.database)]) == 0
    capsys.readouterr()
    assert len(COMMANDS) > 12
    for command in COMMANDS:
        code, told = run(command.replace("http://127.0.0.1:12345", hotline.url), env, tmp_path, capsys)
        assert code == 0 or command == "paidan doctor", (command, told)
        for begins, says in SAYS.items():
            if command.startswith(begins):
                assert re.search(says, told, flags=re.MULTILINE), (command, told)


def test_it_names_what_is_there() -> None:
    from fixtures.operating.metrics import Meter
    from fixtures.sentences.whole import SENTENCES
    from fixtures.web.routes import operators

    source = Path(operators.__file__).read_text(encoding="utf-8") + "".join(figure.name for figure in Meter().figures())
    assert [name for name in re.findall(r"\bhotline_[a-z_]+[a-z]", PAGE) if name not in source] == []
    assert {"unwell_disk", "unwell_log", "unwell_writer", "disk_full", "starting", "stopping"} <= set(SENTENCES)

"""Every command of the runbook does what the page says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hotlines import ROOT, Hotline
from tests.stories.desks import environment

PAGE = (ROOT / "docs/runbook.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
COMMANDS = list(dict.fromkeys(line for block in BLOCKS for line in block.splitlines()))
SAYS = {
    "hotline retain": r"^0$", "hotline verify --database hotline.db --verbose": r"^good: \d+ events", "hotline restore": r"\d+ events",
    "hotline verify --database hotline.db --rebuild": "rebuilt", "df": r"\d+%", "date": "UTC|GMT", "paidan doctor": "127.0.0.1",
    "curl -sS http://127.0.0.1:12345/readyz": '"ready"', "curl -sS -D": "(?i)x-hotline-time: ",
    "curl -sS http://127.0.0.1:12345/metrics |": "hotline_commit_seconds_bucket",
}  # fmt: skip
"""What some of them print, by how they begin."""


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("curl"), reason="without a shell or curl")
def test_every_command_works(hotline: Hotline, tmp_path: Path) -> None:
    python = Path(sys.executable).parent
    env = os.environ | environment(hotline, "supervisor", tmp_path / "home", lang="en") | {"PATH": f"{python}:{os.environ['PATH']}", "LC_ALL": "C"}
    copy = [sys.executable, "-m", "fixtures", "backup", str(tmp_path / "hotline.db"), "--database", str(hotline.database)]
    subprocess.run(copy, cwd=ROOT, check=True, capture_output=True, timeout=60)
    assert len(COMMANDS) > 12
    for command in COMMANDS:
        told = command.replace("http://127.0.0.1:12345", hotline.url)
        done = subprocess.run(["bash", "-o", "pipefail", "-c", told], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 or command == "paidan doctor", (command, done.stdout, done.stderr)
        for begins, says in SAYS.items():
            if command.startswith(begins):
                assert re.search(says, done.stdout, flags=re.MULTILINE), (command, done.stdout)


def test_it_names_what_is_there() -> None:
    from fixtures.metrics import Meter
    from fixtures.routes import operators
    from fixtures.sentences.whole import SENTENCES

    source = Path(operators.__file__).read_text(encoding="utf-8") + "".join(figure.name for figure in Meter().figures())
    assert [name for name in re.findall(r"\bhotline_[a-z_]+[a-z]", PAGE) if name not in source] == []
    assert {"unwell_disk", "unwell_log", "unwell_writer", "disk_full", "starting", "stopping"} <= set(SENTENCES)

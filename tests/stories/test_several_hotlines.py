"""What docs/several-hotlines.md tells its reader to type, typed: a database, two hotlines, a move there and back, a dump and what is made of it."""

import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.__main__ import main as hotline_program
from tests.cities import shipped
from tests.documented import commands
from tests.fixtures import desks
from tests.hotlines import PASSWORD, ROOT
from tests.postgres import PROGRAMS, Cluster, postgres, why_not  # noqa: F401 - a fixture

pytestmark = [pytest.mark.skipif(bool(why_not()), reason=why_not()), pytest.mark.xdist_group("postgres")]


@pytest.mark.timeout(240)
def test_what_the_page_says_can_be_done(
    postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]  # noqa: F811
) -> None:  # fmt: skip
    path = os.pathsep.join((str(PROGRAMS[-1].parent), os.environ["PATH"]))
    for name, value in {"HOST": str(postgres.folder), "PORT": str(postgres.port), "USER": "postgres"}.items():
        monkeypatch.setenv(f"PG{name}", value)
    monkeypatch.chdir(tmp_path)
    city = shipped("beijing")
    office = desks.open_office(tmp_path / "hotline.db", city)
    office.run([(desks.register(f"第{i}件"), desks.dispatcher(city)) for i in range(5)])
    office.close()
    postgres.do("CREATE DATABASE moved TEMPLATE template0")
    for command in commands("docs/several-hotlines.md"):
        match shlex.split(command.text):
            case ["hotline", "serve", *words]:
                serve(words)
            case ["hotline", *words]:
                monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
                assert hotline_program([*words, *(["--password-stdin"] if "user" in words else [])]) == 0, command.text
            case words:
                subprocess.run(words, env=os.environ | {"PATH": path}, stdout=subprocess.DEVNULL, timeout=60, check=True)
    said = [line.partition(",")[0] for line in capsys.readouterr().out.splitlines()]
    assert said == ["postgresql:///moved: 5 events", "good: 5 events", "back.db: 5 events", "good: 0 events"]


def serve(words: list[str]) -> None:
    """As the page says, on any port; it answers and ends well."""
    words = [sys.executable, "-m", "fixtures", "serve", *words]
    words[words.index("--port") + 1] = "0"
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert json.loads(child.stdout.readline())["url"]
        child.terminate()
        _, wrong = child.communicate(timeout=30)
    assert (child.returncode, wrong) == (0, "")

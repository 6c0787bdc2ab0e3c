"""`paidan` as a program, and somebody signed in to a real hotline with it."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.hotlines import ROOT, Hotline, serving
from tui.cli.main import run


class Done(NamedTuple):
    """How a program ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Paidan:
    """The program with one person's files."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str, typed: str = "", **environment: str) -> Done:
        """Run it within the test's own process, which is quick."""
        streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", write_through=True) for data in (typed.encode(), b"", b"")]
        with pytest.MonkeyPatch.context() as patch:
            for name, value in ({"PAIDAN_HOME": str(self.home)} | environment).items():
                patch.setenv(name, value)
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            code = run(words, now=time.time)
        return Done(code, *(stream.buffer.getvalue().decode() for stream in streams[1:]))

    def process(self, *words: str, typed: str = "", **environment: str) -> Done:
        """Run it as a person's shell does."""
        done = subprocess.run(
            [sys.executable, "-m", "tui", *words], env=self.environment | environment, cwd=self.home.parent, input=typed,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"PAIDAN_HOME": str(self.home), "PYTHONPATH": str(ROOT)}

    def login(self, hotline: Hotline, name: str = "dispatcher") -> Done:
        return self("login", hotline.url, "--name", name, "--password-stdin", typed=hotline.password + "\n")


@pytest.fixture
def paidan(home: Path) -> Paidan:
    """Nobody is signed in yet."""
    return Paidan(home)


@pytest.fixture
def dispatcher(paidan: Paidan, hotline: Hotline) -> Paidan:
    """The demo's dispatcher, signed in."""
    assert paidan.login(hotline).code == 0
    return paidan


@pytest.fixture
def supervisor(tmp_path: Path, hotline: Hotline) -> Paidan:
    """The demo's supervisor, signed in elsewhere."""
    paidan = Paidan(tmp_path / "supervisor")
    assert paidan.login(hotline, "supervisor").code == 0
    return paidan


@pytest.fixture(scope="session")
def _mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    with serving(tmp_path_factory.mktemp("mortal"), "--scenario", "quiet_day", "--speed", "1", "--tickets", "5") as hotline:
        yield hotline


@pytest.fixture
def own_hotline(_mortal: Hotline) -> Hotline:
    """A hotline that a test may kill; it stands again for the next one."""
    if not _mortal.runs:
        _mortal.start()
    return _mortal


@pytest.fixture
def number(dispatcher: Paidan) -> str:
    """A ticket of one's own: registered and dispatched to a street."""
    registered = dispatcher("do", "new", "register", "title=Street lamp broken", "anonymous=true", "district=hdq", "street=110108012", "--json")
    assert registered.code == 0, registered.err
    found: str = registered.json["number"]
    sent = dispatcher("do", found, "dispatch", "unit=110108012", "tier=7d", "reason=its street")
    assert sent.code == 0, sent.err
    return found

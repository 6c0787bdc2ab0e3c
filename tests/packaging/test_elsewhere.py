"""What `make dist` made, tried as a stranger does: a clean environment with what the index has, and one file on a machine with nothing else.

Takes a minute and asks the package index, so it runs where `PAIDAN_PACKAGING=long` says so.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.packaging.built import ROOT, bare
from tests.terminal import Terminal

pytestmark = [
    pytest.mark.skipif(os.environ.get("PAIDAN_PACKAGING") != "long", reason="asks the package index: PAIDAN_PACKAGING=long"),
    pytest.mark.timeout(600),
]
DIST = ROOT / "dist"
AS_QUICK = 1.5
"""A start from one file, the first one aside, may take so many times as long as one of the installed wheel."""


def stranger(home: Path) -> dict[str, str]:
    """The variables of somebody who has nothing of ours, and may ask the index."""
    home.mkdir(exist_ok=True)
    return {name: value for name, value in bare(home).items() if name not in ("PYTHONPATH", "PAIDAN_TESTS_REFUSED_NETWORK")}


@pytest.fixture(scope="module")
def made() -> Mapping[str, Path]:
    """The wheel and the file, by their suffix."""
    found = {path.suffix: path for path in DIST.glob("paidan*") if path.suffix in (".whl", ".pyz")}
    assert set(found) == {".whl", ".pyz"}, "make zipapp"
    return found


@pytest.fixture(scope="module")
def programs(made: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel and what pip finds for it."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    pip = [str(folder / "venv/bin/pip"), "--disable-pip-version-check", "--quiet", "install", "--constraint", str(ROOT / "constraints.txt")]
    subprocess.run([*pip, str(made[".whl"])], check=True, env=os.environ | {"PYTHONPATH": ""})
    return folder / "venv/bin"


def the_demo_works(program: Path, home: Path) -> None:
    """Its queue fills, a ticket opens, the line to its hotline stands."""
    env = stranger(home)
    words = ["demo", "--lang", "en", "--no-tour", "--scenario", "quiet_day", "--tickets", "30"]
    with Terminal(["env", "-i", "-C", str(home), *(f"{key}={value}" for key, value in env.items()), str(program), *words]) as terminal:
        terminal.until(r"\d\d-\d{6}.*received", timeout=90)
        terminal.until(r"connected \d\d:\d\d")
        terminal.type("enter")
        terminal.until("Esc Back")
        terminal.type("esc", "q")
        assert terminal.ended() == 0


def test_the_wheel_in_a_clean_environment(programs: Path, tmp_path: Path) -> None:
    the_demo_works(programs / "paidan", tmp_path / "home")


def test_the_one_file(made: Mapping[str, Path], tmp_path: Path) -> None:
    the_demo_works(made[".pyz"], tmp_path / "home")
    env = stranger(tmp_path / "home") | {"PEX_SCRIPT": "hotline"}
    said = subprocess.run([made[".pyz"], "--version"], env=env, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.startswith("hotline ")


def test_the_one_file_starts_as_quickly_as_the_wheel(made: Mapping[str, Path], programs: Path, tmp_path: Path) -> None:
    env = stranger(tmp_path / "home")

    def took(program: Path) -> float:
        began = time.perf_counter()
        subprocess.run([program, "--version"], env=env, cwd=tmp_path, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    first = took(made[".pyz"])
    pairs = [(took(programs / "paidan"), took(made[".pyz"])) for _ in range(9)]
    wheel, file = (statistics.median(times) for times in zip(*pairs, strict=True))
    sys.stdout.write(f"wheel {wheel:.3f} s, one file {file:.3f} s, at its first start {first:.1f} s\n")
    assert file < AS_QUICK * wheel

"""What is published is whole: source archive and wheel, and both programs run from the wheel with nothing of the source tree in reach."""

import json
import socket
import subprocess
import sys
import tarfile
import tomllib
import urllib.request
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from fixtures.operating import watched
from tests.packaging.built import ASIDE, ROOT, bare, build, environment, install
from tests.terminal import Terminal

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"), pytest.mark.xdist_group("published")]
PACKAGES = ("api_client", "fixtures", "widgets", "tui")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


class Published(NamedTuple):
    """What is published, and where it is installed."""

    archive: Path
    wheel: Path
    programs: Path
    elsewhere: Path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("published")
    archive, wheel = build(folder)
    programs = environment(folder / "venv")
    install(wheel, programs)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return Published(archive, wheel, programs, elsewhere)


def files(*folders: str) -> set[str]:
    """All files of some folders of the source tree that are no one's own."""
    found = (path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not any(part.match(one) for part in map(Path, path.parts) for one in ASIDE if one != ".*")}


def said(published: Published, *command: str) -> str:
    """What an installed program prints; it must end well."""
    program, env = published.programs / command[0], bare(published.elsewhere)
    done = subprocess.run([program, *command[1:]], cwd=published.elsewhere, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_every_file_of_the_programs(published: Published) -> None:
    names = set(zipfile.ZipFile(published.wheel).namelist())
    assert files(*PACKAGES) - names == set()
    assert {name.rpartition("/")[2] for name in names if "/share/man/man1/" in name} == {"hotline.1", "paidan.1"}
    others = {name.partition("/")[0] for name in names} - set(PACKAGES)
    assert all(name.startswith(f"paidan-{VERSION}.") for name in others), "no test, no document: they would lie among other people's packages"


def test_the_source_archive_can_be_tested_and_documented(published: Published) -> None:
    with tarfile.open(published.archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    single = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "constraints.txt", "pyproject.toml", ".ci/run"}
    assert (files(*PACKAGES, "benchmarks", "docs", "packaging", "tests") | single) - names == set()


def test_it_is_the_wheel_that_runs(published: Published) -> None:
    asked = "import tui, fixtures, widgets, api_client as a; print(*(m.__file__ for m in (tui, fixtures, widgets, a)), sep='\\n')"
    places = said(published, "python", "-c", asked).splitlines()
    assert len(places) == len(PACKAGES)
    assert all(Path(place).is_relative_to(published.programs.parent) for place in places), places


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("paidan --version", f"paidan {VERSION}\n"), ("hotline --version", f"hotline {VERSION}\n"), ("paidan man", ".TH"),
        ("paidan completion bash", "complete"), ("paidan do --help --lang en", "register"),
    ],
)  # fmt: skip
def test_the_programs_tell_what_they_tell_anywhere(published: Published, command: str, says: str) -> None:
    assert says in said(published, *command.split())


def test_the_hotline_serves_and_tells_whoever_watches_it(published: Published) -> None:
    """As a service of systemd it is asked nothing before it says so."""
    command = [str(published.programs / "hotline"), "serve", "--database", "new.db", "--port", "0", "--city", "boston"]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(published.elsewhere / "notify"))
        manager.settimeout(60)
        env = bare(published.elsewhere) | {watched.VARIABLE: str(published.elsewhere / "notify")}
        with subprocess.Popen(command, cwd=published.elsewhere, env=env, stdout=subprocess.PIPE, text=True) as child:
            assert manager.recv(64).decode() == watched.READY
            assert child.stdout is not None
            with urllib.request.urlopen(json.loads(child.stdout.readline())["url"] + "/readyz", timeout=20) as answer:
                assert answer.status == 200
            child.terminate()
            assert manager.recv(64).decode() == watched.STOPPING
            assert child.wait(20) == 0


def test_the_demo_opens_its_queue(published: Published) -> None:
    command = ["env", "-C", str(published.elsewhere), str(published.programs / "paidan"), "demo", "--lang", "en", "--no-tour"]
    with Terminal([*command, "--scenario", "quiet_day", "--tickets", "30"], env=bare(published.elsewhere)) as terminal:
        terminal.until(r"\d\d-\d{6}.*received")
        terminal.until(r"connected \d\d:\d\d")
        terminal.type("q")
        assert terminal.ended() == 0

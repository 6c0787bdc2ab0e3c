"""Every command of the documentation runs, and ends well: here, in a closer test of its page, or as somebody's own with a reason why not here.

A command that is new is run by these tests as it stands. Where it cannot be, it needs a line in `CLOSER` or `NOT_HERE`.
"""

import io
import json
import os
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from fixtures.__main__ import main as hotline_program
from tests.certificates import authority, signed
from tests.documented import PAGES, Command, commands, exists, unmarked
from tests.fixtures.imports.made_up import case, cases
from tests.hotlines import PASSWORD, ROOT, Hotline
from tests.tui.cli.conftest import Paidan

CLOSER = {
    "docs/runbook.md": "tests/test_runbook.py",
    "docs/several-hotlines.md": "tests/stories/test_several_hotlines.py",
    "docs/scripting.md": "tests/test_scripting.py",
    "docs/open311-desk.md": "tests/stories/test_open311.py",
}
"""Pages of which each line is run by a test that also looks at what it prints."""
NOT_HERE = {
    "make": "a task of its own, most of them minutes long; test_a_task_of_make_is_there",
    "paidan": "the desk itself, a hundred times over in tests/tui and tests/stories",
    "paidan demo": "tests/tui/starting/test_demo.py, tests/stories/test_demo_script.py",
    "dist/paidan.pyz": "tests/packaging/test_elsewhere.py",
    "PEX_SCRIPT=": "tests/packaging/test_elsewhere.py",
    "pipx": "asks the package index; tests/packaging/test_wheel.py",
    "python3 -m venv": "tests/packaging/test_elsewhere.py",
    "/opt/paidan/bin/pip": "asks the package index; tests/packaging/test_elsewhere.py",
    "install": "changes the machine; tests/packaging/test_units.py",
    "systemd-sysusers": "changes the machine; tests/packaging/test_units.py",
    "systemctl": "changes the machine; tests/packaging/test_units.py",
    "sudo": "changes the machine; its hotline user is on docs/running-a-hotline.md as well",
    "docker": "there may be no engine; tests/packaging/test_dockerfile.py",
    "HOTLINE_PASSWORD=": "tests/test_conformance.py",
    "curl --fail": "wants an Open311 door and a key; tests/fixtures/open311/test_clients.py types it",
}
"""How commands begin that are not run here, and what is tried instead."""
MORE: Mapping[str, str] = {
    "hotline serve": "--port 0 --host 127.0.0.1", "hotline serve --database try.db": "--tickets 5",
    "hotline user add": "--password-stdin", "hotline user password": "--password-stdin", "paidan login": "--name supervisor --password-stdin",
}  # fmt: skip
"""What is said besides, last, where a person would be asked something or a port might be taken; by words of the command."""
HOTLINE = re.compile(r"https?://(?:hotline\.example\.org|127\.0\.0\.1:12345)")
SOMEBODY = re.compile(r"https?://[\w.-]+\.example\.(?:org|com)")
"""Who else is named on a page: here, somebody who takes whatever is posted."""
NUMBER = re.compile(r"\b2026\d{4}-\d{6}\b")
MAY_BE_UNWELL = ("paidan doctor",)


def begins(text: str, start: str) -> bool:
    """Whether a command begins with these words, or is that word where it is one alone."""
    return text == start if start == "paidan" else text.startswith(start if start.endswith("=") else f"{start} ") or text == start


def excused(command: Command) -> bool:
    return any(begins(command.text, start) for start in NOT_HERE)


def lengthened(text: str) -> list[str]:
    """Its words, and what is said besides."""
    words = shlex.split(text)
    for start, more in MORE.items():
        if all(one in words for one in start.split()):
            words += more.split()
    return words


def told_already(page: str) -> bool:
    """Whether a page says in Chinese what another one says, with the same commands."""
    other = page.replace(".zh.md", ".md")
    return other != page and [one.text for one in commands(page)] == [one.text for one in commands(other)]


class Reader:
    """Somebody who types what a page says, in a folder of their own."""

    def __init__(self, folder: Path, hotline: Hotline, taker: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.hotline, self.taker, self.monkeypatch, self.capsys = folder, hotline, taker, monkeypatch, capsys
        self.paidan = Paidan(folder / "paidan")
        assert self.paidan.login(hotline, "supervisor").code == 0
        self.numbers: list[str] = [one["number"] for one in self.paidan("queue", "--json", "--limit", "20").json["items"]]
        (folder / "elsewhere").mkdir()
        (folder / "records.csv").write_text(cases(case(1), case(2)), encoding="utf-8", newline="")
        monkeypatch.chdir(folder)
        monkeypatch.setenv("PAIDAN_HOME", str(folder))

    def has_a_database(self) -> None:
        """For a page that begins none of its own: the shared hotline's."""
        assert hotline_program(["backup", "hotline.db", "--database", str(self.hotline.database)]) == 0
        self.capsys.readouterr()

    def types(self, command: Command) -> None:
        """Type one; AssertionError where it does not end well. A ticket's number stands for any ticket of which it is true."""
        text = SOMEBODY.sub(self.taker, HOTLINE.sub(self.hotline.url, command.text)).replace("/elsewhere/", "elsewhere/")
        for number in self.numbers if NUMBER.search(text) else [""]:
            code, told = self._run(NUMBER.sub(number, text))
            if code == 0 or text in MAY_BE_UNWELL:
                return
        raise AssertionError(f"{command.page}: {command.text}\nended with {code}\n{told}")

    def _run(self, text: str) -> tuple[int, str]:
        words = lengthened(text)
        match words:
            case ["paidan", *rest]:
                done = self.paidan(*rest, typed=PASSWORD + "\n")
                return done.code, done.out + done.err
            case ["hotline", "serve", *rest]:
                return self._serve(rest)
            case ["hotline", *rest]:
                # Records of another city want a database of its own.
                rest = [one if rest[0] != "load" else one.replace("hotline.db", "loaded.db") for one in rest]
                self.monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
                return hotline_program(rest), "".join(self.capsys.readouterr())
            case _:
                done_by_shell = subprocess.run(["bash", "-o", "pipefail", "-c", text], capture_output=True, text=True, timeout=60)
                return done_by_shell.returncode, done_by_shell.stdout + done_by_shell.stderr

    def _serve(self, words: list[str]) -> tuple[int, str]:
        """Serve until it says where, then stop it."""
        if "--tls-cert" in words:
            pair = signed(authority(self.folder / "authority"), "hotline")
            for made, name in ((pair.cert, "hotline.pem"), (pair.key, "hotline.key")):
                made.replace(self.folder / name)
        env = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))), "PAIDAN_HOME": str(self.folder)}
        child = subprocess.Popen(
            [sys.executable, "-m", "fixtures", "serve", *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        line = child.stdout.readline()
        child.terminate()
        _, wrong = child.communicate(timeout=30)
        return child.returncode if line and json.loads(line)["url"] else 1, wrong


TYPED = [page for page in PAGES if page not in CLOSER and not told_already(page) and not all(map(excused, commands(page)))]


class _Takes(BaseHTTPRequestHandler):
    """Whatever is posted."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def taker() -> Iterator[str]:
    """Where somebody takes whatever is posted."""
    with HTTPServer(("127.0.0.1", 0), _Takes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's commands")
@pytest.mark.parametrize("page", TYPED)
def test_every_command_ends_well(
    page: str, hotline: Hotline, taker: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = Reader(tmp_path, hotline, taker, monkeypatch, capsys)
    typed = [command for command in commands(page) if not excused(command)]
    if not any({"hotline", "user", "add"} <= set(command.text.split()) for command in typed):
        reader.has_a_database()
    for command in typed:
        reader.types(command)


@pytest.mark.parametrize("page", PAGES)
def test_no_command_stands_where_nothing_runs_it(page: str) -> None:
    assert unmarked(page) == [], "mark the block with sh"


def test_a_task_of_make_is_there() -> None:
    tasks = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    asked = {command.text.split()[1] for page in PAGES for command in commands(page) if begins(command.text, "make")}
    assert asked
    assert asked <= tasks


def test_no_excuse_outlives_its_command_or_its_test() -> None:
    told = [command.text for page in PAGES for command in commands(page)]
    assert not [start for start in NOT_HERE if not any(begins(text, start) for text in told)]
    named = [path for reason in (*NOT_HERE.values(), *CLOSER.values()) for path in re.findall(r"(?:tests|docs)/[\w./]+\.\w+", reason)]
    assert not [path for path in named if not exists(path)]

"""docs/scripting.md is run as it stands: each command ends as it should, and each JSON document has the fields that are shown."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.hotlines import Hotline
from tests.tui.cli.conftest import Done, Paidan
from tui.cli.console import Code

PAGE = Path(__file__).parents[1] / "docs/scripting.md"
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
NUMBER = "20261122-000123"


def lacking(shown: Any, told: Any, where: str = "") -> list[str]:
    """Which shown fields the told document has not, or has in another shape."""
    match shown, told:
        case dict(), dict():
            if where.endswith("bands"):
                shown = {}  # its keys are data
            return [f"{where}.{key}" for key in shown if key not in told] + [
                one for key in shown if key in told for one in lacking(shown[key], told[key], f"{where}.{key}")
            ]
        case list(), list():
            return lacking(shown[0], told[0], f"{where}[]") if shown and told else []
        case _:
            return [] if told is None or type(shown) is type(told) else [f"{where}: {type(told).__name__}"]


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory, hotline: Hotline) -> Paidan:
    paidan = Paidan(tmp_path_factory.mktemp("scripting") / "paidan")
    assert paidan.login(hotline).code == 0
    return paidan


def test_every_command_does_what_the_page_says(signed_in: Paidan) -> None:
    number = signed_in("queue", "--json", "--limit", "1").json["items"][0]["number"]
    last: Done | None = None
    for kind, text in BLOCKS:
        if kind == "sh":
            for line in text.splitlines():
                words = shlex.split(line.replace(NUMBER, number))
                assert words[0] == "paidan"
                last = signed_in(*words[1:])
                assert last.code == (Code.DONE if words[1] != "doctor" else last.code), f"{line}\n{last.err}"
                assert last.out, line
        elif kind == "json":
            assert last is not None
            assert lacking(json.loads(text), last.json) == []


def test_every_exit_code_is_on_the_page() -> None:
    listed = {int(code) for row in re.findall(r"^\| ([\d, ]+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE) for code in row.split(",")}
    assert listed == {int(code) for code in Code} - {Code.PIPE_CLOSED}


@pytest.mark.parametrize("code", sorted(Code))
def test_the_prompt_warns_of_what_burns_and_of_nothing_else(tmp_path: Path, code: Code) -> None:
    line = next(line for kind, text in BLOCKS for line in text.splitlines() if not kind and line.startswith("PS1="))
    script = f"paidan() {{ return {int(code)}; }}; PS1='$ '; {line}; printf %s \"${{PS1@P}}\""
    shown = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path, timeout=20).stdout
    assert shown == ("[12345!] $ " if code in (Code.URGENT, Code.OVERDUE) else "$ ")

"""The ten-minute show of docs/demo.md, pressed key by key in a real desk against the demo's own hotline; over a real sshd where there is one."""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.hotlines import ROOT
from tests.stories.secure import missing, sshd
from tests.terminal import KEYS, Terminal

SCRIPT = ROOT / "docs" / "demo.md"
SPEED = 90
"""Three times as quick as a show is given: the half minute in which things begin to happen takes ten seconds."""
STEP = re.compile(r"^\* \*\*(Press|See)\*\* ((?:`[^`]+` ?)+)$")
NAMES = {"Enter": "enter", "Esc": "esc", "PgDn": "pagedown", "Space": "space"}


class Step(NamedTuple):
    """One line of the script: keys to press, or what is to be seen."""

    section: str
    does: str
    what: tuple[str, ...]


def steps(text: str) -> Iterator[Step]:
    """The steps of a script in order. A line that begins as one and is none is a mistake in the script."""
    section = ""
    for line in text.splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif found := STEP.match(line):
            yield Step(section, found[1], tuple(re.findall(r"`([^`]+)`", found[2])))
        else:
            assert not line.startswith(("* **Press", "* **See")), f"not a step: {line}"


def signs(key: str) -> str:
    """What a terminal sends for a key as the page and the desk's own help write it."""
    if key.startswith("^") and len(key) == 2:
        return chr(ord(key[1]) & 31)
    if key == "F2":
        return "\x1bOQ"
    return KEYS[NAMES[key]] if key in NAMES else key


def test_the_page_is_made_of_steps_and_takes_ten_minutes() -> None:
    text = SCRIPT.read_text("utf-8")
    found = list(steps(text))
    assert len({step.section for step in found}) == 9
    assert {step.does for step in found} == {"Press", "See"}
    assert sum(int(minutes) for minutes in re.findall(r"^## .*\((\d+) min\)$", text, re.MULTILINE)) == 10
    assert text.count("**Say**") >= 9


def show(terminal: Terminal) -> tuple[int, list[str]]:
    """Give the show; how many keys it took, and the sections that were shown."""
    pressed, shown = 0, []
    for step in steps(SCRIPT.read_text("utf-8")):
        if step.section not in shown:
            shown.append(step.section)
        if step.does == "See":
            missing = [text for text in step.what if not seen(terminal, text)]
            assert not missing, f"{step.section}: {missing} not seen\n" + "\n".join(terminal.text())
            continue
        for key in step.what:
            terminal.type(signs(key))
            pressed += 1 if key in NAMES or key[0] == "^" or key == "F2" else len(key)
            terminal.quiet(0.2 if key == "Esc" else 0.06, most=1.0)  # a living city is never silent for long
    return pressed, shown


def seen(terminal: Terminal, text: str, *, within: float = 30.0) -> bool:
    """Whether it comes to stand on the screen."""
    try:
        terminal.until(re.escape(text), timeout=within)
    except AssertionError:
        return False
    return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "demos").mkdir()
    (tmp_path / "far").mkdir()
    return tmp_path


def test_the_show_goes_as_the_page_says(folder: Path) -> None:
    command = [sys.executable, "-P", "-m", "tui", "demo", "--lang", "en", "--no-tour", "--speed", str(SPEED)]
    env = {"PYTHONPATH": str(ROOT), "PAIDAN_HOME": str(folder / "home"), "TMPDIR": str(folder / "demos")}
    began = time.perf_counter()
    if why := missing():
        with Terminal(command, cols=120, rows=40, env=env) as terminal:
            pressed, shown = show(terminal)
            assert terminal.ended() == 0
    else:
        with sshd(folder / "far") as far, far.terminal(command, cols=120, rows=40, env=env) as terminal:
            pressed, shown = show(terminal)
            assert terminal.ended() == 0
    print(f"the show: {len(shown)} parts, {pressed} keys, {time.perf_counter() - began:.0f} s{f' ({why})' if why else ' over sshd and tmux'}")  # noqa: T201 - the figures of the story
    assert not list((folder / "demos").glob("paidan-*")), "nothing stays behind"

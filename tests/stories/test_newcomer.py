"""Somebody who has never seen the desk dispatches a first ticket by what the screen alone says, within two minutes of starting the demo.

Read in Chinese; in English, too, with `PAIDAN_WALK=all`.
"""

import os
import re
import sys
import time
from pathlib import Path

import pytest

from tests.hotlines import ROOT
from tests.terminal import Terminal

CAPS = {"Enter": "enter", "Esc": "esc", "Ctrl+S": "ctrl+s", "Backspace": "backspace"}
KEY = re.compile(r"(?<![\w'])(Enter|Esc|Backspace|Ctrl\+S|[b-zA-GJ-Z])(?![\w'])(?: ?[(（](\d+) ?(?:x|次)[)）])?")
"""A key in a sentence, and how often it is to be pressed; `a` and `I` are words, `H` puts the tour away."""
SAYS = {"zh": (" 导览 ", "»待送|✓已办"), "en": (" Tour ", "»waiting|✓done")}
"""How the strip begins that leads a newcomer, and what stands on the screen once a command is kept."""
DISPATCHED = "4/5"
"""The step behind the one that asks for a dispatch."""
READERS = [("zh", 80, 24), ("en", 120, 40)][: 2 if os.environ.get("PAIDAN_WALK") == "all" else 1]
MOST_SECONDS, MOST_KEYS = 120, 40
READS_SECONDS = 0.5
"""Nobody reads quicker than the strip changes."""
LOOKS_SECONDS = 3.0
"""So long somebody looks for what came of a key before pressing it again."""


def told(terminal: Terminal, strip: str) -> str:
    """The sentence at the foot of the screen that says what to do."""
    lines = terminal.text()
    at = next((y for y, line in enumerate(lines) if line.startswith(strip)), len(lines))
    return " ".join(line.strip() for line in lines[at:])


@pytest.mark.parametrize(("lang", "cols", "rows"), READERS)
def test_a_newcomer_dispatches_within_two_minutes_by_the_screen_alone(tmp_path: Path, lang: str, cols: int, rows: int) -> None:
    env = {"PYTHONPATH": str(ROOT), "PAIDAN_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path)}
    strip, kept = SAYS[lang]
    began, pressed, read = time.perf_counter(), 0, list[str]()
    with Terminal([sys.executable, "-P", "-m", "tui", "demo", "--lang", lang], cols=cols, rows=rows, env=env) as terminal:
        terminal.until(lambda: bool(KEY.search(told(terminal, strip))), timeout=MOST_SECONDS)
        while DISPATCHED not in (sentence := told(terminal, strip)) or not terminal.shows(kept):
            read.append(sentence)
            for cap, times in KEY.findall(sentence):
                for _ in range(int(times or 1)):
                    terminal.type(CAPS.get(cap, cap))
                    terminal.quiet()
                    pressed += 1
            assert pressed <= MOST_KEYS, read
            assert time.perf_counter() - began <= MOST_SECONDS, read
            deadline = time.perf_counter() + LOOKS_SECONDS
            while told(terminal, strip) == sentence and time.perf_counter() < deadline:
                terminal.pump()
            terminal.quiet(READS_SECONDS)
        seconds = time.perf_counter() - began
        terminal.type("q")
        assert terminal.ended() == 0
    print(f"a newcomer in {lang}: {pressed} keys, {seconds:.1f} s, {len(read)} sentences")  # noqa: T201 - the figures of the story

"""A hotline that puts hostile text into every word it tells: a real desk shows it on every screen, the command line prints it, nothing is obeyed."""

import base64
import csv
import io
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile_text import OWN, foreign, unprintable
from tests.hotlines import ROOT, Hotline
from tests.liar import Liar
from tests.stories.desks import desk, environment
from tui import keymap
from tui.cli.boards import OBEYED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hotline heeds POSIX signals")
ADVERSARIAL = ROOT.parent / "shared" / "data" / "adversarial" / "items.jsonl"
LONGEST = 400
"""Signs of an item that are told: words for people are short, and a line of them is on the screen at once."""
ALL = os.environ.get("PAIDAN_WALK") == "all"
"""Whether every size and every word of the command line is tried."""
SIZES = [(80, 24, "zh"), (120, 40, "en"), (60, 20, "zh")] if ALL else [(80, 24, "zh")]
PLACES = tuple(row.keys[0] for row in keymap.KEYS if row.action.startswith("go("))
FORMS = tuple(row.keys[0] for row in keymap.KEYS if row.action.startswith("act("))
PANES = ("enter", "?", ":", "'", "C", "space")
PRINTS: tuple[tuple[str, ...], ...] = (("queue",), ("queue", "--csv"), ("queue", "--json"), ("report", "daily"), ("audit",))
if ALL:
    PRINTS += (("boards", "rates"), ("topics",), ("dossiers",), ("work",), ("watch",), ("boards", "rates", "--csv"), ("audit", "--csv"))
RING = "\x07"
"""The desk itself rings for what has become urgent; alone it does nothing else."""


def texts() -> list[str]:
    """Those of the lists where they are, and ours among them again and again."""
    lines = ADVERSARIAL.read_text(encoding="utf-8").splitlines() if ADVERSARIAL.exists() else []
    rows = [json.loads(line) for line in lines]
    theirs = [base64.b64decode(row["b64"]).decode("utf-8", "surrogateescape")[:LONGEST] for row in rows]
    ours = itertools.cycle(text for _, text in OWN)
    return [*(text for _, text in OWN), *(text for their in theirs if their for text in (their, next(ours)))]


@pytest.fixture
def liar(hotline: Hotline) -> Iterator[Liar]:
    with Liar(hotline.url, texts()) as liar:
        yield liar


@pytest.mark.parametrize(("cols", "rows", "lang"), SIZES)
def test_no_screen_obeys_a_word(hotline: Hotline, liar: Liar, tmp_path: Path, cols: int, rows: int, lang: str) -> None:
    env = environment(hotline, "supervisor", tmp_path, lang=lang) | {"PAIDAN_URL": liar.url}
    with desk(env, cols=cols, rows=rows) as terminal:
        terminal.until(r"\d+/\d+ ")
        terminal.quiet(0.3)
        began = len(terminal.received)
        screens = 0
        for key in (*PANES, *FORMS, *PLACES):
            before = terminal.text()
            terminal.type(key)
            terminal.quiet(0.1)
            screens += terminal.text()[2:-2] != before[2:-2]
            terminal.type("pagedown", "down")
            terminal.quiet(0.05)
            terminal.type("esc", "esc", "1")
            terminal.quiet(0.05)
        assert terminal.child.isalive()
        received = bytes(terminal.received[began:]).decode("utf-8")
    assert [one for one in foreign(received) if one != RING] == []
    assert screens > 10, "different screens were seen"
    assert liar.told > len(set(texts()))
    print(f"{len(set(texts()))} items, {screens} screens, {liar.told} words told, {len(received):,} signs, 0 leaks")  # noqa: T201


def test_no_line_of_the_command_line_obeys_a_word(hotline: Hotline, liar: Liar, tmp_path: Path) -> None:
    env = os.environ | environment(hotline, "supervisor", tmp_path) | {"PAIDAN_URL": liar.url}
    printed = {}
    running = {words: subprocess.Popen([sys.executable, "-m", "tui", *words], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
               for words in PRINTS}  # fmt: skip
    for words, child in running.items():
        out, err = child.communicate(timeout=120)
        printed[words] = out.decode("utf-8")
        assert unprintable((printed[words] + err.decode("utf-8")).replace("\r\n", "\n")) == [], words
    assert sum(len(text) for text in printed.values()) > 10_000


def test_a_formula_is_defused_wherever_it_stands(hotline: Hotline, tmp_path: Path) -> None:
    with Liar(hotline.url, [text for text in texts() if text.startswith(OBEYED)]) as liar:
        env = os.environ | environment(hotline, "supervisor", tmp_path) | {"PAIDAN_URL": liar.url}
        done = subprocess.run([sys.executable, "-m", "tui", "queue", "--csv"], cwd=ROOT, env=env, capture_output=True, timeout=120, check=True)
    cells = [cell for row in csv.reader(io.StringIO(done.stdout.decode("utf-8"))) for cell in row]
    assert len(cells) > 100
    assert [cell for cell in cells if cell.lstrip().startswith(OBEYED)] == []
    assert sum(cell.startswith("'=") for cell in cells) > 10, "formulas came and were defused"

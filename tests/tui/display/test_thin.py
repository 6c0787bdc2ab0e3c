"""The thin display under an app of its own: small frames, frames dropped while the line is full, a garbled screen mended."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.style import Style

from tests.terminal import Terminal
from tui.display import inside
from tui.display.cells import Cells
from tui.display.pens import Pens
from tui.display.start import Start
from tui.display.thin import ThinDisplay

ROOT = Path(__file__).parents[3]
APP = """
import os, sys
sys.path.insert(0, {root!r})
from textual.app import App, ComposeResult
from textual.widgets import Input, Static
from tui.display.cells import Cells
from tui.display.pens import Pens
from tui.display.start import Start
from tui.display.thin import ThinDisplay

class Small(ThinDisplay[int]):
    BINDINGS = [("q", "quit"), ("s", "slow"), ("t", "type"), ("f", "forget")]
    count = 0
    def compose(self) -> ComposeResult:
        yield Static("", id="fill")
        yield Static("counted 0", id="counter")
        yield Input(id="typed", disabled=True)
    def on_key(self, event):
        if event.key == "c":
            self.count += 1
            self.query_one("#counter", Static).update(f"counted {{self.count}}")
        if event.key == "p":
            with open(os.environ["COUNTED"], "a") as told:
                told.write("p")
            self.query_one("#fill", Static).update("\\n".join(f"{{self.count}} {{line}} " + "工单" * 15 for line in range(15)))
    def action_type(self):
        typed = self.query_one(Input)
        typed.disabled = False
        typed.focus()
    def action_forget(self):
        self.forget()
    def action_quit(self):
        self.exit(0)

app = Small(ansi_color=True)
pens = Pens()
trouble = app.be_thin(Start(pens, Cells(pens)))
assert not trouble, trouble
app.run(mouse=False)
"""


@contextmanager
def small(counted: Path = Path(os.devnull)) -> Iterator[Terminal]:
    """The app in a terminal; it notes in a file how many pages it has drawn."""
    with Terminal(
        [sys.executable, "-c", APP.format(root=str(ROOT))], cols=80, rows=24, env={"TEXTUAL_ANIMATIONS": "none", "COUNTED": str(counted)}
    ) as terminal:
        terminal.until("counted 0")
        terminal.quiet(0.3)
        yield terminal


def test_one_digit_more_is_a_few_bytes() -> None:
    with small() as terminal:
        before = len(terminal.received)
        terminal.type("c")
        terminal.until("counted 1")
        terminal.quiet(0.2)
        assert len(terminal.received) - before < 40


def test_while_the_line_is_full_frames_are_dropped_and_the_last_one_comes(tmp_path: Path) -> None:
    counted = tmp_path / "counted"
    with small(counted) as terminal:
        before = len(terminal.received)
        terminal.type(*"cp" * 60)
        until = time.monotonic() + 30
        while not (counted.exists() and len(counted.read_text()) == 60) and time.monotonic() < until:
            time.sleep(0.01)  # nobody reads what the terminal is sent
        terminal.until("counted 60")
        terminal.until("60 14 工单")
        terminal.quiet(0.3)
        assert len(terminal.received) - before < 60_000, "sixty whole pages are more than 120,000 bytes"


def test_the_cursor_stands_where_one_types() -> None:
    with small() as terminal:
        terminal.type("t")
        terminal.quiet(0.3)
        terminal.type("派单")
        terminal.until("派单")
        terminal.quiet(0.3)
        row = next(y for y, line in enumerate(terminal.text()) if "派" in line)
        column = terminal.text()[row].index("派")
        assert terminal.screen.cursor.y == row
        assert terminal.screen.cursor.x in (column + 4, column + 5), "where Textual says, which is one too far"


def test_a_garbled_screen_is_drawn_anew() -> None:
    with small() as terminal:
        terminal.type("c")
        terminal.until("counted 1")
        terminal.screen.reset()
        terminal.type("f")
        terminal.until("counted 1")


@pytest.mark.parametrize(("has", "spared"), [(ColorSystem.TRUECOLOR, True), (ColorSystem.EIGHT_BIT, False), (ColorSystem.STANDARD, False)])
def test_a_slow_line_gets_256_colours_where_there_were_more(monkeypatch: pytest.MonkeyPatch, has: ColorSystem, spared: bool) -> None:
    monkeypatch.setattr(inside, "colours", lambda _: has)
    pens = Pens(has)
    app, start, style = ThinDisplay[int](), Start(pens, Cells(pens)), Style(color="#123456")
    assert not app.spare_colours(), "Textual writes"
    app._start = start
    before = pens.step(0, start.cells.of("x", style)[0][1])
    assert ("38;2;18;52;86" in before) is spared
    assert app.spare_colours() is spared
    after = pens.step(0, start.cells.of("x", style)[0][1])
    assert after == "\x1b[38;5;23m" if spared else after == before

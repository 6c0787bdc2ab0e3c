"""From exec to the first page and to a desk that takes keys, beside the floor and beside a bare Textual app, interleaved."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.desk.harness import FULL_PAGE, Timed, desk
from benchmarks.desk.homes import Home, home, mirror_path
from benchmarks.figures import Plan, Row, most, percentile, row, spread

FEW = 1_000
BARE_APP = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class A(App):\n  def compose(self): yield Static('first-word')\nA().run(mouse=False)"
)
RAW = Path(__file__).with_name("raw.py")
OPENING = "import tui.cli.main, tui.starting.opening, tui.starting.first_page, tui.queue.page"
"""What has to be imported before the first page is drawn."""


def first_page(env: Home) -> float:
    """Milliseconds from exec to a screen full of tickets."""
    with desk(env) as terminal:
        return (terminal.moment(lambda: terminal.tickets() >= FULL_PAGE) - terminal.started) * 1000


def raw(mirror: Path) -> float:
    """Milliseconds from exec to the same screen, written by a Python without any framework."""
    with Timed([sys.executable, str(RAW), str(mirror)]) as terminal:
        return (terminal.moment(lambda: terminal.tickets() >= FULL_PAGE) - terminal.started) * 1000


def bare_app() -> float:
    """Milliseconds from exec to a Textual app's first word: what any Textual program needs."""
    with Timed([sys.executable, "-c", BARE_APP]) as terminal:
        return (terminal.moment(lambda: any("first-word" in line for line in terminal.lines())) - terminal.started) * 1000


def ready(env: Home) -> float:
    """Milliseconds from exec until a key typed at exec has had its effect."""
    with desk(env) as terminal:
        terminal.type("j")
        return (terminal.moment(lambda: terminal.seen()[0] == "2") - terminal.started) * 1000


def imports(code: str) -> float:
    """Milliseconds that a Python takes which imports this and ends."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - started) * 1000


def measure(plan: Plan) -> Iterator[Row]:
    """All figures of a start."""
    few, many = home(plan.folder, FEW), home(plan.folder, plan.tickets)
    mirror = mirror_path(many)
    asked: dict[str, Callable[[], float]] = {
        "raw": lambda: raw(mirror), "app": bare_app, "few": lambda: first_page(few), "many": lambda: first_page(many), "soon": lambda: ready(few),
        "late": lambda: ready(many), "textual": lambda: imports("import textual.app"), "opening": lambda: imports(OPENING),
    }  # fmt: skip
    for once in asked.values():  # what is compiled once stays compiled, and files are read once
        once()
    took: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(plan.times(11, 2)):
        for name, measured in asked.items():
            took[name].append(measured())
    middle = {name: percentile(values, 0.5) for name, values in took.items()}
    count = f"{plan.tickets:,}"
    yield row("exec -> first page of 1,000 tickets (ms)", spread(took["few"]))
    yield most(f"exec -> first page of {count}, against 1,000 (ms)", middle["many"] / middle["few"], 1.3, unit="x", ours=spread(took["many"]))
    ratio = middle["many"] / middle["raw"]
    yield most(
        f"  that page, {ratio:.2f} x what raw ANSI takes (ms)", ratio, 2.0, unit="x", ours=spread(took["many"]), floor=f"raw {spread(took['raw'])}"
    )
    yield row("exec -> desk of 1,000 tickets ready for keys (ms)", spread(took["soon"]))
    ratio = middle["late"] / middle["app"]
    told = f"exec -> desk of {count} ready for keys, {ratio:.2f} x a bare app (ms)"
    yield most(told, ratio, 1.5, unit="x", ours=spread(took["late"]), floor=f"bare Textual app {spread(took['app'])}")
    budget = middle["opening"] / middle["textual"]
    yield most(f"imports before the first page, {budget:.2f} x Textual's (ms)", budget, 0.5, unit="x", ours=spread(took["opening"]),
               floor=f"import textual.app {spread(took['textual'])}")  # fmt: skip

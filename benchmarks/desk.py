"""The desk from outside: exec to paint, key to paint, bytes and memory, in a real pseudo-terminal."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from api_client.mirror import Mirror
from api_client.models.page import SnapshotHead
from api_client.models.ticket import Ticket
from benchmarks import made
from benchmarks.figures import Plan, Row, percentile, row, spread
from tests.terminal import Terminal

REPEATS = 5
KEYS = 120
SETTLED_SECONDS = 0.4
"""Less than a tick, which comes every second."""
IDLE_SECONDS = 10
ROW = re.compile(r"\d-?\d{6}\b")
"""What the number of a ticket looks like in a line."""
NOWHERE = "http://127.0.0.1:9"
"""A hotline that does not answer: the desk shows its mirror and says so."""
UNITS = tuple(f"1101010{index:02}" for index in range(1, 18))


@contextmanager
def home(count: int) -> Iterator[dict[str, str]]:
    """A folder with a mirror of so many tickets, as environment variables for a desk."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"PAIDAN_HOME": folder, "PAIDAN_URL": NOWHERE, "PAIDAN_TOKEN": "for-measuring", "PAIDAN_LANG": "zh"}
        fill(Path(mirror_path(env)), count)
        yield env


def mirror_path(env: dict[str, str]) -> str:
    """Where a desk with this environment keeps its mirror."""
    asked = "from api_client.profile import load; print(load().mirror_path)"
    done = subprocess.run([sys.executable, "-c", asked], env={**os.environ, **env}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def fill(path: Path, count: int) -> float:
    """Write so many tickets into a mirror; returns tickets per second."""
    now = made.moment()
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = list(made.rows(made.tickets(count, now=now, units=UNITS)))
    mirror = Mirror.open(path)
    head = SnapshotHead(cursor=1, count=count, columns=tuple(Ticket.model_fields), now=now)
    started = time.perf_counter()
    mirror.replace(head, rows, wall=now.timestamp())
    taken = time.perf_counter() - started
    mirror.close()
    return count / taken


def desk(env: dict[str, str], *, cols: int = 120, rows: int = 40) -> Terminal:
    """The desk in a terminal."""
    # As installed: what is compiled once stays compiled.
    return Terminal([sys.executable, "-m", "tui"], cols=cols, rows=rows, env={**env, "PYTHONDONTWRITEBYTECODE": ""})


def ticket_rows(terminal: Terminal) -> int:
    """How many tickets are on the screen."""
    return sum(bool(ROW.search(line)) for line in terminal.text())


def bare_import() -> float:
    """Milliseconds from exec to exit of a Python that imports textual and nothing more."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual"], check=True)
    return (time.perf_counter() - started) * 1000


def bare_app() -> float:
    """Milliseconds from exec to a Textual app's first word: what any Textual program needs."""
    code = (
        "from textual.app import App\nfrom textual.widgets import Static\n"
        "class A(App):\n  def compose(self): yield Static('first-word')\nA().run(mouse=False)"
    )
    with Terminal([sys.executable, "-c", code], cols=120, rows=40) as terminal:
        terminal.until("first-word")
        return (terminal.last_byte - terminal.started) * 1000


def first_page(env: dict[str, str]) -> float:
    """Milliseconds from exec to a screen full of tickets."""
    with desk(env) as terminal:
        terminal.until(lambda: ticket_rows(terminal) >= 25)
        return (terminal.last_byte - terminal.started) * 1000


def ready(env: dict[str, str]) -> float:
    """Milliseconds from exec until a key typed at exec has had its effect."""
    with desk(env) as terminal:
        terminal.type("j")
        terminal.until(r"^2/")
        return (terminal.last_byte - terminal.started) * 1000


def start(count: int) -> Iterator[Row]:
    """First page and desk beside the bare import, interleaved."""
    with home(1_000) as few, home(count) as many:
        first_page(few)
        rounds = [
            (bare_import(), bare_app(), first_page(few), first_page(many), ready(few), ready(many))
            for _ in range(REPEATS)
        ]  # fmt: skip
    bare, app, small, large, soon, late = ([figures[at] for figures in rounds] for at in range(6))
    yield row("exec -> exit of `import textual`, ms", spread(bare))
    yield row("exec -> first word of a bare Textual app, ms", spread(app))
    yield row("exec -> first page of 1,000 tickets visible, ms", spread(small))
    yield row(f"exec -> first page of {count:,} tickets visible, ms", spread(large))
    yield row("  in bare imports", f"{percentile(large, 0.5) / percentile(bare, 0.5):.2f} x", "goal <= 2.0 x")
    yield row("exec -> desk of 1,000 tickets ready for keys, ms", spread(soon))
    yield row(f"exec -> desk of {count:,} tickets ready for keys, ms", spread(late))
    yield row("  in bare Textual apps", f"{percentile(late, 0.5) / percentile(app, 0.5):.2f} x", "goal <= 1.5 x")


def keys(count: int) -> Iterator[Row]:
    """Key to paint, bytes of a move, bytes of an idle second, memory."""
    with home(count) as env, desk(env) as terminal:
        terminal.until(lambda: ticket_rows(terminal) >= 25)
        terminal.quiet(SETTLED_SECONDS)
        waits, sizes = pressed(terminal, ["j" if index % 40 < 30 else "k" for index in range(KEYS)])
        yield row(f"key -> paint at {count:,}, ms p50 / p95", f"{percentile(waits, 0.5):.1f} / {percentile(waits, 0.95):.1f}", "goal p95 <= 20 ms")
        yield row("bytes of one cursor move, p50", f"{percentile(sizes, 0.5):,.0f}", "goal <= 400")
        yield from scrolled(terminal)
        terminal.type("p")
        terminal.quiet(SETTLED_SECONDS)
        for told in scrolled(terminal):
            yield replace(told, what=told.what.replace("line scrolled", "line scrolled, without the pane"))
        terminal.type("p", "g")
        terminal.quiet(SETTLED_SECONDS)
        before, until = len(terminal.received), time.perf_counter() + IDLE_SECONDS
        while time.perf_counter() < until:
            terminal.pump(0.2)
        yield row("bytes of one idle second, five rows ticking", f"{(len(terminal.received) - before) / IDLE_SECONDS:,.0f}")
        yield from memory(terminal.child.pid)


def pressed(terminal: Terminal, typed: Sequence[str]) -> tuple[list[float], list[int]]:
    """Milliseconds and bytes until the screen rests after each key."""
    waits, sizes = [], []
    for index, key in enumerate(typed):
        time.sleep(0.013 * (index % 7))
        terminal.quiet(0.05)
        before, sent = len(terminal.received), time.perf_counter()
        terminal.type(key)
        while len(terminal.received) == before:
            terminal.pump(0.5)
        terminal.quiet(0.03)
        waits.append((terminal.last_byte - sent) * 1000)
        sizes.append(len(terminal.received) - before)
    return waits, sizes


def scrolled(terminal: Terminal) -> Iterator[Row]:
    """Key to paint and bytes where each key moves the whole list by a line."""
    terminal.type("g", *["pagedown"] * 2)
    terminal.quiet(SETTLED_SECONDS)
    terminal.type(*"j" * 40)
    terminal.quiet(SETTLED_SECONDS)
    waits, sizes = pressed(terminal, ["j"] * (KEYS // 2))
    yield row("key -> paint of a line scrolled, ms p50 / p95", f"{percentile(waits, 0.5):.1f} / {percentile(waits, 0.95):.1f}", "goal p95 <= 20 ms")
    yield row("bytes of one line scrolled, p50", f"{percentile(sizes, 0.5):,.0f}", "goal <= 450")


def memory(desk: int) -> Iterator[Row]:
    """Megabytes of the desk's process and of its courier's."""
    # A child belongs to the thread that started it.
    [courier] = [child for task in Path(f"/proc/{desk}/task").iterdir() for child in (task / "children").read_text(encoding="ascii").split()]
    here, there = held(desk), held(int(courier))
    yield row("memory of the desk, MB resident / proportional", f"{here[0]:.0f} / {here[1]:.0f}", "goal <= 60 MB resident")
    yield row("memory of its courier, MB resident / proportional", f"{there[0]:.0f} / {there[1]:.0f}")
    yield row("  both together", f"{here[0] + there[0]:.0f} / {here[1] + there[1]:.0f}")


def held(pid: int) -> tuple[float, float]:
    """Megabytes that a process holds in memory: all of them, and with what it shares counted in part."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii", errors="replace")
    rss, pss = (int(re.search(rf"^{name}:\s+(\d+)", told, re.MULTILINE)[1]) / 1024 for name in ("Rss", "Pss"))  # type: ignore[index]  # Linux
    return rss, pss


def measure(plan: Plan) -> Iterator[Row]:
    """All of the desk's figures."""
    yield from start(plan.tickets)
    yield from keys(plan.tickets)

"""The same tickets in table widgets: how much sooner the desk shows them."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.desk.harness import FULL_PAGE, Timed
from benchmarks.desk.homes import home, mirror_path
from benchmarks.desk.start import first_page
from benchmarks.desk.venvs import Missing, installed, version
from benchmarks.figures import Plan, Row, least, percentile, spread

SCRIPT = Path(__file__).with_name("tabled.py")
LONGEST_SECONDS = 240


def shown(python: Path, table: str, mirror: Path) -> float:
    """Milliseconds from exec to a screen full of tickets in such a table."""
    with Timed([str(python), str(SCRIPT), table, str(mirror)]) as terminal:
        return (terminal.moment(lambda: terminal.tickets() >= FULL_PAGE, timeout=LONGEST_SECONDS) - terminal.started) * 1000


def measure(plan: Plan) -> Iterator[Row]:
    """Textual's own table, which takes a minute and is started once, and the one on Arrow; neither in a quick run."""
    if plan.quick:
        return
    env = home(plan.folder, plan.tickets)
    mirror, count = mirror_path(env), f"{plan.tickets:,}"
    ours = percentile([first_page(env) for _ in range(5)], 0.5)
    took = shown(Path(sys.executable), "DataTable", mirror)
    yield least(f"DataTable of {count}: so many times later than the desk", took / ours, 100, unit="x", floor=f"DataTable {took:,.0f} ms")
    what = f"textual-fastdatatable of {count}: so many times later"
    try:
        programs = installed(plan.folder, "textual-fastdatatable")
    except Missing as error:
        yield Row(what, "", goal=">= 30 x", why=str(error))
        return
    tries = [shown(programs / "python", "FastDataTable", mirror) for _ in range(2)]
    yield least(what, percentile(tries, 0.5) / ours, 30, unit="x", floor=f"{spread(tries)} ms", why=version(programs, "textual-fastdatatable"))

"""docs/benchmarks.md: the figures of one run, with the machine, the date, the method and how to repeat it."""

import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import textual

from benchmarks.figures import Row, verdict

PATH = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BY_HAND = "## What is missed, and why"
"""From this heading on, the page is written by hand and kept."""
METHOD = """\
Every program runs in a pseudo-terminal of 120x40 of its own, started by exec, as a person would start it; the moment of every piece of output is
noted and the screen read back by an emulator (pyte) only afterwards. A key has done its work when the screen shows what it does, to the last byte of
that frame. The tickets are made up, the same in every run; the hotline before the desk tells prepared answers, so that it costs next to nothing.
Figures are min/median/max of interleaved repeats, or p50/p95/p99 of keys: on a machine that others share, compare what stands in one line, not
milliseconds.

* **raw** is a Python without any framework that opens the mirror, asks for a page and writes it (`benchmarks/desk/raw.py`).
* **tight floor** is the least number of bytes that could have made the same visible change, computed from the screens before and after with the
  cheapest moves and colour changes (`benchmarks/desk/floor.py`).
* The slow line is a program (`python -m benchmarks.desk.slow -- COMMAND`): bytes are paced and delayed both ways, behind a buffer of 4 KB.
* `python -m benchmarks.recording` records the same ten keys over that line with the thin display and without: [recordings/](recordings), for
  `asciinema play`.
* Programs of others come from the package index, each into an environment of its own that goes with the run.

To repeat: `make bench` (a quarter of an hour; `ARGS="--docs"` writes this page), `make bench-quick` (two minutes), or a part of it, as in
`make bench ARGS="--only keys idle"`."""


def machine() -> str:
    """What the figures were taken on, in one line."""
    said = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace") if Path("/proc/cpuinfo").exists() else ""
    model = next((line.partition(":")[2].strip() for line in said.splitlines() if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GB, {platform.system()} {platform.release()}"


def versions() -> str:
    """What the figures were taken of, in one line."""
    return f"Python {platform.python_version()}, Textual {textual.__version__}, SQLite {sqlite3.sqlite_version}"


def page(parts: Mapping[str, Sequence[Row]], *, now: datetime, load: float, tickets: int, kept: str) -> str:
    """The page; `kept` is what was written by hand below it."""
    rows = [row for told in parts.values() for row in told]
    judged = [row for row in rows if row.met is not None]
    lines = [
        "# Benchmarks",
        "",
        f"Taken on {now:%Y-%m-%d} with {tickets:,} tickets on {machine()}; {versions()}. One minute's load before the run was {load:.1f}.",
        f"{sum(bool(row.met) for row in judged)} of {len(judged)} goals met.",
        "",
    ]
    for title, told in parts.items():
        lines += [f"## {title}", "", *table(told), ""]
    return "\n".join([*lines, "## Method", "", METHOD, "", kept or f"{BY_HAND}\n\nNothing said yet.\n"])


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows of one part."""
    yield "| what | measured | beside it | goal | |"
    yield "|---|---|---|---|---|"
    for row in rows:
        cells = (f"{row.what.strip()}{f' ({row.why})' if row.why else ''}", row.ours, row.floor, row.goal, verdict(row))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def by_hand(path: Path = PATH) -> str:
    """What of the page was written by hand."""
    _, heading, rest = (path.read_text(encoding="utf-8") if path.exists() else "").partition(BY_HAND)
    return heading + rest

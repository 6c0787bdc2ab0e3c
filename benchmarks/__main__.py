"""`make bench`: print what the desk and the hotline cost on this machine, beside the floor and beside others in the same run."""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from benchmarks import hotline, long, month, page, postgres
from benchmarks.desk import cold, far, idle, keys, peers, start, tables
from benchmarks.figures import Part, Plan, Row, line, summary

PARTS: dict[str, Part] = {
    "cold": cold.measure, "start": start.measure, "keys": keys.measure, "idle": idle.measure, "far": far.measure, "tables": tables.measure,
    "peers": peers.measure, "hotline": hotline.measure,
}  # fmt: skip
"""What one run measures, in this order; the first makes the mirror that the next ones look at."""
TITLES = {
    "cold": "The first start of all", "start": "Start", "keys": "Keys", "idle": "Idle", "far": "A slow line", "tables": "Beside table widgets",
    "peers": "Beside other programs", "hotline": "The hotline", "month": "A month's boards", "long": "A long log",
    "postgres": "On PostgreSQL",
}  # fmt: skip
APART: dict[str, Part] = {"month": month.measure, "long": long.measure, "postgres": postgres.measure}
"""What takes minutes by itself and is only measured when asked for."""
END_ON = (signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Measure and print, line by line as figures come in."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--tickets", type=int, help="tickets in the mirror (default 500000; 50000 with --quick)")
    parser.add_argument("--quick", action="store_true", help="within two minutes: fewer repeats, shorter queues, nothing installed beside")
    parser.add_argument("--only", choices=(*PARTS, *APART), nargs="+", help=f"measure only these; {', '.join(APART)} take minutes")
    parser.add_argument("--database", type=Path, metavar="PATH", help="with --only long: the hotline to measure, instead of one made for it")
    parser.add_argument("--times", type=int, default=1, metavar="N", help="with --only long: every ticket played stands so many times")
    parser.add_argument("--docs", action="store_true", help="write docs/benchmarks.md too")
    told = parser.parse_args()
    for number in END_ON:
        signal.signal(number, lambda number, _: sys.exit(128 + number))  # as Ctrl+C: what was begun is ended, what was written goes
    load = os.getloadavg()[0]
    print(f"{page.versions()}\n{page.machine()}, load {load:.1f}")
    print("figures are min/median/max of interleaved repeats, keys p50/p95/p99; compare what stands in one line, not milliseconds")
    parts = PARTS | APART | {"long": partial(long.measure, database=told.database, times=told.times)}
    asked = {name: parts[name] for name in told.only or PARTS}
    tickets = told.tickets or (50_000 if told.quick else 500_000)
    rows: dict[str, list[Row]] = {}
    lasted: dict[str, float] = {}
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="paidan-bench-", ignore_cleanup_errors=True) as folder:
            for name, row in measured(asked, Plan(tickets, Path(folder), quick=told.quick), lasted):
                rows.setdefault(TITLES[name], []).append(row)
                print(line(row), flush=True)
    except KeyboardInterrupt:
        print("\nleft in the middle; nothing of it stays behind", file=sys.stderr)
        return 130
    print(f"\n{summary([row for some in rows.values() for row in some])}")
    print(f"{clock(time.monotonic() - began)} in all: {', '.join(f'{name} {clock(seconds)}' for name, seconds in lasted.items())}")
    if told.docs:
        now = datetime.now().astimezone()
        page.PATH.write_text(page.page(rows, now=now, load=load, tickets=tickets, kept=page.by_hand()), encoding="utf-8")
    return 0


def measured(parts: Mapping[str, Part], plan: Plan, lasted: dict[str, float]) -> Iterator[tuple[str, Row]]:
    """The rows of each part with its name; a terminal is told what is under way and for how long. `lasted` learns the seconds of each part."""
    began = time.monotonic()
    for number, (name, measure) in enumerate(parts.items(), 1):
        started = time.monotonic()
        print(f"\n{TITLES[name]}")
        under_way = f"[{number}/{len(parts)}] {name}"
        progress(under_way, began)
        for row in measure(plan):
            progress("", began)
            yield name, row
            progress(under_way, began)
        progress("", began)
        lasted[name] = time.monotonic() - started


def progress(under_way: str, began: float) -> None:
    """One line that is written over; nothing where no person looks."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{under_way}, {clock(time.monotonic() - began)} so far" if under_way else "\r\x1b[K")
        sys.stderr.flush()


def clock(seconds: float) -> str:
    """Minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


if __name__ == "__main__":
    sys.exit(main())

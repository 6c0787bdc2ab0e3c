"""`make bench`: print what the desk and the hotline cost on this machine, beside the floor and beside others in the same run."""

import argparse
import os
import platform
import signal
import sqlite3
import sys
import tempfile
from functools import partial
from pathlib import Path

import textual

from benchmarks import hotline, long, month
from benchmarks.desk import cold, far, idle, keys, peers, start, tables
from benchmarks.figures import Part, Plan, line, summary

PARTS: dict[str, Part] = {
    "cold": cold.measure, "start": start.measure, "keys": keys.measure, "idle": idle.measure, "far": far.measure, "tables": tables.measure,
    "peers": peers.measure, "hotline": hotline.measure,
}  # fmt: skip
"""What one run measures, in this order."""
APART: dict[str, Part] = {"month": month.measure, "long": long.measure}
"""What takes minutes by itself and is only measured when asked for."""


def main() -> int:
    """Measure and print, line by line as figures come in."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--tickets", type=int, help="tickets in the mirror (default 500000; 50000 with --quick)")
    parser.add_argument("--quick", action="store_true", help="within two minutes: fewer repeats, shorter queues, nothing installed beside")
    parser.add_argument("--only", choices=(*PARTS, *APART), nargs="+", help=f"measure only these; {' and '.join(APART)} take minutes")
    parser.add_argument("--database", type=Path, metavar="PATH", help="with --only long: the hotline to measure, instead of one made for it")
    told = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as ctrl+c: what was begun is ended, what was written goes
    print(f"paidan on Python {platform.python_version()}, Textual {textual.__version__}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    print("figures are min/median/max of interleaved repeats; compare ratios, not milliseconds\n")
    parts = PARTS | APART | {"long": partial(long.measure, database=told.database)}
    rows = []
    try:
        with tempfile.TemporaryDirectory(prefix="paidan-bench-") as folder:
            plan = Plan(told.tickets or (50_000 if told.quick else 500_000), Path(folder), quick=told.quick)
            for name in told.only or PARTS:
                for row in parts[name](plan):
                    rows.append(row)
                    print(line(row), flush=True)
    except KeyboardInterrupt:
        print("\nleft in the middle; nothing of it stays behind", file=sys.stderr)
        return 130
    print(f"\n{summary(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

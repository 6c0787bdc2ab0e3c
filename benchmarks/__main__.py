"""`make bench`: print what the desk and the hotline cost on this machine, beside the bare `import textual` of the same run."""

import argparse
import os
import platform
import sqlite3
from functools import partial
from pathlib import Path

import textual

from benchmarks import desk, hotline, long, month
from benchmarks.figures import Part, Plan, line


def main() -> None:
    """Measure and print, line by line as figures come in."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000, help="tickets in the mirror (default 100000)")
    only = "measure only this part; month and long take minutes and are only measured so"
    parser.add_argument("--only", choices=("desk", "hotline", "month", "long"), help=only)
    parser.add_argument("--database", type=Path, metavar="PATH", help="with --only long: the hotline to measure, instead of one made for it")
    told = parser.parse_args()
    print(f"paidan on Python {platform.python_version()}, Textual {textual.__version__}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    print("figures are min/median/max of interleaved repeats; compare ratios, not milliseconds\n")
    parts: dict[str, Part] = {
        "desk": desk.measure,
        "hotline": hotline.measure,
        "month": month.measure,
        "long": partial(long.measure, database=told.database),
    }
    for name in [told.only] if told.only else ("desk", "hotline"):
        for row in parts[name](Plan(told.tickets)):
            print(line(row), flush=True)


if __name__ == "__main__":
    main()

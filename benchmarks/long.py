"""A hotline with a long log: how soon it serves again after a kill, and what it costs to verify, back up and restore it, each in its own process."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from benchmarks.figures import Plan, Row, row
from benchmarks.twins import grow

HOTLINE = (sys.executable, "-m", "fixtures")
SERVE = (*HOTLINE, "serve", "--port", "0", "--database")


def measure(plan: Plan, database: Path | None = None, times: int = 1) -> Iterator[Row]:
    """The figures of a month of so many tickets (about fourteen events each), or of the database of a hotline that nobody serves.

    With `times` every ticket of it gets twins, so that it stands there so many times.
    """
    with tempfile.TemporaryDirectory() as folder:
        if database is None:
            database = Path(folder) / "hotline.db"
            seconds, _ = served(database, "--scenario", "month_end", "--tickets", str(plan.tickets))
            yield row(f"a month of {plan.tickets:,} tickets played, every command decided (s)", f"{seconds:,.0f}")
        if times > 1:
            began, grown = time.perf_counter(), Path(folder) / "grown.db"
            with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # what it takes would count as the peak of every child of ours
                apart.submit(grow, database, grown, times=times).result()
            yield row(f"that month written {times} times over (s)", f"{time.perf_counter() - began:,.0f}")
            database = grown
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            [(events,)] = db.execute("SELECT seq FROM head").fetchall()
        size = database.stat().st_size
        yield row(f"bytes for each of {events:,} events, answers and tables included", f"{size / events:,.0f}")
        yield row("start to ready, killed before (s, peak MB)", told(served(database)))
        copy, again = Path(folder) / "copy.db", Path(folder) / "restored.db"
        yield row(f"backup of {size / 1e9:,.2f} GB (s, peak MB)", told(ran("backup", "--database", str(database), str(copy))))
        yield row("restore of it (s, peak MB)", told(ran("restore", "--database", str(again), str(copy))))
        copy.unlink()
        yield row("verify of what was restored (s, peak MB of one process)", told(ran("verify", "--database", str(again))))


def served(database: Path | str, *more: str) -> tuple[float, int]:
    """Serve until it is ready, then kill it; seconds and peak memory."""
    began = time.perf_counter()
    child = subprocess.Popen([*SERVE, str(database), *more], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    seconds = time.perf_counter() - began
    child.kill()
    child.stdout.close()
    return seconds, peak(child)


def ran(*words: str) -> tuple[float, int]:
    """Run a command of the hotline to its good end; seconds and peak memory."""
    began = time.perf_counter()
    child = subprocess.Popen([*HOTLINE, *words], stdout=subprocess.DEVNULL)
    memory = peak(child)
    assert child.returncode == 0, words
    return time.perf_counter() - began, memory


def peak(child: "subprocess.Popen[bytes]") -> int:
    """Wait for its end; its peak memory in bytes."""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss * 1024


def told(figures: tuple[float, int]) -> str:
    """Seconds and peak memory."""
    return f"{figures[0]:,.1f} / {figures[1] / 1e6:,.0f}"

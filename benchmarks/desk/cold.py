"""The first start of all: a desk without a mirror, its courier fetching every ticket from a hotline that has the snapshot ready."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import zstandard

from api_client.models.page import SnapshotHead
from api_client.models.ticket import Ticket
from benchmarks import made
from benchmarks.desk.harness import FULL_PAGE, Timed, desk
from benchmarks.desk.homes import empty, home_folder, mirror_path
from benchmarks.desk.told import hotline
from benchmarks.figures import Plan, Row, least, most

LONGEST_SECONDS = 300


def measure(plan: Plan) -> Iterator[Row]:
    """How soon the mirror is whole, and how soon there is something to see. The mirror stays for the other parts."""
    snapshot, env = plan.folder / "snapshot.zst", empty(home_folder(plan.folder, plan.tickets))
    path = mirror_path(env)
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    pack(snapshot, plan.tickets)
    with hotline(env, "--snapshot", str(snapshot)), desk(env) as terminal:
        seen, whole = synced(terminal, path, plan.tickets)
    snapshot.unlink()
    count = f"{plan.tickets:,}"
    yield least(f"cold sync of {count} tickets, from exec of the desk (tickets/s)", plan.tickets / whole, 100_000)
    yield most("  first page of it on the screen, from exec (s)", seen, 1)


def synced(terminal: Timed, path: Path, count: int) -> tuple[float, float]:
    """Seconds from exec until a page is on the screen, and until the mirror is whole."""
    seen = whole = 0.0
    until = terminal.started + LONGEST_SECONDS
    while not (seen and whole) and time.perf_counter() < until:
        terminal.pump(0.02)
        terminal.text()
        if not seen and terminal.tickets() >= FULL_PAGE:
            seen = terminal.last_byte - terminal.started
        if not whole and held(path) == count:
            whole = time.perf_counter() - terminal.started
    return seen or LONGEST_SECONDS, whole or LONGEST_SECONDS


def held(path: Path) -> int:
    """How many open tickets a mirror knows of."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        try:
            [(count,)] = db.execute("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'open'").fetchall()
        except (sqlite3.Error, ValueError):  # it is being made
            return 0
    return int(count)


def pack(path: Path, count: int) -> None:
    """Write a snapshot as a hotline tells it."""
    now = made.moment()
    head = SnapshotHead(cursor=1, count=count, columns=tuple(Ticket.model_fields), now=now)
    with path.open("wb") as file, zstandard.ZstdCompressor(level=1).stream_writer(file) as packed:
        packed.write(head.model_dump_json().encode() + b"\n")
        for row in made.rows(count, now=now):
            packed.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))

"""The first start of all: a desk without a mirror, its courier fetching every ticket from a hotline that has the snapshot ready."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from heapq import nsmallest
from pathlib import Path
from typing import Any

import orjson
import zstandard

from api_client.fetching import FIRST_TICKETS
from api_client.models.page import SnapshotHead
from api_client.models.ticket import Ticket
from benchmarks import made
from benchmarks.desk.harness import FULL_PAGE, Timed, desk
from benchmarks.desk.homes import empty, home_folder, mirror_path
from benchmarks.desk.told import TOP, hotline
from benchmarks.figures import Plan, Row, least, most

LONGEST_SECONDS = 300
WHY = "one Python unpacks and reads the lines, and SQLite writes and places the rows"
CLOCKS = tuple(Ticket.model_fields).index("clocks")


def measure(plan: Plan) -> Iterator[Row]:
    """How soon the mirror is whole, and how soon there is something to see. The mirror stays for the other parts."""
    snapshot, env = plan.folder / "snapshot.zst", empty(home_folder(plan.folder, plan.tickets))
    path = mirror_path(env)
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    pack(snapshot, plan.tickets)
    with hotline(env, "--snapshot", str(snapshot)), desk(env) as terminal:
        seen, whole = synced(terminal, path, plan.tickets)
    for left in (snapshot, snapshot.with_suffix(TOP)):
        left.unlink()
    count = f"{plan.tickets:,}"
    yield least(f"cold sync of {count} tickets, from exec of the desk (tickets/s)", plan.tickets / whole, 100_000, why=WHY)
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
    """Write a snapshot as a hotline tells it, and the top of the queue beside it."""
    now = made.moment()
    head = SnapshotHead(cursor=1, count=count, columns=tuple(Ticket.model_fields), now=now)
    with path.open("wb") as file, zstandard.ZstdCompressor(level=1).stream_writer(file) as packed:
        packed.write(head.model_dump_json().encode() + b"\n")
        first = nsmallest(FIRST_TICKETS, written(packed, made.rows(count, now=now)), key=lambda row: (row[CLOCKS][0]["due"], row[0]))
    items = [dict(zip(head.columns, row, strict=True)) for row in first]
    path.with_suffix(TOP).write_bytes(orjson.dumps({"items": items, "total": count, "now": now}))


def written(packed: zstandard.ZstdCompressionWriter, rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    """The rows as they pass by into a file."""
    for row in rows:
        packed.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        yield row

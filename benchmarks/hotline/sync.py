"""The cold start of a desk: everything that is open, from a hotline into a mirror on the disk; and what the wire and the mirror take of it alone."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from api_client.client import Client
from api_client.mirror import Mirror
from api_client.models.page import SnapshotHead
from api_client.models.ticket import Ticket
from benchmarks.figures import Row, least, plainly, row
from benchmarks.hotline.served import Serving
from benchmarks.hotline.store import Made
from benchmarks.hotline.wire import Line
from benchmarks.made import moment

GOAL = 100_000
WHY = "the mirror checks each summary, writes it anew and indexes it: some thirty microseconds a ticket in one process, with the unpacking before it"
ALONE = 50_000
"""So many are put into a mirror with nothing between."""


def measure(made: Made, at: Serving) -> Iterator[Row]:
    """First the wire, then the mirror, then both together."""
    first, whole, size, worked = asyncio.run(wire(made, at))
    path = made.path.with_name("mirror.db")
    mirror, rows = asyncio.run(both(made, at, path, keep=ALONE))
    alone = filled(path, rows)
    floor = f"mirror alone {plainly(alone)}, wire alone {plainly(made.tickets / whole)}"
    yield least(f"cold sync of {made.tickets:,} tickets into a mirror, tickets/s", made.tickets / mirror, GOAL, floor=floor, unit="/s", why=WHY)
    yield row("  … bytes on the wire, MB; of the hotline's work, s", f"{size / 1e6:,.0f}; {worked:,.1f}")
    yield row("  … first bytes of the snapshot, ms", f"{first * 1000:,.0f}")


async def wire(made: Made, at: Serving) -> tuple[float, float, int, float]:
    """A snapshot read and thrown away: seconds to its first bytes, in all, its size, and the seconds the hotline worked for it."""
    line = await Line.to(at.host, at.port, made.tokens[0])
    worked, began = at.worked, time.perf_counter()
    first, size = await line.drained("/v1/snapshot", "Accept-Encoding: zstd\r\n")
    whole = time.perf_counter() - began
    line.close()
    return first - began, whole, size, at.worked - worked


async def both(made: Made, at: Serving, path: Path, *, keep: int) -> tuple[float, list[list[Any]]]:
    """As a desk does it: seconds until the mirror holds all of it. Keeps the first rows, for who wants to do it again without a wire."""
    began, kept = time.perf_counter(), list[list[Any]]()
    client = Client(at.url, made.tokens[0])
    with closing(Mirror.open(path)) as mirror:
        async with client.snapshot() as snapshot:
            with closing(mirror.loading(snapshot.head)) as loading:
                async for rows in snapshot.rows:
                    loading.add(rows)
                    kept += islice(rows, max(0, keep - len(kept)))
                await asyncio.to_thread(loading.finish, log_id=client.log_id, wall=time.time())
        taken = time.perf_counter() - began
    await client.close()
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    return taken, kept


def filled(path: Path, rows: list[list[Any]]) -> float:
    """Tickets a second into a mirror, of rows that are there."""
    head = SnapshotHead(cursor=1, count=len(rows), columns=tuple(Ticket.model_fields), now=moment())
    with closing(Mirror.open(path)) as mirror:
        began = time.perf_counter()
        mirror.replace(head, rows)
        taken = time.perf_counter() - began
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    return len(rows) / taken

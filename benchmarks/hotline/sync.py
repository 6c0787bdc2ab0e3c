"""The cold start of a desk: everything that is open, from a hotline into a mirror on the disk; and what the wire and the mirror take of it alone."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from api_client import fetching
from api_client.arriving import Lines
from api_client.client import Client
from api_client.mirror import Mirror
from api_client.models.page import SnapshotHead
from api_client.models.ticket import Ticket
from benchmarks.figures import Row, least, most, plainly, row
from benchmarks.hotline.served import Serving
from benchmarks.hotline.store import Made
from benchmarks.hotline.wire import Line
from benchmarks.made import moment

GOAL = 100_000
WHY = "a ticket is 1.3 KB: SQLite alone, with rows that are ready, takes half of the time; unpacking and reading them in one Python the other"
ALONE = 100_000
"""So many are put into a mirror with nothing between."""
AT_ONCE = 2_000


class Steps(NamedTuple):
    """What a mirror's work on tickets takes, in seconds."""

    reading: float
    """Of lines of JSON, as rows."""
    writing: float
    """Of rows that are ready: executemany, into two tables without indexes."""
    placing: float
    """Making the indexes, and all of it in the place of the old copy."""


def measure(made: Made, at: Serving) -> Iterator[Row]:
    """First the wire, then the mirror, then both together."""
    first, whole, size, worked = asyncio.run(wire(made, at))
    path = made.path.with_name("mirror.db")
    page, mirror, kept = asyncio.run(both(made, at, path, keep=ALONE))
    taken, count = steps(path, kept), len(kept)
    floor = f"SQLite alone {plainly(count / (taken.writing + taken.placing))}, wire alone {plainly(made.tickets / whole)}"
    yield least(f"cold sync of {made.tickets:,} tickets into a mirror, tickets/s", made.tickets / mirror, GOAL, floor=floor, unit="/s", why=WHY)
    yield most("  … the top of the queue is in the mirror after, s", page, 1)
    each = ", ".join(f"{name} {1e6 * seconds / count:.1f}" for name, seconds in zip(Steps._fields, taken, strict=True))
    yield row("  … of it, µs a ticket with nothing beside", each)
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


async def both(made: Made, hotline: Serving, path: Path, *, keep: int) -> tuple[float, float, list[bytes]]:
    """As a desk does it: seconds until the top of the queue is there, then until all of it is. Keeps the first lines, for `steps`."""
    began = time.perf_counter()
    client = Client(hotline.url, made.tokens[0])
    with closing(Mirror.open(path)) as mirror:
        await fetching.first_page(client, mirror, wall=time.time())
        page = time.perf_counter() - began
        at = list[float]()
        await fetching.everything(client, mirror, wall=time.time, anew=lambda: at.append(time.perf_counter() - began))
        async with client.snapshot() as snapshot:
            kept = list[bytes]()
            async for lines in snapshot.lines:
                kept += islice(lines, keep - len(kept))
                if len(kept) == keep:
                    break
    await client.close()
    _remove(path)
    return page, at[0], kept


def steps(path: Path, lines: list[bytes]) -> Steps:
    """Lines that are there, taken in step by step."""
    head = SnapshotHead(cursor=1, count=len(lines), columns=tuple(Ticket.model_fields), now=moment())
    reads, at = Lines(head.columns), [time.perf_counter()]
    read = [reads.rows(lines[start : start + AT_ONCE]) for start in range(0, len(lines), AT_ONCE)]
    at.append(time.perf_counter())
    with closing(Mirror.open(path)) as mirror, closing(mirror.loading(head)) as loading:
        at.append(time.perf_counter())
        for tickets, summaries in read:
            loading.add_rows(tickets, summaries)
        at.append(time.perf_counter())
        loading.finish()
    at.append(time.perf_counter())
    _remove(path)
    return Steps(at[1] - at[0], at[3] - at[2], at[4] - at[3])


def _remove(path: Path) -> None:
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()

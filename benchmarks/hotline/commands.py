"""Commands through HTTP, each answered once it is on the disk, beside the least that a disk allows: a loop of two statements in a transaction."""

import asyncio
import json
import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.figures import Plan, Row, least, percentile, spread
from benchmarks.hotline.served import Serving
from benchmarks.hotline.store import Made
from benchmarks.hotline.wire import Line

AT_ONCE = (1, 8, 64)
SECONDS = 2.0
WORKED_ON = 1_000
EVENT_BYTES, TICKET_BYTES = 500, 3_000
"""As large as an event and a ticket of ours."""
WHY = "reading, deciding, folding, sealing and answering are Python's work, whatever the disk takes"
Told = dict[str, Any]


def measure(plan: Plan, made: Made, at: Serving) -> Iterator[Row]:
    """Ours at each concurrency and the floor in turns."""
    rounds = plan.times(3, 2)
    floor, ours, waits = list[float](), {many: list[float]() for many in AT_ONCE}, {many: list[float]() for many in AT_ONCE}
    tickets = asyncio.run(some_tickets(at, made, WORKED_ON))
    with bare_store(made.path.parent) as store:
        for _ in range(rounds):
            floor.append(bare(store, SECONDS))
            for many in AT_ONCE:
                taken = asyncio.run(notes(at, made, tickets, many=many, seconds=SECONDS))
                ours[many].append(len(taken) / SECONDS)
                waits[many] += taken
    for many in AT_ONCE:
        ratio = statistics.median(mine / least_there for mine, least_there in zip(ours[many], floor, strict=True))
        what = f"commands/s through HTTP, on the disk, {many} at once: share of the floor"
        told = f"{spread(ours[many])} = {ratio:.2f} x, p99 {percentile(waits[many], 0.99) * 1000:,.0f} ms"
        yield least(what, ratio, 0.5, ours=told, floor=f"two statements {spread(floor)}", unit="x", why="" if ratio >= 0.5 else WHY)
    best = statistics.median(ours[AT_ONCE[-1]])
    yield least("commands/s with batching", best, 1_000, ours=spread(ours[AT_ONCE[-1]]))


async def some_tickets(at: Serving, made: Made, count: int) -> list[Told]:
    """Tickets to work on: those that are due next."""
    line = await Line.to(at.host, at.port, made.tokens[0])
    found, after = list[Told](), ""
    while len(found) < count:
        window = json.loads((await line.ask("GET", f"/v1/tickets?limit=500&stage=in_hand,dispatched&after={after}")).body)
        found += window["items"]
        after = window["next"]
        if not after:
            break
    line.close()
    return found[:count]


async def notes(at: Serving, made: Made, tickets: list[Told], *, many: int, seconds: float) -> list[float]:
    """So many people write notes, each the next one as soon as the last is answered; how long each waited."""
    chance, waited, end = random.Random(3), list[float](), time.perf_counter() + seconds
    lines = [await Line.to(at.host, at.port, made.tokens[place % len(made.tokens)]) for place in range(many)]

    async def asker(line: Line) -> None:
        while (began := time.perf_counter()) < end:
            await line.command(note(chance.choice(tickets)))
            waited.append(time.perf_counter() - began)

    await asyncio.gather(*map(asker, lines))
    for line in lines:
        line.close()
    return waited


def note(ticket: Told) -> Told:
    """A note on a ticket: the command that writes least."""
    return {"do": "note", "ticket": ticket["number"], "seen": ticket["version"], "text": "已电话告知诉求人处理进度"}


def bare_store(folder: Path) -> "closing[sqlite3.Connection]":
    """A file with events and tickets and nothing more, synced as the hotline's is."""
    db = sqlite3.connect(folder / "bare.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, ticket INTEGER, data TEXT)")
    db.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY, version INTEGER, full TEXT)")
    db.executemany("INSERT INTO ticket VALUES (?, 1, ?)", [(place, "x" * TICKET_BYTES) for place in range(WORKED_ON)])
    return closing(db)


def bare(db: sqlite3.Connection, seconds: float) -> float:
    """Transactions a second: one event in, one ticket changed. One connection alone: several would wait for each other."""
    chance, done = random.Random(3), 0
    event, full = "x" * EVENT_BYTES, "y" * TICKET_BYTES
    began = time.perf_counter()
    while (taken := time.perf_counter() - began) < seconds:
        db.execute("BEGIN IMMEDIATE")
        ticket = chance.randrange(WORKED_ON)
        db.execute("INSERT INTO event (ticket, data) VALUES (?, ?)", (ticket, event))
        db.execute("UPDATE ticket SET version = version + 1, full = ? WHERE id = ?", (full, ticket))
        db.execute("COMMIT")
        done += 1
    return done / taken

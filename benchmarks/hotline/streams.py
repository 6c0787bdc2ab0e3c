"""Desks that all watch the whole city: how soon each has what happened, what a stream costs in memory, and what a command costs meanwhile."""

import asyncio
import json
import random
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from benchmarks.figures import Plan, Row, least, most, percentile
from benchmarks.hotline.commands import note, some_tickets
from benchmarks.hotline.served import Serving
from benchmarks.hotline.store import READERS_EACH, Made
from benchmarks.hotline.wire import Line

PATIENCE_SECONDS = 90
CROWDS = ((2_000, 50), (5_000, 20))
"""Streams, and commands a second; each is an event."""
QUIET_RATE = 20
Told = dict[str, Any]


class Asked(NamedTuple):
    """A command: when, how long its answer took, up to where the log went with it."""

    at: float
    took: float
    cursor: int


class Seen(NamedTuple):
    """What a crowd of readers had."""

    delays: list[float]
    """For each event and each stream: from the command to the reader."""
    gaps: int
    lost: int
    behind: int
    """Events that somebody had not had at the end."""


def measure(plan: Plan, made: Made, at: Serving) -> Iterator[Row]:
    """A crowd after the other."""
    seconds = plan.times(10, 4)
    tickets = asyncio.run(some_tickets(at, made, 500))
    for streams, rate in CROWDS if not plan.quick else ((500, 50),):
        alone, worked = at.memory, at.worked
        with crowd(made, at, streams) as readers:
            each = (at.memory - alone) / streams
            at.rested()
            if (streams, plan.quick) in ((2_000, False), (500, True)):
                calm = asyncio.run(ask(at, made, tickets, rate=QUIET_RATE, seconds=seconds))
                waits = [one.took * 1000 for one in calm]
                yield most(f"commands at {QUIET_RATE}/s with {streams:,} streams open, p99 (ms)", percentile(waits, 0.99), 100, unit="ms")
            else:
                calm = []
            worked, began = at.worked, time.monotonic()
            asked = asyncio.run(ask(at, made, tickets, rate=rate, seconds=seconds))
            share = (at.worked - worked) / (time.monotonic() - began)
            seen = looked(readers, [*calm, *asked], since=asked[0].cursor)
        delays = [one * 1000 for one in seen.delays]
        what = f"{streams:,} streams x {rate} events/s: asked to read, p99 (ms)"
        told = f"p50 {percentile(delays, 0.5):,.0f}, p99 {percentile(delays, 0.99):,.0f}"
        yield most(what, percentile(delays, 0.99), 250, ours=told, unit="ms", floor=f"{share:.0%} of a core")
        kept = len(delays) / (streams * len(asked))
        good = kept == 1 and not seen.gaps and not seen.lost
        why = "" if good else f"{seen.gaps} gaps, {seen.lost} streams lost, {seen.behind} events behind"
        yield least("  … delivered, in order, without a gap (%)", 100.0 if good else min(99.9, 100 * kept), 100, unit="%", why=why)
        yield most(f"  … memory of the hotline per stream of {streams:,} (KB)", each / 1024, 32, unit="KB")


@contextmanager
def crowd(made: Made, at: Serving, streams: int) -> "Iterator[subprocess.Popen[bytes]]":
    """So many streams, each at the end of the log, in a process that ends with the block."""
    child = subprocess.Popen(
        (sys.executable, "-m", "benchmarks.hotline.readers"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        assert child.stdin is not None
        assert child.stdout is not None
        told = {"host": at.host, "port": at.port, "streams": streams, "tokens": made.tokens, "each": READERS_EACH, "patience": PATIENCE_SECONDS}
        child.stdin.write(json.dumps(told).encode() + b"\n")
        child.stdin.flush()
        opened = json.loads(child.stdout.readline())["streams"]
        if opened != streams:
            raise RuntimeError(f"only {opened:,} of {streams:,} streams could be opened: this machine lets a process have too few files open")
        yield child
    finally:
        child.kill()
        child.communicate()


async def ask(at: Serving, made: Made, tickets: list[Told], *, rate: int, seconds: float) -> list[Asked]:
    """Notes at even distances, whether or not the one before is answered."""
    lines = asyncio.Queue[Line]()
    for place in range(16):
        lines.put_nowait(await Line.to(at.host, at.port, made.tokens[-1 - place]))
    chance, done = random.Random(4), list[Asked]()

    async def one() -> None:
        began, line = time.monotonic(), await lines.get()
        cursor = (await line.command(note(chance.choice(tickets))))["cursor"]
        done.append(Asked(began, time.monotonic() - began, cursor))
        lines.put_nowait(line)

    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for turn in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + turn / rate - time.monotonic()))
            group.create_task(one())
    while not lines.empty():
        lines.get_nowait().close()
    return sorted(done, key=lambda one: one.cursor)


def looked(readers: "subprocess.Popen[bytes]", asked: list[Asked], since: int) -> Seen:
    """Hold what the readers saw against what was asked, from an event on."""
    out, _ = readers.communicate(b"stop\n", timeout=PATIENCE_SECONDS)
    return seen(json.loads(out), asked, since)


def seen(told: Told, asked: list[Asked], since: int) -> Seen:
    """The same, of what the readers told. A page that holds several events had them all when it was read."""
    cursors, delays = [one.cursor for one in asked], list[float]()
    for start, end, times in told["pages"]:
        for place in range(bisect_left(cursors, start + 1), bisect_left(cursors, end + 1)):
            if cursors[place] >= since:
                delays += [time_read - asked[place].at for time_read in times]
    return Seen(delays, told["gaps"], told["lost"], told["most"] - told["least"])

"""One and the same log in a file and in PostgreSQL, served and asked in turns: what the second store costs, and what two processes on it give."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import made as making
from benchmarks.figures import Plan, Row, percentile, row, spread
from benchmarks.hotline.commands import AT_ONCE, SECONDS, notes, some_tickets
from benchmarks.hotline.served import Serving, serving
from benchmarks.hotline.store import Made, make
from benchmarks.hotline.streams import Asked, Told, ask
from benchmarks.hotline.windows import EMPTY, windows
from benchmarks.long import served
from fixtures.city.load import load_city
from fixtures.keeping.moving import move
from fixtures.log.places import Url
from tests.postgres import cluster, why_not
from tests.torture.reader import Reader

MANY, FEW = 50_000, 5_000
WORKED_ON, RATE = 1_000, 20
BESIDE = "in a file: {}"
"""What stands beside the figure."""


def measure(plan: Plan) -> Iterator[Row]:
    """Every figure with that of the file beside it. PostgreSQL runs on this machine, with everything on the disk before it answers."""
    if why := why_not():
        yield Row("PostgreSQL", "not measured", why=why)
        return
    city, count = load_city("beijing"), plan.times(MANY, FEW)
    with tempfile.TemporaryDirectory(prefix="paidan-bench-") as folder, cluster(durable=True) as server:
        made = make(Path(folder), city, count, making.moment())
        copy, url = shutil.copy(made.path, Path(folder) / "moved.db"), server.fresh()
        began = time.perf_counter()
        moved = move(Path(copy), Url(url))
        yield row(f"move of {count:,} tickets, {moved.rows:,} rows, from a file into PostgreSQL (s)", f"{time.perf_counter() - began:,.1f}")
        starts = [(served(url)[0], served(made.path)[0]) for _ in range(plan.times(5, 3))]
        yield Row(
            "start to ready, killed before (s)",
            spread([one for one, _ in starts], digits=1),
            BESIDE.format(spread([one for _, one in starts], digits=1)),
        )
        with serving(made.path) as file, serving(url) as one, serving(url) as other:
            for at in (file, one, other):
                at.settled()
            yield from _windows(plan, made, file, one)
            yield from _commands(plan, made, file, one, other)
            yield from _delays(plan, made, file, one, other)


def _windows(plan: Plan, made: Made, file: Serving, one: Serving) -> Iterator[Row]:
    took: dict[Serving, list[float]] = {file: [], one: []}
    for _ in range(plan.times(3, 2)):
        for at, found in took.items():
            asked = asyncio.run(windows(at, made.tokens[0], load_city("beijing"), plan.times(10, 5)))
            found += [seconds * 1000 for form, some in asked.items() if form != EMPTY for seconds in some]
    told = {at: f"{percentile(found, 0.5):,.1f}, {percentile(found, 0.99):,.1f}" for at, found in took.items()}
    yield Row(f"window of 100 of {made.tickets:,}, any filter, p50, p99 (ms)", told[one], BESIDE.format(told[file]))


def _commands(plan: Plan, made: Made, file: Serving, one: Serving, other: Serving) -> Iterator[Row]:
    tickets = asyncio.run(some_tickets(file, made, WORKED_ON))
    ways = {"file": (file,), "one": (one,), "two": (one, other)}
    done = {(name, many): list[float]() for name in ways for many in AT_ONCE}
    waited = {(name, many): list[float]() for name in ways for many in AT_ONCE}
    for _ in range(plan.times(3, 2)):
        for name, ats in ways.items():
            for many in AT_ONCE:
                taken = asyncio.run(_asked_of(ats, made, tickets, many))
                done[name, many].append(len(taken) / SECONDS)
                waited[name, many] += taken
    for name, what in (("one", "one process"), ("two", "two processes")):
        for many in AT_ONCE:
            if many < len(ways[name]):
                continue
            told = [f"{spread(done[way, many])}, p99 {percentile(waited[way, many], 0.99) * 1000:,.0f} ms" for way in (name, "file")]
            yield Row(f"commands/s through HTTP, on the disk, {many} at once, {what}", told[0], BESIDE.format(told[1]))


async def _asked_of(ats: tuple[Serving, ...], made: Made, tickets: list[Told], many: int) -> list[float]:
    parts = await asyncio.gather(*(notes(at, made, tickets, many=many // len(ats), seconds=SECONDS) for at in ats))
    return [seconds for part in parts for seconds in part]


class _Watch(Reader):
    """A stream that notes when it read what."""

    def __init__(self, at: Serving, token: str, held: int) -> None:
        super().__init__(at.url, token, scope="", whole=True)
        self.held = held
        self.read_at: dict[int, float] = {}

    def page(self, id: int, page: dict[str, Any]) -> None:
        """Every event of it was read now."""
        super().page(id, page)
        self.read_at |= {event["seq"]: time.monotonic() for event in page["events"]}


def _delays(plan: Plan, made: Made, file: Serving, one: Serving, other: Serving) -> Iterator[Row]:
    ways = {"the same process": (one, one), "the other process": (one, other), "file": (file, file)}
    took: dict[str, list[float]] = {}
    for name, (asker, reader) in ways.items():
        took[name] = [seconds * 1000 for seconds in asyncio.run(_heard(asker, reader, made, seconds=plan.times(10, 4)))]
    told = {name: f"{percentile(found, 0.5):,.0f}, {percentile(found, 0.99):,.0f}" for name, found in took.items()}
    for name in list(ways)[:2]:
        yield Row(f"{RATE} commands/s: asked to read in a stream of {name}, p50, p99 (ms)", told[name], BESIDE.format(told["file"]))


async def _heard(asker: Serving, reader: Serving, made: Made, *, seconds: float) -> list[float]:
    """How long after it was asked each event was read."""
    tickets = await some_tickets(asker, made, WORKED_ON)
    [first] = await ask(asker, made, tickets, rate=1, seconds=1)
    watch = _Watch(reader, made.tokens[0], first.cursor)
    reading = asyncio.create_task(watch.read())
    try:
        asked: list[Asked] = await ask(asker, made, tickets, rate=RATE, seconds=seconds)
        async with asyncio.timeout(30):
            while watch.held < asked[-1].cursor:  # noqa: ASYNC110 - the reader is another task
                await asyncio.sleep(0.01)
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    assert not watch.faults, watch.faults
    return [watch.read_at[one.cursor] - one.at for one in asked]

"""Whether what somebody waits for costs more because there is more: a small hotline and a large one side by side, asked in turns."""

import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import urlencode

from benchmarks.figures import Plan, Row, most
from benchmarks.hotline.commands import note, some_tickets
from benchmarks.hotline.served import Serving
from benchmarks.hotline.store import Made
from benchmarks.hotline.windows import FORMS, wish
from benchmarks.hotline.wire import Line
from fixtures.city.load import load_city

GOAL = 1.5
FULL = ("nothing", "stage", "word")
"""What a thousand tickets, too, fill a window of 50 with; to most other questions they have a few tickets to tell, or none."""
ANY = "… that holds what there is, any filter"
FIRST = "snapshot's first bytes"
REST_SECONDS = 0.02
"""What a hotline still packs for a reader who went away is in nobody's figure."""
One = Callable[[Line, int], Awaitable[float]]


def measure(plan: Plan, small: tuple[Made, Serving], large: tuple[Made, Serving]) -> Iterator[Row]:
    """Windows, commands and the first bytes of a snapshot."""
    for name, few, many in asyncio.run(_both(small, large, plan.times(100, 30))):
        before, after = statistics.median(few) * 1000, statistics.median(many) * 1000
        told = f"{after:,.1f} / {before:,.1f} ms = {after / before:.2f} x"
        what = f"{name}: {large[0].tickets:,} tickets against {small[0].tickets:,}"
        yield most(what, after / before, GOAL, ours=told, unit="x")


async def _both(small: tuple[Made, Serving], large: tuple[Made, Serving], turns: int) -> list[tuple[str, list[float], list[float]]]:
    """For each thing, how long it took at the small one and at the large one."""
    lines = [await Line.to(at.host, at.port, made.tokens[0]) for made, at in (small, large)]
    asked = [await _questions(made, at) for made, at in (small, large)]
    took = {name: ([], []) for name in asked[0]}  # type: dict[str, tuple[list[float], list[float]]]
    for turn in range(turns):
        for name in took:
            if name != FIRST or turn % 4 == 0:
                for place in (0, 1):
                    if name == FIRST:
                        await asyncio.sleep(REST_SECONDS)
                    took[name][place].append(await asked[place][name](lines[place], turn))
    for line in lines:
        line.close()
    return [(name, few, many) for name, (few, many) in took.items()]


async def _questions(made: Made, at: Serving) -> dict[str, One]:
    city, tickets = load_city("beijing"), await some_tickets(at, made, 300)

    def window(forms: tuple[str, ...]) -> One:
        async def asking(line: Line, turn: int) -> float:
            asked = {"limit": "50", **wish(forms[turn % len(forms)], city, random.Random(turn))}
            began = time.perf_counter()
            await line.ask("GET", f"/v1/tickets?{urlencode(asked)}")
            return time.perf_counter() - began

        return asking

    async def command(line: Line, turn: int) -> float:
        began = time.perf_counter()
        await line.command(note(tickets[turn % len(tickets)]))
        return time.perf_counter() - began

    async def snapshot(_: Line, turn: int) -> float:
        line = await Line.to(at.host, at.port, made.tokens[turn % len(made.tokens)])
        began = time.perf_counter()
        first = await line.begun("/v1/snapshot", "Accept-Encoding: zstd\r\n")
        line.close()
        return first - began

    return {"window of 50 that is full": window(FULL), ANY: window(FORMS), "a command": command, FIRST: snapshot}

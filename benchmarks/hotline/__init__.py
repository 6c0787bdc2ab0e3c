"""The hotline's half of the table: one store for all of it, made in a minute."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import made
from benchmarks.figures import Plan, Row
from benchmarks.hotline import boards, commands, growth, office, streams, sync, windows
from benchmarks.hotline.served import serving
from benchmarks.hotline.store import make
from fixtures.city.load import load_city

MANY, SOME, FEW = 500_000, 20_000, 1_000
"""Tickets of the store, of that of a quick run, and of the one it is compared with."""


def measure(plan: Plan) -> Iterator[Row]:
    """All of the hotline's figures."""
    with tempfile.TemporaryDirectory(prefix="paidan-bench-") as folder:
        yield from served(plan, Path(folder))
        yield from boards.measure(plan, Path(folder))
        yield from office.measure(plan)


def served(plan: Plan, folder: Path) -> Iterator[Row]:
    """What is asked of a hotline with many open tickets."""
    city, now = load_city("beijing"), made.moment()
    stores = []
    for name, count in (("large", plan.times(MANY, SOME)), ("small", FEW)):
        (folder / name).mkdir()
        stores.append(make(folder / name, city, count, now))
    large, small = stores
    with serving(large.path) as at:
        held = at.settled()
        yield Row(f"memory of a hotline with {large.tickets:,} open tickets (MB)", f"{at.memory / 1e6:,.0f}", f"at rest after {held:,.0f} s")
        yield from windows.measure(plan, large, at)
        yield from commands.measure(plan, large, at)
        yield from streams.measure(plan, large, at)
        yield from sync.measure(large, at)
        with serving(small.path) as beside:
            beside.settled()
            yield from growth.measure(plan, (small, beside), (large, at))

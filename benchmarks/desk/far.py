"""Keys at the far end of a slow line: what the line itself takes is the floor."""

import sys
from collections.abc import Iterator

from benchmarks.desk import slow
from benchmarks.desk.harness import desk
from benchmarks.desk.homes import home
from benchmarks.desk.pressing import moves, pages, press, settle
from benchmarks.figures import Plan, Row, most, row

LINE = (sys.executable, "-m", "benchmarks.desk.slow", "--bits", str(slow.BITS_PER_SECOND), "--rtt", str(slow.ROUND_TRIP_MS), "--")
REST_SECONDS = 0.3
"""Longer than a round trip."""
TOGETHER_SECONDS = 0.03
"""Such a line brings what belongs together in slices, some milliseconds apart."""
MOVE_MS, PAGE_MS = 60, 900
"""What a key may take beyond the round trip."""


def measure(plan: Plan) -> Iterator[Row]:
    """Cursor keys and pages over 64 kbit/s with 200 ms there and back."""
    name = f"{slow.BITS_PER_SECOND // 1000} kbit/s, {slow.ROUND_TRIP_MS} ms"
    times = plan.times(40, 6)
    with desk(home(plan.folder, plan.tickets), before=LINE) as terminal:
        terminal.together = TOGETHER_SECONDS
        settle(terminal)
        terminal.quiet(1, most=6)
        move = press(terminal, moves(times), rest=REST_SECONDS)
        page = press(terminal, pages(times // 2), rest=REST_SECONDS)
    floor = f"round trip {slow.ROUND_TRIP_MS}, {8000 / slow.BITS_PER_SECOND:.3f} a byte"
    yield most(f"over {name}: cursor key -> paint, p95 (ms)", move.wait(0.95), slow.ROUND_TRIP_MS + MOVE_MS, ours=move.told, floor=floor)
    yield most(f"over {name}: page -> paint, p95 (ms)", page.wait(0.95), slow.ROUND_TRIP_MS + PAGE_MS, ours=page.told, floor=floor)
    yield row("  bytes of such a move, of such a page (p50)", f"{move.size:,.0f}, {page.size:,.0f}")

"""A desk that nobody touches: the bytes it sends beside the least that show the same, and what it works."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.desk.floor import Floor, screen_of
from benchmarks.desk.harness import Piece, Timed, desk
from benchmarks.desk.homes import Home, calm_home, home, mirror_path
from benchmarks.desk.memory import courier_of, worked
from benchmarks.desk.pressing import settle
from benchmarks.desk.told import hotline
from benchmarks.figures import Plan, Row, most, row

FEW = 1_000
FRAME_SECONDS = 0.02
"""Output closer than this belongs to one frame."""


def measure(plan: Plan) -> Iterator[Row]:
    """All figures of an idle desk, connected to a hotline that has nothing to tell."""
    sent, least, shown, work = looked_on(home(plan.folder, plan.tickets), plan.times(40, 9))
    fewer = None if plan.quick else looked_on(home(plan.folder, FEW), 20)[-1]
    count, ratio = f"{plan.tickets:,}", sent / least if least else float("inf")
    yield most("bytes of an idle second, ten rows ticking", ratio, 1.1, unit="x the floor", ours=f"{sent:,.1f} ({ratio:.2f} x)",
               floor=f"tight floor {least:,.1f}")  # fmt: skip
    yield row("  writes to the terminal in that second", f"{shown:,.2f}")
    yield most(f"work of the idle desk and its courier at {count} (s per minute)", sum(work), 0.5, ours=f"{work[0]:.2f} + {work[1]:.2f}",
               floor=f"{FEW:,}: {fewer[0]:.2f} + {fewer[1]:.2f}" if fewer else "")  # fmt: skip
    yield from still(plan.folder, plan.times(20, 5))
    yield Row("memory of the desk after an hour", "", goal="flat", why="no part of this run: `python -m tests.torture hour` watches it")


def looked_on(env: Home, seconds: float) -> tuple[float, float, float, tuple[float, float]]:
    """Bytes a second, the least that would have done, frames a second, and the work of desk and courier in seconds a minute."""
    with hotline(env, "--mirror", str(mirror_path(env))), desk(env) as terminal:
        settle(terminal)
        terminal.quiet(1, most=3)
        here = terminal.child.pid
        there = courier_of(here)
        before = worked(here), worked(there)
        sent, least, shown = watch(terminal, seconds)
        work = (worked(here) - before[0]) * 60 / seconds, (worked(there) - before[1]) * 60 / seconds
    return sent / seconds, least / seconds, shown / seconds, work


def still(folder: Path, seconds: float) -> Iterator[Row]:
    """Bytes of a desk on which nothing changes."""
    env = calm_home(folder)
    with hotline(env, "--mirror", str(mirror_path(env))), desk(env) as terminal:
        settle(terminal)
        terminal.quiet(1, most=3)
        if (second := time.time() % 60) + seconds > 59:  # the status line has a clock that shows minutes
            time.sleep(61 - second)
            terminal.quiet(0.2, most=2)
        sent, _, _ = watch(terminal, seconds)
    yield most("bytes of a second in which nothing changes", sent / seconds, 0)


def watch(terminal: Timed, seconds: float) -> tuple[int, int, int]:
    """Look on for so long: bytes that came, the least that would have done, and how many frames it were."""
    terminal.text()
    first, until = len(terminal.pieces), time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        terminal.pump(left)
    came = terminal.pieces[first:]
    floor, least, before = Floor(terminal.cols), 0, screen_of(terminal.screen)
    shown = frames(came)
    for frame in shown:
        for _ in frame:
            terminal.step()
        after = screen_of(terminal.screen)
        least += len(floor.frame(before, after).encode())
        before = after
    return sum(len(piece.data) for piece in came), least, len(shown)


def frames(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of output, put together where they came at once."""
    together: list[list[Piece]] = []
    for piece in pieces:
        if together and piece.at - together[-1][-1].at < FRAME_SECONDS:
            together[-1].append(piece)
        else:
            together.append([piece])
    return together

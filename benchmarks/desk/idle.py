"""A desk that nobody touches: the bytes it sends beside the least that show the same, and what it works."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.desk.floor import Floor, screen_of
from benchmarks.desk.harness import Piece, Timed, desk
from benchmarks.desk.homes import calm_home, home, mirror_path
from benchmarks.desk.memory import courier_of, worked
from benchmarks.desk.pressing import settle
from benchmarks.desk.told import hotline
from benchmarks.figures import Plan, Row, most, row

FRAME_SECONDS = 0.02
"""Output closer than this belongs to one frame."""


def measure(plan: Plan) -> Iterator[Row]:
    """All figures of an idle desk, connected to a hotline that has nothing to tell."""
    seconds = plan.times(40, 10)
    many = home(plan.folder, plan.tickets)
    with hotline(many, "--mirror", str(mirror_path(many))), desk(many) as terminal:
        settle(terminal)
        terminal.quiet(1, most=3)
        yield from ticking(terminal, seconds)
    yield from still(plan.folder, plan.times(20, 5))


def ticking(terminal: Timed, seconds: float) -> Iterator[Row]:
    """Bytes and work of a desk with ten rows that tick."""
    here = terminal.child.pid
    pids = (here, courier_of(here))
    before = [worked(pid) for pid in pids]
    sent, floor, frames = watch(terminal, seconds)
    done = [(worked(pid) - was) * 60 / seconds for pid, was in zip(pids, before, strict=True)]
    ratio = sent / floor if floor else float("inf")
    yield most("bytes of an idle second, ten rows ticking", ratio, 1.1, unit="x the floor", ours=f"{sent / seconds:,.1f} ({ratio:.2f} x)",
               floor=f"tight floor {floor / seconds:,.1f}")  # fmt: skip
    yield row("  writes to the terminal in an idle second", f"{frames / seconds:,.2f}")
    yield most("work of the idle desk, its courier with it (s per minute)", sum(done), 0.5, ours=f"{done[0]:.2f} + {done[1]:.2f}")


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

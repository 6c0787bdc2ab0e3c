"""Keys at a desk: quiet and under a thousand updates a second, and whether a longer queue makes any of them slower."""

from collections.abc import Iterator

from benchmarks.desk.harness import Timed, desk
from benchmarks.desk.homes import Home, home, mirror_path
from benchmarks.desk.memory import Held, courier_of, held
from benchmarks.desk.pressing import Interactive, Pressed, interactive, settle, sizes
from benchmarks.desk.told import hotline
from benchmarks.figures import Plan, Row, most, row

FEW = 1_000
UPDATES = 1_000
"""A second."""
GOALS_MS = ((0.5, 5), (0.95, 16), (0.99, 33))
KINDS = {"move": "cursor move", "line": "line scrolled", "page": "page turned", "narrow": "sign of a filter"}


def measure(plan: Plan) -> Iterator[Row]:
    """All figures of keys."""
    times, rounds = plan.times(80, 20), plan.times(2, 1)
    few, many = home(plan.folder, FEW), home(plan.folder, plan.tickets)
    count = f"{plan.tickets:,}"
    short, quiet = Interactive(), Interactive()
    for _ in range(rounds):  # in turn, as the machine may have a bad minute
        short.add(at(few, times)[0])
        told, after = at(many, times)
        quiet.add(told)
    yield from paints(f"at {count}", quiet)
    yield most(f"first rows after a sign of a filter, at {count}, p95 (ms)", quiet.narrow.wait(0.95), 50, ours=quiet.narrow.told)
    yield from bytes_of(many, plan.times(20, 6), without=not plan.quick)
    yield from grown(short, quiet, count)
    yield from memory(after, count)
    many = home(plan.folder, plan.tickets)
    with hotline(many, "--mirror", str(mirror_path(many)), "--rate", str(UPDATES)):
        busy, _ = at(many, rounds * times)
    yield from paints(f"under {UPDATES:,} updates/s", busy)
    yield row(f"  first rows after a sign of a filter under {UPDATES:,} updates/s (ms)", busy.narrow.told)


def at(env: Home, times: int) -> tuple[Interactive, tuple[Held, Held]]:
    """Keys at one desk, and the memory of it and of its courier afterwards."""
    with desk(env) as terminal:
        told = interactive(terminal, times=times)
        return told, kept(terminal)


def bytes_of(env: Home, times: int, *, without: bool) -> Iterator[Row]:
    """What keys send with the pane beside the list, on a terminal with side margins and on others, and without the pane where that is asked."""
    moved, scrolled, turned = ("cursor move", 400), ("line scrolled", 450), ("page turned", 5_500)
    with desk(env, sided=True) as terminal:
        settle(terminal)
        _, size, _ = sizes(terminal, times)
        yield most(f"bytes of a {scrolled[0]}, with the pane, on a terminal with side margins (p50)", size, scrolled[1])
    for pane, key in (("with the pane", ()), *([("without the pane", ("p",))] if without else [])):
        with desk(env) as terminal:
            settle(terminal)
            terminal.type(*key)
            for size, (what, goal) in zip(sizes(terminal, times), (moved, scrolled, turned), strict=True):
                told = f"bytes of a {what}, {pane} (p50)"
                yield row(f"  {told}", f"{size:,.0f}") if key else most(told, size, goal)


def kept(terminal: Timed) -> tuple[Held, Held]:
    """The memory of a desk and of its courier."""
    return held(terminal.child.pid), held(courier_of(terminal.child.pid))


def paints(where: str, told: Interactive) -> Iterator[Row]:
    """Key to paint of what moves, each share against its goal."""
    moving = Pressed([*told.move.waits, *told.line.waits, *told.page.waits])
    for share, goal in GOALS_MS:
        yield most(f"key -> paint {where}, p{share * 100:.0f} (ms)", moving.wait(share), goal)
    for kind in ("move", "line", "page"):
        yield row(f"  {KINDS[kind]} {where}, p50/p95/p99 (ms)", getattr(told, kind).told)


def grown(short: Interactive, long: Interactive, count: str) -> Iterator[Row]:
    """The same keys on a short queue and on a long one."""
    for kind, name in KINDS.items():
        few, many = getattr(short, kind), getattr(long, kind)
        ratio = many.wait(0.5) / few.wait(0.5)
        yield most(f"{name}, {count} against {FEW:,}: p50 (ms)", ratio, 1.5, unit="x", ours=f"{ratio:.2f} x ({many.wait(0.5):.1f})",
                   floor=f"{FEW:,}: {few.wait(0.5):.1f}")  # fmt: skip


def memory(after: tuple[Held, Held], count: str) -> Iterator[Row]:
    """What desk and courier hold after all those keys."""
    here, there = after
    yield most(f"memory of the desk at {count}, after these keys (MB resident)", here.resident, 70, ours=here.told)
    yield row("  memory of its courier (MB resident, proportional)", there.told)

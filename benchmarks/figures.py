"""A figure of the table: what was measured, what it stands beside, what was wanted, and whether it was reached."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    """What was measured, with its unit."""
    ours: str
    """The figure, mostly min/median/max."""
    floor: str = ""
    """The least that can be had on this machine, or what others take, measured in the same run."""
    goal: str = ""
    """What was wanted, such as `<= 1.3 x`."""
    met: bool | None = None
    """Whether the goal was reached; None where there is none, or nothing to judge."""
    why: str = ""
    """One sentence more: why there is no figure, or what it hides."""


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    tickets: int
    """In the mirror, or open at the hotline."""
    folder: Path
    """Where parts may leave files for one another; it goes when the run ends, however that ends."""
    quick: bool = False
    """Within two minutes in all: fewer repeats, nothing installed."""

    def times(self, full: int, quick: int) -> int:
        """How often something is repeated, or how long it is watched."""
        return quick if self.quick else full


Part = Callable[[Plan], Iterator[Row]]
"""Measures one thing; gives each row as soon as it is known."""


def spread(values: Sequence[float], *, digits: int = 0) -> str:
    """min/median/max."""
    return "/".join(f"{value:,.{digits}f}" for value in (min(values), statistics.median(values), max(values)))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def most(what: str, value: float, goal: float, *, ours: str = "", floor: str = "", unit: str = "", why: str = "") -> Row:
    """A row whose value is to be no more than its goal; `ours` where more than the value is to be told."""
    return Row(what, ours or plainly(value, unit), floor, f"<= {plainly(goal, unit)}", value <= goal, why)


def least(what: str, value: float, goal: float, *, ours: str = "", floor: str = "", unit: str = "", why: str = "") -> Row:
    """A row whose value is to be no less than its goal; `ours` where more than the value is to be told."""
    return Row(what, ours or plainly(value, unit), floor, f">= {plainly(goal, unit)}", value >= goal, why)


def row(what: str, figure: str, goal: str = "") -> Row:
    """A row that nobody judges."""
    return Row(what, figure, goal=goal)


def plainly(value: float, unit: str = "") -> str:
    """A number with its unit, in as many digits as tell something."""
    digits = 0 if value == int(value) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def verdict(row: Row) -> str:
    """Whether the goal was reached, in one word; empty where nothing was judged."""
    return "" if row.met is None else "met" if row.met else "MISSED"


def line(row: Row) -> str:
    """The row as it is printed while others are still measured."""
    goal = f"goal {row.goal}  {verdict(row).upper()}".rstrip() if row.goal else ""
    told = f"{row.what:<62}{row.ours:>24}  {row.floor:<26}  {goal}".rstrip()
    return f"{told}\n    {row.why}" if row.why else told


def summary(rows: Sequence[Row]) -> str:
    """How many goals there were, and which were missed."""
    judged = [row for row in rows if row.met is not None]
    missed = [f"  missed: {row.what.strip()}: {row.ours} (goal {row.goal})" for row in judged if not row.met]
    return "\n".join([f"{len(judged) - len(missed)} of {len(judged)} goals met", *missed])

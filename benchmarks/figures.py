"""Repeated measurements, told as minimum, median and maximum."""

import statistics
from collections.abc import Sequence


def spread(values: Sequence[float], *, digits: int = 0) -> str:
    """min/median/max."""
    return "/".join(f"{value:,.{digits}f}" for value in (min(values), statistics.median(values), max(values)))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def row(what: str, figure: str, goal: str = "") -> str:
    """One line of the table."""
    return f"{what:<64}{figure:>26}   {goal}"

"""What has come in, or has begun to burn, out of sight: counted above and below what is seen, and which of it to go to first."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from api_client.models.line import Line
from tui.heat import URGENT, heat

MOST = 999
"""So many are told apart; of more, the oldest news are dropped."""

Key = tuple[float | str, ...]


def _hours(tier: str) -> float:
    digits = tier.rstrip("hd")
    return (int(digits) if digits.isdigit() else 1e9) * (24 if tier.endswith("d") else 1)


KEYS: dict[str, Callable[[Line], Key]] = {
    "due": lambda line: (line.next_due, line.number),
    "newest": lambda line: (-line.received, *(-ord(sign) for sign in line.number)),
    "tier": lambda line: (_hours(line.tier), line.next_due, line.number),
    "hops": lambda line: (-line.hops, line.next_due, line.number),
}
"""Where a line stands in each order of the queue, as `api_client.conditions` orders them."""


class Edges(NamedTuple):
    """How many have come in above and below what is seen, and how many of them burn."""

    above: int = 0
    above_urgent: int = 0
    below: int = 0
    below_urgent: int = 0


class Newcomers:
    """The news of a list that nobody has seen yet."""

    def __init__(self) -> None:
        self._lines: dict[str, Line] = {}

    def __contains__(self, number: str) -> bool:
        return number in self._lines

    @property
    def numbers(self) -> Collection[str]:
        """Their numbers."""
        return self._lines.keys()

    def hear(self, lines: Iterable[Line]) -> None:
        """Take news in, or how they stand now."""
        self._lines |= {line.number: line for line in lines}
        for number in list(self._lines)[:-MOST]:
            del self._lines[number]

    def drop(self, numbers: Iterable[str]) -> None:
        """These were seen, or have left."""
        for number in numbers:
            self._lines.pop(number, None)

    def clear(self) -> None:
        """Everything is seen anew."""
        self._lines.clear()

    def edges(self, seen: Sequence[Line], order: str, now: int) -> Edges:
        """How many stand above and below the lines that are seen."""
        above, below = self._sides(seen, order)
        return Edges(len(above), _urgent(above, now), len(below), _urgent(below, now))

    def first(self, seen: Sequence[Line], order: str, now: int) -> str:
        """Which to go to: what burns before the rest, above before below, first in the order; empty where there is none."""
        sides = [sorted(side, key=KEYS[order]) for side in self._sides(seen, order)]
        waiting = [line for side in sides for line in side]
        return min(waiting, key=lambda line: heat(line, now) < URGENT).number if waiting else ""

    def _sides(self, seen: Sequence[Line], order: str) -> tuple[list[Line], list[Line]]:
        if not seen:
            return [], list(self._lines.values())
        key = KEYS[order]
        first, last = key(seen[0]), key(seen[-1])
        lines = [(key(line), line) for line in self._lines.values()]
        return [line for place, line in lines if place < first], [line for place, line in lines if place > last]


def _urgent(lines: Sequence[Line], now: int) -> int:
    return sum(heat(line, now) >= URGENT for line in lines)

"""When to ring: for tickets that have just become urgent or overdue, once for all that come together, and never for what was so at the start."""

from collections.abc import Sequence

from api_client.models.line import Line
from tui.heat import CALM, OVERDUE, heat
from tui.words.words import Words

BURST_SECONDS = 10.0
"""After a bell, nothing rings for so long: what comes together is one alarm."""
SETTLING_SECONDS = 5.0
"""What arrives so soon after the line first came up was there before."""
THOUSAND = 1000


class Alarm:
    """Remembers what burned at the last look. It asks no clock: every look is told the time."""

    def __init__(self) -> None:
        self._known: dict[str, int] | None = None
        self._beyond: int | None = None
        """The due moment beyond which the last look did not reach; None where it saw everything."""
        self._settled_at: float | None = None
        self._loads = 0
        self._quiet_until = 0.0

    def live(self, wall: float) -> None:
        """The line is up; the first time, what it brings is no news."""
        if self._settled_at is None:
            self._settled_at = wall + SETTLING_SECONDS

    def copy(self, loads: int) -> None:
        """Which copy of the queue is looked at, as `Mirror.loads` counts: what a new one brings was there before."""
        if loads != self._loads:
            self._loads, self._known = loads, None

    def hear(self, lines: Sequence[Line], *, now: int, wall: float, whole: bool = True) -> list[Line]:
        """What has become urgent or overdue since the last look, worst first. `now` is the hotline's time, `wall` the wall clock's.

        `whole`: whether these are all that burn. Where they were not, what moves up behind those that are done is no news.
        """
        burning = {line.number: min(heat(line, now), OVERDUE) for line in lines}
        known, self._known = self._known, burning
        beyond, self._beyond = self._beyond, None if whole else lines[-1].next_due
        if known is None or wall < (self._settled_at or 0):
            return []
        near = (line for line in lines if beyond is None or line.next_due < beyond or line.number in known)
        return [line for line in near if burning[line.number] > known.get(line.number, CALM)]

    def rings(self, wall: float) -> bool:
        """Whether the bell may ring for news; if so, it counts as rung."""
        if wall < self._quiet_until:
            return False
        self._quiet_until = wall + BURST_SECONDS
        return True


def news(fresh: Sequence[Line], now: int, say: Words) -> str:
    """The sentence for what newly burns: how many, and the worst of them."""
    first = fresh[0]
    late = heat(first, now) >= OVERDUE
    return say("alarm.overdue" if late else "alarm.urgent", count=len(fresh), number=first.number, title=first.title)


def counts(lines: Sequence[Line], now: int) -> tuple[int, int]:
    """How many of the burning tickets are overdue, and how many urgent."""
    late = sum(heat(line, now) >= OVERDUE for line in lines)
    return late, len(lines) - late


def title(late: int, urgent: int, say: Words) -> str:
    """The window's title: how many are overdue and how many urgent, in round thousands where one more is no news."""
    told = say("alarm.title", late=_roughly(late), urgent=_roughly(urgent)) if late or urgent else say("alarm.title_calm")
    return f"{told} - {say('desk.name')}"


def _roughly(count: int) -> str:
    return str(count) if count < THOUSAND else f"{count // THOUSAND * THOUSAND}+"

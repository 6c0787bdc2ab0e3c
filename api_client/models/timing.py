"""What time is counted and watched by: a line's own limit, the rungs of the ladder, working days and hours."""

from datetime import date
from functools import cached_property
from typing import Literal

from api_client.models.word import Word


class Limit(Word):
    """A limit that one catalogue line has for itself, whatever its tier gives."""

    count: float
    unit: Literal["s", "days", "workdays", "workhours"]
    basis: str = ""


class LadderStep(Word):
    """One rung of the escalation ladder: when it is climbed, and who is told then."""

    name: str
    share: float
    """Part of the limit that is used up by then: 0.75, 1.0, 2.0."""
    told: tuple[Literal["lead", "lead_leader", "district", "supervisor", "supervision", "interview"], ...]
    """`supervision` puts the ticket under supervision, `interview` notes it for the next interview."""
    tiers: tuple[str, ...] = ()
    """The tiers it holds for; empty: all."""
    basis: Literal["law", "standard", "another city", "our default"]
    source: str


class Calendar(Word):
    """What counts as working time. Everything is on the clock of the city's own zone; a whole working day is `closes - opens`."""

    zone: str = "UTC"
    workdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    """Weekdays, Monday 1 to Sunday 7."""
    opens: int = 0
    closes: int = 86400
    """Seconds of the day between which working time passes."""
    late_from: int = 86400
    """What starts at this second of the day or later starts on the next working day, at `late_start`."""
    late_start: int = 0
    free_day_start: Literal["opens", "same_time"] = "opens"
    """When on the next working day that starts which falls on a free one."""
    skips_holidays: bool = True
    holidays: tuple[date, ...] = ()
    makeup: tuple[date, ...] = ()
    """Days off by their weekday that are worked all the same (调休)."""
    years: tuple[int, ...] = ()
    """Years whose holidays are known."""

    @cached_property
    def free(self) -> frozenset[date]:
        """The holidays, to look a day up."""
        return frozenset(self.holidays)

    @cached_property
    def worked(self) -> frozenset[date]:
        """The make-up days, to look a day up."""
        return frozenset(self.makeup)

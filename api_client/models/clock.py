"""The clocks of a ticket: each an obligation with a due time, and a history that explains every minute."""

from enum import StrEnum

from api_client.models.word import Moment, Word


class ClockName(StrEnum):
    """The clocks that can run on a ticket."""

    INTAKE = "intake"
    """From receipt to order."""
    SIGN = "sign"
    """签收"""
    CONTACT = "contact"
    """联系诉求人"""
    ONSITE = "onsite"
    REPAIRED = "repaired"
    DUE = "due"
    """办结: the tier's limit."""
    OPINION = "opinion"
    """The answer to an escalation."""
    RULING = "ruling"
    """The ruling on a dispute."""
    CALLBACK = "callback"
    """回访"""
    WHISTLE = "whistle"
    """报到: a called unit reports in."""
    CO_DUE = "co_due"
    """协办: a joined unit reports its part."""
    INSTRUCTION = "instruction"
    """批示: the answer to a leader."""
    CONSULT = "consult"
    """会商: a unit's answer before dispatch."""


class ClockState(StrEnum):
    """A clock runs, pauses, or has ended well or badly."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    """Past its due time: `ended` tells when the obligation was met late, None while it is still open."""
    CANCELLED = "cancelled"
    """No longer wanted: the obligation fell away before it was due."""


class Segment(Word):
    """A stretch of a clock's life, so that elapsed time can be explained minute by minute."""

    start: Moment
    end: Moment | None = None
    """None while it lasts."""
    state: ClockState
    why: str = ""
    """The event type that began it."""


class Clock(Word):
    """One obligation with its due time and the moments at which its band changes."""

    name: ClockName
    of: str = ""
    """Code of the unit whose clock it is; empty: the lead's. With the name it tells a ticket's clocks apart."""
    start: Moment
    due: Moment
    watch_at: Moment
    warn_at: Moment
    urgent_at: Moment
    long_at: Moment
    """From here on it is long overdue."""
    state: ClockState = ClockState.RUNNING
    ended: Moment | None = None
    working: bool = False
    """Whether it counts working time by the policy's calendar; otherwise every hour counts."""
    segments: tuple[Segment, ...] = ()
    """Only in the full ticket; empty in summaries."""

    @property
    def key(self) -> str:
        """What tells a ticket's clocks apart: `due`, `whistle@110105`."""
        return f"{self.name}@{self.of}" if self.of else self.name.value

    @property
    def open(self) -> bool:
        """Whether the obligation still stands, in time, late or paused."""
        return self.ended is None and self.state is not ClockState.CANCELLED

"""What one line of the queue shows. Plain values only: it is read and drawn before anything heavy is loaded."""

from typing import NamedTuple

NEVER = 253_402_300_799
"""Seconds of the last second of the year 9999: the due moment of a ticket on which no clock runs.

Of an Open311 city's it is as much later as the request is newer, so that they stand by age: its numbers tell nothing of that."""


class Line(NamedTuple):
    """A ticket as a line of the queue; moments are whole seconds since 1970 UTC."""

    number: str
    version: int
    tier: str
    stage: str
    kind: str
    title: str
    lead: str
    """Code of the lead unit."""
    street: str
    hops: int
    flags: str
    """Flag names separated by blanks."""
    urgent: int
    next_clock: str
    """Name of the clock that is due first; empty where none runs."""
    next_due: int
    """NEVER or later where none runs."""
    watch_at: int
    warn_at: int
    urgent_at: int
    long_at: int
    item: str = ""
    """Catalogue code."""
    received: int = 0


def band(line: Line, now: int) -> str:
    """The band a line is in: calm, watch, warn, urgent, overdue, long; paused where no clock runs, done where the ticket has ended."""
    if line.next_due >= NEVER:
        return "done" if line.stage in ("closed", "exited", "answered", "merged") else "paused"
    if now >= line.next_due:
        return "long" if now >= line.long_at else "overdue"
    if now >= line.urgent_at:
        return "urgent"
    if now >= line.warn_at:
        return "warn"
    return "watch" if now >= line.watch_at else "calm"


BANDS = ("long", "overdue", "urgent", "warn", "watch", "calm", "paused", "done")
"""From what burns most to what is done."""

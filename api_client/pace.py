"""How the hotline's time runs, seen from here: a scenario's hours pass in minutes, and a desk's clock may be wrong."""

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from api_client.models.page import Page, SnapshotHead, Window


class Pace(NamedTuple):
    """How the hotline's time ran when it was last told."""

    now: int
    """The hotline's time, epoch seconds."""
    rate: float
    """Its seconds per second of wall time."""
    wall: float
    """Wall time here when it was told, epoch seconds."""

    def at(self, wall: float) -> int:
        """The hotline's time at a moment of wall time here."""
        return int(self.now + (wall - self.wall) * self.rate)


def remembered(text: str) -> Pace | None:
    """The pace as `told` wrote it, or None for an empty text."""
    return Pace(*json.loads(text)) if text else None


def told(by: "Page | SnapshotHead | Window", wall: float) -> str:
    """The pace that a page or a snapshot tells, as text to be remembered."""
    return json.dumps(Pace(int(by.now.timestamp()), by.rate, wall))

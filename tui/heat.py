"""How much a ticket burns: one number for the night run, the bell and the title."""

from api_client.models.line import NEVER, Line, band

CALM, URGENT, OVERDUE, LONG = 0, 1, 2, 3
"""Degrees, from what can wait to what is long overdue."""

UNTAKEN = ("received", "waiting", "dispatched")
"""Stages in which nobody has taken a ticket in hand yet; `Mirror.burning` names them too."""

_DEGREES = {"urgent": URGENT, "overdue": OVERDUE, "long": LONG}


def heat(line: Line, now: int) -> int:
    """The degree at a moment in epoch seconds; an emergency that nobody has taken yet is urgent whatever its clock says."""
    degree = _DEGREES.get(band(line, now), CALM)
    waits = bool(line.urgent) and line.stage in UNTAKEN and line.next_due < NEVER
    return max(degree, URGENT) if waits else degree

"""Where a request would go if it were dispatched now, as the hotline tells it before there is a ticket."""

from typing import Literal

from api_client.models.city import Milestone
from api_client.models.clock import Clock
from api_client.models.word import Moment, Word


class Foretold(Word):
    """The answer of `GET /v1/route`."""

    unit: str
    """Code of the unit that would lead; empty where neither catalogue nor place says."""
    tier: str
    cc: str = ""
    """Code of the district that would be told."""
    basis: Literal["catalogue", "fallback"]
    """By the catalogue line, or left to the district because that does not say whose it is."""
    owner: str = ""
    """What the catalogue line says: `street`, `district`, a unit's code; empty without a line."""
    milestones: tuple[Milestone, ...] = ()
    clocks: tuple[Clock, ...] = ()
    """The clocks as they would start now."""
    now: Moment

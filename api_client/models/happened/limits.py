"""What happened to the time a ticket has, and to whether it counts."""

from typing import ClassVar, Literal

from api_client.models.asked.limits import Exclusion, PauseReason
from api_client.models.clock import ClockName
from api_client.models.happened.carried import Happened
from api_client.models.parts import Rung
from api_client.models.word import Moment


class Extended(Happened):
    """The due time was moved."""

    type: Literal["extended"] = "extended"
    matters: ClassVar[bool] = True
    due_from: Moment
    due_to: Moment
    reason: str
    ladder: tuple[Rung, ...] = ()
    """The rungs still to climb, where they moved with it."""


class Paused(Happened):
    """The clocks stand still."""

    type: Literal["paused"] = "paused"
    matters: ClassVar[bool] = True
    why: PauseReason
    until: Moment
    reason: str
    ladder: tuple[Rung, ...] = ()
    """The rungs still to climb, where they moved with it."""


class Hung(Happened):
    """The ticket is parked until a date."""

    type: Literal["hung"] = "hung"
    matters: ClassVar[bool] = True
    until: Moment
    condition: str
    reason: str
    ladder: tuple[Rung, ...] = ()
    """The rungs still to climb, where they moved with it."""


class Resumed(Happened):
    """The clocks run on."""

    type: Literal["resumed"] = "resumed"
    matters: ClassVar[bool] = True
    reason: str = ""
    """Empty where the time was simply over."""
    due_from: Moment | None = None
    due_to: Moment | None = None
    ladder: tuple[Rung, ...] = ()
    """The rungs still to climb, where they moved with it."""


class TierChanged(Happened):
    """The ticket has another tier."""

    type: Literal["tier_changed"] = "tier_changed"
    matters: ClassVar[bool] = True
    tier_from: str
    tier: str
    due_from: Moment
    due_to: Moment
    ladder: tuple[Rung, ...] = ()
    reason: str


class Excluded(Happened):
    """The ticket is left out of the rates; it stays in the list of what was left out."""

    type: Literal["excluded"] = "excluded"
    why: Exclusion
    evidence: tuple[str, ...]
    reason: str


class Missed(Happened):
    """A clock passed its due time."""

    type: Literal["missed"] = "missed"
    clock: ClockName
    of: str = ""
    """Code of the unit whose clock it is; empty: the lead's."""


class Climbed(Happened):
    """A rung of the escalation ladder was reached, and these were told."""

    type: Literal["climbed"] = "climbed"
    rung: str
    told: tuple[str, ...]
    """Roles, as the policy names them: lead, lead_leader, district, supervisor, supervision, interview."""

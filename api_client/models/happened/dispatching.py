"""What happened to the order on its way (派)."""

from typing import ClassVar, Literal

from api_client.models.asked.dispatching import ReassignKind
from api_client.models.happened.carried import Happened
from api_client.models.parts import Rung
from api_client.models.word import Moment


class Consulted(Happened):
    """Units were asked whose matter it is."""

    type: Literal["consulted"] = "consulted"
    units: tuple[str, ...]
    question: str


class Advised(Happened):
    """A unit said whether it is its matter."""

    type: Literal["advised"] = "advised"
    unit: str
    ours: bool
    opinion: str


class Dispatched(Happened):
    """The order went to its lead unit and the clocks started."""

    type: Literal["dispatched"] = "dispatched"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    unit: str
    cc: str = ""
    tier: str
    policy: str
    basis: Literal["catalogue", "dispatcher", "fallback"]
    """Why this unit: the catalogue's owner, the dispatcher's choice, or the district because nobody else is known."""
    reason: str = ""
    ladder: tuple[Rung, ...] = ()
    """The escalation ladder as the policy had it at this moment."""


class Disputed(Happened):
    """The lead unit objected to the order."""

    type: Literal["disputed"] = "disputed"
    matters: ClassVar[bool] = True
    unit: str
    reason: str
    legal_basis: str
    suggested: str = ""


class Ruled(Happened):
    """An objection was ruled on."""

    type: Literal["ruled"] = "ruled"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    upheld: bool
    reason: str


class Reassigned(Happened):
    """Another unit leads now; the first receiver stays who it was."""

    type: Literal["reassigned"] = "reassigned"
    matters: ClassVar[bool] = True
    lapses: ClassVar[bool] = True
    kind: ReassignKind
    unit_from: str
    unit: str
    cc: str = ""
    due_from: Moment | None = None
    due_to: Moment | None = None
    """Differs from `due_from` only where the kind moves the due time."""
    reason: str
    designated: bool = False
    doubted: str = ""
    """Catalogue code, where the catalogue itself had sent it to the unit that was wrong: a change of the line is proposed."""
    ladder: tuple[Rung, ...] = ()
    """The rungs still to climb, where they moved with it."""


class ProblemOrdered(Happened):
    """Handed round too often: a problem order (问题工单) for the supervisor, with no way back into the round."""

    type: Literal["problem_ordered"] = "problem_ordered"
    matters: ClassVar[bool] = True
    why: Literal["round", "redos"]
    count: int


class Escalated(Happened):
    """The level above was asked for an opinion."""

    type: Literal["escalated"] = "escalated"
    matters: ClassVar[bool] = True
    to: str
    reason: str


class Opined(Happened):
    """The level above gave its opinion."""

    type: Literal["opined"] = "opined"
    matters: ClassVar[bool] = True
    opinion: str

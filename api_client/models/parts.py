"""The parts of a ticket: signatures, objections, calls, reports, stretches of time, each with who and when."""

from typing import Any, Literal
from uuid import UUID

from api_client.models.city import Signer
from api_client.models.people import By
from api_client.models.word import Moment, Word


class Held(Word):
    """A command that a co-sign request holds until everybody has signed (会签)."""

    request: UUID
    command: dict[str, Any]
    """The command as it was asked; decided anew when the last signature is in."""
    maker: By
    at: Moment
    signers: tuple[Signer, ...]
    signed: tuple[By, ...] = ()
    state: str = "waiting"
    """waiting, signed, declined or lapsed."""
    reason: str = ""


class Escalation(Word):
    """A request to the level above for what the lead cannot do alone (提级)."""

    to: str
    at: Moment
    by: By
    reason: str
    opinion: str = ""
    opined: Moment | None = None


class Dispute(Word):
    """A unit's objection to an order (派单异议)."""

    unit: str
    at: Moment
    by: By
    reason: str
    legal_basis: str
    suggested: str = ""
    upheld: bool | None = None
    ruling: str = ""


class Callback(Word):
    """One attempt to hear from the requester (回访)."""

    at: Moment
    by: By
    channel: str
    reached: bool
    responded: bool | None = None
    solved: bool | None = None
    satisfied: int | None = None
    attitude: int | None = None
    reasonable: bool | None = None
    verbatim: str = ""
    again: Moment | None = None
    """After an attempt that reached nobody: from when on another such one counts."""
    left: int | None = None
    """After an attempt that reached nobody: how many more there may be."""


class Reply(Word):
    """The lead unit's feedback (反馈)."""

    at: Moment
    by: By
    solved: bool
    handling: str
    public_reply: str = ""
    unsolved_reason: str = ""
    requester_agrees: bool = False
    true_claim: bool = True
    beyond_duty: bool = False
    evidence: tuple[str, ...] = ()
    root_cause: str = ""
    fee: bool = False
    flagged: tuple[str, ...] = ()
    """Forbidden phrases found in it (服务忌语)."""


class Rung(Word):
    """One step of the escalation ladder of a ticket: when it is climbed, and who is told then."""

    name: str
    at: Moment
    share: float
    """Part of the limit that is used up by then: 0.75, 1.0, 2.0."""
    told: tuple[str, ...]
    """Roles, as the policy names them: lead, lead_leader, district, supervisor, supervision, interview."""


class CoOrder(Word):
    """A unit's part in another unit's ticket: called by a whistle or joined (吹哨报到、协办)."""

    unit: str
    sort: Literal["whistle", "joint"]
    kind: str = ""
    """For a whistle: key_matter, enforcement or emergency."""
    mode: str = ""
    task: str
    lead: str = ""
    """Code of the unit that led when it was called: the one it judges."""
    round: int = 0
    """How many second dispatches had come before it."""
    since: Moment
    reported_in: Moment | None = None
    interims: tuple[str, ...] = ()
    late_reason: str = ""
    """Why its result comes late, as an interim report said."""
    reported: Moment | None = None
    solved: bool | None = None
    result: str = ""
    dismissed: Moment | None = None
    stayed: bool | None = None
    score: int | None = None
    """How the lead judges the unit, 5 best."""
    lead_score: int | None = None
    """How the unit judges the lead."""
    waived: str = ""
    """Why its part is not wanted any more."""

    @property
    def open(self) -> bool:
        """Whether the lead still waits for it."""
        return not self.waived and self.reported is None and self.dismissed is None

    @property
    def took_part(self) -> bool:
        """Whether it had a share in the matter, so that it signs the feedback: it joined or reported in, and was not let off."""
        return not self.waived and (self.sort == "joint" or self.reported_in is not None)


class Supervision(Word):
    """A ticket's time under supervision (督办)."""

    why: str
    level: str
    unit: str
    owner: str = ""
    reason: str
    since: Moment
    released: Moment | None = None
    release_reason: str = ""


class Instruction(Word):
    """A leader's instruction and its answer (批示)."""

    leader: str
    text: str
    at: Moment
    due: Moment
    answer: str = ""
    answered: Moment | None = None


class Halt(Word):
    """A time in which the clocks stood still: a pause or a hang."""

    sort: Literal["pause", "hang"]
    why: str
    since: Moment
    until: Moment
    """When it ends at the latest."""
    ended: Moment | None = None


class Consultation(Word):
    """What a unit was asked before dispatch, and what it said (派前会商)."""

    unit: str
    question: str
    asked: Moment
    ours: bool | None = None
    opinion: str = ""


class Mediation(Word):
    """Who sat together and what they agreed (调解)."""

    at: Moment
    parties: tuple[str, ...]
    agreed: bool
    result: str


class Exclusion(Word):
    """Why a ticket is left out of the rates (剔除)."""

    why: str
    evidence: tuple[str, ...]
    reason: str
    at: Moment

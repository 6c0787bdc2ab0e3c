"""What a person asks. Imperative; the first docstring line is the help text, the field titles are the form."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter

from api_client.models.text import PlainLine, PlainText, PlainTitle, Sentence
from api_client.models.ticket import Kind
from api_client.models.word import Moment, Order

UnitCode = Annotated[str, StringConstraints(max_length=40)]
Number = Annotated[str, StringConstraints(pattern=r"^\d{8}-\d{6,}$", max_length=24)]


class Exit(StrEnum):
    """The six ways of classified handling (分类处理), Beijing regulation art. 11(3)."""

    EMERGENCY = "emergency"
    """To 110, 119, 120 or 122 at once."""
    LEGAL_CHANNEL = "legal_channel"
    """Belongs to litigation, arbitration, discipline, reconsideration, disclosure or petition."""
    NO_NEW_FACTS = "no_new_facts"
    """Under way or finished, and nothing new: told how it stands."""
    SECRET = "secret"
    """State or trade secret, or privacy."""
    OUTSIDE_DUTY = "outside_duty"
    """For the market or society."""
    UNLAWFUL = "unlawful"
    """Illegal or against public morals."""


class ReassignKind(StrEnum):
    """Why the lead changes; each has its own effect on the clock."""

    CORRECTION = "correction"
    """The hotline sent it to the wrong unit: the due time stays."""
    DISPUTE_UPHELD = "dispute_upheld"
    """The unit's objection was upheld: the new unit gets at least half the tier."""
    REDO = "redo"
    """The requester was not satisfied (二次派单): half the tier, at least 24 h."""


class _Asked(Order):
    """What every command carries."""

    id: UUID
    """Chosen by who asks; asking twice with the same id does nothing twice."""


class _OnTicket(_Asked):
    """A command on a ticket that exists."""

    ticket: Number
    seen: int = Field(ge=0)
    """The version the person was looking at."""


class Contacts(Order):
    """Who asks, unmasked: kept apart from the log and told only with a recorded reason."""

    name: PlainLine = ""
    phone: PlainLine = ""
    kind: Literal["person", "enterprise", "organisation"] = "person"


class Register(_Asked):
    """Register a request and give it its number (受理)."""

    do: Literal["register"] = "register"
    title: Annotated[PlainTitle, StringConstraints(min_length=1)]
    content: PlainText = ""
    kind: Kind = Kind.REQUEST
    urgent: bool = False
    item: PlainLine = ""
    district: UnitCode = ""
    street: UnitCode = ""
    address: PlainLine = ""
    channel: PlainLine = "phone"
    origin_line: PlainLine = ""
    external: PlainLine = ""
    requester: Contacts = Contacts()


class RouteElsewhere(_OnTicket):
    """Let a request leave by one of the six exits, and tell the requester (分类处理)."""

    do: Literal["route_elsewhere"] = "route_elsewhere"
    exit: Exit
    to: PlainLine = ""
    """Which channel the requester was told of; for an emergency the line it was handed to."""
    reason: Sentence


class Answer(_OnTicket):
    """Answer at once, without an order (直接答复)."""

    do: Literal["answer"] = "answer"
    text: Sentence


class Dispatch(_OnTicket):
    """Send the order to the unit whose duty it is; the clocks start now (派单)."""

    do: Literal["dispatch"] = "dispatch"
    unit: UnitCode = ""
    """Empty: as the catalogue and the address say."""
    tier: PlainLine = ""
    """Empty: as the catalogue says."""
    reason: PlainText = ""
    """Why not as the catalogue says."""


class Sign(_OnTicket):
    """Take receipt of the order (签收)."""

    do: Literal["sign"] = "sign"
    reason: PlainText = ""
    """Why it is late, where it is."""


class Contact(_OnTicket):
    """Record that the requester was contacted (联系诉求人)."""

    do: Literal["contact"] = "contact"
    text: PlainText = ""


class Arrive(_OnTicket):
    """Record the arrival on site (到场)."""

    do: Literal["arrive"] = "arrive"
    text: PlainText = ""


class Repair(_OnTicket):
    """Record that the repair is done (修复)."""

    do: Literal["repair"] = "repair"
    text: PlainText = ""


class Dispute(_OnTicket):
    """Object to the order, with the law that says whose duty it is (派单异议)."""

    do: Literal["dispute"] = "dispute"
    reason: Sentence
    legal_basis: Sentence
    suggested: UnitCode = ""


class Rule(_OnTicket):
    """Rule on a unit's objection (异议裁定)."""

    do: Literal["rule"] = "rule"
    upheld: bool
    reason: Sentence


class Reassign(_OnTicket):
    """Give the ticket to another lead unit, saying which kind of change it is (改派)."""

    do: Literal["reassign"] = "reassign"
    kind: ReassignKind = ReassignKind.CORRECTION
    unit: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    reason: Sentence


class Escalate(_OnTicket):
    """Ask the level above for what the lead cannot do alone; the lead stays (提级)."""

    do: Literal["escalate"] = "escalate"
    to: UnitCode = ""
    """Empty: the level directly above the lead."""
    reason: Sentence


class Opine(_OnTicket):
    """Give the opinion that an escalation asked for (提级意见)."""

    do: Literal["opine"] = "opine"
    opinion: Sentence


class Extend(_OnTicket):
    """Move the due time once, before it is over, the requester told (延期)."""

    do: Literal["extend"] = "extend"
    hours: int = Field(ge=1, le=360)
    reason: Sentence
    requester_told: bool = False


class Feedback(_OnTicket):
    """Report what was done; the unit's leader signs it (反馈)."""

    do: Literal["feedback"] = "feedback"
    solved: bool
    handling: Sentence
    public_reply: PlainText = ""
    unsolved_reason: PlainText = ""
    true_claim: bool = True
    """Whether the request was found to be as told (诉求属实)."""
    beyond_duty: bool = False
    evidence: tuple[PlainLine, ...] = Field(default=(), max_length=20)
    requester_agrees: bool = False
    """The requester agrees to be called back before the limit is over."""


class CoSign(_OnTicket):
    """Sign a colleague's command, which is then decided (会签)."""

    do: Literal["cosign"] = "cosign"
    request: UUID
    text: PlainText = ""


class Decline(_OnTicket):
    """Decline to sign, saying why (不予会签)."""

    do: Literal["decline"] = "decline"
    request: UUID
    reason: Sentence


class CallBack(_OnTicket):
    """Record one attempt to call the requester back, with the four questions (回访)."""

    do: Literal["call_back"] = "call_back"
    channel: Literal["phone", "sms", "web"] = "phone"
    reached: bool
    responded: bool | None = None
    """Was the requester contacted (响应)?"""
    solved: bool | None = None
    """Is it solved (解决)?"""
    satisfied: int | None = Field(default=None, ge=1, le=5)
    """How the result is judged, 5 best (满意)."""
    attitude: int | None = Field(default=None, ge=1, le=5)
    """How the staff's manner is judged, 5 best (态度)."""
    reasonable: bool | None = None
    """Whether dissatisfaction is judged reasonable."""
    verbatim: PlainText = ""


class Note(_OnTicket):
    """Add a note that colleagues see; no clock moves (备注)."""

    do: Literal["note"] = "note"
    text: Sentence


class Elapse(_OnTicket):
    """Time has passed a clock's due moment. Asked by the hotline itself only."""

    do: Literal["elapse"] = "elapse"
    clock: str


class Load(_Asked):
    """Take over a record of another system as it stood. Asked by the hotline itself only."""

    do: Literal["load"] = "load"
    source: PlainLine
    external: PlainLine
    title: Annotated[PlainTitle, StringConstraints(min_length=1)]
    content: PlainText = ""
    kind: Kind = Kind.REQUEST
    item: PlainLine = ""
    path: PlainLine = ""
    tier: PlainLine = ""
    unit: UnitCode = ""
    district: UnitCode = ""
    street: UnitCode = ""
    address: PlainLine = ""
    channel: PlainLine = ""
    requester: Contacts = Contacts()
    received: Moment
    due: Moment | None = None
    """The other system's own due time, kept as the ticket's due clock."""
    closed: Moment | None = None
    result: PlainText = ""


OnTicket = (
    RouteElsewhere | Answer | Dispatch | Sign | Contact | Arrive | Repair | Dispute | Rule | Reassign | Escalate | Opine
    | Extend | Feedback | CoSign | Decline | CallBack | Note | Elapse
)  # fmt: skip
Command = Annotated[Register | Load | OnTicket, Field(discriminator="do")]
"""Any command; `do` names which."""

COMMANDS: TypeAdapter[Register | Load | OnTicket] = TypeAdapter(Command, config=ConfigDict(defer_build=True))
"""Reads a command from JSON or from a dict; a pydantic ValidationError names the field at fault."""

SYSTEM_ONLY = frozenset(("elapse", "load"))
"""Commands that no person may ask over the wire."""

"""The ticket: one number for life, one lead unit at a time, several clocks."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from api_client.models.city import Signer
from api_client.models.clock import Clock, ClockName
from api_client.models.people import By
from api_client.models.word import Moment, Word


class Kind(StrEnum):
    """What the requester wants."""

    INQUIRY = "inquiry"
    """咨询"""
    REQUEST = "request"
    """求助"""
    COMPLAINT = "complaint"
    """投诉"""
    REPORT = "report"
    """举报"""
    SUGGESTION = "suggestion"
    """建议"""
    PRAISE = "praise"
    """表扬"""


class Stage(StrEnum):
    """Where a ticket stands; which moves are allowed stands in one table of the hotline's rules."""

    RECEIVED = "received"
    """受理: registered, not yet decided where it goes."""
    EXITED = "exited"
    """分类处理: left by one of the six exits."""
    ANSWERED = "answered"
    """直接答复"""
    WAITING = "waiting"
    """待派单: back at the hotline to be dispatched again."""
    DISPATCHED = "dispatched"
    """待签收"""
    IN_HAND = "in_hand"
    """办理中"""
    DISPUTED = "disputed"
    """异议"""
    SIGNING = "signing"
    """待签发: feedback written, waiting for the unit leader's signature."""
    FED_BACK = "fed_back"
    """已反馈"""
    CALLBACK = "callback"
    """待回访"""
    CLOSED = "closed"
    """结案"""
    MERGED = "merged"
    """并单"""


ENDED = frozenset((Stage.EXITED, Stage.ANSWERED, Stage.CLOSED, Stage.MERGED))
"""Stages in which no clock runs any more."""


class Flag(StrEnum):
    """Marks on a ticket that change how it is treated or counted."""

    SUPERVISED = "supervised"
    REPEATED = "repeated"
    SURGE_PARENT = "surge_parent"
    SURGE_CHILD = "surge_child"
    PROBLEM_ORDER = "problem_order"
    HUNG = "hung"
    EXTENDED = "extended"
    ESCALATED = "escalated"
    WHISTLED = "whistled"
    COSIGN = "cosign"
    """A command waits for a second signature."""
    REDO = "redo"
    """Second dispatch after a callback (二次派单)."""
    REDO_DUE = "redo_due"
    """The callback asks for a second dispatch that nobody has made yet."""
    IMPORTED = "imported"
    """Loaded from another system's records."""


class Pending(Word):
    """A command that waits for signatures, as the summary shows it."""

    request: UUID
    do: str
    maker: str
    """Sign-in name of who asked."""
    signers: tuple[Signer, ...]
    """Those whose signature is still missing."""


class Requester(Word):
    """Who called, masked at the source: 张* and 138****1234."""

    name: str = ""
    phone: str = ""
    kind: str = "person"
    """person, enterprise or organisation."""
    key: str = ""
    """A keyed digest of the phone number that tells repeats apart without telling the number."""


class Ticket(Word):
    """The summary that the feed carries and the queue shows."""

    number: str
    """`20261122-000123`, one for life."""
    version: int
    title: str
    kind: Kind
    urgent: bool = False
    """应急"""
    item: str = ""
    """Catalogue code."""
    path: str = ""
    """The three catalogue levels as words, as they read when the ticket was registered."""
    tier: str = ""
    """`2h`, `24h`, `7d`, `15d`; empty before a tier is known."""
    stage: Stage
    lead: str = ""
    """主办: code of the lead unit."""
    first_receiver: str = ""
    """首接单位: never changes once set."""
    co_units: tuple[str, ...] = ()
    """协办"""
    cc: str = ""
    """抄送: code of the district that is told."""
    district: str = ""
    street: str = ""
    address: str = ""
    channel: str = "phone"
    origin_line: str = ""
    """The legacy hotline a call came in on."""
    external: str = ""
    """The number the request has in another system."""
    received: Moment
    dispatched: Moment | None = None
    signed: Moment | None = None
    contacted: Moment | None = None
    fed_back: Moment | None = None
    closed: Moment | None = None
    clocks: tuple[Clock, ...] = ()
    next_clock: ClockName | None = None
    """The open clock that is due first."""
    hops: int = 0
    """How often the lead unit changed."""
    flags: tuple[Flag, ...] = ()
    cosigns: tuple[Pending, ...] = ()
    parent: str = ""
    problem: str = ""
    requester: Requester = Requester()

    @property
    def ended(self) -> bool:
        """Whether no clock runs any more."""
        return self.stage in ENDED

    def clock(self, name: ClockName) -> Clock | None:
        """The clock of this name, or None."""
        return next((clock for clock in self.clocks if clock.name is name), None)


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


class Reply(Word):
    """The lead unit's feedback (反馈)."""

    at: Moment
    by: By
    solved: bool
    handling: str
    public_reply: str = ""
    unsolved_reason: str = ""
    requester_agrees: bool = False


class FullTicket(Ticket):
    """Everything the hotline knows of a ticket: the value that rules decide on and events change."""

    content: str = ""
    policy: str = ""
    """Version of the policy the ticket was dispatched under."""
    mattered: int = 0
    """Version at which the ticket last changed in a way that matters to who acts on it."""
    led: tuple[str, ...] = ()
    """Every unit that has led, in order."""
    disputes: tuple[Dispute, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    held: tuple[Held, ...] = ()
    replies: tuple[Reply, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    redos: int = 0
    extensions: int = 0
    result: str = ""
    """How it ended: solved, unsolved, unreachable, answered, or the exit's name."""

"""The ticket: one number for life, one lead unit at a time, several clocks."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from api_client.models.city import Signer
from api_client.models.clock import Clock, ClockName
from api_client.models.parts import (
    Callback,
    Consultation,
    CoOrder,
    Dispute,
    Escalation,
    Exclusion,
    Halt,
    Held,
    Instruction,
    Mediation,
    Reply,
    Rung,
    Supervision,
)
from api_client.models.waiting import Waiting
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
    PAUSED = "paused"
    JOINT = "joint"
    """Other units handle parts of it (协办)."""
    INSTRUCTED = "instructed"
    """A leader's instruction waits for its answer (批示)."""
    EXCLUDED = "excluded"
    """Left out of the rates (剔除)."""
    NUISANCE = "nuisance"
    WARNED = "warned"
    RISK = "risk"
    INQUIRED = "inquired"
    """The requester has asked how it stands."""
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
    title: str = ""
    """The name of who asked as colleagues know it."""
    unit: str = ""
    """Code of the unit of who asked."""
    at: Moment | None = None
    command: dict[str, Any] = Field(default_factory=dict)
    """What was typed into the held command; long texts are cut."""


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
    next_of: str = ""
    """Code of the unit whose clock that is, where it is not the lead's."""
    hops: int = 0
    """How often the lead unit changed."""
    flags: tuple[Flag, ...] = ()
    cosigns: tuple[Pending, ...] = ()
    parent: str = ""
    problem: str = ""
    campaign: str = ""
    """Number of the session it came in on."""
    requester: Requester = Requester()
    waiting: Waiting | None = None
    """What somebody has yet to act on; None where there is nothing of the kind."""

    @property
    def ended(self) -> bool:
        """Whether no clock runs any more."""
        return self.stage in ENDED

    def clock(self, name: ClockName, of: str = "") -> Clock | None:
        """The clock of this name, or None: the lead's own, or that of another unit."""
        return next((clock for clock in self.clocks if clock.name is name and clock.of == of), None)

    @property
    def next(self) -> Clock | None:
        """The open clock that is due first, or None."""
        return self.clock(self.next_clock, self.next_of) if self.next_clock else None


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
    reply_by: str = "phone"
    anonymous: bool = False
    contact_promised: Moment | None = None
    ladder: tuple[Rung, ...] = ()
    """The rungs still to climb."""
    climbed: tuple[str, ...] = ()
    """Names of the rungs climbed."""
    designated: str = ""
    """Code of the unit that may not object."""
    passed: tuple[str, ...] = ()
    """Every unit whose lead ended because it was not its matter: an objection upheld or a correction."""
    co_orders: tuple[CoOrder, ...] = ()
    supervisions: tuple[Supervision, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    reminded: tuple[Moment, ...] = ()
    """When the lead was reminded."""
    halts: tuple[Halt, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    mediations: tuple[Mediation, ...] = ()
    exclusion: Exclusion | None = None
    children: tuple[str, ...] = ()
    """Numbers of the tickets merged into this one."""
    merged_from: Stage | None = None
    """The stage it stood in when it was merged."""
    parent_before: str = ""
    """The surge parent it stood behind before it was merged."""
    repeats: str = ""
    """Number of the open ticket that it repeats, being urgent or with new facts."""
    warned: str = ""
    """Number of the ticket on which the requester was warned, where that is another one."""
    inquiries: int = 0
    """How often the requester asked how it stands."""
    forgotten: Moment | None = None
    """When who asked was deleted, the time for which it may be kept being over."""

    @property
    def halt(self) -> Halt | None:
        """The pause or hang that lasts, or None."""
        return next((halt for halt in self.halts if halt.ended is None), None)

    def co_order(self, unit: str) -> CoOrder | None:
        """The unit's newest part in the ticket, or None."""
        return next((one for one in reversed(self.co_orders) if one.unit == unit), None)

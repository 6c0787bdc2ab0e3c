"""Asking at intake: register, answer, route elsewhere, and what belongs to a request that exists already (接)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import StringConstraints

from api_client.models.asked.carried import Asked, AskedOfTicket, Number, UnitCode
from api_client.models.text import PlainLine, PlainText, PlainTitle, Sentence
from api_client.models.ticket import Kind
from api_client.models.word import AskedMoment, Order


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


class Contacts(Order):
    """Who asks, unmasked: kept apart from the log and told only with a recorded reason."""

    name: PlainLine = ""
    phone: PlainLine = ""
    kind: Literal["person", "enterprise", "organisation"] = "person"


class Register(Asked):
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
    new_facts: bool = False
    """The requester brings new facts or reasons: then a request that repeats an open one becomes a ticket of its own."""
    anonymous: bool = False
    """The requester gives no name or number, and knows that nobody can call back."""
    contact_promised: AskedMoment | None = None
    """Until when the requester was promised a call: the contact clock is due no later."""
    reply_by: Literal["phone", "written"] = "phone"
    """How the requester wants to be answered."""
    campaign: PlainLine = ""
    """Number of the session it came in on: a leaders' hour or a campaign."""


class RouteElsewhere(AskedOfTicket):
    """Let a request leave by one of the six exits, and tell the requester (分类处理)."""

    do: Literal["route_elsewhere"] = "route_elsewhere"
    exit: Exit
    to: PlainLine = ""
    """Which channel the requester was told of; for an emergency the line it was handed to."""
    reason: Sentence


class Answer(AskedOfTicket):
    """Answer at once, without an order (直接答复)."""

    do: Literal["answer"] = "answer"
    text: Sentence


class Inquire(AskedOfTicket):
    """Note that the requester asks how it stands; no second ticket, nothing is scored twice (进度查询)."""

    do: Literal["inquire"] = "inquire"
    text: PlainText = ""
    channel: PlainLine = "phone"


class Merge(AskedOfTicket):
    """Join the ticket to another one of the same matter, which goes on for both (并单)."""

    do: Literal["merge"] = "merge"
    into: Number
    reason: Sentence


class Unmerge(AskedOfTicket):
    """Part a merged ticket again; it goes on where it stood, its clocks as if they had run (撤销并单)."""

    do: Literal["unmerge"] = "unmerge"
    reason: Sentence


class Warn(AskedOfTicket):
    """Warn a requester who calls again and again without ground; only who was warned can be marked (恶意重复诉求提醒)."""

    do: Literal["warn"] = "warn"
    reason: Sentence


class MarkNuisance(AskedOfTicket):
    """Mark the request as nuisance, so that it counts for no unit; a second person signs (认定恶意诉求)."""

    do: Literal["mark_nuisance"] = "mark_nuisance"
    reason: Sentence


class Reveal(AskedOfTicket):
    """See who asks, unmasked, for a reason that is recorded (查看联系方式)."""

    do: Literal["reveal"] = "reveal"
    reason: Sentence

"""Asking what the lead unit does with its order (办)."""

from typing import Annotated, Literal

from pydantic import Field

from api_client.models.asked.carried import AskedOfTicket
from api_client.models.text import PlainLine, PlainText, Sentence


class Sign(AskedOfTicket):
    """Take receipt of the order (签收)."""

    do: Literal["sign"] = "sign"
    reason: PlainText = ""
    """Why it is late, where it is."""


class Contact(AskedOfTicket):
    """Record that the requester was contacted (联系诉求人)."""

    do: Literal["contact"] = "contact"
    text: PlainText = ""


class Arrive(AskedOfTicket):
    """Record the arrival on site (到场)."""

    do: Literal["arrive"] = "arrive"
    text: PlainText = ""


class Repair(AskedOfTicket):
    """Record that the repair is done (修复)."""

    do: Literal["repair"] = "repair"
    text: PlainText = ""


class Mediate(AskedOfTicket):
    """Record a mediation: who sat together, and what they agreed (调解)."""

    do: Literal["mediate"] = "mediate"
    parties: Annotated[tuple[PlainLine, ...], Field(min_length=2, max_length=20)]
    agreed: bool
    result: Sentence


class Feedback(AskedOfTicket):
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
    root_cause: PlainLine = ""
    """Why it came about, in a word or two: what problems are found by."""
    fee: bool = False
    """The requester had to pay for parts."""
    requester_agrees: bool = False
    """The requester agrees to be called back before the limit is over."""


class Note(AskedOfTicket):
    """Add a note that colleagues see; no clock moves (备注)."""

    do: Literal["note"] = "note"
    text: Sentence

"""Asking for an order to go out, to another unit, or to the level above (派)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from api_client.models.asked.carried import AskedOfTicket, NamedUnit, UnitCode
from api_client.models.text import PlainLine, PlainText, Sentence


class ReassignKind(StrEnum):
    """Why the lead changes; each has its own effect on the clock."""

    CORRECTION = "correction"
    """The hotline sent it to the wrong unit: the due time stays."""
    DISPUTE_UPHELD = "dispute_upheld"
    """The unit's objection was upheld: the new unit gets at least half the tier."""
    REDO = "redo"
    """The requester was not satisfied (二次派单): half the tier, at least 24 h."""


class Consult(AskedOfTicket):
    """Ask units, before the order goes out, whose matter it is (派前会商)."""

    do: Literal["consult"] = "consult"
    units: Annotated[tuple[NamedUnit, ...], Field(min_length=1, max_length=20)]
    question: Sentence


class Advise(AskedOfTicket):
    """Answer a consultation: whether it is this unit's matter, and by which rule (会商意见)."""

    do: Literal["advise"] = "advise"
    ours: bool
    opinion: Sentence


class Dispatch(AskedOfTicket):
    """Send the order to the unit whose duty it is; the clocks start now (派单)."""

    do: Literal["dispatch"] = "dispatch"
    unit: UnitCode = ""
    """Empty: as the catalogue and the address say."""
    tier: PlainLine = ""
    """Empty: as the catalogue says."""
    reason: PlainText = ""
    """Why not as the catalogue says."""


class Dispute(AskedOfTicket):
    """Object to the order, with the law that says whose duty it is (派单异议)."""

    do: Literal["dispute"] = "dispute"
    reason: Sentence
    legal_basis: Sentence
    suggested: UnitCode = ""


class Rule(AskedOfTicket):
    """Rule on a unit's objection (异议裁定)."""

    do: Literal["rule"] = "rule"
    upheld: bool
    reason: Sentence


class Reassign(AskedOfTicket):
    """Give the ticket to another lead unit, saying which kind of change it is (改派)."""

    do: Literal["reassign"] = "reassign"
    kind: ReassignKind = ReassignKind.CORRECTION
    designated: bool = False
    """The unit is designated: it may not object (指定承办)."""
    unit: NamedUnit
    reason: Sentence


class Escalate(AskedOfTicket):
    """Ask the level above for what the lead cannot do alone; the lead stays (提级)."""

    do: Literal["escalate"] = "escalate"
    to: UnitCode = ""
    """Empty: the level directly above the lead."""
    reason: Sentence


class Opine(AskedOfTicket):
    """Give the opinion that an escalation asked for (提级意见)."""

    do: Literal["opine"] = "opine"
    opinion: Sentence
